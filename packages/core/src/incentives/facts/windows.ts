import { type RawBuilder, sql } from "kysely";
import { earlier, later } from "../../calendar.ts";
import type { ClosedRange } from "../day-ranges.ts";

/** Days of which someone's facts count. */
export interface FactWindow extends ClosedRange {
  /** Whose figure it is, by the rep's id. */
  readonly person: number;
  /** Which of the times that are asked for, such as the place of a period in their list. */
  readonly span: number;
  /** Facts of the days, or what came back in them of earlier periods; "FACT" unless said. */
  readonly kind?: "FACT" | "RETURN" | undefined;
  /** Facts of this team count, not those of the person. */
  readonly team?: number | undefined;
}

/**
 * Windows as a table that facts are joined to, with the columns person, span, kind, team, since and until. A few long
 * texts are parameters, so that ten thousand windows are no longer a statement than one.
 */
export function windowTable(windows: readonly FactWindow[]): RawBuilder<unknown> {
  const column = (textOf: (window: FactWindow) => string | number) =>
    sql`unnest(string_to_array(${windows.map(textOf).join(",")}, ','))`;
  return sql`(select cast(${column(({ person }) => person)} as integer) as person,
    cast(${column(({ span }) => span)} as integer) as span,
    ${column(({ kind }) => kind ?? "FACT")} as kind,
    cast(${column(({ team }) => team ?? 0)} as integer) as team,
    cast(${column(({ from }) => from)} as date) as since,
    cast(${column(({ to }) => to)} as date) as until)`;
}

/** From the first day of all windows to the last. */
export function hullOf(windows: readonly ClosedRange[]): ClosedRange {
  return windows.reduce((hull, { from, to }) => ({ from: earlier(hull.from, from), to: later(hull.to, to) }));
}
