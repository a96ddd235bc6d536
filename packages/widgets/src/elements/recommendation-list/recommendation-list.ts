import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import type { SalesClient } from "../../data/client.ts";
import { QueryController } from "../../data/query-controller.ts";
import type { Selection } from "../../data/settings.ts";
import { formatValue } from "../../format/number.ts";
import { RecommendationsDocument, type RecommendationsQuery } from "../../generated/graphql.ts";
import type { WordGroup } from "../../localization.ts";
import { SalesElement } from "../../sales-element.ts";
import { contentStyles } from "../../styles/content.ts";
import type { TakeAwayTable } from "../../take-away/table.ts";
import { recommendationItemStyles } from "./recommendation-item.styles.ts";
import { type Recommendation, recommendationItem, type Shown } from "./recommendation-item.ts";
import { recommendationListStyles } from "./recommendation-list.styles.ts";
import { followedTarget, givenTargets, recommendationFilter, type Target } from "./target.ts";

type Page = RecommendationsQuery["recommendations"];

/**
 * What to offer a customer, what to offer to whom in a segment, or to whom to offer a product: the most promising
 * first, each with its reason. Inside a provider that links, without an attribute that says for whom, it follows the
 * customer, segment or product that is selected in another element.
 *
 * Of a provider's filter it heeds what says something about customers and products.
 *
 * @summary What to offer to whom, and why.
 * @tagname recommendation-list
 *
 * @fires {CustomEvent<Selection>} sales-select - A product (of a customer's list) or a customer (of the others) was chosen: `dimension`, `key`, `label`, `where`.
 * @fires {CustomEvent<{data: unknown}>} sales-load - An answer came.
 * @fires {CustomEvent<{error: Error}>} sales-error - A request failed.
 *
 * @csspart card - The box.
 * @csspart label - The heading.
 * @csspart list - The list.
 * @csspart item - One recommendation.
 * @csspart strength - How strong it is.
 * @csspart pager - The line with the button for more.
 * @csspart download - The button that takes the list away.
 * @csspart message - What is said instead of a list.
 * @csspart retry - The button that asks again.
 * @csspart age - The note that says how old the list is.
 */
export class RecommendationList extends SalesElement {
  static override readonly words: WordGroup = "customers";
  static override styles = [...SalesElement.styles, contentStyles, recommendationItemStyles, recommendationListStyles];
  static override properties = {
    ...SalesElement.properties,
    customer: { reflect: true },
    segment: { reflect: true },
    product: { reflect: true },
    label: { reflect: true },
    pageSize: { type: Number, attribute: "page-size", reflect: true },
    pages: { state: true },
  };

  /** A customer, by the source system's own key or the global id: what to offer them. */
  declare customer: string | undefined;
  /** An RFM segment, such as `champions`: what to offer to whom in it. */
  declare segment: string | undefined;
  /** A product, by the source system's own key or the global id: whom to offer it. */
  declare product: string | undefined;
  /** A heading of your own. */
  declare label: string | undefined;
  /** Rows on a page; default 10. */
  declare pageSize: number | undefined;
  /** @internal Cursors of the pages that were asked for. */
  declare pages: readonly (string | null)[];

  #list: string | undefined;

  readonly #query = new QueryController<readonly Page[]>(
    this,
    () => {
      const { client } = this;
      if (!client || this.fault()) return undefined;
      const target = this.#target;
      const variables = this.#variables;
      return {
        key: JSON.stringify([target, variables, this.pages.length]),
        client,
        load: (client, signal) =>
          Promise.all(target ? this.pages.map((after) => this.#page(client, target, after, signal)) : []),
      };
    },
    () => this.chosenRefresh,
  );

  constructor() {
    super();
    this.pages = [null];
  }

  override willUpdate(): void {
    super.willUpdate();
    if (this.fault()) return;
    // Cursors belong to one list.
    const list = JSON.stringify([this.#target, this.#variables]);
    if (this.#list !== undefined && this.#list !== list) this.pages = [null];
    this.#list = list;
  }

  get #target(): Target | undefined {
    return givenTargets(this)[0] ?? followedTarget(this.settings.selections, this);
  }

  get #variables() {
    const target = this.#target;
    return {
      where: target && recommendationFilter(this.chosenWhere, target),
      asOf: this.chosenToday,
      first: this.#size,
      locale: this.language,
    };
  }

  get #size(): number {
    return Math.min(Math.max(Math.round(this.pageSize ?? 10), 1), 100);
  }

  /** What the rows have to say, since the heading says the rest. */
  get #shown(): Shown {
    const target = this.#target;
    if (!target || "customer" in target) return "product";
    return "product" in target ? "customer" : "both";
  }

