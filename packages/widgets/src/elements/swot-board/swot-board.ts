import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { QueryController } from "../../data/query-controller.ts";
import { formatPeriod } from "../../format/date.ts";
import { formatValue } from "../../format/number.ts";
import type { SwotBoardQuery, SwotQuadrant } from "../../generated/graphql.ts";
import { SwotBoardDocument } from "../../generated/graphql.ts";
import type { WordGroup } from "../../localization.ts";
import { figureText } from "../../rules/figure-text.ts";
import { SalesElement } from "../../sales-element.ts";
import { contentStyles } from "../../styles/content.ts";
import type { TakeAwayTable } from "../../take-away/table.ts";
import { swotBoardStyles } from "./swot-board.styles.ts";

type Statement = SwotBoardQuery["swot"]["statements"][number];
type Evidence = Statement["evidence"][number];

const quadrants: readonly SwotQuadrant[] = ["STRENGTH", "WEAKNESS", "OPPORTUNITY", "THREAT"];
/** How many of those that a statement names are shown before the rest is folded away. */
const namedAtOnce = 3;

/**
 * Strengths, weaknesses, opportunities and threats, by rules over own metrics and the market: each with the figures that it
 * rests on, who or what it is seen in, and the share of revenue at stake; what is new since the period before, and what has gone.
 *
 * @summary SWOT by stated rules, with evidence.
 * @tagname swot-board
 *
 * @fires {CustomEvent<{data: unknown}>} sales-load - An answer came.
 * @fires {CustomEvent<{error: Error}>} sales-error - A request failed.
 *
 * @csspart card - The box.
 * @csspart label - The heading.
 * @csspart quadrant - One of the four fields.
 * @csspart statement - One statement.
 * @csspart link - The link that looks closer.
 * @csspart gone - The line that says what the period before had.
 * @csspart download - The button that takes the statements away.
 * @csspart message - What is said instead of statements.
 * @csspart retry - The button that asks again.
 * @csspart age - The note that says how old the answer is.
 */
export class SwotBoard extends SalesElement {
  static override readonly words: WordGroup = "market";
  static override styles = [...SalesElement.styles, contentStyles, swotBoardStyles];
  static override properties = {
    ...SalesElement.properties,
    pages: { reflect: true },
    label: { reflect: true },
  };

  /** Where to look closer, as JSON by topic: `{"SALES": "/sales", "CUSTOMERS": "/customers", "PIPELINE": …, "TEAM": …, "MARKET": …}`. */
  declare pages: string | undefined;
  /** A heading of your own. */
  declare label: string | undefined;

