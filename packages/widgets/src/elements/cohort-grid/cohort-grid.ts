import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { choiceBox } from "../../choice-box.ts";
import { QueryController } from "../../data/query-controller.ts";
import { faultOfChoice, faultOfNumber } from "../../faults.ts";
import { formatDay } from "../../format/date.ts";
import { intl } from "../../format/intl.ts";
import { formatTick, formatValue, type Measure } from "../../format/number.ts";
import type { CohortGridQuery, CohortMeasure } from "../../generated/graphql.ts";
import { CohortGridDocument } from "../../generated/graphql.ts";
import type { WordGroup } from "../../localization.ts";
import { bucketLabel, calendarYear } from "../../metrics/buckets.ts";
import { SalesElement } from "../../sales-element.ts";
import { contentStyles } from "../../styles/content.ts";
import { steps } from "../../styles/ramp.ts";
import { headingOf, type TakeAwayPicture, type TakeAwayTable } from "../../take-away/table.ts";
import { cohortGridStyles } from "./cohort-grid.styles.ts";
import { type Cell, type CohortRow, highestOf, moveIn, rowsOf, stepOf } from "./triangle.ts";

type Cohorts = CohortGridQuery["cohorts"];

const grains = { month: "MONTH", quarter: "QUARTER", year: "YEAR" } as const;
const measures = { customers: "CUSTOMERS", revenue: "REVENUE", orders: "ORDERS" } as const;

/**
 * Retention: each row holds the customers who first bought in one month, each column what they did so many months
 * later, as a share of their first month. The last row is the mean, weighted by the size of the cohorts.
 *
 * A customer's first purchase is looked for in the whole history. What lies in the future is left empty; a month that is
 * not over has a dashed border, and is no part of the mean. Arrow keys move over the cells.
 *
 * @summary Retention by the month of the first purchase.
 * @tagname cohort-grid
 *
 * @fires {CustomEvent<{data: unknown}>} sales-load - An answer came.
 * @fires {CustomEvent<{error: Error}>} sales-error - A request failed.
 *
 * @csspart card - The box.
 * @csspart label - The heading.
 * @csspart download - The button that takes the figures or the picture away.
 * @csspart table - The table.
 * @csspart cell - One cell.
 * @csspart mean - The row of means.
 * @csspart message - What is said instead of a grid.
 * @csspart retry - The button that asks again.
 * @csspart age - The note that says how old the figures are.
 *
 * @cssprop [--sales-on-accent] - The colour of text on the darkest cells.
 */
export class CohortGrid extends SalesElement {
  static override readonly words: WordGroup = "customers";
  static override styles = [...SalesElement.styles, contentStyles, cohortGridStyles];
  static override properties = {
    ...SalesElement.properties,
    label: { reflect: true },
    measure: { reflect: true },
    grain: { reflect: true },
    display: { reflect: true },
    span: { type: Number, reflect: true },
    focused: { state: true },
    within: { state: true },
  };

  /** A heading of your own. */
  declare label: string | undefined;
  /** What is followed: `customers` (default), their `revenue`, or their `orders`. */
  declare measure: keyof typeof measures | undefined;
  /** The steps: `month` (default), `quarter` or `year`. */
  declare grain: keyof typeof grains | undefined;
  /** What the cells say: the `share` of the first step (default), or the `value` itself. */
  declare display: "share" | "value" | undefined;
  /** How many steps after the first to show; all there are unless said. */
  declare span: number | undefined;
  /** @internal The cell that Tab reaches: row and column. */
  declare focused: readonly [number, number];
  /** @internal Whether the focus is in the grid. */
  declare within: boolean;

  readonly #query = new QueryController<Cohorts>(
    this,
    () => {
      const { client } = this;
      if (!client || this.fault()) return undefined;
      // A first purchase looks at the whole history, so new and returning say nothing here.
      const { newOrReturning: _, ...where } = this.chosenWhere ?? {};
      const variables = {
        period: this.chosenPeriod,
        grain: grains[this.#grain],
        measure: this.#measure,
        where,
        asOf: this.chosenToday,
        span: this.span,
      };
      return {
        key: JSON.stringify(variables),
        client,
        load: async (client, signal) =>
          (await this.answered(client.request(CohortGridDocument, variables, signal), client, signal)).cohorts,
      };
    },
    () => this.chosenRefresh,
  );

  constructor() {
    super();
    this.focused = [0, 0];
    this.within = false;
  }

