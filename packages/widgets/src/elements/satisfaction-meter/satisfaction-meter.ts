import { msg, str } from "@lit/localize";
import { html, nothing, svg, type TemplateResult } from "lit";
import { QueryController } from "../../data/query-controller.ts";
import { faultOfChoice, faultOfNumber } from "../../faults.ts";
import { movementOf } from "../../format/change.ts";
import { formatPeriod, grainFor, isWhole } from "../../format/date.ts";
import { formatTick, formatValue } from "../../format/number.ts";
import { sparkline } from "../../format/sparkline.ts";
import type {
  SatisfactionMeterQuery,
  SatisfactionMeterQueryVariables,
  SurveyFragment,
  SurveyKind,
} from "../../generated/graphql.ts";
import { SatisfactionMeterDocument } from "../../generated/graphql.ts";
import type { WordGroup } from "../../localization.ts";
import { dimensionOf, grainOf } from "../../metrics/dimensions.ts";
import { movementStyles } from "../../metrics/movement.styles.ts";
import { arrow, movementText } from "../../metrics/movement.ts";
import { comparisonOf } from "../../metrics/readings.ts";
import { whereOf } from "../../metrics/selection.ts";
import { SalesElement } from "../../sales-element.ts";
import { contentStyles } from "../../styles/content.ts";
import type { TakeAwayTable } from "../../take-away/table.ts";
import { satisfactionMeterStyles } from "./satisfaction-meter.styles.ts";
import { marginText, placeOf, type ShownSurvey, surveyOf } from "./surveys.ts";

type Satisfaction = SatisfactionMeterQuery["satisfaction"];
type Row = Satisfaction["rows"][number];

/**
 * What customers say: NPS, CSAT or CES with its margin of error, how many answered what, how it changed and whether
 * that is more than chance, its course, and the same by a dimension.
 *
 * With fewer answers than the company's minimum there is their number and no score.
 *
 * @summary NPS, CSAT or CES with its margin of error.
 * @tagname satisfaction-meter
 *
 * @fires {CustomEvent<{dimension: string, key: string, label: string, where: object}>} sales-select - A row was chosen.
 * @fires {CustomEvent<{data: unknown}>} sales-load - An answer came.
 * @fires {CustomEvent<{error: Error}>} sales-error - A request failed.
 *
 * @csspart card - The box.
 * @csspart label - The heading.
 * @csspart value - The score.
 * @csspart margin - Its margin of error and the number of answers.
 * @csspart comparison - The line that compares.
 * @csspart scale - The scale with the interval.
 * @csspart groups - The bar of the groups.
 * @csspart sparkline - The course.
 * @csspart table - The rows of the dimension.
 * @csspart download - The button that takes the figures away.
 * @csspart message - What is said instead of a score.
 * @csspart retry - The button that asks again.
 * @csspart age - The note that says how old the figures are.
 */
export class SatisfactionMeter extends SalesElement {
  static override readonly words: WordGroup = "customers";
  static override styles = [...SalesElement.styles, contentStyles, movementStyles, satisfactionMeterStyles];
  static override properties = {
    ...SalesElement.properties,
    kind: { reflect: true },
    by: { reflect: true },
    compare: { reflect: true },
    rows: { type: Number, reflect: true },
    label: { reflect: true },
  };

  /** Which survey: `nps` (default), `csat` or `ces`. */
  declare kind: "nps" | "csat" | "ces" | undefined;
  /** A dimension whose values are rows, those with the most answers first: `region`, `team`, `customer-kind` … */
  declare by: string | undefined;
  /** What to compare with: `previous-period`, `previous-year` (default) or `none`. */
  declare compare: "previous-period" | "previous-year" | "none" | undefined;
  /** At most so many rows; default 8. */
  declare rows: number | undefined;
  /** A heading of your own. */
  declare label: string | undefined;

