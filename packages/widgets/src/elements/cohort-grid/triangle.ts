import type { CohortGridQuery } from "../../generated/graphql.ts";

export type Cell = CohortGridQuery["cohorts"]["cells"][number];

/** A cohort with its steps, as far as they are known. */
export interface CohortRow {
  readonly from: string;
  readonly customers: number;
  readonly cells: readonly Cell[];
}

/** The cohorts as rows of a triangle: what lies in the future is left out, so that later rows are shorter. */
export function rowsOf({ cohorts, cells }: Pick<CohortGridQuery["cohorts"], "cohorts" | "cells">): CohortRow[] {
  const known = new Map<string, Cell[]>();
  for (const cell of cells) {
    if (cell.value === null) continue;
    known.set(cell.cohort, [...(known.get(cell.cohort) ?? []), cell]);
  }
  return cohorts.map((cohort) => ({ ...cohort, cells: known.get(cohort.from) ?? [] }));
}

/** The highest share after the first step, which is the whole and would flatten all others. */
export function highestOf(cells: readonly Cell[]): number {
  return Math.max(0, ...cells.map(({ since, share }) => (since > 0 ? (share ?? 0) : 0)));
}

/** The step of the ramp for a share: in equal parts up to the highest. The first step is the measure of all, and plain. */
export function stepOf({ since, share }: Cell, highest: number, steps: number): number {
  if (since === 0 || share === null || share <= 0 || highest <= 0) return 0;
  return Math.min(steps, Math.max(1, Math.ceil((share / highest) * steps)));
}

/** Where a key leads in rows of these lengths; a row that is too short is entered at its end, and the edges hold. */
export function moveIn(
  key: string,
  [row, column]: readonly [number, number],
  lengths: readonly number[],
): readonly [number, number] | undefined {
  const within = (wanted: number, at: number): readonly [number, number] => {
    const to = Math.min(Math.max(wanted, 0), lengths.length - 1);
    return [to, Math.min(Math.max(at, 0), Math.max(0, (lengths[to] ?? 1) - 1))];
  };
  switch (key) {
    case "ArrowUp":
      return within(row - 1, column);
    case "ArrowDown":
      return within(row + 1, column);
    case "ArrowLeft":
      return within(row, column - 1);
    case "ArrowRight":
      return within(row, column + 1);
    case "Home":
      return within(row, 0);
    case "End":
      return within(row, Number.POSITIVE_INFINITY);
    default:
      return undefined;
  }
}