  protected override fault(): string | undefined {
    return (
      faultOfChoice("measure", this.measure, Object.keys(measures)) ??
      faultOfChoice("grain", this.grain, Object.keys(grains)) ??
      faultOfChoice("display", this.display, ["share", "value"]) ??
      faultOfNumber("span", this.span, 12) ??
      super.fault()
    );
  }

  get #grain(): keyof typeof grains {
    return this.grain ?? "month";
  }

  get #measure(): CohortMeasure {
    return measures[this.measure ?? "customers"];
  }

  get #label(): string {
    return this.label ?? msg("Customer retention", { id: "retention" });
  }

  protected override table(): TakeAwayTable | undefined {
    const { data } = this.#query;
    if (!data) return undefined;
    const rows = rowsOf(data);
    const name = measureChoices().find(([value]) => value === (this.measure ?? "customers"))![1];
    return {
      name: this.#label,
      columns: [
        msg("First purchase", { id: "first-purchase" }),
        msg("Customers", { id: "customers" }),
        ...data.curve.map(({ since }) => String(since)),
      ],
      rows: rows.map(({ from, customers, cells }) => {
        const ahead = Array.from({ length: data.curve.length - cells.length }, () => null);
        return [from, customers, ...cells.map((cell) => this.#amount(cell)), ...ahead];
      }),
      notes: [
        [msg("Shown", { id: "shown" }), headingOf(name, this.#measure === "REVENUE" ? data.currency : null)],
        [msg("Period", { id: "period" }), `${data.period.from} – ${data.period.to}`],
      ],
    };
  }

  protected override get hasPicture(): boolean {
    return true;
  }

  protected override async picture(): Promise<TakeAwayPicture | undefined> {
    const table = this.renderRoot.querySelector<HTMLElement>("table");
    const { data } = this.#query;
    if (!data || !table) return undefined;
    const { drawBoxes } = await import("../../take-away/draw-boxes.ts");
    const measure = measureChoices().find(([value]) => value === (this.measure ?? "customers"))?.[1] ?? "";
    const asOf = msg(str`as of ${formatDay(data.asOf, this.formatLocale)}`, { id: "as-of" });
    return { canvas: drawBoxes(table, "th, td"), title: this.#label, subtitle: `${measure}, ${asOf}` };
  }

  override render() {
    const label = this.#label;
    return this.frame(this.#query, {
      label,
      skeleton: () =>
        html`<div aria-hidden="true">${Array.from({ length: 14 }, () => html`<div class="bone"></div>`)}</div>`,
      empty: ({ cohorts }) =>
        cohorts.every(({ customers }) => customers === 0)
          ? msg("Nobody bought for the first time in this period.", { id: "no-cohorts" })
          : undefined,
      complete: (data) => this.#complete(data, label),
    });
  }

  #complete(data: Cohorts, label: string): TemplateResult {
    const rows = rowsOf(data);
    const highest = highestOf(data.cells);
    const chosen = this.measure ?? "customers";
    return html`
      <div class="head">
        <span class="label" part="label">${label}</span>
        <span class="quiet">${msg(str`as of ${formatDay(data.asOf, this.formatLocale)}`, { id: "as-of" })}</span>
        <span class="spacer"></span>
        ${choiceBox(msg("Measure", { id: "measure" }), measureChoices(), chosen, (value) => {
          this.measure = value;
        })}
        ${this.takeAway()}
      </div>
      <div class="scroll ${this.#query.pending ? "stale" : ""}">
        <table part="table" role="grid" aria-label=${label} aria-readonly="true"
          @keydown=${(event: KeyboardEvent) => this.#move(event, rows)}
          @focusin=${() => {
            this.within = true;
          }}
          @focusout=${() => {
            this.within = false;
          }}>
          <thead><tr>
            <th scope="col">${msg("First purchase", { id: "first-purchase" })}</th>
            <th scope="col" class="size">${msg("Customers", { id: "customers" })}</th>
            ${data.curve.map(({ since }) => html`<th scope="col"><span class="visually-hidden">${this.#stepWord()}</span>${since}</th>`)}
          </tr></thead>
          <tbody>${rows.map((row, place) => this.#row(row, place, data, highest))}</tbody>
          <tfoot><tr part="mean">
            <th scope="row">${msg("Mean", { id: "mean" })}</th>
            <td class="size"></td>
            ${data.curve.map(({ share }) => html`<td>${share === null ? "" : this.#percent(share)}</td>`)}
          </tr></tfoot>
        </table>
      </div>
      <p class="note hint">${this.#hint(rows, data)}</p>
    `;
  }

  #row({ from, customers, cells }: CohortRow, row: number, data: Cohorts, highest: number): TemplateResult {
    const locale = this.formatLocale;
    const ahead = data.curve.length - cells.length;
    return html`<tr>
      <th scope="row">${this.#bucket(from)}</th>
      <td class="size">${formatValue(customers, { unit: "COUNT" }, locale)}</td>
      ${cells.map((cell, column) => {
        const unfinished = cell.unfinished ? "unfinished" : "";
        const first = cell.since === 0 ? "first" : "";
        return html`<td class="cell step-${stepOf(cell, highest, steps)} ${first} ${unfinished}" part="cell"
          tabindex=${this.focused[0] === row && this.focused[1] === column ? 0 : -1}
          aria-label=${this.#describe(cell, customers, data.currency)}
          @focus=${() => {
            this.focused = [row, column];
          }}>${this.#figure(cell, data.currency)}</td>`;
      })}
      ${ahead > 0 ? html`<td colspan=${ahead}><span class="visually-hidden">${msg("not yet", { id: "not-yet" })}</span></td>` : nothing}
    </tr>`;
  }

  #amount({ share, value }: Cell): number | null | undefined {
    return this.display === "value" ? value : share;
  }

  #figure(cell: Cell, currency: string): string {
    if (this.display === "value") return formatTick(cell.value ?? 0, this.#unit(currency), this.formatLocale);
    return cell.share === null ? "–" : this.#percent(cell.share);
  }

  /** Whole percents from ten on: more digits would only be read as more precise. */
  #percent(share: number): string {
    const digits = share > 0 && share < 0.095 ? 1 : 0;
    return intl(Intl.NumberFormat, this.formatLocale, { style: "percent", maximumFractionDigits: digits }).format(
      share,
    );
  }

  #unit(currency: string): Measure {
    return this.#measure === "REVENUE" ? { unit: "MONEY", currency } : { unit: "COUNT" };
  }

  #bucket(from: string): string {
    return bucketLabel(from, grains[this.#grain], calendarYear, this.formatLocale, true);
  }

  #stepWord(): string {
    if (this.#grain === "quarter") return msg("Quarter ", { id: "quarter-step" });
    return this.#grain === "year" ? msg("Year ", { id: "year-step" }) : msg("Month ", { id: "month-step" });
  }

  #describe(cell: Cell, customers: number, currency: string): string {
    const locale = this.formatLocale;
    const [cohort, step, size] = [
      this.#bucket(cell.cohort),
      this.#bucket(cell.start),
      formatValue(customers, { unit: "COUNT" }, locale),
    ];
    const value = formatValue(cell.value, this.#unit(currency), locale);
    const share = cell.share === null ? "–" : this.#percent(cell.share);
    const said = msg(str`${share}: ${value} in ${step}, of ${size} customers who first bought in ${cohort}`, {
      id: "cohort-cell",
    });
    return cell.unfinished ? `${said} (${msg("not over yet", { id: "not-over" })})` : said;
  }

  /** Says what the reached cell is, else what the borders mean. */
  #hint(rows: readonly CohortRow[], data: Cohorts): string {
    const row = rows[this.focused[0]];
    const cell = row?.cells[this.focused[1]];
    if (this.within && cell) return this.#describe(cell, row!.customers, data.currency);
    if (!data.cells.some(({ unfinished }) => unfinished)) return "";
    return msg("Dashed: not over yet, and no part of the mean.", { id: "dashed" });
  }

  #move(event: KeyboardEvent, rows: readonly CohortRow[]): void {
    const lengths = rows.map(({ cells }) => cells.length);
    const next = moveIn(event.key, this.focused, lengths);
    if (!next) return;
    event.preventDefault();
    const line = this.renderRoot.querySelectorAll("tbody tr")[next[0]];
    const cell = line?.querySelectorAll<HTMLElement>(".cell")[next[1]];
    cell?.focus();
    cell?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }
}

function measureChoices(): readonly (readonly [keyof typeof measures, string])[] {
  return [
    ["customers", msg("Customers", { id: "customers" })],
    ["revenue", msg("Revenue", { id: "revenue" })],
    ["orders", msg("Orders", { id: "orders" })],
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    "cohort-grid": CohortGrid;
  }
}
