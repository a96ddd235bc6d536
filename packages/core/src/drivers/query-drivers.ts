import { comparisonPeriod } from "../comparison.ts";
import { badInput } from "../errors.ts";
import { additivityOf, builtInCatalog } from "../metrics/catalog.ts";
import { checkQuestion } from "../metrics/check-question.ts";
import type { MetricDefinition } from "../metrics/definition.ts";
import type { DimensionDefinition, DimensionId } from "../metrics/dimensions.ts";
import { facts } from "../metrics/facts.ts";
import { factsOf } from "../metrics/formula.ts";
import { queryNames } from "../metrics/names.ts";
import { prepare } from "../metrics/prepare.ts";
import { parseReading } from "../metrics/readings.ts";
import type { Scope } from "../scope.ts";
import type { WarehouseDb } from "../warehouse.ts";
import { type Amount, amountOf, textOf } from "./amounts.ts";
import {
  comparedValues,
  contributionsOf,
  type DriverContribution,
  type DriverKey,
  type ValuePair,
} from "./contributions.ts";
import { type DriverEffect, type EffectsMetric, productEffects, type SoldFigures, sumEffects } from "./effects.ts";
import { exactValue, type FactTexts } from "./exact-value.ts";
import { type FactPair, queryFactPairs, sumFacts } from "./fact-pairs.ts";
import type { Drivers, DriversQuestion, NamedContribution } from "./question.ts";

const mostNamed = 1_000;

/**
 * Why a metric changed between a period and its comparison: what each value of a dimension adds to the difference,
 * and of revenue and gross profit the effects of price, volume, mix and cost, of new and of lost products.
 *
 * Effects are found product by product, since that is what has a price; a category's are the sums over its products.
 * Along time the buckets are lined up as in every comparison; what has no counterpart (29 February against a year
 * without one) contributes as a row without a key.
 *
 * @throws badInput for a metric that can't be added up, for what doesn't fit together, and for cost and gross profit
 *   while a cost is missing
 * @example
 * await queryDrivers(db, scope, { metric: "revenue", period, calendar, versus: "PREVIOUS_PERIOD", by: "productId" })
 * // { difference: "265.0000", effects: [{ kind: "PRICE", amount: "150.0000", … }, …], contributions: [ … ], … }
 */
export async function queryDrivers(db: WarehouseDb, scope: Scope, question: DriversQuestion): Promise<Drivers> {
  const { catalog = builtInCatalog, first = 10 } = question;
  const metric = catalog.metric(question.metric);
  const asked = catalog.dimension(question.by);
  const by = asked.entity ? catalog.dimension(`${asked.entity}Id`) : asked;
  await check(db, scope, question, metric, by);
  const split = metric.id === "revenue" || metric.id === "grossProfit" ? metric.id : undefined;
  const counted = [...new Set([...factsOf(metric.value), ...(split ? [facts.revenue, facts.volume] : [])])];
  const pairsBy = (...dimensions: DimensionId[]) => queryFactPairs(db, scope, question, dimensions, counted);
  const ofProducts = split !== undefined && (by.id === "productId" || by.id === "category");
  const [rows, products, whole] = await Promise.all([
    ofProducts && by.id === "category" ? pairsBy("category", "productId") : pairsBy(by.id),
    split && !ofProducts ? pairsBy("productId") : undefined,
    by.grain ? pairsBy() : undefined,
  ]);
  const totals = { now: sumFacts(whole ?? rows, "now"), before: sumFacts(whole ?? rows, "before") };
  mustBeKnown(metric, totals, question);
  const effects = split && effectsOf(products ?? rows, split);
  const pairs = valuePairs(rows, metric, ofProducts ? effects : undefined, split);
  if (by.grain) pairs.push(withoutCounterpart(pairs, metric, totals));
  return {
    metric,
    by: asked,
    period: question.period,
    comparison: comparisonPeriod(question.period, question.versus, question.calendar),
    ...comparedValues(sumOf(pairs, "now"), sumOf(pairs, "before")),
    effects: split ? sumEffects(effects ?? [], split) : [],
    contributions: await named(db, by, contributionsOf(pairs, first, ofProducts ? split : undefined)),
  };
}

