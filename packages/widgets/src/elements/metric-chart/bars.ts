import type { Plugin } from "chart.js";
import type { ChartKind } from "../../chart/base-chart.ts";
import { faded } from "../../chart/look.ts";
import type { ChartLook } from "./chart-config.ts";
import { type ChartData, drawnSeries, type Series } from "./chart-data.ts";
import { colourOf } from "./series-colour.ts";

/** Bars from zero: the unfinished ones faded, with an outline. */
export function barOf(data: ChartData, series: Series, look: ChartLook) {
  const colour = colourOf(series, data, look.colours);
  const stacked = look.type === "stacked";
  const before = series.role === "comparison";
  const others = (at: number) => Boolean(data.categories[at]?.others) && !stacked;
  const unfinished = (at: number) => Boolean(data.categories[at]?.unfinished) && !before;
  const own = (at: number) => (others(at) && !before ? look.colours.others : colour);
  const shown = drawnSeries(data).filter(({ role }) => role !== "forecast").length;
  return {
    type: "bar" as const,
    label: series.label,
    data: [...series.values],
    backgroundColor: data.categories.map((_, at) =>
      faded(
        own(at),
        (unfinished(at) ? 0.3 : before ? 0.55 : 1) * (look.selected === undefined || look.selected === at ? 1 : 0.35),
      ),
    ),
    // On each other, bars are told apart by a hairline of the background.
    borderColor: stacked ? look.colours.surface : data.categories.map((_, at) => own(at)),
    borderWidth: stacked
      ? look.lying
        ? { right: 1 }
        : { top: 1 }
      : data.categories.map((_, at) => (unfinished(at) ? 1 : 0)),
    borderSkipped: stacked ? (false as const) : ("start" as const),
    borderRadius: stacked ? 0 : 2,
    maxBarThickness: look.lying ? (shown > 1 && !stacked ? 12 : 20) : 36,
    categoryPercentage: shown > 1 && !stacked ? 0.75 : 0.85,
    barPercentage: shown > 1 && !stacked ? 0.95 : 0.85,
    ...(stacked ? { stack: before ? "before" : "values" } : {}),
  };
}

/** What a forecast expects of a step: an outline that the bar so far fills. */
export function forecastBar(series: Series, look: ChartLook) {
  const colour = look.colours.series[series.hue]!;
  return {
    type: "bar" as const,
    label: series.label,
    data: [...series.values],
    grouped: false,
    order: 2,
    backgroundColor: faded(colour, 0.12),
    borderColor: faded(colour, 0.6),
    borderWidth: 1,
    borderSkipped: "start" as const,
    borderRadius: 2,
    maxBarThickness: 36,
    categoryPercentage: 0.85,
    barPercentage: 0.85,
    stack: "forecast",
  };
}

/** Draws the range of a forecast as a thin upright line through the end of its bar. */
export function forecastRanges(data: ChartData, series: Series, { colours }: ChartLook): Plugin<ChartKind> {
  const dataset = drawnSeries(data).indexOf(series);
  return {
    id: "forecastRanges",
    afterDatasetsDraw: (chart) => {
      const { ctx } = chart;
      const scale = chart.scales.first;
      if (!scale) return;
      ctx.save();
      ctx.strokeStyle = colours.quiet;
      ctx.lineWidth = 1;
      chart.getDatasetMeta(dataset).data.forEach((bar, at) => {
        const [low, high] = [series.low?.[at] ?? null, series.high?.[at] ?? null];
        if (low === null || high === null) return;
        const [bottom, top] = [scale.getPixelForValue(low), scale.getPixelForValue(high)];
        ctx.beginPath();
        for (const [x, y, to] of [
          [bar.x, bottom, top],
          [bar.x - 4, bottom, bottom],
          [bar.x - 4, top, top],
        ] as const) {
          ctx.moveTo(x, y);
          ctx.lineTo(y === to ? x + 8 : x, to);
        }
        ctx.stroke();
      });
      ctx.restore();
    },
  };
}
