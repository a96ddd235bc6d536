import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { disclosure } from "../../disclosure.ts";
import { formatDecimal, formatMoney, formatRate } from "../../format/number.ts";
import type { IncentiveStatementQuery } from "../../generated/graphql.ts";

export type Statement = NonNullable<IncentiveStatementQuery["statement"]>;
export type Line = Statement["lines"][number];

export interface LineView {
  readonly locale: string;
  readonly currency: string;
  /** The statement's own period: lines about another one say so. */
  readonly period: string;
  isOpen(line: Line): boolean;
  toggle(line: Line): void;
  /** What an open line shows after its reasons. */
  more(line: Line): TemplateResult;
}

/** The lines of one component of a plan. */
export interface LineGroup {
  readonly label: string;
  /** What the component pays, and by which plan. */
  readonly about: string;
  readonly lines: readonly Line[];
}

/** Lines by component, in the order in which the statement has them. */
export function groupLines(lines: readonly Line[]): readonly LineGroup[] {
  const groups = new Map<string, LineGroup & { lines: Line[] }>();
  for (const line of lines) {
    const key = `${line.plan}/${line.component}`;
    const about = `${line.kindLabel} · ${line.planLabel}`;
    const group = groups.get(key) ?? { label: line.componentLabel, about, lines: [] };
    group.lines.push(line);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** The lines of a component below its name: what each is, on what and at which rate, and what it comes to. */
export function lineGroup({ label, about, lines }: LineGroup, view: LineView): TemplateResult {
  return html`<div class="group" role="group" aria-label=${label} part="group">
    <p class="label">${label} <span class="quiet">${about}</span></p>
    <ul>${lines.map((line) => lineRow(line, view))}</ul>
  </div>`;
}

/** What a line is; of another period than the statement's, that too. */
export function lineName({ typeLabel, period }: Line, own: string): string {
  return period === own ? typeLabel : `${typeLabel} · ${period}`;
}

function lineRow(line: Line, view: LineView): TemplateResult {
  const open = view.isOpen(line);
  const { currency, locale } = view;
  const disputed = line.disputes.some(({ status }) => status === "OPEN");
  return html`<li id="line-${line.number}" part="line">
    <div class="line">
      ${disclosure(lineName(line, view.period), open, () => view.toggle(line))}
      ${disputed ? html`<span class="badge">${msg("disputed", { id: "disputed" })}</span>` : nothing}
      <span class="quiet basis">${basisText(line, view)}</span>
      <span class="number amount">${formatMoney(line.amount.amount, currency, locale)}</span>
    </div>
    <div class="why" ?hidden=${!open}>
      <ul class="reasons" part="reasons">${line.reasons.map((reason) => html`<li>${reason}</li>`)}</ul>
      ${line.portions.length > 1 || Number(line.earlier.amount) !== 0 ? portionTable(line, view) : nothing}
      ${view.more(line)}
    </div>
  </li>`;
}

/** On what, and at which rate: "120,000 × 5%". */
function basisText({ basis, rate, kind }: Line, { locale, currency }: LineView): string {
  if (basis === null) return "";
  const amount = formatDecimal(basis, locale);
  return rate === null ? amount : `${amount} × ${rateText(rate, kind, currency, locale)}`;
}

/** A rate is a share of money, or an amount for each of what is counted. */
function rateText(rate: string, kind: Line["kind"], currency: string, locale: string): string {
  return kind === "SPIFF" ? formatMoney(rate, currency, locale) : formatRate(rate, locale);
}

/** The basis by tier; what earlier periods change stands below, so that the sum is the line's amount. */
function portionTable({ portions, earlier, amount, kind }: Line, { locale, currency }: LineView): TemplateResult {
  const name = msg("By tier", { id: "by-tier" });
  const money = (value: string) => formatMoney(value, currency, locale);
  const decimal = (value: string) => formatDecimal(value, locale);
  return html`<div class="scroll" tabindex="0" role="group" aria-label=${name}><table part="portions" aria-label=${name}>
    <thead><tr>
      <th scope="col">${msg("Tier", { id: "tier" })}</th>
      <th scope="col" class="end in-tier">${msg("In it", { id: "in-tier" })}</th>
      <th scope="col" class="end">${msg("Rate", { id: "rate" })}</th>
      <th scope="col" class="end">${msg("Amount", { id: "amount" })}</th>
    </tr></thead>
    <tbody>${portions.map(
      ({ from, to, rate, basis, amount }) => html`<tr>
        <th scope="row" class="number">${
          to === null
            ? msg(str`from ${decimal(from)}`, { id: "tier-from" })
            : msg(str`${decimal(from)} – ${decimal(to)}`, { id: "tier-range" })
        }</th>
        <td class="end in-tier">${decimal(basis)}</td>
        <td class="end">${rateText(rate, kind, currency, locale)}</td>
        <td class="end">${money(amount.amount)}</td>
      </tr>`,
    )}
    ${
      Number(earlier.amount) === 0
        ? nothing
        : html`<tr><th scope="row">${msg("Of earlier periods", { id: "earlier-periods" })}</th>
            <td class="in-tier"></td><td></td><td class="end">${money(earlier.amount)}</td></tr>`
    }</tbody>
    <tfoot><tr><th scope="row">${msg("Total", { id: "total" })}</th>
      <td class="in-tier"></td><td></td><td class="end">${money(amount.amount)}</td></tr></tfoot>
  </table></div>`;
}
