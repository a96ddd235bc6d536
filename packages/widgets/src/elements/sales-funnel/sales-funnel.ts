import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { QueryController } from "../../data/query-controller.ts";
import { faultOfChoice } from "../../faults.ts";
import { formatPeriod } from "../../format/date.ts";
import { formatValue } from "../../format/number.ts";
import { SalesFunnelDocument } from "../../generated/graphql.ts";
import type { WordGroup } from "../../localization.ts";
import { SalesElement } from "../../sales-element.ts";
import { contentStyles } from "../../styles/content.ts";
import { headingOf, type TakeAwayTable } from "../../take-away/table.ts";
import {
  type Funnel,
  type FunnelMeasure,
  type FunnelStage,
  type FunnelStep,
  funnelSteps,
  type Improvement,
} from "./funnel-steps.ts";
import { salesFunnelStyles } from "./sales-funnel.styles.ts";

/**
 * The funnel of the deals that were created in the period: how many came as far as each stage, how many went on, how long
 * they were in it, what was won, and the stage where it would pay most to lose fewer.
 *
 * A deal counts in every stage up to the furthest that it was in. The rate is of the deals that are no longer in the stage, so
 * that those which are still open make none look worse.
 *
 * @summary The sales funnel with rates and time in each stage.
 * @tagname sales-funnel
 *
 * @fires {CustomEvent<{data: unknown}>} sales-load - An answer came.
 * @fires {CustomEvent<{error: Error}>} sales-error - A request failed.
 *
 * @csspart card - The box.
 * @csspart label - The heading.
 * @csspart step - A stage, or what was won.
 * @csspart worth - The mark of the stage that is most worth improving.
 * @csspart download - The button that takes the figures away.
 * @csspart message - What is said instead of a funnel.
 * @csspart retry - The button that asks again.
 * @csspart age - The note that says how old the figures are.
 */
export class SalesFunnel extends SalesElement {
  static override readonly words: WordGroup = "pipeline";
  static override styles = [...SalesElement.styles, contentStyles, salesFunnelStyles];
  static override properties = {
    ...SalesElement.properties,
    measure: { reflect: true },
    label: { reflect: true },
  };

  /** What the bars are as long as: the number of `deals` (default), or their `amount`. */
  declare measure: FunnelMeasure | undefined;
  /** A heading of your own. */
  declare label: string | undefined;

