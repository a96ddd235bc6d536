import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { QueryController } from "../../data/query-controller.ts";
import { faultOfNumber } from "../../faults.ts";
import { formatValue } from "../../format/number.ts";
import type { HallOfFameQuery } from "../../generated/graphql.ts";
import { HallOfFameDocument } from "../../generated/graphql.ts";
import type { WordGroup } from "../../localization.ts";
import { bucketLabel, calendarYear } from "../../metrics/buckets.ts";
import { whereOf } from "../../metrics/selection.ts";
import { pagerStyles } from "../../pager.styles.ts";
import { PageController } from "../../pager.ts";
import { SalesElement } from "../../sales-element.ts";
import { contentStyles } from "../../styles/content.ts";
import { headingOf, type TakeAwayTable } from "../../take-away/table.ts";
import { hallOfFameStyles } from "./hall-of-fame.styles.ts";

type Honour = HallOfFameQuery["honours"]["edges"][number]["node"];

/**
 * Honours that were given, the latest first: title, winner and period. Everybody sees them; the value that won is for
 * who may see the winner's figures. An honour once given stays, whatever is learnt later.
 *
 * @summary Honours by period: who was given which title.
 * @tagname hall-of-fame
 *
 * @fires {CustomEvent<{dimension: string, key: string, label: string, where: object}>} sales-select - A winner was chosen.
 * @fires {CustomEvent<{data: unknown}>} sales-load - An answer came.
 * @fires {CustomEvent<{error: Error}>} sales-error - A request failed.
 *
 * @csspart card - The box.
 * @csspart label - The heading.
 * @csspart period - The honours of one period.
 * @csspart honour - One honour.
 * @csspart download - The button that takes the honours away.
 * @csspart pager - The line with the buttons that page.
 * @csspart message - What is said instead of honours.
 * @csspart retry - The button that asks again.
 * @csspart age - The note that says how old the answer is.
 */
export class HallOfFame extends SalesElement {
  static override readonly words: WordGroup = "incentives";
  static override styles = [...SalesElement.styles, contentStyles, pagerStyles, hallOfFameStyles];
  static override properties = {
    ...SalesElement.properties,
    rep: { reflect: true },
    team: { reflect: true },
    pageSize: { type: Number, attribute: "page-size", reflect: true },
    label: { reflect: true },
  };

  /** Only this rep's honours, by the source system's own key or the global id. */
  declare rep: string | undefined;
  /** Only honours of this team and of its reps at the time, by the source system's own key or the global id. */
  declare team: string | undefined;
  /** Honours on a page; default 12. */
  declare pageSize: number | undefined;
  /** A heading of your own. */
  declare label: string | undefined;

  readonly #pages = new PageController(this, 12, () => this.#filters);
  readonly #query = new QueryController<HallOfFameQuery>(
    this,
    () => {
      const { client } = this;
      if (!client || this.fault()) return undefined;
      const variables = { ...this.#filters, ...this.#pages.variables, locale: this.language };
      return {
        key: JSON.stringify(variables),
        client,
        load: (client, signal) => this.answered(client.request(HallOfFameDocument, variables, signal), client, signal),
      };
    },
    () => this.chosenRefresh,
  );

