import { type RawBuilder, sql } from "kysely";
import { addDays, checkDay, daysBetween, earlier } from "../../calendar.ts";
import { comparisonPeriod } from "../../comparison.ts";
import { dateOf } from "../../filters.ts";
import type { Scope } from "../../scope.ts";
import { products, saleIn } from "../../tables.ts";
import type { WarehouseDb } from "../../warehouse.ts";
import { falseDiscovery, significanceLevel, standardErrors, twoSidedP } from "../significance.ts";
import type { DemandDirection, DemandQuestion, DemandTrend, DemandTrends } from "./question.ts";
import { signalsBetween } from "./signal-sql.ts";

/** Of each topic, in and out of it and in both times, so many signals have to be expected for the test to hold. */
const fewestExpected = 5;

/**
 * Which topics people ask for more and less than in the period before, beside own sales of their category.
 *
 * What is compared is a topic's share of all signals, so that more surveys don't make everything rise. The test is that of two
 * proportions: z = (p₁ − p₀) ÷ √(p(1 − p)(1/n₁ + 1/n₀)) with p of both together, and only where five signals are expected in every
 * cell. All topics are tested, so p is corrected for that (Benjamini and Hochberg); a topic rises or falls where it is below 5 %.
 * Shares count signals; their weights are summed beside them.
 *
 * A period that isn't over is compared with as many days of the one before. Own sales are those that the viewer may see.
 *
 * @example await queryDemandTrends(db, scope, { calendar, period })
 *   // { total: 412, totalBefore: 398, topics: [{ topic: "cold brew", share: 0.12, shareBefore: 0.05, direction: "RISING", … }] }
 */
export async function queryDemandTrends(
  db: WarehouseDb,
  scope: Scope,
  { calendar, origin, ...question }: DemandQuestion,
): Promise<DemandTrends> {
  const asOf = earlier(checkDay(question.asOf ?? calendar.today, "asOf"), calendar.today);
  const period = { from: question.period.from, to: earlier(question.period.to, asOf) };
  const whole = comparisonPeriod(question.period, "PREVIOUS_PERIOD", calendar);
  const isCut = period.to < question.period.to;
  const same = addDays(whole.from, Math.max(0, daysBetween(period.from, period.to)));
  const comparison = { from: whole.from, to: isCut ? earlier(whole.to, same) : whole.to };
  if (period.to < period.from) return { period, comparison, total: 0, totalBefore: 0, topics: [] };
  const isNow = sql<boolean>`day between ${dateOf(period.from)} and ${dateOf(period.to)}`;
  const isBefore = sql<boolean>`day between ${dateOf(comparison.from)} and ${dateOf(comparison.to)}`;
  const { rows } = await sql<Counted>`
    with seen as (
      select * from ${signalsBetween(scope, earlier(comparison.from, period.from), period.to, origin)} as s
      where ${isNow} or ${isBefore}),
    counted as (
      select key, min(topic collate "C") as topic,
        (count(*) filter (where ${isNow}))::integer as signals, (count(*) filter (where ${isBefore}))::integer as before,
        coalesce(sum(weight) filter (where ${isNow}), 0) as weight, coalesce(sum(weight) filter (where ${isBefore}), 0) as weight_before,
        ${meanSentiment(isNow)} as sentiment, ${meanSentiment(isBefore)} as sentiment_before
      from seen group by key),
    category as (
      select key, category, row_number() over (partition by key order by count(*) desc, category collate "C") as n
      from seen where category is not null group by key, category),
    sold as (
      select p.category, coalesce(sum(s.net_amount) filter (where ${isNow}), 0)::double precision as revenue,
        coalesce(sum(s.net_amount) filter (where ${isBefore}), 0)::double precision as before
      from ${saleIn(scope)} as s join ${products()} as p on p.id = s.product_id
      where p.category in (select category from category where n = 1) and (${isNow} or ${isBefore}) group by 1)
    select counted.topic, counted.signals, counted.before as "signalsBefore", counted.weight, counted.weight_before as "weightBefore",
      counted.sentiment, counted.sentiment_before as "sentimentBefore",
      category.category, case when category.category is not null then coalesce(sold.revenue, 0) end as revenue,
      case when category.category is not null then coalesce(sold.before, 0) end as "revenueBefore"
    from counted left join category on category.key = counted.key and category.n = 1
    left join sold on sold.category = category.category
    order by counted.signals desc, counted.before desc, counted.key collate "C"`.execute(db);
  const total = rows.reduce((sum, { signals }) => sum + signals, 0);
  const totalBefore = rows.reduce((sum, { signalsBefore }) => sum + signalsBefore, 0);
  return { period, comparison, total, totalBefore, topics: judged(rows, total, totalBefore) };
}

