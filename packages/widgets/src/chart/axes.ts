import type { Chart } from "chart.js";
import { formatTick, type Measure } from "../format/number.ts";
import { cutToFit, type Look, textSize } from "./look.ts";

/** The axis with the names: of steps of time below, or of things to the left. */
export function nameAxis(
  { colours }: Look,
  lying: boolean,
  { stacked = false, short }: { stacked?: boolean; short?: (place: number) => string | undefined } = {},
) {
  return {
    stacked,
    border: { display: !lying, color: colours.line },
    grid: { display: false },
    ticks: {
      color: lying ? colours.text : colours.quiet,
      font: { family: colours.font, size: textSize },
      maxRotation: 0,
      autoSkip: !lying,
      autoSkipPadding: 20,
      ...(lying ? { callback: cutName(colours.font, short) } : {}),
    },
  };
}

/** The part of a drawing's width that names to the left may take. */
const nameShare = 0.36;

/** Names without room are said shorter, else cut, on the axis; the tooltip and the table have them whole. */
function cutName(font: string, short?: (place: number) => string | undefined) {
  type Axis = { getLabelForValue(value: number): string; chart: Chart; maxWidth: number };
  return function (this: Axis, value: number | string): string {
    const pen = this.chart.ctx;
    pen.save();
    pen.font = `${textSize}px ${font}`;
    const room = Math.min(this.chart.width * nameShare, this.maxWidth - 16);
    const name = this.getLabelForValue(Number(value));
    const whole = pen.measureText(name).width <= room;
    const text = whole ? name : cutToFit(pen, short?.(Number(value)) ?? name, room);
    pen.restore();
    return text;
  };
}

interface ValueAxis {
  readonly measure: Measure;
  readonly lying: boolean;
  readonly second?: boolean;
  readonly stacked?: boolean;
  readonly fromZero?: boolean;
}

/** The axis with the amounts: few light lines. Where bars lie, each says its own amount and there is no axis. */
export function valueAxis(look: Look, { measure, lying, second = false, stacked = false, fromZero = true }: ValueAxis) {
  const { colours, locale } = look;
  return {
    type: "linear" as const,
    axis: lying ? ("x" as const) : ("y" as const),
    position: lying ? ("bottom" as const) : second ? ("right" as const) : ("left" as const),
    display: !lying,
    stacked,
    beginAtZero: fromZero,
    border: { display: false },
    grid: {
      // The line at zero is where bars stand: a little stronger, so that losses are seen to hang below it.
      color: ({ tick }: { tick?: { value: number } }) => (tick?.value === 0 ? colours.comparison : colours.line),
      drawOnChartArea: !second,
      tickLength: 0,
    },
    ticks: {
      color: colours.quiet,
      font: { family: colours.font, size: textSize },
      maxTicksLimit: 5,
      padding: 8,
      callback: (value: number | string) => formatTick(Number(value), measure, locale),
    },
  };
}
