import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { QueryController } from "../../data/query-controller.ts";
import { faultOfNumber } from "../../faults.ts";
import { intl } from "../../format/intl.ts";
import type { AlertListQuery, AlertState } from "../../generated/graphql.ts";
import { AcknowledgeAlertsDocument, AlertListDocument } from "../../generated/graphql.ts";
import type { WordGroup } from "../../localization.ts";
import { whereOf } from "../../metrics/selection.ts";
import { pagerStyles } from "../../pager.styles.ts";
import { PageController } from "../../pager.ts";
import { figureText } from "../../rules/figure-text.ts";
import { SalesElement } from "../../sales-element.ts";
import { contentStyles } from "../../styles/content.ts";
import type { TakeAwayTable } from "../../take-away/table.ts";
import { alertListStyles } from "./alert-list.styles.ts";

type Alert = AlertListQuery["alerts"]["edges"][number]["node"];

/** How far the acknowledgement of an alert is. */
interface Answering {
  readonly id: string;
  readonly sending: boolean;
  readonly fault?: string;
}

/**
 * What the company's rules have found, the latest first, to be acknowledged with a word on what is being done. With `cleared` also
 * what is over. A viewer sees what is about their own customers, goals and teams.
 *
 * @summary Alerts by rules, to be acknowledged.
 * @tagname alert-list
 *
 * @fires {CustomEvent<{dimension: string, key: string, label: string, where: object}>} sales-select - The customer of an alert was chosen.
 * @fires {CustomEvent<{data: unknown}>} sales-load - An answer came.
 * @fires {CustomEvent<{error: Error}>} sales-error - A request failed.
 *
 * @csspart card - The box.
 * @csspart label - The heading.
 * @csspart alert - One alert.
 * @csspart acknowledge - The button that acknowledges, and its form.
 * @csspart download - The button that takes the alerts away.
 * @csspart pager - The line with the buttons that page.
 * @csspart message - What is said instead of alerts.
 * @csspart retry - The button that asks again.
 * @csspart age - The note that says how old the answer is.
 */
export class AlertList extends SalesElement {
  static override readonly words: WordGroup = "team";
  static override styles = [...SalesElement.styles, contentStyles, pagerStyles, alertListStyles];
  static override properties = {
    ...SalesElement.properties,
    cleared: { type: Boolean, reflect: true },
    rules: { reflect: true },
    pageSize: { type: Number, attribute: "page-size", reflect: true },
    label: { reflect: true },
    answering: { state: true },
  };

  /** Show also what is over. */
  declare cleared: boolean;
  /** Only alerts of these rules, by their ids, separated by spaces. */
  declare rules: string | undefined;
  /** Alerts on a page; default 10. */
  declare pageSize: number | undefined;
  /** A heading of your own. */
  declare label: string | undefined;
  /** @internal Which alert is being acknowledged. */
  declare answering: Answering | undefined;

  #focusOn: string | undefined;

  readonly #pages = new PageController(this, 10, () => this.#filters);
  readonly #query = new QueryController<AlertListQuery>(
    this,
    () => {
      const { client } = this;
      if (!client || this.fault()) return undefined;
      const variables = { ...this.#filters, ...this.#pages.variables, locale: this.language };
      return {
        key: JSON.stringify(variables),
        client,
        load: (client, signal) => this.answered(client.request(AlertListDocument, variables, signal), client, signal),
      };
    },
    () => this.chosenRefresh,
  );

  constructor() {
    super();
    this.cleared = false;
  }

  override updated(): void {
    const wanted = this.#focusOn && this.renderRoot.querySelector<HTMLElement>(this.#focusOn);
    if (!wanted) return;
    this.#focusOn = undefined;
    wanted.focus();
  }

