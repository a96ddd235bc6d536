import type { Chart, Plugin } from "chart.js";
import type { ChartKind } from "./base-chart.ts";
import { cutToFit, directFrom, type Look, textSize } from "./look.ts";

/** What stands at the end of a bar. */
export interface BarLabel {
  readonly text: string;
  readonly quiet?: boolean;
}

const gap = 6;

/** How much of the drawing's right side the amounts at the ends of its bars take. */
export function roomForAmounts(chart: Chart, texts: readonly string[], { colours }: Look): number {
  chart.ctx.font = `${textSize}px ${colours.font}`;
  return Math.ceil(Math.max(0, ...texts.map((text) => chart.ctx.measureText(text).width))) + gap + 2;
}

/** Writes amounts at the ends of lying bars, where the eye already is. */
export function barLabels(
  labelOf: (dataset: number, index: number) => BarLabel | undefined,
  { colours }: Look,
): Plugin<ChartKind> {
  return {
    id: "barLabels",
    afterDatasetsDraw: (chart) => {
      const { ctx } = chart;
      ctx.save();
      ctx.font = `${textSize}px ${colours.font}`;
      ctx.textBaseline = "middle";
      chart.data.datasets.forEach((_, dataset) => {
        chart.getDatasetMeta(dataset).data.forEach((bar, index) => {
          const label = labelOf(dataset, index);
          if (!label) return;
          ctx.fillStyle = label.quiet ? colours.quiet : colours.text;
          // Where the bar will end: amounts stand still while bars grow.
          const { x, base, y } = bar.getProps(["x", "base", "y"], true) as { x: number; base: number; y: number };
          ctx.fillText(label.text, Math.min(Math.max(x, base), chart.chartArea.right) + gap, y);
        });
      });
      ctx.restore();
    },
  };
}

export interface LineLabel {
  readonly dataset: number;
  /** The place of the last value, which the name stands beside. */
  readonly index: number;
  readonly text: string;
  readonly colour: string;
}

const lineHeight = 15;

/** How much of the drawing's right side the names of its lines take. */
export function roomForNames(chart: Chart, labels: readonly LineLabel[], { colours }: Look): number {
  if (chart.width < directFrom || labels.length === 0) return 4;
  chart.ctx.font = `${textSize}px ${colours.font}`;
  const widest = Math.max(...labels.map(({ text }) => chart.ctx.measureText(text).width));
  return Math.ceil(Math.min(widest + 22, chart.width * 0.3));
}

/** Writes the names of lines at their ends, apart from each other, in place of a legend. */
export function lineNames(labels: readonly LineLabel[], { colours }: Look): Plugin<ChartKind> {
  return {
    id: "lineNames",
    afterDatasetsDraw: (chart) => {
      if (chart.width < directFrom) return;
      const { ctx, chartArea } = chart;
      const placed = labels
        .map((label) => ({
          ...label,
          y: chart.getDatasetMeta(label.dataset).data[label.index]?.getProps(["y"], true).y,
        }))
        .filter((label): label is LineLabel & { y: number } => Number.isFinite(label.y));
      const heights = spread(
        placed.map(({ y }) => y),
        lineHeight,
        chartArea.top,
        chartArea.bottom,
      );
      ctx.save();
      ctx.font = `${textSize}px ${colours.font}`;
      ctx.textBaseline = "middle";
      placed.forEach(({ text, colour }, index) => {
        const [x, y] = [chartArea.right + 10, heights[index]!];
        ctx.fillStyle = colour;
        ctx.beginPath();
        ctx.arc(x, y, 3, 0, 2 * Math.PI);
        ctx.fill();
        ctx.fillStyle = colours.text;
        ctx.fillText(cutToFit(ctx, text, chart.width - x - 8), x + 8, y);
      });
      ctx.restore();
    },
  };
}

/**
 * Moves places apart until there is room for each between `top` and `bottom`, in their order.
 *
 * @example spread([10, 12], 15, 0, 100) // [10, 25]
 */
export function spread(places: readonly number[], room: number, top: number, bottom: number): readonly number[] {
  const order = places.map((_, index) => index).sort((left, right) => places[left]! - places[right]!);
  const moved = [...places];
  let lowest = Number.NEGATIVE_INFINITY;
  for (const index of order) {
    moved[index] = Math.max(moved[index]!, lowest + room, top);
    lowest = moved[index]!;
  }
  let highest = Number.POSITIVE_INFINITY;
  for (const index of order.reverse()) {
    moved[index] = Math.min(moved[index]!, highest - room, bottom);
    highest = moved[index]!;
  }
  return moved;
}
