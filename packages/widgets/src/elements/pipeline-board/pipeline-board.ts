import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { QueryController } from "../../data/query-controller.ts";
import { faultOfNumber } from "../../faults.ts";
import { formatPeriod } from "../../format/date.ts";
import { formatValue } from "../../format/number.ts";
import type { LossRowFragment, PipelineBoardQuery } from "../../generated/graphql.ts";
import { PipelineBoardDocument } from "../../generated/graphql.ts";
import type { WordGroup } from "../../localization.ts";
import { SalesElement } from "../../sales-element.ts";
import { contentStyles } from "../../styles/content.ts";
import { headingOf, type TakeAwayTable } from "../../take-away/table.ts";
import { type BoardColumn, type BoardDeal, boardTotals, dealName, lossBars } from "./board.ts";
import { pipelineBoardStyles } from "./pipeline-board.styles.ts";

/** Reasons and competitors that are shown by name. */
const mostLosses = 5;

/**
 * The open deals by stage, the stuck ones first and marked; above them what they reach for of the period's target and what they
 * are expected to bring, with how far off such a forecast was before; below them why and to whom deals were lost in the period.
 *
 * A deal is stuck when it has been in its stage for longer than four in five won deals were.
 *
 * @summary The pipeline: open deals by stage, coverage, forecast, reasons of losses.
 * @tagname pipeline-board
 *
 * @fires {CustomEvent<{data: unknown}>} sales-load - An answer came.
 * @fires {CustomEvent<{error: Error}>} sales-error - A request failed.
 *
 * @csspart card - The box.
 * @csspart label - The heading.
 * @csspart outlook - Coverage, forecast and what is stuck.
 * @csspart column - A stage.
 * @csspart deal - A deal.
 * @csspart losses - Why and to whom deals were lost.
 * @csspart download - The button that takes the deals away.
 * @csspart message - What is said instead of a board.
 * @csspart retry - The button that asks again.
 * @csspart age - The note that says how old the figures are.
 */
export class PipelineBoard extends SalesElement {
  static override readonly words: WordGroup = "pipeline";
  static override styles = [...SalesElement.styles, contentStyles, pipelineBoardStyles];
  static override properties = {
    ...SalesElement.properties,
    deals: { type: Number, reflect: true },
    withoutOutlook: { type: Boolean, attribute: "without-outlook", reflect: true },
    withoutLosses: { type: Boolean, attribute: "without-losses", reflect: true },
    label: { reflect: true },
  };

  /** How many deals each stage names, 0 to 100; default 6. */
  declare deals: number | undefined;
  /** Leaves coverage and forecast out. */
  declare withoutOutlook: boolean;
  /** Leaves out why and to whom deals were lost. */
  declare withoutLosses: boolean;
  /** A heading of your own. */
  declare label: string | undefined;

