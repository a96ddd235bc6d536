import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { choiceBox } from "../../choice-box.ts";
import { QueryController } from "../../data/query-controller.ts";
import { faultOfChoice, faultOfNumber } from "../../faults.ts";
import { formatCountry } from "../../format/country.ts";
import { formatDay } from "../../format/date.ts";
import { formatValue } from "../../format/number.ts";
import type {
  ActivityState,
  CustomerFilter,
  CustomerListQuery,
  CustomerListQueryVariables,
  CustomerOrderField,
  Direction,
} from "../../generated/graphql.ts";
import { CustomerListDocument } from "../../generated/graphql.ts";
import type { WordGroup } from "../../localization.ts";
import { pagerStyles } from "../../pager.styles.ts";
import { PageController } from "../../pager.ts";
import { SalesElement } from "../../sales-element.ts";
import { contentStyles } from "../../styles/content.ts";
import { headingOf, type TakeAwayTable } from "../../take-away/table.ts";
import { customerFilter } from "./customer-filter.ts";
import { customerListStyles } from "./customer-list.styles.ts";

type Node = CustomerListQuery["customers"]["edges"][number]["node"];

const activities = ["active", "cooling", "dormant", "lost", "prospect"];

/** An erased customer has no name, so it is said what it is. */
function nameOf({ name, erasedOn }: Pick<Node, "name" | "erasedOn">): string {
  return erasedOn ? msg("Erased customer", { id: "erased-customer" }) : name;
}

/** Milliseconds without a keystroke after which a search is sent. */
const pause = 250;

/**
 * The customers with their sales, how active they are and their RFM segment: search, filter by both, sort by any figure,
 * page by page.
 *
 * A customer is active within their usual gap between purchases, cooling above it, dormant above twice, lost above four
 * times; a prospect never bought.
 *
 * @summary A table of customers with activity and segment: search, filters, sorting, paging.
 * @tagname customer-list
 *
 * @fires {CustomEvent<{id: string, name: string, dimension: string, key: string, label: string, where: object}>} sales-select - A customer was chosen.
 * @fires {CustomEvent<{data: unknown}>} sales-load - An answer came.
 * @fires {CustomEvent<{error: Error}>} sales-error - A request failed.
 *
 * @csspart card - The box.
 * @csspart label - The heading.
 * @csspart search - The search field.
 * @csspart filters - What filters by activity and segment.
 * @csspart download - The button that takes the page of the table away.
 * @csspart table - The table.
 * @csspart pager - The line with the buttons that page.
 * @csspart message - What is said instead of a table.
 * @csspart retry - The button that asks again.
 * @csspart age - The note that says how old the figures are.
 */
export class CustomerList extends SalesElement {
  static override readonly words: WordGroup = "customers";
  static override styles = [...SalesElement.styles, contentStyles, pagerStyles, customerListStyles];
  static override properties = {
    ...SalesElement.properties,
    label: { reflect: true },
    search: { reflect: true },
    sort: { reflect: true },
    activity: { reflect: true },
    segment: { reflect: true },
    pageSize: { type: Number, attribute: "page-size", reflect: true },
  };

  /** A heading of your own. */
  declare label: string | undefined;
  /** What to search for in names. */
  declare search: string | undefined;
  /** The column to sort by: `name`, `activity`, `revenue`, `orders`, `last-order`; a leading `-` turns it round. Default `-revenue`. */
  declare sort: string | undefined;
  /** Only customers of this activity: `active`, `cooling`, `dormant`, `lost` or `prospect`. */
  declare activity: string | undefined;
  /** Only customers of this RFM segment, by its id such as `at-risk`. */
  declare segment: string | undefined;
  /** Rows on a page; default 10. */
  declare pageSize: number | undefined;

  #typing: ReturnType<typeof setTimeout> | undefined;

