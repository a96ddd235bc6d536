import { msg, str } from "@lit/localize";
import { html, nothing, svg, type TemplateResult } from "lit";
import { QueryController } from "../../data/query-controller.ts";
import { faultOfChoice, faultOfNumber } from "../../faults.ts";
import { formatValue } from "../../format/number.ts";
import type { PeerGroup, TeamScorecardQuery } from "../../generated/graphql.ts";
import { TeamScorecardDocument } from "../../generated/graphql.ts";
import type { WordGroup } from "../../localization.ts";
import { whereOf } from "../../metrics/selection.ts";
import { pagerStyles } from "../../pager.styles.ts";
import { PageController } from "../../pager.ts";
import { SalesElement } from "../../sales-element.ts";
import { contentStyles } from "../../styles/content.ts";
import type { TakeAwayTable } from "../../take-away/table.ts";
import { scorePlace, unitOf } from "./score-place.ts";
import { teamScorecardStyles } from "./team-scorecard.styles.ts";

type Card = TeamScorecardQuery["scorecards"]["edges"][number]["node"];
type Score = Card["scores"][number];

/**
 * What each rep comes to in a period, measure by measure, and where that is among their peers: attainment, revenue, margin,
 * win rate, satisfaction of own customers and activity. A line under each figure goes from the last to the first of the
 * peers, with a dot where the rep is; peers are anonymous, and fewer than five of them are not compared with.
 *
 * A rep sees their own card. Of the provider's filter it takes teams and reps.
 *
 * @summary Scorecards of reps beside their peers.
 * @tagname team-scorecard
 *
 * @fires {CustomEvent<{dimension: string, key: string, label: string, where: object}>} sales-select - A rep was chosen.
 * @fires {CustomEvent<{data: unknown}>} sales-load - An answer came.
 * @fires {CustomEvent<{error: Error}>} sales-error - A request failed.
 *
 * @csspart card - The box.
 * @csspart label - The heading.
 * @csspart person - One rep.
 * @csspart score - One measure of a rep.
 * @csspart place - The line that says where it is among peers.
 * @csspart download - The button that takes the figures away.
 * @csspart pager - The line with the buttons that page.
 * @csspart message - What is said instead of scorecards.
 * @csspart retry - The button that asks again.
 * @csspart age - The note that says how old the figures are.
 *
 * @cssprop [--sales-good] - The colour of the first quarter of peers; teal.
 * @cssprop [--sales-bad] - The colour of the last quarter of peers; vermilion.
 */
export class TeamScorecard extends SalesElement {
  static override readonly words: WordGroup = "team";
  static override styles = [...SalesElement.styles, contentStyles, pagerStyles, teamScorecardStyles];
  static override properties = {
    ...SalesElement.properties,
    rep: { reflect: true },
    team: { reflect: true },
    peers: { reflect: true },
    pageSize: { type: Number, attribute: "page-size", reflect: true },
    label: { reflect: true },
  };

  /** Only this rep's card, by the source system's own key or the global id. */
  declare rep: string | undefined;
  /** Only who is in this team or its sub-teams today. */
  declare team: string | undefined;
  /** With whom they are compared: `company` (default) or `team`. */
  declare peers: "team" | "company" | undefined;
  /** Reps on a page; default 10. */
  declare pageSize: number | undefined;
  /** A heading of your own. */
  declare label: string | undefined;

  readonly #pages = new PageController(this, 10, () => this.#filters);
  readonly #query = new QueryController<TeamScorecardQuery>(
    this,
    () => {
      const { client } = this;
      if (!client || this.fault()) return undefined;
      const variables = { ...this.#filters, ...this.#pages.variables, locale: this.language };
      return {
        key: JSON.stringify(variables),
        client,
        load: (client, signal) =>
          this.answered(client.request(TeamScorecardDocument, variables, signal), client, signal),
      };
    },
    () => this.chosenRefresh,
  );

