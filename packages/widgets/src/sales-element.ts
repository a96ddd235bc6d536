import { ContextConsumer, ContextRoot } from "@lit/context";
import { msg, str, updateWhenLocaleChanges } from "@lit/localize";
import { html, LitElement, nothing, type TemplateResult } from "lit";
import type { SalesClient } from "./data/client.ts";
import { clientFor, defaultEndpoint } from "./data/clients.ts";
import { RequestError } from "./data/errors.ts";
import type { QueryController, Renewal } from "./data/query-controller.ts";
import {
  joinWhere,
  type KeptSelection,
  parseWhere,
  type SalesSettings,
  type Selection,
  settingsContext,
} from "./data/settings.ts";
import { faultOfWhere, Misconfigured } from "./faults.ts";
import { intl } from "./format/intl.ts";
import type { Dimension, MetricFilter } from "./generated/graphql.ts";
import { activeLanguage, formatLocaleOf, languageIsLoading, useLocale, type WordGroup } from "./localization.ts";
import { baseStyles } from "./styles/base.ts";
import { themeStyles } from "./styles/theme.ts";
import { csvOf } from "./take-away/csv.ts";
import type { takeAwayMenu } from "./take-away/menu.ts";
import type { TakeAwayPicture, TakeAwayTable } from "./take-away/table.ts";

/** What an element shows, and in which size, at each moment of its data's life. */
export interface Frame<Result> {
  /** The text that names the element while (and after) it loads. */
  readonly label: string;
  /** A skeleton of the final size. */
  skeleton(): TemplateResult;
  /** Says what is missing, or nothing when there is something to show. */
  empty(data: Result): string | undefined;
  complete(data: Result): TemplateResult;
}

/** What is shown where nobody says a period. */
export const defaultPeriod = "last-12-months";

let rootWaits = false;

/** What all elements that show data have in common: where to ask, for what, in which language, and the states. */
export abstract class SalesElement extends LitElement {
  static override styles = [themeStyles, baseStyles];
  /** Which texts the element says beside those that all share. */
  static readonly words: WordGroup = "common";
  static override properties = {
    endpoint: { reflect: true },
    token: {},
    tokenUrl: { attribute: "token-url", reflect: true },
    period: { reflect: true },
    where: { reflect: true },
    locale: { reflect: true },
    theme: { reflect: true },
    today: { reflect: true },
    refresh: { type: Number, reflect: true },
    live: { type: Boolean, reflect: true },
    download: { type: Boolean, reflect: true },
    csvNotes: { type: Boolean, attribute: "csv-notes", reflect: true },
  };

  /** The GraphQL endpoint to ask; without it the provider's, else the server that the script came from. */
  declare endpoint: string | undefined;
  /** A bearer token. Not reflected, so that it doesn't show in the page's markup. */
  declare token: string | undefined;
  /** A URL of the page's own site that answers a fresh token, as text or as `{"token": …}`. */
  declare tokenUrl: string | undefined;
  /** The period to show: `2024`, `2024-Q3`, `this-quarter`, `last-12-months`, `2024-01-15..2024-03-31` … */
  declare period: string | undefined;
  /** A filter as JSON, such as `{"channel":{"in":["online"]}}`; joined with the provider's. */
  declare where: string | undefined;
  /** The language and number format, a BCP 47 tag; without it the provider's, else the page's `lang`. */
  declare locale: string | undefined;
  /**
   * How it looks: `plain` (default), `compact` (denser), `contrast` (stronger colours and lines), and `light`, `dark` or
   * `auto` for the page's own. Several go together, such as `compact dark`.
   */
  declare theme: string | undefined;
  /** The day to look from, `YYYY-MM-DD`, for data that ends in the past. */
  declare today: string | undefined;
  /** Seconds after which to ask again. */
  declare refresh: number | undefined;
  /** Ask again whenever the server says that its data changed. */
  declare live: boolean;
  /** Offer the figures as a CSV file, and a drawing as a PNG picture. */
  declare download: boolean;
  /** Begin CSV files with lines that say what the figures are of: metric, period, filters, time. */
  declare csvNotes: boolean;

