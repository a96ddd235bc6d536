import { ContextProvider } from "@lit/context";
import { css, html, LitElement, type PropertyValues } from "lit";
import { faultOfWhere, parseWhere, settingsContext } from "../../data/settings.ts";
import { useLocale } from "../../localization.ts";

/**
 * Tells the elements inside it where to ask, for which period and with which filters, and in which language and
 * theme to speak. Elements of one provider ask together, in one HTTP request.
 *
 * @summary Endpoint, token, period, filters, locale and theme for what is inside it.
 * @tagname sales-provider
 *
 * @slot - The elements, among any other content.
 * @cssproperty [--sales-gap=1rem] - Space between what stands directly inside it.
 */
export class SalesProvider extends LitElement {
  static override styles = css`
    :host {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--sales-gap, 1rem);
    }
    :host([hidden]) {
      display: none;
    }
    :host([theme="light"]) {
      color-scheme: light;
    }
    :host([theme="dark"]) {
      color-scheme: dark;
    }
  `;
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
  /** `light`, `dark`, or `auto` for the page's own. */
  declare theme: "light" | "dark" | "auto" | undefined;
  /** The day to look from, `YYYY-MM-DD`, for data that ends in the past. */
  declare today: string | undefined;
  /** Seconds after which the elements ask again. */
  declare refresh: number | undefined;

  readonly #provider = new ContextProvider(this, { context: settingsContext, initialValue: {} });

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("locale") && this.locale) void useLocale(this.locale);
    const { endpoint, token, tokenUrl, period, locale, theme, today, refresh } = this;
    const fault = faultOfWhere(this.where);
    const where = fault ? undefined : parseWhere(this.where ?? null);
    this.#provider.setValue({ endpoint, token, tokenUrl, period, where, locale, theme, today, refresh, fault });
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
