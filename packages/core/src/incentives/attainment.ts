import { type Exact, shownQuotient, textOf } from "./decimals.ts";
import type { LineReason } from "./statement.ts";

export function attainmentReason(achieved: Exact, target: Exact): LineReason {
  return {
    kind: "ATTAINMENT",
    achieved: textOf(achieved),
    target: textOf(target),
    attainment: shownQuotient(achieved, target),
  };
}
