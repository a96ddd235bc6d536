import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { formatDay } from "../../format/date.ts";
import { formatValue } from "../../format/number.ts";
import type { CustomerCardLinesQuery, CustomerCardQuery } from "../../generated/graphql.ts";

type Customer = NonNullable<CustomerCardQuery["customer"]>;
type Order = Customer["orders"]["edges"][number]["node"];
type Lines = Extract<NonNullable<CustomerCardLinesQuery["node"]>, { lines: unknown }>["lines"];

/** A part of the card, or what is said where it has nothing. */
export function section(name: string, content: TemplateResult | undefined, nothingSaid: string): TemplateResult {
  return html`<div class="section" role="group" aria-label=${name}>
    <p class="label">${name}</p>${content ?? html`<p class="none">${nothingSaid}</p>`}
  </div>`;
}

export interface OrderOptions {
  readonly locale: string;
  readonly currency: string;
  /** The order whose lines are shown, and these once they have come. */
  readonly opened:
    | { readonly id: string; readonly lines: Lines | undefined; readonly error?: string | undefined }
    | undefined;
  readonly toggle: (order: string, open: boolean) => void;
}

/** The last orders; what was bought is shown when an order is opened. */
export function lastOrders({ orders }: Customer, { locale, currency, opened, toggle }: OrderOptions): TemplateResult {
  const money = { unit: "MONEY", currency } as const;
  return section(
    msg("Last orders", { id: "last-orders" }),
    orders.edges.length === 0
      ? undefined
      : html`${orders.edges.map(({ node }) => {
          const open = opened?.id === node.id;
          return html`<details class="order" ?open=${open} @toggle=${(event: Event) =>
            toggle(node.id, (event.target as HTMLDetailsElement).open)}>
            <summary><span>${formatDay(node.day, locale)}</span><span class="quiet">${describe(node)}</span>
              <span class="end">${formatValue(Number(node.netAmount), money, locale)}</span></summary>
            ${open ? orderLines(opened, money, locale) : nothing}
          </details>`;
        })}`,
    msg("No orders yet.", { id: "no-orders" }),
  );
}

function describe({ channel, status }: Order): string {
  const state = {
    COMPLETED: "",
    OPEN: msg("open", { id: "order-open" }),
    CANCELLED: msg("cancelled", { id: "order-cancelled" }),
  }[status];
  return [channel, state].filter(Boolean).join(" · ");
}

function orderLines(
  { lines, error }: NonNullable<OrderOptions["opened"]>,
  money: { unit: "MONEY"; currency: string },
  locale: string,
): TemplateResult {
  if (error) return html`<p class="none" role="alert">${error}</p>`;
  if (!lines) return html`<p class="none" role="status">${msg("Loading…", { id: "loading" })}</p>`;
  return html`<table>
    <thead class="visually-hidden"><tr><th scope="col">${msg("Product", { id: "product" })}</th>
      <th scope="col">${msg("Quantity", { id: "quantity" })}</th>
      <th scope="col">${msg("Amount", { id: "amount" })}</th></tr></thead>
    <tbody>${lines.map(
      ({ product, quantity, netAmount }) => html`<tr>
        <th scope="row">${product.name}</th>
        <td class="end quiet">× ${formatValue(Number(quantity), { unit: "COUNT" }, locale)}</td>
        <td class="end">${formatValue(Number(netAmount), money, locale)}</td>
      </tr>`,
    )}</tbody>
  </table>`;
}

