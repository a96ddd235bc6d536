import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { QueryController } from "../../data/query-controller.ts";
import { faultOfChoice, faultOfNumber } from "../../faults.ts";
import { formatDay } from "../../format/date.ts";
import { intl } from "../../format/intl.ts";
import { formatChange, formatPoints, formatValue } from "../../format/number.ts";
import type { CompetitorGridQuery, CompetitorTopic } from "../../generated/graphql.ts";
import { CompetitorGridDocument } from "../../generated/graphql.ts";
import type { WordGroup } from "../../localization.ts";
import { aroundSales, aroundStyles } from "../../market/around.ts";
import { reachOf, relativeOf } from "../../market/figures.ts";
import { SalesElement } from "../../sales-element.ts";
import { contentStyles } from "../../styles/content.ts";
import type { TakeAwayTable } from "../../take-away/table.ts";
import { competitorGridStyles } from "./competitor-grid.styles.ts";
import { type Figure, type GridGroup, gapOf, latestOf, sideBySide } from "./side-by-side.ts";

type Move = CompetitorGridQuery["competitorMoves"][number];
type Concentration = CompetitorGridQuery["marketConcentration"][number];

const topics = ["feature", "price", "share", "review"];

/**
 * The company and its competitors side by side on features, prices, shares and reviews: the latest figure of each with
 * its day and source. Below it how concentrated markets are, and what competitors did in the period, with own sales a day
 * before and after. Of the filters those on the category count.
 *
 * @summary Us and our competitors, and what they did.
 * @tagname competitor-grid
 *
 * @fires {CustomEvent<{data: unknown}>} sales-load - An answer came.
 * @fires {CustomEvent<{error: Error}>} sales-error - A request failed.
 *
 * @csspart card - The box.
 * @csspart label - The heading.
 * @csspart table - The grid.
 * @csspart concentration - How concentrated markets are.
 * @csspart moves - What competitors did.
 * @csspart download - The button that takes the figures away.
 * @csspart message - What is said instead of a grid.
 * @csspart retry - The button that asks again.
 * @csspart age - The note that says how old the figures are.
 */
export class CompetitorGrid extends SalesElement {
  static override readonly words: WordGroup = "market";
  static override styles = [...SalesElement.styles, contentStyles, aroundStyles, competitorGridStyles];
  static override properties = {
    ...SalesElement.properties,
    topic: { reflect: true },
    days: { type: Number, reflect: true },
    label: { reflect: true },
  };

  /** Only these, separated by spaces: `feature`, `price`, `share`, `review`; all unless said. */
  declare topic: string | undefined;
  /** Days before and after a move that are compared, 14 to 365; default 28. */
  declare days: number | undefined;
  /** A heading of your own. */
  declare label: string | undefined;

