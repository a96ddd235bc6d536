import type { MetricCondition, MetricQuestion } from "@salesglass/core";
import { compare } from "./filters.ts";
import type { NaiveRow } from "./question.ts";
import { isGrain } from "./table.ts";

type OrderedRow = NaiveRow;

/**
 * Sorts rows: by the orders given, then by time, then by the rank of a top, then by the other dimensions; what a top
 * leaves over comes last, but for orders by time before all others. Absent values come last in either direction;
 * entities of the same name are in the order of their ids.
 */
export function inOrder<Row extends OrderedRow>(
  rows: readonly Row[],
  { orderBy = [], dimensions, metrics, top }: Pick<MetricQuestion, "orderBy" | "dimensions"> & Partial<MetricQuestion>,
): Row[] {
  const time = dimensions.filter(isGrain);
  const others = dimensions.filter((id) => !isGrain(id));
  const ascending = (by: string) => ({ by, direction: "ASC" as const });
  const rank = top ? [{ by: top.by ?? metrics![0]!.key, direction: top.direction ?? ("DESC" as const) }] : [];
  // Where there is time alone, nothing is left over.
  const given = [...orderBy, ...time.map(ascending), ...rank, ...others.map(ascending)];
  const inTime = given.findIndex(({ by }) => !isGrain(by));
  const orders = [...given.slice(0, inTime), "rest" as const, ...given.slice(inTime)];
  return [...rows].sort((a, b) => {
    for (const order of orders) {
      if (order === "rest") {
        if (a.isRest !== b.isRest) return a.isRest ? 1 : -1;
        continue;
      }
      const { by, direction } = order;
      const keys = by in a.values ? ["values" as const] : ["dimensions" as const, "ids" as const];
      for (const key of keys) {
        const difference = nullsLast(a[key][by] ?? null, b[key][by] ?? null, direction);
        if (difference !== 0) return difference;
      }
    }
    return 0;
  });
}

function nullsLast(a: string | number | null, b: typeof a, direction: "ASC" | "DESC"): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return direction === "DESC" ? compare(b, a) : compare(a, b);
}

/** Nothing known meets no bound; a condition that says nothing is met by all. */
export function meetsAll({ values }: NaiveRow, conditions: readonly MetricCondition[]): boolean {
  return conditions.every(({ by, eq, ne, gt, gte, lt, lte, isNull }) => {
    const value = values[by]!;
    if (typeof isNull === "boolean" && isNull !== (value === null)) return false;
    if (value === null) return [eq, ne, gt, gte, lt, lte].every((bound) => bound == null);
    if (eq != null && value !== eq) return false;
    if (ne != null && value === ne) return false;
    if (gt != null && !(value > gt)) return false;
    if (gte != null && !(value >= gte)) return false;
    if (lt != null && !(value < lt)) return false;
    return !(lte != null && !(value <= lte));
  });
}
