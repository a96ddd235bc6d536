import { ContextProvider } from "@lit/context";
import { css, html, LitElement, type PropertyValues } from "lit";
import { type KeptSelection, parseWhere, settingsContext } from "../../data/settings.ts";
import { useLocale } from "../../localization.ts";
import { themeStyles } from "../../styles/theme.ts";
import { filterEvent, periodEvent, type SelectDetail, selectEvent } from "./events.ts";
import { keep } from "./selections.ts";

/**
 * Tells the elements inside it where to ask, for which period and with which filters, and in which language and
 * theme to speak. Elements of one provider ask together, in one HTTP request.
 *
 * Its attributes are the page's state: a `<period-picker>` inside it sets `period`, a `<filter-bar>` sets `where`, and
 * both say so with events that bubble on, so that a page can keep the state, for example in its address. A page that
 * wants to decide for itself calls `preventDefault()` on them before they arrive here, in the capture phase.
 *
 * With `link`, a value that is selected in one element filters the others. The element itself stays whole, with the
 * value marked, so that the reader still sees what it is part of. Selecting it again ends that; another value of the
 * same element takes its place; selections in several elements hold together. A `<filter-bar>` lists them.
 *
 * @summary Endpoint, token, period, filters, locale and theme for what is inside it.
 * @tagname sales-provider
 *
 * @fires {CustomEvent<{period: string}>} sales-period - A period was picked inside; the attribute has it already.
 * @fires {CustomEvent<{where: object | undefined}>} sales-filter - Filters were changed inside; the attribute has them already.
 *
 * @slot - The elements, among any other content.
 * @cssproperty [--sales-gap=1rem] - Space between what stands directly inside it.
 */
export class SalesProvider extends LitElement {
  static override styles = [
    themeStyles,
    css`
    :host {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--sales-gap, 1rem);
    }
    :host([hidden]) {
      display: none;
    }
  `,
  ];
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
    link: { type: Boolean, reflect: true },
    download: { type: Boolean, reflect: true },
    csvNotes: { type: Boolean, attribute: "csv-notes", reflect: true },
    selections: { attribute: false },
  };

  /** The GraphQL endpoint, such as `https://sales.example.com/graphql`. */
  declare endpoint: string | undefined;
  /** A bearer token. Not reflected, so that it doesn't show in the page's markup. */
  declare token: string | undefined;
  /** A URL of the page's own site that answers a fresh token, as text or as `{"token": …}`; asked again on expiry. */
  declare tokenUrl: string | undefined;
  /** The period of all elements inside: `2024`, `2024-Q3`, `this-quarter`, `last-12-months` … */
  declare period: string | undefined;
  /** A filter for all elements inside as JSON, such as `{"region":{"in":["North"]}}`. */
  declare where: string | undefined;
  /** The language and number format, a BCP 47 tag such as `en-GB` or `zh-CN`. */
  declare locale: string | undefined;
  /**
   * How all elements inside look: `plain` (default), `compact` (denser), `contrast` (stronger colours and lines), and `light`, `dark` or
   * `auto` for the page's own. Several go together, such as `compact dark`.
   */
  declare theme: string | undefined;
  /** The day to look from, `YYYY-MM-DD`, for data that ends in the past. */
  declare today: string | undefined;
  /** Seconds after which the elements ask again. */
  declare refresh: number | undefined;
  /** The elements ask again whenever the server says that its data changed. */
  declare live: boolean;

  /** What is selected in one element filters the others. */
  declare link: boolean;
  /** All elements inside offer their figures as CSV, and drawings as PNG. */
  declare download: boolean;
  /** CSV files begin with lines that say what the figures are of. */
  declare csvNotes: boolean;
  /** @internal What is selected in the elements inside, in the order in which it was. */
  declare selections: readonly KeptSelection[];

  readonly #provider = new ContextProvider(this, { context: settingsContext, initialValue: {} });

  constructor() {
    super();
    this.live = false;
    this.link = false;
    this.download = false;
    this.csvNotes = false;
    this.selections = [];
    this.addEventListener(periodEvent, (event) =>
      this.#take(event, ({ period }: { period: string }) => {
        this.period = period;
      }),
    );
    this.addEventListener(filterEvent, (event) =>
      this.#take(event, ({ where }: { where: unknown }) => {
        this.where = where ? JSON.stringify(where) : undefined;
      }),
    );
    this.addEventListener(selectEvent, (event) => {
      const detail = (event as CustomEvent<Partial<SelectDetail>>).detail;
      const source = detail?.source ?? event.composedPath()[0];
      if (this.link && source) this.selections = keep(this.selections, source, detail ?? {});
    });
  }

  /** Ends all selections. */
  clearSelections(): void {
    this.selections = [];
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("locale") && this.locale) void useLocale(this.locale);
    if (changed.has("link") && !this.link) this.selections = [];
    const { endpoint, token, tokenUrl, period, locale, theme, today, refresh, live, download, csvNotes } = this;
    const { where, bad: badWhere } = parseWhere(this.where);
    const selections = this.link ? this.selections : undefined;
    const own = { endpoint, token, tokenUrl, period, where, locale, theme, today, refresh, live, download, csvNotes };
    this.#provider.setValue({ ...own, selections, badWhere });
  }

  /** Makes a change that was asked for inside, unless the page or a nearer provider has seen to it. */
  #take<Detail>(event: Event, change: (detail: Detail) => void): void {
    if (event.defaultPrevented) return;
    event.preventDefault();
    change((event as CustomEvent<Detail>).detail);
  }

  override render() {
    return html`<slot></slot>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "sales-provider": SalesProvider;
  }
}
