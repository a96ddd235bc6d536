import { type RawBuilder, sql } from "kysely";
import type { Comparison } from "../comparison.ts";
import type { Prepared } from "./prepare.ts";

/**
 * Whether a row of `b` stands beside any days at the end of a chain of comparisons: 29 February and week 53 may not.
 *
 * @returns undefined where every row does
 */
export function hasCounterpart(
  { timeGrains, window }: Prepared,
  chain: readonly Comparison[],
): RawBuilder<boolean> | undefined {
  if (timeGrains.length === 0 || chain.length === 0) return undefined;
  const alone = window(chain)
    .rows()
    .filter(({ span }) => !span);
  if (alone.length === 0) return undefined;
  const times = sql.join(timeGrains.map((_, index) => sql.ref(`b.t${index}`)));
  const rows = alone.map(({ row }) => `(${row.starts.map((day) => `date '${day}'`).join(", ")})`);
  return sql`(${times}) not in (${sql.raw(rows.join(", "))})`;
}
