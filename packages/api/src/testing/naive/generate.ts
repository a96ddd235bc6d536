import {
  type Calendar,
  type Comparison,
  everything,
  type Grain,
  type MetricCondition,
  type MetricFilter,
  type MetricReading,
  type Period,
  parsePeriod,
  type Scope,
} from "@salesglass/core";
import fc from "fast-check";
import { companyTexts } from "./company.ts";
import { dayOf, numberOf } from "./days.ts";
import type { Source } from "./facts.ts";
import { naiveMetrics } from "./metrics.ts";
import type { NaiveQuestion } from "./question.ts";
import { isGrain } from "./table.ts";
import { timeRowsOf } from "./windows.ts";

/** What rows can be split by, besides time, by what the facts are counted from. */
const everywhere = ["team", "rep", "customer", "region", "country", "customerKind", "industry", "segment", "source"];
const dimensionsOf: Record<Source, readonly string[]> = {
  sale: [...everywhere, "product", "channel", "category", "newOrReturning"],
  deal: [...everywhere, "product", "category"],
  pipeline: [...everywhere, "product", "category"],
  prospect: everywhere,
  response: everywhere,
  case: everywhere,
  resolution: everywhere,
  quota: ["team", "rep"],
  payout: ["team", "rep"],
  budget: ["team"],
  expense: ["team", "channel"],
};
const entities = ["team", "rep", "customer", "product"];
const grains = ["day", "week", "month", "quarter", "year", "fiscalMonth", "fiscalQuarter", "fiscalYear"] as const;
const comparisons = ["PREVIOUS_PERIOD", "SAME_PERIOD_LAST_YEAR"] as const satisfies readonly Comparison[];

const metricNames = Object.keys(naiveMetrics);
const ofSales = metricNames.filter((name) => naiveMetrics[name]!.sources.every((source) => source === "sale"));

const calendar = fc.record({
  today: fc.constantFrom("2024-02-29", "2024-05-15", "2024-12-31"),
  fiscalYearStart: fc.constantFrom(1, 2, 4, 10),
  weekStart: fc.constantFrom(1, 6, 7),
  fiscalPattern: fc.constantFrom("MONTHS", "MONTHS", "4-4-5", "4-5-4", "5-4-4"),
}) as fc.Arbitrary<Calendar>;

const periodText = fc.oneof(
  fc.constantFrom("2024", "2023", "2024-Q1", "2024-02", "2024-03", "2024-W01", "2024-W09", "2024-02-29"),
  fc.constantFrom("FY2023", "FY2022", "FY2023-Q2", "FY2023-Q4", "FY2023-P12", "FY2024-P01"),
  fc.constantFrom(
    "2023-12-20..2024-03-05",
    "2024-01-15..2024-02-20",
    "2023-05-01..2024-04-30",
    "2024-02-29..2024-02-29",
  ),
  fc.constantFrom("last-90-days", "last-12-months", "last-6-weeks", "last-2-quarters", "last-1-years"),
  fc.constantFrom("week-to-date", "month-to-date", "quarter-to-date", "year-to-date"),
  fc.constantFrom("fiscal-month-to-date", "fiscal-quarter-to-date", "fiscal-year-to-date", "last-fiscal-quarter"),
);

export const scopes: fc.Arbitrary<Scope> = fc.oneof(
  { weight: 4, arbitrary: fc.constant(everything) },
  { weight: 2, arbitrary: fc.constantFrom<Scope>({ kind: "teams", teamIds: [1, 3] }, { kind: "rep", repId: 2 }) },
  { weight: 1, arbitrary: fc.constantFrom<Scope>({ kind: "teams", teamIds: [] }, { kind: "teams", teamIds: [4] }) },
);

