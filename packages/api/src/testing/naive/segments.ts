import { moveMonths, numberOf } from "./days.ts";
import { exact } from "./quantity.ts";
import type { SeenCompany } from "./scope.ts";

/** Segments by recency (downwards from 5) and frequency (from 1 to the right). */
const map = [
  ["new", "potential-loyalist", "potential-loyalist", "champions", "champions"],
  ["promising", "potential-loyalist", "potential-loyalist", "loyal", "loyal"],
  ["about-to-sleep", "about-to-sleep", "need-attention", "loyal", "loyal"],
  ["hibernating", "hibernating", "at-risk", "at-risk", "cant-lose"],
  ["hibernating", "hibernating", "at-risk", "at-risk", "cant-lose"],
] as const;

/** The RFM segments of those who bought in the 12 months up to the day; recency and frequency alone decide. */
export function segmentsAt(company: SeenCompany, day: number): ReadonlyMap<number, string> {
  const from = moveMonths(day, -12) + 1;
  const anonymous = new Set(company.customer.filter((one) => one.anonymous).map(({ id }) => id));
  const purchases = company.sale.filter((line) => {
    const on = numberOf(line.day);
    return from <= on && on <= day && line.order_net > 0 && !anonymous.has(line.customer_id);
  });
  const customers = [...new Set(purchases.map((line) => line.customer_id))].map((id) => {
    const own = purchases.filter((line) => line.customer_id === id);
    const recency = day - Math.max(...own.map((line) => numberOf(line.day)));
    return { id, recency, frequency: new Set(own.map((line) => line.order_id)).size };
  });
  const reached = (values: readonly number[], value: number) => {
    return [1n, 2n, 3n, 4n].filter((fifths) => exact(value) * 5n >= quantile(values, fifths)).length;
  };
  const recencies = customers.map(({ recency }) => recency);
  const frequencies = customers.map(({ frequency }) => frequency);
  return new Map(
    customers.map(({ id, recency, frequency }) => {
      return [id, map[reached(recencies, recency)]![reached(frequencies, frequency)]!];
    }),
  );
}

/** Five times the linearly interpolated quantile, exactly: between which two values it lies, and how many fifths on. */
function quantile(values: readonly number[], fifths: bigint): bigint {
  const sorted = values.map(exact).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const place = BigInt(sorted.length - 1) * fifths;
  const low = sorted[Number(place / 5n)]!;
  const high = sorted[Number(place / 5n) + 1] ?? low;
  return low * 5n + (high - low) * (place % 5n);
}
