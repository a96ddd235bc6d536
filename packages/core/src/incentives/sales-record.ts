import { Exact, textOf, zero } from "./decimals.ts";
import type { SalesState } from "./statement.ts";

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
  readonly sold: Map<string, SoldRecord>;
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
  const figure = (name: "basis" | "earned" | "granted" | "lost") => (goesOn ? new Exact(state[name]) : zero);
  return {
    from,
    basis: figure("basis"),
    earned: figure("earned"),
    granted: figure("granted"),
    lost: figure("lost"),
    reached: goesOn && state.reached,
    cap: state?.cap
      ? { from: state.cap.from, allowed: new Exact(state.cap.allowed), paid: new Exact(state.cap.paid) }
      : null,
    carried: state ? new Exact(state.carried) : zero,
    sold: new Map(
      Object.entries(state?.sold ?? {}).map(([key, sold]) => [
        key,
        { from: sold.from, basis: new Exact(sold.basis), earned: new Exact(sold.earned), paid: new Exact(sold.paid) },
      ]),
    ),
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
    sold: Object.fromEntries(
      [...record.sold].map(([key, sold]) => [
        key,
        { from: sold.from, basis: textOf(sold.basis), earned: textOf(sold.earned), paid: textOf(sold.paid) },
      ]),
    ),
  };
}

/** The sales of a period, which begin with nothing. */
export function soldIn(record: SalesRecord, period: string): SoldRecord {
  const known = record.sold.get(period);
  if (known) return known;
  const sold = { from: record.from, basis: zero, earned: zero, paid: zero };
  record.sold.set(period, sold);
  return sold;
}
