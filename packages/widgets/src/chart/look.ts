import type { ChartColours } from "./colours.ts";

/** What a drawing depends on besides its data. */
export interface Look {
  readonly locale: string;
  readonly animate: boolean;
  readonly colours: ChartColours;
}

/** The size of all text in a drawing, in pixels. */
export const textSize = 12;

/** From this width on, names stand beside the lines; below, in a legend. The styles' container query says the same. */
export const directFrom = 446;

/** The colour, let through in part. Colours come from the browser as rgb(). */
export function faded(colour: string, opacity: number): string {
  return opacity === 1 ? colour : colour.replace(/^rgb\((.*)\)$/, `rgba($1, ${opacity})`);
}

/** The text, cut with an ellipsis to a width in pixels, in the font that `pen` has. */
export function cutToFit(pen: CanvasRenderingContext2D, text: string, room: number): string {
  if (pen.measureText(text).width <= room) return text;
  const letters = [...text];
  // The longest beginning that fits, by halving.
  let [fits, most] = [0, letters.length];
  while (fits < most) {
    const middle = Math.ceil((fits + most) / 2);
    const width = pen.measureText(`${letters.slice(0, middle).join("")}…`).width;
    if (width <= room) fits = middle;
    else most = middle - 1;
  }
  return `${letters.slice(0, Math.max(fits, 1)).join("").trimEnd()}…`;
}
