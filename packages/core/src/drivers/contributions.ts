import { type Amount, amountOf, textOf } from "./amounts.ts";
import { type DriverEffect, type EffectsMetric, sumEffects } from "./effects.ts";

/** A value of a dimension: an entity's id, a text, a first day; null where there is none. */
export type DriverKey = string | number | null;

/** In which of the periods there are facts: in both, only now, only then. */
export type DriverPresence = "BOTH" | "NEW" | "LOST";

/** A metric in both periods, as exact decimal texts; undefined where there are no facts. */
export interface ValuePair {
  readonly key: DriverKey;
  readonly now: string | undefined;
  readonly before: string | undefined;
  /** What the difference is made of, where that is known. */
  readonly effects?: readonly DriverEffect[] | undefined;
}

/** What a value of the dimension adds to the difference. Amounts are exact decimal texts with four places. */
export interface DriverContribution {
  /** Null also for the rest. */
  readonly key: DriverKey;
  readonly value: string;
  readonly comparisonValue: string;
  readonly difference: string;
  /** (now − then) ÷ |then|; null where there was nothing then. */
  readonly change: number | null;
  readonly presence: DriverPresence;
  /** All that is not among the largest, as one. */
  readonly isRest: boolean;
  readonly effects: readonly DriverEffect[];
}

/**
 * The `first` values of a dimension that changed most (in either direction; ties by the key, absent last), and all
 * others as one row. Values, comparison values and differences add up to the totals exactly.
 *
 * @example
 * contributionsOf([{ key: "web", now: "5.0000", before: "9.0000" }, { key: "shop", now: "7.0000", before: undefined }], 1)
 * // [{ key: "shop", difference: "7.0000", presence: "NEW", … }, { key: null, difference: "-4.0000", isRest: true, … }]
 */
export function contributionsOf(
  pairs: readonly ValuePair[],
  first: number,
  metric?: EffectsMetric,
): DriverContribution[] {
  const read = pairs
    .filter(({ now, before }) => now !== undefined || before !== undefined)
    .map((pair) => {
      const [now, before] = [amountOf(pair.now ?? "0"), amountOf(pair.before ?? "0")];
      return { pair, now, before, size: now < before ? before - now : now - before };
    })
    .sort((a, b) => (a.size === b.size ? compareKeys(a.pair.key, b.pair.key) : a.size > b.size ? -1 : 1));
  const shown = read.slice(0, first).map(({ pair, now, before }) => ({
    key: pair.key,
    ...comparedValues(now, before),
    presence: presenceOf([pair]),
    isRest: false,
    effects: pair.effects ?? [],
  }));
  const others = read.slice(first);
  if (others.length === 0) return shown;
  const sums = { now: 0n, before: 0n };
  for (const { now, before } of others) {
    sums.now += now;
    sums.before += before;
  }
  const rest = others.map(({ pair }) => pair);
  return [
    ...shown,
    {
      key: null,
      ...comparedValues(sums.now, sums.before),
      presence: presenceOf(rest),
      isRest: true,
      effects: metric
        ? sumEffects(
            rest.map(({ effects }) => effects ?? []),
            metric,
          )
        : [],
    },
  ];
}

/** A value now beside the one then. */
export function comparedValues(now: Amount, before: Amount) {
  const difference = now - before;
  return {
    value: textOf(now),
    comparisonValue: textOf(before),
    difference: textOf(difference),
    change: before === 0n ? null : Number(difference) / Math.abs(Number(before)),
  };
}

function presenceOf(pairs: readonly ValuePair[]): DriverPresence {
  const now = pairs.some((pair) => pair.now !== undefined);
  const before = pairs.some((pair) => pair.before !== undefined);
  return now && before ? "BOTH" : now ? "NEW" : "LOST";
}

function compareKeys(a: DriverKey, b: DriverKey): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return a < b ? -1 : 1;
}
