import type { Plugin } from "chart.js";
import { nameAxis, valueAxis } from "../../chart/axes.ts";
import { type Band, bandsBetween } from "../../chart/bands.ts";
import type { ChartKind, Configuration } from "../../chart/base-chart.ts";
import { cutMark } from "../../chart/cut-mark.ts";
import {
  type BarLabel,
  barLabels,
  type LineLabel,
  lineNames,
  roomForAmounts,
  roomForNames,
} from "../../chart/labels.ts";
import { faded, type Look } from "../../chart/look.ts";
import { tooltipLook } from "../../chart/tooltip.ts";
import { formatValue } from "../../format/number.ts";
import { barOf, forecastBar, forecastRanges } from "./bars.ts";
import { type ChartData, cutAt, drawnSeries, type Series } from "./chart-data.ts";
import { forecastLines, hasRange, lineOf } from "./lines.ts";
import type { ChartType } from "./question.ts";
import { colourOf } from "./series-colour.ts";

export interface ChartLook extends Look {
  readonly type: ChartType;
  /** Bars lie, with their names to the left. */
  readonly lying: boolean;
  /** The place that is selected: the others step back. */
  readonly selected?: number | undefined;
}

/** The configuration of a chart, from its data and look alone: bars from zero, few light lines, nothing for decoration. */
export function chartConfig(data: ChartData, look: ChartLook): Configuration {
  const { lying, type } = look;
  const drawn = drawnSeries(data);
  const units = unitsOf(drawn);
  const stacked = type === "stacked" || type === "area";
  const lines = type === "line" || type === "area";
  const datasets = drawn.flatMap((series): readonly object[] => {
    const axis = { [lying ? "xAxisID" : "yAxisID"]: units.indexOf(series.measure.unit) === 1 ? "second" : "first" };
    if (series.role === "forecast") {
      return (lines ? forecastLines(data, series, look) : [forecastBar(series, look)]).map((one) => ({
        ...one,
        ...axis,
      }));
    }
    return [{ ...(lines ? lineOf(data, series, look) : barOf(data, series, look)), ...axis }];
  });
  const names = namesOfLines(data, look);
  const labelOf = labelsOfBars(data, look);
  const amounts = drawn.flatMap((_, dataset) => data.categories.map((_, at) => labelOf(dataset, at)?.text ?? ""));
  const end = lying && !stacked ? cutAt(data) : undefined;
  const scale = (index: number) => ({
    ...valueAxis(look, {
      measure: drawn.find((series) => series.measure.unit === units[index])?.measure ?? { unit: "COUNT" },
      lying,
      stacked,
      second: index === 1,
      fromZero: !lines || stacked || units[index] !== "RATIO",
    }),
    ...(end === undefined ? {} : { max: end }),
  });
  const config = {
    type: lines ? "line" : "bar",
    data: { labels: data.categories.map((category) => category.label), datasets },
    options: {
      indexAxis: lying ? "y" : "x",
      maintainAspectRatio: false,
      animation: look.animate ? { duration: 250 } : false,
      interaction: { mode: "index", intersect: false, axis: lying ? "y" : "x" },
      layout: {
        padding: ({ chart }: { chart: Parameters<typeof roomForNames>[0] }) => ({
          top: 8,
          left: 0,
          bottom: 0,
          right: lying ? roomForAmounts(chart, amounts, look) : roomForNames(chart, names, look),
        }),
      },
      scales: {
        [lying ? "y" : "x"]: nameAxis(look, lying, { stacked }),
        first: scale(0),
        ...(units.length > 1 ? { second: scale(1) } : {}),
      },
      plugins: { tooltip: tooltip(data, look) },
    },
    plugins: [
      ...(lines ? [bandsBetween(bandsOf(data, look))] : []),
      ...(lying ? [barLabels(labelOf, look)] : []),
      ...(end === undefined ? [] : [cutOthers(data, end, look)]),
      ...(names.length > 0 ? [lineNames(names, look)] : []),
      ...drawn.filter(({ role }) => role === "forecast" && !lines).map((series) => forecastRanges(data, series, look)),
    ],
  };
  return config as unknown as Configuration;
}