/** Questions that make sense, with the combinations frequent in which something can go wrong. */
export const questions: fc.Arbitrary<NaiveQuestion> = fc
  .tuple(calendar, periodText, metricSets(), timeGrains())
  .chain(([chosen, text, metrics, times]) => {
    const period = parsePeriod(text, chosen);
    const possible = sharedDimensions(metrics);
    return fc
      .record({
        period: fc.constant(period),
        calendar: fc.constant(chosen),
        dimensions: fc.tuple(otherDimensions(possible), fc.boolean()).map(([others, last]) => {
          return last ? [...others, ...times] : [...times, ...others];
        }),
        metrics: fc.tuple(...metrics.map((name, index) => readingOf(`m${index}`, name, times.length > 0))),
        where: filterOf(possible, period, chosen),
        asOf: sometimes(fc.constantFrom("2024-02-10", "2023-12-31", "2024-02-29")),
      })
      .map((question) => ({ ...question, dimensions: fewEnough(question) }));
  })
  .chain((question) => pages(question));

function sometimes<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.option(arbitrary, { nil: undefined, freq: 3 }).map((value) => value ?? undefined);
}

function metricSets(): fc.Arbitrary<string[]> {
  const some = (names: readonly string[]) => fc.array(fc.constantFrom(...names), { minLength: 1, maxLength: 3 });
  return fc.oneof({ weight: 3, arbitrary: some(ofSales) }, { weight: 3, arbitrary: some(metricNames) });
}

function timeGrains(): fc.Arbitrary<Grain[]> {
  const several = fc.uniqueArray(fc.constantFrom<Grain>(...grains), { minLength: 2, maxLength: 2 });
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant<Grain[]>([]) },
    { weight: 5, arbitrary: fc.constantFrom<Grain>(...grains).map((grain) => [grain]) },
    { weight: 1, arbitrary: several },
  );
}

function sharedDimensions(metrics: readonly string[]): string[] {
  const sources = metrics.flatMap((name) => naiveMetrics[name]!.sources);
  return dimensionsOf.sale.filter((name) => sources.every((source) => dimensionsOf[source].includes(name)));
}

function otherDimensions(possible: readonly string[]): fc.Arbitrary<string[]> {
  const ids = possible.flatMap((name) => (entities.includes(name) ? [`${name}Id`, `${name}Name`] : [name]));
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant<string[]>([]) },
    { weight: 5, arbitrary: fc.constantFrom(...ids).map((id) => [id]) },
    { weight: 2, arbitrary: fc.uniqueArray(fc.constantFrom(...ids), { minLength: 2, maxLength: 3 }) },
  );
}

function readingOf(key: string, metric: string, hasTime: boolean): fc.Arbitrary<MetricReading> {
  const { readAs, hasShares, addsUpOverTime } = naiveMetrics[metric]!;
  const at = fc.constantFrom(undefined, undefined, ...comparisons);
  const versus = fc.constantFrom(undefined, ...comparisons);
  const as = (...readings: NonNullable<MetricReading["as"]>[]) => fc.constantFrom(...readings);
  const base = { key: fc.constant(key), metric: fc.constant(metric), at };
  if (readAs) return fc.record({ ...base, versus });
  const forms: fc.Arbitrary<MetricReading>[] = [
    fc.record(base),
    fc.record({ ...base, as: as("CHANGE", "DIFFERENCE"), versus }),
  ];
  if (hasShares) forms.push(fc.record({ ...base, as: as("SHARE") }));
  if (hasTime && addsUpOverTime) forms.push(fc.record({ ...base, as: as("RUNNING") }));
  if (hasTime) forms.push(fc.record({ ...base, as: as("MOVING"), over: fc.constantFrom(undefined, 2, 7) }));
  return fc.oneof(...forms);
}

/** Every row of time for every combination can be too much for something naive. */
function fewEnough({ dimensions, metrics, period, calendar: chosen }: NaiveQuestion): string[] {
  const others = dimensions.filter((id) => !isGrain(id)).length;
  const along = metrics.some(({ as }) => as === "RUNNING" || as === "MOVING");
  const span = { from: numberOf(period.from), to: numberOf(period.to) };
  const times = timeRowsOf(span, dimensions.filter(isGrain), chosen).length;
  return along && times * 6 ** others > 200 ? dimensions.filter(isGrain) : [...dimensions];
}

type OneFilter = readonly [dimension: string, filter: object];

