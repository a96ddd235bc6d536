import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { QueryController } from "../../data/query-controller.ts";
import { disclosureStyles, toggled } from "../../disclosure.ts";
import { faultOfNumber } from "../../faults.ts";
import { formatDay, formatPeriod } from "../../format/date.ts";
import { formatMoney } from "../../format/number.ts";
import type { PayMonthFragment, Role, StatementListQuery } from "../../generated/graphql.ts";
import {
  ApproveStatementsDocument,
  DisputeStatementLineDocument,
  IncentiveStatementDocument,
  StatementLineOrdersDocument,
  StatementListDocument,
} from "../../generated/graphql.ts";
import type { WordGroup } from "../../localization.ts";
import { pagerStyles } from "../../pager.styles.ts";
import { PageController } from "../../pager.ts";
import { SalesElement } from "../../sales-element.ts";
import { contentStyles } from "../../styles/content.ts";
import { standingStyles } from "../../styles/standing.ts";
import { headingOf, type TakeAwayTable } from "../../take-away/table.ts";
import { incentiveStatementStyles } from "./incentive-statement.styles.ts";
import { type Draft, lineDisputes } from "./line-disputes.ts";
import { lineOrders, type OrderPage } from "./line-orders.ts";
import { type Approval, mayApprove, statementApproval } from "./statement-approval.ts";
import { monthChoice, statusMark, statusText } from "./statement-head.ts";
import { groupLines, type Line, type LineView, lineGroup, lineName, type Statement } from "./statement-lines.ts";
import { type ListedStatement, statementList } from "./statement-list.ts";

interface Answer {
  readonly months: readonly PayMonthFragment[];
  /** Of one rep; null where there is none. */
  readonly statement?: Statement | null;
  readonly list?: StatementListQuery["statements"];
  readonly role?: Role;
}

/**
 * What somebody is paid for a month, line by line: what each is reckoned on, at which rate, and why; the parts in each
 * tier, the orders behind it, and what was said against it. Without `rep`, the totals of everybody whom the viewer may
 * see, each of which opens. It shows the newest month unless told otherwise; the provider's period is not asked, since
 * people are paid by the month.
 *
 * Printed, every line tells why.
 *
 * @summary A pay statement that explains itself, or the list of all.
 * @tagname incentive-statement
 *
 * @fires {CustomEvent<{data: unknown}>} sales-load - An answer came.
 * @fires {CustomEvent<{error: Error}>} sales-error - A request failed.
 *
 * @csspart card - The box.
 * @csspart label - The heading.
 * @csspart status - How far it is: mark and word.
 * @csspart total - What it comes to.
 * @csspart group - The lines of one component of a plan.
 * @csspart line - One line.
 * @csspart reasons - Why it is what it is.
 * @csspart portions - The table of the parts in each tier.
 * @csspart orders - The table of the orders.
 * @csspart disputes - What was said against a line.
 * @csspart dispute - The button that disputes a line.
 * @csspart dispute-form - The form to do it.
 * @csspart table - The list of everybody's statements.
 * @csspart approval - The button that approves everybody's, and its question.
 * @csspart back - The button that leads back to the list.
 * @csspart download - The button that takes the lines, or the list, away.
 * @csspart pager - The line with the buttons that page.
 * @csspart message - What is said instead of lines.
 * @csspart retry - The button that asks again.
 * @csspart age - The note that says how old the figures are.
 *
 * @cssprop [--sales-good] - The colour of what is as it should be; teal.
 * @cssprop [--sales-caution] - The colour of what needs a look; amber.
 * @cssprop [--sales-bad] - The colour of what is not as it should be; vermilion.
 */
export class IncentiveStatement extends SalesElement {
  static override readonly words: WordGroup = "incentives";
  static override styles = [
    ...SalesElement.styles,
    contentStyles,
    disclosureStyles,
    pagerStyles,
    standingStyles,
    incentiveStatementStyles,
  ];
  static override properties = {
    ...SalesElement.properties,
    rep: { reflect: true },
    pageSize: { type: Number, attribute: "page-size", reflect: true },
    label: { reflect: true },
    chosen: { state: true },
    opened: { state: true },
    orderPages: { state: true },
    draft: { state: true },
    approval: { state: true },
  };

