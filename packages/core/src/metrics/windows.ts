import { bucketStart, type Calendar, earlier, type Grain, grains, monthsIn } from "../calendar.ts";
import { alignBuckets, type Comparison, comparisonPeriod } from "../comparison.ts";
import { bucketsOf, type Period } from "../period.ts";

/** A stretch of days whose facts are counted, and where they stand in the answer's time. */
export interface MetricWindow {
  readonly from: string;
  /** Bounded by the as-of day; may lie before `from`, then nothing counts. */
  readonly to: string;
  /** How a fact's day becomes a day of the question's period. */
  readonly placement:
    | { readonly kind: "itself" }
    | { readonly kind: "constant"; readonly day: string }
    | { readonly kind: "pairs"; readonly keyGrain: Grain; readonly pairs: readonly { key: string; anchor: string }[] };
}

interface WindowQuestion {
  readonly period: Period;
  readonly calendar: Calendar;
  readonly asOf?: string | undefined;
  readonly timeGrains: readonly Grain[];
}

/**
 * The window of a chain of comparisons: none is the period itself, two are the comparison of a comparison ("growth a
 * year ago, against the period before that").
 */
export function windowOf(question: WindowQuestion, chain: readonly Comparison[]): MetricWindow {
  const { calendar, asOf, timeGrains } = question;
  const periods = [question.period];
  for (const comparison of chain) periods.push(comparisonPeriod(periods.at(-1)!, comparison, calendar));
  const { from, to } = periods.at(-1)!;
  const days = { from, to: earlier(to, asOf ?? to) };
  if (timeGrains.length === 0 || chain.length === 0) return { ...days, placement: { kind: "itself" } };
  const grain = finestCommon(timeGrains);
  if (bucketsOf(question.period, grain, calendar).length === 1) {
    return { ...days, placement: { kind: "constant", day: question.period.from } };
  }
  const steps = chain.map((comparison, step) => {
    return alignBuckets(periods[step]!, periods[step + 1]!, comparison, grain, calendar);
  });
  return { ...days, placement: { kind: "pairs", ...compose(steps, calendar) } };
}

type Step = ReturnType<typeof alignBuckets>;

/** Follows the keys of the last step to their anchors, which are looked up among the keys of the step before. */
function compose(steps: readonly Step[], calendar: Calendar): Step {
  return steps.reduceRight((later, before) => {
    const anchors = new Map(before.pairs.map(({ key, anchor }) => [key, anchor]));
    const pairs = later.pairs.flatMap(({ key, anchor }) => {
      const found = anchors.get(bucketStart(anchor, before.keyGrain, calendar));
      return found ? [{ key, anchor: found }] : [];
    });
    return { keyGrain: later.keyGrain, pairs };
  });
}

/** The grain whose buckets lie whole within a bucket of each grain; weeks and months have only days in common. */
export function finestCommon(timeGrains: readonly Grain[]): Grain {
  const finest = grains.find((grain) => timeGrains.includes(grain))!;
  return finest === "week" && timeGrains.some((grain) => monthsIn[grain]) ? "day" : finest;
}
