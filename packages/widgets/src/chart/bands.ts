import type { Plugin } from "chart.js";
import type { ChartKind } from "./base-chart.ts";

/** A filled stretch between a line and the one below it, or the line at zero. */
export interface Band {
  readonly dataset: number;
  readonly down: number | "zero";
  readonly colour: string;
}

/** Fills between lines. A small part of what Chart.js's own filler does, at a tenth of its size. */
export function bandsBetween(bands: readonly Band[]): Plugin<ChartKind> {
  return {
    id: "bandsBetween",
    beforeDatasetsDraw: (chart) => {
      const { ctx } = chart;
      const zero = chart.scales.first?.getPixelForValue(0) ?? 0;
      const pointsOf = (dataset: number) => chart.getDatasetMeta(dataset).data;
      for (const { dataset, down, colour } of bands) {
        const above = pointsOf(dataset);
        const below = down === "zero" ? undefined : pointsOf(down);
        const drawn = above.filter(({ y }, at) => Number.isFinite(y) && (!below || Number.isFinite(below[at]?.y)));
        if (drawn.length < 2) continue;
        ctx.fillStyle = colour;
        ctx.beginPath();
        for (const { x, y } of drawn) ctx.lineTo(x, y);
        for (const point of [...drawn].reverse()) ctx.lineTo(point.x, below ? below[above.indexOf(point)]!.y : zero);
        ctx.fill();
      }
    },
  };
}