  readonly #query = new QueryController<Funnel>(
    this,
    () => {
      const { client } = this;
      if (!client || this.fault()) return undefined;
      const variables = {
        period: this.chosenPeriod,
        where: this.chosenWhere,
        asOf: this.chosenToday,
        locale: this.language,
      };
      return {
        key: JSON.stringify(variables),
        client,
        load: async (client, signal) => {
          const asked = client.request(SalesFunnelDocument, variables, signal);
          return (await this.answered(asked, client, signal)).funnel;
        },
      };
    },
    () => this.chosenRefresh,
  );

  protected override fault(): string | undefined {
    return faultOfChoice("measure", this.measure, ["deals", "amount"]) ?? super.fault();
  }

  get #label(): string {
    return this.label ?? msg("Sales funnel", { id: "funnel" });
  }

  protected override table(): TakeAwayTable | undefined {
    const { data } = this.#query;
    if (!data) return undefined;
    const { currency, stages, improvements } = data;
    return {
      name: this.#label,
      columns: [
        msg("Stage", { id: "funnel-stage" }),
        msg("Deals", { id: "funnel-deals" }),
        headingOf(msg("Amount", { id: "amount" }), currency),
        msg("Went on", { id: "funnel-went-on" }),
        msg("Lost here", { id: "funnel-lost-here" }),
        msg("Still open here", { id: "funnel-open-here" }),
        msg("Rate of those that left", { id: "funnel-rate" }),
        msg("Median days", { id: "funnel-median-days" }),
        msg("Days of four in five", { id: "funnel-slow-days" }),
        headingOf(msg("Would bring at the best team's rate", { id: "funnel-gain" }), currency),
      ],
      rows: stages.map((one) => [
        one.stage.name,
        one.entered,
        one.enteredAmount,
        one.wentOn,
        one.lost,
        one.open,
        one.rateOfLeft,
        one.medianDays,
        one.slowDays,
        improvements.find(({ stage }) => stage.key === one.stage.key)?.gainAtBest,
      ]),
      notes: [[msg("Period", { id: "period" }), `${data.period.from} – ${data.period.to}`]],
    };
  }

  override render() {
    return this.frame(this.#query, {
      label: this.#label,
      skeleton: () => html`<div class="bones" aria-hidden="true">
        ${Array.from({ length: 4 }, () => html`<div class="bone"></div>`)}
      </div>`,
      empty: ({ created, undated }) => {
        if (created > 0) return undefined;
        return undated > 0
          ? msg("The deals have no day of creation, so they are in no period.", { id: "funnel-undated" })
          : msg("No deal was created in this period, or none that matches the filters.", { id: "funnel-empty" });
      },
      complete: (data) => this.#complete(data),
    });
  }

  #complete(data: Funnel): TemplateResult {
    const { created, open, winRate } = data;
    const steps = funnelSteps(data, this.measure ?? "deals");
    const said = [
      msg(str`${this.#count(created)} deals created`, { id: "funnel-created" }),
      winRate === null || winRate === undefined
        ? ""
        : msg(str`win rate ${formatValue(winRate, { unit: "RATIO" }, this.formatLocale)}`, { id: "funnel-win-rate" }),
      open > 0 ? msg(str`${this.#count(open)} still open`, { id: "funnel-open" }) : "",
    ];
    return html`
      <div class="head">
        <span class="label" part="label">${this.#label}</span>
        <span class="quiet">${formatPeriod(data.period.from, data.period.to, this.formatLocale)}</span>
        <span class="spacer"></span>${this.takeAway()}
      </div>
      <p class="note">${said.filter(Boolean).join(" · ")}</p>
      <ol class="steps ${this.#query.pending ? "stale" : ""}">${steps.map((step) => this.#step(step, data))}</ol>
    `;
  }

  #step({ stage, deals, amount, width, improvement }: FunnelStep, { currency }: Funnel): TemplateResult {
    const money = formatValue(amount, { unit: "MONEY", currency }, this.formatLocale, "short");
    const name = stage ? stage.stage.name : msg("Won", { id: "funnel-won" });
    return html`<li class="step ${stage ? "" : "won"}" part="step">
      <span class="name">${name}</span>
      <svg class="bar" aria-hidden="true"><rect width="${(100 * width).toFixed(2)}%" height="100%" rx="3"></rect></svg>
      <span class="deals"><strong>${this.#count(deals)}<span class="visually-hidden"> ${msg("deals", { id: "funnel-of-deals" })}</span></strong><span class="quiet">${money}</span></span>
      ${stage ? this.#between(stage, improvement, currency) : nothing}
    </li>`;
  }

  #between(stage: FunnelStage, improvement: Improvement | undefined, currency: string): TemplateResult {
    const { rateOfLeft, lost, open, medianDays, slowDays } = stage;
    const locale = this.formatLocale;
    const days = (value: number) => formatValue(Math.round(value), { unit: "DAYS" }, locale);
    const rate = formatValue(rateOfLeft, { unit: "RATIO" }, locale);
    return html`<div class="between">
      ${
        rateOfLeft === null || rateOfLeft === undefined
          ? nothing
          : html`<p class="rate"><svg viewBox="0 0 12 12" aria-hidden="true"><path d="M6 1.5v8M2.5 6.5 6 10l3.5-3.5"></path></svg>${msg(str`${rate} went on`, { id: "funnel-rate-went-on" })}</p>`
      }
      ${lost > 0 ? html`<p>${msg(str`${this.#count(lost)} lost`, { id: "funnel-lost" })}</p>` : nothing}
      ${open > 0 ? html`<p>${msg(str`${this.#count(open)} still here`, { id: "funnel-here" })}</p>` : nothing}
      ${
        medianDays === null || medianDays === undefined || slowDays === null || slowDays === undefined
          ? nothing
          : html`<p>${msg(str`half within ${days(medianDays)}, four in five within ${days(slowDays)}`, { id: "funnel-days" })}</p>`
      }
      ${improvement ? this.#worth(improvement, currency) : nothing}
    </div>`;
  }

  /** Not colour alone: a mark, and words. */
  #worth({ bestTeam, bestRate, gainAtBest }: Improvement, currency: string): TemplateResult {
    const gain = formatValue(gainAtBest, { unit: "MONEY", currency }, this.formatLocale, "short");
    const rate = formatValue(bestRate, { unit: "RATIO" }, this.formatLocale);
    return html`<p class="worth" part="worth">
      <svg viewBox="0 0 16 20" aria-hidden="true"><path d="M8 3.5v8M4.5 7 8 3.5 11.5 7M3 15.5h10"></path></svg>
      <span><strong>${msg("Most worth improving", { id: "funnel-worth" })}</strong>:
      ${msg(str`at the rate of ${bestTeam ?? ""} (${rate}) ${gain} more would have been won`, { id: "funnel-worth-why" })}</span>
    </p>`;
  }

  #count(value: number): string {
    return formatValue(value, { unit: "COUNT" }, this.formatLocale);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "sales-funnel": SalesFunnel;
  }
}