  readonly #settings = new ContextConsumer(this, { context: settingsContext, subscribe: true });

  #askedLocale: string | undefined;
  #answeredAt: number | undefined;
  #menu: typeof takeAwayMenu | undefined;

  constructor() {
    super();
    this.live = false;
    this.download = false;
    this.csvNotes = false;
    updateWhenLocaleChanges(this);
  }

  override connectedCallback(): void {
    // Lets an element that is defined before its provider still find it.
    if (!rootWaits) new ContextRoot().attach(document.documentElement);
    rootWaits = true;
    super.connectedCallback();
  }

  override willUpdate(): void {
    // A page speaks one language: whoever asked last decides, and each asks once.
    const wanted = this.#wantedLocale;
    if (wanted !== this.#askedLocale) void useLocale(wanted, (this.constructor as typeof SalesElement).words);
    this.#askedLocale = wanted;
  }

  get #wantedLocale(): string {
    return this.locale ?? this.settings.locale ?? (document.documentElement.lang || "en");
  }

  /** What the element shows, as CSV; empty while there is nothing to show. */
  toCsv(): string {
    const table = this.table();
    if (!table) return "";
    return csvOf({ ...table, notes: this.csvNotes || this.settings.csvNotes ? this.#notes(table) : [] });
  }

  /** What the element draws, as a PNG picture of twice its size; fails while there is no drawing. */
  async toPng(): Promise<Blob> {
    const picture = await this.picture();
    if (!picture) throw new Error(`<${this.localName}> has no drawing to take away`);
    const { pngOf } = await import("./take-away/png.ts");
    return pngOf(picture, this.renderRoot.querySelector<HTMLElement>(".card") ?? this);
  }

  protected get settings(): SalesSettings {
    return this.#settings.value ?? {};
  }

  /** Whether a provider stands around the element. */
  protected get provided(): boolean {
    return this.#settings.value !== undefined;
  }

  /** Whether what is selected here filters other elements. */
  protected get linked(): boolean {
    return this.settings.selections !== undefined;
  }

  /** What is selected in this element, where that filters others. */
  protected get ownSelection(): KeptSelection | undefined {
    return this.settings.selections?.find(({ source }) => source === this);
  }

  protected get client(): SalesClient | undefined {
    const outer = this.settings;
    const endpoint = this.#chosenEndpoint;
    // Labels come in one language: wait for its words rather than ask twice.
    if (endpoint === undefined || languageIsLoading()) return undefined;
    const own = this.token !== undefined || this.tokenUrl !== undefined;
    const { token, tokenUrl } = own ? this : outer;
    return clientFor({ endpoint: new URL(endpoint, document.baseURI).href, token, tokenUrl });
  }

  get #chosenEndpoint(): string | undefined {
    return this.endpoint ?? this.settings.endpoint ?? defaultEndpoint();
  }

  /** The element's own period, else what is selected in other elements, else the provider's, else twelve months. */
  protected get chosenPeriod(): string {
    const selected = this.#otherSelections.findLast(({ period }) => period !== undefined)?.period;
    return this.period ?? selected ?? this.settings.period ?? defaultPeriod;
  }

  /** The provider's filter, what is selected in other elements, and the element's own; on one field the last wins. */
  protected get chosenWhere(): MetricFilter | undefined {
    const outer = this.#otherSelections.reduce((where, other) => joinWhere(where, other.where), this.settings.where);
    return joinWhere(outer, parseWhere(this.where).where);
  }

  get #otherSelections(): readonly KeptSelection[] {
    return (this.settings.selections ?? []).filter(({ source }) => source !== this);
  }

  protected get chosenToday(): string | undefined {
    return this.today ?? this.settings.today;
  }

