import { type RawBuilder, sql } from "kysely";
import { type Comparison, comparisons } from "../comparison.ts";
import { badInput } from "../errors.ts";
import { additivityOf, type Catalog } from "./catalog.ts";
import type { MetricDefinition } from "./definition.ts";
import type { Fact } from "./facts.ts";
import { degreeOf, factsOf, isRatio } from "./formula.ts";
import { doubleOf, guarded, type KnownValue, knownValue } from "./formula-sql.ts";
import { type MetricReading, metricReadings, type Reading } from "./question.ts";

/** A metric at the end of a chain of comparisons; none of them is the period itself. */
export interface MetricOperand {
  readonly metric: MetricDefinition;
  readonly chain: readonly Comparison[];
  /** Which form of the facts it is computed from: those of the row, or of all rows, of those before it … */
  readonly form: FactForm;
}

/** The facts of the row itself, of its total, added up from the first bucket, or over the last `over` buckets. */
type FactForm =
  | { readonly kind: "own" }
  | { readonly kind: "total" }
  | { readonly kind: "running" }
  | { readonly kind: "moving"; readonly over: number };

/** What a reading reads: a value alone, or a value against another. */
export interface ParsedReading {
  readonly key: string;
  readonly as: Reading;
  readonly value: MetricOperand;
  readonly against: MetricOperand | undefined;
}

const own = { kind: "own" } as const;

/**
 * Checks a reading and finds what has to be counted for it.
 *
 * @throws badInput for an unknown metric, comparison or reading, for `versus` without anything to compare, and for
 *   readings that the metric doesn't have
 */
export function parseReading(reading: MetricReading, catalog: Catalog, hasTime: boolean): ParsedReading {
  const { key, at, over } = reading;
  const metric = catalog.metric(reading.metric);
  const as = readAs(reading, catalog);
  check(key, metric, as, reading, hasTime);
  const chain = at ? [at] : [];
  const form: FactForm =
    as === "RUNNING" ? { kind: "running" } : as === "MOVING" ? { kind: "moving", over: over ?? 3 } : own;
  const against = { CHANGE: comparison(), DIFFERENCE: comparison(), SHARE: total() }[as as string];
  return { key, as, value: { metric, chain, form }, against };

  function comparison(): MetricOperand {
    return { metric, chain: [...chain, comparedWith(reading, catalog)!], form: own };
  }
  function total(): MetricOperand {
    return { metric, chain, form: { kind: "total" } };
  }
}

/** How it is read: of growth, unless something else is asked for, as CHANGE. */
export function readAs({ metric, as = "VALUE" }: Pick<MetricReading, "metric" | "as">, catalog: Catalog): Reading {
  return as === "VALUE" ? (catalog.metric(metric).readAs ?? as) : as;
}

/** What CHANGE and DIFFERENCE compare with; undefined of all else. */
export function comparedWith(reading: MetricReading, catalog: Catalog): Comparison | undefined {
  const as = readAs(reading, catalog);
  return as === "CHANGE" || as === "DIFFERENCE" ? (reading.versus ?? "PREVIOUS_PERIOD") : undefined;
}

function check(key: string, metric: MetricDefinition, as: Reading, reading: MetricReading, hasTime: boolean): void {
  const { at, versus, over } = reading;
  for (const comparison of [at, versus]) {
    if (comparison && !comparisons.includes(comparison)) {
      throw badInput(`${key}: ${JSON.stringify(comparison)}, expected one of ${comparisons.join(", ")}`);
    }
  }
  if (!metricReadings.includes(as)) {
    throw badInput(`${key}: ${JSON.stringify(as)}, expected one of ${metricReadings.join(", ")}`);
  }
  if (metric.readAs && as !== metric.readAs) {
    throw badInput(`${key}: ${metric.id} is a change already and can't be read as ${as}`);
  }
  if (versus && as !== "CHANGE" && as !== "DIFFERENCE") {
    throw badInput(`${key}: versus says what CHANGE and DIFFERENCE compare with, ${as} is read by at`);
  }
  if (over !== undefined && (as !== "MOVING" || !Number.isInteger(over) || over < 2 || over > 100)) {
    throw badInput(`${key}: over: ${over}, expected 2 to 100 buckets, and as: MOVING`);
  }
  if (as === "SHARE" && (isRatio(metric.value) || metric.unit === "RATIO")) {
    throw badInput(
      `${key}: ${metric.id} is a rate or a mean and has no shares, expected a metric that is a sum or a count`,
    );
  }
  if ((as === "RUNNING" || as === "MOVING") && !hasTime) {
    throw badInput(`${key}: ${as} goes along time, expected a dimension of time such as month`);
  }
  if (as === "RUNNING" && !factsOf(metric.value).every(({ additive }) => additive.overTime)) {
    throw badInput(`${key}: ${metric.id} can't be added up over time, so there is no running total of it`);
  }
}