/** Marks the bars of the others that go on beyond the axis. */
function cutOthers(data: ChartData, end: number, { colours }: ChartLook): Plugin<ChartKind> {
  return {
    id: "cutOthers",
    afterDatasetsDraw: (chart) => {
      drawnSeries(data).forEach(({ values }, dataset) => {
        chart.getDatasetMeta(dataset).data.forEach((bar, at) => {
          const shape = bar as unknown as { y: number; height: number };
          if ((values[at] ?? 0) > end) cutMark(chart.ctx, chart.chartArea.right - 15, shape, colours);
        });
      });
    },
  };
}

/** What is filled: areas down to the one below, and the range of a forecast, whose edges follow its line. */
function bandsOf(data: ChartData, { type, colours }: ChartLook): readonly Band[] {
  return drawnSeries(data).flatMap((series, dataset): readonly Band[] => {
    const colour = colourOf(series, data, colours);
    if (series.role === "forecast" && hasRange(series)) {
      return [{ dataset: dataset + 1, down: dataset + 2, colour: faded(colour, 0.14) }];
    }
    if (type !== "area" || (series.role !== "value" && series.role !== "others")) return [];
    return [{ dataset, down: dataset === 0 ? "zero" : dataset - 1, colour: faded(colour, 0.35) }];
  });
}

/** The units of the axes: two fit beside a chart. */
function unitsOf(series: readonly Series[]) {
  return [...new Set(series.map(({ measure }) => measure.unit))].slice(0, 2);
}

/** Whether names stand at the ends of the lines, where there is room, instead of in a legend. */
export function namesLines(data: ChartData, type: ChartType): boolean {
  const drawn = drawnSeries(data);
  return (type === "line" || type === "area") && drawn.length > 1 && unitsOf(drawn).length === 1;
}

function namesOfLines(data: ChartData, look: ChartLook): readonly LineLabel[] {
  if (!namesLines(data, look.type)) return [];
  const labels = drawnSeries(data).map((series, dataset) => ({
    dataset,
    index: series.values.findLastIndex((value) => value !== null),
    text: series.label,
    colour: colourOf(series, data, look.colours),
  }));
  return labels.filter(({ index }) => index >= 0);
}

/** Beside a lying bar its amount; beside bars on each other the sum of them. */
function labelsOfBars(data: ChartData, { type, locale }: ChartLook) {
  const drawn = drawnSeries(data);
  return (dataset: number, index: number): BarLabel | undefined => {
    const series = drawn[dataset];
    const text = (value: number) => formatValue(value, series!.measure, locale, "short");
    const value = series?.values[index] ?? null;
    if (!series) return undefined;
    if (type !== "stacked") {
      return value === null ? undefined : { text: text(value), quiet: series.role === "comparison" };
    }
    // The last bar that goes to the right ends where the whole stack does.
    const end = drawn.findLastIndex((one) => (one.values[index] ?? 0) > 0);
    if (dataset !== Math.max(end, 0)) return undefined;
    return { text: text(drawn.reduce((sum, one) => sum + (one.values[index] ?? 0), 0)) };
  };
}

function tooltip(data: ChartData, look: ChartLook) {
  const drawn = drawnSeries(data);
  return {
    ...tooltipLook(look),
    // The edges of a forecast's range are said with the forecast itself.
    filter: (item: { datasetIndex: number; dataIndex: number }) =>
      item.datasetIndex < drawn.length && (drawn[item.datasetIndex]?.values[item.dataIndex] ?? null) !== null,
    callbacks: {
      title: (items: { dataIndex: number }[]) => data.categories[items[0]?.dataIndex ?? -1]?.full ?? "",
      label: ({ datasetIndex, dataIndex }: { datasetIndex: number; dataIndex: number }) => {
        const series = drawn[datasetIndex];
        if (!series) return "";
        const text = (value: number | null | undefined, length?: "short") =>
          formatValue(value, series.measure, look.locale, length);
        const [low, high] = [series.low?.[dataIndex] ?? null, series.high?.[dataIndex] ?? null];
        const range = low === null || high === null ? "" : ` (${text(low, "short")} – ${text(high, "short")})`;
        return ` ${series.label}: ${text(series.values[dataIndex])}${range}`;
      },
      labelColor: ({ datasetIndex }: { datasetIndex: number }) => {
        const series = drawn[datasetIndex];
        const colour = series ? colourOf(series, data, look.colours) : look.colours.quiet;
        return { backgroundColor: colour, borderColor: colour };
      },
    },
  };
}
