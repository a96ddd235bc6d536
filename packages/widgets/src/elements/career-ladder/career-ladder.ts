import { msg } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { QueryController } from "../../data/query-controller.ts";
import { disclosure, disclosureStyles, toggled } from "../../disclosure.ts";
import { faultOfChoice, faultOfNumber } from "../../faults.ts";
import type { CareerLadderQuery, CareerReadiness } from "../../generated/graphql.ts";
import { CareerLadderDocument } from "../../generated/graphql.ts";
import type { WordGroup } from "../../localization.ts";
import { pagerStyles } from "../../pager.styles.ts";
import { PageController } from "../../pager.ts";
import { SalesElement } from "../../sales-element.ts";
import { contentStyles } from "../../styles/content.ts";
import { standingStyles } from "../../styles/standing.ts";
import type { TakeAwayTable } from "../../take-away/table.ts";
import { careerLadderStyles } from "./career-ladder.styles.ts";
import { type Career, conditions, ladder, readinessMark } from "./career-parts.ts";

const readinesses = ["ready", "close", "not-yet"];

/**
 * The career ladder: of one rep the levels, the one they are at, and what the next one asks for, each condition met or
 * with what is missing; without `rep` everybody whom the viewer may see, and how ready each is.
 *
 * @summary Career levels, who is ready for the next one, and what is missing.
 * @tagname career-ladder
 *
 * @fires {CustomEvent<{data: unknown}>} sales-load - An answer came.
 * @fires {CustomEvent<{error: Error}>} sales-error - A request failed.
 *
 * @csspart card - The box.
 * @csspart label - The heading.
 * @csspart ladder - The levels.
 * @csspart readiness - How ready somebody is: mark and word.
 * @csspart conditions - What the next level asks for.
 * @csspart condition - One condition: mark and word.
 * @csspart person - One rep in the list.
 * @csspart download - The button that takes the list away.
 * @csspart pager - The line with the buttons that page.
 * @csspart message - What is said instead.
 * @csspart retry - The button that asks again.
 * @csspart age - The note that says how old the answer is.
 *
 * @cssprop [--sales-good] - The colour of what is as it should be; teal.
 */
export class CareerLadder extends SalesElement {
  static override readonly words: WordGroup = "incentives";
  static override styles = [
    ...SalesElement.styles,
    contentStyles,
    disclosureStyles,
    pagerStyles,
    standingStyles,
    careerLadderStyles,
  ];
  static override properties = {
    ...SalesElement.properties,
    rep: { reflect: true },
    team: { reflect: true },
    readiness: { reflect: true },
    pageSize: { type: Number, attribute: "page-size", reflect: true },
    label: { reflect: true },
    opened: { state: true },
  };

  /** Whose career, by the source system's own key or the global id; without it a list. */
  declare rep: string | undefined;
  /** In the list, only who is in this team or its sub-teams today, by the source system's own key or the global id. */
  declare team: string | undefined;
  /** In the list, only who is `ready`, `close` or `not-yet`; several separated by spaces. */
  declare readiness: string | undefined;
  /** Reps on a page of the list; default 10. */
  declare pageSize: number | undefined;
  /** A heading of your own. */
  declare label: string | undefined;
  /** @internal The reps that are open, by id. */
  declare opened: ReadonlySet<string>;