  /** Whose, by the source system's own key or the global id; without it the list of all. */
  declare rep: string | undefined;
  /** Statements on a page of the list; default 20. */
  declare pageSize: number | undefined;
  /** A heading of your own. */
  declare label: string | undefined;
  /** @internal The rep whose statement was opened in the list. */
  declare chosen: string | undefined;
  /** @internal The lines that are open, by number. */
  declare opened: ReadonlySet<number>;
  /** @internal The line whose orders are shown, and after which cursors their pages begin. */
  declare orderPages: { readonly line: number; readonly after: readonly (string | null)[] } | undefined;
  /** @internal The dispute that is being written. */
  declare draft: Draft | undefined;
  /** @internal How far an approval of the month is. */
  declare approval: Approval | undefined;

  #shown: string | undefined;
  /** Where the focus goes as soon as it is there: what had it may have gone. */
  #focusOn: string | undefined;

  readonly #pages = new PageController(this, 20, () => this.#filters);
  readonly #query = new QueryController<Answer>(
    this,
    () => {
      const { client } = this;
      const rep = this.#rep;
      if (!client || this.fault()) return undefined;
      const one = { rep: rep ?? "", period: this.period, locale: this.language };
      const all = { ...this.#filters, ...this.#pages.variables };
      return {
        key: JSON.stringify(rep ? one : all),
        client,
        load: async (client, signal) => {
          if (rep) {
            const asked = client.request(IncentiveStatementDocument, one, signal);
            const { statement, payPeriods } = await this.answered(asked, client, signal);
            return { statement, months: payPeriods };
          }
          const asked = client.request(StatementListDocument, all, signal);
          const { statements, payPeriods, viewer } = await this.answered(asked, client, signal);
          return { list: statements, months: payPeriods, role: viewer.role };
        },
      };
    },
    () => this.chosenRefresh,
  );

