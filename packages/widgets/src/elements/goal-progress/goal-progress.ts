import { msg } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { QueryController } from "../../data/query-controller.ts";
import { disclosureStyles, toggled } from "../../disclosure.ts";
import { faultOfChoice, faultOfNumber } from "../../faults.ts";
import type { GoalFilter, GoalProgressQuery, GoalStatus, MetricId } from "../../generated/graphql.ts";
import { GoalDetailDocument, GoalProgressDocument, SingleGoalDocument } from "../../generated/graphql.ts";
import type { WordGroup } from "../../localization.ts";
import { pagerStyles } from "../../pager.styles.ts";
import { PageController } from "../../pager.ts";
import { SalesElement } from "../../sales-element.ts";
import { contentStyles } from "../../styles/content.ts";
import { standingStyles } from "../../styles/standing.ts";
import type { TakeAwayTable } from "../../take-away/table.ts";
import { type Detail, goalDetail } from "./goal-detail.ts";
import { goalProgressStyles } from "./goal-progress.styles.ts";
import { type Goal, type GoalView, goalRow, ownerOf } from "./goal-row.ts";

/** A page of goals, or the one that was asked for. */
interface Goals extends Pick<GoalProgressQuery, "company"> {
  readonly goals: readonly Goal[];
  readonly totalCount: number;
  readonly ends: GoalProgressQuery["goals"]["pageInfo"];
}

type Details = ReadonlyMap<string, Detail | null>;

/** Of one goal there are no other pages. */
const noEnds = { startCursor: null, endCursor: null };

const statuses = ["not-started", "on-track", "at-risk", "behind", "reached", "missed"];

/**
 * Goals and how they stand: the value beside the target, a bar with a mark where it should stand today, what is expected
 * at the end, and the days that are left. A goal opens into whether it is SMART and why, its check-points, and the goals
 * that contribute to it.
 *
 * The goals of a period are those with a day in it. Of the provider's filter it takes teams and reps.
 *
 * @summary Goals: how far they are, how far they should be, and whether they are SMART.
 * @tagname goal-progress
 *
 * @fires {CustomEvent<{data: unknown}>} sales-load - An answer came.
 * @fires {CustomEvent<{error: Error}>} sales-error - A request failed.
 *
 * @csspart card - The box.
 * @csspart label - The heading.
 * @csspart goal - One goal.
 * @csspart bar - Its bar.
 * @csspart status - How it stands: mark and word.
 * @csspart smart - Whether it is SMART, and why.
 * @csspart check - One of the five letters: mark and word.
 * @csspart check-points - The table of its check-points.
 * @csspart parts - The goals that contribute to it.
 * @csspart download - The button that takes the goals away.
 * @csspart pager - The line with the buttons that page.
 * @csspart message - What is said instead of goals.
 * @csspart retry - The button that asks again.
 * @csspart age - The note that says how old the figures are.
 *
 * @cssprop [--sales-good] - The colour of what is as it should be; teal.
 * @cssprop [--sales-caution] - The colour of what needs a look; amber.
 * @cssprop [--sales-bad] - The colour of what is not as it should be; vermilion.
 */
export class GoalProgress extends SalesElement {
  static override readonly words: WordGroup = "incentives";
  static override styles = [
    ...SalesElement.styles,
    contentStyles,
    disclosureStyles,
    pagerStyles,
    standingStyles,
    goalProgressStyles,
  ];
  static override properties = {
    ...SalesElement.properties,
    goal: { reflect: true },
    tree: { type: Boolean, reflect: true },
    team: { reflect: true },
    rep: { reflect: true },
    metric: { reflect: true },
    status: { reflect: true },
    pageSize: { type: Number, attribute: "page-size", reflect: true },
    label: { reflect: true },
    opened: { state: true },
  };