async function check(
  db: WarehouseDb,
  scope: Scope,
  question: DriversQuestion,
  metric: MetricDefinition,
  by: DimensionDefinition,
): Promise<void> {
  const { catalog = builtInCatalog, first = 10 } = question;
  if (!Number.isInteger(first) || first < 0 || first > mostNamed) {
    throw badInput(`first: ${first}, expected a whole number of rows, 0 to ${mostNamed}`);
  }
  const isSum = (one: MetricDefinition) => {
    const { overTime, overDimensions } = additivityOf(one);
    return by.grain ? overTime : overDimensions;
  };
  if (!isSum(metric)) {
    const sums = catalog.metrics.filter(isSum).map(({ id }) => id);
    const along = by.grain ? "time" : `${by.id}`;
    throw badInput(
      `drivers: ${metric.id} is no sum along ${along}, so its change has no parts, expected one of ${sums.join(", ")}`,
    );
  }
  const prepared = await prepare(db, scope, { ...question, dimensions: [by.id] });
  const reading = parseReading({ key: metric.id, metric: metric.id }, catalog, by.grain !== undefined);
  checkQuestion({ ...question, dimensions: [by.id], metrics: [], first: undefined }, prepared, [reading]);
}

/** A part of a margin would be silently wrong. */
function mustBeKnown(
  metric: MetricDefinition,
  totals: Readonly<Record<"now" | "before", FactTexts>>,
  { period, versus, calendar }: DriversQuestion,
): void {
  for (const side of ["now", "before"] as const) {
    if (exactValue(metric.value, totals[side]).isKnown) continue;
    const { from, to } = side === "now" ? period : comparisonPeriod(period, versus, calendar);
    const uncosted = Number(totals[side].get(facts.uncosted) ?? 0);
    const why = uncosted > 0 ? `the cost of ${uncosted} sales is missing` : "something that it needs is missing";
    throw badInput(
      `drivers: ${metric.id} of ${from}..${to} is not known, ${why}; expected every cost, a narrower where, or revenue`,
    );
  }
}

function effectsOf(products: readonly FactPair[], metric: EffectsMetric): readonly (readonly DriverEffect[])[] {
  const figures = (of: FactTexts | undefined): SoldFigures | undefined =>
    of && { revenue: of.get(facts.revenue)!, volume: of.get(facts.volume)!, cost: of.get(facts.cost) };
  return productEffects(
    products.map(({ now, before }, key) => ({ key, now: figures(now), before: figures(before) })),
    metric,
  ).map(({ effects }) => effects);
}

/** The metric by the first key of the rows, with the effects of the rows where there are any. */
function valuePairs(
  rows: readonly FactPair[],
  metric: MetricDefinition,
  effects: readonly (readonly DriverEffect[])[] | undefined,
  split: EffectsMetric | undefined,
): ValuePair[] {
  const groups = new Map<DriverKey, { now?: Amount; before?: Amount; effects: (readonly DriverEffect[])[] }>();
  for (const [index, row] of rows.entries()) {
    const key = row.keys[0]!;
    const group = groups.get(key) ?? { effects: [] };
    for (const side of ["now", "before"] as const) {
      const of = row[side];
      if (of) group[side] = (group[side] ?? 0n) + valueIn(metric, of);
    }
    if (effects) group.effects.push(effects[index]!);
    groups.set(key, group);
  }
  return [...groups].map(([key, group]) => ({
    key,
    now: group.now === undefined ? undefined : textOf(group.now),
    before: group.before === undefined ? undefined : textOf(group.before),
    effects: effects && split ? sumEffects(group.effects, split) : undefined,
  }));
}

/** What the rows along time leave of the totals. */
function withoutCounterpart(
  pairs: readonly ValuePair[],
  metric: MetricDefinition,
  totals: Readonly<Record<"now" | "before", FactTexts>>,
): ValuePair {
  const left = (side: "now" | "before") => {
    const rest = valueIn(metric, totals[side]) - sumOf(pairs, side);
    return rest === 0n ? undefined : textOf(rest);
  };
  return { key: null, now: left("now"), before: left("before") };
}

/** Four places, as amounts have; a metric of a deployment's own may have more. */
function valueIn(metric: MetricDefinition, of: FactTexts): Amount {
  return amountOf(exactValue(metric.value, of).value.toFixed(4));
}

function sumOf(pairs: readonly ValuePair[], side: "now" | "before"): Amount {
  return pairs.reduce((sum, pair) => sum + amountOf(pair[side] ?? "0"), 0n);
}

async function named(
  db: WarehouseDb,
  { entity }: DimensionDefinition,
  contributions: readonly DriverContribution[],
): Promise<NamedContribution[]> {
  const keys = contributions.map(({ key }) => key);
  const ids = entity ? keys.filter((key) => typeof key === "number") : [];
  const names: ReadonlyMap<DriverKey, string> = entity ? await queryNames(db, entity, ids) : new Map();
  return contributions.map((one) => ({
    ...one,
    label: entity ? (names.get(one.key) ?? null) : one.key === null ? null : String(one.key),
  }));
}
