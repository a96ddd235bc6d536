import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { QueryController } from "../../data/query-controller.ts";
import { type KeptSelection, parseWhere } from "../../data/settings.ts";
import { formatValue } from "../../format/number.ts";
import type { Dimension, FilterDimensionsQuery, MetricFilter, MetricId } from "../../generated/graphql.ts";
import { FilterDimensionsDocument } from "../../generated/graphql.ts";
import type { WordGroup } from "../../localization.ts";
import { attributeOf, dimensionsOf } from "../../metrics/dimensions.ts";
import { valueName } from "../../metrics/names.ts";
import { placePopover } from "../../popover.ts";
import { SalesElement } from "../../sales-element.ts";
import { contentStyles } from "../../styles/content.ts";
import { filterEvent, selectEvent } from "../sales-provider/events.ts";
import { filterBarStyles } from "./filter-bar.styles.ts";
import { chosenOf, matching, shortList, withChosen, without } from "./filters.ts";
import {
  allPages,
  loadNames,
  loadOptions,
  mostOptions,
  type Option,
  type Options,
  type OptionsQuestion,
} from "./load-options.ts";

type Catalogue = FilterDimensionsQuery["dimensionCatalog"];

/** From this many values on there is a search field. */
const searchFrom = 9;
/** Values drawn at once; a longer list is for searching. */
const drawn = 100;

/**
 * Narrows the elements of its provider to values of dimensions: a list for each, with the values that occur in the
 * period under the other filters, those with the most revenue first. What is chosen stands below as chips, and so does
 * what is selected in other elements of a provider with `link`.
 *
 * Without a provider it keeps the filter in its own `where`, and its event tells a page what to do with it. Filters on
 * dimensions that it doesn't list are kept as they are.
 *
 * @summary Changes the provider's filters.
 * @tagname filter-bar
 *
 * @fires {CustomEvent<{where: object | undefined, dimension: string | undefined, values: string[]}>} sales-filter - Values were chosen.
 * @fires {CustomEvent<{data: unknown}>} sales-load - An answer came.
 * @fires {CustomEvent<{error: Error}>} sales-error - A request failed.
 *
 * @csspart bar - The controls.
 * @csspart control - The button that opens a dimension's values.
 * @csspart panel - The list of values.
 * @csspart chips - What is chosen.
 * @csspart chip - One filter; it is removed by a click.
 * @csspart message - What is said when something is wrong.
 */
export class FilterBar extends SalesElement {
  static override readonly words: WordGroup = "sales";
  static override styles = [...SalesElement.styles, contentStyles, filterBarStyles];
  static override properties = {
    ...SalesElement.properties,
    dimensions: { reflect: true },
    metric: { reflect: true },
    opened: { state: true },
    search: { state: true },
    limit: { state: true },
  };

  /** The dimensions to filter by, such as `channel region team`. */
  declare dimensions: string | undefined;
  /** The metric that values are ordered by and shown with; default `revenue`. */
  declare metric: MetricId | undefined;
  /** @internal The dimension whose values are open. */
  declare opened: Dimension | undefined;
  /** @internal */
  declare search: string;
  /** @internal Values drawn at most. */
  declare limit: number;

  /** Chosen values that had no figures when their list was opened stay in it while it is open. */
  #kept: readonly string[] = [];
  /** Once somebody searches, the rest of the values is asked for. */
  #pages = 1;

