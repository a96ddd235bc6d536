import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { movementOf } from "../../format/change.ts";
import { formatDay } from "../../format/date.ts";
import { intl } from "../../format/intl.ts";
import { formatValue } from "../../format/number.ts";
import type { CustomerCardQuery, CustomerCardValueQuery } from "../../generated/graphql.ts";
import { movementMark } from "../../metrics/movement.ts";

type LifetimeValue = NonNullable<CustomerCardValueQuery["customer"]>["lifetimeValue"];

/** The customer's figures at a glance, each with its name. */
export function cardFigures(
  { customer, metric, metricTable, company }: CustomerCardQuery,
  lifetime: LifetimeValue | undefined,
  locale: string,
): TemplateResult {
  const { figures, activity } = customer!;
  const money = { unit: "MONEY", currency: company.currency } as const;
  const short = (value: number | null) => formatValue(value, money, locale, "short");
  const count = (value: number | null | undefined) => formatValue(value, { unit: "COUNT" }, locale);
  const percent = (share: number) =>
    intl(Intl.NumberFormat, locale, { style: "percent", maximumFractionDigits: 0 }).format(share);
  const daysLong = (value: number) =>
    intl(Intl.NumberFormat, locale, {
      style: "unit",
      unit: "day",
      unitDisplay: "long",
      maximumFractionDigits: 0,
    }).format(value);
  const compared = metric.comparison;
  const movement = compared && movementOf(compared, "MONEY", "HIGHER", locale);
  const days = figures.recencyDays;
  const segment = metricTable.rows[0]?.labels[0];
  return html`<dl class="figures" part="figures">
    ${figure(
      msg("Revenue, 12 months", { id: "revenue-year" }),
      short(metric.value),
      html`${movement ? movementMark(movement) : nothing}
        ${compared ? msg(str`${short(compared.value)} a year before`, { id: "a-year-before" }) : nothing}`,
    )}
    ${figure(
      msg("Orders", { id: "orders" }),
      count(figures.orders),
      figures.averageOrderValue === null
        ? nothing
        : msg(str`${short(figures.averageOrderValue)} on average`, { id: "on-average" }),
    )}
    ${figure(
      msg("Last order", { id: "last-order" }),
      days === null ? "–" : intl(Intl.RelativeTimeFormat, locale, { numeric: "auto" }).format(-days, "day"),
      figures.lastOrderOn ? formatDay(figures.lastOrderOn, locale) : msg("has not bought yet", { id: "not-bought" }),
    )}
    ${
      activity
        ? figure(
            msg("Activity", { id: "activity" }),
            html`<span title=${activity.reason}>${activity.label}</span>`,
            activity.usualGapDays === null
              ? nothing
              : msg(str`usually every ${daysLong(activity.usualGapDays)}`, { id: "usual-gap" }),
          )
        : nothing
    }
    ${figure(
      msg("Segment", { id: "segment" }),
      segment ?? "–",
      segment ? nothing : msg("no purchase in 12 months", { id: "no-purchase-year" }),
    )}
    ${
      lifetime
        ? figure(
            msg("Expected in 12 months", { id: "expected-value" }),
            html`<span title=${lifetime.reason}>${short(lifetime.value)}</span>`,
            msg(str`${percent(lifetime.probabilityAlive)} likely to buy again`, { id: "likely-alive" }),
          )
        : nothing
    }
  </dl>`;
}

function figure(name: string, value: string | TemplateResult, more: unknown): TemplateResult {
  return html`<div><dt>${name}</dt><dd><span class="value">${value}</span><span class="more">${more}</span></dd></div>`;
}
