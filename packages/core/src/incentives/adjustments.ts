import { amountText, type Exact, minorPlaces, zero } from "./decimals.ts";
import type { StatementLine } from "./statement.ts";

/** The lines of a period's statement, its adjustments of earlier ones among them. */
export interface StatementLines {
  /** The key of the period. */
  readonly period: string;
  readonly lines: readonly StatementLine[];
}

/**
 * What closed periods should have paid by today's facts, less what they did, with all that was adjusted since: for each
 * period, plan and component whose sums differ one line, for the next open statement. After it, all that was paid is
 * what one close with these facts would have paid; where nothing has changed there is none.
 *
 * @param paid the closed statements of one person, in the order of their periods, and the adjustments in them
 * @param recomputed the same periods paid anew, by `payPeriod` from the first that has changed on
 * @example adjustments(closed, recomputed, "EUR") // [{ type: "ADJUSTMENT", period: "2024-01", amount: "-25.00", … }]
 */
export function adjustments(
  paid: readonly StatementLines[],
  recomputed: readonly StatementLines[],
  currency: string,
): StatementLine[] {
  const closed = new Set(paid.map(({ period }) => period));
  const sums = new Map<string, { line: StatementLine; period: string; paid: Exact; due: Exact }>();
  const add = (side: "paid" | "due", statements: readonly StatementLines[]) => {
    for (const statement of statements) {
      if (!closed.has(statement.period)) continue;
      for (const line of statement.lines) {
        const period = line.type === "ADJUSTMENT" ? line.period : statement.period;
        const key = JSON.stringify([period, line.plan, line.component]);
        const sum = sums.get(key) ?? { line, period, paid: zero, due: zero };
        sum[side] = sum[side].plus(line.amount);
        sums.set(key, sum);
      }
    }
  };
  add("paid", paid);
  add("due", recomputed);
  const places = minorPlaces(currency);
  return [...sums.entries()]
    .filter(([, sum]) => !sum.due.eq(sum.paid))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { line, period, due, paid: had }]) => ({
      ...line,
      type: "ADJUSTMENT",
      period,
      basis: null,
      rate: null,
      portions: [],
      earlier: "0",
      amount: amountText(due.minus(had), places),
      reasons: [{ kind: "ADJUSTED", period, due: amountText(due, places), paid: amountText(had, places) }],
    }));
}
