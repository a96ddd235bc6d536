import { msg, str } from "@lit/localize";
import { html, nothing, svg, type TemplateResult } from "lit";
import { BaseChart } from "../../chart/base-chart.ts";
import { paletteStyles } from "../../chart/palette.ts";
import { QueryController } from "../../data/query-controller.ts";
import { formatValue } from "../../format/number.ts";
import type { Comparison } from "../../generated/graphql.ts";
import { SalesElement } from "../../sales-element.ts";
import { chartConfig } from "./chart-config.ts";
import { describePoint, type Series } from "./chart-data.ts";
import { byText, dimensions, grainOf } from "./dimensions.ts";
import { type ChartAnswer, type ChartQuestion, loadByDimension, loadOverTime, loadSplit } from "./load-chart.ts";
import { metricChartStyles } from "./metric-chart.styles.ts";

/**
 * One or more metrics over time or by a dimension, as lines or bars. Arrow keys move over the points, a button shows
 * the same as a table, and a period that has not ended is drawn as unfinished.
 *
 * @summary Metrics over time or by a dimension: line, bar.
 * @tagname metric-chart
 *
 * @fires {CustomEvent<{by: string, value: string}>} sales-select - A place on the axis was chosen (click or Enter).
 * @fires {CustomEvent<{data: unknown}>} sales-load - An answer came.
 * @fires {CustomEvent<{error: Error}>} sales-error - A request failed.
 *
 * @csspart card - The box.
 * @csspart label - The heading.
 * @csspart legend - The names of the series.
 * @csspart plot - The drawing.
 * @csspart table - The table.
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
  static override styles = [...SalesElement.styles, paletteStyles, metricChartStyles];
  static override properties = {
    ...SalesElement.properties,
    metric: { reflect: true },
    by: { reflect: true },
    split: { reflect: true },
    type: { reflect: true },
    compare: { reflect: true },
    limit: { type: Number, reflect: true },
    label: { reflect: true },
    asTable: { type: Boolean, attribute: "as-table", reflect: true },
    index: { state: true },
  };

  /** The metric's id, or several separated by spaces. At most two units fit in one chart. */
  declare metric: string | undefined;
  /**
   * `day`, `week`, `month` (default), `quarter`, `year`; or `channel`, `region`, `country`, `customer-kind`,
   * `industry`, `source`, `category`, `team`, `rep`, `customer`, `product`.
   */
  declare by: string | undefined;
  /** With a `by` of time and one metric: the dimension that each has a series of its own for. The largest six, then others. */
  declare split: string | undefined;
  /** `line` (default over time) or `bar` (default by a dimension). */
  declare type: "line" | "bar" | undefined;
  /** With one metric: also `previous-period` or `previous-year`. */
  declare compare: "previous-period" | "previous-year" | undefined;
  /** How many values of a dimension to show before the others; default 8. */
  declare limit: number | undefined;
  /** A heading of your own. */
  declare label: string | undefined;
  /** Show the table in place of the drawing. */
  declare asTable: boolean;
  /** @internal The place that arrow keys have moved to. */
  declare index: number | undefined;

  readonly #chart = new BaseChart(this);
  readonly #query = new QueryController<ChartAnswer>(
    this,
    () => {
      const { client } = this;
      if (!client || this.fault()) return undefined;
      const question: ChartQuestion = {
        metrics: this.#metrics,
        period: this.chosenPeriod,
        where: this.chosenWhere,
        comparison: this.#comparison,
        today: this.chosenToday,
        limit: Math.min(Math.max(Math.round(this.limit ?? 8), 1), 50),
        language: this.language,
        locale: this.formatLocale,
        words: {
          before:
            this.compare === "previous-year"
              ? msg("Year before", { id: "year-before" })
              : msg("Before", { id: "before" }),
          others: msg("Others", { id: "others" }),
          none: msg("Not given", { id: "not-given" }),
        },
      };
      const grain = grainOf(this.#by);
      const split = grain && this.split ? dimensions[this.split] : undefined;
      return {
        key: JSON.stringify([question, this.#by, this.split]),
        client,
        load: (client, signal) => {
          if (split && grain) return loadSplit(client, question, grain, split, signal);
          if (grain) return loadOverTime(client, question, grain, signal);
          return loadByDimension(client, question, dimensions[this.#by]!, signal);
        },
      };
    },
    () => this.chosenRefresh,
  );

  constructor() {
    super();
    this.asTable = false;
  }

  get #metrics(): readonly string[] {
    return (this.metric ?? "").split(/[\s,]+/).filter(Boolean);
  }

  get #by(): string {
    return this.by ?? "month";
  }

  get #byText(): string {
    return this.split && grainOf(this.#by) ? `${byText(this.#by)}, ${byText(this.split)}` : byText(this.#by);
  }

  get #comparison(): Comparison | undefined {
    if (!this.compare || this.#metrics.length > 1 || this.split) return undefined;
    return this.compare === "previous-year" ? "SAME_PERIOD_LAST_YEAR" : "PREVIOUS_PERIOD";
  }

  get #lying(): boolean {
    return !grainOf(this.#by) && this.type !== "line";
  }

  protected override fault(): string | undefined {
    if (this.#metrics.length === 0) return msg("No metric: set metric, for example to revenue.", { id: "no-metric" });
    for (const [name, value] of [
      ["by", this.#by],
      ["split", this.split],
    ] as const) {
      if (value && !(value in dimensions) && !(name === "by" && grainOf(value))) {
        const known = Object.keys(dimensions).join(", ");
        return msg(str`${name}="${value}" is not known; it can be month, ${known}.`, { id: "unknown-dimension" });
      }
    }
    return super.fault();
  }

  override updated(): void {
    const data = this.#query.data;
    if (!data || this.asTable) return;
    const look = {
      type: this.type ?? (grainOf(this.#by) ? ("line" as const) : ("bar" as const)),
      lying: this.#lying,
      locale: this.formatLocale,
    };
    const plot = this.renderRoot.querySelector<HTMLElement>(".plot.lying");
    plot?.style.setProperty("--_bars", String(data.categories.length * (data.series.length > 1 ? 1.4 : 1)));
    void this.#chart.show(JSON.stringify([data, look]), (colours, animate) =>
      chartConfig(data, { ...look, colours, animate }),
    );
  }

  override render() {
    const label = this.label ?? this.#query.data?.labels.join(", ") ?? "";
    return this.frame(this.#query, {
      label,
      skeleton: () => html`<div class="bone plot ${this.#lying ? "lying" : ""}" aria-hidden="true"></div>`,
      empty: (data) =>
        data.series.every((series) => series.values.every((value) => value === null))
          ? msg("There are no figures in this period, or none match the filters.", { id: "no-points" })
          : undefined,
      complete: (data) => this.#complete(data, label),
    });
  }

  #complete(data: ChartAnswer, label: string): TemplateResult {
    const unfinished = data.categories.filter((category) => category.unfinished).map(({ full }) => full);
    const list = new Intl.ListFormat(this.formatLocale).format(unfinished);
    return html`
      <span class="probe" hidden></span>
      <span class="visually-hidden theme" @transitionend=${() => this.requestUpdate()}></span>
      <div class="head">
        <span class="label" part="label">${label}</span>
        <span class="quiet">${this.#byText}</span>
        <span class="spacer"></span>
        <button type="button" class="plain on-screen" @click=${() => {
          this.asTable = !this.asTable;
        }}>${this.asTable ? msg("Show chart", { id: "show-chart" }) : msg("Show table", { id: "show-table" })}</button>
      </div>
      ${data.series.length > 1 ? legend(data.series, this.type ?? (this.#lying ? "bar" : "line")) : nothing}
      <div
        class="plot ${this.#lying ? "lying" : ""} ${this.#query.pending ? "stale" : ""}"
        part="plot"
        ?hidden=${this.asTable}
        role="application"
        aria-roledescription=${msg("chart", { id: "chart" })}
        aria-label=${msg(str`${label}, ${this.#byText}. Arrow keys move over the points.`, { id: "chart-hint" })}
        tabindex="0"
        @keydown=${(event: KeyboardEvent) => this.#move(event, data)}
        @blur=${() => this.#point(undefined)}
      ><canvas aria-hidden="true"></canvas></div>
      <div class="visually-hidden" role="status">
        ${this.index === undefined ? nothing : describePoint(data, this.index, (value, of) => this.#format(value, of))}
      </div>
      ${this.#table(data, label)}
      ${unfinished.length ? html`<p class="note">${msg(str`Incomplete: ${list}.`, { id: "unfinished" })}</p>` : nothing}
      ${
        data.leftOut > 0
          ? html`<p class="note">${msg(str`${data.leftOut} smaller ones are not shown.`, { id: "left-out" })}</p>`
          : nothing
      }
    `;
  }

  #table(data: ChartAnswer, label: string): TemplateResult {
    return html`<div class=${this.asTable ? "scroll" : "visually-hidden"} tabindex=${this.asTable ? 0 : nothing}
      role=${this.asTable ? "region" : nothing} aria-label=${this.asTable ? label : nothing}>
      <table part="table">
        <caption class="visually-hidden">${label} ${this.#byText}</caption>
        <thead><tr>
          <td></td>${data.series.map((series) => html`<th scope="col" class="end">${series.label}</th>`)}
        </tr></thead>
        <tbody>${data.categories.map(
          (category, index) => html`<tr>
            <th scope="row">${category.full}${category.unfinished ? "*" : ""}</th>
            ${data.series.map(
              (series) => html`<td class="end">${this.#format(series.values[index] ?? null, series)}</td>`,
            )}
          </tr>`,
        )}</tbody>
      </table>
    </div>`;
  }

  #format(value: number | null, { measure }: Series): string {
    return formatValue(value, measure, this.formatLocale);
  }

  #move(event: KeyboardEvent, data: ChartAnswer): void {
    const last = data.categories.length - 1;
    const now = this.index;
    const next = {
      ArrowRight: now === undefined ? 0 : Math.min(now + 1, last),
      ArrowDown: now === undefined ? 0 : Math.min(now + 1, last),
      ArrowLeft: now === undefined ? last : Math.max(now - 1, 0),
      ArrowUp: now === undefined ? last : Math.max(now - 1, 0),
      Home: 0,
      End: last,
    }[event.key];
    if (next !== undefined) {
      event.preventDefault();
      this.#point(next);
    } else if (event.key === "Escape") this.#point(undefined);
    else if (event.key === "Enter" && now !== undefined) {
      const detail = { by: this.#by, value: data.categories[now]?.full ?? "" };
      this.dispatchEvent(new CustomEvent("sales-select", { detail, bubbles: true, composed: true }));
    }
  }

  #point(index: number | undefined): void {
    this.index = index;
    this.#chart.point(index);
  }
}

/** Swatches are drawn like the series: dashed for the comparison, so that colour isn't all that tells them apart. */
function legend(series: readonly Series[], type: "line" | "bar"): TemplateResult {
  return html`<ul class="legend" part="legend" aria-hidden="true">${series.map((one, index) => {
    const colour =
      one.role === "value"
        ? `var(--_series-${(index % 8) + 1})`
        : one.role === "others"
          ? "var(--_others)"
          : "var(--_before)";
    const mark =
      type === "line"
        ? svg`<path d="M0 6h16" stroke=${colour} stroke-width="2" stroke-dasharray=${one.role === "comparison" ? "2 3" : nothing}></path>`
        : svg`<rect x="2" width="12" height="12" rx="2" fill=${colour}></rect>`;
    return html`<li><svg viewBox="0 0 16 12">${mark}</svg>${one.label}</li>`;
  })}</ul>`;
}

declare global {
  interface HTMLElementTagNameMap {
    "metric-chart": MetricChart;
  }
}
