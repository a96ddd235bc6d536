import { msg, str } from "@lit/localize";
import { html, nothing, svg, type TemplateResult } from "lit";
import { QueryController } from "../../data/query-controller.ts";
import { type Movement, movementOf } from "../../format/change.ts";
import { formatPeriod, grainFor, isWhole } from "../../format/date.ts";
import { formatValue } from "../../format/number.ts";
import { sparkline } from "../../format/sparkline.ts";
import type { Comparison, Grain, KpiCardQuery, KpiCardQueryVariables, MetricId } from "../../generated/graphql.ts";
import { KpiCardDocument } from "../../generated/graphql.ts";
import { SalesElement } from "../../sales-element.ts";
import { kpiCardStyles } from "./kpi-card.styles.ts";

type Metric = KpiCardQuery["metric"];

/**
 * One metric at a glance: its value, how it compares, and its course as a small line.
 *
 * The comparison is told by an arrow, a sign and a word. Rise and fall have their own colours; for metrics where
 * lower is better the word says so, the colours stay.
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
 * @csspart sparkline - The small line.
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
  };

  /** The metric's id, such as `revenue` or `profitMargin`. */
  declare metric: MetricId | undefined;
  /** What to compare with: `previous-period` (default), `previous-year` or `none`. */
  declare compare: "previous-period" | "previous-year" | "none" | undefined;
  /** A name of your own; without it the catalogue's. */
  declare label: string | undefined;

  readonly #query = new QueryController<Metric>(
    this,
    () => {
      const { client, metric } = this;
      if (!client || !metric || this.fault()) return undefined;
      const variables: KpiCardQueryVariables = {
        id: metric,
        period: this.chosenPeriod,
        where: this.chosenWhere,
        versus: comparisonOf(this.compare),
        series: grainFor(this.chosenPeriod),
        asOf: this.chosenToday,
        locale: this.language,
      };
      return {
        key: JSON.stringify(variables),
        client,
        load: async (client, signal) => (await client.request(KpiCardDocument, variables, signal)).metric,
      };
    },
    () => this.chosenRefresh,
  );

  protected override fault(): string | undefined {
    if (!this.metric) return msg("No metric: set metric, for example to revenue.", { id: "no-metric" });
    return super.fault();
  }

  override render() {
    return this.frame(this.#query, {
      label: this.label ?? this.#query.data?.definition.label ?? "",
      skeleton: () => html`
        <div class="bone figure" aria-hidden="true">\u00a0</div>
        <div class="bone comparison" aria-hidden="true">\u00a0</div>
        <div class="bone spark" aria-hidden="true"></div>`,
      empty: (metric) =>
        metric.value === null && metric.series.every((point) => point.value === null)
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
        <span class="quiet period">${formatPeriod(period.from, period.to, locale)}</span>
      </div>
      <p class="figure" part="value" title=${formatValue(value, measure, locale)}>
        ${formatValue(value, measure, locale, "short")}
      </p>
      ${this.#comparison(metric)}
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

function arrow({ direction }: Movement) {
  if (direction === "same") return nothing;
  const path = direction === "rise" ? "M5 1L9.5 9h-9z" : "M5 9L.5 1h9z";
  return html`<svg viewBox="0 0 10 10" aria-hidden="true"><path d=${path}></path></svg>`;
}

function movementText({ direction, amount, points, good }: Movement): string {
  if (direction === "same") return msg("unchanged", { id: "unchanged" });
  const size = points ? msg(str`${amount} pts`, { id: "points" }) : amount;
  if (direction === "rise") {
    return good ? msg(str`${size} higher`, { id: "rise" }) : msg(str`${size} higher (worse)`, { id: "rise-worse" });
  }
  return good ? msg(str`${size} lower (better)`, { id: "fall-better" }) : msg(str`${size} lower`, { id: "fall" });
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
