import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import type { SalesClient } from "../../data/client.ts";
import { QueryController } from "../../data/query-controller.ts";
import { faultOfNumber } from "../../faults.ts";
import { formatMoney } from "../../format/number.ts";
import type { DealInput, DealOptionsQuery, NextTiersQuery, PayoutOfDealQuery } from "../../generated/graphql.ts";
import {
  DealOptionsDocument,
  DealProductDocument,
  NextTiersDocument,
  PayoutOfDealDocument,
} from "../../generated/graphql.ts";
import type { WordGroup } from "../../localization.ts";
import { SalesElement } from "../../sales-element.ts";
import { contentStyles } from "../../styles/content.ts";
import { standingStyles } from "../../styles/standing.ts";
import { headingOf, type TakeAwayTable } from "../../take-away/table.ts";
import { dealForm, type EnteredDeal } from "./deal-form.ts";
import { nextTiers } from "./next-tiers.ts";
import { payoutSimulatorStyles } from "./payout-simulator.styles.ts";

type Payout = PayoutOfDealQuery["payoutOfDeal"];

/** Sales whose products and channels can be chosen. */
const optionsPeriod = "last-12-months";

/**
 * What one more deal would pay somebody: by component of the plan, with the month's total before and after it; and how
 * far it is to the next tier. It is reckoned by the rules of the plan, with today's facts, for the month under way
 * unless told otherwise.
 *
 * @summary What a deal that isn't made yet would pay, and how far the next tier is.
 * @tagname payout-simulator
 *
 * @fires {CustomEvent<{data: unknown}>} sales-load - An answer came.
 * @fires {CustomEvent<{error: Error}>} sales-error - A request failed.
 *
 * @csspart card - The box.
 * @csspart label - The heading.
 * @csspart form - The form for the deal.
 * @csspart payout - What the deal would pay.
 * @csspart next - How far it is to what comes next.
 * @csspart download - The button that takes the payout away.
 * @csspart message - What is said instead.
 * @csspart retry - The button that asks again.
 * @csspart age - The note that says how old the figures are.
 *
 * @cssprop [--sales-bad] - The colour of what is not as it should be; vermilion.
 */
export class PayoutSimulator extends SalesElement {
  static override readonly words: WordGroup = "incentives";
  static override styles = [...SalesElement.styles, contentStyles, standingStyles, payoutSimulatorStyles];
  static override properties = {
    ...SalesElement.properties,
    rep: { reflect: true },
    amount: { type: Number, reflect: true },
    label: { reflect: true },
    deal: { state: true },
  };

  /** Whose pay, by the source system's own key or the global id. */
  declare rep: string | undefined;
  /** The amount to begin with. */
  declare amount: number | undefined;
  /** A heading of your own. */
  declare label: string | undefined;
  /** @internal The deal that was entered. */
  declare deal: EnteredDeal | undefined;

