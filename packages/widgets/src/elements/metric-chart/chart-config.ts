import type { ChartDataset, Plugin } from "chart.js";
import type { Configuration } from "../../chart/base-chart.ts";
import type { ChartColours } from "../../chart/colours.ts";
import { formatTick, formatValue } from "../../format/number.ts";
import type { ChartData, Series } from "./chart-data.ts";

export interface ChartLook {
  readonly type: "line" | "bar";
  /** Bars lie, with their names to the left: for dimensions, whose names are long. */
  readonly lying: boolean;
  readonly locale: string;
  readonly animate: boolean;
  readonly colours: ChartColours;
}

type Dataset = ChartDataset<"line" | "bar", (number | null)[]>;

const sizeSmall = 12;

/** The configuration of a chart, from its data and look alone: bars from zero, few light lines, nothing for decoration. */
export function chartConfig(data: ChartData, look: ChartLook): Configuration {
  const units = [...new Set(data.series.map((series) => series.measure.unit))].slice(0, 2);
  const axisOf = (series: Series) => (units.indexOf(series.measure.unit) === 1 ? "second" : "first");
  const valueAxis = look.lying ? "xAxisID" : "yAxisID";
  const datasets = data.series.map((series, index) => ({
    ...(look.type === "line" ? lineOf(data, series, index, look) : barOf(data, series, index, look)),
    label: series.label,
    data: [...series.values],
    [valueAxis]: axisOf(series),
  })) as Dataset[];
  const scales = {
    [look.lying ? "y" : "x"]: nameAxis(look),
    first: valueScale(data, 0, units, look),
    ...(units.length > 1 ? { second: valueScale(data, 1, units, look) } : {}),
  };
  return {
    type: look.type,
    data: { labels: data.categories.map((category) => category.label), datasets },
    options: {
      indexAxis: look.lying ? "y" : "x",
      maintainAspectRatio: false,
      animation: look.animate ? { duration: 250 } : false,
      interaction: { mode: "index", intersect: false, axis: look.lying ? "y" : "x" },
      layout: { padding: { right: look.lying ? 72 : 4, top: 8 } },
      scales: scales as never,
      plugins: { tooltip: tooltip(data, look) },
    },
    plugins: look.lying ? [directLabels(data, look)] : [],
  };
}

/** The colour of a series: the comparison and the others are grey, the rest follows the palette. */
export function colourOf(series: Series, index: number, colours: ChartColours): string {
  if (series.role === "comparison") return colours.comparison;
  if (series.role === "others") return colours.others;
  return colours.series[index % colours.series.length]!;
}

function lineOf(data: ChartData, series: Series, index: number, { colours }: ChartLook) {
  const colour = colourOf(series, index, colours);
  const before = series.role === "comparison";
  const alone = (at: number) => (series.values[at - 1] ?? null) === null && (series.values[at + 1] ?? null) === null;
  return {
    type: "line" as const,
    order: before ? 1 : 0,
    borderColor: colour,
    backgroundColor: colour,
    borderWidth: before ? 1.5 : 2,
    borderDash: before ? [2, 3] : [],
    // A value with no neighbours would be an invisible line.
    pointRadius: series.values.map((_, at) => (alone(at) || (data.categories[at]?.unfinished && !before) ? 3 : 0)),
    pointBackgroundColor: series.values.map((_, at) => (data.categories[at]?.unfinished ? colours.surface : colour)),
    pointHoverRadius: 4,
    pointHoverBackgroundColor: colour,
    tension: 0,
    segment: {
      borderDash: ({ p0DataIndex, p1DataIndex }: { p0DataIndex: number; p1DataIndex: number }) =>
        !before && (data.categories[p0DataIndex]?.unfinished || data.categories[p1DataIndex]?.unfinished)
          ? [4, 4]
          : undefined,
    },
  };
}

function barOf(data: ChartData, series: Series, index: number, look: ChartLook) {
  const colour = colourOf(series, index, look.colours);
  const faded = colour.replace(/^rgb\((.*)\)$/, "rgba($1, 0.25)");
  return {
    type: "bar" as const,
    backgroundColor: data.categories.map((category) =>
      category.unfinished ? faded : category.others ? look.colours.others : colour,
    ),
    borderColor: colour,
    borderWidth: data.categories.map((category) => (category.unfinished ? 1 : 0)),
    borderSkipped: "start" as const,
    borderRadius: 2,
    maxBarThickness: look.lying ? 20 : 36,
    categoryPercentage: data.series.length > 1 ? 0.75 : 0.85,
    barPercentage: 0.85,
  };
}

