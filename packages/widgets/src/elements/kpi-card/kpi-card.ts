import { msg, str } from "@lit/localize";
import { html, nothing, svg, type TemplateResult } from "lit";
import { QueryController } from "../../data/query-controller.ts";
import { faultOfChoice } from "../../faults.ts";
import { movementOf } from "../../format/change.ts";
import { formatPeriod, grainFor, isWhole } from "../../format/date.ts";
import { formatValue } from "../../format/number.ts";
import { sparkline } from "../../format/sparkline.ts";
import type { Comparison, Grain, KpiCardQuery, KpiCardQueryVariables, MetricId } from "../../generated/graphql.ts";
import { KpiCardDocument } from "../../generated/graphql.ts";
import { arrow, movementText } from "../../metrics/movement.ts";
import { SalesElement } from "../../sales-element.ts";
import { headingOf, type TakeAwayTable } from "../../take-away/table.ts";
import type { forecastLine as ForecastLine } from "./forecast-line.ts";
import { kpiCardStyles } from "./kpi-card.styles.ts";

type Metric = KpiCardQuery["metric"];

/**
 * One metric at a glance: its value, how it compares, and its course as a small line.
 *
 * The comparison is told by an arrow, a sign and a word. Rise and fall have their own colours; for metrics where
 * lower is better the word says so, the colours stay.
 *
 * With `forecast`, a period that is running also shows where it is heading. Its method and how far off it has been are
 * one key press away. There is none for metrics that can't be added up over time.
 *
 * With `company` it shows what the company comes to, whatever the reader sees besides and whatever the page
 * filters by: of metrics that the company has opened for everybody.
 *
 * @summary One metric: value, comparison, sparkline.
 * @tagname kpi-card
 *
 * @fires {CustomEvent<{data: unknown}>} sales-load - An answer came.
 * @fires {CustomEvent<{error: Error}>} sales-error - A request failed.
 *
 * @csspart card - The box.
 * @csspart label - The metric's name.
 * @csspart value - The figure.
 * @csspart comparison - The line that compares.
 * @csspart forecast - The line that says where a running period is heading.
 * @csspart sparkline - The small line.
 * @csspart download - The button that takes the figures away.
 * @csspart message - What is said instead of a figure.
 * @csspart retry - The button that asks again.
 * @csspart age - The note that says how old the figures are.
 *
 * @cssprop [--sales-font] - The font family.
 * @cssprop [--sales-surface] - The background.
 * @cssprop [--sales-text] - The colour of text.
 * @cssprop [--sales-quiet] - The colour of secondary text.
 * @cssprop [--sales-line] - The colour of hairlines.
 * @cssprop [--sales-faint] - The colour of skeletons and of what the pointer is over.
 * @cssprop [--sales-accent] - The one accent.
 * @cssprop [--sales-rise] - The colour of a rise.
 * @cssprop [--sales-fall] - The colour of a fall.
 * @cssprop [--sales-radius=8px] - The corners.
 * @cssprop [--sales-space=8px] - The grid; 6px makes everything denser.
 * @cssprop [--sales-size-figure=2rem] - The size of the figure.
 * @cssprop [--sales-size-body=0.9375rem] - The size of text.
 * @cssprop [--sales-size-small=0.8125rem] - The size of labels and tables.
 */
export class KpiCard extends SalesElement {
  static override styles = [...SalesElement.styles, kpiCardStyles];
  static override properties = {
    ...SalesElement.properties,
    metric: { reflect: true },
    compare: { reflect: true },
    label: { reflect: true },
    forecast: { type: Boolean, reflect: true },
    company: { type: Boolean, reflect: true },
  };

  /** The metric's id, such as `revenue` or `profitMargin`. */
  declare metric: MetricId | undefined;
  /** What to compare with: `previous-period` (default), `previous-year` or `none`. */
  declare compare: "previous-period" | "previous-year" | "none" | undefined;
  /** A name of your own; without it the catalogue's. */
  declare label: string | undefined;
  /** Say where a running period is heading. */
  declare forecast: boolean | undefined;
  /** Show the company's figure, without the page's filters, also to who sees a part of it. */
  declare company: boolean | undefined;

  #forecastLine: typeof ForecastLine | undefined;

