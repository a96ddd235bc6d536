import type { Calendar } from "../calendar.ts";
import { type Catalog, dimensionsOf } from "../metrics/catalog.ts";
import { filterName } from "../metrics/check-question.ts";
import type { MetricDefinition, Text } from "../metrics/definition.ts";
import type { EntityKind } from "../metrics/dimensions.ts";
import { factsOf } from "../metrics/formula.ts";
import { queryNames } from "../metrics/names.ts";
import { queryMetrics } from "../metrics/query-metrics.ts";
import type { MetricCondition, MetricFilter, MetricReading } from "../metrics/question.ts";
import type { Period } from "../period.ts";
import type { Scope } from "../scope.ts";
import type { WarehouseDb } from "../warehouse.ts";
import type { Finding, MetricRule, RuleCondition, RuleEvidence, RuleFigure, RuleTopic } from "./metric-rule.ts";

export interface MetricsJudged {
  readonly period: Period;
  readonly calendar: Calendar;
  readonly catalog: Catalog;
  readonly where?: MetricFilter | undefined;
  readonly asOf?: string | undefined;
}

type Values = Readonly<Record<string, number | null>>;

const usualShare = 0.02;
const entities: readonly string[] = ["team", "rep", "customer", "product"];

/**
 * What rules over metrics find: one question for all of those about the whole, one for all that name values of the same
 * dimension. Rules over metrics that the filter doesn't fit (a quota has no product) are left out.
 */
export async function judgeMetrics<Rule extends MetricRule>(
  db: WarehouseDb,
  scope: Scope,
  all: readonly Rule[],
  asked: MetricsJudged,
): Promise<Finding<Rule>[]> {
  const rules = all.filter(({ when, by }) =>
    [...when.map(({ metric }) => metric), ...(by === undefined ? [] : ["revenue"])].every((metric) =>
      canBeFiltered(asked, metric),
    ),
  );
  const ofWhole = rules.filter(({ by, beyondWhole }) => by === undefined || beyondWhole !== undefined);
  const whole = queryWhole(db, scope, ofWhole, asked);
  const ofValues = askedTogether(rules.filter(({ by }) => by !== undefined));
  const [values, ...found] = await Promise.all([
    whole,
    ...ofValues.map((together) => judgeValues(db, scope, together, whole, asked)),
  ]);
  const findings = [
    ...rules.filter(({ by }) => by === undefined).flatMap((rule) => judgeWhole(rule, values, asked.catalog)),
    ...found.flat(),
  ];
  return findings.sort((a, b) => rules.indexOf(a.rule) - rules.indexOf(b.rule));
}

/**
 * Rules about values of the same dimension that have some share of revenue: these are few, and are read once. A rule about
 * smaller ones is asked on its own, with its conditions.
 */
function askedTogether<Rule extends MetricRule>(rules: readonly Rule[]): Rule[][] {
  const together = new Map<unknown, Rule[]>();
  for (const rule of rules) {
    const group = isOfFew(rule) ? rule.by : rule;
    together.set(group, [...(together.get(group) ?? []), rule]);
  }
  return [...together.values()];
}

/** At most fifty values can have a fiftieth of it. */
function isOfFew(rule: MetricRule): boolean {
  return leastShareOf(rule) >= usualShare;
}

function leastShareOf({ minimumShare = usualShare }: MetricRule): number {
  return minimumShare;
}

/** A rule's conditions, each beyond the whole where it asks for that. */
function conditionsOf({ when, beyondWhole }: MetricRule, whole: Values): RuleCondition[] {
  return when.map((condition) => {
    const value = whole[keyOf(condition)] ?? null;
    if (beyondWhole === undefined || value === null) return condition;
    const { atLeast, atMost } = condition;
    return atLeast !== undefined
      ? { ...condition, atLeast: Math.max(atLeast, value + beyondWhole) }
      : { ...condition, atMost: Math.min(atMost!, value - beyondWhole) };
  });
}

/** Whether a metric can be filtered as asked. */
function canBeFiltered({ catalog, where = {} }: MetricsJudged, metric: string): boolean {
  const possible = dimensionsOf(catalog, catalog.metric(metric)).map(filterName);
  return Object.entries(where).every(([name, filter]) => filter == null || possible.includes(name));
}

async function queryWhole(
  db: WarehouseDb,
  scope: Scope,
  rules: readonly MetricRule[],
  asked: MetricsJudged,
): Promise<Values> {
  const readings = rules.flatMap(({ when }) => when.flatMap(readingsOf));
  return queryTotals(db, scope, [{ key: "revenue", metric: "revenue" }, ...readings], asked);
}