  protected get chosenRefresh(): Renewal {
    const { refresh, live } = this.settings;
    return { every: this.refresh ?? refresh ?? 0, live: this.live || live === true };
  }

  /** The language of labels that the server translates. */
  protected get language(): string {
    return activeLanguage();
  }

  /** The tag for numbers and dates. */
  protected get formatLocale(): string {
    return formatLocaleOf(this.#wantedLocale, this.language);
  }

  /** What the element shows as a table to be taken away. */
  protected table(): TakeAwayTable | undefined {
    return undefined;
  }

  /** What the element draws, to be taken away. */
  protected picture(): TakeAwayPicture | Promise<TakeAwayPicture | undefined> | undefined {
    return undefined;
  }

  protected get hasPicture(): boolean {
    return false;
  }

  /** Tells that a value was selected. In a provider that links, it filters the others; the same one again ends that. */
  protected select(selection: Selection & { readonly selected?: boolean }, more: object = {}): void {
    this.tell("sales-select", { ...more, ...selection });
  }

  /** Sends an event that passes through shadow roots; false when somebody saw to it. */
  protected tell(name: string, detail: unknown): boolean {
    return this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable: true }));
  }

  /** The button that takes the figures away, for the end of an element's head. */
  protected takeAway(): TemplateResult | typeof nothing {
    if (!this.download && !this.settings.download) return nothing;
    const choice = this.hasPicture;
    const name = choice ? msg("Download", { id: "download" }) : msg("Download CSV", { id: "download-csv" });
    // Cards have no picture: the menu's code waits for an element that has.
    if (choice && !this.#menu) {
      void import("./take-away/menu.ts").then(({ takeAwayMenu }) => {
        this.#menu = takeAwayMenu;
        this.requestUpdate();
      });
    }
    const csv = choice ? nothing : this.#saveCsv;
    return html`<button type="button" class="plain icon on-screen" part="download" aria-label=${name} title=${name}
        aria-expanded=${choice ? "false" : nothing} popovertarget=${choice ? "take-away" : nothing} @click=${csv}
      ><svg viewBox="0 0 16 16" aria-hidden="true"><path d="M8 2v8M4.5 7 8 10.5 11.5 7M2.5 13.5h11"></path></svg></button
      >${choice ? this.#menu?.(this.#saveCsv, this.#savePng) : nothing}`;
  }

  /** Renders the state that the data is in: fault, loading, error, empty, or the data with what is to be said of it. */
  protected frame<Result>(query: QueryController<Result>, frame: Frame<Result>): TemplateResult {
    const { data, error } = query;
    this.#answeredAt = query.answeredAt;
    const fault = this.fault() ?? (error instanceof Misconfigured ? error.message : undefined);
    const empty = data === undefined ? undefined : frame.empty(data);
    const state =
      fault || (error && data === undefined) ? "error" : data === undefined ? "loading" : empty ? "empty" : "ready";
    // While it loads, the heading's place is kept also where its name is yet to come.
    const named = state === "loading" || (state !== "ready" && frame.label !== "");
    return html`<div class="card" part="card" lang=${this.language} aria-busy=${state === "loading" || (query.pending && !fault)}>
      ${named ? html`<div class="head"><span class="label" part="label">${frame.label}</span></div>` : nothing}
      ${
        fault
          ? message(msg("This widget is not set up correctly.", { id: "misconfigured" }), fault)
          : state === "error"
            ? this.#failure(error!, query.retry)
            : state === "loading"
              ? html`<span class="visually-hidden" role="status">${msg("Loading…", { id: "loading" })}</span>${frame.skeleton()}`
              : state === "empty"
                ? message(msg("Nothing to show", { id: "nothing-to-show" }), empty!)
                : frame.complete(data!)
      }
      ${query.stale && data !== undefined && !fault ? this.#age(query) : nothing}
    </div>`;
  }

  /** What is wrong with the element's attributes, if anything. */
  protected fault(): string | undefined {
    if (this.#chosenEndpoint === undefined) {
      return msg("No endpoint: set endpoint on the element or put it inside a <sales-provider>.", {
        id: "no-endpoint",
      });
    }
    const bad = this.settings.badWhere ?? parseWhere(this.where).bad;
    return bad === undefined ? undefined : faultOfWhere(bad);
  }

  /** An answer; where the server refuses the question, the error says which attribute is wrong and what would be right. */
  protected async answered<Result>(
    answer: Promise<Result>,
    client: SalesClient,
    signal: AbortSignal,
    { metrics = [], dimensions = [] }: { metrics?: readonly string[]; dimensions?: readonly Dimension[] } = {},
  ): Promise<Result> {
    const [period, where, today, locale] = [this.chosenPeriod, this.chosenWhere, this.chosenToday, this.language];
    try {
      return await answer;
    } catch (error) {
      // Most pages are set up rightly: the words for what is not wait until they are needed.
      const { explain } = await import("./metrics/explain.ts");
      throw await explain(error, client, { metrics, dimensions, period, where, today, locale }, signal);
    }
  }

  #notes({ notes = [] }: TakeAwayTable): (readonly [string, string])[] {
    const filters = JSON.stringify(this.chosenWhere ?? {});
    const time = new Date(this.#answeredAt ?? Date.now()).toISOString();
    return [
      ...notes,
      ...(filters === "{}" ? [] : [[msg("Filters", { id: "filters" }), filters] as const]),
      [msg("Answered at", { id: "answered-at" }), time],
    ];
  }

  readonly #saveCsv = (): void => {
    void this.#save("csv", new Blob([this.toCsv()], { type: "text/csv;charset=utf-8" }));
  };

  readonly #savePng = async (): Promise<void> => {
    await this.#save("png", await this.toPng());
  };

  async #save(extension: string, content: Blob): Promise<void> {
    const { fileName, saveFile } = await import("./take-away/save.ts");
    saveFile(content, fileName(this.table()?.name ?? this.localName, extension));
  }

  #failure(error: Error, retry: () => void): TemplateResult {
    const kind = error instanceof RequestError ? error.kind : "refused";
    const [what, detail] = {
      network: [msg("The server can't be reached.", { id: "unreachable" }), ""],
      expired: [msg("Your access has expired. Reload the page to sign in again.", { id: "expired" }), ""],
      forbidden: [msg("You have no access to these figures.", { id: "no-access" }), error.message],
      refused: [msg("The figures could not be loaded.", { id: "failed" }), error.message],
    }[kind] as [string, string];
    return html`<div class="message" part="message" role="alert">
      <p><strong>${what}</strong></p>
      ${detail ? html`<p>${detail}</p>` : nothing}
      ${
        kind === "forbidden"
          ? nothing
          : html`<button type="button" part="retry" @click=${retry}>${msg("Try again", { id: "retry" })}</button>`
      }
    </div>`;
  }

  #age(query: QueryController<unknown>): TemplateResult {
    const time = intl(Intl.DateTimeFormat, this.formatLocale, { timeStyle: "short" }).format(query.answeredAt ?? 0);
    const minutes = Math.round((Date.now() - (query.answeredAt ?? 0)) / 60_000);
    const ago = intl(Intl.RelativeTimeFormat, this.formatLocale, { numeric: "auto" }).format(-minutes, "minute");
    return html`<p class="note" part="age" role="status">
      ${msg(str`Could not be refreshed. These figures are from ${time} (${ago}).`, { id: "stale" })}
      <button type="button" class="plain" @click=${query.retry}>${msg("Try again", { id: "retry" })}</button>
    </p>`;
  }
}

function message(what: string, detail: string): TemplateResult {
  return html`<div class="message" part="message"><p><strong>${what}</strong></p><p>${detail}</p></div>`;
}