  readonly #orders = new QueryController<readonly OrderPage[]>(this, () => {
    const { client, orderPages } = this;
    const statement = this.#query.data?.statement;
    if (!client || !orderPages || !statement) return undefined;
    const { line, after } = orderPages;
    const variables = { rep: statement.rep.id, period: statement.period, line };
    return {
      key: JSON.stringify([variables, after]),
      client,
      load: (client, signal) =>
        Promise.all(
          after.map(async (cursor) => {
            const asked = { ...variables, after: cursor };
            const answer = await client.request(StatementLineOrdersDocument, asked, signal, { apart: true });
            return answer.statement!.line!.orders;
          }),
        ),
    };
  });

  constructor() {
    super();
    this.opened = new Set();
  }

  override willUpdate(): void {
    super.willUpdate();
    // What is open belongs to one statement, cursors to one list.
    const shown = JSON.stringify([this.#rep, this.period, this.#filters, this.#pages.size]);
    if (this.#shown !== undefined && this.#shown !== shown) {
      this.opened = new Set();
      this.orderPages = undefined;
      this.draft = undefined;
      this.approval = undefined;
    }
    this.#shown = shown;
  }

  override updated(): void {
    const wanted = this.#focusOn && this.renderRoot.querySelector<HTMLElement>(this.#focusOn);
    if (!wanted) return;
    this.#focusOn = undefined;
    wanted.focus();
  }

  get #rep(): string | undefined {
    return this.rep || this.chosen;
  }

  get #filters() {
    const { rep, team } = this.chosenWhere ?? {};
    return { period: this.period, rep, team };
  }

  protected override fault(): string | undefined {
    return faultOfNumber("page-size", this.pageSize, 20) ?? super.fault();
  }

  get #label(): string {
    return this.label ?? msg("Incentive statement", { id: "statement" });
  }

  /** The lines, or the page of the list. */
  protected override table(): TakeAwayTable | undefined {
    const { statement, list } = this.#query.data ?? {};
    if (statement) {
      const { currency } = statement.total;
      return {
        name: `${this.#label} ${statement.rep.name} ${statement.period}`,
        columns: [
          msg("Component", { id: "component" }),
          msg("Line", { id: "line" }),
          msg("Basis", { id: "basis" }),
          msg("Rate", { id: "rate" }),
          headingOf(msg("Amount", { id: "amount" }), currency),
          msg("Reasons", { id: "reasons" }),
        ],
        rows: statement.lines.map((line) => [
          line.componentLabel,
          lineName(line, statement.period),
          figureOf(line.basis),
          figureOf(line.rate),
          figureOf(line.amount.amount),
          line.reasons.join(" "),
        ]),
      };
    }
    const rows = list?.edges.map(({ node }) => node);
    if (!rows?.[0]) return undefined;
    return {
      name: `${this.#label} ${rows[0].period}`,
      columns: [
        msg("Sales rep", { id: "rep" }),
        msg("Team", { id: "team" }),
        msg("Status", { id: "status" }),
        headingOf(msg("Total", { id: "total" }), rows[0].total.currency),
      ],
      rows: rows.map(({ rep, team, status, total }) => [
        rep.name,
        team?.name,
        statusText(status),
        figureOf(total.amount),
      ]),
    };
  }

  override render() {
    return this.frame(this.#query, {
      label: this.#label,
      skeleton: () => html`<div aria-hidden="true">
        <div class="bone figure"></div>
        ${Array.from({ length: 10 }, () => html`<div class="bone line"></div>`)}
      </div>`,
      // Another month may have some: the box that chooses it has to stay.
      empty: () => undefined,
      complete: (answer) => this.#complete(answer),
    });
  }

  #complete({ statement, list, months, role }: Answer): TemplateResult {
    const first = list?.edges[0]?.node;
    const shown = statement ?? first ?? months.find(({ period }) => period === this.period);
    return html`
      <div class="head">
        <span class="label" part="label">${this.#label}</span>
        ${
          this.chosen && !this.rep && !list
            ? html`<button type="button" class="plain on-screen" part="back" @click=${this.#back}>${msg("All statements", { id: "all-statements" })}</button>`
            : nothing
        }
        <span class="spacer"></span>
        ${monthChoice(months, shown, this.formatLocale, (period) => {
          this.period = period;
        })}
        ${statement || first ? this.takeAway() : nothing}
      </div>
      <div class=${this.#query.pending ? "stale" : ""}>
        ${statement ? this.#statement(statement) : first ? this.#list(list!, role!) : this.#nothing()}
      </div>
    `;
  }

  #nothing(): TemplateResult {
    return html`<div class="message" part="message">
      <p><strong>${msg("Nothing to show", { id: "nothing-to-show" })}</strong></p>
      <p>${
        this.#rep
          ? msg("There is no statement for this period.", { id: "no-statement" })
          : msg("There are no statements for this period.", { id: "no-statements" })
      }</p>
    </div>`;
  }

  #statement(statement: Statement): TemplateResult {
    const { rep, from, to, status, total, lines, approvedAt, approvedBy } = statement;
    const locale = this.formatLocale;
    const view = this.#lineView(statement);
    const approver = approvedBy ?? "";
    return html`
      <p class="who"><strong>${rep.name}</strong> <span class="quiet">${formatPeriod(from, to, locale)}</span>
        ${statusMark(status)}
        ${
          approvedAt
            ? html`<span class="quiet">${msg(str`by ${approver}, ${formatDay(approvedAt.slice(0, 10), locale)}`, { id: "approved-by" })}</span>`
            : nothing
        }</p>
      <p class="total" part="total">${formatMoney(total.amount, total.currency, locale)}</p>
      ${
        lines.length === 0
          ? html`<p class="quiet">${msg("Nothing is paid for this period.", { id: "no-lines" })}</p>`
          : groupLines(lines).map((group) => lineGroup(group, view))
      }
      <p class="sum"><span>${msg("Total", { id: "total" })}</span>
        <span class="number">${formatMoney(total.amount, total.currency, locale)}</span></p>
    `;
  }

  #lineView({ period, total, rep, status }: Statement): LineView {
    const locale = this.formatLocale;
    return {
      locale,
      currency: total.currency,
      period,
      isOpen: ({ number }) => this.opened.has(number),
      toggle: ({ number }) => {
        this.opened = toggled(this.opened, number);
      },
      more: (line) =>
        html`${this.#orderList(line)}${lineDisputes(line, {
          locale,
          draft: this.draft?.line === line.number ? this.draft : undefined,
          allowed: status !== "DRAFT",
          write: (open) => this.#write(line, open),
          send: (reason) => void this.#send({ rep: rep.id, period, line: line.number, reason }),
        })}`,
    };
  }

  #orderList({ number, kind }: Line): TemplateResult | typeof nothing {
    const { orderPages } = this;
    if (!paidByOrders.includes(kind)) return nothing;
    if (orderPages?.line !== number) {
      return html`<button type="button" class="on-screen" @click=${() => {
        this.orderPages = { line: number, after: [null] };
      }}>${msg("Show the orders", { id: "show-orders" })}</button>`;
    }
    return lineOrders(this.#orders, this.formatLocale, (cursor) => {
      this.orderPages = { line: number, after: [...orderPages.after, cursor] };
    });
  }

  #write({ number }: Line, open: boolean): void {
    this.draft = open ? { line: number, sending: false } : undefined;
    this.#focusOn = open ? `#reason-${number}` : `#line-${number} .dispute`;
  }

  async #send(dispute: { rep: string; period: string; line: number; reason: string }): Promise<void> {
    const { line } = dispute;
    const { client } = this;
    if (!client) return;
    this.draft = { line, sending: true };
    try {
      await client.request(DisputeStatementLineDocument, dispute);
      this.draft = undefined;
      this.#focusOn = `#line-${line} .disclosure`;
      this.#query.retry();
    } catch (error) {
      this.draft = { line, sending: false, fault: (error as Error).message };
    }
  }

  #list({ edges, totalCount, pageInfo }: StatementListQuery["statements"], role: Role): TemplateResult {
    const statements = edges.map(({ node }) => node);
    const closed = statements.find(({ status }) => status === "CLOSED");
    return html`${statementList(statements, this.#label, this.formatLocale, ({ rep, period }) => {
      this.period = period;
      this.chosen = rep.id;
      this.#focusOn = '[part="back"]';
    })}
    ${
      totalCount > statements.length
        ? this.#pages.line({
            shown: statements.length,
            total: totalCount,
            ends: pageInfo,
            pending: this.#query.pending,
            locale: this.formatLocale,
          })
        : nothing
    }
    ${closed && mayApprove(role) ? this.#approval(closed) : nothing}`;
  }

  #approval({ period, from, to }: ListedStatement): TemplateResult {
    return statementApproval({
      month: formatPeriod(from, to, this.formatLocale),
      approval: this.approval,
      ask: () => {
        this.approval = { step: "asked" };
        this.#focusOn = ".approve";
      },
      approve: () => void this.#approve(period),
      cancel: () => {
        this.approval = undefined;
        this.#focusOn = ".ask";
      },
    });
  }

  async #approve(period: string): Promise<void> {
    const { client } = this;
    if (!client) return;
    this.approval = { step: "sending" };
    try {
      await client.request(ApproveStatementsDocument, { period });
      this.approval = undefined;
      this.#focusOn = "select";
      this.#query.retry();
    } catch (error) {
      this.approval = { step: "asked", fault: (error as Error).message };
    }
  }

  readonly #back = (): void => {
    this.#focusOn = `[data-rep="${CSS.escape(this.chosen ?? "")}"]`;
    this.chosen = undefined;
  };
}

/** What follows from orders; the rest follows from goals and days. */
const paidByOrders: readonly Line["kind"][] = ["COMMISSION", "OVERRIDE", "SPIFF"];

/** An exact figure as a spreadsheet reads it. */
function figureOf(value: string | null): number | null {
  return value === null ? null : Number(value);
}

declare global {
  interface HTMLElementTagNameMap {
    "incentive-statement": IncentiveStatement;
  }
}