/** Readings over the whole of what was asked for; those that the filter doesn't fit are left out. */
export async function queryTotals(
  db: WarehouseDb,
  scope: Scope,
  readings: readonly MetricReading[],
  asked: MetricsJudged,
): Promise<Values> {
  const fitting = new Map(
    readings.filter(({ metric }) => canBeFiltered(asked, metric)).map((reading) => [reading.key, reading]),
  );
  if (fitting.size === 0) return {};
  const [row] = await queryMetrics(db, scope, { ...asked, dimensions: [], metrics: [...fitting.values()] });
  return row?.values ?? {};
}

/** The reading that is judged, and what it is made of. */
function readingsOf(condition: RuleCondition): MetricReading[] {
  const { metric, as = "VALUE" } = condition;
  const versus = versusOf(condition);
  const judged = { key: keyOf(condition), metric, as, ...(versus ? { versus } : {}) };
  if (!versus) return [judged];
  return [judged, { key: `${metric}_now`, metric }, { key: `${metric}_${versus}`, metric, at: versus }];
}

function versusOf({ as, versus }: RuleCondition) {
  return as === "CHANGE" || as === "DIFFERENCE" ? (versus ?? "SAME_PERIOD_LAST_YEAR") : undefined;
}

function keyOf(condition: RuleCondition): string {
  const { metric, as = "VALUE" } = condition;
  return [metric, as, versusOf(condition) ?? ""].join("_");
}

function holds(condition: RuleCondition, values: Values): boolean {
  const value = values[keyOf(condition)] ?? null;
  const { atLeast, atMost } = condition;
  return value !== null && (atLeast !== undefined ? value >= atLeast : value <= atMost!);
}

function judgeWhole<Rule extends MetricRule>(rule: Rule, values: Values, catalog: Catalog): Finding<Rule>[] {
  if (!rule.when.every((condition) => holds(condition, values))) return [];
  const figures = rule.when.map((condition) => figureOf(condition, values, catalog));
  const size = stakeOf(rule.when[0]!, figures[0]!, values.revenue ?? null, catalog);
  return [{ rule, size, figures, evidence: [], topic: topicOf(rule, catalog) }];
}

function figureOf(condition: RuleCondition, values: Values, catalog: Catalog): RuleFigure {
  const { metric, as = "VALUE", atLeast, atMost } = condition;
  const { label, unit } = catalog.metric(metric);
  const versus = versusOf(condition);
  return {
    label,
    unit,
    as,
    value: values[keyOf(condition)]!,
    versus: versus ?? null,
    current: versus ? (values[`${metric}_now`] ?? null) : null,
    before: versus ? (values[`${metric}_${versus}`] ?? null) : null,
    threshold: atLeast ?? atMost!,
  };
}

/** Rates of revenue: a point of them is a hundredth of it. */
const ratesOfRevenue = ["profitMargin", "returnRate", "discountRate", "payoutRate", "costOfSales"];

/** Which share of revenue a figure of the whole puts at stake: by how much money it changed, or by how many of its points. */
function stakeOf(
  { metric }: RuleCondition,
  { as, value, current, before, threshold }: RuleFigure,
  revenue: number | null,
  catalog: Catalog,
): number | null {
  if (ratesOfRevenue.includes(metric)) return share(as === "DIFFERENCE" ? value : value - threshold!);
  const isMoney = catalog.metric(metric).unit === "MONEY";
  if (!isMoney || current === null || before === null || !revenue) return null;
  return share((current - before) / revenue);
}

function share(value: number): number {
  return Math.min(1, Math.abs(value));
}

