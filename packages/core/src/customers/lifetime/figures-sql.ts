import { type RawBuilder, sql } from "kysely";
import type { LifetimeParameters } from "./value.ts";

/**
 * `probabilityAlive` of the rows of `buyer` in SQL. The exponent is held where PostgreSQL's `exp` doesn't overflow;
 * the probability is 0 long before.
 */
export function aliveSql({ purchases: { r, alpha, a, b } }: LifetimeParameters): RawBuilder<number> {
  const since = sql`ln((${double(alpha)} + age) / (${double(alpha)} + recency))`;
  const odds = sql`ln(${double(a)} / (${double(b - 1)} + frequency)) + (${double(r)} + frequency) * ${since}`;
  return sql`case when frequency = 0 then 1 else 1 / (1 + exp(least(${odds}, 600))) end`;
}

/** `expectedSpend` of the rows of `buyer` in SQL. */
export function spendSql({ spend: { p, q, v } }: LifetimeParameters): RawBuilder<number> {
  return sql`case when total > 0
    then ${double(p)} * (${double(v)} + total::double precision) / (${double(p)} * frequency + ${double(q - 1)})
    else ${double((p * v) / (q - 1))} end`;
}

/**
 * What was computed for each frequency and age, as a table to join: these are far fewer than the customers.
 */
export function aheadTable(
  ahead: readonly { readonly frequency: number; readonly age: number; readonly expected: number }[],
): RawBuilder<unknown> {
  const list = (of: "frequency" | "age" | "expected") => ahead.map((one) => one[of]);
  return sql`(select unnest(${list("frequency")}::integer[]) as frequency, unnest(${list("age")}::integer[]) as age,
    unnest(${list("expected")}::double precision[]) as expected)`;
}

function double(value: number): RawBuilder<number> {
  return sql`${value}::double precision`;
}