  /** One goal, by the source system's own key; it is open from the start. */
  declare goal: string | undefined;
  /** Only the tops of trees: goals that contribute to no other; each opens into those that contribute to it. */
  declare tree: boolean;
  /** Only goals that count for this team or its sub-teams, by the source system's own key. */
  declare team: string | undefined;
  /** Only this rep's goals, by the source system's own key. */
  declare rep: string | undefined;
  /** Only goals of these metrics, by id, separated by spaces. */
  declare metric: string | undefined;
  /** Only goals that stand like this: `not-started`, `on-track`, `at-risk`, `behind`, `reached`, `missed`; several separated by spaces. */
  declare status: string | undefined;
  /** Goals on a page; default 10. */
  declare pageSize: number | undefined;
  /** A heading of your own. */
  declare label: string | undefined;
  /** @internal The goals that are open, by id. */
  declare opened: ReadonlySet<string>;

  #openedGoal: string | undefined;

  readonly #pages = new PageController(this, 10, () => this.#filters);
  readonly #query = new QueryController<Goals>(
    this,
    () => {
      const { client } = this;
      if (!client || this.fault()) return undefined;
      const common = { asOf: this.chosenToday, locale: this.language };
      const { goal: externalId } = this;
      const filters = { ...this.#filters, ...this.#pages.variables };
      return {
        key: JSON.stringify(externalId ? [externalId, common] : [filters, common]),
        client,
        load: async (client, signal) => {
          if (externalId) {
            const asked = client.request(SingleGoalDocument, { externalId, ...common }, signal);
            const { goal, company } = await this.answered(asked, client, signal);
            if (goal) this.#openFirst(externalId, goal.id);
            return { company, goals: goal ? [goal] : [], totalCount: goal ? 1 : 0, ends: noEnds };
          }
          const asked = client.request(GoalProgressDocument, { ...filters, ...common }, signal);
          const { goals, company } = await this.answered(asked, client, signal, { metrics: this.#metrics });
          const { edges, totalCount, pageInfo: ends } = goals;
          return { company, goals: edges.map(({ node }) => node), totalCount, ends };
        },
      };
    },
    () => this.chosenRefresh,
  );

  readonly #details = new QueryController<Details>(
    this,
    () => {
      const { client, opened } = this;
      if (!client || opened.size === 0 || this.fault()) return undefined;
      const common = { asOf: this.chosenToday, locale: this.language };
      return {
        key: JSON.stringify([[...opened], common]),
        client,
        load: async (client, signal) => {
          const asked = [...opened].map(async (id) => {
            return [id, (await client.request(GoalDetailDocument, { id, ...common }, signal)).goal] as const;
          });
          return new Map(await Promise.all(asked));
        },
      };
    },
    () => this.chosenRefresh,
  );

  constructor() {
    super();
    this.tree = false;
    this.opened = new Set();
  }

  get #metrics(): readonly MetricId[] {
    return wordsOf(this.metric) as readonly MetricId[];
  }

