import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { formatDay } from "../../format/date.ts";
import { formatValue } from "../../format/number.ts";
import type { RfmMatrixQuery } from "../../generated/graphql.ts";

type Movement = NonNullable<RfmMatrixQuery["rfm"]["movement"]>;
export type Move = Movement["moves"][number];

/** Rows shown before all are asked for. */
const fewest = 8;

/** Those who went from one segment to another, the most first; who stayed is only counted. */
export function movesOf(moves: readonly Move[]): { readonly moved: readonly Move[]; readonly stayed: number } {
  const moved = moves.filter(({ from, to }) => from !== to).sort((one, other) => other.customers - one.customers);
  const stayed = moves.filter(({ from, to }) => from === to).reduce((sum, { customers }) => sum + customers, 0);
  return { moved, stayed };
}

interface MovementView {
  readonly currency: string;
  readonly locale: string;
  readonly showAll: boolean;
  readonly chosen: (move: Move) => boolean;
  readonly choose: (move: Move) => void;
  readonly toggle: () => void;
}

/** Who moved where since a day: a row a pair of segments, which lists its customers when it is chosen. */
export function movementTable({ from, moves }: Movement, view: MovementView): TemplateResult {
  const { currency, locale, showAll, chosen, choose, toggle } = view;
  const count = (number: number) => formatValue(number, { unit: "COUNT" }, locale);
  const money = (amount: number) => formatValue(amount, { unit: "MONEY", currency }, locale, "short");
  const { moved, stayed } = movesOf(moves);
  const most = moved[0]?.customers ?? 0;
  const title = msg(str`Moved since ${formatDay(from, locale)}`, { id: "moved-since" });
  return html`<div class="movement" part="movement">
    <div class="head">
      <span class="label">${title}</span>
      <span class="quiet">${msg(str`${count(stayed)} stayed where they were`, { id: "stayed" })}</span>
    </div>
    ${
      moved.length === 0
        ? html`<p class="note">${msg("Nobody has moved to another segment.", { id: "nobody-moved" })}</p>`
        : html`<table aria-label=${title}>
      <thead><tr>
        <th scope="col">${msg("From", { id: "from-segment" })} → ${msg("To", { id: "to-segment" })}</th>
        <th scope="col" class="end" colspan="2">${msg("Customers", { id: "customers" })}</th>
        <th scope="col" class="end optional">${msg("Revenue before", { id: "revenue-before" })}</th>
        <th scope="col" class="end optional">${msg("Revenue now", { id: "revenue-now" })}</th>
      </tr></thead>
      <tbody>${(showAll ? moved : moved.slice(0, fewest)).map(
        (move) => html`<tr class=${chosen(move) ? "chosen" : ""} @click=${() => choose(move)}>
          <th scope="row"><button type="button" class="plain" aria-pressed=${chosen(move)}>${move.fromLabel}
            <span aria-hidden="true">→</span><span class="visually-hidden">${msg("to", { id: "to-word" })}</span>
            ${move.toLabel}</button></th>
          <td class="bar" aria-hidden="true"><svg><rect width="${(100 * move.customers) / most}%" height="100%"></rect></svg></td>
          <td class="end">${count(move.customers)}</td>
          <td class="end optional">${money(move.revenueBefore)}</td>
          <td class="end optional">${money(move.revenue)}</td>
        </tr>`,
      )}</tbody>
    </table>`
    }
    ${
      moved.length > fewest
        ? html`<button type="button" class="plain on-screen" aria-expanded=${showAll} @click=${toggle}>${
            showAll
              ? msg("Show fewer", { id: "show-fewer" })
              : msg(str`Show all ${count(moved.length)}`, { id: "show-all" })
          }</button>`
        : nothing
    }
  </div>`;
}
