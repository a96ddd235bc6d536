import type { Calendar } from "../calendar.ts";
import { comparisonPeriod } from "../comparison.ts";
import { builtInCatalog, type Catalog } from "../metrics/catalog.ts";
import type { MetricFilter } from "../metrics/question.ts";
import type { Period } from "../period.ts";
import { judgeMetrics } from "../rules/judge-metrics.ts";
import type { Scope } from "../scope.ts";
import type { WarehouseDb } from "../warehouse.ts";
import { judgeMarket } from "./judge-market.ts";
import { bySize, type SwotStatement } from "./statement.ts";

export interface SwotQuestion {
  readonly period: Period;
  readonly calendar: Calendar;
  /** Whose sales, and which: a team, a region, a category. What is of the market follows only the category. */
  readonly where?: MetricFilter | undefined;
  /** Facts after this day are left out. */
  readonly asOf?: string | undefined;
  /** Its rules are judged; the built-in ones unless given. */
  readonly catalog?: Catalog | undefined;
}

/** What rules say of a period, the largest first. */
export interface Swot {
  readonly period: Period;
  readonly statements: readonly SwotStatement[];
}

/** The same of two periods side by side. */
export interface SwotChange {
  /** The period before. */
  readonly before: Period;
  /** Rules that say something now and didn't then. */
  readonly appeared: ReadonlySet<string>;
  /** What was said then and isn't now. */
  readonly gone: readonly SwotStatement[];
}

/**
 * Strengths, weaknesses, opportunities and threats: what the catalogue's rules say of own metrics and of the market, each
 * with the figures that it rests on and the share of revenue at stake. A rule whose figures aren't known says nothing.
 *
 * @throws badInput as `queryMetrics` does
 * @example await querySwot(db, scope, { period, calendar })
 *   // { period, statements: [{ rule: "sales-rising", quadrant: "STRENGTH", size: 0.12, figures: [{ value: 0.14, threshold: 0.05, … }], … }] }
 */
export async function querySwot(db: WarehouseDb, scope: Scope, question: SwotQuestion): Promise<Swot> {
  const { period, catalog = builtInCatalog } = question;
  const judged = { ...question, catalog };
  const [ofMetrics, ofMarket] = await Promise.all([
    judgeMetrics(db, scope, catalog.swot.metricRules, judged),
    judgeMarket(db, scope, catalog.swot.marketRules, judged),
  ]);
  const own = ofMetrics.map(({ rule: { id, quadrant, text }, ...finding }) => ({
    rule: id,
    quadrant,
    text,
    ...finding,
  }));
  return { period, statements: [...own, ...ofMarket].sort(bySize) };
}

/** What is new against the period before (of March: February; of n days: the n days before), and what has gone. */
export async function querySwotChange(
  db: WarehouseDb,
  scope: Scope,
  question: SwotQuestion,
  { statements }: Swot,
): Promise<SwotChange> {
  const before = comparisonPeriod(question.period, "PREVIOUS_PERIOD", question.calendar);
  const then = await querySwot(db, scope, { ...question, period: before });
  const saidThen = new Set(then.statements.map(({ rule }) => rule));
  const saidNow = new Set(statements.map(({ rule }) => rule));
  return {
    before,
    appeared: new Set([...saidNow].filter((rule) => !saidThen.has(rule))),
    gone: then.statements.filter(({ rule }) => !saidNow.has(rule)),
  };
}
