import { addMonths } from "../../calendar.ts";
import { type EconomicReading, type EconomicRule, type Reading, readingsOf, ruleOf } from "./readings.ts";
import { type Frequency, periodEnd, type Series } from "./series.ts";

export type EconomicPhase = "EXPANSION" | "SLOWDOWN" | "RECESSION" | "RECOVERY";

/** What the rule of a series says on a day. */
export interface EconomicSignal extends Reading {
  readonly rule: EconomicRule;
  readonly series: Series;
  /** The first period of those on end that say the same. */
  readonly since: string;
  /** The latest value is so old that it says nothing of the day: it doesn't count for the phase. */
  readonly outdated: boolean;
}

export interface PhaseJudgement {
  /** Null where neither unemployment nor output is known. */
  readonly phase: EconomicPhase | null;
  /** One a series that a rule reads, the latest of each. */
  readonly signals: readonly EconomicSignal[];
  /** Those that made the phase. */
  readonly decisive: readonly EconomicSignal[];
}

/** After a period is over, so many months later its figure is no longer of today. */
const longestAge: Readonly<Record<Frequency, number>> = { MONTH: 6, QUARTER: 9, YEAR: 24 };

/** A recession that ended within so many months has a recovery after it. */
const recoveryMonths = 12;

/**
 * The phase of an economy on a day, the first of these that holds:
 *
 * - RECESSION: the Sahm rule or the output rule says so
 * - RECOVERY: one of them said so within the last twelve months
 * - SLOWDOWN: unemployment or output is weakening, or interest rates have risen by a point within a year
 * - EXPANSION: unemployment or output is known, and nothing of this is so
 *
 * Interest rates and prices alone make no phase.
 *
 * @param asOf the day; the series hold nothing that is later
 */
export function judgePhase(series: readonly Series[], asOf: string): PhaseJudgement {
  const read = series.flatMap((one) => {
    const rule = ruleOf(one);
    const readings = readingsOf(one);
    const latest = readings.at(-1);
    if (!rule || !latest) return [];
    const known = one.values.at(-1)!.period === latest.period ? latest : undefined;
    const outdated = !known || addMonths(periodEnd(latest.period, one.frequency), longestAge[one.frequency]) < asOf;
    return [{ readings, signal: { ...latest, rule, series: one, since: beginOf(readings), outdated } }];
  });
  const signals = read.map(({ signal }) => signal);
  const cyclical = read.filter(
    ({ signal }) => !signal.outdated && (signal.rule === "SAHM" || signal.rule === "OUTPUT"),
  );
  if (cyclical.length === 0) return { phase: null, signals, decisive: [] };
  const saying = (...wanted: EconomicReading[]) =>
    signals.filter(({ outdated, reading }) => !outdated && wanted.includes(reading));
  const recession = saying("RECESSION");
  if (recession.length > 0) return { phase: "RECESSION", signals, decisive: recession };
  const since = addMonths(asOf, -recoveryMonths);
  const recovering = cyclical.filter(({ readings, signal }) =>
    readings.some(
      ({ period, reading }) => reading === "RECESSION" && periodEnd(period, signal.series.frequency) > since,
    ),
  );
  if (recovering.length > 0) return { phase: "RECOVERY", signals, decisive: recovering.map(({ signal }) => signal) };
  const weakening = saying("WEAKENING", "RATES_RISING");
  if (weakening.length > 0) return { phase: "SLOWDOWN", signals, decisive: weakening };
  return { phase: "EXPANSION", signals, decisive: cyclical.map(({ signal }) => signal) };
}

function beginOf(readings: readonly Reading[]): string {
  const { reading } = readings.at(-1)!;
  const other = readings.findLastIndex((one) => one.reading !== reading);
  return readings[other + 1]!.period;
}