  readonly #pages = new PageController(this, 10, () => [this.search, this.sort, this.#where, this.chosenToday]);
  readonly #query = new QueryController<CustomerListQuery>(
    this,
    () => {
      const { client } = this;
      if (!client || this.fault()) return undefined;
      const { by, direction } = this.#order;
      const variables: CustomerListQueryVariables = {
        search: this.search || undefined,
        where: this.#where,
        orderBy: [{ by, direction }],
        ...this.#pages.variables,
        asOf: this.chosenToday,
        locale: this.language,
      };
      return {
        key: JSON.stringify(variables),
        client,
        load: (client, signal) =>
          this.answered(client.request(CustomerListDocument, variables, signal), client, signal),
      };
    },
    () => this.chosenRefresh,
  );

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#typing);
  }

  protected override fault(): string | undefined {
    return (
      faultOfChoice("sort", this.sort?.replace(/^-/, ""), ["name", "activity", "revenue", "orders", "last-order"]) ??
      faultOfChoice("activity", this.activity, activities) ??
      faultOfNumber("page-size", this.pageSize, 10) ??
      super.fault()
    );
  }

  /** The chosen filter, and what is chosen here: of one field the list's own choice wins. */
  get #where(): CustomerFilter | undefined {
    const { activity, segment } = this;
    const outer = customerFilter(this.chosenWhere);
    if (!activity && !segment) return outer;
    return {
      ...outer,
      ...(activity ? { activity: { in: [activity.toUpperCase() as ActivityState] } } : {}),
      ...(segment ? { segment: { in: [segment] } } : {}),
    };
  }

  get #order(): { by: CustomerOrderField; direction: Direction } {
    const wanted = this.sort ?? "-revenue";
    const field = wanted.replace(/^-/, "").toUpperCase().replace("-", "_");
    const by =
      (["NAME", "ACTIVITY", "REVENUE", "ORDERS", "LAST_ORDER"] as const).find((name) => name === field) ?? "REVENUE";
    return { by, direction: wanted.startsWith("-") ? "DESC" : "ASC" };
  }

  /** The page that is shown. */
  protected override table(): TakeAwayTable | undefined {
    const { data } = this.#query;
    if (!data) return undefined;
    const { currency } = data.company;
    return {
      name: this.label ?? msg("Customers", { id: "customers" }),
      columns: [
        msg("Name", { id: "name" }),
        msg("Country", { id: "country" }),
        msg("Account owner", { id: "owner" }),
        msg("Segment", { id: "segment" }),
        msg("Activity", { id: "activity" }),
        headingOf(msg("Revenue", { id: "revenue" }), currency),
        msg("Orders", { id: "orders" }),
        msg("Last order", { id: "last-order" }),
      ],
      rows: data.customers.edges.map(({ node: { country, owner, figures, activity, rfm, ...node } }) => [
        nameOf(node),
        formatCountry(country, this.formatLocale),
        owner?.name,
        rfm?.segmentLabel,
        activity?.label,
        figures.revenue,
        figures.orders,
        figures.lastOrderOn,
      ]),
    };
  }

  override render() {
    const label = this.label ?? msg("Customers", { id: "customers" });
    return this.frame(this.#query, {
      label,
      skeleton: () => html`<div aria-hidden="true">
        ${Array.from({ length: this.#pages.size + 2 }, () => html`<div class="bone"></div>`)}
      </div>`,
      empty: (data) =>
        data.customers.totalCount === 0 && !this.search && !this.activity && !this.segment
          ? msg("There are no customers yet, or none match the filters.", { id: "no-customers" })
          : undefined,
      complete: (data) => this.#complete(data, label),
    });
  }

  #complete({ customers, company, segmentCatalog }: CustomerListQuery, label: string): TemplateResult {
    const columns = [
      { by: "NAME", sort: "name", text: msg("Name", { id: "name" }), end: false, name: "name" },
      { by: "", sort: "", text: msg("Country", { id: "country" }), end: false, name: "country" },
      { by: "", sort: "", text: msg("Account owner", { id: "owner" }), end: false, name: "owner" },
      { by: "", sort: "", text: msg("Segment", { id: "segment" }), end: false, name: "segment" },
      { by: "ACTIVITY", sort: "activity", text: msg("Activity", { id: "activity" }), end: false, name: "activity" },
      { by: "REVENUE", sort: "revenue", text: msg("Revenue", { id: "revenue" }), end: true, name: "revenue" },
      { by: "ORDERS", sort: "orders", text: msg("Orders", { id: "orders" }), end: true, name: "orders" },
      { by: "LAST_ORDER", sort: "last-order", text: msg("Last order", { id: "last-order" }), end: true, name: "last" },
    ] as const;
    const found = customers.edges.length;
    return html`
      <div class="head">
        <span class="label" part="label">${label}</span><span class="spacer"></span>
        <input class="on-screen" part="search" type="search" .value=${this.search ?? ""} @input=${this.#type}
          aria-label=${msg("Search customers", { id: "search-customers" })}
          placeholder=${msg("Search", { id: "search" })} />
        ${this.#filters(segmentCatalog)}
        ${this.takeAway()}
      </div>
      <div class="scroll ${this.#query.pending ? "stale" : ""}">
        <table part="table" aria-label=${label}>
          <thead><tr>${columns.map((column) => this.#heading(column))}</tr></thead>
          <tbody>${customers.edges.map(({ node }) => this.#row(node, company.currency))}</tbody>
        </table>
      </div>
      ${
        found === 0
          ? html`<p class="note">${
              this.search
                ? msg(str`No customer matches “${this.search}”.`, { id: "no-match" })
                : msg("No customer matches what is chosen.", { id: "no-match-chosen" })
            }</p>`
          : nothing
      }
      ${this.#pages.line({
        shown: found,
        total: customers.totalCount,
        ends: customers.pageInfo,
        pending: this.#query.pending,
        locale: this.formatLocale,
      })}
    `;
  }

  #filters(segments: CustomerListQuery["segmentCatalog"]): TemplateResult {
    const select = (
      name: "activity" | "segment",
      label: string,
      every: string,
      options: readonly (readonly [string, string])[],
    ) =>
      choiceBox(label, [["", every], ...options], this[name] ?? "", (value) => {
        this[name] = value || undefined;
      });
    return html`<span class="filters" part="filters">
      ${select(
        "activity",
        msg("Activity", { id: "activity" }),
        msg("All activity", { id: "any-activity" }),
        activityChoices(),
      )}
      ${select(
        "segment",
        msg("Segment", { id: "segment" }),
        msg("All segments", { id: "any-segment" }),
        segments.map(({ id, label }) => [id, label] as const),
      )}
    </span>`;
  }

  #heading(column: { by: string; sort: string; text: string; end: boolean; name: string }): TemplateResult {
    const { by, direction } = this.#order;
    const sorted = column.by !== "" && column.by === by;
    const classes = `${column.name} ${column.end ? "end" : ""}`;
    if (!column.sort) return html`<th scope="col" class=${classes}>${column.text}</th>`;
    const next = sorted ? (direction === "DESC" ? "" : "-") : column.end ? "-" : "";
    const mark = sorted ? (direction === "DESC" ? " ↓" : " ↑") : "";
    return html`<th scope="col" class=${classes}
      aria-sort=${sorted ? (direction === "DESC" ? "descending" : "ascending") : nothing}>
      <button type="button" class="plain" @click=${() => {
        this.sort = next + column.sort;
      }}>${column.text}<span aria-hidden="true">${mark}</span></button>
    </th>`;
  }

  #row(node: Node, currency: string): TemplateResult {
    const locale = this.formatLocale;
    const chosen = this.ownSelection?.key === node.id;
    return html`<tr class=${chosen ? "chosen" : ""} @click=${() => this.#select(node)}>
      <th scope="row" class="name"><button type="button" class="plain" title=${nameOf(node)}
        aria-pressed=${this.linked ? chosen : nothing}>${nameOf(node)}</button></th>
      <td class="country">${formatCountry(node.country, locale)}</td>
      <td class="owner">${node.owner?.name ?? ""}</td>
      <td class="segment">${node.rfm?.segmentLabel ?? ""}</td>
      <td class="activity" title=${node.activity?.reason ?? nothing}>${
        node.activity
          ? html`<span class="mark ${node.activity.state.toLowerCase()}" aria-hidden="true"></span>${node.activity.label}<span
              class="visually-hidden">: ${node.activity.reason}</span>`
          : nothing
      }</td>
      <td class="end revenue">${formatValue(node.figures.revenue, { unit: "MONEY", currency }, locale)}</td>
      <td class="end orders">${formatValue(node.figures.orders, { unit: "COUNT" }, locale)}</td>
      <td class="end last">${formatDay(node.figures.lastOrderOn, locale)}</td>
    </tr>`;
  }

  readonly #type = (event: Event): void => {
    const { value } = event.target as HTMLInputElement;
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => {
      this.search = value.trim();
    }, pause);
  };

  #select({ id, ...node }: Node): void {
    const name = nameOf(node);
    this.select({ dimension: "CUSTOMER", key: id, label: name, where: { customer: { in: [id] } } }, { id, name });
  }
}

function activityChoices(): readonly (readonly [string, string])[] {
  return [
    ["active", msg("Active", { id: "active" })],
    ["cooling", msg("Cooling", { id: "cooling" })],
    ["dormant", msg("Dormant", { id: "dormant" })],
    ["lost", msg("Lost", { id: "lost" })],
    ["prospect", msg("Prospect", { id: "prospect" })],
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    "customer-list": CustomerList;
  }
}