  get #filters() {
    const state: AlertState[] = ["OPEN", "ACKNOWLEDGED", ...(this.cleared ? (["CLEARED"] as const) : [])];
    return { state, rule: this.rules?.split(/\s+/).filter(Boolean) };
  }

  protected override fault(): string | undefined {
    return faultOfNumber("page-size", this.pageSize, 10) ?? super.fault();
  }

  get #label(): string {
    return this.label ?? msg("Alerts", { id: "alerts" });
  }

  /** The page that is shown. */
  protected override table(): TakeAwayTable | undefined {
    const { data } = this.#query;
    if (!data) return undefined;
    return {
      name: this.#label,
      columns: [
        msg("Alert", { id: "alert" }),
        msg("About", { id: "alert-about" }),
        msg("Figures", { id: "alert-figures" }),
        msg("Since", { id: "since" }),
        msg("State", { id: "alert-state" }),
        msg("Acknowledged by", { id: "alert-by" }),
        msg("Note", { id: "alert-note" }),
      ],
      rows: data.alerts.edges.map(({ node }) => [
        node.text,
        node.subject,
        this.#figures(node, data.company.currency),
        node.raisedAt,
        stateName(node.state),
        node.acknowledgedBy,
        node.note,
      ]),
    };
  }

  override render() {
    return this.frame(this.#query, {
      label: this.#label,
      skeleton: () => html`<div aria-hidden="true">
        ${Array.from({ length: Math.min(this.#pages.size, 4) }, () => html`<div class="bone"></div>`)}
      </div>`,
      // That there is nothing is good news, and said as such.
      empty: () => undefined,
      complete: (data) => this.#complete(data),
    });
  }

  #complete({ alerts, company }: AlertListQuery): TemplateResult {
    const nodes = alerts.edges.map(({ node }) => node);
    return html`
      <div class="head">
        <span class="label" part="label">${this.#label}</span><span class="spacer"></span>
        ${nodes.length > 0 ? this.takeAway() : nothing}
      </div>
      ${
        nodes.length === 0
          ? html`<div class="message" part="message" role="status">
            <p><strong>${msg("All is well", { id: "no-alerts" })}</strong></p>
            <p>${msg("No rule has found anything. Rules are judged after each change of the data, and each day.", { id: "no-alerts-why" })}</p>
          </div>`
          : html`<ul class="alerts ${this.#query.pending ? "stale" : ""}">
            ${nodes.map((node) => this.#alert(node, company.currency))}
          </ul>`
      }
      ${
        alerts.totalCount > nodes.length
          ? this.#pages.line({
              shown: nodes.length,
              total: alerts.totalCount,
              ends: alerts.pageInfo,
              pending: this.#query.pending,
              locale: this.formatLocale,
            })
          : nothing
      }
    `;
  }

  #figures({ figures }: Alert, currency: string): string {
    return figures.map((figure) => figureText(figure, currency, this.formatLocale)).join(" · ");
  }

  #alert(alert: Alert, currency: string): TemplateResult {
    const { id, text, subject, customer, state, raisedAt, clearedAt, note } = alert;
    const raised = this.#time(raisedAt);
    const cleared = clearedAt ? this.#time(clearedAt) : "";
    const times =
      state === "CLEARED"
        ? msg(str`${raised} – ${cleared}`, { id: "alert-span" })
        : msg(str`since ${raised}`, { id: "alert-since" });
    return html`<li class=${state.toLowerCase()} part="alert">
      <span class="mark" aria-hidden="true"></span>
      <div>
        <p class="said">${text}${subject ? ": " : ""}${
          subject && customer
            ? html`<button type="button" class="plain" aria-pressed=${this.linked ? this.ownSelection?.key === customer.id : nothing}
                @click=${() => this.select({ dimension: "CUSTOMER", key: customer.id, label: subject, where: whereOf("CUSTOMER", customer.id) })}
              >${subject}</button>`
            : subject
        }</p>
        <p class="quiet">${this.#figures(alert, currency)}</p>
        <p class="quiet">${stateName(state)}, ${times}${this.#seenBy(alert)}</p>
        ${note ? html`<p class="note">“${note}”</p>` : nothing}
      </div>
      ${
        state === "OPEN" && this.answering?.id !== id
          ? html`<button type="button" class="do on-screen" part="acknowledge" data-id=${id} @click=${() => this.#ask(id)}
              aria-label=${this.#acknowledgeName(alert)}>${msg("Acknowledge", { id: "acknowledge" })}</button>`
          : nothing
      }
      ${this.answering?.id === id ? this.#form(this.answering) : nothing}
    </li>`;
  }

  #acknowledgeName({ text, subject }: Alert): string {
    const what = subject ? `${text}: ${subject}` : text;
    return msg(str`Acknowledge ${what}`, { id: "acknowledge-named" });
  }

  #seenBy({ acknowledgedBy, acknowledgedAt }: Alert): string {
    if (!acknowledgedBy || !acknowledgedAt) return "";
    const time = this.#time(acknowledgedAt);
    return msg(str` · seen by ${acknowledgedBy}, ${time}`, { id: "alert-seen-by" });
  }

  #form({ id, sending, fault }: Answering): TemplateResult {
    return html`<form class="on-screen" part="acknowledge" @submit=${(event: Event) => this.#send(event, id)}>
      <label>${msg("What is being done (optional)", { id: "alert-what" })}
        <input name="note" maxlength="2000" autocomplete="off" /></label>
      ${fault ? html`<p class="fault" role="alert">${fault}</p>` : nothing}
      <p class="buttons">
        <button type="submit" class="main" aria-disabled=${sending}>${
          sending ? msg("Sending…", { id: "sending" }) : msg("Acknowledge", { id: "acknowledge" })
        }</button>
        <button type="button" class="plain" @click=${() => this.#leave(id)}>${msg("Cancel", { id: "cancel" })}</button>
      </p>
    </form>`;
  }

  #time(instant: string): string {
    return intl(Intl.DateTimeFormat, this.formatLocale, { dateStyle: "medium", timeStyle: "short" }).format(
      new Date(instant),
    );
  }

  #ask(id: string): void {
    this.answering = { id, sending: false };
    this.#focusOn = "form input";
  }

  #leave(id: string): void {
    this.answering = undefined;
    this.#focusOn = `[data-id="${CSS.escape(id)}"]`;
  }

  async #send(event: Event, id: string): Promise<void> {
    event.preventDefault();
    const { client } = this;
    if (!client || this.answering?.sending) return;
    const note = String(new FormData(event.target as HTMLFormElement).get("note") ?? "").trim();
    this.answering = { id, sending: true };
    try {
      await client.request(AcknowledgeAlertsDocument, { ids: [id], note: note || null });
      this.answering = undefined;
      this.#query.retry();
    } catch (error) {
      this.answering = { id, sending: false, fault: (error as Error).message };
    }
  }
}

function stateName(state: AlertState): string {
  return {
    OPEN: msg("Open", { id: "alert-open" }),
    ACKNOWLEDGED: msg("Acknowledged", { id: "alert-acknowledged" }),
    CLEARED: msg("Over", { id: "alert-cleared" }),
  }[state];
}

declare global {
  interface HTMLElementTagNameMap {
    "alert-list": AlertList;
  }
}
