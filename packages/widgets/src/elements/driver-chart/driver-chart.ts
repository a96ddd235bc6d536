import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { BaseChart } from "../../chart/base-chart.ts";
import { nextPlace } from "../../chart/keys.ts";
import { paletteStyles } from "../../chart/palette.ts";
import { surfaceStyles } from "../../chart/surface.ts";
import { tableToggle } from "../../chart/table-toggle.ts";
import { QueryController } from "../../data/query-controller.ts";
import { faultOfChoice, faultOfNumber, Misconfigured } from "../../faults.ts";
import { movementOf } from "../../format/change.ts";
import { formatValue } from "../../format/number.ts";
import type { DriversQueryVariables, MetricId } from "../../generated/graphql.ts";
import { DriversDocument } from "../../generated/graphql.ts";
import type { WordGroup } from "../../localization.ts";
import { byText, dimensionOf, grainOf } from "../../metrics/dimensions.ts";
import { movementStyles } from "../../metrics/movement.styles.ts";
import { movementMark } from "../../metrics/movement.ts";
import { comparisonNames, comparisonOf } from "../../metrics/readings.ts";
import { SalesElement } from "../../sales-element.ts";
import { contentStyles } from "../../styles/content.ts";
import { headingOf, type TakeAwayPicture, type TakeAwayTable } from "../../take-away/table.ts";
import { driverChartStyles } from "./driver-chart.styles.ts";
import { amountText, driverConfig } from "./driver-config.ts";
import { driverHeadings, driverTable } from "./driver-table.ts";
import { type Drivers, type Waterfall, waterfall } from "./waterfall.ts";

/**
 * What changed a metric: from its value in the period before, through what raised and lowered it, to its value now.
 * Revenue and gross profit by product or category are told by causes (price, volume, mix, cost, new and lost); any
 * other metric or dimension by what each value of the dimension contributed. The parts add up to the difference.
 *
 * @summary What changed a metric: a waterfall of price, volume, mix, or of a dimension.
 * @tagname driver-chart
 *
 * @fires {CustomEvent<Selection>} sales-select - A contribution was chosen by click or Enter: `dimension`, `key`, `label` and `where`.
 * @fires {CustomEvent<{data: unknown}>} sales-load - An answer came.
 * @fires {CustomEvent<{error: Error}>} sales-error - A request failed.
 *
 * @csspart card - The box.
 * @csspart label - The heading.
 * @csspart summary - The line with both values and the change.
 * @csspart plot - The drawing.
 * @csspart table - The table.
 * @csspart download - The button that takes the figures away.
 * @csspart message - What is said instead of a chart.
 * @csspart retry - The button that asks again.
 * @csspart age - The note that says how old the figures are.
 */
export class DriverChart extends SalesElement {
  static override readonly words: WordGroup = "sales";
  static override styles = [
    ...SalesElement.styles,
    contentStyles,
    paletteStyles,
    surfaceStyles,
    movementStyles,
    driverChartStyles,
  ];
  static override properties = {
    ...SalesElement.properties,
    metric: { reflect: true },
    by: { reflect: true },
    compare: { reflect: true },
    view: { reflect: true },
    limit: { type: Number, reflect: true },
    label: { reflect: true },
    asTable: { type: Boolean, attribute: "as-table", reflect: true },
    index: { state: true },
  };

  /** The metric's id; `revenue` unless said. */
  declare metric: MetricId | undefined;
  /** The dimension that the change is followed through; `product` unless said. */
  declare by: string | undefined;
  /** What to compare with: `previous-period` (default) or `previous-year`. */
  declare compare: "previous-period" | "previous-year" | undefined;
  /** `effects` (price, volume, mix …; the default by product or category) or `contributions` of the dimension's values. */
  declare view: "effects" | "contributions" | undefined;
  /** How many contributions to show before the others; default 10. */
  declare limit: number | undefined;
  /** A heading of your own. */
  declare label: string | undefined;
  /** Show the table in place of the drawing. */
  declare asTable: boolean;
  /** @internal The bar that arrow keys have moved to. */
  declare index: number | undefined;