  get #filters() {
    const { rep, team } = this.chosenWhere ?? {};
    const status = wordsOf(this.status).map((word) => word.toUpperCase().replaceAll("-", "_") as GoalStatus);
    const where: GoalFilter = {
      team: this.team ? { in: [this.team] } : team,
      rep: this.rep ? { in: [this.rep] } : rep,
      metric: this.#metrics.length > 0 ? [...this.#metrics] : undefined,
      status: status.length > 0 ? status : undefined,
      hasParent: this.tree ? false : undefined,
    };
    return { period: this.chosenPeriod, where };
  }

  protected override fault(): string | undefined {
    const odd = wordsOf(this.status).find((word) => !statuses.includes(word));
    return faultOfChoice("status", odd, statuses) ?? faultOfNumber("page-size", this.pageSize, 10) ?? super.fault();
  }

  get #label(): string {
    return this.label ?? msg("Goals", { id: "goals" });
  }

  /** The page that is shown. */
  protected override table(): TakeAwayTable | undefined {
    const { data } = this.#query;
    if (!data) return undefined;
    return {
      name: this.#label,
      columns: [
        msg("Goal", { id: "goal" }),
        msg("Owner", { id: "goal-owner" }),
        msg("Metric", { id: "metric" }),
        msg("From", { id: "from" }),
        msg("To", { id: "to" }),
        msg("Currency", { id: "currency" }),
        msg("Target", { id: "target" }),
        msg("Value", { id: "value" }),
        msg("Should be", { id: "check-point-target" }),
        msg("Attainment", { id: "attainment" }),
        msg("Expected", { id: "expected" }),
        msg("Status", { id: "status" }),
      ],
      rows: data.goals.map((goal) => [
        goal.name,
        ownerOf(goal),
        goal.metric?.label,
        goal.startsOn,
        goal.endsOn,
        goal.metric?.unit === "MONEY" ? data.company.currency : "",
        Number(goal.target),
        goal.value,
        goal.due,
        goal.attainment,
        goal.expected,
        goal.statusText,
      ]),
    };
  }

  override render() {
    return this.frame(this.#query, {
      label: this.#label,
      skeleton: () => html`<div aria-hidden="true">
        ${Array.from({ length: this.goal ? 1 : Math.min(this.#pages.size, 5) }, () => html`<div class="bone goal"></div>`)}
      </div>`,
      empty: ({ goals }) => (goals.length > 0 ? undefined : this.#nothing()),
      complete: (data) => this.#complete(data),
    });
  }

  #nothing(): string {
    if (this.goal) return msg("There is no such goal.", { id: "unknown-goal" });
    return Object.values(this.#filters.where).some((condition) => condition !== undefined)
      ? msg("No goal of this period meets these conditions.", { id: "no-goals-filtered" })
      : msg("No goals are set for this period.", { id: "no-goals" });
  }

  #complete({ goals, totalCount, ends, company }: Goals): TemplateResult {
    const view = this.#view(company);
    return html`
      <div class="head">
        <span class="label" part="label">${this.#label}</span>
        <span class="quiet legend"><svg viewBox="0 0 4 12" aria-hidden="true"><path d="M2 0v12"></path></svg
        >${msg("where it should stand today", { id: "goal-legend" })}</span>
        <span class="spacer"></span>${this.takeAway()}
      </div>
      <ul class="goals ${this.#query.pending ? "stale" : ""}" aria-label=${this.#label}>
        ${goals.map((goal) => goalRow(goal, view))}
      </ul>
      ${
        totalCount > goals.length
          ? this.#pages.line({
              shown: goals.length,
              total: totalCount,
              ends,
              pending: this.#query.pending,
              locale: this.formatLocale,
            })
          : nothing
      }
    `;
  }

  /** The one goal that is asked for is open, until the reader closes it. */
  #openFirst(externalId: string, id: string): void {
    if (this.#openedGoal !== externalId) this.opened = new Set([id]);
    this.#openedGoal = externalId;
  }

  #view({ currency, today }: Goals["company"]): GoalView {
    const view: GoalView = {
      locale: this.formatLocale,
      currency,
      today: this.chosenToday ?? today,
      isOpen: ({ id }) => this.opened.has(id),
      toggle: ({ id }) => {
        this.opened = toggled(this.opened, id);
      },
      detail: (goal) => this.#detail(goal, view),
    };
    return view;
  }

  #detail(goal: Goal, view: GoalView): TemplateResult {
    const { data, error, pending, retry } = this.#details;
    const detail = data?.get(goal.id);
    if (detail) return goalDetail(goal, detail, view);
    if (detail === null) {
      return html`<p class="detail quiet">${msg("There is no such goal.", { id: "unknown-goal" })}</p>`;
    }
    if (error && !pending) {
      return html`<p class="detail" role="alert">${error.message}
        <button type="button" class="plain" @click=${retry}>${msg("Try again", { id: "retry" })}</button></p>`;
    }
    return html`<p class="detail quiet" role="status">${msg("Loading…", { id: "loading" })}</p>`;
  }
}

function wordsOf(text: string | undefined): readonly string[] {
  return (text ?? "").split(/[\s,]+/).filter(Boolean);
}

declare global {
  interface HTMLElementTagNameMap {
    "goal-progress": GoalProgress;
  }
}
