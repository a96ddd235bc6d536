import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { BaseChart } from "../../chart/base-chart.ts";
import { resolveColours } from "../../chart/colours.ts";
import { nextPlace } from "../../chart/keys.ts";
import { directFrom } from "../../chart/look.ts";
import { paletteStyles } from "../../chart/palette.ts";
import { surfaceStyles } from "../../chart/surface.ts";
import { tableToggle } from "../../chart/table-toggle.ts";
import { QueryController } from "../../data/query-controller.ts";
import type { Selection } from "../../data/settings.ts";
import { faultOfChoice, faultOfNumber } from "../../faults.ts";
import { formatPeriod } from "../../format/date.ts";
import { formatList } from "../../format/list.ts";
import { formatValue } from "../../format/number.ts";
import type { Dimension } from "../../generated/graphql.ts";
import type { WordGroup } from "../../localization.ts";
import { byText, dimensionOf } from "../../metrics/dimensions.ts";
import { joined } from "../../metrics/names.ts";
import { comparisonNames, comparisonOf, faultOfReadings, metricsOf } from "../../metrics/readings.ts";
import { SalesElement } from "../../sales-element.ts";
import { contentStyles } from "../../styles/content.ts";
import type { TakeAwayPicture, TakeAwayTable } from "../../take-away/table.ts";
import { chartConfig, namesLines } from "./chart-config.ts";
import { type ChartAnswer, cutAt, describePoint } from "./chart-data.ts";
import { crumbs, dataTable, legend, partsList } from "./chart-parts.ts";
import { type DrillStep, finerThan } from "./drill.ts";
import { loadChart } from "./load-chart.ts";
import { metricChartStyles } from "./metric-chart.styles.ts";
import { type ChartQuestion, type ChartType, faultOf, isLying, typeFor } from "./question.ts";
import { ring, ringCanvas } from "./ring.ts";
import { chartLegend, chartTable } from "./take-away.ts";

/**
 * One or more metrics over time or by a dimension, as lines, bars, areas or a ring. Arrow keys move over the points,
 * a button shows the same as a table, and a period that has not ended is drawn as unfinished.
 *
 * With `drill`, Enter or a click goes from a year to its quarters, months and days; Escape or Backspace goes back up.
 *
 * @summary Metrics over time or by a dimension: line, bar, stacked, area, doughnut.
 * @tagname metric-chart
 *
 * @fires {CustomEvent<Selection>} sales-select - A place was chosen by click or Enter: `dimension`, `key`, `label`, and `where` or `period` to narrow to it.
 * @fires {CustomEvent<{data: unknown}>} sales-load - An answer came.
 * @fires {CustomEvent<{error: Error}>} sales-error - A request failed.
 *
 * @csspart card - The box.
 * @csspart label - The heading.
 * @csspart legend - The names of the series, or of the parts of a ring.
 * @csspart breadcrumb - The way back up.
 * @csspart plot - The drawing.
 * @csspart table - The table.
 * @csspart download - The button that takes the figures away.
 * @csspart message - What is said instead of a chart.
 * @csspart retry - The button that asks again.
 * @csspart age - The note that says how old the figures are.
 *
 * @cssprop [--sales-chart-height=16rem] - The height of the drawing.
 * @cssprop [--sales-series-1] - The colour of the first series, the accent; likewise 2 to 8.
 * @cssprop [--sales-comparison] - The colour of what is compared with.
 * @cssprop [--sales-others] - The colour of all others together.
 */
export class MetricChart extends SalesElement {
  static override readonly words: WordGroup = "sales";
  static override styles = [...SalesElement.styles, contentStyles, paletteStyles, surfaceStyles, metricChartStyles];
  static override properties = {
    ...SalesElement.properties,
    metric: { reflect: true },
    by: { reflect: true },
    split: { reflect: true },
    type: { reflect: true },
    as: { reflect: true },
    compare: { reflect: true },
    limit: { type: Number, reflect: true },
    drill: { type: Boolean, reflect: true },
    forecast: { type: Boolean, reflect: true },
    label: { reflect: true },
    asTable: { type: Boolean, attribute: "as-table", reflect: true },
    index: { state: true },
    trail: { state: true },
  };