  readonly #query = new QueryController<NextTiersQuery>(
    this,
    () => {
      const { client } = this;
      if (!client || this.fault()) return undefined;
      const variables = { rep: this.rep!, period: this.period, locale: this.language };
      return {
        key: JSON.stringify(variables),
        client,
        load: (client, signal) => this.answered(client.request(NextTiersDocument, variables, signal), client, signal),
      };
    },
    () => this.chosenRefresh,
  );

  readonly #payout = new QueryController<Payout>(this, () => {
    const { client, deal } = this;
    if (!client || !deal || this.fault()) return undefined;
    const variables = { rep: this.rep!, period: this.period, locale: this.language };
    return {
      key: JSON.stringify([variables, deal]),
      client,
      load: async (client, signal) => {
        const known = await knownDeal(client, deal, signal);
        return (await client.request(PayoutOfDealDocument, { ...variables, deal: known }, signal)).payoutOfDeal;
      },
    };
  });

  readonly #options = new QueryController<DealOptionsQuery>(this, () => {
    const { client } = this;
    if (!client || this.fault()) return undefined;
    const variables = { period: optionsPeriod, asOf: this.chosenToday, locale: this.language };
    return {
      key: JSON.stringify(variables),
      client,
      load: (client, signal) => client.request(DealOptionsDocument, variables, signal),
    };
  });

  override willUpdate(): void {
    super.willUpdate();
    if (this.deal === undefined && (this.amount ?? 0) > 0) {
      this.deal = { amount: String(this.amount), isNewCustomer: false };
    }
  }

  protected override fault(): string | undefined {
    if (!this.rep) return msg("No rep: set rep to the sales rep's key.", { id: "no-rep" });
    return faultOfNumber("amount", this.amount, 10000) ?? super.fault();
  }

  get #label(): string {
    return this.label ?? msg("What would a deal pay?", { id: "payout" });
  }

  /** What the deal would pay, by component. */
  protected override table(): TakeAwayTable | undefined {
    const { data } = this.#payout;
    if (!data) return undefined;
    return {
      name: this.#label,
      columns: [msg("Component", { id: "component" }), headingOf(msg("Amount", { id: "amount" }), data.pays.currency)],
      rows: data.components.map(({ label, pays }) => [label, Number(pays.amount)]),
    };
  }

  override render() {
    return this.frame(this.#query, {
      label: this.#label,
      skeleton: () => html`<div aria-hidden="true">
        <div class="bone block"></div><div class="bone block"></div><div class="bone block"></div>
      </div>`,
      empty: () => undefined,
      complete: (data) => html`
        <div class="head">
          <span class="label" part="label">${this.#label}</span><span class="spacer"></span>
          ${this.#payout.data ? this.takeAway() : nothing}
        </div>
        ${dealForm({
          amount: this.amount,
          options: this.#options.data,
          pending: this.deal !== undefined && this.#payout.pending,
          submit: (deal) => {
            this.deal = deal;
          },
        })}
        <div class="payout ${this.deal && this.#payout.pending ? "stale" : ""}" part="payout" role="status">${this.#result()}</div>
        ${nextTiers(data.nextTiers, this.formatLocale)}
      `,
    });
  }

  #result(): TemplateResult {
    const { data, error, pending } = this.#payout;
    if (!this.deal) {
      return html`<p class="quiet">${msg("Enter the amount of a deal to see what it would pay.", { id: "enter-deal" })}</p>`;
    }
    if (error && !pending) return html`<p class="fault">${error.message}</p>`;
    if (data === undefined) return html`<p class="quiet">${msg("Loading…", { id: "loading" })}</p>`;
    if (data === null) {
      return html`<p class="quiet">${msg("There is no plan for this month that would pay it.", { id: "no-plan" })}</p>`;
    }
    const money = (amount: string) => formatMoney(amount, data.pays.currency, this.formatLocale);
    const [before, after] = [money(data.before.amount), money(data.after.amount)];
    return html`<p class="figure">${money(data.pays.amount)}</p>
      <p class="quiet">${msg(str`This month ${before} without it, ${after} with it`, { id: "payout-change" })}</p>
      ${
        data.components.length > 0
          ? html`<ul>${data.components.map(
              ({ label, pays }) =>
                html`<li><span>${label}</span><span class="number">${money(pays.amount)}</span></li>`,
            )}</ul>`
          : nothing
      }`;
  }
}

/** The deal as the server takes it: of a product its key, and its category, which conditions of plans name too. */
async function knownDeal(
  client: SalesClient,
  { product: id, ...deal }: EnteredDeal,
  signal: AbortSignal,
): Promise<DealInput> {
  if (id === undefined) return deal;
  const { node } = await client.request(DealProductDocument, { id }, signal);
  return node && "externalId" in node ? { ...deal, product: node.externalId, category: node.category } : deal;
}

declare global {
  interface HTMLElementTagNameMap {
    "payout-simulator": PayoutSimulator;
  }
}