  /** Honours stay: without a period of its own the element shows those of all time. */
  get #filters() {
    return {
      period: this.period,
      rep: this.rep ? [this.rep] : undefined,
      team: this.team ? [this.team] : undefined,
    };
  }

  protected override fault(): string | undefined {
    return faultOfNumber("page-size", this.pageSize, 12) ?? super.fault();
  }

  get #label(): string {
    return this.label ?? msg("Hall of fame", { id: "hall-of-fame" });
  }

  /** The page that is shown. */
  protected override table(): TakeAwayTable | undefined {
    const { data } = this.#query;
    if (!data) return undefined;
    return {
      name: this.#label,
      columns: [
        msg("Honour", { id: "honour" }),
        msg("Period", { id: "period" }),
        msg("Winner", { id: "winner" }),
        msg("Team", { id: "team" }),
        msg("Metric", { id: "metric" }),
        headingOf(msg("Value", { id: "value" }), data.company.currency),
      ],
      rows: data.honours.edges.map(({ node }) => [
        node.title,
        node.period,
        node.winner,
        node.team?.name,
        node.metric?.label,
        node.value,
      ]),
    };
  }

  override render() {
    return this.frame(this.#query, {
      label: this.#label,
      skeleton: () => html`<div aria-hidden="true">
        ${Array.from({ length: Math.min(this.#pages.size, 4) }, () => html`<div class="bone"></div>`)}
      </div>`,
      empty: ({ honours }) =>
        honours.edges.length > 0
          ? undefined
          : this.period || this.rep || this.team
            ? msg("No honour was given that meets these conditions.", { id: "no-honours-filtered" })
            : msg("No honours have been given yet. They are given when a period closes.", { id: "no-honours" }),
      complete: (data) => this.#complete(data),
    });
  }

  #complete({ honours, company }: HallOfFameQuery): TemplateResult {
    const nodes = honours.edges.map(({ node }) => node);
    const periods = [...new Set(nodes.map(({ period }) => period))];
    return html`
      <div class="head">
        <span class="label" part="label">${this.#label}</span><span class="spacer"></span>${this.takeAway()}
      </div>
      <div class=${this.#query.pending ? "stale" : ""}>
        ${periods.map((period) =>
          this.#period(
            nodes.filter((one) => one.period === period),
            company.currency,
          ),
        )}
      </div>
      ${
        honours.totalCount > nodes.length
          ? this.#pages.line({
              shown: nodes.length,
              total: honours.totalCount,
              ends: honours.pageInfo,
              pending: this.#query.pending,
              locale: this.formatLocale,
            })
          : nothing
      }
    `;
  }

  #period(honours: readonly Honour[], currency: string): TemplateResult {
    const { startsOn, rule } = honours[0]!;
    const name = bucketLabel(startsOn, rule.every, calendarYear, this.formatLocale, true);
    return html`<div class="period" role="group" part="period" aria-label=${name}>
      <p class="when">${name}</p>
      <ul>${honours.map((one) => this.#honour(one, currency))}</ul>
    </div>`;
  }

  #honour({ title, winner, rep, team, metric, value, shared, rule }: Honour, currency: string): TemplateResult {
    const chosen = rep ?? team;
    const dimension = rep ? "REP" : "TEAM";
    const figure =
      value === null || value === undefined || !metric
        ? ""
        : formatValue(value, { unit: metric.unit, currency }, this.formatLocale);
    const told = [
      figure && metric ? msg(str`${metric.label} ${figure}`, { id: "honour-figure" }) : "",
      rep && team ? team.name : "",
      shared ? msg("shared", { id: "honour-shared" }) : "",
    ].filter(Boolean);
    return html`<li class=${rule.every.toLowerCase()} part="honour">
      ${medal}
      <div>
        <p class="winner">${
          chosen
            ? html`<button type="button" class="plain"
                aria-pressed=${this.linked ? this.ownSelection?.key === chosen.id : nothing}
                @click=${() => this.select({ dimension, key: chosen.id, label: winner, where: whereOf(dimension, chosen.id) })}
              >${winner}</button>`
            : winner
        }</p>
        <p class="title">${title}</p>
        ${told.length > 0 ? html`<p class="quiet">${told.join(" · ")}</p>` : nothing}
      </div>
    </li>`;
  }
}

const medal = html`<svg class="medal" viewBox="0 0 32 32" aria-hidden="true">
  <path d="M11 3l5 8 5-8M7 3l6 9.5M25 3l-6 9.5"></path><circle class="disc" cx="16" cy="20" r="8.5"></circle
  ><path class="star" d="M16 15l1.5 3.2 3.5.4-2.6 2.4.7 3.5-3.1-1.8-3.1 1.8.7-3.5-2.6-2.4 3.5-.4z"></path>
</svg>`;

declare global {
  interface HTMLElementTagNameMap {
    "hall-of-fame": HallOfFame;
  }
}
