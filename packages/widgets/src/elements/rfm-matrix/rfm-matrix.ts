import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { choiceBox } from "../../choice-box.ts";
import type { SalesClient } from "../../data/client.ts";
import { QueryController } from "../../data/query-controller.ts";
import { faultOfChoice, faultOfDay } from "../../faults.ts";
import { formatDay } from "../../format/date.ts";
import { formatValue } from "../../format/number.ts";
import type { RfmMatrixQuery } from "../../generated/graphql.ts";
import { RfmMatrixDocument, RfmMembersDocument, RfmMoversDocument } from "../../generated/graphql.ts";
import type { WordGroup } from "../../localization.ts";
import { SalesElement } from "../../sales-element.ts";
import { contentStyles } from "../../styles/content.ts";
import { headingOf, type TakeAwayPicture, type TakeAwayTable } from "../../take-away/table.ts";
import { amountOf, type Cell, type ColourBy, moveBy, rowsOf, stepOf } from "./matrix.ts";
import { type Members, memberList } from "./members.ts";
import { type Move, movementTable } from "./movement.ts";
import { rfmMatrixStyles } from "./rfm-matrix.styles.ts";

type Rfm = RfmMatrixQuery["rfm"];
/** Whose customers are listed. */
type Selection =
  | { readonly recency: number; readonly frequency: number }
  | { readonly segment: string }
  | { readonly from: string; readonly to: string };

/** Customers asked for at once. */
const pageSize = 50;

/**
 * Customers by how lately (R) and how often (F) they bought. Each cell is coloured by how many there are, what they
 * brought, or what they spend on average; a click or Enter on a cell or a segment lists its customers.
 *
 * Arrow keys move over the cells. With `movement-from`, it also tells who has moved from which segment to which.
 *
 * @summary The R × F grid with segments; a click lists the customers.
 * @tagname rfm-matrix
 *
 * @fires {CustomEvent<{recency: number, frequency: number} | {from: string, to: string} | {segment: string, dimension: string, key: string, label: string, where: object}>} sales-select - A cell, a movement or a segment was chosen.
 * @fires {CustomEvent<{data: unknown}>} sales-load - An answer came.
 * @fires {CustomEvent<{error: Error}>} sales-error - A request failed.
 *
 * @csspart card - The box.
 * @csspart label - The heading.
 * @csspart download - The button that takes the figures or the picture away.
 * @csspart grid - The cells.
 * @csspart cell - One cell.
 * @csspart segments - The list of segments.
 * @csspart movement - Who moved between segments.
 * @csspart members - The customers of what was chosen.
 * @csspart message - What is said instead of a matrix.
 * @csspart retry - The button that asks again.
 * @csspart age - The note that says how old the figures are.
 *
 * @cssprop [--sales-on-accent] - The colour of text on the darkest cells.
 */
export class RfmMatrix extends SalesElement {
  static override readonly words: WordGroup = "customers";
  static override styles = [...SalesElement.styles, contentStyles, rfmMatrixStyles];
  static override properties = {
    ...SalesElement.properties,
    label: { reflect: true },
    colorBy: { attribute: "color-by", reflect: true },
    bins: { type: Number, reflect: true },
    movementFrom: { attribute: "movement-from", reflect: true },
    allMoves: { state: true },
    selection: { state: true },
    focused: { state: true },
    within: { state: true },
    pages: { state: true },
  };

  /** A heading of your own. */
  declare label: string | undefined;
  /** What the colours stand for: `customers` (default), `revenue` or `average-spend`. */
  declare colorBy: ColourBy | undefined;
  /** Scores from 1 to 3, 4 or 5; those of the company's own segments, else 5, unless said. */
  declare bins: number | undefined;
  /** Shows who has moved between segments since this day, `YYYY-MM-DD`; set but empty, since three months ago. */
  declare movementFrom: string | undefined;
  /** @internal Whether every move is shown, and not only the largest. */
  declare allMoves: boolean;
  /** @internal */
  declare selection: Selection | undefined;
  /** @internal The cell that Tab reaches: row and column. */
  declare focused: readonly [number, number];
  /** @internal Whether the focus is in the grid. */
  declare within: boolean;
  /** @internal Cursors of the members' pages that were asked for. */
  declare pages: readonly (string | null)[];

