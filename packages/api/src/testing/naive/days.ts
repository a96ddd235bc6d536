const dayLength = 86_400_000;

/** A day as a whole number, so that it can be counted with. */
export function numberOf(day: string): number {
  return Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10))) / dayLength;
}

export function dayOf(number: number): string {
  return new Date(number * dayLength).toISOString().slice(0, 10);
}

/** 1 (Monday) to 7 (Sunday). */
export function weekdayOf(number: number): number {
  return new Date(number * dayLength).getUTCDay() || 7;
}

/** The same day of the month so many calendar months later; a month too short for it has its last day. */
export function moveMonths(number: number, months: number): number {
  const day = new Date(number * dayLength);
  const first = Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + months, 1) / dayLength;
  const next = Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + months + 1, 1) / dayLength;
  return Math.min(first + day.getUTCDate() - 1, next - 1);
}

/** Year, month (1 to 12) and day of the month. */
export function partsOf(number: number): { year: number; month: number; date: number } {
  const day = new Date(number * dayLength);
  return { year: day.getUTCFullYear(), month: day.getUTCMonth() + 1, date: day.getUTCDate() };
}
