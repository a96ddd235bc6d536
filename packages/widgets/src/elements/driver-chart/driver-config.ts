import type { Chart, Plugin } from "chart.js";
import { nameAxis, valueAxis } from "../../chart/axes.ts";
import type { ChartKind, Configuration } from "../../chart/base-chart.ts";
import { cutMark } from "../../chart/cut-mark.ts";
import { barLabels, roomForAmounts } from "../../chart/labels.ts";
import type { Look } from "../../chart/look.ts";
import { tooltipLook, wrap } from "../../chart/tooltip.ts";
import { formatValue, type Measure } from "../../format/number.ts";
import type { Step, Waterfall } from "./waterfall.ts";

/** The configuration of a waterfall, from its data and look alone. */
export function driverConfig(data: Waterfall, look: Look): Configuration {
  const { steps, measure, floor } = data;
  const { colours, locale, animate } = look;
  const colourOf = ({ kind, amount }: Step) =>
    kind === "start"
      ? colours.comparison
      : kind === "end"
        ? colours.series[0]!
        : amount < 0
          ? colours.fall
          : colours.rise;
  const axis = valueAxis(look, { measure, lying: true });
  const amounts = steps.map((step) => amountText(step, measure, locale, "short"));
  const config = {
    type: "bar",
    data: {
      labels: steps.map(({ label }) => label),
      datasets: [
        {
          data: steps.map(({ kind, from, to }) => [kind === "effect" ? from : Math.min(floor, to), to]),
          backgroundColor: steps.map(colourOf),
          borderRadius: 2,
          borderSkipped: false,
          maxBarThickness: 20,
          categoryPercentage: 0.85,
          barPercentage: 0.85,
          xAxisID: "first",
        },
      ],
    },
    options: {
      indexAxis: "y",
      maintainAspectRatio: false,
      animation: animate ? { duration: 250 } : false,
      interaction: { mode: "index", intersect: false, axis: "y" },
      layout: {
        padding: ({ chart }: { chart: Chart }) => ({ top: 8, right: roomForAmounts(chart, amounts, look) }),
      },
      scales: {
        y: nameAxis(look, true, { short: (place) => steps[place]?.short }),
        first: floor > 0 ? { ...axis, beginAtZero: false, min: floor } : axis,
      },
      plugins: {
        tooltip: {
          ...tooltipLook(look),
          displayColors: false,
          callbacks: {
            title: (items: { dataIndex: number }[]) => steps[items[0]?.dataIndex ?? -1]?.label ?? "",
            label: ({ dataIndex }: { dataIndex: number }) => amountText(steps[dataIndex]!, measure, locale),
            footer: (items: { dataIndex: number }[]) => wrap(steps[items[0]?.dataIndex ?? -1]?.description ?? "", 40),
          },
        },
      },
    },
    plugins: [connectors(data, look), barLabels((_, index) => ({ text: amounts[index]! }), look)],
  };
  return config as unknown as Configuration;
}

/** An amount: of a change with its sign. */
export function amountText(
  { kind, amount }: Pick<Step, "kind" | "amount">,
  measure: Measure,
  locale: string,
  length: "short" | "full" = "full",
): string {
  const text = formatValue(amount, measure, locale, length);
  return kind === "effect" && amount > 0 ? `+${text}` : text;
}

/** Hairlines from the end of each bar to the next, and a mark on bars that don't begin at zero. */
function connectors({ steps, floor }: Waterfall, { colours }: Look): Plugin<ChartKind> {
  return {
    id: "connectorLines",
    afterDatasetsDraw: (chart) => {
      const bars = chart.getDatasetMeta(0).data as unknown as { x: number; base: number; y: number; height: number }[];
      const { ctx } = chart;
      const scale = chart.scales.first;
      if (!scale) return;
      ctx.save();
      ctx.strokeStyle = colours.comparison;
      ctx.lineWidth = 1;
      ctx.beginPath();
      for (const [index, bar] of bars.slice(0, -1).entries()) {
        const x = Math.round(scale.getPixelForValue(steps[index]!.to)) + 0.5;
        ctx.moveTo(x, bar.y + bar.height / 2);
        ctx.lineTo(x, bars[index + 1]!.y - bars[index + 1]!.height / 2);
      }
      ctx.stroke();
      for (const [index, bar] of bars.entries()) {
        if (floor > 0 && steps[index]!.kind !== "effect") cutMark(ctx, bar.base + 10, bar, colours);
      }
      ctx.restore();
    },
  };
}
