import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { QueryController } from "../../data/query-controller.ts";
import { faultOfChoice, faultOfNumber } from "../../faults.ts";
import { formatPeriod } from "../../format/date.ts";
import { formatValue } from "../../format/number.ts";
import type { LeaderBoardQuery, LeaderBoardQueryVariables, MetricId } from "../../generated/graphql.ts";
import { LeaderBoardDocument } from "../../generated/graphql.ts";
import type { WordGroup } from "../../localization.ts";
import { movementStyles } from "../../metrics/movement.styles.ts";
import { arrow } from "../../metrics/movement.ts";
import { whereOf } from "../../metrics/selection.ts";
import { SalesElement } from "../../sales-element.ts";
import { contentStyles } from "../../styles/content.ts";
import { headingOf, type TakeAwayTable } from "../../take-away/table.ts";
import { leaderBoardStyles } from "./leader-board.styles.ts";

type Leaderboard = LeaderBoardQuery["leaderboard"];
type Row = Leaderboard["rows"][number];

/** Ranks that stand out. */
const top = 3;

/**
 * Who does best by a metric: rank, name and value, and how many places each has moved since the period before. Equals
 * share a rank: 1, 2, 2, 4. Ranks are those among what the viewer may see.
 *
 * @summary A ranking of reps or teams, with movement.
 * @tagname leader-board
 *
 * @fires {CustomEvent<{dimension: string, key: string, label: string, where: object}>} sales-select - A row was chosen.
 * @fires {CustomEvent<{data: unknown}>} sales-load - An answer came.
 * @fires {CustomEvent<{error: Error}>} sales-error - A request failed.
 *
 * @csspart card - The box.
 * @csspart label - The heading.
 * @csspart table - The table.
 * @csspart row - One row.
 * @csspart download - The button that takes the figures away.
 * @csspart message - What is said instead of a table.
 * @csspart retry - The button that asks again.
 * @csspart age - The note that says how old the figures are.
 */
export class LeaderBoard extends SalesElement {
  static override readonly words: WordGroup = "incentives";
  static override styles = [...SalesElement.styles, contentStyles, movementStyles, leaderBoardStyles];
  static override properties = {
    ...SalesElement.properties,
    metric: { reflect: true },
    by: { reflect: true },
    first: { type: Number, reflect: true },
    highlight: { reflect: true },
    label: { reflect: true },
  };

  /** The metric's id; `revenue` unless said. */
  declare metric: MetricId | undefined;
  /** Who is ranked: `rep` (default) or `team`. */
  declare by: "rep" | "team" | undefined;
  /** How many ranks, 1 to 500; default 10. Equals of the last one come too. */
  declare first: number | undefined;
  /** The rep or team whose row is marked, by its global id, which `sales-select` tells as `key`. */
  declare highlight: string | undefined;
  /** A heading of your own. */
  declare label: string | undefined;

