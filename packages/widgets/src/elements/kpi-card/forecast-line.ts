import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { formatDay } from "../../format/date.ts";
import { formatValue } from "../../format/number.ts";
import type { KpiCardQuery } from "../../generated/graphql.ts";
import { placePopover } from "../../popover.ts";
import { forecastLineStyles } from "./forecast-line.styles.ts";

/** Gives a card the line's styles, once: most cards have no such line. */
export function styleForecastLine({ adoptedStyleSheets: sheets }: ShadowRoot): void {
  const sheet = forecastLineStyles.styleSheet!;
  if (!sheets.includes(sheet)) sheets.push(sheet);
}

/** Where a running period is heading; its method and error open beside it, and are read along with it. */
export function forecastLine(metric: KpiCardQuery["metric"], locale: string): TemplateResult | typeof nothing {
  const { definition, currency, forecast } = metric;
  if (!forecast) return nothing;
  const format = (value: number) => formatValue(value, { unit: definition.unit, currency }, locale, "short");
  const { low, high, methodText, error, tests, confidence } = forecast;
  const ratio = (share: number) => formatValue(share, { unit: "RATIO" }, locale).replace(/\.0(?=\D*$)/, "");
  const [value, day] = [format(forecast.value), formatDay(forecast.until, locale)];
  const known = typeof low === "number" && typeof high === "number";
  const range = known ? `${format(low)} – ${format(high)}` : "";
  const wrong = typeof error === "number" ? ratio(error) : undefined;
  const sure = confidence && known ? ratio(confidence) : undefined;
  return html`<div class="forecast" part="forecast">
    <button type="button" class="plain" popovertarget="method" aria-expanded="false" aria-describedby="method">
      ${msg(str`Forecast ${value}`, { id: "forecast-value" })}
      ${range ? html`<span class="number">(${range})</span>` : nothing}
      <span class="number">${msg(str`by ${day}`, { id: "forecast-by" })}</span>
    </button>
    <div id="method" class="method" popover @toggle=${placePopover}>
      <p>${methodText}</p>
      <p>${
        wrong
          ? msg(str`Tested ${tests}× on past periods, it was off by ${wrong} on average.`, { id: "forecast-off" })
          : msg("Not tested: there are too few past periods.", { id: "forecast-untested" })
      }</p>
      ${sure ? html`<p>${msg(str`The range holds in about ${sure} of cases.`, { id: "forecast-sure" })}</p>` : nothing}
    </div>
  </div>`;
}
