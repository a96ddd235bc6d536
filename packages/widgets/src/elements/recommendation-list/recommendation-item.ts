import { msg, str } from "@lit/localize";
import { html, nothing, svg, type TemplateResult } from "lit";
import { formatValue } from "../../format/number.ts";
import type { RecommendationsQuery } from "../../generated/graphql.ts";

export type Recommendation = RecommendationsQuery["recommendations"]["edges"][number]["node"];

/** What of a recommendation is not said by the list's heading. */
export type Shown = "product" | "customer" | "both";

/** One recommendation: what or whom, why, and how strong. `choose` makes its name a button. */
export function recommendationItem(
  recommendation: Recommendation,
  { show, locale, choose, chosen }: ItemOptions,
): TemplateResult {
  const { customerName, productName, category, score, reasons } = recommendation;
  const [main, ...others] = reasons;
  const name = show === "product" ? productName : customerName;
  const besides = others.map(({ label }) => label).join(" · ");
  return html`<li class="offer" part="item">
    <div class="what">
      ${
        choose
          ? html`<button type="button" class="plain name" aria-pressed=${chosen ?? nothing} @click=${choose}>${name}</button>`
          : html`<span class="name">${name}</span>`
      }
      ${show === "both" ? html`<span class="product">${productName}</span>` : nothing}
      ${show !== "customer" && category ? html`<span class="quiet category">${category}</span>` : nothing}
    </div>
    ${meter(score, locale)}
    <p class="why"><span class="kind">${main?.label}</span> ${main?.text}</p>
    ${
      others.length > 0
        ? html`<details class="also"><summary>${msg(str`Also: ${besides}`, { id: "also" })}</summary>
            ${others.map(({ text }) => html`<p>${text}</p>`)}</details>`
        : nothing
    }
  </li>`;
}

interface ItemOptions {
  readonly show: Shown;
  readonly locale: string;
  readonly choose?: (() => void) | undefined;
  readonly chosen?: boolean | undefined;
}

/** How strong a recommendation is: 3 (0.6 and above), 2 (0.3 and above) or 1. */
export function gradeOf(score: number): 1 | 2 | 3 {
  return score >= 0.6 ? 3 : score >= 0.3 ? 2 : 1;
}

/** Bars like those of a signal, the word, and the score. */
function meter(score: number, locale: string): TemplateResult {
  const grade = gradeOf(score);
  const words = {
    3: msg("strong", { id: "strong" }),
    2: msg("fair", { id: "fair" }),
    1: msg("weak", { id: "weak" }),
  } as const;
  const bars = [1, 2, 3].map((bar) => {
    const height = 4 * bar;
    return svg`<rect class=${bar <= grade ? "on" : "off"} x=${(bar - 1) * 5} y=${12 - height} width="3.5" height=${height} rx="1"></rect>`;
  });
  const percent = formatValue(score, { unit: "RATIO" }, locale);
  return html`<span class="meter" part="strength" title=${msg(str`Score ${percent}`, { id: "score-is" })}>
    <svg viewBox="0 0 14 12" aria-hidden="true">${bars}</svg><span>${words[grade]}</span>
  </span>`;
}
