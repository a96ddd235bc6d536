const halfLogOfTau = Math.log(2 * Math.PI) / 2;

/**
 * The logarithm of the beta function, ln Γ(a) + ln Γ(b) − ln Γ(a + b), for positive arguments. Where an argument is
 * large, two large logarithms would cancel; Stirling's formula takes them together.
 *
 * @example logBeta(2, 3) // ln(1 ÷ 12) = −2.4849…
 */
export function logBeta(a: number, b: number): number {
  const [small, large] = a < b ? [a, b] : [b, a];
  if (large < shift) return logGamma(a) + logGamma(b) - logGamma(a + b);
  const quotient = remainder(large) - remainder(a + b) - (large - 0.5) * Math.log1p(small / large);
  return logGamma(small) + quotient - small * Math.log(a + b) + small;
}

/** The logarithm of the gamma function of a positive number, by Stirling's series from 10 on. */
export function logGamma(value: number): number {
  let product = 1;
  let x = value;
  for (; x < shift; x++) product *= x;
  return (x - 0.5) * Math.log(x) - x + halfLogOfTau + remainder(x) - Math.log(product);
}

/** The derivative of the logarithm of the gamma function, of a positive number. */
export function digamma(value: number): number {
  let sum = 0;
  let x = value;
  for (; x < shift; x++) sum += 1 / x;
  const square = 1 / (x * x);
  const series =
    square *
    (1 / 12 -
      square * (1 / 120 - square * (1 / 252 - square * (1 / 240 - square * (1 / 132 - square * (691 / 32760))))));
  return Math.log(x) - 1 / (2 * x) - series - sum;
}

const shift = 10;

/** What Stirling's formula leaves of ln Γ (Abramowitz and Stegun 6.1.41), for numbers from 10 on. */
function remainder(x: number): number {
  const square = 1 / (x * x);
  return (
    (1 / 12 -
      square * (1 / 360 - square * (1 / 1260 - square * (1 / 1680 - square * (1 / 1188 - square * (691 / 360360)))))) /
    x
  );
}
