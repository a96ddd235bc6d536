import { msg, str } from "@lit/localize";
import { html, nothing, svg, type TemplateResult } from "lit";
import { paletteStyles } from "../../chart/palette.ts";
import { QueryController } from "../../data/query-controller.ts";
import { faultOfChoice, faultOfNumber } from "../../faults.ts";
import { bucketEnd, formatDay, formatPeriod, grainFor } from "../../format/date.ts";
import { formatPoints, formatValue } from "../../format/number.ts";
import type { ChannelMixGrain, ChannelShiftQuery } from "../../generated/graphql.ts";
import { ChannelShiftDocument } from "../../generated/graphql.ts";
import type { WordGroup } from "../../localization.ts";
import { aroundSales, aroundStyles } from "../../market/around.ts";
import { reachOf, relativeOf } from "../../market/figures.ts";
import { whereOf } from "../../metrics/selection.ts";
import { SalesElement } from "../../sales-element.ts";
import { contentStyles } from "../../styles/content.ts";
import { headingOf, type TakeAwayTable } from "../../take-away/table.ts";
import { channelShiftStyles } from "./channel-shift.styles.ts";
import { barsOf, type ChannelMix } from "./mix.ts";

type Technology = ChannelShiftQuery["technologies"][number];

const grains = ["month", "quarter", "year"];
/** So many channels have a colour of their own. */
const colours = 8;

/**
 * Which channels own sales come through, and how that shifts; and how far technologies are, with own sales of the
 * channel a day before and after their adoption. Filters don't narrow it.
 *
 * @summary The mix of channels over time, and technologies.
 * @tagname channel-shift
 *
 * @fires {CustomEvent<{dimension: string, key: string, label: string, where: object}>} sales-select - A channel was chosen.
 * @fires {CustomEvent<{data: unknown}>} sales-load - An answer came.
 * @fires {CustomEvent<{error: Error}>} sales-error - A request failed.
 *
 * @csspart card - The box.
 * @csspart label - The heading.
 * @csspart bars - The bar of each month.
 * @csspart table - The channels.
 * @csspart technologies - The technologies.
 * @csspart download - The button that takes the figures away.
 * @csspart message - What is said instead of channels.
 * @csspart retry - The button that asks again.
 * @csspart age - The note that says how old the figures are.
 */
export class ChannelShift extends SalesElement {
  static override readonly words: WordGroup = "market";
  static override styles = [...SalesElement.styles, contentStyles, paletteStyles, aroundStyles, channelShiftStyles];
  static override properties = {
    ...SalesElement.properties,
    grain: { reflect: true },
    days: { type: Number, reflect: true },
    label: { reflect: true },
  };

  /** The steps: `month`, `quarter` or `year`; by the period's length unless said. */
  declare grain: "month" | "quarter" | "year" | undefined;
  /** Days before and after an adoption that are compared, 14 to 365; default 28. */
  declare days: number | undefined;
  /** A heading of your own. */
  declare label: string | undefined;

