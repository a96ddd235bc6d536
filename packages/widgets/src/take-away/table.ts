/** A figure is given as the number that it is, unrounded; a day as `YYYY-MM-DD`; nothing as null. */
export type TakeAwayCell = string | number | null | undefined;

/** What an element shows, as a table to be taken away: one row of headings, raw figures, no totals. */
export interface TakeAwayTable {
  /** Names the file, such as `Revenue by month`. */
  readonly name: string;
  /** The headings; money's say its currency. */
  readonly columns: readonly string[];
  readonly rows: readonly (readonly TakeAwayCell[])[];
  /** What the figures are of, such as `["Period", "2024-01-01 – 2024-12-31"]`; filters and time are added to it. */
  readonly notes?: readonly (readonly [name: string, value: string])[];
}

/** A drawing to be taken away, with what the page shows around it. */
export interface TakeAwayPicture {
  readonly canvas: HTMLCanvasElement;
  readonly title: string;
  readonly subtitle?: string | undefined;
  readonly legend?: readonly LegendEntry[] | undefined;
  /** Lines below the drawing. */
  readonly notes?: readonly string[] | undefined;
}

export interface LegendEntry {
  readonly label: string;
  /** A CSS colour that a canvas understands, resolved: no `var()`. */
  readonly colour: string;
  readonly mark: "box" | "line" | "dashed";
}

/** The heading of a column of figures: money says its currency, since the figures themselves are bare numbers. */
export function headingOf(label: string, currency: string | null | undefined): string {
  return currency ? `${label} (${currency})` : label;
}
