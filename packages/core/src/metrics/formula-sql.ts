import { type RawBuilder, sql } from "kysely";
import type { Fact } from "./facts.ts";
import type { Formula } from "./formula.ts";

/** A value as SQL, and what must hold for it to be known. */
export interface KnownValue {
  readonly value: RawBuilder<unknown>;
  /** Facts that were added and subtracted are exact decimals or whole numbers; what was divided is a double. */
  readonly isExact: boolean;
  readonly conditions: readonly RawBuilder<boolean>[];
}

/** The formula over columns of facts. Facts are exact until they are divided or answered. */
export function knownValue(formula: Formula, column: (fact: Fact) => RawBuilder<unknown>): KnownValue {
  switch (formula.kind) {
    case "fact":
      return { value: countOf(column(formula.fact)), isExact: true, conditions: [] };
    case "number":
      return { value: sql.lit(formula.value), isExact: true, conditions: [] };
    case "provided": {
      const inner = knownValue(formula.value, column);
      const count = countOf(column(formula.fact));
      const condition =
        "atLeast" in formula.bound
          ? sql<boolean>`${count} >= ${sql.lit(formula.bound.atLeast)}`
          : sql<boolean>`${count} <= ${sql.lit(formula.bound.atMost)}`;
      return { ...inner, conditions: [...inner.conditions, condition] };
    }
    default:
      return arithmetic(formula.kind, knownValue(formula.left, column), knownValue(formula.right, column));
  }
}

function arithmetic(kind: "add" | "subtract" | "multiply" | "divide", left: KnownValue, right: KnownValue): KnownValue {
  const conditions = [...left.conditions, ...right.conditions];
  if (kind === "divide") {
    conditions.push(sql<boolean>`(${right.value}) <> 0`);
    return { value: sql`(${doubleOf(left)} / ${doubleOf(right)})`, isExact: false, conditions };
  }
  const isExact = left.isExact && right.isExact;
  const [a, b] = isExact ? [left.value, right.value] : [doubleOf(left), doubleOf(right)];
  const operator = { add: sql` + `, subtract: sql` - `, multiply: sql` * ` }[kind];
  return { value: sql`(${a}${operator}${b})`, isExact, conditions };
}

export function doubleOf({ value, isExact }: KnownValue): RawBuilder<unknown> {
  return isExact ? sql`(${value})::double precision` : value;
}

/** The value where all conditions hold, else null. */
export function guarded(value: RawBuilder<unknown>, conditions: readonly RawBuilder<boolean>[]): RawBuilder<unknown> {
  return conditions.length === 0 ? value : sql`(case when ${sql.join([...conditions], sql` and `)} then ${value} end)`;
}

/** No rows at all count as nothing of it. */
function countOf(column: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`coalesce(${column}, 0)`;
}
