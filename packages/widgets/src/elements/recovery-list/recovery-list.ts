import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { QueryController } from "../../data/query-controller.ts";
import { faultOfNumber } from "../../faults.ts";
import { formatDay } from "../../format/date.ts";
import { formatValue } from "../../format/number.ts";
import type { RecoveryListQuery, RecoveryListQueryVariables } from "../../generated/graphql.ts";
import { RecoveryListDocument } from "../../generated/graphql.ts";
import type { WordGroup } from "../../localization.ts";
import { pagerStyles } from "../../pager.styles.ts";
import { PageController } from "../../pager.ts";
import { SalesElement } from "../../sales-element.ts";
import { contentStyles } from "../../styles/content.ts";
import { headingOf, type TakeAwayTable } from "../../take-away/table.ts";
import { customerFilter } from "../customer-list/customer-filter.ts";
import { customerListStyles } from "../customer-list/customer-list.styles.ts";
import { recoveryListStyles } from "./recovery-list.styles.ts";

type Recovery = RecoveryListQuery["recoveryList"];
type Node = Recovery["edges"][number]["node"];

/**
 * Whom to win back: customers who gave a low answer or have a severe case open, by what is at stake: their revenue of
 * the last twelve months. It says why, how long ago that was, and whether anybody has been in touch since.
 *
 * @summary Customers to win back, by value at stake.
 * @tagname recovery-list
 *
 * @fires {CustomEvent<{id: string, name: string, dimension: string, key: string, label: string, where: object}>} sales-select - A customer was chosen.
 * @fires {CustomEvent<{data: unknown}>} sales-load - An answer came.
 * @fires {CustomEvent<{error: Error}>} sales-error - A request failed.
 *
 * @csspart card - The box.
 * @csspart label - The heading.
 * @csspart untouched - The switch that leaves only those whom nobody has been in touch with.
 * @csspart sums - The line with how many there are and what is at stake.
 * @csspart download - The button that takes the page of the table away.
 * @csspart table - The table.
 * @csspart pager - The line with the buttons that page.
 * @csspart message - What is said instead of a table.
 * @csspart retry - The button that asks again.
 * @csspart age - The note that says how old the figures are.
 */
export class RecoveryList extends SalesElement {
  static override readonly words: WordGroup = "customers";
  static override styles = [...SalesElement.styles, contentStyles, pagerStyles, customerListStyles, recoveryListStyles];
  static override properties = {
    ...SalesElement.properties,
    label: { reflect: true },
    untouched: { type: Boolean, reflect: true },
    minimumValue: { type: Number, attribute: "minimum-value", reflect: true },
    days: { type: Number, reflect: true },
    pageSize: { type: Number, attribute: "page-size", reflect: true },
  };

  /** A heading of your own. */
  declare label: string | undefined;
  /** Only those whom nobody has been in touch with since. */
  declare untouched: boolean;
  /** Only those with at least this value at stake, in the reporting currency. */
  declare minimumValue: number | undefined;
  /** How many days back an answer still counts; default 365. */
  declare days: number | undefined;
  /** Rows on a page; default 10. */
  declare pageSize: number | undefined;

  readonly #pages = new PageController(this, 10, () => this.#filters);
  readonly #query = new QueryController<Recovery>(
    this,
    () => {
      const { client } = this;
      if (!client || this.fault()) return undefined;
      const variables: RecoveryListQueryVariables = { ...this.#filters, ...this.#pages.variables };
      return {
        key: JSON.stringify(variables),
        client,
        load: async (client, signal) => (await client.request(RecoveryListDocument, variables, signal)).recoveryList,
      };
    },
    () => this.chosenRefresh,
  );

  constructor() {
    super();
    this.untouched = false;
  }