  /** The metric's id, or several separated by spaces; `revenue:share` reads one in its own way. At most two units fit. */
  declare metric: string | undefined;
  /**
   * `day`, `week`, `month` (default), `quarter`, `year`, `fiscal-month`, `fiscal-quarter`, `fiscal-year`; or a
   * dimension of the catalogue: `channel`, `region`, `country`, `customer-kind`, `industry`, `segment`, `source`,
   * `category`, `new-or-returning`, `team`, `rep`, `customer`, `product`.
   */
  declare by: string | undefined;
  /** With one metric: a second dimension, each value of which has a series of its own. The largest six, then others. */
  declare split: string | undefined;
  /** `line` (default over time), `bar` (default by a dimension), `stacked` bars, `area`, or `doughnut`. */
  declare type: ChartType | undefined;
  /** How to read the metrics: `value` (default), `share`, `running`, `moving` or `moving-6`, `change`, `difference`. */
  declare as: string | undefined;
  /** Also show, or read changes against, `previous-period` or `previous-year`. */
  declare compare: "previous-period" | "previous-year" | undefined;
  /** How many values of a dimension to show before the others; default 8, in a ring and for `split` at most 6. */
  declare limit: number | undefined;
  /** Over time: a click or Enter goes into a point, down to its days. */
  declare drill: boolean;
  /** With one metric over time: how the running period is likely to go on. */
  declare forecast: boolean;
  /** A heading of your own. */
  declare label: string | undefined;
  /** Show the table in place of the drawing. */
  declare asTable: boolean;
  /** @internal The place that arrow keys have moved to. */
  declare index: number | undefined;
  /** @internal The way that was gone down. */
  declare trail: readonly DrillStep[];

