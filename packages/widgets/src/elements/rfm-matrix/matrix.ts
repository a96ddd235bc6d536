import { steps } from "../../styles/ramp.ts";

/** What a cell's colour stands for. */
export type ColourBy = "customers" | "revenue" | "average-spend";

export interface Cell {
  readonly recency: number;
  readonly frequency: number;
  readonly customers: number;
  readonly revenue: number;
  readonly averageSpend: number | null;
  readonly segment: string;
  readonly segmentLabel: string;
}

/** Cells by row, the best recency on top, the best frequency to the right; a place that the answer lacks is undefined. */
export function rowsOf<T extends Pick<Cell, "recency" | "frequency">>(
  cells: readonly T[],
  bins: number,
): readonly (readonly (T | undefined)[])[] {
  const at = new Map(cells.map((cell) => [`${cell.recency}${cell.frequency}`, cell]));
  const scores = Array.from({ length: bins }, (_, index) => index + 1);
  return scores.toReversed().map((recency) => scores.map((frequency) => at.get(`${recency}${frequency}`)));
}

export function amountOf(cell: Cell | undefined, by: ColourBy): number | null {
  if (!cell || cell.customers === 0) return null;
  if (by === "customers") return cell.customers;
  return by === "revenue" ? cell.revenue : cell.averageSpend;
}

/**
 * The step of a one-hue ramp for an amount, 0 for none. Customers and revenue are very unevenly spread over the
 * cells, so steps follow the square root: the small ones stay apart.
 */
export function stepOf(amount: number | null, highest: number): number {
  if (amount === null || amount <= 0 || highest <= 0) return 0;
  return Math.max(1, Math.ceil(Math.sqrt(amount / highest) * steps));
}

/** Where an arrow key leads in a square of cells; the edges hold. */
export function moveBy(key: string, [row, column]: readonly [number, number], bins: number) {
  const clamp = (value: number) => Math.min(Math.max(value, 0), bins - 1);
  const moves: Readonly<Record<string, readonly [number, number]>> = {
    ArrowUp: [clamp(row - 1), column],
    ArrowDown: [clamp(row + 1), column],
    ArrowLeft: [row, clamp(column - 1)],
    ArrowRight: [row, clamp(column + 1)],
    Home: [row, 0],
    End: [row, bins - 1],
  };
  return moves[key];
}
