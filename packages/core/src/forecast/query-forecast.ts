import type { Calendar, Grain } from "../calendar.ts";
import { dayOf, serialOf } from "../days.ts";
import { exactValue } from "../drivers/exact-value.ts";
import { additivityOf, builtInCatalog, type Catalog } from "../metrics/catalog.ts";
import type { MetricDefinition, MetricId } from "../metrics/definition.ts";
import type { DimensionId } from "../metrics/dimensions.ts";
import type { FactSource } from "../metrics/facts.ts";
import { factsOf } from "../metrics/formula.ts";
import { type FactRow, queryFacts } from "../metrics/query-facts.ts";
import type { MetricFilter } from "../metrics/question.ts";
import { lastKnownDay } from "../metrics/windows.ts";
import type { Period } from "../period.ts";
import type { Scope } from "../scope.ts";
import type { WarehouseDb } from "../warehouse.ts";
import { historyStart } from "./back-test.ts";
import { type Forecast, forecastedPeriod, forecastPeriod, isRunning } from "./forecast.ts";

export interface ForecastQuestion {
  readonly metric: MetricId;
  readonly period: Period;
  readonly calendar: Calendar;
  readonly where?: MetricFilter | undefined;
  /** Facts after this day are not known; never later than the calendar's today. */
  readonly asOf?: string | undefined;
  /** The grain of the points; none unless given. */
  readonly series?: Grain | undefined;
  readonly catalog?: Catalog | undefined;
}

/**
 * Forecasts a metric to the end of a period that is under way, from its sums by day: one statement.
 *
 * @returns null where the period is over or has not begun, where the metric (or what it is filtered by, such as new
 *   and returning customers) can't be added up over time, where its value so far is not known, and without any history
 * @throws badInput as `queryMetrics` does
 */
export async function queryForecast(
  db: WarehouseDb,
  scope: Scope,
  question: ForecastQuestion,
): Promise<Forecast | null> {
  return (await queryForecastsBy(db, scope, question, undefined)).get(null) ?? null;
}

/**
 * The same for each value of a dimension, by that value: one statement. Without a dimension the key is null. Those without
 * any history are not there.
 */
export async function queryForecastsBy(
  db: WarehouseDb,
  scope: Scope,
  question: ForecastQuestion,
  by: DimensionId | undefined,
): Promise<Map<FactRow["keys"][number], Forecast | null>> {
  const { calendar, where, catalog = builtInCatalog } = question;
  const period = forecastedPeriod(question.period, calendar);
  const metric = catalog.metric(question.metric);
  const asOf = lastKnownDay(question);
  if (!isForecastable(metric) || !isRunning(period, asOf) || filtersByRow(metric, where, catalog)) return new Map();
  const from = dayOf(Math.max(historyStart(period, calendar), serialOf("0001-01-01")));
  const rows = await queryFacts(db, scope, {
    period: { text: `${from}..${asOf}`, from, to: asOf, shape: { kind: "range" } },
    calendar,
    where,
    asOf,
    catalog,
    dimensions: by ? ["day", by] : ["day"],
    facts: factsOf(metric.value),
  });
  const rowsOf = new Map<FactRow["keys"][number], FactRow[]>();
  for (const row of rows) {
    const key = row.keys[1] ?? null;
    const known = rowsOf.get(key);
    if (known) known.push(row);
    else rowsOf.set(key, [row]);
  }
  return new Map([...rowsOf].map(([key, own]) => [key, forecastOfRows(own)]));

  function forecastOfRows(own: readonly FactRow[]): Forecast | null {
    const { daily, lastUnknown } = dailyValues(metric, own);
    if (lastUnknown !== undefined && lastUnknown >= period.from) return null;
    return forecastPeriod({ ...question, daily });
  }
}

/** Whether a metric is a sum over time, so that a part of a period tells of the whole, and not known ahead as a quota is. */
export function isForecastable(metric: MetricDefinition): boolean {
  return additivityOf(metric).overTime && factsOf(metric.value).every(({ source }) => !unforeseeable.has(source));
}

/** What is planned is known, and pay comes once a month. */
const unforeseeable: ReadonlySet<FactSource> = new Set(["quota", "payout", "budget", "expense"]);

/** Who is new in a month is not new on each of its days: then the days don't add up to the period. */
function filtersByRow(metric: MetricDefinition, where: MetricFilter | undefined, catalog: Catalog): boolean {
  const sources = factsOf(metric.value).map(({ source }) => source);
  return catalog.dimensions.some(({ id, columns }) => {
    return where?.[id] && sources.some((source) => typeof columns?.[source]?.sql === "function");
  });
}

/** The metric's values by day, after the last day of which the value is not known, such as one with unknown costs. */
function dailyValues(metric: MetricDefinition, rows: readonly FactRow[]) {
  const facts = factsOf(metric.value);
  let lastUnknown: string | undefined;
  const all = rows.map((row) => {
    const day = String(row.keys[0]);
    // A sum as it stands takes no arithmetic, and history has thousands of days.
    if (metric.value.kind === "fact") return [day, Number(row.facts[0])] as const;
    const { value, isKnown } = exactValue(metric.value, new Map(facts.map((fact, index) => [fact, row.facts[index]!])));
    if (!isKnown && day > (lastUnknown ?? "")) lastUnknown = day;
    return [day, value.toNumber()] as const;
  });
  return { daily: new Map(all.filter(([day]) => day > (lastUnknown ?? ""))), lastUnknown };
}
