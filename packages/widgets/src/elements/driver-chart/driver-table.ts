import { msg } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { formatChange, formatValue } from "../../format/number.ts";
import { othersText, valueName } from "../../metrics/names.ts";
import { amountText } from "./driver-config.ts";
import { type Drivers, presenceText, type Waterfall } from "./waterfall.ts";

/** The words of the table's columns, also those of its file. */
export function driverHeadings(drivers: Drivers, effects: boolean): readonly string[] {
  const difference = msg("Difference", { id: "difference" });
  if (effects) return [msg("Cause", { id: "cause" }), difference, msg("Meaning", { id: "meaning" })];
  const [before, now] = [msg("Before", { id: "before" }), msg("Now", { id: "now" })];
  return [drivers.by.label, before, now, difference, msg("Change", { id: "change" })];
}

/** The same in figures and words: every cause with what it means, or every part with its values. */
export function driverTable(
  drivers: Drivers,
  data: Waterfall,
  { effects, heading, shown, locale }: { effects: boolean; heading: string; shown: boolean; locale: string },
): TemplateResult {
  const { measure, steps } = data;
  const heads = driverHeadings(drivers, effects);
  const amount = (value: number) => formatValue(value, measure, locale);
  const signed = (value: number) => amountText({ kind: "effect", amount: value }, measure, locale);
  const last = heads.length - 1;
  return html`<div class=${shown ? "scroll" : "visually-hidden"} tabindex=${shown ? 0 : nothing}
    role=${shown ? "group" : nothing} aria-label=${shown ? heading : nothing}>
    <table part="table">
      <caption class="visually-hidden">${heading}</caption>
      <thead><tr>${heads.map(
        (text, index) =>
          html`<th scope="col" class=${index === 0 || (effects && index === last) ? "" : "end"}>${text}</th>`,
      )}</tr></thead>
      <tbody>${
        effects
          ? steps.map(
              (step) => html`<tr class=${step.kind === "effect" ? "" : "whole"}>
                <th scope="row">${step.label}</th>
                <td class="end">${amountText(step, measure, locale)}</td>
                <td class="meaning">${step.description}</td>
              </tr>`,
            )
          : [
              ...drivers.contributions.map(
                ({ key, label, value, comparisonValue, difference, change, presence, isRest }) => html`<tr>
                <th scope="row" title=${presenceText(presence) || nothing}>${
                  isRest ? othersText() : valueName(drivers.by.dimension, key, label, { locale })
                }</th>
                <td class="end">${amount(comparisonValue)}</td>
                <td class="end">${amount(value)}</td>
                <td class="end">${signed(difference)}</td>
                <td class="end">${formatChange(change, locale)}</td>
              </tr>`,
              ),
              html`<tr class="whole">
                <th scope="row">${msg("Total", { id: "total" })}</th>
                <td class="end">${amount(drivers.comparisonValue)}</td>
                <td class="end">${amount(drivers.value)}</td>
                <td class="end">${signed(drivers.difference)}</td>
                <td class="end">${formatChange(drivers.change, locale)}</td>
              </tr>`,
            ]
      }</tbody>
    </table>
  </div>`;
}