  readonly #chart = new BaseChart(this);
  readonly #query = new QueryController<ChartAnswer>(
    this,
    () => {
      const { client } = this;
      if (!client || this.fault()) return undefined;
      const question = this.#question;
      const { by, split } = question;
      const metrics = question.metrics.map(({ metric }) => metric);
      return {
        key: JSON.stringify(question),
        client,
        load: (client, signal) =>
          this.answered(loadChart(client, question, signal), client, signal, {
            metrics,
            dimensions: split ? [by, split] : [by],
          }),
      };
    },
    () => this.chosenRefresh,
  );
  #asked: string | undefined;

  constructor() {
    super();
    this.asTable = false;
    this.drill = false;
    this.forecast = false;
    this.trail = [];
  }

  get #question(): ChartQuestion {
    const step = this.trail.at(-1);
    return {
      metrics: metricsOf(this.metric, this.as),
      type: this.#type,
      by: this.#by,
      split: this.split ? dimensionOf(this.split) : undefined,
      period: step?.period ?? this.chosenPeriod,
      where: this.chosenWhere,
      comparison: comparisonOf(this.compare),
      today: this.chosenToday,
      limit: Math.min(Math.max(Math.round(this.limit ?? 8), 1), 50),
      forecast: this.forecast && !step,
      language: this.language,
      locale: this.formatLocale,
    };
  }

  get #by(): Dimension {
    return this.trail.at(-1)?.by ?? dimensionOf(this.by ?? "month");
  }

  get #type(): ChartType {
    return typeFor(this.type, this.#by);
  }

  get #lying(): boolean {
    return isLying({ type: this.#type, by: this.#by });
  }

  protected override fault(): string | undefined {
    return (
      faultOf({
        type: this.type,
        metrics: metricsOf(this.metric, this.as),
        by: dimensionOf(this.by ?? "month"),
        split: this.split ? dimensionOf(this.split) : undefined,
        forecast: this.forecast,
      }) ??
      faultOfReadings(this.metric, this.as) ??
      faultOfChoice("compare", this.compare, comparisonNames) ??
      faultOfNumber("limit", this.limit, 8) ??
      super.fault()
    );
  }

  override willUpdate(): void {
    super.willUpdate();
    // Another question begins at its top.
    const asked = JSON.stringify([this.by, this.split, this.chosenPeriod, this.drill, this.chosenToday]);
    if (this.#asked !== undefined && this.#asked !== asked) {
      this.trail = [];
      this.index = undefined;
    }
    this.#asked = asked;
  }

  override updated(): void {
    const data = this.#query.data;
    if (!data || this.asTable || this.#type === "doughnut") return;
    const look = { type: this.#type, lying: this.#lying, locale: this.formatLocale, selected: this.#selected(data) };
    // Each bar of a group needs the height of its label.
    const bars = data.series.length > 1 && look.type === "bar" ? 0.5 + 0.55 * data.series.length : 1;
    const plot = this.renderRoot.querySelector<HTMLElement>(".plot.lying");
    plot?.style.setProperty("--_bars", String(data.categories.length * bars));
    void this.#chart.show(JSON.stringify([data, look]), (colours, animate) =>
      chartConfig(data, { ...look, colours, animate }),
    );
  }

  override render() {
    const label = this.label ?? joined(this.#query.data?.labels ?? [], this.formatLocale);
    return this.frame(this.#query, {
      label,
      skeleton: () => html`<div class="bone plot ${this.#lying ? "lying" : ""}" aria-hidden="true"></div>`,
      empty: (data) => (isEmpty(data) && this.trail.length === 0 ? nothingFound() : undefined),
      complete: (data) => this.#complete(data, label),
    });
  }

  #complete(data: ChartAnswer, label: string): TemplateResult {
    const by = byText(data.dimensions, this.formatLocale);
    // What has not begun is not incomplete: there is nothing of it yet.
    const begun = (at: number) => data.series.some(({ role, values }) => role === "value" && values[at] !== null);
    const unfinished = data.categories.filter(({ unfinished, others }, at) => unfinished && !others && begun(at));
    const ended = formatList(
      unfinished.slice(0, 2).map(({ full }) => full),
      this.formatLocale,
    );
    const deeper = this.#deeper ? msg("Enter goes into a point.", { id: "drill-hint" }) : "";
    const type = this.#type;
    const foretold = data.series.some(({ role }) => role === "forecast");
    return html`
      <span class="probe" hidden></span>
      <span class="visually-hidden theme" @transitionend=${() => this.requestUpdate()}></span>
      <div class="head">
        <span class="label" part="label">${label}</span>
        <span class="quiet">${by}</span>
        <span class="spacer"></span>
        ${tableToggle(this)}
        ${this.takeAway()}
      </div>
      ${crumbs(this.trail, this.#up)}
      ${this.asTable ? nothing : legend(data, type)}
      <div class="drawing ${type}" ?hidden=${this.asTable}>
        <div
          class="plot ${this.#lying ? "lying" : ""} ${this.#query.pending ? "stale" : ""} ${this.#deeper || this.linked ? "deep" : ""}"
          part="plot"
          role="application"
          aria-roledescription=${msg("chart", { id: "chart" })}
          aria-label=${[msg(str`${label}, ${by}. Arrow keys move over the points.`, { id: "chart-hint" }), deeper].filter(Boolean).join(" ")}
          tabindex="0"
          @keydown=${(event: KeyboardEvent) => this.#move(event, data)}
          @click=${(event: MouseEvent) => this.#click(event, data)}
          @blur=${() => this.#point(undefined)}
        >${
          type === "doughnut"
            ? ring(data, {
                locale: this.formatLocale,
                pointed: this.index,
                selected: this.#selected(data),
                select: (index) => this.#choose(index, data),
              })
            : html`<canvas aria-hidden="true"></canvas>`
        }</div>
        ${type === "doughnut" ? partsList(data, this.formatLocale, (index) => this.#choose(index, data)) : nothing}
      </div>
      <div class="visually-hidden" role="status">${
        this.index === undefined
          ? (this.trail.at(-1)?.label ?? nothing)
          : describePoint(data, this.index, (value, of) => formatValue(value, of.measure, this.formatLocale))
      }</div>
      ${dataTable(data, `${label} ${by}`, this.asTable, this.formatLocale)}
      ${isEmpty(data) ? html`<p class="note">${nothingFound()}</p>` : nothing}
      ${unfinished.length > 0 && !foretold ? html`<p class="note">${msg(str`Incomplete: ${ended}.`, { id: "unfinished" })}</p>` : nothing}
      ${this.#notes(data).map((note) => html`<p class="note">${note}</p>`)}
    `;
  }

  /** What is to be said below the drawing. */
  #notes(data: ChartAnswer): readonly string[] {
    const cut = this.#lying && this.#type === "bar" && !this.asTable && cutAt(data) !== undefined;
    const note = msg("The bar of the others is cut, so that the rest can be told apart.", { id: "cut-others" });
    return cut ? [...data.notes, note] : data.notes;
  }

  /** The place of what is selected here and filters other elements. */
  #selected(data: ChartAnswer): number | undefined {
    const own = this.ownSelection;
    const index = own
      ? data.categories.findIndex(
          ({ selection }) => selection?.key === own.key && selection.dimension === own.dimension,
        )
      : -1;
    return index < 0 ? undefined : index;
  }

  protected override table(): TakeAwayTable | undefined {
    const { data } = this.#query;
    return data && chartTable(data, this.#heading(data));
  }

  protected override picture(): TakeAwayPicture | undefined {
    const { data } = this.#query;
    const probe = this.renderRoot.querySelector<HTMLElement>(".probe");
    if (!data || !probe || this.asTable) return undefined;
    const colours = resolveColours(probe);
    const canvas =
      this.#type === "doughnut"
        ? ringCanvas(data, colours, this.formatLocale)
        : this.renderRoot.querySelector("canvas");
    if (!canvas) return undefined;
    return {
      canvas,
      title: this.label ?? joined(data.labels, this.formatLocale),
      subtitle: byText(data.dimensions, this.formatLocale),
      // Where there is room, the lines' names are part of the drawing.
      legend: chartLegend(data, this.#type, colours, namesLines(data, this.#type) && canvas.clientWidth >= directFrom),
      notes: this.#notes(data),
    };
  }

  protected override get hasPicture(): boolean {
    return !this.asTable;
  }

  #heading(data: ChartAnswer): string {
    return `${this.label ?? joined(data.labels, this.formatLocale)} ${byText(data.dimensions, this.formatLocale)}`;
  }

  get #deeper(): Dimension | undefined {
    return this.drill ? finerThan(this.#by) : undefined;
  }

  #move(event: KeyboardEvent, data: ChartAnswer): void {
    const now = this.index;
    const next = nextPlace(event.key, now, data.categories.length - 1);
    if (next !== undefined) {
      event.preventDefault();
      this.#point(next);
    } else if ((event.key === "Escape" || event.key === "Backspace") && this.trail.length > 0) {
      event.preventDefault();
      this.#up(this.trail.length - 1);
    } else if (event.key === "Escape") this.#point(undefined);
    else if ((event.key === "Enter" || event.key === " ") && now !== undefined) {
      event.preventDefault();
      this.#choose(now, data);
    }
  }

  #click(event: MouseEvent, data: ChartAnswer): void {
    const hit = this.#chart.hit(event);
    if (hit) this.#choose(hit.index, data, hit.series);
  }

  /** Tells what was chosen, and goes into it where there is something below. */
  #choose(index: number, data: ChartAnswer, series?: number): void {
    const category = data.categories[index];
    const selection = category?.selection;
    if (!category || !selection) return;
    // One coloured part of a bar is a value of the second dimension at this place.
    const part = series === undefined ? undefined : data.series[series]?.selection;
    const where = part?.where ? { ...selection.where, ...part.where } : selection.where;
    const chosen: Selection = {
      ...selection,
      ...(where ? { where } : {}),
      ...(part ? { label: `${selection.label}, ${part.label}` } : {}),
    };
    this.select(chosen);
    const by = this.#deeper;
    if (!by || !selection.period) return;
    const above = this.trail.at(-1)?.label ?? formatPeriod(data.period.from, data.period.to, this.formatLocale);
    const { period } = selection;
    this.trail = [...this.trail, { period, by, label: category.full, above, index, selection: chosen }];
    this.#point(undefined);
  }

  readonly #up = (depth: number): void => {
    const step = this.trail[depth];
    const outer = this.trail[depth - 1]?.selection;
    // What others were filtered by goes back up too.
    if (this.linked && outer) this.select({ ...outer, selected: true });
    else if (this.linked && step) this.select({ ...step.selection, selected: false });
    this.trail = this.trail.slice(0, depth);
    this.renderRoot.querySelector<HTMLElement>(".plot")?.focus();
    this.index = step?.index;
  };

  #point(index: number | undefined): void {
    this.index = index;
    this.#chart.point(index);
  }
}

function isEmpty(data: ChartAnswer): boolean {
  return data.series.every(({ role, values }) => role === "comparison" || values.every((value) => value === null));
}

function nothingFound(): string {
  return msg("There are no figures in this period, or none match the filters.", { id: "no-points" });
}

declare global {
  interface HTMLElementTagNameMap {
    "metric-chart": MetricChart;
  }
}