type Counted = Pick<
  DemandTrend,
  | "topic"
  | "category"
  | "signals"
  | "signalsBefore"
  | "weight"
  | "weightBefore"
  | "sentiment"
  | "sentimentBefore"
  | "revenue"
  | "revenueBefore"
>;

function meanSentiment(when: RawBuilder<boolean>): RawBuilder<number | null> {
  const known = sql`filter (where ${when} and sentiment is not null)`;
  return sql`sum(weight * sentiment) ${known} / sum(weight) ${known}`;
}

const order: readonly DemandDirection[] = ["RISING", "FALLING", "STEADY", "UNKNOWN"];

/** Tests all topics, and puts the ones that moved first. */
function judged(rows: readonly Counted[], total: number, totalBefore: number): DemandTrend[] {
  const tests = rows.map(({ signals, signalsBefore }) => twoProportions(signals, total, signalsBefore, totalBefore));
  const tested = tests.flatMap((test, index) => (test ? [{ index, p: test.pValue }] : []));
  const corrected = falseDiscovery(tested.map(({ p }) => p));
  const pValues = new Map(tested.map(({ index }, place) => [index, corrected[place]!]));
  const trends = rows.map((row, index): DemandTrend => {
    const share = total > 0 ? row.signals / total : null;
    const shareBefore = totalBefore > 0 ? row.signalsBefore / totalBefore : null;
    const change = share === null || shareBefore === null ? null : share - shareBefore;
    const pValue = pValues.get(index) ?? null;
    const margin = tests[index]?.margin;
    const direction = directionOf(change, pValue);
    const revenueChange = row.revenueBefore ? (row.revenue! - row.revenueBefore) / Math.abs(row.revenueBefore) : null;
    return {
      ...row,
      share,
      shareBefore,
      change,
      low: margin === undefined ? null : change! - margin,
      high: margin === undefined ? null : change! + margin,
      pValue,
      direction,
      revenueChange,
      against: isAgainst(direction, row),
    };
  });
  return order.flatMap((direction) => trends.filter((trend) => trend.direction === direction));
}

function directionOf(change: number | null, pValue: number | null): DemandDirection {
  if (change === null || pValue === null) return "UNKNOWN";
  if (pValue >= significanceLevel) return "STEADY";
  return change > 0 ? "RISING" : "FALLING";
}

function isAgainst(direction: DemandDirection, { revenue, revenueBefore }: Counted): boolean {
  if (revenue === null || revenueBefore === null) return false;
  if (direction === "RISING") return revenue <= revenueBefore;
  return direction === "FALLING" && revenue > revenueBefore;
}

/**
 * The test of two proportions, x₁ of n₁ against x₀ of n₀; undefined where it doesn't hold. The interval is of the difference with
 * each proportion's own variance.
 *
 * @example of 30 of 100 against 15 of 100: twoProportions(30, 100, 15, 100) // { pValue: 0.0111…, margin: 0.1139… }
 */
function twoProportions(x1: number, n1: number, x0: number, n0: number) {
  if (n1 === 0 || n0 === 0) return undefined;
  const p = (x1 + x0) / (n1 + n0);
  if (Math.min(n1, n0) * Math.min(p, 1 - p) < fewestExpected) return undefined;
  const [p1, p0] = [x1 / n1, x0 / n0];
  const z = (p1 - p0) / Math.sqrt(p * (1 - p) * (1 / n1 + 1 / n0));
  const margin = standardErrors * Math.sqrt((p1 * (1 - p1)) / n1 + (p0 * (1 - p0)) / n0);
  return { pValue: twoSidedP(z), margin };
}