  async #page(client: SalesClient, target: Target, after: string | null, signal: AbortSignal): Promise<Page> {
    const variables = { ...this.#variables, ...target, after };
    return (await client.request(RecommendationsDocument, variables, signal, { apart: true })).recommendations;
  }

  get #rows(): readonly Recommendation[] {
    return this.#query.data?.flatMap(({ edges }) => edges.map(({ node }) => node)) ?? [];
  }

  get #label(): string {
    if (this.label) return this.label;
    const shown = this.#shown;
    const first = this.#rows[0];
    if (shown === "both") return msg("What to offer to whom", { id: "offer-segment" });
    if (shown === "customer") {
      return first
        ? msg(str`Whom to offer ${first.productName}`, { id: "offer-product" })
        : msg("Whom to offer it", { id: "offer-it" });
    }
    return first
      ? msg(str`What to offer ${first.customerName}`, { id: "offer-customer" })
      : msg("What to offer", { id: "offer" });
  }

  protected override fault(): string | undefined {
    const given = givenTargets(this).flatMap((target) => Object.keys(target));
    if (given.length > 1) {
      const names = given.join(", ");
      return msg(str`Set one of customer, segment and product; there are ${names}.`, { id: "one-target" });
    }
    if (given.length === 0 && !this.linked) {
      return msg("No target: set customer, segment or product.", { id: "no-target" });
    }
    return super.fault();
  }

  /** What is shown, with all reasons. */
  protected override table(): TakeAwayTable | undefined {
    if (!this.#query.data) return undefined;
    return {
      name: this.#label,
      columns: [
        msg("Customer", { id: "customer" }),
        msg("Product", { id: "product" }),
        msg("Category", { id: "category" }),
        msg("Score", { id: "score" }),
        msg("Reasons", { id: "reasons" }),
      ],
      rows: this.#rows.map(({ customerName, productName, category, score, reasons }) => [
        customerName,
        productName,
        category,
        score,
        reasons.map(({ text }) => text).join(" "),
      ]),
    };
  }

  override render() {
    return this.frame(this.#query, {
      label: this.#label,
      skeleton: () => html`<div aria-hidden="true">
        ${Array.from({ length: Math.min(this.#size, 10) }, () => html`<div class="bone"></div>`)}
      </div>`,
      empty: (pages) => this.#empty(pages),
      complete: (pages) => this.#complete(pages),
    });
  }

  #empty(pages: readonly Page[]): string | undefined {
    if (!this.#target) return msg("Choose a customer, a segment or a product.", { id: "choose-target" });
    if (pages[0]?.totalCount) return undefined;
    return this.#shown === "customer"
      ? msg("Nobody is known who would want it, or nobody matches the filters.", { id: "no-takers" })
      : msg("There is no reason to offer anything at the moment, or nothing matches the filters.", {
          id: "nothing-to-offer",
        });
  }

  #complete(pages: readonly Page[]): TemplateResult {
    const label = this.#label;
    const rows = this.#rows;
    const last = pages.at(-1)!;
    const { pending } = this.#query;
    const count = (number: number) => formatValue(number, { unit: "COUNT" }, this.formatLocale);
    const [shown, all] = [count(rows.length), count(last.totalCount)];
    return html`
      <div class="head">
        <span class="label" part="label">${label}</span><span class="spacer"></span>${this.takeAway()}
      </div>
      <ol class="offers ${pending ? "stale" : ""}" part="list" aria-label=${label}>
        ${rows.map((row) =>
          recommendationItem(row, {
            show: this.#shown,
            locale: this.formatLocale,
            choose: () => this.#choose(row),
            chosen: this.linked ? this.ownSelection?.key === this.#selectionOf(row).key : undefined,
          }),
        )}
      </ol>
      <div class="foot" part="pager">
        <span class="quiet" role="status">${msg(str`${shown} of ${all}`, { id: "shown-of" })}</span>
        ${
          last.pageInfo.hasNextPage
            ? html`<button type="button" class="on-screen" ?disabled=${pending} @click=${() => {
                this.pages = [...this.pages, last.pageInfo.endCursor];
              }}>${msg("Show more", { id: "show-more" })}</button>`
            : nothing
        }
      </div>
    `;
  }

  #choose(row: Recommendation): void {
    this.select(this.#selectionOf(row));
  }

  #selectionOf({ customerId, customerName, productId, productName }: Recommendation): Selection {
    return this.#shown === "product"
      ? { dimension: "PRODUCT", key: productId, label: productName, where: { product: { in: [productId] } } }
      : { dimension: "CUSTOMER", key: customerId, label: customerName, where: { customer: { in: [customerId] } } };
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "recommendation-list": RecommendationList;
  }
}
