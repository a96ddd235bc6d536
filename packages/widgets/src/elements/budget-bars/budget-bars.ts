import { msg, str } from "@lit/localize";
import { html, nothing, svg, type TemplateResult } from "lit";
import { QueryController } from "../../data/query-controller.ts";
import { faultOfChoice } from "../../faults.ts";
import { formatDay, formatPeriod } from "../../format/date.ts";
import { intl } from "../../format/intl.ts";
import { formatValue } from "../../format/number.ts";
import type { BudgetBarsQuery, BudgetFiguresFragment, BudgetGrouping, BudgetState } from "../../generated/graphql.ts";
import { BudgetBarsDocument } from "../../generated/graphql.ts";
import type { WordGroup } from "../../localization.ts";
import { whereOf } from "../../metrics/selection.ts";
import { SalesElement } from "../../sales-element.ts";
import { contentStyles } from "../../styles/content.ts";
import { type Standing, standingMark, standingStyles } from "../../styles/standing.ts";
import { headingOf, type TakeAwayTable } from "../../take-away/table.ts";
import { type BudgetBar, budgetBars } from "./budget-bar.ts";
import { budgetBarsStyles } from "./budget-bars.styles.ts";

type Budget = BudgetBarsQuery["budget"];

const groupings = ["category", "team", "month"];
const standings: Readonly<Record<BudgetState, Standing>> = {
  OVER: "failed",
  AHEAD: "caution",
  WITHIN: "settled",
  UNPLANNED: "bad",
};

/**
 * Budgets beside what was spent: a bar for each category, team or month on one scale, with a mark where spending should
 * stand by now, and how it keeps to its budget in words; at the top all of it, with the cost of sales and the return.
 *
 * Of the provider's filter it takes teams.
 *
 * @summary Budgets against spending, by category, team or month.
 * @tagname budget-bars
 *
 * @fires {CustomEvent<{dimension: string, key: string, label: string, where: object}>} sales-select - A team was chosen.
 * @fires {CustomEvent<{data: unknown}>} sales-load - An answer came.
 * @fires {CustomEvent<{error: Error}>} sales-error - A request failed.
 *
 * @csspart card - The box.
 * @csspart label - The heading.
 * @csspart total - What was spent in all.
 * @csspart row - One budget.
 * @csspart bar - Its bar.
 * @csspart status - How it keeps to its budget: mark and word.
 * @csspart download - The button that takes the figures away.
 * @csspart message - What is said instead of bars.
 * @csspart retry - The button that asks again.
 * @csspart age - The note that says how old the figures are.
 *
 * @cssprop [--sales-good] - The colour of what is as it should be; teal.
 * @cssprop [--sales-caution] - The colour of what needs a look; amber.
 * @cssprop [--sales-bad] - The colour of what is not as it should be; vermilion.
 */
export class BudgetBars extends SalesElement {
  static override readonly words: WordGroup = "team";
  static override styles = [...SalesElement.styles, contentStyles, standingStyles, budgetBarsStyles];
  static override properties = {
    ...SalesElement.properties,
    by: { reflect: true },
    team: { reflect: true },
    category: { reflect: true },
    barsOnly: { type: Boolean, attribute: "bars-only", reflect: true },
    label: { reflect: true },
  };

  /** What bars are one of: `category` (default), `team` or `month`. */
  declare by: "category" | "team" | "month" | undefined;
  /** Only budgets of this team and its sub-teams, by the source system's own key or the global id. */
  declare team: string | undefined;
  /** Only budgets of this category. */
  declare category: string | undefined;
  /** Leaves out what was spent in all, where another element beside it says so. */
  declare barsOnly: boolean | undefined;
  /** A heading of your own. */
  declare label: string | undefined;