  readonly #catalogue = new QueryController<Catalogue>(this, () => {
    const { client, language: locale } = this;
    if (!client || this.#dimensions.length === 0 || super.fault()) return undefined;
    return {
      key: locale,
      client,
      load: async (client, signal) =>
        (await client.request(FilterDimensionsDocument, { locale }, signal)).dimensionCatalog,
    };
  });

  readonly #names = new QueryController<true>(this, () => {
    const { client } = this;
    const unnamed = this.#unnamed;
    if (!client || unnamed.length === 0 || this.fault()) return undefined;
    const ids = unnamed.filter(({ dimension }) => dimension !== "SEGMENT").map(({ key }) => key);
    const segments = unnamed.length > ids.length ? this.#question("SEGMENT", 1) : undefined;
    return {
      key: JSON.stringify([ids, segments]),
      client,
      load: async (client, signal) => {
        const [names, options] = await Promise.all([
          loadNames(client, ids, signal),
          segments ? loadOptions(client, segments, signal) : undefined,
        ]);
        // What has no name is shown by its key, and not asked for again.
        for (const { dimension, key } of unnamed) this.#known.set(this.#nameKey(dimension, key), names.get(key) ?? key);
        for (const { key, label } of options?.list ?? []) this.#known.set(this.#nameKey("SEGMENT", key), label);
        return true;
      },
    };
  });

  /** Names of what was listed or asked for, by id; of segments by language and id. */
  readonly #known = new Map<string, string>();

  readonly #options = new QueryController<Options>(this, () => {
    const { client, opened } = this;
    if (!client || !opened || this.fault()) return undefined;
    const question = this.#question(opened, this.#pages);
    return {
      key: JSON.stringify(question),
      client,
      load: async (client, signal) => {
        const options = await loadOptions(client, question, signal);
        for (const { key, label } of options.list) this.#known.set(this.#nameKey(opened, key), label);
        return options;
      },
    };
  });

  constructor() {
    super();
    this.search = "";
    this.limit = drawn;
  }

  get #dimensions(): readonly Dimension[] {
    return dimensionsOf(this.dimensions);
  }

  /** The filter that is changed here. */
  get #where(): MetricFilter | undefined {
    return this.provided ? this.settings.where : parseWhere(this.where).where;
  }

  #question(dimension: Dimension, pages: number): OptionsQuestion {
    return {
      dimension,
      pages,
      metric: this.metric ?? "revenue",
      period: this.chosenPeriod,
      where: without(this.chosenWhere, dimension),
      asOf: this.chosenToday,
      language: this.language,
      locale: this.formatLocale,
    };
  }

  /** The chosen values whose names only the server can tell: they may come from an address, without names. */
  get #unnamed(): readonly { readonly dimension: Dimension; readonly key: string }[] {
    return this.#dimensions
      .filter((dimension) => coded.includes(dimension))
      .flatMap((dimension) => chosenOf(this.#where, dimension).map((key) => ({ dimension, key })))
      .filter(({ dimension, key }) => !this.#known.has(this.#nameKey(dimension, key)));
  }

  #nameKey(dimension: Dimension, key: string): string {
    return dimension === "SEGMENT" ? `${this.language}:${key}` : key;
  }

  protected override fault(): string | undefined {
    if (this.#dimensions.length === 0) {
      return msg("No dimensions: set dimensions, for example to channel region.", { id: "no-dimensions" });
    }
    const catalogue = this.#catalogue.data;
    const usable = catalogue?.filter(({ kind }) => kind !== "TIME").map(({ dimension }) => dimension);
    const odd = usable && this.#dimensions.find((dimension) => !usable.includes(dimension));
    if (!odd) return super.fault();
    const [name, known] = [attributeOf(odd), usable.map(attributeOf).join(", ")];
    return msg(str`There is no dimension "${name}" to filter by; it can be ${known}.`, { id: "no-filter-dimension" });
  }

  override render() {
    const fault = this.fault();
    const { error } = this.#catalogue;
    return html`<div lang=${this.language} aria-busy=${(this.#catalogue.pending || (this.#unnamed.length > 0 && this.#names.pending)) && !fault}>
      ${
        fault
          ? html`<p class="says" part="message">${fault}</p>`
          : html`<div class="bar" part="bar" role="group" aria-label=${msg("Filters", { id: "filters" })}>
              ${this.#dimensions.map((dimension) => this.#control(dimension))}
            </div>`
      }
      ${
        error && !fault
          ? html`<p class="says below" part="message" role="alert">${msg("The filters could not be loaded.", { id: "no-filters" })}
              <button type="button" class="plain" @click=${this.#catalogue.retry}>${msg("Try again", { id: "retry" })}</button></p>`
          : nothing
      }
      ${fault ? nothing : this.#chips()}
    </div>`;
  }

  #control(dimension: Dimension): TemplateResult {
    const label = this.#labelOf(dimension);
    if (label === undefined) return html`<span class="control bone" aria-hidden="true"></span>`;
    const chosen = chosenOf(this.#where, dimension).length;
    const id = `of-${dimension}`;
    const count = msg(str`${chosen} chosen`, { id: "chosen-count" });
    return html`<button type="button" class="control ${chosen ? "active" : ""}" part="control" popovertarget=${id}
        aria-haspopup="dialog" aria-expanded="false">
        ${label}
        ${chosen ? html`<span class="count" aria-label=${count} role="img">${chosen}</span>` : nothing}
        ${chevron}
      </button><div id=${id} popover part="panel" role="dialog" aria-label=${label}
        @toggle=${(event: Event) => this.#toggled(event, dimension)}
      >${this.opened === dimension ? this.#panel(dimension, label) : nothing}</div>`;
  }

  #panel(dimension: Dimension, label: string): TemplateResult {
    const { data, error, pending } = this.#options;
    const chosen = chosenOf(this.#where, dimension);
    const all = data ? this.#withKept(dimension, data) : [];
    const found = matching(all, this.search, this.formatLocale);
    const searchable = all.length >= searchFrom || data?.more || this.search !== "";
    const search = msg(str`Search in ${label}`, { id: "search-in" });
    return html`
      ${
        searchable
          ? html`<input type="search" aria-label=${search} placeholder=${msg("Search", { id: "search" })}
              .value=${this.search} @input=${this.#type} @keydown=${this.#enterList} />`
          : nothing
      }
      ${
        error
          ? html`<p class="says" role="alert">${error.message || msg("The figures could not be loaded.", { id: "failed" })}
              <button type="button" class="plain" @click=${this.#options.retry}>${msg("Try again", { id: "retry" })}</button></p>`
          : !data
            ? html`<div class="list" aria-hidden="true">${Array.from({ length: 5 }, () => html`<div class="bone"></div>`)}</div>
                <span class="visually-hidden" role="status">${msg("Loading…", { id: "loading" })}</span>`
            : found.length === 0
              ? html`<p class="says" role="status">${
                  this.search
                    ? msg(str`Nothing matches “${this.search}”.`, { id: "no-option" })
                    : msg("There are no values in this period.", { id: "no-values" })
                }</p>`
              : html`<div class="list ${pending ? "stale" : ""}" role="listbox" aria-multiselectable="true" aria-label=${label}
                  @keydown=${(event: KeyboardEvent) => this.#move(event, dimension)}>
                  ${found.slice(0, this.limit).map((option, place) => this.#option(option, place, dimension, chosen, data))}
                </div>`
      }
      ${this.#foot(dimension, chosen.length, found.length, data)}`;
  }

  #option(option: Option, place: number, dimension: Dimension, chosen: readonly string[], { measure }: Options) {
    const { key, label, value } = option;
    return html`<div class="option" role="option" tabindex=${place === 0 ? 0 : -1} data-key=${key}
      aria-selected=${chosen.includes(key)} title=${label} @click=${() => this.#toggle(dimension, key)}>
      <span class="box" aria-hidden="true"><svg viewBox="0 0 12 12"><path d="M2 6.5L4.8 9.3 10 3"></path></svg></span>
      <span class="text">${label}</span>
      <span class="number quiet">${value === null ? nothing : formatValue(value, measure, this.formatLocale, "short")}</span>
    </div>`;
  }

  #foot(
    dimension: Dimension,
    chosen: number,
    found: number,
    data: Options | undefined,
  ): TemplateResult | typeof nothing {
    const count = (number: number) => formatValue(number, { unit: "COUNT" }, this.formatLocale);
    const most = count(mostOptions);
    const beyond = data?.more && this.#pages === allPages;
    const rest = count(found - this.limit);
    if (!chosen && found <= this.limit && !beyond) return nothing;
    return html`<div class="foot">
      <span class="note">${
        found > this.limit
          ? html`<button type="button" class="plain" @click=${() => {
              this.limit += drawn;
            }}>${msg(str`Show more (${rest})`, { id: "show-rest" })}</button>`
          : beyond
            ? msg(str`The ${most} largest are searched.`, { id: "most-options" })
            : nothing
      }</span>
      ${
        chosen
          ? html`<button type="button" class="plain clear" @click=${() => this.#choose(dimension, [])}>${msg("Clear", { id: "clear" })}</button>`
          : nothing
      }
    </div>`;
  }

  #chips(): TemplateResult | typeof nothing {
    const chosen = this.#dimensions.filter((dimension) => chosenOf(this.#where, dimension).length > 0);
    const { selections = [] } = this.settings;
    if (chosen.length + selections.length === 0) return nothing;
    return html`<ul class="chips" part="chips" aria-label=${msg("Active filters", { id: "active-filters" })}>
      ${chosen.map((dimension) => {
        const names = chosenOf(this.#where, dimension).map((key) => this.#nameOf(dimension, key));
        return this.#chip(dimension, names, () => this.#choose(dimension, []));
      })}
      ${selections.map((one) => this.#chip(one.dimension, [one.label], () => this.#deselect(one)))}
      ${
        chosen.length + selections.length > 1
          ? html`<li><button type="button" class="plain clear" @click=${this.#clearAll}>${msg("Clear all", { id: "clear-all" })}</button></li>`
          : nothing
      }
    </ul>`;
  }

  #chip(dimension: Dimension, names: readonly string[], remove: () => void): TemplateResult {
    const label = this.#labelOf(dimension) ?? "";
    const all = names.join(", ");
    return html`<li><button type="button" class="chip" part="chip" title=${all} @click=${() => this.#remove(remove)}
      aria-label=${msg(str`Remove filter ${label}: ${all}`, { id: "remove-filter" })}>
      <span class="text"><span class="of">${label}</span> ${shortList(names, this.formatLocale)}</span>
      <svg viewBox="0 0 16 16" aria-hidden="true"><path d="M4.5 4.5l7 7m0-7l-7 7"></path></svg>
    </button></li>`;
  }

  #labelOf(dimension: Dimension): string | undefined {
    const { data, error } = this.#catalogue;
    const named = data?.find((one) => one.dimension === dimension)?.label;
    return named ?? (error ? attributeOf(dimension) : undefined);
  }

  #nameOf(dimension: Dimension, key: string): string {
    const name = coded.includes(dimension) ? this.#known.get(this.#nameKey(dimension, key)) : undefined;
    return valueName(dimension, key, name ?? null, { locale: this.formatLocale });
  }

  /** The values of the period, and before them the chosen ones that have no figures in it, so that they can be let go. */
  #withKept(dimension: Dimension, { list }: Options): readonly Option[] {
    const listed = new Set(list.map(({ key }) => key));
    const absent = this.#kept.filter((key) => !listed.has(key));
    return [...absent.map((key) => ({ key, label: this.#nameOf(dimension, key), value: null })), ...list];
  }

  #toggle(dimension: Dimension, key: string): void {
    const chosen = chosenOf(this.#where, dimension);
    this.#choose(dimension, chosen.includes(key) ? chosen.filter((other) => other !== key) : [...chosen, key]);
  }

  #choose(dimension: Dimension, values: readonly string[]): void {
    this.#apply(withChosen(this.#where, dimension, values), dimension, values);
  }

  #apply(where: MetricFilter | undefined, dimension: Dimension | undefined, values: readonly string[]): void {
    if (!this.tell(filterEvent, { where, dimension, values })) return;
    this.where = where && JSON.stringify(where);
  }

  #deselect({ source, ...selection }: KeptSelection): void {
    this.tell(selectEvent, { ...selection, source, selected: false });
  }

  /** What was clicked goes away: the reader stays at its neighbour, or in the bar. */
  async #remove(remove: () => void): Promise<void> {
    const chips = [...this.renderRoot.querySelectorAll<HTMLElement>(".chip")];
    const at = chips.indexOf(this.shadowRoot!.activeElement as HTMLElement);
    remove();
    await new Promise(requestAnimationFrame);
    const left = [...this.renderRoot.querySelectorAll<HTMLElement>(".chip")];
    if (at >= 0)
      (left[Math.min(at, left.length - 1)] ?? this.renderRoot.querySelector<HTMLElement>(".control"))?.focus();
  }

  readonly #clearAll = (): void => {
    for (const selection of this.settings.selections ?? []) this.#deselect(selection);
    const none = this.#dimensions.reduce((where, dimension) => withChosen(where, dimension, []), this.#where);
    this.#apply(none, undefined, []);
    // What was clicked goes away: the reader stays in the bar.
    this.renderRoot.querySelector<HTMLElement>(".control")?.focus();
  };

  async #toggled(event: Event, dimension: Dimension): Promise<void> {
    placePopover(event);
    const panel = event.currentTarget as HTMLElement;
    if ((event as ToggleEvent).newState !== "open") {
      if (this.opened === dimension) this.opened = undefined;
      return;
    }
    this.opened = dimension;
    this.search = "";
    this.limit = drawn;
    this.#pages = 1;
    this.#kept = chosenOf(this.#where, dimension);
    await this.updateComplete;
    while (this.#options.pending && panel.matches(":popover-open")) await new Promise(requestAnimationFrame);
    if (this.opened === dimension) panel.querySelector<HTMLElement>("input, .option")?.focus();
  }

  readonly #type = (event: Event): void => {
    this.search = (event.target as HTMLInputElement).value;
    this.limit = drawn;
    if (this.#options.data?.more) this.#pages = allPages;
  };

  readonly #enterList = (event: KeyboardEvent): void => {
    if (event.key !== "ArrowDown") return;
    event.preventDefault();
    this.renderRoot.querySelector<HTMLElement>(".option")?.focus();
  };

  #move(event: KeyboardEvent, dimension: Dimension): void {
    const options = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>(".option")];
    const at = options.indexOf(event.target as HTMLElement);
    const last = options.length - 1;
    const next = { ArrowDown: Math.min(at + 1, last), ArrowUp: at - 1, Home: 0, End: last }[event.key];
    if (next !== undefined) {
      event.preventDefault();
      const search = (event.currentTarget as HTMLElement).parentElement?.querySelector("input");
      (next < 0 ? (search ?? options[0]) : options[next])?.focus();
    } else if (event.key === " " || event.key === "Enter") {
      event.preventDefault();
      const { key } = options[at]?.dataset ?? {};
      if (key !== undefined) this.#toggle(dimension, key);
    }
  }
}

/** Their filters list ids. */
const coded: readonly Dimension[] = ["TEAM", "REP", "CUSTOMER", "PRODUCT", "SEGMENT"];

const chevron = html`<svg class="open" viewBox="0 0 16 16" aria-hidden="true"><path d="M4 6.5l4 4 4-4"></path></svg>`;

declare global {
  interface HTMLElementTagNameMap {
    "filter-bar": FilterBar;
  }
}
