/** The deals that were open in a stage on a day, and what of them was won within the days after it that are asked about. */
export interface StageSnapshot {
  /** The day that they are looked at on. */
  readonly day: string;
  readonly place: number;
  readonly deals: number;
  readonly amount: number;
  readonly won: number;
  readonly wonAmount: number;
}

/** What the deals that are open in a stage today are expected to bring. */
export interface StageForecast {
  readonly place: number;
  /** Open today. */
  readonly deals: number;
  readonly amount: number;
  /** Deals that were in the stage on past days, each day by itself, and those of them that were won in time. */
  readonly seen: number;
  readonly seenWon: number;
  /** seenWon ÷ seen; null where fewer than ten were seen. */
  readonly rate: number | null;
  /** amount × rate. */
  readonly expected: number | null;
}

/** What would have been forecast on a past day, and what came. */
export interface ForecastTest {
  readonly day: string;
  readonly forecast: number;
  readonly actual: number;
}

/**
 * Why there is no figure:
 *
 * - OVER: the period has ended
 * - NO_DEALS: nothing is open
 * - TOO_FEW_DEALS: of a stage in which deals are open, fewer than ten were seen on past days
 * - TOO_FEW_TESTS: it could be tried on fewer than four past days, so its error isn't known
 */
export type PipelineForecastReason = "OVER" | "NO_DEALS" | "TOO_FEW_DEALS" | "TOO_FEW_TESTS";

export interface ForecastOfStages {
  /** What the open deals are expected to bring in the period; null with a reason. */
  readonly expected: number | null;
  readonly reason: PipelineForecastReason | null;
  /** The mean of |actual ÷ forecast − 1| over the tests: 0.2 is 20 %. Null without a test. */
  readonly error: number | null;
  readonly tests: readonly ForecastTest[];
  readonly stages: readonly StageForecast[];
}

export const fewestSeen = 10;
export const fewestTests = 4;

/**
 * Forecasts what open deals bring, each stage by its own history: of the deals that were in the stage at past month ends,
 * the share that was won within as many days. It is tried at each past month end with what was known then: of month ends
 * before it only those whose days were over.
 *
 * @param open deals that are open today, by stage
 * @param past the same of past month ends, by stage, whose days are over
 * @param daysOver the day on which the days of a past one were over
 * @example
 * forecastByStage([{ place: 1, deals: 4, amount: 1000 }], past, over)
 * // { expected: 250, error: 0.12, tests: [{ day: "2024-03-31", forecast: 900, actual: 1000 }, …], stages: [{ rate: 0.25, … }] }
 */
export function forecastByStage(
  open: readonly Pick<StageSnapshot, "place" | "deals" | "amount">[],
  past: readonly StageSnapshot[],
  daysOver: (day: string) => string,
): ForecastOfStages {
  const stages = open.map((one): StageForecast => {
    const { seen, seenWon, rate } = rateOf(past, one.place);
    return { ...one, seen, seenWon, rate, expected: rate === null ? null : one.amount * rate };
  });
  const tests = [...new Set(past.map(({ day }) => day))].sort().flatMap((day) => testOn(day, past, daysOver));
  const errors = tests.map(({ forecast, actual }) => Math.abs(actual / forecast - 1));
  const error = errors.length === 0 ? null : errors.reduce((sum, one) => sum + one, 0) / errors.length;
  const reason = reasonOf(stages, tests);
  const expected = reason ? null : stages.reduce((sum, one) => sum + (one.expected ?? 0), 0);
  return { expected, reason, error, tests, stages };
}

function reasonOf(stages: readonly StageForecast[], tests: readonly ForecastTest[]): PipelineForecastReason | null {
  const filled = stages.filter(({ deals }) => deals > 0);
  if (filled.length === 0) return "NO_DEALS";
  if (filled.some(({ rate }) => rate === null)) return "TOO_FEW_DEALS";
  return tests.length < fewestTests ? "TOO_FEW_TESTS" : null;
}

function rateOf(past: readonly StageSnapshot[], place: number) {
  const ofStage = past.filter((one) => one.place === place);
  const seen = ofStage.reduce((sum, { deals }) => sum + deals, 0);
  const seenWon = ofStage.reduce((sum, { won }) => sum + won, 0);
  return { seen, seenWon, rate: seen < fewestSeen ? null : seenWon / seen };
}

/** None where a stage in which deals were had too little history, or where nothing was expected. */
function testOn(
  day: string,
  past: readonly StageSnapshot[],
  daysOver: (day: string) => string,
): ForecastTest | readonly [] {
  const known = past.filter((one) => daysOver(one.day) <= day);
  const then = past.filter((one) => one.day === day && one.deals > 0);
  let forecast = 0;
  for (const { place, amount } of then) {
    const { rate } = rateOf(known, place);
    if (rate === null) return [];
    forecast += amount * rate;
  }
  const actual = then.reduce((sum, { wonAmount }) => sum + wonAmount, 0);
  return forecast > 0 ? { day, forecast, actual } : [];
}
