import { type RawBuilder, sql } from "kysely";
import { type Comparison, comparisons } from "../comparison.ts";
import { badInput } from "../errors.ts";
import { metricOf } from "./catalog.ts";
import type { BaseFact, MetricDefinition, MetricSource, MetricValue } from "./definition.ts";
import type { MetricReading } from "./question.ts";

/** A metric at the end of a chain of comparisons; none of them is the period itself. */
export interface MetricOperand {
  readonly metric: MetricDefinition;
  readonly chain: readonly Comparison[];
}

/** What a reading reads: a value alone, or a value against another. */
export interface ParsedReading {
  readonly key: string;
  readonly as: "VALUE" | "CHANGE" | "DIFFERENCE";
  readonly value: MetricOperand;
  readonly against: MetricOperand | undefined;
}

/**
 * Checks a reading and finds what has to be counted for it.
 *
 * @throws badInput for an unknown metric or comparison, and for `versus` without anything to compare
 */
export function parseReading(reading: MetricReading): ParsedReading {
  const metric = metricOf(reading.metric);
  const as = reading.as ?? "VALUE";
  for (const comparison of [reading.at, reading.versus]) {
    if (comparison && !comparisons.includes(comparison)) {
      throw badInput(`${reading.key}: ${JSON.stringify(comparison)}, expected one of ${comparisons.join(", ")}`);
    }
  }
  if (as === "VALUE" && reading.versus) {
    throw badInput(`${reading.key}: versus says what CHANGE or DIFFERENCE compare with, a VALUE is read by at`);
  }
  const chain = reading.at ? [reading.at] : [];
  const against =
    as === "VALUE" ? undefined : { metric, chain: [...chain, reading.versus ?? ("PREVIOUS_PERIOD" as const)] };
  return { key: reading.key, as, value: { metric, chain }, against };
}

export function operandsOf(reading: ParsedReading): MetricOperand[] {
  return reading.against ? [reading.value, reading.against] : [reading.value];
}

/** The facts that a value is arithmetic over. */
export function factsOf(value: MetricValue): BaseFact[] {
  if (value.kind === "sum") return [value.of];
  const facts = [value.of, ...(value.minus ? [value.minus] : []), ...(value.unless ? [value.unless] : [])];
  return value.kind === "ratio" ? [...facts, ...value.by] : facts;
}

/** The column that carries a fact of a source at the end of a chain of comparisons. */
export function factColumn(source: MetricSource, chain: readonly Comparison[], fact: BaseFact): string {
  return [source, ...chain, fact].join("_").toLowerCase();
}

/** A reading as SQL over the fact columns of `b`, a number in both engines. */
export function readingSql({ as, value, against }: ParsedReading): RawBuilder<number | null> {
  const a = operandSql(value);
  if (!against) return sql`${a}`;
  const b = operandSql(against);
  if (as === "DIFFERENCE") return sql`${a} - ${b}`;
  return sql`case when ${b} <> 0 then (${a} - ${b}) / abs(${b}) end`;
}

/** Facts are exact up to here; each is cast once it has been added and subtracted. */
function operandSql({ metric, chain }: MetricOperand): RawBuilder<unknown> {
  const { value } = metric;
  const fact = (name: BaseFact) => sql`coalesce(b.${sql.ref(factColumn(metric.source, chain, name))}, 0)`;
  const amount = "minus" in value && value.minus ? sql`${fact(value.of)} - ${fact(value.minus)}` : fact(value.of);
  const number = sql`(${amount})::double precision`;
  if (value.kind === "sum") return number;
  const conditions = value.unless ? [sql`${fact(value.unless)} = 0`] : [];
  if (value.kind === "known") return sql`(case when ${conditions[0]} then ${number} end)`;
  const by = sql`(${sql.join(value.by.map(fact), sql` + `)})`;
  conditions.push(sql`${by} <> 0`);
  return sql`(case when ${sql.join(conditions, sql` and `)} then ${number} / ${by}::double precision end)`;
}
