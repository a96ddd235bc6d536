/** A drawn line: the whole part, the part that touches an unfinished point, and where the last point is. */
export interface Sparkline {
  readonly solid: string;
  readonly dashed: string;
  readonly end: readonly [number, number] | undefined;
}

export interface SparkPoint {
  readonly value: number | null;
  readonly unfinished?: boolean;
}

/**
 * The path of a sparkline in a box of the given size. The line breaks where a value is missing, and the stretch
 * to and from an incomplete point is apart.
 *
 * @example sparkline([{ value: 0 }, { value: 10 }], 100, 20).solid // "M0 20L100 0"
 */
export function sparkline(points: readonly SparkPoint[], width: number, height: number): Sparkline {
  const values = points.map((point) => point.value).filter((value) => value !== null);
  if (values.length === 0) return { solid: "", dashed: "", end: undefined };
  const low = Math.min(...values);
  const high = Math.max(...values);
  const step = points.length > 1 ? width / (points.length - 1) : 0;
  // A flat line runs through the middle.
  const place = (value: number) => (high === low ? height / 2 : height - ((value - low) / (high - low)) * height);
  let solid = "";
  let dashed = "";
  let pen: string | undefined;
  let before = false;
  let end: readonly [number, number] | undefined;
  points.forEach(({ value, unfinished }, index) => {
    if (value === null) {
      pen = undefined;
      return;
    }
    const at: readonly [number, number] = [round(index * step), round(place(value))];
    const spot = `${at[0]} ${at[1]}`;
    const loose = Boolean(unfinished) || before;
    if (pen && loose) dashed += `M${pen}L${spot}`;
    if (!unfinished) solid += pen && !loose ? `L${spot}` : `M${spot}`;
    pen = spot;
    before = Boolean(unfinished);
    end = at;
  });
  return { solid, dashed, end };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
