import { msg } from "@lit/localize";
import { html, type TemplateResult } from "lit";
import { formatMoney } from "../../format/number.ts";
import type { StatementListQuery } from "../../generated/graphql.ts";
import { statusMark } from "./statement-head.ts";

export type ListedStatement = StatementListQuery["statements"]["edges"][number]["node"];

/** Everybody's statements of a month: who, how far it is, and the total; choosing one opens it. */
export function statementList(
  statements: readonly ListedStatement[],
  label: string,
  locale: string,
  choose: (statement: ListedStatement) => void,
): TemplateResult {
  return html`<table part="table" class="list" aria-label=${label}>
    <thead><tr>
      <th scope="col">${msg("Sales rep", { id: "rep" })}</th>
      <th scope="col" class="optional">${msg("Team", { id: "team" })}</th>
      <th scope="col">${msg("Status", { id: "status" })}</th>
      <th scope="col" class="end">${msg("Total", { id: "total" })}</th>
    </tr></thead>
    <tbody>${statements.map(
      (statement) => html`<tr @click=${() => choose(statement)}>
        <th scope="row"><button type="button" class="plain" data-rep=${statement.rep.id}>${statement.rep.name}</button></th>
        <td class="optional">${statement.team?.name}</td>
        <td>${statusMark(statement.status)}</td>
        <td class="end">${formatMoney(statement.total.amount, statement.total.currency, locale)}</td>
      </tr>`,
    )}</tbody>
  </table>`;
}
