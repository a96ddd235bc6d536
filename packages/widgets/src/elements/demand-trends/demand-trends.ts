import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { QueryController } from "../../data/query-controller.ts";
import { faultOfChoice, faultOfNumber } from "../../faults.ts";
import { formatDay, formatPeriod } from "../../format/date.ts";
import { formatChange, formatPoints, formatValue } from "../../format/number.ts";
import type { DemandOrigin, DemandTrendsQuery } from "../../generated/graphql.ts";
import { DemandTrendsDocument } from "../../generated/graphql.ts";
import type { WordGroup } from "../../localization.ts";
import { aroundStyles, intervalMark } from "../../market/around.ts";
import { reachOf } from "../../market/figures.ts";
import { movementStyles } from "../../metrics/movement.styles.ts";
import { arrow } from "../../metrics/movement.ts";
import { SalesElement } from "../../sales-element.ts";
import { contentStyles } from "../../styles/content.ts";
import { headingOf, type TakeAwayTable } from "../../take-away/table.ts";
import { demandTrendsStyles } from "./demand-trends.styles.ts";
import { changeOf, shownTopics, type Topic } from "./topics.ts";

type Need = DemandTrendsQuery["unmetNeeds"][number];

const origins = ["survey", "feedback", "research", "search", "need", "comment"];

/**
 * What people ask for more and less than in the period before: each topic's share of all signals and its change, with
 * what can be chance; beside it own sales of the category, marked where they don't go along. Below it needs that nothing has
 * met. Filters don't narrow it.
 *
 * @summary What is asked for more and less, and what isn't served.
 * @tagname demand-trends
 *
 * @fires {CustomEvent<{data: unknown}>} sales-load - An answer came.
 * @fires {CustomEvent<{error: Error}>} sales-error - A request failed.
 *
 * @csspart card - The box.
 * @csspart label - The heading.
 * @csspart table - The topics.
 * @csspart needs - The needs that nothing has met.
 * @csspart download - The button that takes the figures away.
 * @csspart message - What is said instead of topics.
 * @csspart retry - The button that asks again.
 * @csspart age - The note that says how old the figures are.
 */
export class DemandTrends extends SalesElement {
  static override readonly words: WordGroup = "market";
  static override styles = [...SalesElement.styles, contentStyles, movementStyles, aroundStyles, demandTrendsStyles];
  static override properties = {
    ...SalesElement.properties,
    origin: { reflect: true },
    rows: { type: Number, reflect: true },
    label: { reflect: true },
  };

  /** Only signals from these, separated by spaces: `survey`, `feedback`, `research`, `search`, `need`, `comment`; all unless said. */
  declare origin: string | undefined;
  /** At most so many topics beside those that rise or fall, and so many needs; default 8. */
  declare rows: number | undefined;
  /** A heading of your own. */
  declare label: string | undefined;

