import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import type { SalesClient } from "../../data/client.ts";
import { QueryController } from "../../data/query-controller.ts";
import { faultOfChoice, faultOfNumber } from "../../faults.ts";
import { intl } from "../../format/intl.ts";
import type { Dimension, MetricTableQueryVariables } from "../../generated/graphql.ts";
import type { WordGroup } from "../../localization.ts";
import { askTable, type NamedTable } from "../../metrics/ask-table.ts";
import { isIncomplete } from "../../metrics/buckets.ts";
import { columnFormat } from "../../metrics/column-format.ts";
import { attributeOf, byText, dimensionsOf, grainOf } from "../../metrics/dimensions.ts";
import { movementStyles } from "../../metrics/movement.styles.ts";
import { movementMark } from "../../metrics/movement.ts";
import { bucketOf, joined, nameOf, type TableRow } from "../../metrics/names.ts";
import { comparisonNames, comparisonOf, faultOfReadings, type MetricSpec, metricsOf } from "../../metrics/readings.ts";
import { selectionOf } from "../../metrics/selection.ts";
import { SalesElement } from "../../sales-element.ts";
import { contentStyles } from "../../styles/content.ts";
import { headingOf, type TakeAwayTable } from "../../take-away/table.ts";
import { metricTableStyles } from "./metric-table.styles.ts";
import { columnInputs, faultOfSort, movementIn, orderOf, type TableColumn, tableColumns } from "./table-columns.ts";

type Variables = Omit<MetricTableQueryVariables, "total" | "after">;

/** All pages that were asked for; the first one has the total. */
type Pages = readonly NamedTable[];

/**
 * Metrics as columns and the values of one or more dimensions as rows: sorted by the server by any column, with a
 * total that is computed as a whole, and page by page.
 *
 * @summary Rows × metrics: sorting, totals, comparison.
 * @tagname metric-table
 *
 * @fires {CustomEvent<Selection>} sales-select - A row was chosen: `dimension`, `key`, `label`, and `where` or `period` to narrow to it.
 * @fires {CustomEvent<{data: unknown}>} sales-load - An answer came.
 * @fires {CustomEvent<{error: Error}>} sales-error - A request failed.
 *
 * @csspart card - The box.
 * @csspart label - The heading.
 * @csspart table - The table.
 * @csspart pager - The line with the button for more rows.
 * @csspart download - The button that takes the figures away.
 * @csspart message - What is said instead of a table.
 * @csspart retry - The button that asks again.
 * @csspart age - The note that says how old the figures are.
 *
 * @cssprop [--sales-table-height=32rem] - The height from which on the rows scroll.
 */
export class MetricTable extends SalesElement {
  static override readonly words: WordGroup = "sales";
  static override styles = [...SalesElement.styles, contentStyles, movementStyles, metricTableStyles];
  static override properties = {
    ...SalesElement.properties,
    metrics: { reflect: true },
    by: { reflect: true },
    compare: { reflect: true },
    sort: { reflect: true },
    pageSize: { type: Number, attribute: "page-size", reflect: true },
    hideTotal: { type: Boolean, attribute: "hide-total", reflect: true },
    label: { reflect: true },
    pages: { state: true },
  };

  /** The metrics' ids, separated by spaces; each may say how it is read: `revenue revenue:share orders:moving-6`. */
  declare metrics: string | undefined;
  /** The dimension that the rows are of, or several: `product`, `team rep`, `month`. */
  declare by: string | undefined;
  /** Also show each metric in the `previous-period` or `previous-year`, and how it changed. */
  declare compare: "previous-period" | "previous-year" | undefined;
  /** The column to sort by, such as `revenue`, `revenue:change`, `product`; a leading `-` turns it round. */
  declare sort: string | undefined;
  /** Rows on a page; default 20. */
  declare pageSize: number | undefined;
  /** Leave the total out. */
  declare hideTotal: boolean;
  /** A heading of your own. */
  declare label: string | undefined;
  /** @internal The cursors after which the pages begin. */
  declare pages: readonly (string | null)[];

  #list: string | undefined;
  #columns: readonly TableColumn[] = [];

