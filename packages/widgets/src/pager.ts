import { msg, str } from "@lit/localize";
import { html, type TemplateResult } from "lit";
import { formatValue } from "./format/number.ts";

/** Which page of a connection: by cursors, and how many rows are before it. */
export interface Page {
  readonly after?: string | null;
  readonly before?: string | null;
  readonly start: number;
}

export const firstPage: Page = { start: 0 };

interface Pager {
  readonly page: Page;
  /** Rows on a full page, on this one, and on all. */
  readonly size: number;
  readonly shown: number;
  readonly total: number;
  readonly ends: { readonly startCursor?: string | null; readonly endCursor?: string | null };
  readonly pending: boolean;
  readonly locale: string;
  turn(page: Page): void;
}

/** The variables that ask for a page. */
export function pageVariables({ after, before }: Page, size: number) {
  return before ? { last: size, before } : { first: size, after };
}

/** The line below a table that says where its page lies, and turns it. */
export function pager({ page, size, shown, total, ends, pending, locale, turn }: Pager): TemplateResult {
  const { start } = page;
  const count = (number: number) => formatValue(number, { unit: "COUNT" }, locale);
  const [from, to, all] = [count(start + 1), count(start + shown), count(total)];
  const isFirst = start === 0;
  const isLast = start + shown >= total;
  // Not `disabled`, which would take the focus from who pages by keyboard.
  const unless = (impossible: boolean, page: Page) => () => {
    if (!impossible && !pending) turn(page);
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