  readonly #query = new QueryController<SwotBoardQuery>(
    this,
    () => {
      const { client } = this;
      if (!client || this.fault()) return undefined;
      const variables = {
        period: this.chosenPeriod,
        where: this.chosenWhere,
        asOf: this.chosenToday,
        locale: this.language,
      };
      return {
        key: JSON.stringify(variables),
        client,
        load: (client, signal) =>
          this.answered(client.request(SwotBoardDocument, variables, signal, { apart: true }), client, signal),
      };
    },
    () => this.chosenRefresh,
  );

  protected override fault(): string | undefined {
    if (this.pages && !this.#pages) {
      const { pages } = this;
      return msg(str`pages is “${pages}”, expected JSON such as {"SALES": "/sales"}.`, { id: "swot-pages" });
    }
    return super.fault();
  }

  /** Addresses by topic; undefined where they are no JSON. Only those of the web are followed. */
  get #pages(): Readonly<Record<string, string>> | undefined {
    try {
      const pages: unknown = JSON.parse(this.pages ?? "{}");
      if (typeof pages !== "object" || pages === null || Array.isArray(pages)) return undefined;
      return Object.fromEntries(
        Object.entries(pages).filter(
          ([, url]) => typeof url === "string" && /^https?:$/.test(new URL(url, document.baseURI).protocol),
        ),
      );
    } catch {
      return undefined;
    }
  }

  get #label(): string {
    return this.label ?? msg("Strengths, weaknesses, opportunities, threats", { id: "swot" });
  }

  protected override table(): TakeAwayTable | undefined {
    const { data } = this.#query;
    if (!data) return undefined;
    const text = (figures: Statement["figures"]) =>
      figures.map((figure) => figureText(figure, data.company.currency, this.formatLocale)).join("; ");
    return {
      name: this.#label,
      columns: [
        msg("Field", { id: "swot-field" }),
        msg("Statement", { id: "swot-statement" }),
        msg("Seen in", { id: "swot-seen-in" }),
        msg("Figures", { id: "swot-figures" }),
        msg("Share of revenue at stake", { id: "swot-at-stake" }),
      ],
      rows: data.swot.statements.flatMap((statement) => {
        const { quadrant, text: said, size, figures, evidence } = statement;
        const name = quadrantName(quadrant);
        if (evidence.length === 0) return [[name, said, "", text(figures), size]];
        return evidence.map((one) => [name, said, one.label, text(one.figures), one.share]);
      }),
    };
  }

  override render() {
    return this.frame(this.#query, {
      label: this.#label,
      skeleton: () => html`<div aria-hidden="true"><div class="bone"></div><div class="bone"></div></div>`,
      empty: ({ swot }) =>
        swot.statements.length + swot.gone.length > 0
          ? undefined
          : msg("No rule has anything to say of this period: nothing has moved far enough, or too little is known.", {
              id: "no-swot",
            }),
      complete: (data) => this.#complete(data),
    });
  }

  #complete({ swot, company }: SwotBoardQuery): TemplateResult {
    const { from, to } = swot.period;
    const gone = swot.gone.map(({ text }) => text).join(" · ");
    return html`
      <div class="head">
        <span class="label" part="label">${this.#label}</span>
        <span class="quiet">${formatPeriod(from, to, this.formatLocale)}</span>
        <span class="spacer"></span>${this.takeAway()}
      </div>
      <div class="board ${this.#query.pending ? "stale" : ""}">
        ${quadrants.map((quadrant) =>
          this.#quadrant(
            quadrant,
            swot.statements.filter((one) => one.quadrant === quadrant),
            company.currency,
          ),
        )}
      </div>
      ${gone ? html`<p class="gone" part="gone">${msg(str`No longer: ${gone}`, { id: "swot-gone" })}</p>` : nothing}
    `;
  }

  #quadrant(quadrant: SwotQuadrant, statements: readonly Statement[], currency: string): TemplateResult {
    const name = quadrantName(quadrant);
    return html`<section class=${quadrant.toLowerCase()} part="quadrant" aria-label=${name}>
      <p class="name" aria-hidden="true">${name}</p>
      ${
        statements.length === 0
          ? html`<p class="none">${msg("Nothing stands out.", { id: "swot-none" })}</p>`
          : html`<ul class="statements">${statements.map((one) => this.#statement(one, currency))}</ul>`
      }
    </section>`;
  }

  #statement({ text, isNew, size, figures, evidence, topic }: Statement, currency: string): TemplateResult {
    const page = this.#pages?.[topic];
    const share = size === null ? "" : formatValue(size, { unit: "RATIO" }, this.formatLocale);
    return html`<li part="statement">
      <p class="said">${text}${isNew ? html`<span class="new">${msg("new", { id: "swot-new" })}</span>` : nothing}</p>
      ${
        size === null
          ? nothing
          : html`<p class="stake"><svg class="bar" aria-hidden="true"><rect width="${Math.max(0.02, size) * 100}%" height="4" rx="2"></rect></svg>
            <span>${msg(str`${share} of revenue at stake`, { id: "swot-stake" })}</span></p>`
      }
      <ul class="why">
        ${figures.map((figure) => html`<li>${figureText(figure, currency, this.formatLocale)}</li>`)}
        ${evidence.slice(0, namedAtOnce).map((one) => this.#evidence(one, currency))}
      </ul>
      ${
        evidence.length > namedAtOnce
          ? html`<details class="why"><summary>${this.#more(evidence.length - namedAtOnce)}</summary>
            <ul>${evidence.slice(namedAtOnce).map((one) => this.#evidence(one, currency))}</ul></details>`
          : nothing
      }
      ${page ? html`<a part="link" class="on-screen" href=${page}>${msg("Look closer", { id: "swot-look" })}</a>` : nothing}
    </li>`;
  }

  #more(count: number): string {
    const number = formatValue(count, { unit: "COUNT" }, this.formatLocale);
    return msg(str`${number} more`, { id: "swot-more" });
  }

  #evidence({ label, figures, detail }: Evidence, currency: string): TemplateResult {
    const told = [
      ...figures.map((figure) => figureText(figure, currency, this.formatLocale)),
      ...(detail ? [detail] : []),
    ];
    return html`<li><b>${label ?? msg("not given", { id: "not-given" })}</b>${told.length > 0 ? " " : ""}${told.join(" · ")}</li>`;
  }
}

function quadrantName(quadrant: SwotQuadrant): string {
  return {
    STRENGTH: msg("Strengths", { id: "swot-strengths" }),
    WEAKNESS: msg("Weaknesses", { id: "swot-weaknesses" }),
    OPPORTUNITY: msg("Opportunities", { id: "swot-opportunities" }),
    THREAT: msg("Threats", { id: "swot-threats" }),
  }[quadrant];
}

declare global {
  interface HTMLElementTagNameMap {
    "swot-board": SwotBoard;
  }
}