function filterOf(possible: readonly string[], period: Period, chosen: Calendar): fc.Arbitrary<MetricFilter> {
  const named = (name: string, filter: fc.Arbitrary<object>) => filter.map((one): OneFilter => [name, one]);
  const filters = possible.flatMap((name) => {
    if (!entities.includes(name)) return [named(name, textFilter(textsOf(name)))];
    return [named(name, idFilter), named(`${name}Name`, textFilter(["x", "Y", "ß", "Ada", "李", "p", "p3"]))];
  });
  const times = grains.map((grain) => {
    const span = { from: numberOf(period.from), to: numberOf(period.to) };
    const days = timeRowsOf(span, [grain], chosen).map(({ starts }) => dayOf(starts[0]!));
    return named(grain, textFilter(days));
  });
  const one = fc.oneof({ weight: 5, arbitrary: fc.oneof(...filters) }, { weight: 1, arbitrary: fc.oneof(...times) });
  const some = fc.array(one, { minLength: 1, maxLength: 2 }).map((list): MetricFilter => Object.fromEntries(list));
  return fc.oneof({ weight: 4, arbitrary: fc.constant<MetricFilter>({}) }, { weight: 3, arbitrary: some });
}

const idFilter = fc.record(
  {
    in: fc.subarray([1, 2, 3, 4, 7]),
    not: fc.subarray([1, 2, 3, 4]),
    isNull: fc.constantFrom(true, false, null),
  },
  { requiredKeys: [] },
);

function textFilter(values: readonly string[]) {
  const several = fc.subarray([...values], { maxLength: Math.min(4, values.length) });
  const bound = fc.constantFrom(...values);
  return fc.oneof(
    fc.record({ in: several, not: several, isNull: fc.constantFrom(true, false, null) }, { requiredKeys: [] }),
    fc.record({ gte: bound, lte: bound, not: several }, { requiredKeys: [] }),
  );
}

function textsOf(dimension: string): readonly string[] {
  if (dimension === "customerKind") return ["PERSON", "COMPANY"];
  if (dimension === "newOrReturning") return ["NEW", "RETURNING"];
  if (dimension === "segment") return ["hibernating", "loyal", "champions", "about-to-sleep", "at-risk"];
  return companyTexts;
}

const days = [undefined, ...comparisons].flatMap((at) => [
  { key: `from ${at}`, end: "from" as const, at },
  { key: `to ${at}`, end: "to" as const, at },
]);

/** What is decided once the columns are known: which rows, in which order. */
function pages(question: NaiveQuestion): fc.Arbitrary<NaiveQuestion> {
  const { dimensions, metrics } = question;
  const columns = [...dimensions, ...metrics.map(({ key }) => key)];
  const direction = fc.constantFrom("ASC" as const, "DESC" as const);
  const orderBy = fc.array(fc.record({ by: fc.constantFrom(...columns), direction }), { maxLength: 2 });
  const number = fc.constantFrom(-100, -0.1, 0, 0.25, 1, 5, 300);
  const bounds = { eq: number, ne: number, gt: number, gte: number, lt: number, lte: number };
  const condition = fc
    .record(
      { by: fc.constantFrom(...metrics.map(({ key }) => key)), ...bounds, isNull: fc.boolean() },
      { requiredKeys: ["by"] },
    )
    .filter((one) => Object.keys(one).length <= 3) as fc.Arbitrary<MetricCondition>;
  const ranked = metrics.filter(({ as }) => as !== "RUNNING" && as !== "MOVING").map(({ key }) => key);
  const top = fc.record({
    first: fc.constantFrom(1, 2, 4),
    by: fc.constantFrom(...(ranked.length > 0 ? ranked : [""])),
    direction: fc.constantFrom(undefined, "ASC" as const, "DESC" as const),
    rest: fc.constantFrom(undefined, true, false),
  });
  const canHaveTop = ranked.length > 0 && dimensions.some((id) => !isGrain(id));
  return fc
    .record({
      orderBy,
      having: sometimes(fc.array(condition, { minLength: 1, maxLength: 2 })),
      top: canHaveTop ? sometimes(top) : fc.constant(undefined),
      days: fc.constantFrom(undefined, days),
      first: sometimes(fc.constantFrom(0, 1, 5, 20)),
      skip: sometimes(fc.constantFrom(1, 2, 7)),
    })
    .map((page) => ({ ...question, ...page }));
}
