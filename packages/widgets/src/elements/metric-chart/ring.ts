import { html, nothing, svg, type TemplateResult } from "lit";
import type { ChartColours } from "../../chart/colours.ts";
import { formatValue } from "../../format/number.ts";
import type { ChartData } from "./chart-data.ts";

/** A radius at which the circle is 100 long, so that shares are lengths of it. */
const radius = 50 / Math.PI;
const gap = 0.6;

interface RingState {
  readonly locale: string;
  readonly pointed: number | undefined;
  readonly selected: number | undefined;
  select(index: number): void;
}

/** The parts of a whole as a ring, with the whole in the middle; what each is worth stands in the list beside it. */
export function ring(data: ChartData, { locale, pointed, selected, select }: RingState): TemplateResult {
  const [amounts] = data.series;
  const total = totalOf(data);
  return html`<svg class="ring" viewBox="0 0 42 42" aria-hidden="true">${partsOf(data).map(
    ({ start, share, others }, index) => {
      const colour = others ? "var(--_others)" : `var(--_series-${(index % 8) + 1})`;
      return svg`<circle cx="21" cy="21" r=${radius} fill="none" stroke=${colour}
      stroke-width=${pointed === index ? 6.5 : 5} opacity=${selected === undefined || selected === index ? 1 : 0.35}
      stroke-dasharray="${lengthOf(share)} ${100 - lengthOf(share)}" stroke-dashoffset=${25 - start * 100}
      @click=${() => select(index)}></circle>`;
    },
  )}${amounts ? svg`<text x="21" y="21" dy=".36em">${formatValue(total, amounts.measure, locale, "short")}</text>` : nothing}</svg>`;
}

/** The same on a canvas, for a picture to be taken away. */
export function ringCanvas(data: ChartData, colours: ChartColours, locale: string): HTMLCanvasElement {
  const size = 480;
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width: size, height: size });
  Object.assign(canvas.style, { width: `${size / 2}px`, height: `${size / 2}px` });
  const context = canvas.getContext("2d")!;
  const at = (share: number) => (share - 0.25) * 2 * Math.PI;
  context.lineWidth = size / 8;
  partsOf(data).forEach(({ start, share, others }, index) => {
    context.strokeStyle = others ? colours.others : colours.series[index % colours.series.length]!;
    context.beginPath();
    context.arc(size / 2, size / 2, size * 0.4, at(start), at(start + Math.max(share - gap / 100, 0.001)));
    context.stroke();
  });
  context.fillStyle = colours.text;
  context.font = `600 ${size / 12}px ${colours.font}`;
  Object.assign(context, { textAlign: "center", textBaseline: "middle" });
  const text = formatValue(totalOf(data), data.series[0]!.measure, locale, "short");
  context.fillText(text, size / 2, size / 2);
  return canvas;
}

/** How long a part is, but for the gap; dash and gap together go round once, so that a part may cross the top. */
const lengthOf = (share: number): number => Math.max(share * 100 - gap, 0.1);

function totalOf(data: ChartData): number {
  return (data.series[0]?.values ?? []).reduce<number>((sum, value) => sum + (value ?? 0), 0);
}

function partsOf(data: ChartData) {
  let start = 0;
  return data.categories.map(({ others }, index) => {
    const share = data.series[1]?.values[index] ?? 0;
    start += share;
    return { start: start - share, share, others };
  });
}
