/**
 * A number as the definitions mean it: exact as long as it is only added up (an integer, in ten-thousandths), a double
 * once something was multiplied or divided, null where it isn't known.
 */
export type Quantity = bigint | number | null;

const scale = 10_000;

export function exact(amount: number): bigint {
  return BigInt(Math.round(amount * scale));
}

/** The value as it is answered. */
export function numberIn(quantity: Quantity): number | null {
  return typeof quantity === "bigint" ? Number(quantity) / scale : quantity;
}

export function plus(a: Quantity, b: Quantity): Quantity {
  if (typeof a === "bigint" && typeof b === "bigint") return a + b;
  return inDoubles(a, b, (left, right) => left + right);
}

export function minus(a: Quantity, b: Quantity): Quantity {
  if (typeof a === "bigint" && typeof b === "bigint") return a - b;
  return inDoubles(a, b, (left, right) => left - right);
}

export function times(a: Quantity, b: Quantity): Quantity {
  return inDoubles(a, b, (left, right) => left * right);
}

/** Nothing is known where it would be divided by zero. */
export function over(a: Quantity, b: Quantity): Quantity {
  return numberIn(b) === 0 ? null : inDoubles(a, b, (left, right) => left / right);
}

/** (a − b) ÷ |b|. */
export function changeOf(a: Quantity, b: Quantity): Quantity {
  const base = numberIn(b);
  return base === null ? null : over(minus(numberIn(a), base), Math.abs(base));
}

function inDoubles(a: Quantity, b: Quantity, compute: (a: number, b: number) => number): number | null {
  const left = numberIn(a);
  const right = numberIn(b);
  return left === null || right === null ? null : compute(left, right);
}
