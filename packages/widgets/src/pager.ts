import { msg, str } from "@lit/localize";
import { html, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from "lit";
import { formatValue } from "./format/number.ts";

/** Which page of a connection: by cursors, and how many rows are before it. */
interface Page {
  readonly after?: string | null;
  readonly before?: string | null;
  readonly start: number;
}

const firstPage: Page = { start: 0 };

/** What a page holds. */
interface Shown {
  /** Rows on this page, and on all. */
  readonly shown: number;
  readonly total: number;
  readonly ends: { readonly startCursor?: string | null; readonly endCursor?: string | null };
  /** Whether another is on its way. */
  readonly pending: boolean;
  readonly locale: string;
}

type Host = ReactiveControllerHost & { pageSize: number | undefined };

/** Which page of a list an element shows. Cursors belong to one list: another begins at its first page. */
export class PageController implements ReactiveController {
  readonly #host: Host;
  readonly #usualSize: number;
  readonly #list: () => unknown;
  #page = firstPage;
  #key: string | undefined;

  /**
   * @param usualSize rows on a page where the element doesn't say
   * @param list what the list depends on: filters, order
   */
  constructor(host: Host, usualSize: number, list: () => unknown) {
    this.#host = host;
    this.#usualSize = usualSize;
    this.#list = list;
    host.addController(this);
  }

  hostUpdate(): void {
    const key = JSON.stringify([this.#list(), this.size]);
    if (this.#key !== undefined && this.#key !== key) this.#page = firstPage;
    this.#key = key;
  }

  /** Rows on a full page. */
  get size(): number {
    return Math.min(Math.max(Math.round(this.#host.pageSize ?? this.#usualSize), 1), 100);
  }

  /** The variables that ask for the page. */
  get variables() {
    const { after, before } = this.#page;
    return before ? { last: this.size, before } : { first: this.size, after };
  }

  /** The line below a table that says where the page lies, and turns it. */
  line({ shown, total, ends, pending, locale }: Shown): TemplateResult {
    const { start } = this.#page;
    const { size } = this;
    const count = (number: number) => formatValue(number, { unit: "COUNT" }, locale);
    const [from, to, all] = [count(start + 1), count(start + shown), count(total)];
    const isFirst = start === 0;
    const isLast = start + shown >= total;
    // Not `disabled`, which would take the focus from who pages by keyboard.
    const unless = (impossible: boolean, page: Page) => () => {
      if (!impossible && !pending) this.#turn(page);
    };
    const back = unless(isFirst, start <= size ? firstPage : { before: ends.startCursor ?? null, start: start - size });
    const on = unless(isLast, { after: ends.endCursor ?? null, start: start + shown });
    return html`<div class="foot" part="pager">
      <span class="quiet" role="status">${shown ? msg(str`${from}–${to} of ${all}`, { id: "range" }) : ""}</span>
      <span class="turn">
        <button class="on-screen" type="button" aria-disabled=${isFirst} @click=${back}>
          ${msg("Previous", { id: "previous" })}
        </button>
        <button class="on-screen" type="button" aria-disabled=${isLast} @click=${on}>
          ${msg("Next", { id: "next" })}
        </button>
      </span>
    </div>`;
  }

  #turn(page: Page): void {
    this.#page = page;
    this.#host.requestUpdate();
  }
}