function nameAxis(look: ChartLook) {
  return {
    border: { display: !look.lying, color: look.colours.line },
    grid: { display: false },
    ticks: {
      color: look.lying ? look.colours.text : look.colours.quiet,
      font: { family: look.colours.font, size: sizeSmall },
      maxRotation: 0,
      autoSkip: !look.lying,
      autoSkipPadding: 12,
      ...(look.lying ? { callback: cutName } : {}),
    },
  };
}

/** Long names are cut on the axis; the tooltip and the table have them whole. */
function cutName(this: { getLabelForValue(value: number): string; chart?: { width: number } }, value: number | string) {
  const name = this.getLabelForValue(Number(value));
  const room = Math.max(6, Math.round((this.chart?.width ?? 480) / 24));
  return name.length > room ? `${name.slice(0, room - 1)}…` : name;
}

function valueScale(data: ChartData, index: number, units: readonly string[], look: ChartLook) {
  const measure = data.series.find((series) => series.measure.unit === units[index])?.measure ?? { unit: "COUNT" };
  return {
    type: "linear" as const,
    axis: look.lying ? "x" : "y",
    position: look.lying ? "bottom" : index === 0 ? "left" : "right",
    display: !look.lying,
    beginAtZero: look.type === "bar" || measure.unit !== "RATIO",
    border: { display: false },
    grid: { color: look.colours.line, drawOnChartArea: index === 0, tickLength: 0 },
    ticks: {
      color: look.colours.quiet,
      font: { family: look.colours.font, size: sizeSmall },
      maxTicksLimit: 5,
      padding: 8,
      callback: (value: number | string) => formatTick(Number(value), measure as Series["measure"], look.locale),
    },
  };
}

function tooltip(data: ChartData, { colours, locale, animate }: ChartLook) {
  const font = { family: colours.font, size: sizeSmall };
  return {
    animation: animate ? ({ duration: 120 } as const) : (false as const),
    backgroundColor: colours.surface,
    borderColor: colours.line,
    borderWidth: 1,
    titleColor: colours.text,
    bodyColor: colours.text,
    titleFont: { ...font, weight: 600 as const },
    bodyFont: font,
    padding: 10,
    cornerRadius: 4,
    boxWidth: 8,
    boxHeight: 8,
    boxPadding: 4,
    multiKeyBackground: "transparent",
    callbacks: {
      title: (items: { dataIndex: number }[]) => data.categories[items[0]?.dataIndex ?? -1]?.full ?? "",
      label: (item: { datasetIndex: number; dataIndex: number }) => {
        const series = data.series[item.datasetIndex];
        if (!series) return "";
        return `${series.label}: ${formatValue(series.values[item.dataIndex], series.measure, locale)}`;
      },
      labelColor: (item: { datasetIndex: number }) => {
        const colour = colourOf(data.series[item.datasetIndex]!, item.datasetIndex, colours);
        return { backgroundColor: colour, borderColor: colour };
      },
    },
  };
}

/** Writes the value at the end of each lying bar, where the eye already is. */
function directLabels(data: ChartData, { colours, locale }: ChartLook): Plugin<"line" | "bar"> {
  return {
    id: "directLabels",
    afterDatasetsDraw: (chart) => {
      const { ctx } = chart;
      ctx.save();
      ctx.font = `${sizeSmall}px ${colours.font}`;
      ctx.textBaseline = "middle";
      data.series.forEach((series, index) => {
        ctx.fillStyle = series.role === "comparison" ? colours.quiet : colours.text;
        chart.getDatasetMeta(index).data.forEach((bar, at) => {
          const value = series.values[at];
          if (value === null || value === undefined) return;
          const end = value < 0 ? Math.max(bar.x, chart.scales.first?.getPixelForValue(0) ?? bar.x) : bar.x;
          ctx.fillText(formatValue(value, series.measure, locale, "short"), end + 6, bar.y);
        });
      });
      ctx.restore();
    },
  };
}
