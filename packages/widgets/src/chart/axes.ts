import { formatTick, type Measure } from "../format/number.ts";
import { cut, type Look, textSize } from "./look.ts";

/** The axis with the names: of steps of time below, or of things to the left. */
export function nameAxis({ colours }: Look, lying: boolean, stacked = false) {
  return {
    stacked,
    border: { display: !lying, color: colours.line },
    grid: { display: false },
    ticks: {
      color: lying ? colours.text : colours.quiet,
      font: { family: colours.font, size: textSize },
      maxRotation: 0,
      autoSkip: !lying,
      autoSkipPadding: 12,
      ...(lying ? { callback: cutName } : {}),
    },
  };
}

/** Long names are cut on the axis; the tooltip and the table have them whole. */
function cutName(this: { getLabelForValue(value: number): string; chart?: { width: number } }, value: number | string) {
  return cut(this.getLabelForValue(Number(value)), Math.max(8, Math.round((this.chart?.width ?? 480) / 22)));
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
