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

export function cut(name: string, room: number): string {
  return name.length > room ? `${name.slice(0, Math.max(1, room - 1))}…` : name;
}