  readonly #query = new QueryController<Budget>(
    this,
    () => {
      const { client } = this;
      if (!client || this.fault()) return undefined;
      const variables = {
        period: this.chosenPeriod,
        by: this.#by,
        team: this.team ? { in: [this.team] } : this.chosenWhere?.team,
        category: this.category ? { in: [this.category] } : undefined,
        asOf: this.chosenToday,
        locale: this.language,
      };
      return {
        key: JSON.stringify(variables),
        client,
        load: async (client, signal) =>
          (await this.answered(client.request(BudgetBarsDocument, variables, signal), client, signal)).budget,
      };
    },
    () => this.chosenRefresh,
  );

  get #by(): BudgetGrouping {
    return ({ team: "TEAM", month: "MONTH" } as const)[this.by as "team"] ?? "CATEGORY";
  }

  protected override fault(): string | undefined {
    return faultOfChoice("by", this.by, groupings) ?? super.fault();
  }

  get #label(): string {
    if (this.label) return this.label;
    return {
      CATEGORY: msg("Budget by category", { id: "budget-by-category" }),
      TEAM: msg("Budget by team", { id: "budget-by-team" }),
      MONTH: msg("Budget by month", { id: "budget-by-month" }),
      TOTAL: "",
    }[this.#by];
  }

  protected override table(): TakeAwayTable | undefined {
    const { data } = this.#query;
    if (!data) return undefined;
    const money = (label: string) => headingOf(label, data.currency);
    return {
      name: this.#label,
      columns: [
        this.#what,
        money(msg("Budget", { id: "budget" })),
        money(msg("Due by now", { id: "budget-due" })),
        money(msg("Spent", { id: "spent" })),
        msg("Used", { id: "budget-used" }),
        msg("State", { id: "budget-state" }),
        msg("Cost of sales", { id: "cost-of-sales" }),
        msg("Return on spend", { id: "return-on-spend" }),
      ],
      rows: data.rows.map((row) => [
        this.#nameOf(row),
        row.planned,
        row.plannedToDate,
        row.spent,
        row.used,
        row.stateText,
        row.costOfSales,
        row.returnOnSpend,
      ]),
      notes: [[msg("Period", { id: "period" }), `${data.period.from} – ${data.period.to}`]],
    };
  }

  get #what(): string {
    return {
      CATEGORY: msg("Category", { id: "budget-category" }),
      TEAM: msg("Team", { id: "budget-team" }),
      MONTH: msg("Month", { id: "month" }),
      TOTAL: "",
    }[this.#by];
  }

  #nameOf({ label }: BudgetFiguresFragment): string {
    if (label === null || label === undefined) return msg("The company’s own", { id: "companys-own" });
    if (this.#by !== "MONTH") return label;
    const month = intl(Intl.DateTimeFormat, this.formatLocale, { year: "numeric", month: "short", timeZone: "UTC" });
    return month.format(new Date(`${label}T00:00:00Z`));
  }

  override render() {
    return this.frame(this.#query, {
      label: this.#label,
      skeleton: () => html`<div aria-hidden="true">
        ${Array.from({ length: 10 }, () => html`<div class="bone"></div>`)}
      </div>`,
      empty: ({ total }) =>
        total.planned === 0 && total.spent === 0
          ? msg("There are no budgets and no expenses in this period, or none that you may see.", { id: "no-budget" })
          : undefined,
      complete: (data) => this.#complete(data),
    });
  }

  #complete(data: Budget): TemplateResult {
    const { period, knownTo, rows, total } = data;
    const locale = this.formatLocale;
    const shown = rows.filter(({ planned, spent }) => this.#by === "MONTH" || planned !== 0 || spent !== 0);
    const bars = budgetBars(shown);
    const hasMarks = bars.some(({ due }) => due !== undefined);
    const until = formatDay(knownTo, locale);
    return html`
      <div class="head">
        <span class="label" part="label">${this.#label}</span>
        <span class="quiet">${formatPeriod(period.from, period.to, locale)}</span>
        <span class="spacer"></span>${this.takeAway()}
      </div>
      <div class=${this.#query.pending ? "stale" : ""}>
        ${this.barsOnly ? nothing : this.#total(total, data.currency)}
        <ul class="rows ${this.barsOnly ? "first" : ""}" aria-label=${this.#label}>
          ${shown.map((row, index) => this.#row(row, bars[index]!, data.currency))}
        </ul>
      </div>
      ${
        hasMarks
          ? html`<p class="note legend"><svg viewBox="0 0 4 12" aria-hidden="true"><path d="M2 0v12"></path></svg>${msg(
              str`What was to be spent by ${until}`,
              { id: "budget-mark" },
            )}</p>`
          : nothing
      }
    `;
  }

  /** All of it: the largest figure, and what comes of it. */
  #total(total: BudgetFiguresFragment, currency: string): TemplateResult {
    const locale = this.formatLocale;
    const money = (amount: number) => formatValue(amount, { unit: "MONEY", currency }, locale, "short");
    const ratio = (value: number | null | undefined) => formatValue(value, { unit: "RATIO" }, locale);
    return html`<div class="total" part="total">
      <p class="spent">
        <span class="visually-hidden">${msg("Spent", { id: "spent" })}</span>
        <strong class="figure number">${money(total.spent)}</strong>
        <span class="quiet number">${msg(str`of ${money(total.planned)}`, { id: "budget-of" })}</span>
        ${standingMark(standings[total.state], total.stateText)}
      </p>
      <dl>
        <div><dt>${msg("Used", { id: "budget-used" })}</dt><dd class="number">${ratio(total.used)}</dd></div>
        <div><dt>${msg("Cost of sales", { id: "cost-of-sales" })}</dt><dd class="number">${ratio(total.costOfSales)}</dd></div>
        <div><dt>${msg("Return on spend", { id: "return-on-spend" })}</dt><dd class="number">${ratio(total.returnOnSpend)}</dd></div>
      </dl>
    </div>`;
  }

  #row(row: BudgetFiguresFragment, bar: BudgetBar, currency: string): TemplateResult {
    const locale = this.formatLocale;
    const money = (amount: number) => formatValue(amount, { unit: "MONEY", currency }, locale, "short");
    const name = this.#nameOf(row);
    const isTeam = this.#by === "TEAM" && row.key;
    const chosen = isTeam && this.ownSelection?.key === row.key;
    const choose = () =>
      this.select({ dimension: "TEAM", key: row.key!, label: name, where: whereOf("TEAM", row.key!) });
    return html`<li class=${chosen ? "chosen" : ""} part="row">
      <span class="name" title=${name}>${
        isTeam
          ? html`<button type="button" class="plain" aria-pressed=${this.linked ? String(chosen) : nothing} @click=${choose}>${name}</button>`
          : name
      }</span>
      ${barOf(bar)}
      <span class="amounts"><strong class="number">${money(row.spent)}</strong>
        <span class="quiet number">${row.planned > 0 ? msg(str`of ${money(row.planned)}`, { id: "budget-of" }) : ""}</span></span>
      ${standingMark(standings[row.state], row.stateText)}
    </li>`;
  }
}

function barOf({ planned, within, spent, due }: BudgetBar): TemplateResult {
  const at = (x: number) => `M${Math.min(Math.max(x, 0.25), 99.75)} 0v12`;
  return html`<svg class="bar" part="bar" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
    <rect class="planned" y="2" width=${planned} height="8"></rect>
    <rect class="within" y="2" width=${within} height="8"></rect>
    ${spent > within ? svg`<rect class="beyond" x=${within} y="2" width=${spent - within} height="8"></rect>` : nothing}
    ${spent > within && planned > 0 ? svg`<path class="end" d=${at(planned)}></path>` : nothing}
    ${due !== undefined ? svg`<path class="due" d=${at(due)}></path>` : nothing}
  </svg>`;
}

declare global {
  interface HTMLElementTagNameMap {
    "budget-bars": BudgetBars;
  }
}
