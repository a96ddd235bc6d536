import { msg } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { QueryController } from "../../data/query-controller.ts";
import { faultOfPeriod } from "../../faults.ts";
import { CompanyCalendarDocument } from "../../generated/graphql.ts";
import type { WordGroup } from "../../localization.ts";
import { placePopover } from "../../popover.ts";
import { defaultPeriod, SalesElement } from "../../sales-element.ts";
import { contentStyles } from "../../styles/content.ts";
import { periodEvent } from "../sales-provider/events.ts";
import type { CompanyCalendar } from "./calendar.ts";
import { daysLabel, periodLabel } from "./period-label.ts";
import { periodPickerStyles } from "./period-picker.styles.ts";
import { type Days, daysOf, faultOfRange, presetsFor, stepped } from "./periods.ts";

/**
 * Picks the period of the elements of its provider: one of the usual ones, days of one's own, or the neighbour of the
 * present one with the arrows. The days that a period stands for are always said.
 *
 * Without a provider it keeps the period in its own attribute, and its event tells a page what to do with it. Fiscal
 * periods are offered where the company's fiscal year is not the calendar's.
 *
 * @summary Changes the provider's period.
 * @tagname period-picker
 *
 * @fires {CustomEvent<{period: string, from: string, to: string}>} sales-period - A period was picked.
 * @fires {CustomEvent<{data: unknown}>} sales-load - The company's calendar came.
 * @fires {CustomEvent<{error: Error}>} sales-error - A request failed.
 *
 * @csspart picker - The box with the period and the arrows.
 * @csspart previous - The arrow to the period before.
 * @csspart next - The arrow to the period after.
 * @csspart panel - What opens.
 * @csspart message - What is said when something is wrong.
 */
export class PeriodPicker extends SalesElement {
  static override readonly words: WordGroup = "sales";
  static override styles = [...SalesElement.styles, contentStyles, periodPickerStyles];
  static override properties = {
    ...SalesElement.properties,
    presets: { reflect: true },
    refused: { state: true },
  };

  /** The periods on offer, such as `this-month last-month FY2024`; without it the usual ones. */
  declare presets: string | undefined;
  /** @internal What is wrong with the days that were typed. */
  declare refused: ReturnType<typeof faultOfRange>;

