import { type Exact, textOf } from "./decimals.ts";
import type { LineReason } from "./statement.ts";

/** Achieved ÷ target as it is shown, to six places; whether a tier is reached is never decided by it. */
export function shownAttainment(achieved: Exact, target: Exact): string {
  return textOf(achieved.div(target).toDecimalPlaces(6));
}

export function attainmentReason(achieved: Exact, target: Exact): LineReason {
  return {
    kind: "ATTAINMENT",
    achieved: textOf(achieved),
    target: textOf(target),
    attainment: shownAttainment(achieved, target),
  };
}