  readonly #query = new QueryController<CompetitorGridQuery>(
    this,
    () => {
      const { client } = this;
      if (!client || this.fault()) return undefined;
      const variables = {
        period: this.chosenPeriod,
        days: Math.round(this.days ?? 28),
        topic:
          this.#topics.length > 0 ? this.#topics.map((topic) => topic.toUpperCase() as CompetitorTopic) : undefined,
        category: this.chosenWhere?.category,
        asOf: this.chosenToday,
        locale: this.language,
      };
      return {
        key: JSON.stringify(variables),
        client,
        load: (client, signal) =>
          this.answered(client.request(CompetitorGridDocument, variables, signal), client, signal),
      };
    },
    () => this.chosenRefresh,
  );

  get #topics(): string[] {
    return this.topic?.split(/[\s,]+/).filter(Boolean) ?? [];
  }

  get #label(): string {
    return this.label ?? msg("Us and our competitors", { id: "competitors" });
  }

  protected override fault(): string | undefined {
    const bad = this.#topics.find((topic) => !topics.includes(topic));
    return faultOfChoice("topic", bad, topics) ?? faultOfNumber("days", this.days, 28) ?? super.fault();
  }

  protected override table(): TakeAwayTable | undefined {
    const { data } = this.#query;
    if (!data) return undefined;
    return {
      name: this.#label,
      columns: [
        msg("Aspect", { id: "aspect" }),
        msg("What", { id: "aspect-what" }),
        msg("Category", { id: "category" }),
        msg("Whose", { id: "whose" }),
        msg("Value", { id: "observed-value" }),
        msg("In words", { id: "in-words" }),
        msg("Day", { id: "day" }),
        msg("Source", { id: "source" }),
      ],
      rows: data.competitorGrid.figures.map((one) => [
        topicName(one.topic),
        one.name,
        one.category,
        one.competitorName,
        one.value,
        one.text,
        one.day,
        one.source,
      ]),
    };
  }

  override render() {
    return this.frame(this.#query, {
      label: this.#label,
      skeleton: () => html`<div class="bone" aria-hidden="true"></div>`,
      empty: ({ competitorGrid, competitorMoves }) =>
        competitorGrid.figures.length === 0 && competitorMoves.length === 0
          ? msg("Nothing is recorded of competitors, or nothing that matches.", { id: "no-competitors" })
          : undefined,
      complete: (data) => this.#complete(data),
    });
  }

  #complete({ company, competitorGrid, marketConcentration, competitorMoves }: CompetitorGridQuery): TemplateResult {
    const { columns, groups } = sideBySide(competitorGrid.figures);
    const locale = this.formatLocale;
    const done = msg("What they did, and own sales a day before and after", { id: "competitor-moves" });
    const reach = reachOf(competitorMoves.map(relativeOf));
    return html`
      <div class="head">
        <span class="label" part="label">${this.#label}</span>
        <span class="spacer"></span>${this.takeAway()}
      </div>
      <div class=${this.#query.pending ? "stale" : ""}>
        ${
          groups.length > 0
            ? html`<div class="scroll" tabindex="0" role="group" aria-label=${this.#label}>
              <table part="table" aria-label=${this.#label}>
                <thead><tr>
                  <td></td>
                  ${columns.map(({ name, own }) => html`<th scope="col" class=${own ? "own" : ""}>${name}</th>`)}
                </tr></thead>
                ${groups.map((group) => this.#group(group, columns.length, company.currency))}
              </table></div>`
            : nothing
        }
        ${latestOf(marketConcentration).map((one) => concentrationNote(one, locale))}
        ${
          competitorMoves.length > 0
            ? html`<p class="sub">${done}</p>
              <ol part="moves" aria-label=${done}>${competitorMoves.map((move) => this.#move(move, company.currency, reach))}</ol>
              <p class="note">${msg("It tells what came after, not what came of it.", { id: "after-not-because" })}</p>`
            : nothing
        }
      </div>`;
  }

  #group({ topic, lines }: GridGroup, columns: number, currency: string): TemplateResult {
    return html`<tbody>
      <tr class="topic"><th scope="rowgroup" colspan=${columns + 1}>${topicName(topic)}</th></tr>
      ${lines.map(
        ({ name, category, cells }) => html`<tr>
          <th scope="row">${name}${category ? html`<span class="quiet">${category}</span>` : nothing}</th>
          ${cells.map((cell) => (cell ? this.#cell(cell, currency) : html`<td class="quiet">–</td>`))}
        </tr>`,
      )}
    </tbody>`;
  }

  #cell(figure: Figure, currency: string): TemplateResult {
    const locale = this.formatLocale;
    const gap = gapOf(figure);
    const points = figure.topic === "SHARE";
    const amount = gap === undefined ? "" : points ? formatPoints(gap, locale) : formatChange(gap, locale);
    return html`<td class=${figure.own ? "own" : ""}>
      <span class="value">${valueText(figure, currency, locale)}</span>
      ${
        amount
          ? html`<span class="gap quiet" title=${msg("Against our own", { id: "against-own" })}>${
              points ? msg(str`${amount} pts`, { id: "points" }) : amount
            }</span>`
          : nothing
      }
      <span class="seen quiet">${formatDay(figure.day, locale)}${figure.source ? ` · ${figure.source}` : ""}</span>
    </td>`;
  }

  #move(move: Move, currency: string, reach: number): TemplateResult {
    const { day, competitorName, kind, name, category, source } = move;
    return html`<li>
      <p class="quiet when">${formatDay(day, this.formatLocale)}</p>
      <div>
        <p><strong>${competitorName}</strong> ${name}</p>
        <p class="quiet">${[kindName(kind), category, source].filter(Boolean).join(" · ")}</p>
        ${aroundSales(move, currency, reach, this.formatLocale)}
      </div>
    </li>`;
  }
}

function valueText({ topic, value, text }: Figure, currency: string, locale: string): string {
  if (value === null) return text ?? "";
  const unit = { PRICE: "MONEY", SHARE: "RATIO", REVIEW: "SCORE", FEATURE: "SCORE" } as const;
  const shown = formatValue(value, { unit: unit[topic], currency }, locale);
  return text ? `${shown} (${text})` : shown;
}

function concentrationNote(found: Concentration, locale: string): TemplateResult {
  const { market, covered, hhi, hhiAtMost, concentration, day } = found;
  const number = (value: number) => intl(Intl.NumberFormat, locale, { maximumFractionDigits: 3 }).format(value);
  const index = hhiAtMost - hhi < 0.0005 ? number(hhi) : `${number(hhi)} – ${number(hhiAtMost)}`;
  const known = formatValue(covered, { unit: "RATIO" }, locale);
  const level = concentration
    ? {
        LOW: msg("little concentrated", { id: "concentration-low" }),
        MODERATE: msg("moderately concentrated", { id: "concentration-moderate" }),
        HIGH: msg("highly concentrated", { id: "concentration-high" }),
      }[concentration]
    : msg("too little is known to say how concentrated", { id: "concentration-unknown" });
  const when = formatDay(day, locale);
  return html`<p class="note" part="concentration">${msg(
    str`${market}: ${level} (HHI ${index}; ${known} of the market known, ${when})`,
    { id: "concentration" },
  )}</p>`;
}

function topicName(topic: Figure["topic"]): string {
  return {
    FEATURE: msg("Features", { id: "topic-feature" }),
    PRICE: msg("Prices", { id: "topic-price" }),
    SHARE: msg("Market share", { id: "topic-share" }),
    REVIEW: msg("Reviews", { id: "topic-review" }),
  }[topic];
}

function kindName(kind: Move["kind"]): string {
  return {
    NEW_PRODUCT: msg("New product", { id: "move-product" }),
    NEW_SERVICE: msg("New service", { id: "move-service" }),
    CAMPAIGN: msg("Campaign", { id: "move-campaign" }),
    PRICE_CHANGE: msg("Change of price", { id: "move-price" }),
  }[kind];
}

declare global {
  interface HTMLElementTagNameMap {
    "competitor-grid": CompetitorGrid;
  }
}