  readonly #query = new QueryController<Metric>(
    this,
    () => {
      const { client, metric, company } = this;
      if (!client || !metric || this.fault()) return undefined;
      const variables: KpiCardQueryVariables = {
        id: metric,
        period: this.chosenPeriod,
        where: this.chosenWhere,
        versus: comparisonOf(this.compare),
        series: grainFor(this.chosenPeriod),
        asOf: this.chosenToday,
        locale: this.language,
        forecast: Boolean(this.forecast),
      };
      return {
        key: JSON.stringify([company, variables]),
        client,
        load: async (client, signal) => {
          // Most cards are of neither kind: their code waits until one is.
          const asked = company
            ? import("./ask-company.ts").then(({ askCompany }) => askCompany(client, variables, signal))
            : client.request(KpiCardDocument, variables, signal);
          const [{ metric: answer }, line] = await Promise.all([
            this.answered(asked, client, signal, { metrics: [metric] }),
            this.forecast ? import("./forecast-line.ts") : undefined,
          ]);
          line?.styleForecastLine(this.shadowRoot!);
          this.#forecastLine = line?.forecastLine;
          return answer;
        },
      };
    },
    () => this.chosenRefresh,
  );

  /** The company's figure takes none. */
  protected override get chosenWhere() {
    return this.company ? undefined : super.chosenWhere;
  }

  protected override table(): TakeAwayTable | undefined {
    const { data } = this.#query;
    if (!data) return undefined;
    const { definition, currency, comparison, period, series } = data;
    const label = this.label ?? definition.label;
    const compared = comparison ? [headingOf(msg("Before", { id: "before" }), currency)] : [];
    return {
      name: `${label} ${formatPeriod(period.from, period.to, this.formatLocale)}`,
      columns: [msg("From", { id: "from" }), msg("To", { id: "to" }), headingOf(label, currency), ...compared],
      rows: series.map((point) => [point.from, point.to, point.value, ...(comparison ? [point.comparison] : [])]),
      notes: [
        [msg("Metric", { id: "metric" }), `${definition.label} (${definition.id})`],
        [msg("Period", { id: "period" }), `${period.from} – ${period.to}`],
      ],
    };
  }

  protected override fault(): string | undefined {
    if (!this.metric) return msg("No metric: set metric, for example to revenue.", { id: "no-metric" });
    return faultOfChoice("compare", this.compare, ["previous-period", "previous-year", "none"]) ?? super.fault();
  }

  override render() {
    return this.frame(this.#query, {
      label: this.label ?? this.#query.data?.definition.label ?? "",
      skeleton: () => html`
        <span class="quiet" aria-hidden="true">\u00a0</span>
        <div class="bone figure" aria-hidden="true">\u00a0</div>
        <div class="bone comparison" aria-hidden="true">\u00a0</div>
        <div class="bone spark" aria-hidden="true"></div>`,
      empty: (metric) =>
        [metric, ...metric.series].every(({ value }) => value === null)
          ? msg(str`No figures for ${formatPeriod(metric.period.from, metric.period.to, this.formatLocale)}.`, {
              id: "no-figures",
            })
          : undefined,
      complete: (metric) => this.#complete(metric),
    });
  }

  #complete(metric: Metric): TemplateResult {
    const { definition, period, value, currency } = metric;
    const locale = this.formatLocale;
    const measure = { unit: definition.unit, currency };
    return html`
      <div class="head">
        <span class="label" part="label" title=${definition.description}>${this.label ?? definition.label}</span>
        <span class="spacer"></span>${this.takeAway()}
        <span class="quiet period">${formatPeriod(period.from, period.to, locale)} ${this.company ? msg("· company", { id: "company-figure" }) : nothing}</span>
      </div>
      <p class="figure number" part="value" title=${formatValue(value, measure, locale)}>
        ${formatValue(value, measure, locale, "short")}
      </p>
      ${this.#comparison(metric)}
      ${this.#forecastLine?.(metric, this.formatLocale) ?? nothing}
      ${drawSparkline(metric, grainFor(this.chosenPeriod))}
    `;
  }

  #comparison({ comparison, definition, currency }: Metric): TemplateResult {
    if (!comparison) return html`<p class="comparison"></p>`;
    const locale = this.formatLocale;
    const movement = movementOf(comparison, definition.unit, definition.better, locale);
    const period = formatPeriod(comparison.period.from, comparison.period.to, locale);
    const then = formatValue(comparison.value, { unit: definition.unit, currency }, locale, "short");
    return html`<p class="comparison" part="comparison">
      ${
        movement
          ? html`<span class="movement ${movement.direction}">${arrow(movement)}${movementText(movement)}</span>
            <span class="number" title=${period}>${
              this.compare === "previous-year"
                ? msg(str`than ${then} a year before`, { id: "versus-year" })
                : msg(str`than ${then} in the period before`, { id: "versus-period" })
            }</span>`
          : html`<span>${msg(str`Nothing to compare with in ${period}`, { id: "no-comparison" })}</span>`
      }
    </p>`;
  }
}

function comparisonOf(compare: KpiCard["compare"]): Comparison | null {
  if (compare === "none") return null;
  return compare === "previous-year" ? "SAME_PERIOD_LAST_YEAR" : "PREVIOUS_PERIOD";
}

function drawSparkline({ series }: Metric, grain: Grain): TemplateResult {
  const points = series.map(({ value, from, to, unfinished }) => ({
    value,
    unfinished: unfinished || !isWhole(from, to, grain),
  }));
  const line = sparkline(points, 100, 30);
  // A dot that isn't stretched with the box: a line of no length with round ends.
  const dot = line.end ? svg`<path class="end" d="M${line.end[0]} ${line.end[1]}h.001"></path>` : nothing;
  return html`<svg class="spark" part="sparkline" viewBox="0 0 100 30" preserveAspectRatio="none" aria-hidden="true">
    <path d=${line.solid}></path><path class="unfinished" d=${line.dashed}></path>${dot}
  </svg>`;
}

declare global {
  interface HTMLElementTagNameMap {
    "kpi-card": KpiCard;
  }
}