  readonly #query = new QueryController<Leaderboard>(
    this,
    () => {
      const { client } = this;
      if (!client || this.fault()) return undefined;
      const variables: LeaderBoardQueryVariables = {
        metric: this.metric ?? "revenue",
        period: this.chosenPeriod,
        by: this.#by,
        where: this.chosenWhere,
        first: Math.min(Math.max(Math.round(this.first ?? 10), 1), 500),
        asOf: this.chosenToday,
        locale: this.language,
      };
      return {
        key: JSON.stringify(variables),
        client,
        load: async (client, signal) => {
          const asked = client.request(LeaderBoardDocument, variables, signal);
          return (await this.answered(asked, client, signal, { metrics: [variables.metric] })).leaderboard;
        },
      };
    },
    () => this.chosenRefresh,
  );

  get #by(): "REP" | "TEAM" {
    return this.by === "team" ? "TEAM" : "REP";
  }

  protected override fault(): string | undefined {
    return faultOfChoice("by", this.by, ["rep", "team"]) ?? faultOfNumber("first", this.first, 10) ?? super.fault();
  }

  #label(data: Leaderboard | undefined): string {
    if (this.label || !data) return this.label ?? "";
    return msg(str`${data.definition.label} leaderboard`, { id: "leaderboard" });
  }

  protected override table(): TakeAwayTable | undefined {
    const { data } = this.#query;
    if (!data) return undefined;
    return {
      name: this.#label(data),
      columns: [
        msg("Rank", { id: "rank" }),
        this.#who,
        headingOf(data.definition.label, data.currency),
        msg("Rank before", { id: "rank-before" }),
      ],
      rows: data.rows.map(({ rank, name, value, previousRank }) => [rank, name, value, previousRank]),
      notes: [[msg("Period", { id: "period" }), `${data.period.from} – ${data.period.to}`]],
    };
  }

  get #who(): string {
    return this.#by === "TEAM" ? msg("Team", { id: "team" }) : msg("Sales rep", { id: "rep" });
  }

  override render() {
    return this.frame(this.#query, {
      label: this.#label(this.#query.data),
      skeleton: () => html`<div aria-hidden="true">
        ${Array.from({ length: Math.min(this.first ?? 10, 10) + 1 }, () => html`<div class="bone"></div>`)}
      </div>`,
      empty: ({ rows }) =>
        rows.length > 0
          ? undefined
          : msg("Nobody has a figure in this period, or nobody who matches the filters.", { id: "no-ranks" }),
      complete: (data) => this.#complete(data),
    });
  }

  #complete(data: Leaderboard): TemplateResult {
    const { definition, currency, period, comparison, ranked, rows } = data;
    const locale = this.formatLocale;
    const label = this.#label(data);
    const longest = Math.max(...rows.map(({ value }) => value));
    const before = formatPeriod(comparison.from, comparison.to, locale);
    const count = (number: number) => formatValue(number, { unit: "COUNT" }, locale);
    const more = ranked > rows.length ? msg(str`${count(rows.length)} of ${count(ranked)}`, { id: "shown-of" }) : "";
    return html`
      <div class="head">
        <span class="label" part="label">${label}</span>
        <span class="quiet">${formatPeriod(period.from, period.to, locale)}</span>
        <span class="spacer"></span>${this.takeAway()}
      </div>
      <table part="table" aria-label=${label} class=${this.#query.pending ? "stale" : ""}>
        <thead><tr>
          <th scope="col" class="rank"><span class="visually-hidden">${msg("Rank", { id: "rank" })}</span><span aria-hidden="true">#</span></th>
          <th scope="col" class="moved"><span class="visually-hidden">${msg("Movement", { id: "rank-movement" })}</span></th>
          <th scope="col">${this.#who}</th>
          <td class="bar"></td>
          <th scope="col" class="end" title=${definition.description}>${definition.label}</th>
        </tr></thead>
        <tbody>${rows.map((row) => this.#row(row, formatValue(row.value, { unit: definition.unit, currency }, locale), longest))}</tbody>
      </table>
      <p class="note">${[msg(str`Places moved since ${before}`, { id: "moved-places" }), more].filter(Boolean).join(" · ")}</p>
    `;
  }

  #row({ rank, key, name, value, movement }: Row, shown: string, longest: number): TemplateResult {
    const chosen = this.ownSelection?.key === key;
    const choose = () => this.select({ dimension: this.#by, key, label: name, where: whereOf(this.#by, key) });
    const classes = [
      rank === 1 ? "first" : "",
      rank <= top ? "top" : "",
      chosen ? "chosen" : "",
      key === this.highlight ? "marked" : "",
    ];
    const width = longest > 0 ? (100 * Math.max(value, 0)) / longest : 0;
    return html`<tr class=${classes.filter(Boolean).join(" ")} part="row" aria-current=${key === this.highlight ? "true" : nothing}
      @click=${choose}>
      <td class="rank">${rank}</td>
      <td class="moved">${movementOf(movement)}</td>
      <th scope="row"><button type="button" class="plain" title=${name} aria-pressed=${this.linked ? chosen : nothing}>${name}</button></th>
      <td class="bar" aria-hidden="true"><svg><rect width="${width}%" height="100%" rx="2"></rect></svg></td>
      <td class="end">${shown}</td>
    </tr>`;
  }
}

/** How many places somebody has moved: an arrow and a number to see, words to hear. */
function movementOf(movement: number | null | undefined): TemplateResult {
  if (movement === null || movement === undefined) {
    return html`<span class="quiet">${msg("new", { id: "rank-new" })}</span>`;
  }
  if (movement === 0) {
    return html`<span class="quiet" aria-hidden="true">–</span
      ><span class="visually-hidden">${msg("unchanged", { id: "unchanged" })}</span>`;
  }
  const direction = movement > 0 ? "rise" : "fall";
  const places = Math.abs(movement);
  const said = movement > 0 ? msg(str`up ${places}`, { id: "rank-up" }) : msg(str`down ${places}`, { id: "rank-down" });
  return html`<span class="movement ${direction}">${arrow({ direction })}<span aria-hidden="true">${places}</span
    ><span class="visually-hidden">${said}</span></span>`;
}

declare global {
  interface HTMLElementTagNameMap {
    "leader-board": LeaderBoard;
  }
}
