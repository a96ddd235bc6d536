import type { ChartConfiguration } from "chart.js";
import type { ReactiveController, ReactiveControllerHost } from "lit";
import { type ChartColours, resolveColours } from "./colours.ts";

export type ChartKind = "line" | "bar";
export type Configuration = ChartConfiguration<ChartKind, (number | [number, number] | null)[], string>;
type Chart = InstanceType<typeof import("./register.ts").Chart>;
type Host = ReactiveControllerHost & HTMLElement;

/** Makes a configuration from the colours of the moment; called again when the theme changes. */
export type Configure = (colours: ChartColours, animate: boolean) => Configuration;

/** What lies under the pointer: a place on the axis, and the series where one was hit. */
export interface Hit {
  readonly index: number;
  readonly series?: number;
}

/**
 * Mounts a chart on the host's `<canvas>` and keeps it in step: the only place that touches Chart.js, which is
 * loaded with the first chart. The configuration itself is a pure function of the data, see `chart-config.ts`.
 */
export class BaseChart implements ReactiveController {
  readonly #host: Host;
  #chart: Chart | undefined;
  /** The configuration that was asked for last. */
  #wanted: object | undefined;
  /** What is drawn, by key and colours. */
  #shown: string | undefined;
  /** What changes the colours without a word to the element: the system's scheme, and paper. */
  #media: readonly MediaQueryList[] = [];
  /** The library would measure the room as the window shows it; here it is as the card's own zoom has it. */
  readonly #sizes = new ResizeObserver(() => {
    const { clientWidth, clientHeight } = this.#canvas?.parentElement ?? {};
    if (clientWidth && clientHeight) this.#chart?.resize(clientWidth, clientHeight);
  });

  constructor(host: Host) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#media = ["(prefers-color-scheme: dark)", "print"].map((query) => matchMedia(query));
    for (const media of this.#media) media.addEventListener("change", this.#redraw);
  }

  hostDisconnected(): void {
    for (const media of this.#media) media.removeEventListener("change", this.#redraw);
    this.#destroy();
  }

  hostUpdated(): void {
    if (!this.#canvas) this.#destroy();
  }

  /** Shows a configuration. `key` says what it depends on besides the colours: the same key is drawn once. */
  async show(key: string, configure: Configure): Promise<void> {
    const wanted = {};
    this.#wanted = wanted;
    const { Chart } = await import("./register.ts");
    // Another configuration may have come, or the element gone, while the library loaded.
    const canvas = this.#canvas;
    const probe = this.#host.shadowRoot?.querySelector<HTMLElement>(".probe");
    if (this.#wanted !== wanted || !canvas?.isConnected || !probe) return;
    const colours = resolveColours(probe);
    const whole = key + JSON.stringify(colours);
    if (this.#shown === whole && this.#chart?.canvas === canvas) return;
    this.#destroy();
    this.#shown = whole;
    const animate = !matchMedia("(prefers-reduced-motion: reduce), print").matches;
    this.#chart = new Chart(canvas, fixed(configure(colours, animate), canvas)) as Chart;
    this.#sizes.observe(canvas.parentElement!);
  }

  /** Points at one place of the axis, as the pointer would; undefined points nowhere. */
  point(index: number | undefined): void {
    const chart = this.#chart;
    if (!chart) return;
    const active =
      index === undefined
        ? []
        : chart.data.datasets
            .map((_, datasetIndex) => ({ datasetIndex, index }))
            .filter(({ datasetIndex }) => chart.getDatasetMeta(datasetIndex).data[index]);
    chart.setActiveElements(active);
    chart.tooltip?.setActiveElements(active, { x: 0, y: 0 });
    chart.update();
  }

  /** What lies under the pointer. */
  hit(event: MouseEvent): Hit | undefined {
    const chart = this.#chart;
    if (!chart) return undefined;
    const exact = chart.getElementsAtEventForMode(event, "nearest", { intersect: true }, false)[0];
    if (exact) return { index: exact.index, series: exact.datasetIndex };
    // Beside the bars and lines the whole column counts.
    const axis = chart.options.indexAxis ?? "x";
    const near = chart.getElementsAtEventForMode(event, "index", { intersect: false, axis }, false)[0];
    return near ? { index: near.index } : undefined;
  }

  get #canvas(): HTMLCanvasElement | null | undefined {
    return this.#host.shadowRoot?.querySelector("canvas");
  }

  readonly #redraw = (): void => {
    this.#host.requestUpdate();
  };

  #destroy(): void {
    this.#sizes.disconnect();
    this.#chart?.destroy();
    this.#chart = undefined;
    this.#shown = undefined;
    this.#wanted = undefined;
  }
}

/** The configuration with the size that the canvas has at the moment, and as sharp as the card's zoom needs it. */
function fixed({ options, ...rest }: Configuration, canvas: HTMLCanvasElement): Configuration {
  const { clientWidth, clientHeight } = canvas.parentElement!;
  canvas.width = clientWidth;
  canvas.height = clientHeight;
  // Else the library takes the size of the drawing before.
  canvas.style.removeProperty("width");
  canvas.style.removeProperty("height");
  const zoom = (canvas as { currentCSSZoom?: number }).currentCSSZoom ?? 1;
  return { ...rest, options: { ...options, responsive: false, devicePixelRatio: devicePixelRatio * zoom } };
}
