/** What the bar of a goal shows, in hundredths of its width. */
export interface GoalBar {
  /** How far the value reaches. */
  readonly value: number;
  /** How far it is expected to reach at the end. */
  readonly expected: number;
  /** Where it should stand today; nowhere where that is not known. */
  readonly due: number | undefined;
  /** Where the target is: at the end, unless the value is beyond it. */
  readonly target: number;
}

export interface GoalAmounts {
  readonly target: number;
  readonly value: number | null | undefined;
  readonly expected: number | null | undefined;
  readonly due: number | null | undefined;
}

/** A value beyond so many times the target is cut off, so that the rest can still be told apart. */
const most = 2;

/**
 * The bar of a goal: it begins at zero and ends at the target, or at the value where that is higher.
 *
 * @example goalBar({ target: 200, value: 50, expected: 220, due: 60 }) // { value: 25, expected: 100, due: 30, target: 100 }
 */
export function goalBar({ target, value, expected, due }: GoalAmounts): GoalBar {
  const end = Math.min(Math.max(target, value ?? 0), most * target);
  const place = (amount: number) => 100 * (Math.min(Math.max(amount, 0), end) / end);
  return {
    value: place(value ?? 0),
    expected: place(expected ?? value ?? 0),
    due: due === null || due === undefined ? undefined : place(due),
    target: place(target),
  };
}