/** What rules find in the values of one dimension: that of all of them. */
async function judgeValues<Rule extends MetricRule>(
  db: WarehouseDb,
  scope: Scope,
  rules: readonly Rule[],
  whole: Promise<Values>,
  asked: MetricsJudged,
): Promise<Finding<Rule>[]> {
  const { by } = rules[0]!;
  const entity = entities.includes(by!) ? (by as EntityKind) : null;
  const dimension = entity ? `${entity}Id` : by!;
  const conditions = rules.flatMap(({ when }) => when);
  const parts = rules.some(isOfMargin) ? marginParts : [];
  const readings = new Map([...conditions.flatMap(readingsOf), shareOfRevenue, ...parts].map((one) => [one.key, one]));
  const rows = await queryMetrics(db, scope, {
    ...asked,
    dimensions: [dimension],
    metrics: [...readings.values()],
    having: [
      { by: shareOfRevenue.key, gte: Math.min(...rules.map(leastShareOf)) },
      ...(rules.every(isOfFew) ? [] : havingOf(conditionsOf(rules[0]!, await whole))),
    ],
    orderBy: [{ by: shareOfRevenue.key, direction: "DESC" }],
  });
  const known = rows.filter(({ dimensions }) => dimensions[dimension] !== null);
  const ids = entity ? known.map(({ dimensions }) => Number(dimensions[dimension])) : [];
  const [values, names] = await Promise.all([
    whole,
    entity && ids.length > 0 ? queryNames(db, entity, ids) : new Map<number, string>(),
  ]);
  const words = asked.catalog.dimension(dimension).values;
  return rules.flatMap((rule): Finding<Rule>[] => {
    const when = conditionsOf(rule, values);
    const evidence = known
      .filter((row) => (row.values[shareOfRevenue.key] ?? 0) >= leastShareOf(rule))
      .filter((row) => when.every((condition) => holds(condition, row.values)))
      .map(({ dimensions, values }): RuleEvidence => {
        const key = dimensions[dimension]!;
        const name = entity ? names.get(Number(key)) : String(key);
        return {
          entity,
          key,
          label: words?.[String(key)] ?? (name === undefined ? null : { en: name, "zh-CN": name }),
          figures: when.map((condition) => figureOf(condition, values, asked.catalog)),
          share: values[shareOfRevenue.key] ?? null,
          detail: isOfMargin(rule) ? marginCause(values) : null,
        };
      });
    if (evidence.length === 0) return [];
    const size = share(evidence.reduce((sum, one) => sum + (one.share ?? 0), 0));
    return [{ rule, size, figures: [], evidence, topic: topicOf(rule, asked.catalog) }];
  });
}

function havingOf(when: readonly RuleCondition[]): MetricCondition[] {
  return when.map(({ atLeast, atMost, ...condition }) => ({
    by: keyOf(condition),
    ...(atLeast !== undefined ? { gte: atLeast } : { lte: atMost! }),
  }));
}

function isOfMargin({ when }: MetricRule): boolean {
  return when.some(({ metric }) => metric === "profitMargin");
}

const shareOfRevenue: MetricReading = { key: "revenue_SHARE_", metric: "revenue", as: "SHARE" };

const year = "SAME_PERIOD_LAST_YEAR";
const marginParts: readonly MetricReading[] = ["revenue", "cost", "volume"].flatMap((metric) => [
  { key: `${metric}_now`, metric },
  { key: `${metric}_${year}`, metric, at: year },
]);

/** Whether a unit costs more than a year ago or sells for less: what of both took more of the margin. */
function marginCause(values: Values): Text | null {
  const perUnit = (metric: string, time: string) => {
    const [amount, units] = [values[`${metric}_${time}`], values[`volume_${time}`]];
    return amount && units && amount > 0 && units > 0 ? amount / units : undefined;
  };
  const [price, priceThen] = [perUnit("revenue", "now"), perUnit("revenue", year)];
  const [cost, costThen] = [perUnit("cost", "now"), perUnit("cost", year)];
  if (!price || !priceThen || !cost || !costThen) return null;
  const [priceChange, costChange] = [price / priceThen - 1, cost / costThen - 1];
  if (Math.max(costChange, -priceChange) < 0.01) {
    return { en: "Price and cost as a year ago", "zh-CN": "价格与成本同去年相当" };
  }
  return costChange >= -priceChange
    ? {
        en: `Cost: a unit costs ${percent(costChange)} (price ${percent(priceChange)}) on last year`,
        "zh-CN": `成本：单位成本同比 ${percent(costChange)}（单价 ${percent(priceChange)}）`,
      }
    : {
        en: `Pricing: a unit sells for ${percent(priceChange)} (cost ${percent(costChange)}) on last year`,
        "zh-CN": `定价：单价同比 ${percent(priceChange)}（单位成本 ${percent(costChange)}）`,
      };
}

function percent(value: number): string {
  const rounded = (Math.abs(value) * 100).toFixed(1);
  return `${value < 0 ? "−" : "+"}${rounded}%`;
}

function topicOf({ when }: MetricRule, catalog: Catalog): RuleTopic {
  const metric: MetricDefinition = catalog.metric(when[0]!.metric);
  const sources = new Set(factsOf(metric.value).map(({ source }) => source as string));
  if (["deal", "pipeline"].some((source) => sources.has(source))) return "PIPELINE";
  if (["response", "case", "resolution", "prospect", "buyer"].some((source) => sources.has(source))) return "CUSTOMERS";
  return metric.id === "quota" || metric.id === "attainment" || metric.id.startsWith("payout") ? "TEAM" : "SALES";
}
