import { html, type TemplateResult } from "lit";

/** A box to choose one of a few: values with what is said of each. On screen only. */
export function choiceBox<Value extends string>(
  label: string,
  choices: readonly (readonly [Value, string])[],
  chosen: Value,
  choose: (value: Value) => void,
): TemplateResult {
  return html`<select class="on-screen" aria-label=${label} @change=${(event: Event) =>
    choose((event.target as HTMLSelectElement).value as Value)}>
    ${choices.map(([value, text]) => html`<option value=${value} ?selected=${value === chosen}>${text}</option>`)}
  </select>`;
}