  readonly #query = new QueryController<Satisfaction>(
    this,
    () => {
      const { client, by } = this;
      if (!client || this.fault()) return undefined;
      const variables: SatisfactionMeterQueryVariables = {
        kind: this.#kind,
        period: this.chosenPeriod,
        where: this.chosenWhere,
        versus: comparisonOf(this.compare ?? "previous-year") ?? null,
        by: by ? dimensionOf(by) : undefined,
        series: grainFor(this.chosenPeriod),
        first: Math.min(Math.max(Math.round(this.rows ?? 8), 1), 100),
        asOf: this.chosenToday,
        locale: this.language,
      };
      return {
        key: JSON.stringify(variables),
        client,
        load: async (client, signal) =>
          (await client.request(SatisfactionMeterDocument, variables, signal)).satisfaction,
      };
    },
    () => this.chosenRefresh,
  );

  get #kind(): SurveyKind {
    return (this.kind ?? "nps").toUpperCase() as SurveyKind;
  }

  get #label(): string {
    return this.label ?? surveyOf(this.#kind).name;
  }

  protected override fault(): string | undefined {
    return (
      faultOfChoice("kind", this.kind, ["nps", "csat", "ces"]) ??
      faultOfChoice("compare", this.compare, ["previous-period", "previous-year", "none"]) ??
      faultOfNumber("rows", this.rows, 8) ??
      super.fault()
    );
  }

  /** The rows of the dimension, else the steps of the course. */
  protected override table(): TakeAwayTable | undefined {
    const { data } = this.#query;
    if (!data) return undefined;
    const { groups } = surveyOf(this.#kind);
    const cells = ({ responses, score, margin, negative, neutral, positive }: SurveyFragment) => {
      return [responses, score, margin, negative, neutral, positive];
    };
    const first = data.by ? [data.by.label] : [msg("From", { id: "from" }), msg("To", { id: "to" })];
    return {
      name: this.#label,
      columns: [...first, msg("Answers", { id: "answers" }), this.#label, "±", ...groups],
      rows: data.by
        ? data.rows.map(({ label, figures }) => [label, ...cells(figures)])
        : data.series.map(({ from, to, figures }) => [from, to, ...cells(figures)]),
      notes: [[msg("Period", { id: "period" }), `${data.period.from} – ${data.period.to}`]],
    };
  }

  override render() {
    return this.frame(this.#query, {
      label: this.#label,
      skeleton: () => html`<div aria-hidden="true">
        <div class="bone figure">\u00a0</div>
        <div class="bone comparison"></div>
        <div class="bone scales"></div>
        <div class="bone groups"></div>
        <div class="bone legend"></div>
        <div class="bone spark"></div>
        <div class="bone comparison"></div>
        ${this.by ? html`<div class="bone block"></div>` : nothing}
      </div>`,
      empty: ({ figures, series }) =>
        figures.responses === 0 && series.every((point) => point.figures.responses === 0)
          ? msg("Nobody answered in this time, or nobody who matches the filters.", { id: "no-answers" })
          : undefined,
      complete: (data) => this.#complete(data),
    });
  }

  #complete(data: Satisfaction): TemplateResult {
    const { period, figures, minimumResponses } = data;
    const locale = this.formatLocale;
    const survey = surveyOf(this.#kind);
    const count = formatValue(figures.responses, { unit: "COUNT" }, locale);
    return html`
      <div class="head">
        <span class="label" part="label">${this.#label}</span>
        <span class="spacer"></span>${this.takeAway()}
        <span class="quiet">${formatPeriod(period.from, period.to, locale)}</span>
      </div>
      <p class="score">
        <span class="figure" part="value">${formatValue(figures.score, survey, locale)}</span>
        <span class="quiet" part="margin">${this.#margin(figures, survey)}
          ${msg(str`${count} answers`, { id: "answer-count" })}</span>
      </p>
      ${
        figures.score === null
          ? html`<p class="comparison">${msg(str`A score needs ${minimumResponses} answers.`, { id: "few-answers" })}</p>`
          : html`${this.#comparison(data, survey)}${scale(figures, survey)}
            <div class="ends quiet" aria-hidden="true">${survey.ends.map(
              (end) => html`<span>${formatTick(end, survey, locale)}</span>`,
            )}</div>`
      }
      ${this.#groups(figures, survey)}
      ${this.#course(data, survey)}
      ${data.by ? this.#rows(data, survey) : nothing}
    `;
  }

  #margin({ margin }: SurveyFragment, survey: ShownSurvey): string {
    const amount = marginText(margin, survey, this.formatLocale);
    if (!amount) return "";
    return `± ${survey.unit === "RATIO" ? msg(str`${amount} pts`, { id: "points" }) : amount} ·`;
  }

  #comparison({ comparison, comparisonPeriod, change }: Satisfaction, survey: ShownSurvey): TemplateResult {
    if (!comparison || !comparisonPeriod || !change) return html`<p class="comparison"></p>`;
    const locale = this.formatLocale;
    const period = formatPeriod(comparisonPeriod.from, comparisonPeriod.to, locale);
    const { difference, significant } = change;
    const movement = movementOf({ difference, change: null }, survey.unit, "HIGHER", locale);
    if (!movement) {
      return html`<p class="comparison">${msg(str`Nothing to compare with in ${period}`, { id: "no-comparison" })}</p>`;
    }
    const then = formatValue(comparison.score, survey, locale);
    return html`<p class="comparison" part="comparison">
      <span class="movement ${significant ? movement.direction : ""}">${arrow(movement)}${
        // A point of a score is not one of a hundred parts.
        movementText({ ...movement, points: survey.unit === "RATIO" })
      }</span>
      <span class="number" title=${period}>${
        this.compare === "previous-period"
          ? msg(str`than ${then} in the period before`, { id: "versus-period" })
          : msg(str`than ${then} a year before`, { id: "versus-year" })
      }</span>
      ${
        significant === null
          ? nothing
          : html`<span class="certainty">${
              significant
                ? msg("More than chance", { id: "significant" })
                : msg("Could be chance", { id: "not-significant" })
            }</span>`
      }
    </p>`;
  }

  #groups({ negative, neutral, positive, responses }: SurveyFragment, { groups }: ShownSurvey): TemplateResult {
    if (responses === 0) return html``;
    const counts = [negative, neutral, positive];
    const names = ["negative", "neutral", "positive"];
    const count = (value: number) => formatValue(value, { unit: "COUNT" }, this.formatLocale);
    const share = (value: number) => formatValue(value / responses, { unit: "RATIO" }, this.formatLocale);
    let x = 0;
    const bars = counts.map((value, index) => {
      const width = (100 * value) / responses;
      x += width;
      return svg`<rect class=${names[index]!} x=${x - width} width=${width} height="10"></rect>`;
    });
    return html`<svg class="groups" part="groups" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">${bars}</svg>
      <dl>${counts.map(
        (value, index) => html`<div>
          <dt><span class="swatch ${names[index]}"></span>${groups[index]}</dt>
          <dd>${count(value)} <span class="quiet">${share(value)}</span></dd>
        </div>`,
      )}</dl>`;
  }

  /** The steps that have a score as a line, and between which scores it runs. */
  #course({ series }: Satisfaction, survey: ShownSurvey): TemplateResult {
    const scored = series.filter(({ figures }) => figures.score !== null);
    if (scored.length < 2) return html``;
    const grain = grainFor(this.chosenPeriod);
    const { solid, dashed } = sparkline(
      series.map(({ from, to, unfinished, figures }) => ({
        value: figures.score,
        unfinished: unfinished || !isWhole(from, to, grain),
      })),
      100,
      30,
    );
    const sorted = scored.toSorted((a, b) => a.figures.score! - b.figures.score!);
    const [low, high] = [sorted[0]!, sorted.at(-1)!].map(
      ({ from, to, figures }) =>
        `${formatValue(figures.score, survey, this.formatLocale)} (${formatPeriod(from, to, this.formatLocale)})`,
    );
    return html`<svg class="spark" part="sparkline" viewBox="0 0 100 30" preserveAspectRatio="none" aria-hidden="true">
        <path d=${solid}></path><path class="unfinished" d=${dashed}></path>
      </svg>
      <p class="note">${msg(str`Between ${low} and ${high}`, { id: "between-scores" })}</p>`;
  }

  #rows({ rows, by }: Satisfaction, survey: ShownSurvey): TemplateResult {
    const locale = this.formatLocale;
    return html`<table part="table" aria-label=${by!.label}>
      <thead><tr>
        <th scope="col">${by!.label}</th>
        <th scope="col" class="on-scale"><span class="visually-hidden">${this.#label}</span></th>
        <th scope="col" class="end">${this.#kind}</th>
        <th scope="col" class="end optional">±</th>
        <th scope="col" class="end">${msg("Answers", { id: "answers" })}</th>
      </tr></thead>
      <tbody>${rows.map((row) => {
        const { figures } = row;
        return html`<tr>
          <th scope="row">${this.#name(row)}</th>
          <td class="on-scale">${figures.score === null ? nothing : scale(figures, survey)}</td>
          <td class="end">${formatValue(figures.score, survey, locale)}</td>
          <td class="end quiet optional">${marginText(figures.margin, survey, locale)}</td>
          <td class="end">${formatValue(figures.responses, { unit: "COUNT" }, locale)}</td>
        </tr>`;
      })}</tbody>
    </table>`;
  }

  #name({ key, label }: Row): TemplateResult | string {
    const dimension = dimensionOf(this.by!);
    const grain = grainOf(dimension);
    if (grain) return formatPeriod(key!, key!, this.formatLocale);
    const name = label ?? msg("Not given", { id: "not-given" });
    const chosen = this.ownSelection !== undefined && this.ownSelection.key === key;
    const select = () => this.select({ dimension, key, label: name, where: whereOf(dimension, key) });
    return html`<button type="button" class="plain" aria-pressed=${this.linked ? chosen : nothing} @click=${select}>${name}</button>`;
  }
}

/** A quiet line with the interval on it, and a mark where the score is. */
function scale({ score, low, high }: SurveyFragment, { ends }: ShownSurvey): TemplateResult {
  const at = (value: number) => placeOf(value, ends);
  const interval =
    low === null || high === null ? nothing : svg`<path class="interval" d="M${at(low)} 5H${at(high)}"></path>`;
  return html`<svg class="scale" part="scale" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
    <path d="M0 5H100"></path>${interval}<path class="mark" d="M${at(score!)} 0V10"></path>
  </svg>`;
}

declare global {
  interface HTMLElementTagNameMap {
    "satisfaction-meter": SatisfactionMeter;
  }
}