  readonly #query = new QueryController<DemandTrendsQuery>(
    this,
    () => {
      const { client } = this;
      if (!client || this.fault()) return undefined;
      const variables = {
        period: this.chosenPeriod,
        origin:
          this.#origins.length > 0 ? this.#origins.map((origin) => origin.toUpperCase() as DemandOrigin) : undefined,
        first: this.#rows,
        asOf: this.chosenToday,
      };
      return {
        key: JSON.stringify(variables),
        client,
        load: (client, signal) =>
          this.answered(client.request(DemandTrendsDocument, variables, signal), client, signal),
      };
    },
    () => this.chosenRefresh,
  );

  get #origins(): string[] {
    return this.origin?.split(/[\s,]+/).filter(Boolean) ?? [];
  }

  get #rows(): number {
    return Math.min(Math.max(Math.round(this.rows ?? 8), 1), 100);
  }

  get #label(): string {
    return this.label ?? msg("What people ask for", { id: "demand" });
  }

  protected override fault(): string | undefined {
    const bad = this.#origins.find((origin) => !origins.includes(origin));
    return faultOfChoice("origin", bad, origins) ?? faultOfNumber("rows", this.rows, 8) ?? super.fault();
  }

  /** All topics, also those that aren't shown. */
  protected override table(): TakeAwayTable | undefined {
    const { data } = this.#query;
    if (!data) return undefined;
    const { period, comparison, topics } = data.demandTrends;
    return {
      name: this.#label,
      columns: [
        msg("Topic", { id: "topic" }),
        msg("Category", { id: "category" }),
        msg("Course", { id: "course" }),
        msg("Signals", { id: "signals" }),
        msg("Signals before", { id: "signals-before" }),
        msg("Share", { id: "share" }),
        msg("Change", { id: "change" }),
        msg("Sentiment", { id: "sentiment" }),
        headingOf(msg("Own sales", { id: "own-sales" }), data.company.currency),
        msg("Change of own sales", { id: "own-sales-change" }),
      ],
      rows: topics.map((one) => [
        one.topic,
        one.category,
        courseName(one.direction),
        one.signals,
        one.signalsBefore,
        one.share,
        one.change,
        one.sentiment,
        one.revenue,
        one.revenueChange,
      ]),
      notes: [
        [msg("Period", { id: "period" }), `${period.from} – ${period.to}`],
        [msg("Compared with", { id: "compared-with" }), `${comparison.from} – ${comparison.to}`],
      ],
    };
  }

  override render() {
    return this.frame(this.#query, {
      label: this.#label,
      skeleton: () => html`<div class="bone" aria-hidden="true"></div>`,
      empty: ({ demandTrends, unmetNeeds }) =>
        demandTrends.topics.length === 0 && unmetNeeds.length === 0
          ? msg("No signals of demand in this period or the one before.", { id: "no-demand" })
          : undefined,
      complete: (data) => this.#complete(data),
    });
  }

  #complete({ demandTrends, unmetNeeds }: DemandTrendsQuery): TemplateResult {
    const { period, comparison, topics } = demandTrends;
    const locale = this.formatLocale;
    const shown = shownTopics(topics, this.#rows);
    const reach = reachOf(shown.map(changeOf));
    const before = formatPeriod(comparison.from, comparison.to, locale);
    const unmet = msg("Not served yet", { id: "unmet-needs" });
    const count = (value: number) => formatValue(value, { unit: "COUNT" }, locale);
    const notes = [
      msg(str`Share of all signals, against ${before}`, { id: "demand-compared" }),
      shown.length < topics.length
        ? msg(str`${count(shown.length)} of ${count(topics.length)}`, { id: "shown-of" })
        : "",
    ];
    return html`
      <div class="head">
        <span class="label" part="label">${this.#label}</span>
        <span class="quiet">${formatPeriod(period.from, period.to, locale)}</span>
        <span class="spacer"></span>${this.takeAway()}
      </div>
      ${
        shown.length > 0
          ? html`<table part="table" aria-label=${this.#label} class=${this.#query.pending ? "stale" : ""}>
            <thead><tr>
              <th scope="col">${msg("Topic", { id: "topic" })}</th>
              <th scope="col">${msg("Course", { id: "course" })}</th>
              <th scope="col" class="end tiny-not">${msg("Share", { id: "share" })}</th>
              <td class="optional"></td>
              <th scope="col" class="end">${msg("Change", { id: "change" })}</th>
              <th scope="col" class="end optional">${msg("Signals", { id: "signals" })}</th>
              <th scope="col" class="end narrow-not">${msg("Own sales", { id: "own-sales" })}</th>
            </tr></thead>
            <tbody>${shown.map((topic) => topicRow(topic, reach, locale))}</tbody>
          </table>
          <p class="note">${notes.filter(Boolean).join(" · ")}</p>`
          : nothing
      }
      ${
        unmetNeeds.length > 0
          ? html`<p class="sub">${unmet}</p>
            <ul part="needs" aria-label=${unmet}>${unmetNeeds.map((need) => needRow(need, locale))}</ul>`
          : nothing
      }`;
  }
}

function topicRow(topic: Topic, reach: number, locale: string): TemplateResult {
  const { direction, share, change, signals, category, revenueChange, against } = topic;
  const interval = changeOf(topic);
  const moved = { RISING: "rise", FALLING: "fall", STEADY: "same", UNKNOWN: "same" } as const;
  const amount = formatPoints(change, locale);
  return html`<tr>
    <th scope="row">${topic.topic}${category ? html`<span class="quiet">${category}</span>` : nothing}
      ${
        against
          ? html`<span class="against">${
              direction === "RISING"
                ? msg("Own sales don't rise with it.", { id: "against-rising" })
                : msg("Own sales rise all the same.", { id: "against-falling" })
            }</span>`
          : nothing
      }</th>
    <td><span class="movement ${moved[direction]}">${arrow({ direction: moved[direction] })}<span>${courseName(direction)}</span></span></td>
    <td class="end tiny-not">${formatValue(share, { unit: "RATIO" }, locale)}</td>
    <td class="optional">${interval ? intervalMark(interval, reach) : nothing}</td>
    <td class="end">${change === null ? "–" : msg(str`${amount} pts`, { id: "points" })}</td>
    <td class="end optional">${formatValue(signals, { unit: "COUNT" }, locale)}</td>
    <td class="end narrow-not">${formatChange(revenueChange, locale)}</td>
  </tr>`;
}

function courseName(direction: Topic["direction"]): string {
  return {
    RISING: msg("Rising", { id: "demand-rising" }),
    FALLING: msg("Falling", { id: "demand-falling" }),
    STEADY: msg("Could be chance", { id: "not-significant" }),
    UNKNOWN: msg("Too few to say", { id: "demand-unknown" }),
  }[direction];
}

function needRow({ topic, category, reason, needs, customers, since }: Need, locale: string): TemplateResult {
  const [asked, buyers] = [needs, customers].map((value) => formatValue(value, { unit: "COUNT" }, locale));
  const day = formatDay(since, locale);
  return html`<li>
    <span>${topic}</span>
    <span class="quiet">${[
      category,
      reason === "NOT_OFFERED"
        ? msg("there is no such product", { id: "not-offered" })
        : msg("there is one, they haven't bought it", { id: "need-not-bought" }),
      msg(str`${asked} needs of ${buyers} customers, the oldest of ${day}`, { id: "needs-of-customers" }),
    ]
      .filter(Boolean)
      .join(" · ")}</span>
  </li>`;
}

declare global {
  interface HTMLElementTagNameMap {
    "demand-trends": DemandTrends;
  }
}
