import type { Calendar, Comparison, Grain, Period } from "@salesglass/core";
import { nests, startOf } from "./calendar.ts";
import { type Alignment, comparedWith, dayBeside, type Span } from "./comparison.ts";
import { numberOf } from "./days.ts";

/** A row of the answer's time. */
export interface TimeRow {
  /** First days of its buckets, one a grain. */
  readonly starts: readonly number[];
  /** Its days within the period. */
  readonly from: number;
  readonly to: number;
}

export interface TimeQuestion {
  readonly period: Period;
  readonly calendar: Calendar;
  readonly asOf?: string | undefined;
  readonly timeGrains: readonly Grain[];
  readonly filterGrains: readonly Grain[];
  readonly alignedBy?: readonly Grain[] | undefined;
}

/** The days that a chain of comparisons reads, and where they stand. */
export interface Window {
  readonly from: number;
  /** Facts count up to here. */
  readonly to: number;
  /** The rows' own days in this window; a row may have none. */
  readonly spans: readonly ({ readonly from: number; readonly to: number } | undefined)[];
  /** The row that a day stands in, and the first days of the filters' buckets there. */
  readonly placeOf: (day: number) => { readonly row: number; readonly buckets: readonly number[] } | undefined;
}

/** Goes through the days of the period and begins a row wherever the buckets change. */
export function timeRowsOf(period: Pick<Span, "from" | "to">, grains: readonly Grain[], calendar: Calendar): TimeRow[] {
  const rows: { starts: number[]; from: number; to: number }[] = [];
  for (let day = period.from; day <= period.to; day++) {
    const starts = grains.map((grain) => startOf(day, grain, calendar));
    const last = rows.at(-1);
    if (last && starts.every((start, index) => start === last.starts[index])) last.to = day;
    else rows.push({ starts, from: day, to: day });
  }
  return rows;
}

function spanOf(period: Period): Span {
  return { from: numberOf(period.from), to: numberOf(period.to), shape: period.shape };
}

export function windowOf(question: TimeQuestion, chain: readonly Comparison[]): Window {
  const { calendar, timeGrains, filterGrains, asOf } = question;
  const grains = [...new Set([...(question.alignedBy ?? timeGrains), ...filterGrains])];
  const grain = finest(grains, calendar);
  const periods = [spanOf(question.period)];
  for (const comparison of chain) periods.push(comparedWith(periods.at(-1)!, comparison, calendar));
  const [period] = periods as [Span];
  const { from, to } = periods.at(-1)!;
  const rows = timeRowsOf(period, timeGrains, calendar);
  const isOneRow = timeRowsOf(period, grains, calendar).length === 1;
  const steps = chain.map((comparison, index): Alignment => {
    return { period: periods[index]!, other: periods[index + 1]!, comparison, grain, calendar };
  });
  const besides = (day: number) => {
    if (isOneRow) return period.from;
    return steps.reduceRight<number | undefined>(
      (found, step) => (found === undefined ? undefined : dayBeside(found, step)),
      day,
    );
  };
  const places = new Map<number, { row: number; buckets: number[] }>();
  const spans: ({ from: number; to: number } | undefined)[] = rows.map(() => undefined);
  for (let day = from; day <= to; day++) {
    const beside = besides(day);
    if (beside === undefined) continue;
    const row = rows.findIndex((one) => one.from <= beside && beside <= one.to);
    places.set(day, { row, buckets: filterGrains.map((one) => startOf(beside, one, calendar)) });
    spans[row] = { from: Math.min(spans[row]?.from ?? day, day), to: Math.max(spans[row]?.to ?? day, day) };
  }
  return { from, to: Math.min(to, asOf ? numberOf(asOf) : to), spans, placeOf: (day) => places.get(day) };
}

/** A grain whose buckets lie whole within those of every other. */
function finest(grains: readonly Grain[], calendar: Calendar): Grain {
  const candidates: readonly Grain[] = [...grains, "month", "week"];
  return candidates.find((inner) => grains.every((outer) => nests(inner, outer, calendar))) ?? "day";
}