  get #filters() {
    const { rep, team } = this.chosenWhere ?? {};
    return {
      period: this.chosenPeriod,
      rep: this.rep ? [this.rep] : rep?.in,
      team: this.team ? [this.team] : team?.in,
      peers: (this.peers === "team" ? "TEAM" : "COMPANY") satisfies PeerGroup as PeerGroup,
      asOf: this.chosenToday,
    };
  }

  protected override fault(): string | undefined {
    return (
      faultOfChoice("peers", this.peers, ["team", "company"]) ??
      faultOfNumber("page-size", this.pageSize, 10) ??
      super.fault()
    );
  }

  get #label(): string {
    return this.label ?? msg("Scorecards", { id: "scorecards" });
  }

  /** One row a rep and a measure. */
  protected override table(): TakeAwayTable | undefined {
    const { data } = this.#query;
    if (!data) return undefined;
    return {
      name: this.#label,
      columns: [
        msg("Sales rep", { id: "score-rep" }),
        msg("Measure", { id: "score-measure" }),
        msg("Value", { id: "score-value" }),
        msg("Peers", { id: "peers" }),
        msg("Median of peers", { id: "peer-median" }),
        msg("Percentile", { id: "percentile" }),
        msg("z-score", { id: "z-score" }),
      ],
      rows: data.scorecards.edges.flatMap(({ node }) =>
        node.scores.map(({ label, value, peers }) => [
          node.rep?.name,
          label,
          value,
          peers.n,
          peers.median,
          peers.percentile,
          peers.z,
        ]),
      ),
      notes: [[msg("Period", { id: "period" }), this.chosenPeriod]],
    };
  }

  override render() {
    return this.frame(this.#query, {
      label: this.#label,
      skeleton: () => html`<div aria-hidden="true">
        ${Array.from({ length: this.rep ? 2 : 6 }, () => html`<div class="bone"></div>`)}
      </div>`,
      empty: ({ scorecards }) =>
        scorecards.edges.length > 0
          ? undefined
          : this.rep
            ? msg("There is no such sales rep in this period, or you may not see their scorecard.", {
                id: "no-scorecard",
              })
            : msg("Nobody was there in this period, or nobody who matches the filters.", { id: "no-scorecards" }),
      complete: (data) => this.#complete(data),
    });
  }

  #complete({ scorecards, company }: TeamScorecardQuery): TemplateResult {
    const cards = scorecards.edges.map(({ node }) => node);
    const [first] = cards;
    const compared = cards.some(({ scores }) => scores.some(({ peers }) => peers.median !== null));
    const alone = this.rep !== undefined && cards.length === 1;
    return html`
      <div class="head">
        <span class="label" part="label">${this.#label}</span>
        <span class="quiet">${this.peers === "team" ? msg("beside their team", { id: "beside-team" }) : msg("beside all reps", { id: "beside-company" })}</span>
        <span class="spacer"></span>${this.takeAway()}
      </div>
      <div class="${this.#query.pending ? "stale" : ""} ${alone ? "alone" : "many"}">
        <div class="heads" aria-hidden="true"><span></span><div class="cells">${first?.scores.map(({ label }) => html`<span>${label}</span>`)}</div></div>
        <ul class="people" aria-label=${this.#label}>${cards.map((card) => this.#person(card, company.currency))}</ul>
      </div>
      ${compared ? this.#legend() : html`<p class="note">${msg("Fewer than five peers have a figure: there is nobody to compare with.", { id: "few-peers" })}</p>`}
      ${
        scorecards.totalCount > cards.length
          ? this.#pages.line({
              shown: cards.length,
              total: scorecards.totalCount,
              ends: scorecards.pageInfo,
              pending: this.#query.pending,
              locale: this.formatLocale,
            })
          : nothing
      }
    `;
  }

  #legend(): TemplateResult {
    return html`<p class="note legend">
      <span>${dot("low")}${msg("last quarter of peers", { id: "low-quarter" })}</span>
      <span>${dot("middle")}${msg("in the middle", { id: "middle-half" })}</span>
      <span>${dot("high")}${msg("first quarter", { id: "high-quarter" })}</span>
    </p>`;
  }

  #person({ rep, scores }: Card, currency: string): TemplateResult {
    const key = rep?.id ?? "";
    const name = rep?.name ?? "";
    const chosen = this.ownSelection?.key === key;
    const choose = () => this.select({ dimension: "REP", key, label: name, where: whereOf("REP", key) });
    return html`<li class=${chosen ? "chosen" : ""} part="person">
      <button type="button" class="plain name" title=${name} aria-pressed=${this.linked ? String(chosen) : nothing} @click=${choose}>${name}</button>
      <dl>${scores.map((score) => this.#score(score, currency))}</dl>
    </li>`;
  }

  #score({ measure, label, value, peers }: Score, currency: string): TemplateResult {
    const locale = this.formatLocale;
    const shown = (amount: number | null | undefined) =>
      formatValue(amount, { unit: unitOf(measure), currency }, locale, "short");
    const place = scorePlace(peers.percentile);
    return html`<div part="score">
      <dt>${label}</dt>
      <dd>
        <span class="value number">${shown(value)}</span>
        ${
          place === undefined
            ? nothing
            : html`${placeLine(peers.percentile!, place)}
              <span class="peers"><span class="visually-hidden">${this.#saidOf(peers)}</span
                ><span aria-hidden="true">${msg(str`median ${shown(peers.median)}`, { id: "median" })}</span></span>`
        }
      </dd>
    </div>`;
  }

  #saidOf({ percentile, n }: Score["peers"]): string {
    const share = formatValue(percentile, { unit: "RATIO" }, this.formatLocale);
    const count = formatValue(n, { unit: "COUNT" }, this.formatLocale);
    return msg(str`above ${share} of ${count} peers`, { id: "above-peers" });
  }
}

/** From the last to the first of the peers, with a dot where somebody is. */
function placeLine(percentile: number, place: string): TemplateResult {
  const x = Math.min(Math.max(100 * percentile, 4), 96);
  return html`<svg class="place ${place}" part="place" viewBox="0 0 100 8" aria-hidden="true">
    ${svg`<path d="M0 4h100M50 1v6"></path><circle cx=${x} cy="4" r="4"></circle>`}
  </svg>`;
}

function dot(place: string): TemplateResult {
  return html`<svg class="dot ${place}" viewBox="0 0 8 8" aria-hidden="true"><circle cx="4" cy="4" r="4"></circle></svg>`;
}

declare global {
  interface HTMLElementTagNameMap {
    "team-scorecard": TeamScorecard;
  }
}
