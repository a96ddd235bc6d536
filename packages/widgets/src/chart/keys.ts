/**
 * The place that a key leads to, over the points of a chart; undefined for other keys.
 *
 * @example nextPlace("ArrowRight", undefined, 11) // 0
 */
export function nextPlace(key: string, now: number | undefined, last: number): number | undefined {
  const on = now === undefined ? 0 : Math.min(now + 1, last);
  const back = now === undefined ? last : Math.max(now - 1, 0);
  return { ArrowRight: on, ArrowDown: on, ArrowLeft: back, ArrowUp: back, Home: 0, End: last }[key];
}