  readonly #query = new QueryController<Pages>(
    this,
    () => {
      const { client } = this;
      if (!client || this.fault()) return undefined;
      const { pages } = this;
      const variables = this.#variables;
      return {
        key: JSON.stringify([variables, pages, this.formatLocale]),
        client,
        load: (client, signal) =>
          this.answered(this.#load(client, variables, pages, signal), client, signal, {
            metrics: this.#specs.map(({ metric }) => metric),
            dimensions: this.#by,
          }),
      };
    },
    () => this.chosenRefresh,
  );

  constructor() {
    super();
    this.hideTotal = false;
    this.pages = [null];
  }

  override willUpdate(): void {
    super.willUpdate();
    if (this.fault()) return;
    // Cursors belong to one list: another question or order begins at its first page.
    const list = JSON.stringify(this.#variables);
    if (this.#list !== undefined && this.#list !== list && this.pages.length > 1) this.pages = [null];
    this.#list = list;
  }

  get #specs(): readonly MetricSpec[] {
    return metricsOf(this.metrics);
  }

  get #by(): readonly Dimension[] {
    return dimensionsOf(this.by);
  }

  get #size(): number {
    return Math.min(Math.max(Math.round(this.pageSize ?? 20), 1), 200);
  }

  get #variables(): Variables {
    const [specs, by] = [this.#specs, this.#by];
    return {
      period: this.chosenPeriod,
      by: [...by],
      metrics: columnInputs(specs, comparisonOf(this.compare)),
      where: this.chosenWhere,
      orderBy: orderOf(this.sort, specs, this.#columns, Boolean(by[0] && grainOf(by[0]))),
      first: this.#size,
      asOf: this.chosenToday,
      locale: this.language,
    };
  }

  #load(
    client: SalesClient,
    variables: Variables,
    pages: readonly (string | null)[],
    signal: AbortSignal,
  ): Promise<Pages> {
    // Courses over time have no total: their last row is it.
    const total = !this.hideTotal && this.#specs.every(({ as }) => as !== "RUNNING" && as !== "MOVING");
    return Promise.all(
      pages.map((after, index) =>
        askTable(client, { ...variables, after, total: total && index === 0 }, this.formatLocale, signal),
      ),
    );
  }

  protected override fault(): string | undefined {
    if (this.#specs.length === 0) {
      return msg("No metrics: set metrics, for example to revenue orders.", { id: "no-metrics" });
    }
    if (this.#by.length === 0) {
      return msg("No dimension: set by, for example to product.", { id: "no-by" });
    }
    return (
      faultOfReadings(this.metrics, undefined) ??
      faultOfChoice("compare", this.compare, comparisonNames) ??
      faultOfSort(this.sort, this.#specs, this.#by, comparisonOf(this.compare)) ??
      faultOfNumber("page-size", this.pageSize, 20) ??
      super.fault()
    );
  }

  override render() {
    const table = this.#query.data?.[0]?.table;
    return this.frame(this.#query, {
      label: table ? this.#label(table) : (this.label ?? ""),
      skeleton: () => html`<div aria-hidden="true">
        ${Array.from({ length: Math.min(this.#size, 8) + 1 }, () => html`<div class="bone"></div>`)}
      </div>`,
      empty: ([first]) =>
        first?.table.rows.length === 0
          ? msg("There are no figures in this period, or none match the filters.", { id: "no-points" })
          : undefined,
      complete: (pages) => this.#complete(pages),
    });
  }

  #complete(pages: Pages): TemplateResult {
    const { table, naming } = pages[0]!;
    const locale = this.formatLocale;
    const rows = pages.flatMap((page) => page.table.rows);
    const columns = tableColumns(table, this.#specs, comparisonOf(this.compare));
    this.#columns = columns;
    const by = byText(
      table.dimensions.map(({ label }) => label),
      locale,
    );
    const label = this.#label(table);
    const cell = cellsOf(columns, table.total ? [...rows, table.total] : rows, locale);
    const dimensions = table.dimensions.map(({ dimension }) => dimension);
    const next = pages.at(-1)?.table.nextCursor;
    const unfinished = rows.find((row) => this.#isUnfinished(row, dimensions));
    return html`
      <div class="head">
        <span class="label" part="label">${label}</span><span class="quiet">${by}</span>
        <span class="spacer"></span>${this.takeAway()}
      </div>
      <div class="scroll ${this.#query.pending ? "stale" : ""}" tabindex="0" role="group" aria-label="${label} ${by}">
        <table part="table">
          <caption class="visually-hidden">${label} ${by}</caption>
          <thead><tr>
            ${table.dimensions.map((one) => this.#heading(attributeOf(one.dimension), one.dimension, one.label, ""))}
            ${columns.map((column) => this.#heading(column.name, column.key, column.label, column.title, column))}
          </tr></thead>
          <tbody>${rows.map((row) => this.#row(row, dimensions, columns, cell, naming))}</tbody>
          ${table.total ? this.#total(table.total, dimensions.length, columns, cell) : nothing}
        </table>
      </div>
      ${
        unfinished
          ? html`<p class="note">${msg(
              str`Incomplete: ${nameOf(
                unfinished,
                dimensions.findIndex((one) => grainOf(one)),
                dimensions.find((one) => grainOf(one))!,
                naming,
              )}.`,
              { id: "unfinished" },
            )}</p>`
          : nothing
      }
      ${next ? this.#more(rows.length, next) : nothing}
    `;
  }

  #label({ columns }: NamedTable["table"]): string {
    return this.label ?? joined([...new Set(columns.map(({ definition }) => definition.label))], this.formatLocale);
  }

  #heading(name: string, key: string, label: string, title: string, column?: TableColumn): TemplateResult {
    const { kind, short } = column ?? {};
    const [order] = this.#variables.orderBy as { by: string; direction: "ASC" | "DESC" }[];
    const sorted = order?.by === key;
    const down = order?.direction === "DESC";
    // Amounts are first wanted from the largest on, names from A on.
    const next = sorted ? (down ? "" : "-") : kind ? "-" : "";
    return html`<th scope="col" class=${kind ? `end ${kind}` : "name"} title=${title || nothing}
      aria-sort=${sorted ? (down ? "descending" : "ascending") : nothing}>
      <button type="button" class="plain" @click=${() => {
        this.sort = next + name;
      }}>${short ? html`<span class="visually-hidden">${label}</span><span aria-hidden="true">${short}</span>` : label}<span aria-hidden="true" class="mark">${sorted ? (down ? "↓" : "↑") : ""}</span></button>
    </th>`;
  }

  #row(
    row: TableRow,
    dimensions: readonly Dimension[],
    columns: readonly TableColumn[],
    cell: CellWriter,
    naming: NamedTable["naming"],
  ): TemplateResult {
    const selection = selectionOf(row, dimensions, naming);
    const own = this.ownSelection;
    const chosen = Boolean(own && selection && own.label === selection.label && own.key === selection.key);
    const choose = () => selection && this.select(selection);
    const mark = this.#isUnfinished(row, dimensions) ? "*" : "";
    const [name, ...others] = dimensions.map((dimension, place) => nameOf(row, place, dimension, naming));
    return html`<tr class="${selection ? "choice" : "rest"} ${chosen ? "chosen" : ""}" @click=${choose}>
      <th scope="row" class="name ${grainOf(dimensions[0]!) ? "time" : ""}">${
        selection
          ? html`<button type="button" class="plain" title=${name!} aria-pressed=${this.linked ? chosen : nothing}
              @click=${(event: Event) => {
                event.stopPropagation();
                choose();
              }}>${name}${mark}</button>`
          : html`<span>${name}</span>`
      }</th>
      ${others.map((text) => html`<td class="name" title=${text}><span>${text}</span></td>`)}
      ${columns.map((column) => html`<td class="end ${column.kind}">${cell(column, row)}</td>`)}
    </tr>`;
  }

  #total(row: TableRow, span: number, columns: readonly TableColumn[], cell: CellWriter): TemplateResult {
    return html`<tfoot><tr>
      <th scope="row" class="name" colspan=${span}>${msg("Total", { id: "total" })}</th>
      ${columns.map((column) => html`<td class="end ${column.kind}">${cell(column, row)}</td>`)}
    </tr></tfoot>`;
  }

  #more(count: number, next: string): TemplateResult {
    const shown = intl(Intl.NumberFormat, this.formatLocale).format(count);
    return html`<div class="foot" part="pager">
      <span class="quiet" role="status">${msg(str`Rows shown: ${shown}`, { id: "rows-shown" })}</span>
      <button type="button" class="on-screen" @click=${() => {
        if (!this.#query.pending) this.pages = [...this.pages, next];
      }}>${msg("Show more", { id: "show-more" })}</button>
    </div>`;
  }

  #isUnfinished(row: TableRow, dimensions: readonly Dimension[]): boolean {
    const place = dimensions.findIndex((dimension) => grainOf(dimension));
    const grain = place < 0 ? undefined : grainOf(dimensions[place]!);
    return grain ? isIncomplete(bucketOf(row, place), grain) : false;
  }

  protected override table(): TakeAwayTable | undefined {
    const pages = this.#query.data;
    if (!pages?.[0]) return undefined;
    const { table, naming } = pages[0];
    const columns = tableColumns(table, this.#specs, comparisonOf(this.compare));
    const { from, to } = table.period;
    const named = table.dimensions.map(({ label }) => label);
    return {
      name: this.label ?? `${columns.map(({ label }) => label).join(", ")} ${byText(named, this.formatLocale)}`,
      columns: [...named, ...columns.map(({ label, measure }) => headingOf(label, measure.currency))],
      rows: pages
        .flatMap((page) => page.table.rows)
        .map((row) => [
          ...table.dimensions.map(({ dimension }, place) =>
            grainOf(dimension) ? row.keys[place] : nameOf(row, place, dimension, naming),
          ),
          ...columns.map(({ place }) => row.values[place]),
        ]),
      notes: [[msg("Period", { id: "period" }), `${from} – ${to}`]],
    };
  }
}

type CellWriter = (column: TableColumn, row: TableRow) => TemplateResult | string;

/** Writes cells: every number of a column with as many decimals, changes with arrow, sign and word. */
function cellsOf(columns: readonly TableColumn[], rows: readonly TableRow[], locale: string): CellWriter {
  const formats = new Map(
    columns.map((column) => {
      const values = rows.map((row) => row.values[column.place] ?? null);
      return [column, columnFormat(values, column.measure, locale)] as const;
    }),
  );
  return (column, row) => {
    const value = row.values[column.place] ?? null;
    if (column.kind !== "change") return formats.get(column)!(value);
    const movement = movementIn(column, value, locale);
    return movement ? movementMark(movement) : "–";
  };
}

declare global {
  interface HTMLElementTagNameMap {
    "metric-table": MetricTable;
  }
}
