import { type Exact, figureOf, textOf, zero } from "./decimals.ts";
import type { SalesState, SoldPeriod } from "./statement.ts";

/** A `SalesState` while it is reckoned with. */
export interface SalesRecord {
  from: string;
  basis: Exact;
  earned: Exact;
  granted: Exact;
  lost: Exact;
  reached: boolean;
  cap: { from: string; allowed: Exact; paid: Exact } | null;
  carried: Exact;
  /** What earlier periods left; most of them are never looked at again. */
  readonly known: Readonly<Record<string, SoldPeriod>>;
  /** Those that were looked at. */
  readonly opened: Map<string, SoldRecord>;
}

export interface SoldRecord {
  readonly from: string;
  basis: Exact;
  earned: Exact;
  paid: Exact;
}

/** The state as figures; a new accumulation begins where `from` is another than its own. */
export function openRecord(state: SalesState | undefined, from: string): SalesRecord {
  const goesOn = state?.from === from;
  const figure = (name: "basis" | "earned" | "granted" | "lost") => (goesOn ? figureOf(state[name]) : zero);
  return {
    from,
    basis: figure("basis"),
    earned: figure("earned"),
    granted: figure("granted"),
    lost: figure("lost"),
    reached: goesOn && state.reached,
    cap: state?.cap
      ? { from: state.cap.from, allowed: figureOf(state.cap.allowed), paid: figureOf(state.cap.paid) }
      : null,
    carried: state ? figureOf(state.carried) : zero,
    known: state?.sold ?? {},
    opened: new Map(),
  };
}

/** The record as plain JSON. */
export function closeRecord(record: SalesRecord): SalesState {
  const { from, reached, cap } = record;
  return {
    from,
    basis: textOf(record.basis),
    earned: textOf(record.earned),
    granted: textOf(record.granted),
    lost: textOf(record.lost),
    reached,
    cap: cap && { from: cap.from, allowed: textOf(cap.allowed), paid: textOf(cap.paid) },
    carried: textOf(record.carried),
    sold: { ...record.known, ...closeSold(record.opened) },
  };
}

function closeSold(opened: SalesRecord["opened"]): Record<string, SoldPeriod> {
  const closed: Record<string, SoldPeriod> = {};
  for (const [key, { from, basis, earned, paid }] of opened) {
    closed[key] = { from, basis: textOf(basis), earned: textOf(earned), paid: textOf(paid) };
  }
  return closed;
}

/** What is known of a period's sales. */
export function soldIn({ known, opened }: SalesRecord, period: string): SoldRecord | undefined {
  const sold = opened.get(period);
  const text = known[period];
  if (sold || !text) return sold;
  const { from, basis, earned, paid } = text;
  const read = { from, basis: figureOf(basis), earned: figureOf(earned), paid: figureOf(paid) };
  opened.set(period, read);
  return read;
}

/** The sales of all periods of an accumulation, by its first day. */
export function soldFrom(record: SalesRecord, from: string): SoldRecord[] {
  for (const [period, sold] of Object.entries(record.known)) if (sold.from === from) soldIn(record, period);
  return [...record.opened.values()].filter((sold) => sold.from === from);
}

/** The sales of the period that is paid, which begin with nothing. */
export function beginSold(record: SalesRecord, period: string): SoldRecord {
  const sold = soldIn(record, period) ?? { from: record.from, basis: zero, earned: zero, paid: zero };
  record.opened.set(period, sold);
  return sold;
}
