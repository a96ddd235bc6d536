/** A function's value and slope at a point. */
export interface Slope {
  readonly value: number;
  readonly gradient: readonly number[];
}

/** Lets others have their turn during a long computation. */
export type Pause = () => Promise<unknown>;

export interface Minimum extends Slope {
  readonly at: readonly number[];
  readonly isFound: boolean;
}

const mostSteps = 300;
/** How often the direction a step may be. */
const longest = 2;
/** A few units of the last place that a sum of many logarithms still has. */
const noise = 1e-13;

/**
 * The minimum of a smooth function, by BFGS with a line search for the weak Wolfe conditions (Nocedal and Wright,
 * Numerical Optimization, 2006, ch. 6; the bisection is Lewis and Overton's, 2013). A step goes at most 2 along each
 * coordinate, 4 where it is still downhill from there, so that none ends far away, where everything is flat.
 *
 * `isFound` where no slope is above the tolerance; else the best point that was met.
 *
 * @example await minimise(([x]) => ({ value: (x - 2) ** 2, gradient: [2 * (x - 2)] }), [0]) // at: [2]
 */
export async function minimise(
  of: (at: readonly number[]) => Slope,
  start: readonly number[],
  { tolerance = 1e-9, pause }: { readonly tolerance?: number; readonly pause?: Pause | undefined } = {},
): Promise<Minimum> {
  let point = { at: start, ...of(start) };
  let curvature = identity(start.length, 1);
  let isFresh = true;
  for (let step = 0; step < mostSteps && steepest(point) > tolerance; step++) {
    await pause?.();
    const direction = shortened(curvature.map((row) => -dot(row, point.gradient)));
    const next = lineSearch(of, point, direction);
    if (!next) {
      // A direction that leads nowhere: once more from the steepest, which always leads down unless this is the end.
      if (isFresh) break;
      curvature = identity(start.length, 1);
      isFresh = true;
      continue;
    }
    const moved = difference(next.at, point.at);
    const turned = difference(next.gradient, point.gradient);
    const along = dot(moved, turned);
    if (along > 0) {
      if (isFresh) curvature = identity(start.length, along / dot(turned, turned));
      curvature = updated(curvature, moved, turned, along);
      isFresh = false;
    }
    point = next;
  }
  return { ...point, isFound: steepest(point) <= tolerance };
}

/** The largest slope along any coordinate; of what is no number, infinite. */
export function steepest({ gradient }: Slope): number {
  return gradient.reduce(
    (most, one) => Math.max(most, Number.isNaN(one) ? Number.POSITIVE_INFINITY : Math.abs(one)),
    0,
  );
}

type Point = Slope & { readonly at: readonly number[] };

function lineSearch(
  of: (at: readonly number[]) => Slope,
  from: Point,
  direction: readonly number[],
): Point | undefined {
  const slope = dot(from.gradient, direction);
  if (!(slope < 0)) return undefined;
  const slack = noise * Math.max(1, Math.abs(from.value));
  let [low, high, length] = [0, Number.POSITIVE_INFINITY, 1];
  for (let tries = 0; tries < 60; tries++) {
    const at = from.at.map((value, index) => value + length * direction[index]!);
    const there = of(at);
    const steepness = dot(there.gradient, direction);
    if (!(there.value <= from.value + 1e-4 * length * slope + slack)) high = length;
    else if (steepness < 0.9 * slope && length < longest) low = length;
    else return { at, ...there };
    length = high === Number.POSITIVE_INFINITY ? 2 * low : (low + high) / 2;
  }
  return undefined;
}

/** The inverse of the curvature after a step (BFGS). */
function updated(
  inverse: readonly (readonly number[])[],
  moved: readonly number[],
  turned: readonly number[],
  along: number,
): number[][] {
  const carried = inverse.map((row) => dot(row, turned));
  const scale = (1 + dot(turned, carried) / along) / along;
  return inverse.map((row, i) =>
    row.map(
      (value, j) => value + scale * moved[i]! * moved[j]! - (carried[i]! * moved[j]! + moved[i]! * carried[j]!) / along,
    ),
  );
}

function shortened(direction: readonly number[]): readonly number[] {
  const longest = Math.max(...direction.map(Math.abs));
  return longest > 2 ? direction.map((value) => (2 * value) / longest) : direction;
}

function identity(size: number, scale: number): number[][] {
  return Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_, j) => (i === j ? scale : 0)));
}

function dot(one: readonly number[], other: readonly number[]): number {
  return one.reduce((sum, value, index) => sum + value * other[index]!, 0);
}

function difference(one: readonly number[], other: readonly number[]): number[] {
  return one.map((value, index) => value - other[index]!);
}
