import { msg } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import type { QueryController } from "../../data/query-controller.ts";
import { formatCountry } from "../../format/country.ts";
import { formatValue } from "../../format/number.ts";
import type { RfmMembersQuery } from "../../generated/graphql.ts";

type Answer = RfmMembersQuery["rfm"]["members"];
type Node = Answer["edges"][number]["node"];

/** A customer in the list: of those who moved as they stand now, of those who left as they stood then. */
interface Member {
  readonly customer: Node["customer"];
  readonly rfm: Node["rfm"] | null;
}

/** A page of the list. */
export interface Members extends Pick<Answer, "totalCount" | "pageInfo"> {
  readonly members: readonly Member[];
}

interface MembersView {
  readonly title: string;
  readonly currency: string;
  readonly locale: string;
  /** How many there are, in words. */
  readonly found: (count: number) => string;
  readonly close: () => void;
  readonly more: (cursor: string | null | undefined) => void;
}

/** The customers of what was chosen in the matrix. */
export function memberList(query: QueryController<readonly Members[]>, view: MembersView): TemplateResult {
  const { data: pages, error, pending } = query;
  const { title, found, close, more } = view;
  const last = pages?.at(-1);
  return html`<div class="members" part="members">
    <div class="head">
      <span class="label">${title}</span>
      <span class="quiet" role="status">
        ${pending ? msg("Loading…", { id: "loading" }) : last ? found(last.totalCount) : nothing}
      </span>
      <span class="spacer"></span>
      <button type="button" class="plain" @click=${close}>${msg("Close", { id: "close" })}</button>
    </div>
    ${
      error && !pages
        ? html`<p class="note" role="alert">${error.message}
            <button type="button" class="plain" @click=${query.retry}>${msg("Try again", { id: "retry" })}</button></p>`
        : html`<div class="scroll ${pending ? "stale" : ""}" tabindex="0" role="group" aria-label=${title}>
            ${memberTable(pages ?? [], view)}
          </div>`
    }
    ${
      last?.pageInfo.hasNextPage
        ? html`<button type="button" @click=${() => {
            if (!pending) more(last.pageInfo.endCursor);
          }}>${msg("Show more", { id: "show-more" })}</button>`
        : nothing
    }
  </div>`;
}

function memberTable(pages: readonly Members[], { currency, locale }: MembersView): TemplateResult {
  const count = { unit: "COUNT" } as const;
  const money = { unit: "MONEY", currency } as const;
  const rows = pages.flatMap(({ members }) => members);
  return html`<table>
    <thead><tr>
      <th scope="col">${msg("Name", { id: "name" })}</th>
      <th scope="col" class="optional">${msg("Country", { id: "country" })}</th>
      <th scope="col" class="end optional">${msg("Days since", { id: "days-since" })}</th>
      <th scope="col" class="end optional">${msg("Orders", { id: "orders" })}</th>
      <th scope="col" class="end">${msg("Revenue", { id: "revenue" })}</th>
    </tr></thead>
    <tbody>${rows.map(
      ({ customer, rfm }) => html`<tr>
        <th scope="row">${customer.name}</th>
        <td class="optional">${formatCountry(customer.country, locale)}</td>
        <td class="end optional">${formatValue(rfm?.recencyDays, count, locale)}</td>
        <td class="end optional">${formatValue(rfm?.orders, count, locale)}</td>
        <td class="end">${formatValue(rfm?.revenue, money, locale)}</td>
      </tr>`,
    )}</tbody>
  </table>`;
}