  readonly #query = new QueryController<Rfm>(
    this,
    () => {
      const { client } = this;
      if (!client || this.fault()) return undefined;
      const movement = { withMovement: this.#showsMovement, from: this.movementFrom || undefined };
      const variables = { ...this.#variables, ...movement, locale: this.language };
      return {
        key: JSON.stringify(variables),
        client,
        load: async (client, signal) =>
          (await this.answered(client.request(RfmMatrixDocument, variables, signal), client, signal)).rfm,
      };
    },
    () => this.chosenRefresh,
  );

  readonly #members = new QueryController<readonly Members[]>(this, () => {
    const { client, selection, pages } = this;
    if (!client || !selection || this.fault()) return undefined;
    return {
      key: JSON.stringify([this.#variables, this.movementFrom, selection, pages.length]),
      client,
      load: (client, signal) => Promise.all(pages.map((after) => this.#page(client, selection, after, signal))),
    };
  });

  constructor() {
    super();
    this.focused = [0, 0];
    this.within = false;
    this.allMoves = false;
    this.pages = [null];
  }

  /**
   * The window is the element's own period only: RFM looks at the last twelve months unless told otherwise. It makes
   * the segments, so that a filter by them does not touch it.
   */
  get #variables() {
    const { segment: _, ...where } = this.chosenWhere ?? {};
    return { asOf: this.chosenToday, window: this.period, bins: this.bins, where };
  }

  protected override fault(): string | undefined {
    return (
      faultOfChoice("bins", this.bins, ["3", "4", "5"]) ??
      faultOfDay("movement-from", this.movementFrom) ??
      faultOfChoice("color-by", this.colorBy, ["customers", "revenue", "average-spend"]) ??
      super.fault()
    );
  }

  get #colourBy(): ColourBy {
    return this.colorBy ?? "customers";
  }

  get #showsMovement(): boolean {
    return this.movementFrom !== undefined && this.movementFrom !== null;
  }

  async #page(client: SalesClient, selection: Selection, after: string | null, signal: AbortSignal): Promise<Members> {
    const variables = { ...this.#variables, ...selection, first: pageSize, after };
    if (!("from" in selection)) {
      const { edges, ...page } = (await client.request(RfmMembersDocument, variables, signal)).rfm.members;
      return { ...page, members: edges.map(({ node }) => node) };
    }
    const asked = { ...variables, since: this.movementFrom || undefined };
    const { edges, ...page } = (await client.request(RfmMoversDocument, asked, signal)).rfm.movement.members;
    return { ...page, members: edges.map(({ node: { customer, before, now } }) => ({ customer, rfm: now ?? before })) };
  }

  protected override table(): TakeAwayTable | undefined {
    const { data } = this.#query;
    if (!data) return undefined;
    return {
      name: this.#label,
      columns: [
        "R",
        "F",
        msg("Segments", { id: "segments" }),
        msg("Customers", { id: "customers" }),
        headingOf(msg("Revenue", { id: "revenue" }), data.currency),
        headingOf(msg("Average spend", { id: "average-spend" }), data.currency),
      ],
      rows: data.cells.map((cell) => [
        cell.recency,
        cell.frequency,
        cell.segmentLabel,
        cell.customers,
        cell.revenue,
        cell.averageSpend,
      ]),
      notes: [[msg("Period", { id: "period" }), `${data.window.from} – ${data.window.to}`]],
    };
  }

  protected override get hasPicture(): boolean {
    return true;
  }

  protected override async picture(): Promise<TakeAwayPicture | undefined> {
    const square = this.renderRoot.querySelector<HTMLElement>(".square");
    const { data } = this.#query;
    if (!data || !square) return undefined;
    const { drawBoxes } = await import("../../take-away/draw-boxes.ts");
    const colourBy = colourChoices().find(([value]) => value === this.#colourBy)?.[1] ?? "";
    const asOf = msg(str`as of ${formatDay(data.asOf, this.formatLocale)}`, { id: "as-of" });
    return { canvas: drawBoxes(square, ".cell, .score, .axis"), title: this.#label, subtitle: `${colourBy}, ${asOf}` };
  }

  get #label(): string {
    return this.label ?? msg("Customers by recency and frequency", { id: "rfm" });
  }

  override render() {
    const label = this.#label;
    return this.frame(this.#query, {
      label,
      skeleton: () => html`<div class="body" aria-hidden="true">
        <div class="bone block"></div><div class="bone block"></div>
      </div>`,
      empty: (rfm) =>
        rfm.customers === 0 ? msg("No customer has bought in this time.", { id: "no-buyers" }) : undefined,
      complete: (rfm) => this.#complete(rfm, label),
    });
  }

