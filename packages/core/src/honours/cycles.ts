import { type Calendar, type Grain, later } from "../calendar.ts";
import { bucketsOf, type Period, parsePeriod } from "../period.ts";

/** How often an honour is given. */
export type HonourCycle = "MONTH" | "QUARTER" | "YEAR";

const grainOf: Readonly<Record<HonourCycle, Grain>> = { MONTH: "month", QUARTER: "quarter", YEAR: "year" };

/**
 * The months, quarters or years of the calendar that end within some days, in order.
 *
 * @example endingWithin({ from: "2024-05-01", to: "2024-06-30" }, "QUARTER", calendar) // [2024-Q2, with its text, from and to]
 */
export function endingWithin(days: Pick<Period, "from" | "to">, cycle: HonourCycle, calendar: Calendar): Period[] {
  const grain = grainOf[cycle];
  return bucketsOf(days, grain, calendar).flatMap(({ start }) => {
    const period = parsePeriod(nameOf(start, cycle), calendar);
    return later(period.to, days.to) === days.to ? [period] : [];
  });
}

function nameOf(start: string, cycle: HonourCycle): string {
  const year = start.slice(0, 4);
  if (cycle === "YEAR") return year;
  return cycle === "MONTH" ? start.slice(0, 7) : `${year}-Q${(Number(start.slice(5, 7)) + 2) / 3}`;
}
