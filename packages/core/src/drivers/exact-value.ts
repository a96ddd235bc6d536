import { Decimal } from "decimal.js";
import type { Fact } from "../metrics/facts.ts";
import type { Formula } from "../metrics/formula.ts";

/** Decimals with room for the products of amounts, so that nothing is rounded unseen. */
export const Exact = Decimal.clone({ precision: 100, rounding: Decimal.ROUND_HALF_UP });
export type Exact = Decimal;

/** Facts as decimal texts. */
export type FactTexts = ReadonlyMap<Fact, string>;

/** The value of a formula over these facts, exactly, and whether all that it is provided for holds. */
export function exactValue(formula: Formula, facts: FactTexts): { readonly value: Exact; readonly isKnown: boolean } {
  switch (formula.kind) {
    case "fact":
      return { value: new Exact(facts.get(formula.fact) ?? 0), isKnown: true };
    case "number":
      return { value: new Exact(formula.value), isKnown: true };
    case "provided": {
      const { value, isKnown } = exactValue(formula.value, facts);
      const count = new Exact(facts.get(formula.fact) ?? 0);
      const holds = "atLeast" in formula.bound ? count.gte(formula.bound.atLeast) : count.lte(formula.bound.atMost);
      return { value, isKnown: isKnown && holds };
    }
    default: {
      const left = exactValue(formula.left, facts);
      const right = exactValue(formula.right, facts);
      const operation = { add: "plus", subtract: "minus", multiply: "times", divide: "div" } as const;
      return { value: left.value[operation[formula.kind]](right.value), isKnown: left.isKnown && right.isKnown };
    }
  }
}