  #complete(rfm: Rfm, label: string): TemplateResult {
    const by = this.#colourBy;
    const rows = rowsOf<Cell>(rfm.cells, rfm.bins);
    const highest = Math.max(0, ...rfm.cells.map((cell) => amountOf(cell, by) ?? 0));
    const segment = this.selection && "segment" in this.selection ? this.selection.segment : undefined;
    return html`
      <div class="head">
        <span class="label" part="label">${label}</span>
        <span class="quiet">${msg(str`as of ${formatDay(rfm.asOf, this.formatLocale)}`, { id: "as-of" })}</span>
        <span class="spacer"></span>
        ${choiceBox(msg("Colour by", { id: "colour-by" }), colourChoices(), by, (value) => {
          this.colorBy = value;
        })}
        ${this.takeAway()}
      </div>
      <div class="body ${this.#query.pending ? "stale" : ""}">
        <div>
          <div class="square">
            <div class="axis up" aria-hidden="true">${msg("Recency →", { id: "recency-axis" })}</div>
            <div class="grid ${segment ? "dim" : ""}" part="grid" role="grid" aria-label=${label}
              @keydown=${(event: KeyboardEvent) => this.#move(event, rows)}
              @focusin=${() => {
                this.within = true;
              }}
              @focusout=${() => {
                this.within = false;
              }}>
              ${rows.map((cells, row) => this.#row(cells, row, rfm, highest, segment))}
              <div class="row" role="row">
                <span class="score" role="columnheader"><span class="visually-hidden">R/F</span></span>
                ${rows.map(
                  (_, index) => html`<span class="score" role="columnheader">
                  <span class="visually-hidden">F</span>${index + 1}</span>`,
                )}
              </div>
            </div>
            <div class="axis along" aria-hidden="true">${msg("Frequency →", { id: "frequency-axis" })}</div>
          </div>
          <p class="note hint">${this.#hint(rows)}</p>
        </div>
        ${this.#segments(rfm, segment)}
      </div>
      ${rfm.movement ? this.#movement(rfm.movement, rfm.currency) : nothing}
      ${this.selection ? this.#memberList(rfm) : nothing}
    `;
  }

  #row(cells: readonly (Cell | undefined)[], row: number, rfm: Rfm, highest: number, segment: string | undefined) {
    const { selection } = this;
    return html`<div class="row" role="row">
      <span class="score" role="rowheader"><span class="visually-hidden">R</span>${rfm.bins - row}</span>
      ${cells.map((cell, column) => {
        const amount = amountOf(cell, this.#colourBy);
        const chosen =
          cell && selection && "recency" in selection
            ? selection.recency === cell.recency && selection.frequency === cell.frequency
            : false;
        const lit = segment !== undefined && cell?.segment === segment ? "lit" : "";
        return html`<div
          class="cell step-${stepOf(amount, highest)} ${amount === null ? "none" : ""} ${lit}"
          part="cell"
          role="gridcell"
          tabindex=${this.focused[0] === row && this.focused[1] === column ? 0 : -1}
          aria-selected=${chosen}
          aria-label=${cell ? this.#describe(cell, rfm.currency) : msg("nobody", { id: "nobody" })}
          title=${cell?.segmentLabel ?? nothing}
          @focus=${() => {
            this.focused = [row, column];
          }}
          @click=${() => this.#choose(cell)}
        >${this.#figure(amount, rfm.currency)}</div>`;
      })}
    </div>`;
  }

  #figure(amount: number | null, currency: string): string {
    if (amount === null) return "·";
    return formatValue(amount, this.#measure(currency), this.formatLocale, "short");
  }

  #measure(currency: string) {
    return this.#colourBy === "customers" ? ({ unit: "COUNT" } as const) : ({ unit: "MONEY", currency } as const);
  }

  #describe(cell: Cell, currency: string): string {
    const customers = this.#customers(cell.customers);
    const revenue = formatValue(cell.revenue, { unit: "MONEY", currency }, this.formatLocale);
    const { segmentLabel: name } = cell;
    const described = msg(str`${name}: ${customers}, revenue ${revenue}`, { id: "cell" });
    if (this.#colourBy === "customers") return described;
    // What is seen in the cell is what somebody who speaks to it says.
    return `${this.#figure(amountOf(cell, this.#colourBy), currency)}. ${described}`;
  }

  #customers(count: number): string {
    const all = formatValue(count, { unit: "COUNT" }, this.formatLocale);
    return count === 1
      ? msg(str`${all} customer`, { id: "one-customer" })
      : msg(str`${all} customers`, { id: "customer-count" });
  }

  /** Says what the reached cell is: its colour alone tells nothing. */
  #hint(rows: readonly (readonly (Cell | undefined)[])[]): string {
    const cell = rows[this.focused[0]]?.[this.focused[1]];
    const { recency, frequency, segmentLabel: name } = cell ?? {};
    if (!this.within || !cell) {
      return msg("Choose a cell or a segment to list its customers.", { id: "choose-cell" });
    }
    return msg(str`R${recency} F${frequency}: ${name}`, { id: "cell-hint" });
  }

  #segments(rfm: Rfm, chosen: string | undefined): TemplateResult {
    const locale = this.formatLocale;
    return html`<ul class="segments" part="segments" aria-label=${msg("Segments", { id: "segments" })}>
      ${rfm.segments.map(
        (segment) => html`<li><button type="button" aria-pressed=${chosen === segment.id} @click=${() =>
          this.#select(chosen === segment.id ? undefined : { segment: segment.id })}>
          <span>${segment.label}</span>
          <span class="number">${formatValue(segment.customers, { unit: "COUNT" }, locale)}</span>
          <span class="number end quiet">${formatValue(segment.share, { unit: "RATIO" }, locale)}</span>
        </button></li>`,
      )}
    </ul>`;
  }

  #movement(movement: NonNullable<Rfm["movement"]>, currency: string): TemplateResult {
    const { selection } = this;
    const chosen = ({ from, to }: Move) =>
      selection !== undefined && "from" in selection && selection.from === from && selection.to === to;
    return movementTable(movement, {
      currency,
      locale: this.formatLocale,
      showAll: this.allMoves,
      chosen,
      choose: (move) => this.#select(chosen(move) ? undefined : { from: move.from, to: move.to }),
      toggle: () => {
        this.allMoves = !this.allMoves;
      },
    });
  }

  #memberList(rfm: Rfm): TemplateResult {
    return memberList(this.#members, {
      title: this.#selectionName(rfm),
      currency: rfm.currency,
      locale: this.formatLocale,
      found: (count) => this.#found(count, rfm),
      close: () => {
        this.#select(undefined);
        // The button goes away with the list: the reader is back where it was opened.
        const find = (selector: string) => this.renderRoot.querySelector<HTMLElement>(selector);
        (find('button[aria-pressed="true"]') ?? find('.cell[tabindex="0"]'))?.focus();
      },
      more: (cursor) => {
        this.pages = [...this.pages, cursor ?? null];
      },
    });
  }

  #found(count: number, { movement }: Rfm): string {
    const customers = this.#customers(count);
    const { selection } = this;
    const left = selection && "from" in selection && selection.to === "none" ? movement?.from : undefined;
    if (!left) return customers;
    return msg(str`${customers}, as they stood on ${formatDay(left, this.formatLocale)}`, { id: "as-they-stood" });
  }

  #selectionName(rfm: Rfm): string {
    const { selection } = this;
    if (!selection) return "";
    if ("segment" in selection) return rfm.segments.find((one) => one.id === selection.segment)?.label ?? "";
    if ("from" in selection) {
      const move = rfm.movement?.moves.find(({ from, to }) => from === selection.from && to === selection.to);
      return move ? `${move.fromLabel} → ${move.toLabel}` : "";
    }
    const { recency, frequency } = selection;
    const cell = rfm.cells.find((one) => one.recency === recency && one.frequency === frequency);
    return msg(str`R${recency} F${frequency}: ${cell?.segmentLabel ?? ""}`, { id: "cell-hint" });
  }

  #choose(cell: Cell | undefined): void {
    if (!cell || cell.customers === 0) return;
    this.#select({ recency: cell.recency, frequency: cell.frequency });
  }

  #select(selection: Selection | undefined): void {
    const before = this.selection;
    this.selection = selection;
    this.pages = [null];
    const segment = selection && "segment" in selection ? selection.segment : undefined;
    if (before && "segment" in before && segment === undefined) this.#link(before.segment, false);
    if (segment !== undefined) this.#link(segment, true);
    else if (selection) this.tell("sales-select", selection);
  }

  /** A segment can filter others; a cell of scores can't. */
  #link(segment: string, selected: boolean): void {
    const label = this.#query.data?.segments.find(({ id }) => id === segment)?.label ?? segment;
    const where = { segment: { in: [segment] } };
    if (selected || this.linked) {
      this.select({ dimension: "SEGMENT", key: segment, label, where, selected }, { segment });
    }
  }

  #move(event: KeyboardEvent, rows: readonly (readonly (Cell | undefined)[])[]): void {
    const next = moveBy(event.key, this.focused, rows.length);
    if (next) {
      event.preventDefault();
      const cells = this.renderRoot.querySelectorAll<HTMLElement>(".cell");
      cells[next[0] * rows.length + next[1]]?.focus();
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      this.#choose(rows[this.focused[0]]?.[this.focused[1]]);
    } else if (event.key === "Escape") this.#select(undefined);
  }
}

function colourChoices(): readonly (readonly [ColourBy, string])[] {
  return [
    ["customers", msg("Customers", { id: "customers" })],
    ["revenue", msg("Revenue", { id: "revenue" })],
    ["average-spend", msg("Average spend", { id: "average-spend" })],
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    "rfm-matrix": RfmMatrix;
  }
}