  readonly #pages = new PageController(this, 10, () => this.#filters);
  readonly #query = new QueryController<CareerLadderQuery>(
    this,
    () => {
      const { client } = this;
      if (!client || this.fault()) return undefined;
      const variables = {
        ...this.#filters,
        ...this.#pages.variables,
        asOf: this.chosenToday,
        locale: this.language,
      };
      return {
        key: JSON.stringify(variables),
        client,
        load: (client, signal) =>
          this.answered(client.request(CareerLadderDocument, variables, signal), client, signal),
      };
    },
    () => this.chosenRefresh,
  );

  constructor() {
    super();
    this.opened = new Set();
  }

  get #readiness(): readonly string[] {
    return (this.readiness ?? "").split(/[\s,]+/).filter(Boolean);
  }

  get #filters() {
    const readiness = this.#readiness.map((word) => word.toUpperCase().replaceAll("-", "_") as CareerReadiness);
    if (this.rep) return { rep: [this.rep] };
    return {
      team: this.team ? [this.team] : undefined,
      readiness: readiness.length > 0 ? readiness : undefined,
    };
  }

  protected override fault(): string | undefined {
    const odd = this.#readiness.find((word) => !readinesses.includes(word));
    return (
      faultOfChoice("readiness", odd, readinesses) ?? faultOfNumber("page-size", this.pageSize, 10) ?? super.fault()
    );
  }

  get #label(): string {
    return this.label ?? msg("Career", { id: "career" });
  }

  /** One row a rep and a condition of the next level. */
  protected override table(): TakeAwayTable | undefined {
    const { data } = this.#query;
    if (!data) return undefined;
    return {
      name: this.#label,
      columns: [
        msg("Sales rep", { id: "rep" }),
        msg("Level", { id: "level" }),
        msg("Since", { id: "since" }),
        msg("Next level", { id: "next-level" }),
        msg("Readiness", { id: "readiness" }),
        msg("Condition", { id: "condition" }),
        msg("Met", { id: "is-met" }),
        msg("Reason", { id: "reason" }),
      ],
      rows: data.careers.edges.flatMap(({ node }) => {
        const { rep, level, since, next, readinessText } = node;
        const own = [rep?.name, level?.name, since, next?.name, readinessText];
        if (node.conditions.length === 0) return [[...own, "", "", ""]];
        return node.conditions.map(({ label, met, text }) => [
          ...own,
          label,
          met ? msg("met", { id: "condition-met" }) : msg("missing", { id: "condition-missing" }),
          text,
        ]);
      }),
    };
  }

  override render() {
    return this.frame(this.#query, {
      label: this.#label,
      skeleton: () => html`<div aria-hidden="true">
        ${Array.from({ length: 5 }, () => html`<div class="bone"></div>`)}
      </div>`,
      empty: (data) => this.#nothing(data),
      complete: (data) => (this.rep ? this.#one(data) : this.#all(data)),
    });
  }

  #nothing({ careers, careerLevels }: CareerLadderQuery): string | undefined {
    if (careerLevels.length === 0) return msg("No career levels are recorded.", { id: "no-levels" });
    if (careers.edges.length > 0) return undefined;
    return this.rep
      ? msg("There is no such sales rep, or you may not see their career.", { id: "unknown-rep" })
      : msg("Nobody meets these conditions.", { id: "nobody-found" });
  }

  #one({ careers, careerLevels }: CareerLadderQuery): TemplateResult {
    const career = careers.edges[0]!.node;
    return html`
      <div class="head">
        <span class="label" part="label">${this.#label}</span>
        <span class="quiet">${career.rep?.name}</span>
        ${readinessMark(career)}
        <span class="spacer"></span>${this.takeAway()}
      </div>
      <div class=${this.#query.pending ? "stale" : ""}>
        ${ladder(career, careerLevels, this.formatLocale)}
        ${conditions(career)}
      </div>
    `;
  }

  #all({ careers, careerLevels }: CareerLadderQuery): TemplateResult {
    const nodes = careers.edges.map(({ node }) => node);
    return html`
      <div class="head">
        <span class="label" part="label">${this.#label}</span><span class="spacer"></span>${this.takeAway()}
      </div>
      <ul class="people ${this.#query.pending ? "stale" : ""}" aria-label=${this.#label}>
        ${nodes.map((career) => this.#person(career, careerLevels))}
      </ul>
      ${
        careers.totalCount > nodes.length
          ? this.#pages.line({
              shown: nodes.length,
              total: careers.totalCount,
              ends: careers.pageInfo,
              pending: this.#query.pending,
              locale: this.formatLocale,
            })
          : nothing
      }
    `;
  }

  #person(career: Career, levels: CareerLadderQuery["careerLevels"]): TemplateResult {
    const { rep, level, next } = career;
    const id = rep?.id ?? "";
    const open = this.opened.has(id);
    return html`<li part="person">
      <div class="line">
        ${disclosure(rep?.name ?? "", open, () => {
          this.opened = toggled(this.opened, id);
        })}
        <span class="quiet">${[level?.name ?? msg("no level yet", { id: "no-level" }), next?.name].filter(Boolean).join(" → ")}</span>
        ${readinessMark(career)}
      </div>
      ${open ? html`<div class="detail">${ladder(career, levels, this.formatLocale)}${conditions(career)}</div>` : nothing}
    </li>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "career-ladder": CareerLadder;
  }
}
