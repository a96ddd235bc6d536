import { addMonths } from "../../calendar.ts";
import { significanceLevel, standardErrors, twoSidedP } from "../significance.ts";
import { periodAfter, type Series, type SeriesValue } from "./series.ts";

/** How many periods sales may follow an indicator by. */
export const longestLag = 6;

/** Fewer pairs of changes tell nothing; neither do fewer once what they have in common with their neighbours is taken off. */
const fewest = { pairs: 12, independent: 6 };

/** How changes of own sales and of a series go together, sales following by a number of periods. */
export interface LagCorrelation {
  /** In periods of the series. */
  readonly lag: number;
  /** Periods in which both changes are known. */
  readonly pairs: number;
  /** So many independent pairs would tell as much; null where there is nothing to tell. */
  readonly independentPairs: number | null;
  /** Pearson's r; null where there are too few pairs, or one of the two never changes. */
  readonly correlation: number | null;
  /** The 95 % interval of it. */
  readonly low: number | null;
  readonly high: number | null;
  /** How likely so much is by chance, all lags that were looked at taken into account. */
  readonly pValue: number | null;
  readonly significant: boolean | null;
  readonly tooFew: boolean;
}

export interface Sensitivity {
  readonly series: Series;
  /** Lags 0 to 6. */
  readonly lags: readonly LagCorrelation[];
  /** The lag with the strongest correlation of those that are significant; null where none is. */
  readonly strongest: LagCorrelation | null;
}

/**
 * How sensitive own sales are to a series of the economy: the correlation of changes over a year, lag by lag.
 *
 * Changes are those against the same period of the year before, so that seasons fall out: relative ones of sales, output and
 * prices, differences of percentages (unemployment, inflation, interest rates) and of what can be zero or below.
 * Changes over a year overlap, so neighbours are alike: pairs count for n × (1 − ab) ÷ (1 + ab), with a and b the correlation
 * of each with itself one period later (Quenouille 1952). The interval is Fisher's: tanh(atanh r ± 1.96 ÷ √(n − 3)). Seven lags
 * are looked at, so p is seven times that of one (Bonferroni). It says what went together, not what was the cause.
 *
 * @param sales own sales of whole periods of the series' frequency
 */
export function sensitivityOf(series: Series, sales: readonly SeriesValue[]): Sensitivity {
  const changes = yearlyChanges(series.values, isRelative(series) ? ratio : difference);
  const theirs = new Map(changes.map(({ period, value }) => [period, value]));
  const own = yearlyChanges(sales, ratio);
  const lags = Array.from({ length: longestLag + 1 }, (_, lag) => {
    const pairs = own.flatMap(({ period, value }): Pair[] => {
      const x = theirs.get(periodAfter(period, series.frequency, -lag));
      return x === undefined ? [] : [[x, value]];
    });
    return correlate(pairs, lag);
  });
  const found = lags.filter(({ significant }) => significant);
  const strongest = found.reduce<LagCorrelation | null>(
    (best, one) => (best && Math.abs(best.correlation!) >= Math.abs(one.correlation!) ? best : one),
    null,
  );
  return { series, lags, strongest };
}

type Pair = readonly [x: number, y: number];

function correlate(pairs: readonly Pair[], lag: number): LagCorrelation {
  const nothing = { independentPairs: null, correlation: null, low: null, high: null, pValue: null, significant: null };
  const xs = pairs.map(([x]) => x);
  const ys = pairs.map(([, y]) => y);
  const r = pairs.length < fewest.pairs ? null : pearson(xs, ys);
  if (r === null) return { lag, pairs: pairs.length, ...nothing, tooFew: pairs.length < fewest.pairs };
  const alike = (pearson(xs.slice(1), xs.slice(0, -1)) ?? 0) * (pearson(ys.slice(1), ys.slice(0, -1)) ?? 0);
  const independent = pairs.length * Math.min(1, (1 - alike) / (1 + alike));
  if (independent < fewest.independent) return { lag, pairs: pairs.length, ...nothing, tooFew: true };
  // What goes together perfectly has no finite z.
  const z = Math.atanh(Math.max(-1 + 1e-12, Math.min(1 - 1e-12, r)));
  const error = 1 / Math.sqrt(independent - 3);
  const pValue = Math.min(1, (longestLag + 1) * twoSidedP(z / error));
  return {
    lag,
    pairs: pairs.length,
    independentPairs: independent,
    correlation: r,
    low: Math.tanh(z - standardErrors * error),
    high: Math.tanh(z + standardErrors * error),
    pValue,
    significant: pValue < significanceLevel,
    tooFew: false,
  };
}

/** Pearson's correlation; null where one of the two is always the same. */
export function pearson(xs: readonly number[], ys: readonly number[]): number | null {
  const [meanX, meanY] = [mean(xs), mean(ys)];
  let [xx, yy, xy] = [0, 0, 0];
  for (const [index, x] of xs.entries()) {
    const [dx, dy] = [x - meanX, ys[index]! - meanY];
    xx += dx * dx;
    yy += dy * dy;
    xy += dx * dy;
  }
  // What differs by roundings only doesn't differ.
  if (isNothing(xx, meanX, xs.length) || isNothing(yy, meanY, ys.length)) return null;
  return Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy)));
}

function isNothing(squares: number, mean: number, count: number): boolean {
  return !(squares > count * (1e-12 * Math.max(1e-3, Math.abs(mean))) ** 2);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function yearlyChanges(
  values: readonly SeriesValue[],
  change: (now: number, before: number) => number | undefined,
): SeriesValue[] {
  const at = new Map(values.map(({ period, value }) => [period, value]));
  return values.flatMap(({ period, value }) => {
    const before = at.get(addMonths(period, -12));
    const changed = before === undefined ? undefined : change(value, before);
    return changed === undefined ? [] : [{ period, value: changed }];
  });
}

function isRelative({ kind, values }: Series): boolean {
  if (kind === "OUTPUT" || kind === "PRICES") return true;
  return kind === "OTHER" && values.every(({ value }) => value > 0);
}

function ratio(now: number, before: number): number | undefined {
  return before > 0 ? now / before - 1 : undefined;
}

function difference(now: number, before: number): number {
  return now - before;
}
