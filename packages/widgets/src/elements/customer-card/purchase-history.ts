import { msg } from "@lit/localize";
import { html, nothing, svg, type TemplateResult } from "lit";
import { formatBucket } from "../../format/date.ts";
import { formatValue } from "../../format/number.ts";
import type { CustomerCardQuery } from "../../generated/graphql.ts";
import { historyBars } from "./history-bars.ts";

type Metric = CustomerCardQuery["metric"];

const size = { width: 240, height: 56 } as const;

/** What was bought month by month, beside the year before: bars to see, a table to hear. */
export function purchaseHistory({ series, currency }: Metric, locale: string): TemplateResult {
  const { bars, base } = historyBars(series, size.width, size.height);
  const money = { unit: "MONEY", currency } as const;
  const month = (day: string, long = false) => formatBucket(day, "MONTH", locale, long);
  const name = msg("Purchases by month", { id: "purchase-history" });
  const before = msg("Year before", { id: "year-before" });
  const ends = [series[0], series.at(-1)].flatMap((point) => (point ? [month(point.from, true)] : []));
  return html`<figure class="history" part="history">
    <figcaption><span class="label">${name}</span>
      <span class="quiet"><span class="dash" aria-hidden="true"></span>${before}</span></figcaption>
    <svg viewBox="0 0 ${size.width} ${size.height}" preserveAspectRatio="none" aria-hidden="true">
      ${bars.map(({ x, width, y, height, before }, index) => {
        const loose = series[index]?.unfinished ? "unfinished" : "";
        return svg`<rect class="bar ${loose}" x=${x} y=${y} width=${width} height=${height}></rect>
          ${before === undefined ? nothing : svg`<path class="before" d="M${x} ${before}h${width}"></path>`}`;
      })}
      <path class="base" d="M0 ${base}H${size.width}"></path>
    </svg>
    <div class="ends quiet" aria-hidden="true">${ends.map((end) => html`<span>${end}</span>`)}</div>
    <div class="visually-hidden"><table aria-label=${name}>
      <thead><tr><th scope="col">${msg("Month", { id: "month" })}</th>
        <th scope="col">${msg("Revenue", { id: "revenue" })}</th><th scope="col">${before}</th></tr></thead>
      <tbody>${series.map(
        (point) => html`<tr><th scope="row">${month(point.from, true)}</th>
          <td>${formatValue(point.value, money, locale)}</td><td>${formatValue(point.comparison, money, locale)}</td></tr>`,
      )}</tbody>
    </table></div>
  </figure>`;
}