  readonly #query = new QueryController<PipelineBoardQuery>(
    this,
    () => {
      const { client } = this;
      if (!client || this.fault()) return undefined;
      const variables = {
        period: this.chosenPeriod,
        where: this.chosenWhere,
        asOf: this.chosenToday,
        deals: Math.min(Math.max(Math.round(this.deals ?? 6), 0), 100),
        locale: this.language,
        withOutlook: !this.withoutOutlook,
        withLosses: !this.withoutLosses,
      };
      return {
        key: JSON.stringify(variables),
        client,
        load: (client, signal) =>
          this.answered(client.request(PipelineBoardDocument, variables, signal), client, signal),
      };
    },
    () => this.chosenRefresh,
  );

  constructor() {
    super();
    this.withoutOutlook = false;
    this.withoutLosses = false;
  }

  protected override fault(): string | undefined {
    return faultOfNumber("deals", this.deals, 6) ?? super.fault();
  }

  get #label(): string {
    return this.label ?? msg("Pipeline", { id: "pipeline" });
  }

  protected override table(): TakeAwayTable | undefined {
    const { data } = this.#query;
    if (!data) return undefined;
    const { columns, currency } = data.pipelineBoard;
    return {
      name: this.#label,
      columns: [
        msg("Stage", { id: "funnel-stage" }),
        msg("Deal", { id: "pipeline-deal" }),
        msg("Customer", { id: "customer" }),
        msg("Rep", { id: "pipeline-rep" }),
        headingOf(msg("Amount", { id: "amount" }), currency),
        msg("Days in the stage", { id: "pipeline-days-in-stage" }),
        msg("Stuck", { id: "pipeline-stuck" }),
      ],
      rows: columns.flatMap((column) =>
        column.first.map(({ opportunity, amount, days, stuck }) => [
          this.#stageName(column),
          opportunity.name ?? opportunity.externalId,
          opportunity.customerName,
          opportunity.rep?.name,
          amount,
          days,
          stuck ? msg("yes", { id: "pipeline-yes" }) : msg("no", { id: "pipeline-no" }),
        ]),
      ),
    };
  }

  override render() {
    return this.frame(this.#query, {
      label: this.#label,
      skeleton: () => html`<div class="bones" aria-hidden="true">
        ${Array.from({ length: 3 }, () => html`<div class="bone"></div>`)}
      </div>`,
      empty: ({ pipelineBoard: { columns }, reasons }) =>
        boardTotals(columns).deals > 0 || (reasons && reasons.total.won + reasons.total.lost > 0)
          ? undefined
          : msg("No deal is open, or none that matches the filters.", { id: "pipeline-empty" }),
      complete: (data) => this.#complete(data),
    });
  }

  #complete(data: PipelineBoardQuery): TemplateResult {
    const { columns } = data.pipelineBoard;
    const totals = boardTotals(columns);
    const period = data.pipelineCoverage?.period ?? data.reasons?.period;
    const all = msg(str`${this.#count(totals.deals)} open deals, ${this.#money(totals.amount, data)}`, {
      id: "pipeline-open",
    });
    return html`
      <div class="head">
        <span class="label" part="label">${this.#label}</span>
        <span class="quiet">${[period && formatPeriod(period.from, period.to, this.formatLocale), all].filter(Boolean).join(" · ")}</span>
        <span class="spacer"></span>${this.takeAway()}
      </div>
      <dl class="figures ${this.#query.pending ? "stale" : ""}" part="outlook">
        ${this.#coverage(data)}${this.#forecast(data)}
        ${this.#figure(
          msg("Stuck", { id: "pipeline-stuck" }),
          msg(str`${this.#count(totals.stuck)} deals`, { id: "pipeline-deals" }),
          totals.stuck > 0
            ? msg(str`${this.#money(totals.stuckAmount, data)} at stake`, { id: "pipeline-at-stake" })
            : msg("Every deal moves as fast as won ones did.", { id: "pipeline-none-stuck" }),
        )}
      </dl>
      <div class="columns">${columns.map((column) => this.#column(column, data))}</div>
      ${this.#losses(data)}
    `;
  }

  #coverage(data: PipelineBoardQuery): TemplateResult | typeof nothing {
    const { pipelineCoverage: coverage } = data;
    if (!coverage) return nothing;
    const name = msg("Coverage", { id: "pipeline-coverage" });
    const { target, missing, weighted } = coverage;
    if (target === null || target === undefined || missing === null || missing === undefined) {
      return this.#figure(
        name,
        "–",
        msg("There is no target for this period and these filters.", { id: "pipeline-no-target" }),
      );
    }
    if (missing === 0) {
      const reached = msg(str`The target of ${this.#money(target, data)} is reached.`, { id: "pipeline-reached" });
      return this.#figure(name, "✓", reached);
    }
    const why = msg(
      str`${this.#money(weighted, data)} weighted, ${this.#money(missing, data)} missing to the target of ${this.#money(target, data)}`,
      {
        id: "pipeline-coverage-why",
      },
    );
    return this.#figure(name, formatValue(coverage.coverage, { unit: "RATIO" }, this.formatLocale), why);
  }

  #forecast(data: PipelineBoardQuery): TemplateResult | typeof nothing {
    const { pipelineForecast: forecast } = data;
    if (!forecast) return nothing;
    const name = msg("Won by the end of the period", { id: "pipeline-forecast" });
    const { total, wonSoFar, expected, error, tests, reasonText } = forecast;
    if (total === null || total === undefined) return this.#figure(name, "–", reasonText ?? "");
    const parts = msg(str`${this.#money(wonSoFar, data)} so far, ${this.#money(expected, data)} from open deals`, {
      id: "pipeline-forecast-parts",
    });
    const off = msg(
      str`off by ${formatValue(error, { unit: "RATIO" }, this.formatLocale)} on average at ${this.#count(tests.length)} past month ends`,
      {
        id: "pipeline-forecast-off",
      },
    );
    return this.#figure(name, this.#money(total, data), `${parts}; ${off}`);
  }

  #figure(name: string, figure: string, why: string): TemplateResult {
    return html`<div><dt>${name}</dt><dd class="figure">${figure}</dd><dd class="why">${why}</dd></div>`;
  }

  #column(column: BoardColumn, data: PipelineBoardQuery): TemplateResult {
    const { deals, amount, first, limit } = column;
    const name = this.#stageName(column);
    const usual =
      limit?.days === null || limit?.days === undefined
        ? (limit?.reasonText ?? "")
        : msg(str`Four in five won deals were here for at most ${this.#days(limit.days)}.`, { id: "pipeline-usual" });
    const more = deals - first.length;
    return html`<div class="column" part="column">
      <h3><span>${name}</span><span>${this.#count(deals)}</span></h3>
      <p class="sum" title=${usual}>${this.#money(amount, data)}<span class="visually-hidden"> ${usual}</span></p>
      ${first.length > 0 ? html`<ul class="deals">${first.map((deal) => this.#deal(deal, data))}</ul>` : nothing}
      ${more > 0 && first.length > 0 ? html`<p class="note">${msg(str`and ${this.#count(more)} more`, { id: "pipeline-more" })}</p>` : nothing}
    </div>`;
  }

  #deal(deal: BoardDeal, data: PipelineBoardQuery): TemplateResult {
    const { opportunity, amount, days, stuck } = deal;
    const name = dealName(deal);
    const own = opportunity.name && opportunity.name !== name ? `${opportunity.name}` : "";
    const rep = opportunity.rep?.name ?? own;
    const known = days !== null && days !== undefined;
    return html`<li class="deal" part="deal">
      <span class="who" title=${[name, own].filter(Boolean).join(" · ")}>${name}</span>
      <span class="amount">${this.#money(amount, data)}</span>
      <span class="by" title=${rep}>${rep}</span>
      <span class="days ${stuck ? "stuck" : ""}">${
        stuck
          ? html`<svg viewBox="0 0 14 14" aria-hidden="true"><circle cx="7" cy="7" r="5.5"></circle><path d="M7 4v3.25L9 8.5"></path></svg
            ><span class="visually-hidden">${msg("stuck for", { id: "pipeline-stuck-for" })} </span>`
          : nothing
      }${known ? this.#days(days) : ""}</span>
    </li>`;
  }

  #losses(data: PipelineBoardQuery): TemplateResult | typeof nothing {
    const { reasons, competitors } = data;
    if (!reasons || !competitors) return nothing;
    const { won, wonAmount, lost, lostAmount, winRate, winRateMargin } = reasons.total;
    if (won + lost === 0) return nothing;
    const rate = formatValue(winRate, { unit: "RATIO" }, this.formatLocale);
    const margin = formatValue(winRateMargin, { unit: "RATIO" }, this.formatLocale);
    const said = [
      msg(str`${this.#count(won)} won (${this.#money(wonAmount, data)})`, { id: "pipeline-won" }),
      msg(str`${this.#count(lost)} lost (${this.#money(lostAmount, data)})`, { id: "pipeline-lost" }),
      winRateMargin === null || winRateMargin === undefined
        ? msg(str`win rate ${rate}`, { id: "funnel-win-rate" })
        : msg(str`win rate ${rate} ± ${margin}`, { id: "pipeline-win-rate" }),
    ];
    const lists = [
      [msg("Why deals were lost", { id: "pipeline-reasons" }), reasons.rows],
      [msg("To whom", { id: "pipeline-competitors" }), competitors.rows],
    ] as const;
    return html`<p class="outcome">${msg("In the period", { id: "pipeline-in-period" })}: ${said.join(" · ")}</p>
      <div class="losses" part="losses">${lists.map(([name, rows]) => (rows.length > 0 ? this.#lossTable(name, rows, data) : nothing))}</div>`;
  }

  #lossTable(name: string, rows: readonly LossRowFragment[], data: PipelineBoardQuery): TemplateResult {
    return html`<table aria-label=${name}>
      <thead><tr>
        <th scope="col">${name}</th>
        <td class="bar"></td>
        <th scope="col" class="end count">${msg("Deals", { id: "funnel-deals" })}</th>
        <th scope="col" class="end money">${msg("Amount", { id: "amount" })}</th>
      </tr></thead>
      <tbody>${lossBars(rows, mostLosses).map(
        ({ label, lost, lostAmount, width }) => html`<tr>
          <th scope="row" title=${label ?? ""}>${label ?? html`<span class="quiet">${msg("not given", { id: "not-given" })}</span>`}</th>
          <td class="bar" aria-hidden="true"><svg><rect width="${(100 * width).toFixed(2)}%" height="100%" rx="2"></rect></svg></td>
          <td class="end">${this.#count(lost)}</td>
          <td class="end money">${this.#money(lostAmount, data)}</td>
        </tr>`,
      )}</tbody>
    </table>`;
  }

  #stageName({ stage }: BoardColumn): string {
    return stage?.name ?? msg("In no stage of the list", { id: "pipeline-no-stage" });
  }

  #count(value: number): string {
    return formatValue(value, { unit: "COUNT" }, this.formatLocale);
  }

  #days(value: number): string {
    return formatValue(Math.round(value), { unit: "DAYS" }, this.formatLocale);
  }

  #money(value: number | null | undefined, { pipelineBoard: { currency } }: PipelineBoardQuery): string {
    return formatValue(value, { unit: "MONEY", currency }, this.formatLocale, "short");
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "pipeline-board": PipelineBoard;
  }
}
