import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { formatDecimal, formatMoney, formatRate } from "../../format/number.ts";
import type { NextTiersQuery } from "../../generated/graphql.ts";

type Tier = NextTiersQuery["nextTiers"][number];

/** How far it is to what comes next, of each component of the plan: bars to see, the same in words. */
export function nextTiers(tiers: readonly Tier[], locale: string): TemplateResult {
  const name = msg("What comes next", { id: "next-tiers" });
  return html`<div class="next" role="group" aria-label=${name} part="next">
    <p class="label">${name}</p>
    ${
      tiers.length === 0
        ? html`<p class="quiet">${msg("Nothing: every tier is reached, or there is none.", { id: "no-next-tier" })}</p>`
        : html`<ul>${tiers.map((tier) => tierItem(tier, locale))}</ul>`
    }
  </div>`;
}

function tierItem({ label, kind, at, reached, missing, rate, nextRate, pays }: Tier, locale: string): TemplateResult {
  const more = formatDecimal(missing, locale);
  const far = {
    TIER: msg(str`${more} more to the next tier`, { id: "to-tier" }),
    THRESHOLD: msg(str`${more} more until anything is paid`, { id: "to-threshold" }),
    ACCELERATOR: msg(str`${more} more to the accelerator`, { id: "to-accelerator" }),
  }[kind];
  const share = Math.min(100, Math.max(0, (100 * Number(reached)) / Number(at)));
  return html`<li>
    <p class="tier"><span>${label}</span>
      <span class="quiet number">${formatDecimal(reached, locale)} / ${formatDecimal(at, locale)}</span></p>
    <svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
      <rect class="track" width="100" height="8"></rect><rect class="value" width=${share} height="8"></rect>
    </svg>
    <p class="quiet">${[far, ratesText(rate, nextRate, locale)].filter(Boolean).join(" · ")}${
      pays
        ? html` · ${msg(str`getting there pays ${formatMoney(pays.amount, pays.currency, locale)}`, { id: "tier-pays" })}`
        : nothing
    }</p>
  </li>`;
}

/** What is paid for one more of the basis now, and from there on. */
function ratesText(rate: string | null, nextRate: string | null, locale: string): string {
  if (rate === null || nextRate === null) return "";
  return msg(str`${formatRate(rate, locale)} now, ${formatRate(nextRate, locale)} from there`, { id: "tier-rates" });
}
