import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import type { QueryController } from "../../data/query-controller.ts";
import { formatDay } from "../../format/date.ts";
import { formatDecimal, formatValue } from "../../format/number.ts";
import type { StatementLineOrdersQuery } from "../../generated/graphql.ts";

export type OrderPage = NonNullable<NonNullable<StatementLineOrdersQuery["statement"]>["line"]>["orders"];
type Order = OrderPage["edges"][number]["node"];

/** The orders that a line was reckoned from, page by page; nothing of what isn't paid by orders. */
export function lineOrders(
  { data: pages, error, pending, retry }: QueryController<readonly OrderPage[]>,
  locale: string,
  more: (cursor: string | null) => void,
): TemplateResult {
  if (error && !pages) {
    return html`<p class="note" role="alert">${error.message}
      <button type="button" class="plain" @click=${retry}>${msg("Try again", { id: "retry" })}</button></p>`;
  }
  if (!pages) return html`<p class="note" role="status">${msg("Loading…", { id: "loading" })}</p>`;
  const orders = pages.flatMap(({ edges }) => edges.map(({ node }) => node));
  const last = pages.at(-1);
  if (!last || orders.length === 0) {
    return html`<p class="note">${msg("No order counts.", { id: "no-line-orders" })}</p>`;
  }
  const name = msg("Orders", { id: "orders" });
  const count = (number: number) => formatValue(number, { unit: "COUNT" }, locale);
  return html`<div class="scroll ${pending ? "stale" : ""}" tabindex="0" role="group" aria-label=${name}>
    <table part="orders" aria-label=${name}>
      <thead><tr>
        <th scope="col">${msg("Order", { id: "order" })}</th>
        <th scope="col" class="optional">${msg("Customer", { id: "customer" })}</th>
        <th scope="col" class="end optional">${msg("Credit", { id: "credit-share" })}</th>
        <th scope="col" class="end">${msg("Counts", { id: "order-basis" })}</th>
      </tr></thead>
      <tbody>${orders.map((order) => orderRow(order, locale))}</tbody>
    </table></div>
    <p class="note">${msg(str`${count(orders.length)} of ${count(last.totalCount)}`, { id: "shown-of" })}
    ${
      last.pageInfo.hasNextPage
        ? html`<button type="button" class="on-screen" @click=${() => {
            if (!pending) more(last.pageInfo.endCursor);
          }}>${msg("Show more", { id: "show-more" })}</button>`
        : nothing
    }</p>`;
}

function orderRow({ order, countedOn, soldIn, share, basis }: Order, locale: string): TemplateResult {
  const day = formatDay(countedOn, locale);
  return html`<tr>
    <th scope="row">${order?.externalId ?? msg("not yours to see", { id: "order-unseen" })}
      <span class="quiet">${soldIn ? msg(str`${day}, returned of ${soldIn}`, { id: "order-returned" }) : day}</span></th>
    <td class="optional">${order?.customer.name}</td>
    <td class="end optional">${formatValue(Number(share), { unit: "RATIO" }, locale)}</td>
    <td class="end">${formatDecimal(basis, locale)}</td>
  </tr>`;
}
