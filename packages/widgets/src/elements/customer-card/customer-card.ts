import { msg, str } from "@lit/localize";
import { html, type TemplateResult } from "lit";
import { followed } from "../../data/followed.ts";
import { QueryController } from "../../data/query-controller.ts";
import { formatCountry } from "../../format/country.ts";
import { formatDay } from "../../format/date.ts";
import {
  CustomerCardDocument,
  CustomerCardLinesDocument,
  type CustomerCardLinesQuery,
  type CustomerCardQuery,
  CustomerCardValueDocument,
  type CustomerCardValueQuery,
  RecommendationsDocument,
  type RecommendationsQuery,
} from "../../generated/graphql.ts";
import type { WordGroup } from "../../localization.ts";
import { movementStyles } from "../../metrics/movement.styles.ts";
import { SalesElement } from "../../sales-element.ts";
import { contentStyles } from "../../styles/content.ts";
import { headingOf, type TakeAwayTable } from "../../take-away/table.ts";
import { recommendationItemStyles } from "../recommendation-list/recommendation-item.styles.ts";
import { recommendationItem } from "../recommendation-list/recommendation-item.ts";
import { cardFigures } from "./card-figures.ts";
import { contactList, lastAnswers, lastOrders, openCases, openNeeds, section } from "./card-sections.ts";
import { customerCardStyles } from "./customer-card.styles.ts";
import { customerKey } from "./customer-key.ts";
import { purchaseHistory } from "./purchase-history.ts";

type Customer = NonNullable<CustomerCardQuery["customer"]>;
type LifetimeValue = NonNullable<CustomerCardValueQuery["customer"]>["lifetimeValue"];
type Recommendations = RecommendationsQuery["recommendations"];

/** How many recommendations a card has room for. */
const shownRecommendations = 5;

/**
 * One customer at a glance: who it is, what was bought, what is wanted next, how content they are, and what to offer.
 * Inside a provider that links, without `customer`, it follows the customer that is selected in another element.
 *
 * @summary One customer: figures, history, needs, satisfaction, recommendations.
 * @tagname customer-card
 *
 * @fires {CustomEvent<Selection>} sales-select - A recommended product was chosen: `dimension`, `key`, `label`, `where`.
 * @fires {CustomEvent<{data: unknown}>} sales-load - An answer came.
 * @fires {CustomEvent<{error: Error}>} sales-error - A request failed.
 *
 * @csspart card - The box.
 * @csspart label - The customer's name.
 * @csspart figures - The figures.
 * @csspart history - The drawing of the purchases.
 * @csspart item - One recommendation.
 * @csspart strength - How strong it is.
 * @csspart download - The button that takes the purchases by month away.
 * @csspart message - What is said instead.
 * @csspart retry - The button that asks again.
 * @csspart age - The note that says how old the figures are.
 */
export class CustomerCard extends SalesElement {
  static override readonly words: WordGroup = "customers";
  static override styles = [
    ...SalesElement.styles,
    contentStyles,
    movementStyles,
    recommendationItemStyles,
    customerCardStyles,
  ];
  static override properties = {
    ...SalesElement.properties,
    customer: { reflect: true },
    opened: { state: true },
  };

  /** The customer, by the source system's own key or the global id. */
  declare customer: string | undefined;
  /** @internal The order whose lines are shown. */
  declare opened: string | undefined;