  readonly #chart = new BaseChart(this);
  readonly #query = new QueryController<Drivers>(
    this,
    () => {
      const { client } = this;
      if (!client || this.fault()) return undefined;
      const variables: DriversQueryVariables = {
        metric: this.metric ?? "revenue",
        period: this.chosenPeriod,
        versus: this.compare === "previous-year" ? "SAME_PERIOD_LAST_YEAR" : "PREVIOUS_PERIOD",
        by: this.#by,
        where: this.chosenWhere,
        first: Math.min(Math.max(Math.round(this.limit ?? 10), 1), 30),
        asOf: this.chosenToday,
        locale: this.language,
      };
      return {
        key: JSON.stringify(variables),
        client,
        load: async (client, signal) => {
          const asked = client.request(DriversDocument, variables, signal).catch(explainParts);
          const named = { metrics: [variables.metric], dimensions: [variables.by] };
          return (await this.answered(asked, client, signal, named)).drivers;
        },
      };
    },
    () => this.chosenRefresh,
  );

  constructor() {
    super();
    this.asTable = false;
  }

  get #by() {
    return dimensionOf(this.by ?? "product");
  }

  protected override fault(): string | undefined {
    const { by } = this;
    if (grainOf(this.#by)) {
      return msg(str`by="${by}" is time, which a change can't be split by; it can be product, channel and the like.`, {
        id: "driver-by-time",
      });
    }
    return (
      faultOfChoice("view", this.view, ["effects", "contributions"]) ??
      faultOfChoice("compare", this.compare, comparisonNames) ??
      faultOfNumber("limit", this.limit, 10) ??
      super.fault()
    );
  }

  /** Whether causes are shown: where there are any, and unless said only by what has a price. */
  #showsEffects({ effects, by }: Drivers): boolean {
    if (effects.length === 0) return false;
    return this.view === undefined
      ? by.dimension === "PRODUCT" || by.dimension === "CATEGORY"
      : this.view === "effects";
  }

  #waterfall(drivers: Drivers): Waterfall {
    return waterfall(drivers, this.#showsEffects(drivers), this.formatLocale, comparisonOf(this.compare));
  }

  override updated(): void {
    const drivers = this.#query.data;
    if (!drivers || this.asTable) return;
    const data = this.#waterfall(drivers);
    this.renderRoot.querySelector<HTMLElement>(".plot")?.style.setProperty("--_bars", String(data.steps.length));
    const locale = this.formatLocale;
    void this.#chart.show(JSON.stringify([data, locale]), (colours, animate) =>
      driverConfig(data, { colours, animate, locale }),
    );
  }

  override render() {
    const name = this.#query.data?.definition.label ?? "";
    const label = this.label ?? (name ? msg(str`What changed: ${name}`, { id: "what-changed" }) : "");
    return this.frame(this.#query, {
      label,
      skeleton: () =>
        html`<div class="bone plot lying" aria-hidden="true"></div><p class="note" aria-hidden="true">\u00a0</p>`,
      empty: ({ value, comparisonValue, contributions }) =>
        value === 0 && comparisonValue === 0 && contributions.length === 0
          ? msg("There are no figures in this period, or none match the filters.", { id: "no-points" })
          : undefined,
      complete: (drivers) => this.#complete(drivers, label),
    });
  }

  #complete(drivers: Drivers, label: string): TemplateResult {
    const data = this.#waterfall(drivers);
    const effects = this.#showsEffects(drivers);
    const locale = this.formatLocale;
    const by = byText([drivers.by.label], locale);
    const step = this.index === undefined ? undefined : data.steps[this.index];
    return html`
      <span class="probe" hidden></span>
      <span class="visually-hidden theme" @transitionend=${() => this.requestUpdate()}></span>
      <div class="head">
        <span class="label" part="label">${label}</span><span class="quiet">${by}</span>
        <span class="spacer"></span>
        ${tableToggle(this)}
        ${this.takeAway()}
      </div>
      ${this.#summary(drivers, data)}
      <div class="drawing" ?hidden=${this.asTable}>
        <div class="plot lying ${this.#query.pending ? "stale" : ""} ${this.linked && !effects ? "deep" : ""}" part="plot"
          role="application" tabindex="0"
          aria-roledescription=${msg("chart", { id: "chart" })}
          aria-label=${msg(str`${label}, ${by}. Arrow keys move over the points.`, { id: "chart-hint" })}
          @keydown=${(event: KeyboardEvent) => this.#move(event, data)}
          @click=${(event: MouseEvent) => this.#choose(this.#chart.hit(event)?.index, data)}
          @blur=${() => this.#point(undefined)}
        ><canvas aria-hidden="true"></canvas></div>
      </div>
      <div class="visually-hidden" role="status">${
        step
          ? [`${step.label}: ${amountText(step, data.measure, locale)}`, step.description].filter(Boolean).join(". ")
          : nothing
      }</div>
      ${driverTable(drivers, data, { effects, heading: `${label} ${by}`, shown: this.asTable, locale })}
      ${
        data.floor > 0 && !this.asTable
          ? html`<p class="note">${msg("The first and the last bar are cut, so that the changes can be seen.", { id: "cut-bars" })}</p>`
          : nothing
      }
    `;
  }

  #summary(
    { value, comparisonValue, difference, change, definition }: Drivers,
    { measure }: Waterfall,
  ): TemplateResult {
    const locale = this.formatLocale;
    const movement = movementOf({ change, difference }, definition.unit, definition.better, locale);
    const short = (amount: number) => formatValue(amount, measure, locale, "short");
    const [before, now] = [short(comparisonValue), short(value)];
    return html`<p class="summary" part="summary">
      <span class="number">${msg(str`From ${before} to ${now}`, { id: "from-to" })}</span>
      <span class="number">${amountText({ kind: "effect", amount: difference }, measure, locale, "short")}</span>
      ${movement ? movementMark(movement) : nothing}
    </p>`;
  }

  #move(event: KeyboardEvent, data: Waterfall): void {
    const next = nextPlace(event.key, this.index, data.steps.length - 1);
    if (next !== undefined) {
      event.preventDefault();
      this.#point(next);
    } else if (event.key === "Escape") this.#point(undefined);
    else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      this.#choose(this.index, data);
    }
  }

  #choose(index: number | undefined, data: Waterfall): void {
    const selection = index === undefined ? undefined : data.steps[index]?.selection;
    if (selection) this.select(selection);
  }

  #point(index: number | undefined): void {
    this.index = index;
    this.#chart.point(index);
  }

  protected override table(): TakeAwayTable | undefined {
    const drivers = this.#query.data;
    if (!drivers) return undefined;
    const { currency, period, comparison, definition } = drivers;
    const effects = this.#showsEffects(drivers);
    const money = (place: number) => (effects ? place === 1 : place > 0 && place < 4);
    return {
      name: this.label ?? msg(str`What changed: ${definition.label}`, { id: "what-changed" }),
      columns: driverHeadings(drivers, effects).map((text, place) => headingOf(text, money(place) ? currency : null)),
      rows: effects
        ? this.#waterfall(drivers).steps.map(({ label, amount, description }) => [label, amount, description])
        : this.#waterfall(drivers)
            .steps.slice(1, -1)
            .map(({ label }, place) => {
              const { comparisonValue, value, difference, change } = drivers.contributions[place]!;
              return [label, comparisonValue, value, difference, change];
            }),
      notes: [
        [msg("Period", { id: "period" }), `${period.from} – ${period.to}`],
        [msg("Compared with", { id: "compared-with" }), `${comparison.from} – ${comparison.to}`],
      ],
    };
  }

  protected override picture(): TakeAwayPicture | undefined {
    const drivers = this.#query.data;
    const canvas = this.renderRoot.querySelector("canvas");
    if (!drivers || !canvas || this.asTable) return undefined;
    const name = drivers.definition.label;
    const title = this.label ?? msg(str`What changed: ${name}`, { id: "what-changed" });
    return { canvas, title, subtitle: byText([drivers.by.label], this.formatLocale) };
  }

  protected override get hasPicture(): boolean {
    return !this.asTable;
  }
}

/** The server's refusal of a metric whose parts don't add up, in the reader's language. */
function explainParts(error: unknown): never {
  const [, metric, by, known] =
    /^drivers: (\S+) is no sum along ([^,]+), .* expected one of (.+)$/.exec((error as Error).message) ?? [];
  if (metric === undefined) throw error;
  throw new Misconfigured(
    msg(str`${metric} can't be added up by ${by}, so its change has no parts; metric can be ${known}.`, {
      id: "no-parts",
    }),
  );
}

declare global {
  interface HTMLElementTagNameMap {
    "driver-chart": DriverChart;
  }
}
