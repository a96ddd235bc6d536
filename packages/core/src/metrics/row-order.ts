import { type RawBuilder, sql } from "kysely";
import { checkDay } from "../calendar.ts";
import { badInput } from "../errors.ts";

/** One of the columns that rows are in order of. */
export interface OrderColumn {
  /** As the caller names it, to tell one order's cursors from another's. */
  readonly by: string;
  readonly direction: "ASC" | "DESC";
  readonly type: "text" | "number" | "date" | "boolean";
  readonly column: RawBuilder<unknown>;
  /** The name of that column in the rows that come back. */
  readonly name: string;
}

/** What has no value comes last, in either direction; texts are in the order of their code points. */
export function orderBy(order: readonly OrderColumn[]): RawBuilder<unknown> {
  if (order.length === 0) return sql``;
  const terms = order.map(({ column, type, direction }) => {
    const way = direction === "DESC" ? sql`desc` : sql`asc`;
    return sql`${column}${type === "text" ? sql` collate "C"` : sql``} ${way} nulls last`;
  });
  return sql` order by ${sql.join(terms)}`;
}

type CursorValue = string | number | boolean | null;

/** The place of a row in its order: what it has in the columns of the order, which no two rows have alike. */
export function cursorOf(order: readonly OrderColumn[], row: Readonly<Record<string, unknown>>): string {
  const values = order.map(({ name }) => row[name] ?? null);
  return JSON.stringify([signature(order), ...values]);
}

/**
 * The condition for rows that come after a cursor.
 *
 * @throws badInput for a cursor of another order, or none at all
 */
export function isAfter(order: readonly OrderColumn[], cursor: string): RawBuilder<boolean> {
  const values = valuesOf(order, cursor);
  const places = order.flatMap((_, index) => {
    const later = comesLater(order[index]!, values[index]!);
    if (!later) return [];
    const same = order.slice(0, index).map(({ column, type }, before) => {
      return sql`${column} is not distinct from ${literal(type, values[before]!)}`;
    });
    return [sql`(${sql.join([...same, later], sql` and `)})`];
  });
  return places.length > 0 ? sql`(${sql.join(places, sql` or `)})` : sql`false`;
}

function comesLater({ column, type, direction }: OrderColumn, value: CursorValue): RawBuilder<unknown> | undefined {
  // Nothing comes after what has no value.
  if (value === null) return undefined;
  const collation = type === "text" ? sql` collate "C"` : sql``;
  const beyond = direction === "DESC" ? sql`<` : sql`>`;
  return sql`(${column}${collation} ${beyond} ${literal(type, value)} or ${column} is null)`;
}

function literal(type: OrderColumn["type"], value: CursorValue): RawBuilder<unknown> {
  if (value === null) return sql`null`;
  if (type === "number") return sql`${String(value)}::double precision`;
  if (type === "boolean") return sql.lit(value === true);
  return type === "date" ? sql`${value}::date` : sql`${value}`;
}

function valuesOf(order: readonly OrderColumn[], cursor: string): CursorValue[] {
  const fault = () => badInput(`after: ${cursor} is no cursor of this list, expected that of one of its rows`);
  let parsed: unknown;
  try {
    parsed = JSON.parse(cursor);
  } catch {
    throw fault();
  }
  if (!Array.isArray(parsed) || parsed.length !== order.length + 1 || parsed[0] !== signature(order)) throw fault();
  const values = parsed.slice(1) as CursorValue[];
  const fits = values.every((value, index) => value === null || fitsType(order[index]!.type, value));
  if (!fits) throw fault();
  return values;
}

function fitsType(type: OrderColumn["type"], value: unknown): boolean {
  if (type === "number") return typeof value === "number" && Number.isFinite(value);
  if (type === "boolean") return typeof value === "boolean";
  return typeof value === "string" && (type === "text" || isDay(value));
}

function isDay(text: string): boolean {
  try {
    return checkDay(text, "after") === text;
  } catch {
    return false;
  }
}

function signature(order: readonly OrderColumn[]): string {
  return order.map(({ by, direction }) => `${by} ${direction}`).join();
}
