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
  if (as === "DIFFERENCE") return differenceSql(value, against);
  const b = operandSql(against);
  return sql`case when ${b} <> 0 then (${a} - ${b}) / abs(${b}) end`;
}

/** Of amounts the difference is exact too: they are subtracted before they are cast. */
function differenceSql(value: MetricOperand, against: MetricOperand): RawBuilder<number | null> {
  if (value.metric.value.kind === "ratio") return sql`${operandSql(value)} - ${operandSql(against)}`;
  const difference = sql`((${amountSql(value)}) - (${amountSql(against)}))::double precision`;
  const conditions = [...conditionsOf(value), ...conditionsOf(against)];
  return conditions.length === 0
    ? sql`${difference}`
    : sql`case when ${sql.join(conditions, sql` and `)} then ${difference} end`;
}

/** Facts are exact up to here; each is cast once it has been added and subtracted. */
function operandSql(operand: MetricOperand): RawBuilder<unknown> {
  const { value } = operand.metric;
  const number = sql`(${amountSql(operand)})::double precision`;
  const conditions = conditionsOf(operand);
  if (value.kind !== "ratio") {
    return conditions.length === 0 ? number : sql`(case when ${sql.join(conditions, sql` and `)} then ${number} end)`;
  }
  const by = sql`(${sql.join(
    value.by.map((fact) => factSql(operand, fact)),
    sql` + `,
  )})`;
  conditions.push(sql`${by} <> 0`);
  return sql`(case when ${sql.join(conditions, sql` and `)} then ${number} / ${by}::double precision end)`;
}

function amountSql(operand: MetricOperand): RawBuilder<unknown> {
  const { value } = operand.metric;
  const minus = "minus" in value && value.minus ? value.minus : undefined;
  return minus ? sql`${factSql(operand, value.of)} - ${factSql(operand, minus)}` : factSql(operand, value.of);
}

/** What must hold for the amount to be known. */
function conditionsOf(operand: MetricOperand): RawBuilder<unknown>[] {
  const { value } = operand.metric;
  const unless = "unless" in value ? value.unless : undefined;
  return unless ? [sql`${factSql(operand, unless)} = 0`] : [];
}

function factSql({ metric, chain }: MetricOperand, fact: BaseFact): RawBuilder<unknown> {
  return sql`coalesce(b.${sql.ref(factColumn(metric.source, chain, fact))}, 0)`;
}