  readonly #query = new QueryController<CompanyCalendar>(
    this,
    () => {
      const { client } = this;
      if (!client || super.fault()) return undefined;
      return {
        key: "calendar",
        client,
        load: async (client, signal) => (await client.request(CompanyCalendarDocument, {}, signal)).company,
      };
    },
    () => this.chosenRefresh,
  );

  get #period(): string {
    return (this.provided ? this.settings.period : undefined) ?? this.period ?? defaultPeriod;
  }

  get #calendar(): CompanyCalendar | undefined {
    const { data } = this.#query;
    return data && { ...data, today: this.chosenToday ?? data.today };
  }

  override render() {
    const calendar = this.#calendar;
    const fault = this.fault();
    const days = calendar && daysOf(this.#period, calendar);
    const odd = calendar && [this.#period, ...this.#ownPresets].find((text) => !daysOf(text, calendar));
    return html`<div lang=${this.language}>
      <div class="picker" part="picker" role="group" aria-label=${msg("Period", { id: "period" })}>
        ${this.#step(-1)}
        ${this.#current(days)}
        ${this.#panel(days)}
        ${this.#step(1)}
      </div>
      ${fault ? says(fault) : calendar && odd ? says(faultOfPeriod(odd)) : this.#query.error ? this.#failed : nothing}
    </div>`;
  }

  get #failed(): TemplateResult {
    return html`<p class="says" part="message" role="alert">
      ${msg("The company's calendar could not be loaded.", { id: "no-calendar" })}
      <button type="button" class="plain" @click=${this.#query.retry}>${msg("Try again", { id: "retry" })}</button>
    </p>`;
  }

  #current(days: Days | undefined): TemplateResult {
    const name = periodLabel(this.#period, days);
    const dates = days && daysLabel(days, this.formatLocale);
    const loading = !this.#query.data && !this.#query.error && !this.fault();
    return html`<button type="button" class="current" popovertarget="panel" aria-haspopup="dialog" aria-expanded="false">
      <span class="words">
      ${name || !dates ? html`<span class="name">${name ?? this.#period}</span>` : nothing}
      ${
        dates
          ? html`<span class=${name ? "dates" : "name"}>${dates}</span>`
          : loading
            ? html`<span class="dates bone" aria-hidden="true">\u00a0</span>`
            : nothing
      }
      </span>
      <svg class="open" viewBox="0 0 16 16" aria-hidden="true"><path d="M4 6.5l4 4 4-4"></path></svg>
    </button>`;
  }

  #panel(days: Days | undefined): TemplateResult {
    return html`<div id="panel" popover part="panel" role="dialog" aria-label=${msg("Choose a period", { id: "choose-period" })}
      @toggle=${this.#opened}>
      <div class="presets" role="group" aria-label=${msg("Usual periods", { id: "usual-periods" })} @keydown=${moveFocus}>
        ${this.#groups.map((group) => group.map((text, place) => this.#preset(text, place === 0)))}
      </div>
      <form novalidate @submit=${this.#submit} @input=${() => {
        this.refused = undefined;
      }}>
        ${this.#day("from", msg("From", { id: "from" }), days?.from)}
        ${this.#day("to", msg("To", { id: "to" }), days?.to)}
        <button type="submit" class="apply main">${msg("Apply", { id: "apply" })}</button>
        <p class="fault" id="fault" role="alert">${this.refused ? faultText(this.refused) : nothing}</p>
      </form>
    </div>`;
  }

  get #ownPresets(): readonly string[] {
    return this.presets?.split(/[\s,]+/).filter(Boolean) ?? [];
  }

  get #groups(): readonly (readonly string[])[] {
    const own = this.#ownPresets;
    if (own.length > 0) return own.map((text) => [text]);
    const none = { today: "", fiscalYearStart: 1, weekStart: 1, fiscalPattern: "MONTHS" } as const;
    return presetsFor(this.#calendar ?? none);
  }

  #preset(text: string, first: boolean): TemplateResult {
    const days = this.#calendar && daysOf(text, this.#calendar);
    const dates = days ? daysLabel(days, this.formatLocale) : undefined;
    const label = periodLabel(text, days) ?? dates ?? text;
    return html`<button type="button" class=${first && !this.presets ? "first" : ""} title=${dates ?? nothing}
      aria-pressed=${text === this.#period} @click=${() => this.#pick(text)}>${label}</button>`;
  }

  #day(name: "from" | "to", label: string, value: string | undefined): TemplateResult {
    const wrong = this.refused !== undefined;
    return html`<label>${label}<input type="date" name=${name} min="1000-01-01" max="2999-12-31" .defaultValue=${value ?? ""}
      aria-invalid=${wrong} aria-describedby=${wrong ? "fault" : nothing} /></label>`;
  }

  #step(by: -1 | 1): TemplateResult {
    const calendar = this.#calendar;
    const text = calendar && stepped(this.#period, by, calendar);
    const days = text && daysOf(text, calendar);
    // There is nothing yet to see in what has not begun.
    const possible = days && (by < 0 || days.from <= calendar.today);
    const name = by < 0 ? msg("Period before", { id: "period-before" }) : msg("Period after", { id: "period-after" });
    const title = possible ? `${name}: ${daysLabel(days, this.formatLocale)}` : name;
    return html`<button type="button" class="step icon on-screen" part=${by < 0 ? "previous" : "next"} ?disabled=${!possible}
      aria-label=${title} title=${title} @click=${() => text && this.#pick(text)}
    ><svg viewBox="0 0 16 16" aria-hidden="true"><path d=${by < 0 ? "M10 3.5L5.5 8l4.5 4.5" : "M6 3.5L10.5 8 6 12.5"}></path></svg></button>`;
  }

  #pick(period: string): void {
    this.renderRoot.querySelector<HTMLElement>("[popover]")?.hidePopover();
    const days = this.#calendar && daysOf(period, this.#calendar);
    if (this.tell(periodEvent, { period, from: days?.from, to: days?.to })) this.period = period;
  }

  readonly #submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const fields = new FormData(event.target as HTMLFormElement);
    const [from, to] = [String(fields.get("from")), String(fields.get("to"))];
    this.refused = faultOfRange(from, to);
    if (this.refused === undefined) this.#pick(`${from}..${to}`);
    else
      this.renderRoot
        .querySelector<HTMLElement>(this.refused === "missing" && from ? '[name="to"]' : '[name="from"]')
        ?.focus();
  };

  readonly #opened = (event: Event): void => {
    placePopover(event);
    const panel = event.currentTarget as HTMLElement;
    if ((event as ToggleEvent).newState !== "open") return;
    this.refused = undefined;
    panel.querySelector("form")?.reset();
    (panel.querySelector<HTMLElement>('[aria-pressed="true"]') ?? panel.querySelector("button"))?.focus();
  };
}

function says(text: string): TemplateResult {
  return html`<p class="says" part="message">${text}</p>`;
}

function faultText(fault: NonNullable<ReturnType<typeof faultOfRange>>): string {
  switch (fault) {
    case "missing":
      return msg("Give both days, from and to.", { id: "range-missing" });
    case "reversed":
      return msg("It ends before it starts.", { id: "range-reversed" });
    case "years":
      return msg("Years go from 1000 to 2999.", { id: "range-years" });
    default:
      return msg("It is longer than 200 years.", { id: "range-long" });
  }
}

/** Arrow keys move over the buttons of a group, besides Tab. */
function moveFocus(event: KeyboardEvent): void {
  const buttons = [...(event.currentTarget as HTMLElement).querySelectorAll("button")];
  const at = buttons.indexOf(event.target as HTMLButtonElement);
  const next = {
    ArrowRight: at + 1,
    ArrowDown: at + 1,
    ArrowLeft: at - 1,
    ArrowUp: at - 1,
    Home: 0,
    End: buttons.length - 1,
  }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  buttons.at(next % buttons.length)?.focus();
}

declare global {
  interface HTMLElementTagNameMap {
    "period-picker": PeriodPicker;
  }
}
