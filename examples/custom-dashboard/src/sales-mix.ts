import { Task, TaskStatus } from "@lit/task";
import { deepArrayEquals } from "@lit/task/deep-equals.js";
import { html, LitElement, nothing, svg } from "lit";
import { ask } from "./ask.ts";
import { CompanyCalendarDocument, type Dimension, type MetricFilter, SalesMixDocument } from "./generated/graphql.ts";
import { daysLabel, money, percent, points, stepLabel } from "./labels.ts";
import { type Category, dimensionOf, type Mix, mixOf, type Plan, planOf, type Step, winnerOf } from "./mix.ts";
import { ProviderController } from "./provider.ts";
import { salesMixStyles } from "./sales-mix.styles.ts";
import { languageOf, type TextKey, textOf } from "./texts.ts";

/**
 * How revenue is made up of categories, step by step, and which of them gained. A panel that Salesglass doesn't have:
 * it asks a typed question of its own and is a neighbour like any other, filtered by the rest and filtering it.
 */
export class SalesMix extends LitElement {
  static override styles = salesMixStyles;
  static override properties = { plan: { state: true } };

  declare plan: Plan | undefined;
  #mix: Mix | undefined;

  readonly #provider = new ProviderController(this);
  readonly #task = new Task(this, {
    args: () => {
      const { endpoint, period, filters, today, locale } = this.#provider;
      return [endpoint, period, filters, today, languageOf(locale)] as const;
    },
    argsEqual: deepArrayEquals,
    task: async ([endpoint, text, filters, today, locale], { signal }) => {
      const { company } = await ask(endpoint, CompanyCalendarDocument, {}, signal);
      // What a period means is known before its figures are: the skeleton has the right labels already.
      const plan = planOf(text, company, today);
      this.plan = plan;
      const { period, grain } = plan;
      const by: Dimension[] = [dimensionOf(grain), "CATEGORY"];
      const where: MetricFilter = Object.assign({}, ...filters.map((filter) => JSON.parse(filter)));
      const variables = { period: period.text, by, where, asOf: today, locale };
      this.#mix = mixOf(plan, await ask(endpoint, SalesMixDocument, variables, signal));
      return this.#mix;
    },
  });

  override render() {
    const { plan, locale } = this;
    return html`<section aria-labelledby="title" aria-busy=${this.#task.status === TaskStatus.PENDING} lang=${languageOf(locale)}>
      <header>
        <h2 id="title">${this.#text("mix")}</h2>
        <span class="quiet">${plan ? daysLabel(plan.period.from, plan.period.to, locale) : nothing}</span>
      </header>
      ${this.#task.render({
        initial: () => this.#skeleton(),
        // The figures before stay until the new ones are there.
        pending: () => (this.#mix?.categories.length ? this.#complete(this.#mix, "stale") : this.#skeleton()),
        error: (error) => this.#failure(error as Error),
        complete: (mix) =>
          mix.categories.length ? this.#complete(mix) : html`<p class="says">${this.#text("empty")}</p>`,
      })}
    </section>`;
  }

  get locale(): string {
    return this.#provider.locale;
  }

  #text(key: TextKey): string {
    return textOf(key, languageOf(this.locale));
  }

  #complete(mix: Mix, state = "") {
    const { comparison } = this.plan!;
    return html`<div class=${state}>
      ${this.#summary(mix)}
      <ul class="steps">${mix.steps.map((step) => this.#step(step, mix))}</ul>
      <table>
        <thead><tr>
          <th scope="col">${this.#text("category")}</th>
          <th scope="col" class="end">${this.#text("share")}</th>
          <th scope="col" class="end">${this.#text("change")}</th>
        </tr></thead>
        <tbody>${mix.categories.map((category, place) => this.#row(category, place))}</tbody>
      </table>
      <p class="quiet note">${this.#text("compared")} ${daysLabel(comparison.from, comparison.to, this.locale)}</p>
    </div>`;
  }

  #summary(mix: Mix) {
    const winner = winnerOf(mix);
    if (!winner) return nothing;
    const [before, now] = [winner.shareBefore ?? 0, winner.share ?? 0].map((share) => percent(share, this.locale, 1));
    return html`<p class="summary"><strong>${this.#name(winner)}</strong> ${this.#text("gained")} ${before} → ${now}</p>`;
  }

  /** One bar that is always whole; what each colour is stands in the table below, and in the bar's own description. */
  #step(step: Step, { categories, currency }: Mix) {
    const { plan, locale } = this;
    const label = stepLabel(step, plan!.grain, locale);
    const parts = categories.map(
      (category, place) => `${this.#name(category)} ${percent(step.shares[place]!, locale)}`,
    );
    const selected = this.#provider.ownSelection;
    let left = 0;
    return html`<li>
      <span class="step">${label}</span>
      <svg class="bar" role="img" aria-label="${label}: ${step.revenue ? parts.join(", ") : this.#text("empty")}">
        ${step.shares.map((share, place) => {
          const x = left;
          left += share;
          const away = selected !== undefined && this.#name(categories[place]!) !== selected;
          const show = share >= 0.13 && !away;
          return svg`<g class="${this.#colour(categories[place]!, place)} ${away ? "away" : ""}">
            <title>${parts[place]}</title>
            <rect x="${x * 100}%" width="${share * 100}%" height="100%"></rect>
            ${show ? svg`<text x="${(x + share / 2) * 100}%" y="50%">${percent(share, locale)}</text>` : nothing}
          </g>`;
        })}
      </svg>
      <span class="end">${money(step.revenue, currency, locale)}</span>
    </li>`;
  }

  #row(category: Category, place: number) {
    const { share, shareBefore, isRest } = category;
    const name = this.#name(category);
    const pressed = this.#provider.ownSelection === name;
    const swatch = html`<span class="swatch ${this.#colour(category, place)}" aria-hidden="true"></span>`;
    return html`<tr>
      <th scope="row">${
        isRest
          ? html`<span class="name">${swatch}${name}</span>`
          : html`<button type="button" class="name" aria-pressed=${pressed} title=${this.#text("filterBy")}
              @click=${() => this.#select(category)}>${swatch}${name}</button>`
      }</th>
      <td class="end">${share === null ? "–" : percent(share, this.locale, 1)}</td>
      <td class="end">${
        share === null || shareBefore === null
          ? "–"
          : `${points(share - shareBefore, this.locale)} ${this.#text("points")}`
      }</td>
    </tr>`;
  }

  #skeleton() {
    const steps = this.plan?.steps ?? Array.from({ length: 4 });
    return html`<span class="hidden" role="status">${this.#text("loading")}</span>
      <ul class="steps" aria-hidden="true">${steps.map(
        (step) => html`<li>
          <span class="step">${step ? stepLabel(step, this.plan!.grain, this.locale) : nothing}</span>
          <span class="bar bone"></span><span class="end bone"></span>
        </li>`,
      )}</ul>
      <div class="bone rows" aria-hidden="true"></div>`;
  }

  #failure(error: Error) {
    return html`<div class="says" role="alert">
      <p><strong>${this.#text("failed")}</strong><br />${error.message}</p>
      <button type="button" class="retry" @click=${() => this.#task.run()}>${this.#text("retry")}</button>
    </div>`;
  }

  #name({ label, key, isRest }: Category): string {
    return isRest ? this.#text("others") : key === null ? this.#text("none") : label;
  }

  #colour({ isRest }: Category, place: number): string {
    return isRest ? "rest" : `series-${place + 1}`;
  }

  /** Filters the neighbours, as a click in a chart does; the provider keeps the selection, and a second click ends it. */
  #select(category: Category): void {
    const where = { category: category.key === null ? { isNull: true } : { in: [category.key] } };
    const detail = { dimension: "CATEGORY", key: category.key, label: this.#name(category), where };
    this.dispatchEvent(new CustomEvent("sales-select", { detail, bubbles: true, composed: true }));
  }
}

customElements.define("sales-mix", SalesMix);