  readonly #query = new QueryController<ChannelShiftQuery>(
    this,
    () => {
      const { client } = this;
      if (!client || this.fault()) return undefined;
      const variables = {
        period: this.chosenPeriod,
        grain: this.#grain,
        days: Math.round(this.days ?? 28),
        asOf: this.chosenToday,
        locale: this.language,
      };
      return {
        key: JSON.stringify(variables),
        client,
        load: (client, signal) =>
          this.answered(client.request(ChannelShiftDocument, variables, signal), client, signal),
      };
    },
    () => this.chosenRefresh,
  );

  get #grain(): ChannelMixGrain {
    return (
      (this.grain?.toUpperCase() as ChannelMixGrain | undefined) ??
      (grainFor(this.chosenPeriod) === "YEAR" ? "YEAR" : "MONTH")
    );
  }

  get #label(): string {
    return this.label ?? msg("Channels", { id: "channels" });
  }

  protected override fault(): string | undefined {
    return faultOfChoice("grain", this.grain, grains) ?? faultOfNumber("days", this.days, 28) ?? super.fault();
  }

  protected override table(): TakeAwayTable | undefined {
    const { data } = this.#query;
    if (!data) return undefined;
    return {
      name: this.#label,
      columns: [
        msg("From", { id: "from" }),
        msg("Channel", { id: "channel" }),
        headingOf(msg("Sales", { id: "sales" }), data.company.currency),
        msg("Share", { id: "share" }),
        msg("Change", { id: "change" }),
      ],
      rows: data.channelMix.shares.map(({ start, channel, revenue, share, change }) => [
        start,
        channelName(channel),
        revenue,
        share,
        change,
      ]),
    };
  }

  override render() {
    return this.frame(this.#query, {
      label: this.#label,
      skeleton: () => html`<div aria-hidden="true"><div class="bone bars"></div><div class="bone"></div></div>`,
      empty: ({ channelMix, technologies }) =>
        channelMix.shifts.length === 0 && technologies.length === 0
          ? msg("Nothing was sold in this period.", { id: "no-channels" })
          : undefined,
      complete: (data) => this.#complete(data),
    });
  }

  #complete({ company, channelMix, technologies }: ChannelShiftQuery): TemplateResult {
    const name = msg("Technologies, and own sales a day before and after their adoption", { id: "technologies" });
    const reach = reachOf(technologies.map(relativeOf));
    return html`
      <div class="head">
        <span class="label" part="label">${this.#label}</span>
        <span class="spacer"></span>${this.takeAway()}
      </div>
      <div class=${this.#query.pending ? "stale" : ""}>
        ${channelMix.shifts.length > 0 ? html`${this.#bars(channelMix)}${this.#channels(channelMix, company.currency)}` : nothing}
        ${
          technologies.length > 0
            ? html`<p class="sub">${name}</p>
              <ul part="technologies" aria-label=${name}>${technologies.map((one) => this.#technology(one, company.currency, reach))}</ul>
              <p class="note">${msg("It tells what came after, not what came of it.", { id: "after-not-because" })}</p>`
            : nothing
        }
      </div>`;
  }

  #bars(mix: ChannelMix): TemplateResult {
    const bars = barsOf(mix);
    const step = 100 / bars.length;
    const drawn = bars.flatMap(({ partial, parts }, place) =>
      parts.map(
        ({ channel, from, size }) =>
          svg`<rect class="s${(channel % colours) + 1} ${partial ? "partial" : ""}" x=${place * step + step * 0.08} y=${from} width=${step * 0.84} height=${size}></rect>`,
      ),
    );
    const [first, last] = [bars[0]!.start, bars.at(-1)!.start];
    return html`<svg class="bars" part="bars" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">${drawn}</svg>
      <div class="ends quiet" aria-hidden="true"><span>${this.#bucket(first)}</span>${
        last === first ? nothing : html`<span>${this.#bucket(last)}</span>`
      }</div>`;
  }

  #bucket(start: string): string {
    return formatPeriod(start, bucketEnd(start, this.#grain), this.formatLocale);
  }

  #channels({ first, last, shifts }: ChannelMix, currency: string): TemplateResult {
    const locale = this.formatLocale;
    const compared = first !== null && last !== null;
    return html`<table part="table" aria-label=${this.#label}>
        <thead><tr>
          <th scope="col">${msg("Channel", { id: "channel" })}</th>
          ${compared ? html`<th scope="col" class="end optional">${this.#bucket(first)}</th><th scope="col" class="end">${this.#bucket(last)}</th>` : nothing}
          ${compared ? html`<th scope="col" class="end">${msg("Change", { id: "change" })}</th>` : nothing}
          <th scope="col" class="end ${compared ? "narrow-not" : ""}">${msg("Sales", { id: "sales" })}</th>
        </tr></thead>
        <tbody>${shifts.map((shift, place) => {
          const { channel, change, revenue } = shift;
          const name = channelName(channel);
          const chosen = this.ownSelection !== undefined && this.ownSelection.key === channel;
          const choose = () =>
            this.select({ dimension: "CHANNEL", key: channel, label: name, where: whereOf("CHANNEL", channel) });
          const amount = formatPoints(change, locale);
          return html`<tr>
            <th scope="row"><span class="channel"><span class="swatch s${(place % colours) + 1}"></span><button type="button" class="plain"
              aria-pressed=${this.linked ? chosen : nothing} @click=${choose}>${name}</button></span></th>
            ${
              compared
                ? html`<td class="end optional">${formatValue(shift.first, { unit: "RATIO" }, locale)}</td>
                  <td class="end">${formatValue(shift.last, { unit: "RATIO" }, locale)}</td>
                  <td class="end">${change === null ? "–" : msg(str`${amount} pts`, { id: "points" })}</td>`
                : nothing
            }
            <td class="end ${compared ? "narrow-not" : ""}">${formatValue(revenue, { unit: "MONEY", currency }, locale, "short")}</td>
          </tr>`;
        })}</tbody>
      </table>
      ${compared ? nothing : html`<p class="note">${msg("A shift needs two whole months in the period.", { id: "no-shift" })}</p>`}`;
  }

  #technology(technology: Technology, currency: string, reach: number): TemplateResult {
    const { name, stage, since, channel, process, adoptedOn } = technology;
    const day = formatDay(since, this.formatLocale);
    return html`<li>
      <p class="stage ${stage.toLowerCase()}">${stageName(stage)}</p>
      <div>
        <p><strong>${name}</strong></p>
        <p class="quiet">${[msg(str`since ${day}`, { id: "stage-since" }), channel, process].filter(Boolean).join(" · ")}</p>
        ${adoptedOn ? aroundSales(technology, currency, reach, this.formatLocale) : nothing}
      </div>
    </li>`;
  }
}

function channelName(channel: string | null): string {
  return channel ?? msg("Not given", { id: "not-given" });
}

function stageName(stage: Technology["stage"]): string {
  return {
    ASSESS: msg("Assess", { id: "stage-assess" }),
    TRIAL: msg("Trial", { id: "stage-trial" }),
    ADOPT: msg("Adopted", { id: "stage-adopt" }),
    HOLD: msg("On hold", { id: "stage-hold" }),
  }[stage];
}

declare global {
  interface HTMLElementTagNameMap {
    "channel-shift": ChannelShift;
  }
}