export function operandsOf(reading: ParsedReading): MetricOperand[] {
  return reading.against ? [reading.value, reading.against] : [reading.value];
}

/** The column that carries a fact at the end of a chain of comparisons. */
export function factColumn(fact: Fact, chain: readonly Comparison[]): string {
  return [fact.source, ...chain.map((comparison) => shortNames[comparison]), fact.id].join("_");
}

/** PostgreSQL cuts a column's name after 63 bytes, and what is left of two may be the same. */
const shortNames: Readonly<Record<Comparison, string>> = { PREVIOUS_PERIOD: "pp", SAME_PERIOD_LAST_YEAR: "ly" };

/** The column that carries a fact in a form. */
export function formColumn(fact: Fact, { chain, form }: Pick<MetricOperand, "chain" | "form">): string {
  const name = factColumn(fact, chain);
  if (form.kind === "own") return name;
  return form.kind === "moving" ? `${name}_moving_${form.over}` : `${name}_${form.kind}`;
}

/** Whether a row has days that it is compared with at the end of a chain; undefined where every row has. */
export type HasCounterpart = (chain: readonly Comparison[]) => RawBuilder<boolean> | undefined;

/**
 * A reading as SQL over the fact columns of `b`, a number in both engines; `bucket` counts the row's time from 1. Of
 * days that there are not (29 February a year before) it is null: nothing was sold then, but nothing could be.
 */
export function readingSql(
  { as, value, against }: ParsedReading,
  hasCounterpart: HasCounterpart,
): RawBuilder<number | null> {
  const operandOf = (operand: MetricOperand): KnownValue => {
    const known = knownValue(operand.metric.value, (fact) => sql`b.${sql.ref(formColumn(fact, operand))}`);
    const exists = operand.form.kind === "own" ? hasCounterpart(operand.chain) : undefined;
    return exists ? { ...known, conditions: [...known.conditions, exists] } : known;
  };
  const a = operandOf(value);
  if (as === "MOVING" && value.form.kind === "moving") {
    const over = value.form.over;
    const mean = degreeOf(value.metric.value) === 1 ? sql`(${doubleOf(a)} / ${sql.lit(over)})` : doubleOf(a);
    return sql`${guarded(mean, [...a.conditions, sql<boolean>`b.bucket >= ${sql.lit(over)}`])}`;
  }
  if (!against) return sql`${guarded(doubleOf(a), a.conditions)}`;
  const b = operandOf(against);
  const conditions = [...a.conditions, ...b.conditions];
  // Of amounts the difference is exact too: they are subtracted before they are cast.
  if (as === "DIFFERENCE") {
    const difference = a.isExact ? sql`(${a.value} - ${b.value})::double precision` : sql`(${a.value} - ${b.value})`;
    return sql`${guarded(difference, conditions)}`;
  }
  const divisor = sql<boolean>`(${b.value}) <> 0`;
  const [x, y] = [doubleOf(a), doubleOf(b)];
  const ratio = as === "SHARE" ? sql`${x} / ${y}` : sql`(${x} - ${y}) / abs(${y})`;
  return sql`${guarded(ratio, [...conditions, divisor])}`;
}

/** Whether it counts what is there at a row's end; of days to come that would only be what is there today. */
export function isStock(reading: ParsedReading): boolean {
  return factsOf(reading.value.metric.value).some(({ source }) => source === "pipeline");
}

/** Whether its total is the sum of the rows, or has to be counted from the facts again. */
export function addsUp({ metric }: MetricOperand, timeOnly: boolean): boolean {
  const facts = factsOf(metric.value);
  const { overDimensions } = additivityOf(metric);
  return timeOnly ? facts.every(({ additive }) => additive.overTime) : overDimensions;
}
