import type { Fact } from "./facts.ts";

/** How a metric's value comes from the facts; the one place that says so, for SQL and for rows without any fact. */
export type Formula =
  /** Zero where there are none. */
  | { readonly kind: "fact"; readonly fact: Fact }
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "add" | "subtract" | "multiply" | "divide"; readonly left: Formula; readonly right: Formula }
  /** The value as long as there are at least (or at most) so many of a fact, else null. */
  | { readonly kind: "provided"; readonly value: Formula; readonly fact: Fact; readonly bound: Bound };

type Bound = { readonly atLeast: number } | { readonly atMost: number };
export type Operand = Formula | Fact | number;

export function add(left: Operand, right: Operand): Formula {
  return { kind: "add", left: formulaOf(left), right: formulaOf(right) };
}

export function subtract(left: Operand, right: Operand): Formula {
  return { kind: "subtract", left: formulaOf(left), right: formulaOf(right) };
}

export function multiply(left: Operand, right: Operand): Formula {
  return { kind: "multiply", left: formulaOf(left), right: formulaOf(right) };
}

/** Null where the divisor is zero. */
export function divide(left: Operand, right: Operand): Formula {
  return { kind: "divide", left: formulaOf(left), right: formulaOf(right) };
}

/** The value as long as there is nothing of `fact`, else null: a sum that misses a part would be silently wrong. */
export function unlessAny(fact: Fact, value: Operand): Formula {
  return { kind: "provided", value: formulaOf(value), fact, bound: { atMost: 0 } };
}

/** The value where there are at least `minimum` of `fact`, else null. */
export function whereEnough(fact: Fact, minimum: number, value: Operand): Formula {
  return { kind: "provided", value: formulaOf(value), fact, bound: { atLeast: minimum } };
}

/** @throws TypeError for what is none of these: a deployment's own formulas may be plain JavaScript */
export function formulaOf(operand: Operand): Formula {
  if (typeof operand === "number") return { kind: "number", value: operand };
  if (typeof operand !== "object" || operand === null) {
    throw new TypeError(`${operand} in a formula, expected a fact, another formula or a number`);
  }
  return "source" in operand ? { kind: "fact", fact: operand } : operand;
}

/** The facts that the formula is arithmetic over, each once. */
export function factsOf(formula: Formula): Fact[] {
  switch (formula.kind) {
    case "fact":
      return [formula.fact];
    case "number":
      return [];
    case "provided":
      return [...new Set([...factsOf(formula.value), formula.fact])];
    default:
      return [...new Set([...factsOf(formula.left), ...factsOf(formula.right)])];
  }
}

/** Whether it divides: then it is a rate or a mean, of which there are no shares. */
export function isRatio(formula: Formula): boolean {
  if (formula.kind === "fact" || formula.kind === "number") return false;
  if (formula.kind === "provided") return isRatio(formula.value);
  return formula.kind === "divide" || isRatio(formula.left) || isRatio(formula.right);
}

/** Whether it is a sum of facts, each times a number: then values add up as far as the facts do. */
export function isLinear(formula: Formula): boolean {
  switch (formula.kind) {
    case "fact":
      return true;
    case "number":
      return false;
    case "provided":
      return isLinear(formula.value);
    case "multiply":
      return (
        (isLinear(formula.left) && isConstant(formula.right)) || (isConstant(formula.left) && isLinear(formula.right))
      );
    case "divide":
      return isLinear(formula.left) && isConstant(formula.right);
    default:
      return isLinear(formula.left) && isLinear(formula.right);
  }
}

function isConstant(formula: Formula): boolean {
  return factsOf(formula).length === 0;
}

/** By which power of n its value grows when every fact is n times as large: 1 of sums, 0 of rates and means. */
export function degreeOf(formula: Formula): number {
  switch (formula.kind) {
    case "fact":
      return 1;
    case "number":
      return 0;
    case "provided":
      return degreeOf(formula.value);
    case "multiply":
      return degreeOf(formula.left) + degreeOf(formula.right);
    case "divide":
      return degreeOf(formula.left) - degreeOf(formula.right);
    default:
      return Math.max(degreeOf(formula.left), degreeOf(formula.right));
  }
}