/** What they may want next, the strength in dots and in words. */
export function openNeeds({ needs }: Customer, locale: string): TemplateResult {
  const more = needs.totalCount - needs.edges.length;
  return section(
    msg("Open needs", { id: "open-needs" }),
    needs.edges.length === 0
      ? undefined
      : html`<ul class="items">${needs.edges.map(({ node }) => {
          const { topic, statement, category, product, strength, expectedOn, overdue } = node;
          const about = product?.name ?? category;
          const by = formatDay(expectedOn, locale);
          return html`<li>
            <span class="main">${topic}</span>
            <span class="dots" role="img" aria-label=${msg(str`strength ${strength} of 5`, { id: "strength-of" })}
              title=${msg(str`strength ${strength} of 5`, { id: "strength-of" })}>${"●".repeat(strength)}${"○".repeat(5 - strength)}</span>
            <span class="more">${[
              about,
              by &&
                (overdue
                  ? msg(str`overdue since ${by}`, { id: "overdue-since" })
                  : msg(str`by ${by}`, { id: "by-day" })),
            ]
              .filter(Boolean)
              .join(" · ")}</span>
            ${statement ? html`<span class="more">${statement}</span>` : nothing}
          </li>`;
        })}</ul>${more > 0 ? html`<p class="none">${msg(str`and ${more} more`, { id: "and-more" })}</p>` : nothing}`,
    msg("None is known.", { id: "no-needs" }),
  );
}

/** Whom to call. */
export function contactList({ contacts, email, phone, name }: Customer): TemplateResult {
  const own = email || phone ? [{ externalId: "", name, title: null, email, phone }] : [];
  const people = contacts.length > 0 ? contacts : own;
  return section(
    msg("Contacts", { id: "contacts" }),
    people.length === 0
      ? undefined
      : html`<ul class="items">${people.map(
          (person) => html`<li>
            <span class="main">${person.name}</span>
            ${person.title ? html`<span class="quiet">${person.title}</span>` : nothing}
            ${person.email ? html`<a class="more" href=${`mailto:${person.email}`}>${person.email}</a>` : nothing}
            ${person.phone ? html`<a class="more" href=${`tel:${person.phone.replace(/[^+\d]/g, "")}`}>${person.phone}</a>` : nothing}
          </li>`,
        )}</ul>`,
    msg("None is known.", { id: "no-contacts" }),
  );
}

/** The last answers to surveys. */
export function lastAnswers({ responses }: Customer, locale: string): TemplateResult {
  const highest = { NPS: 10, CSAT: 5, CES: 7 } as const;
  return section(
    msg("Last answers", { id: "last-answers" }),
    responses.length === 0
      ? undefined
      : html`<ul class="items">${responses.slice(0, 3).map(
          ({ kind, score, respondedOn, comment }) => html`<li>
            <span class="main">${kind} ${score}<span class="quiet"> / ${highest[kind]}</span></span>
            <span class="quiet">${formatDay(respondedOn, locale)}</span>
            ${comment ? html`<span class="more">${comment}</span>` : nothing}
          </li>`,
        )}</ul>`,
    msg("No answers yet.", { id: "no-answers-yet" }),
  );
}

/** Feedback that nobody has resolved yet. */
export function openCases({ cases }: Customer, locale: string): TemplateResult {
  const open = cases.filter(({ resolvedOn }) => resolvedOn === null);
  return section(
    msg("Open cases", { id: "open-cases" }),
    open.length === 0
      ? undefined
      : html`<ul class="items">${open.slice(0, 5).map(
          ({ kind, severity, subject, openedOn }) => html`<li>
            <span class="main">${subject ?? caseKind(kind)}</span>
            <span class="quiet">${severityName(severity)}</span>
            <span class="more">${subject ? `${caseKind(kind)} · ` : ""}${formatDay(openedOn, locale)}</span>
          </li>`,
        )}</ul>`,
    msg("None.", { id: "no-cases" }),
  );
}

function caseKind(kind: Customer["cases"][number]["kind"]): string {
  return {
    COMPLAINT: msg("Complaint", { id: "complaint" }),
    RETURN: msg("Return", { id: "return" }),
    QUESTION: msg("Question", { id: "question" }),
    PRAISE: msg("Praise", { id: "praise" }),
  }[kind];
}

function severityName(severity: Customer["cases"][number]["severity"]): string {
  return {
    LOW: msg("minor", { id: "severity-low" }),
    MEDIUM: msg("medium", { id: "severity-medium" }),
    HIGH: msg("severe", { id: "severity-high" }),
  }[severity];
}