  readonly #query = new QueryController<CustomerCardQuery | null>(
    this,
    () => {
      const { client } = this;
      const key = this.#key;
      if (!client || this.fault()) return undefined;
      const variables = { period: "last-12-months", asOf: this.chosenToday, locale: this.language };
      return {
        key: JSON.stringify([key, variables]),
        client,
        load: async (client, signal) =>
          key ? client.request(CustomerCardDocument, { ...variables, ...customerKey(key), key }, signal) : null,
      };
    },
    () => this.chosenRefresh,
  );

  /** Asked when the customer is there, so that the card doesn't wait for what takes longest. */
  readonly #offers = new QueryController<Recommendations>(this, () => {
    const { client } = this;
    const customer = this.#query.data?.customer?.id;
    if (!client || !customer) return undefined;
    const variables = { customer, first: shownRecommendations, asOf: this.chosenToday, locale: this.language };
    return {
      key: JSON.stringify(variables),
      client,
      load: async (client, signal) =>
        (await client.request(RecommendationsDocument, variables, signal, { apart: true })).recommendations,
    };
  });

  /** What they are expected to bring; the first time the server has to fit its model. */
  readonly #value = new QueryController<LifetimeValue>(this, () => {
    const { client } = this;
    const id = this.#query.data?.customer?.id;
    if (!client || !id) return undefined;
    const variables = { id, asOf: this.chosenToday, locale: this.language };
    return {
      key: JSON.stringify(variables),
      client,
      load: async (client, signal) =>
        (await client.request(CustomerCardValueDocument, variables, signal, { apart: true })).customer?.lifetimeValue ??
        null,
    };
  });

  readonly #lines = new QueryController<CustomerCardLinesQuery["node"]>(this, () => {
    const { client, opened } = this;
    if (!client || !opened) return undefined;
    return {
      key: opened,
      client,
      load: async (client, signal) => (await client.request(CustomerCardLinesDocument, { order: opened }, signal)).node,
    };
  });

  get #key(): string | undefined {
    return this.customer || (followed(this.settings.selections, this, ["CUSTOMER"])?.key ?? undefined);
  }

  protected override fault(): string | undefined {
    if (!this.customer && !this.linked) {
      return msg("No customer: set customer to the customer's key.", { id: "no-customer" });
    }
    return super.fault();
  }

  /** The purchases by month. */
  protected override table(): TakeAwayTable | undefined {
    const { data } = this.#query;
    if (!data?.customer) return undefined;
    const { metric, customer } = data;
    return {
      name: customer.name,
      columns: [
        msg("From", { id: "from" }),
        msg("To", { id: "to" }),
        headingOf(msg("Revenue", { id: "revenue" }), metric.currency),
        headingOf(msg("Year before", { id: "year-before" }), metric.currency),
      ],
      rows: metric.series.map(({ from, to, value, comparison }) => [from, to, value, comparison]),
      notes: [[msg("Customer", { id: "customer" }), `${customer.name} (${customer.externalId})`]],
    };
  }

  override render() {
    return this.frame(this.#query, {
      label: msg("Customer", { id: "customer" }),
      skeleton: () => html`<div aria-hidden="true">
        <div class="bone line"></div><div class="bone block"></div><div class="bone block"></div>
      </div>`,
      empty: (data) => {
        if (!this.#key) return msg("Choose a customer to see them here.", { id: "choose-customer" });
        return data?.customer ? undefined : msg("There is no such customer.", { id: "unknown-customer" });
      },
      complete: (data) => this.#complete(data!, data!.customer!),
    });
  }

  #complete(data: CustomerCardQuery, customer: Customer): TemplateResult {
    const locale = this.formatLocale;
    const { currency } = data.company;
    return html`
      <div class="head">
        <span class="label name" part="label">${customer.name}</span><span class="spacer"></span>${this.takeAway()}
        <p class="quiet who">${this.#who(customer)}</p>
      </div>
      <div class="body ${this.#query.pending ? "stale" : ""}">
        ${cardFigures(data, this.#value.data, locale)}
        ${purchaseHistory(data.metric, locale)}
        <div class="sections">
          <div class="column">
            ${this.#recommendations(locale)}
            ${openNeeds(customer, locale)}
          </div>
          <div class="column">
            ${lastOrders(customer, { locale, currency, opened: this.#openedLines, toggle: this.#toggle })}
            ${contactList(customer)}
            ${lastAnswers(customer, locale)}
            ${openCases(customer, locale)}
          </div>
        </div>
      </div>
    `;
  }

  /** Kind, company, industry, place, owner and since when, as far as they are known. */
  #who({ kind, name, companyName, industry, region, country, owner, acquiredOn }: Customer): string {
    const since = formatDay(acquiredOn, this.formatLocale);
    const ownerName = owner?.name ?? "";
    return [
      kind === "PERSON" ? msg("Person", { id: "person" }) : msg("Company", { id: "company" }),
      companyName === name ? "" : companyName,
      industry,
      [region, formatCountry(country, this.formatLocale)].filter(Boolean).join(", "),
      ownerName && msg(str`owner ${ownerName}`, { id: "owned-by" }),
      since && msg(str`known since ${since}`, { id: "known-since" }),
    ]
      .filter(Boolean)
      .join(" · ");
  }

  #recommendations(locale: string): TemplateResult {
    const { data, error } = this.#offers;
    const name = msg("What to offer", { id: "offer" });
    if (!data) {
      const said = error ? error.message : msg("Loading…", { id: "loading" });
      return section(name, html`<p class="none" role="status">${said}</p>`, "");
    }
    const rows = data.edges.map(({ node }) => node);
    return section(
      name,
      rows.length === 0
        ? undefined
        : html`<ol class="offers" aria-label=${name}>${rows.map((row) => {
            const { productId: key, productName: label } = row;
            const where = { product: { in: [key] } };
            const choose = () => this.select({ dimension: "PRODUCT", key, label, where });
            const chosen = this.linked ? this.ownSelection?.key === key : undefined;
            return recommendationItem(row, { show: "product", locale, choose, chosen });
          })}</ol>`,
      msg("Nothing at the moment.", { id: "nothing-now" }),
    );
  }

  get #openedLines() {
    const { opened } = this;
    if (!opened) return undefined;
    const { data, error } = this.#lines;
    const lines = data && "lines" in data && data.id === opened ? data.lines : undefined;
    return { id: opened, lines, error: error?.message };
  }

  readonly #toggle = (order: string, open: boolean): void => {
    if (open) this.opened = order;
    else if (this.opened === order) this.opened = undefined;
  };
}

declare global {
  interface HTMLElementTagNameMap {
    "customer-card": CustomerCard;
  }
}
