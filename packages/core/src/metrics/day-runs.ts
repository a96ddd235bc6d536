import { addDays, daysBetween, type Grain } from "../calendar.ts";
import type { TableColumn } from "./columns-table.ts";

/** Whether rows are one a day, and nothing coarser besides. */
export function isByDay(timeGrains: readonly Grain[]): boolean {
  return timeGrains.length === 1 && timeGrains[0] === "day";
}

/** Days that follow each other, and stand each as many days later. */
export interface DayRun {
  readonly first: string;
  readonly last: string;
  /** Negative where they stand earlier. */
  readonly days: number;
}

/**
 * Days and the days that they stand beside, in order of the former: a year beside another is a run or two.
 *
 * @example runsOf([["2023-02-28", "2024-02-28"], ["2023-03-01", "2024-03-01"], ["2023-03-02", "2024-03-02"]])
 *   // [{ first: "2023-02-28", last: "2023-02-28", days: 365 }, { first: "2023-03-01", last: "2023-03-02", days: 366 }]
 */
export function runsOf(pairs: readonly (readonly [day: string, stands: string])[]): DayRun[] {
  const runs: { first: string; last: string; days: number }[] = [];
  for (const [day, stands] of pairs) {
    const run = runs.at(-1);
    const days = daysBetween(day, stands);
    if (run && run.days === days && addDays(run.last, 1) === day) run.last = day;
    else runs.push({ first: day, last: day, days });
  }
  return runs;
}

/** The runs as columns `first`, `last` and `days`. */
export function runColumns(runs: readonly DayRun[]): TableColumn[] {
  return [
    { name: "first", type: "date", values: runs.map(({ first }) => first) },
    { name: "last", type: "date", values: runs.map(({ last }) => last) },
    { name: "days", type: "integer", values: runs.map(({ days }) => days) },
  ];
}