  get #filters() {
    return {
      where: customerFilter(this.chosenWhere),
      untouched: this.untouched || undefined,
      minimumValue: this.minimumValue,
      days: this.days,
      asOf: this.chosenToday,
    };
  }

  protected override fault(): string | undefined {
    return (
      faultOfNumber("minimum-value", this.minimumValue, 1000) ??
      faultOfNumber("days", this.days, 365) ??
      faultOfNumber("page-size", this.pageSize, 10) ??
      super.fault()
    );
  }

  get #label(): string {
    return this.label ?? msg("Customers to win back", { id: "recovery" });
  }

  /** The page that is shown. */
  protected override table(): TakeAwayTable | undefined {
    const { data } = this.#query;
    if (!data) return undefined;
    return {
      name: this.#label,
      columns: [
        msg("Name", { id: "name" }),
        msg("Account owner", { id: "owner" }),
        msg("Reason", { id: "reason" }),
        msg("In their words", { id: "words" }),
        headingOf(msg("At stake", { id: "at-stake" }), data.currency),
        msg("Since", { id: "since" }),
        msg("Days", { id: "days" }),
        msg("In touch", { id: "in-touch" }),
      ],
      rows: data.edges.map(({ node }) => [
        node.customer.name,
        node.customer.owner?.name,
        reasonOf(node),
        wordsOf(node),
        node.value,
        node.since,
        node.daysSince,
        node.touchedOn,
      ]),
    };
  }

  override render() {
    return this.frame(this.#query, {
      label: this.#label,
      skeleton: () => html`<div aria-hidden="true">
        ${Array.from({ length: this.#pages.size + 1 }, () => html`<div class="bone"></div>`)}
      </div>`,
      // That there is nobody is good news, and said as such.
      empty: () => undefined,
      complete: (data) => this.#complete(data),
    });
  }

  #complete(data: Recovery): TemplateResult {
    const { edges, totalCount, currency } = data;
    return html`
      <div class="head">
        <span class="label" part="label">${this.#label}</span><span class="spacer"></span>
        <label class="on-screen" part="untouched"><input type="checkbox" .checked=${this.untouched} @change=${this.#switch} />
          ${msg("Only not in touch yet", { id: "only-untouched" })}</label>
        ${edges.length > 0 ? this.takeAway() : nothing}
      </div>
      ${
        totalCount === 0
          ? this.#goodNews()
          : html`<p class="sums quiet" part="sums">${this.#sums(data)}</p>
            <div class="scroll ${this.#query.pending ? "stale" : ""}">
              <table part="table" aria-label=${this.#label}>
                <thead><tr>
                  <th scope="col">${msg("Name", { id: "name" })}</th>
                  <th scope="col" class="reason">${msg("Reason", { id: "reason" })}</th>
                  <th scope="col" class="owner">${msg("Account owner", { id: "owner" })}</th>
                  <th scope="col" class="end">${msg("At stake", { id: "at-stake" })}</th>
                  <th scope="col" class="end days">${msg("Days", { id: "days" })}</th>
                  <th scope="col" class="end touch">${msg("In touch", { id: "in-touch" })}</th>
                </tr></thead>
                <tbody>${edges.map(({ node }) => this.#row(node, currency))}</tbody>
              </table>
            </div>
            ${this.#pages.line({
              shown: edges.length,
              total: totalCount,
              ends: data.pageInfo,
              pending: this.#query.pending,
              locale: this.formatLocale,
            })}`
      }
    `;
  }

  #goodNews(): TemplateResult {
    const filtered = this.untouched || this.minimumValue !== undefined;
    return html`<div class="message" part="message" role="status">
      <p><strong>${msg("Nobody to win back", { id: "nobody-to-win" })}</strong></p>
      <p>${
        filtered
          ? msg("No customer on the list meets these conditions.", { id: "none-filtered" })
          : msg("No customer has given a low answer lately, and no severe case is open.", { id: "good-news" })
      }</p>
    </div>`;
  }

  #sums({ totalCount, untouchedCount, totalValue, currency }: Recovery): string {
    const count = (value: number) => formatValue(value, { unit: "COUNT" }, this.formatLocale);
    const [customers, waiting] = [count(totalCount), count(untouchedCount)];
    const value = formatValue(totalValue, { unit: "MONEY", currency }, this.formatLocale, "short");
    return msg(str`${customers} customers, ${value} a year at stake, ${waiting} not in touch yet`, {
      id: "recovery-sums",
    });
  }

  #row(node: Node, currency: string): TemplateResult {
    const { customer, value, daysSince, since, touchedOn } = node;
    const locale = this.formatLocale;
    const chosen = this.ownSelection?.key === customer.id;
    const words = wordsOf(node);
    const touch = touchedOn ? formatDay(touchedOn, locale) : msg("Not yet", { id: "not-touched" });
    return html`<tr class=${chosen ? "chosen" : ""} @click=${() => this.#select(customer)}>
      <th scope="row" class="name"><button type="button" class="plain" title=${customer.name}
        aria-pressed=${this.linked ? chosen : nothing}>${customer.name}</button>
        <span class="narrowest quiet">${reasonOf(node)}</span></th>
      <td class="reason"><span>${reasonOf(node)}</span>${
        words ? html`<span class="quiet" title=${words}>${words}</span>` : nothing
      }</td>
      <td class="owner">${customer.owner?.name ?? ""}</td>
      <td class="end">${formatValue(value, { unit: "MONEY", currency }, locale)}
        <span class="narrow ${touchedOn ? "quiet" : "waits"}">${
          touchedOn ? msg(str`In touch ${touch}`, { id: "in-touch-on" }) : msg("Not in touch yet", { id: "untouched" })
        }</span></td>
      <td class="end days" title=${formatDay(since, locale)}>${formatValue(daysSince, { unit: "COUNT" }, locale)}</td>
      <td class="end touch ${touchedOn ? "" : "waits"}">${touch}</td>
    </tr>`;
  }

  readonly #switch = (event: Event): void => {
    this.untouched = (event.target as HTMLInputElement).checked;
  };

  #select({ id, name }: Node["customer"]): void {
    this.select({ dimension: "CUSTOMER", key: id, label: name, where: { customer: { in: [id] } } }, { id, name });
  }
}

/** "NPS 3", "Complaint open", or both. */
function reasonOf({ survey, score, caseKind }: Node): string {
  const answer = survey === null ? [] : [`${survey} ${score}`];
  if (caseKind === null) return answer.join("");
  const opened =
    caseKind === "COMPLAINT"
      ? msg("Complaint open", { id: "complaint-open" })
      : caseKind === "RETURN"
        ? msg("Return open", { id: "return-open" })
        : msg("Question open", { id: "question-open" });
  return [...answer, opened].join(" · ");
}

/** The comment of the answer, else the subject of the case. */
function wordsOf({ response, serviceCase }: Node): string | null {
  return response?.comment ?? serviceCase?.subject ?? null;
}

declare global {
  interface HTMLElementTagNameMap {
    "recovery-list": RecoveryList;
  }
}
