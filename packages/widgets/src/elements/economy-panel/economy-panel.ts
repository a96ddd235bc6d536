import { msg } from "@lit/localize";
import { html, nothing, svg, type TemplateResult } from "lit";
import { QueryController } from "../../data/query-controller.ts";
import { formatDay } from "../../format/date.ts";
import type { EconomyPanelQuery } from "../../generated/graphql.ts";
import { EconomyPanelDocument } from "../../generated/graphql.ts";
import type { WordGroup } from "../../localization.ts";
import { SalesElement } from "../../sales-element.ts";
import { contentStyles } from "../../styles/content.ts";
import type { TakeAwayTable } from "../../take-away/table.ts";
import { economyPanelStyles } from "./economy-panel.styles.ts";
import { barsOf, type Lag, lagSize } from "./lags.ts";

type Economy = EconomyPanelQuery["economy"];

/**
 * The phase of the economy with the figures that made it, how own sales have followed each series, and what that
 * suggests for prices and for the offer, with the reasons. It looks from a day; periods and filters don't narrow it.
 *
 * @summary The phase of the economy, and what follows from it.
 * @tagname economy-panel
 *
 * @fires {CustomEvent<{data: unknown}>} sales-load - An answer came.
 * @fires {CustomEvent<{error: Error}>} sales-error - A request failed.
 *
 * @csspart card - The box.
 * @csspart label - The heading.
 * @csspart phase - The phase in words.
 * @csspart signals - What it follows from.
 * @csspart sensitivity - How own sales have followed.
 * @csspart advice - What is suggested.
 * @csspart download - The button that takes the figures away.
 * @csspart message - What is said instead of a phase.
 * @csspart retry - The button that asks again.
 * @csspart age - The note that says how old the figures are.
 */
export class EconomyPanel extends SalesElement {
  static override readonly words: WordGroup = "market";
  static override styles = [...SalesElement.styles, contentStyles, economyPanelStyles];
  static override properties = {
    ...SalesElement.properties,
    country: { reflect: true },
    label: { reflect: true },
  };

  /** Only series of this country, as they name it; all unless said. */
  declare country: string | undefined;
  /** A heading of your own. */
  declare label: string | undefined;

  readonly #query = new QueryController<Economy>(
    this,
    () => {
      const { client } = this;
      if (!client || this.fault()) return undefined;
      const variables = { country: this.country, asOf: this.chosenToday, locale: this.language };
      return {
        key: JSON.stringify(variables),
        client,
        load: async (client, signal) =>
          (await this.answered(client.request(EconomyPanelDocument, variables, signal), client, signal)).economy,
      };
    },
    () => this.chosenRefresh,
  );

  get #label(): string {
    return this.label ?? msg("The economy", { id: "economy" });
  }

  /** What the rules say of each series. */
  protected override table(): TakeAwayTable | undefined {
    const { data } = this.#query;
    if (!data) return undefined;
    return {
      name: this.#label,
      columns: [
        msg("Series", { id: "series" }),
        msg("Period", { id: "period" }),
        msg("Figure", { id: "rule-figure" }),
        msg("Reading", { id: "rule-reading" }),
        msg("Since", { id: "since" }),
      ],
      rows: data.signals.map(({ name, period, value, text, since }) => [name, period, value, text, since]),
      notes: [[msg("Phase", { id: "phase" }), data.phaseText]],
    };
  }

  override render() {
    return this.frame(this.#query, {
      label: this.#label,
      skeleton: () => html`<div aria-hidden="true">
        <div class="bone figure"></div><div class="bone"></div><div class="bone block"></div>
      </div>`,
      empty: ({ signals, sensitivities }) =>
        signals.length === 0 && sensitivities.length === 0
          ? msg("No series of the economy is recorded.", { id: "no-economy" })
          : undefined,
      complete: (data) => this.#complete(data),
    });
  }

  #complete({ asOf, phase, phaseText, signals, sensitivities, advice }: Economy): TemplateResult {
    const followed = msg("How sales have followed", { id: "sales-followed" });
    return html`
      <div class="head">
        <span class="label" part="label">${this.#label}</span>
        <span class="quiet">${formatDay(asOf, this.formatLocale)}</span>
        <span class="spacer"></span>${this.takeAway()}
      </div>
      <div class=${this.#query.pending ? "stale" : ""}>
        ${
          phase
            ? html`<p class="phase" part="phase">${phaseText}</p>${phases(phase)}`
            : html`<p class="unknown" part="phase">${phaseText}</p>`
        }
        ${
          signals.length > 0
            ? html`<p class="sub">${msg("What it follows from", { id: "phase-follows" })}</p>
              <ul part="signals">${signals.map(
                ({ text, outdated }) => html`<li class=${outdated ? "quiet" : ""}>${text}</li>`,
              )}</ul>`
            : nothing
        }
        ${
          sensitivities.length > 0
            ? html`<p class="sub">${followed}</p>
              <ul class="followed" part="sensitivity" aria-label=${followed}>${sensitivities.map(
                ({ text, lags }) => html`<li>${lagMark(lags)}<span>${text}</span></li>`,
              )}</ul>
              <p class="note">${msg(
                "Bars: how changes over a year go together (−1 to 1), with sales in the same period and 1 to 6 later; strong ones are more than chance.",
                { id: "lag-legend" },
              )}</p>`
            : nothing
        }
        ${
          advice.length > 0
            ? html`<p class="sub">${msg("What that suggests", { id: "phase-suggests" })}</p>
              <ul class="advice" part="advice">${advice.map(
                ({ topic, text, reasons }) => html`<li>
                  <p><strong>${topicName(topic)}</strong> ${text}</p>
                  <details><summary>${msg("Reasons", { id: "reasons" })}</summary>
                    <ul>${reasons.map((reason) => html`<li>${reason}</li>`)}</ul></details>
                </li>`,
              )}</ul>`
            : nothing
        }
      </div>`;
  }
}

/** The four phases in their order, with the present one marked. */
function phases(current: NonNullable<Economy["phase"]>): TemplateResult {
  const names = {
    EXPANSION: msg("Expansion", { id: "expansion" }),
    SLOWDOWN: msg("Slowdown", { id: "slowdown" }),
    RECESSION: msg("Recession", { id: "recession" }),
    RECOVERY: msg("Recovery", { id: "recovery-phase" }),
  };
  return html`<ol class="phases">${Object.entries(names).map(
    ([phase, name]) => html`<li aria-current=${phase === current ? "true" : nothing}>${name}</li>`,
  )}</ol>`;
}

function lagMark(lags: readonly Lag[]): TemplateResult {
  const { step, height } = lagSize;
  const width = lags.length * step;
  const bars = barsOf(lags).map(({ x, y, height, kind }) =>
    kind === "unknown"
      ? svg`<circle cx=${x + step / 2 - 1} cy=${y} r="1"></circle>`
      : svg`<rect class=${kind} x=${x} y=${y} width=${step - 2} height=${height}></rect>`,
  );
  return html`<svg class="lags" viewBox="0 0 ${width} ${height}" aria-hidden="true">
    <path d="M0 ${height / 2}H${width}"></path>${bars}</svg>`;
}

function topicName(topic: Economy["advice"][number]["topic"]): string {
  return topic === "PRICING" ? msg("Prices", { id: "advice-prices" }) : msg("Offer", { id: "advice-offer" });
}

declare global {
  interface HTMLElementTagNameMap {
    "economy-panel": EconomyPanel;
  }
}
