import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { formatDay } from "../../format/date.ts";
import { formatValue } from "../../format/number.ts";
import type { GoalDetailQuery, SmartResult } from "../../generated/graphql.ts";
import { type Standing, standingMark } from "../../styles/standing.ts";
import { amountsOf, type Goal, type GoalView, goalRow } from "./goal-row.ts";

export type Detail = NonNullable<GoalDetailQuery["goal"]>;

/** What an open goal shows: whether it is SMART and why, its check-points, and the goals that contribute to it. */
export function goalDetail(goal: Goal, detail: Detail, view: GoalView): TemplateResult {
  const { smart, checkPoints, children } = detail;
  return html`<div class="detail">
    ${facts(detail, view)}
    <div class="columns">
      ${smart.length > 0 ? smartChecks(detail) : nothing}
      ${checkPoints.length > 0 ? checkPointTable(goal, detail, view) : nothing}
    </div>
    ${children.length > 0 ? parts(goal, detail, view) : nothing}
  </div>`;
}

/** Which facts count, and what is paid for reaching it. */
function facts({ filter, reward }: Detail, { currency, locale }: GoalView): TemplateResult | typeof nothing {
  const paid = formatValue(
    reward === null || reward === undefined ? null : Number(reward),
    { unit: "MONEY", currency },
    locale,
  );
  const said = [
    filter && msg(str`Only ${filter}`, { id: "goal-filter" }),
    reward && msg(str`Pays ${paid} when reached`, { id: "goal-reward" }),
  ].filter(Boolean);
  return said.length > 0 ? html`<p class="quiet facts">${said.join(" · ")}</p>` : nothing;
}

const results: Readonly<Record<SmartResult, Standing>> = { PASSED: "done", WARNING: "caution", UNKNOWN: "waiting" };

function smartChecks({ smart }: Detail): TemplateResult {
  const found: Readonly<Record<SmartResult, string>> = {
    PASSED: msg("as it should be", { id: "smart-passed" }),
    WARNING: msg("worth a look", { id: "smart-warning" }),
    UNKNOWN: msg("not to be told", { id: "smart-unknown" }),
  };
  const name = msg("Is it SMART?", { id: "smart" });
  return html`<div role="group" aria-label=${name} part="smart">
    <p class="label">${name}</p>
    <ul class="checks">${smart.map(
      ({ label, result, text }) => html`<li>
        ${standingMark(
          results[result],
          html`<span class="letter">${label}</span>
          <span class=${result === "PASSED" ? "visually-hidden" : "quiet"}>${found[result]}</span>`,
          "check",
        )}
        <span class="reason">${text}</span>
      </li>`,
    )}</ul>
  </div>`;
}

function checkPointTable(goal: Goal, { checkPoints }: Detail, view: GoalView): TemplateResult {
  const amount = amountsOf(goal, view);
  const name = msg("Check-points", { id: "check-points" });
  return html`<div role="group" aria-label=${name} part="check-points">
    <p class="label">${name}</p>
    <table aria-label=${name}>
      <thead><tr>
        <th scope="col">${msg("By", { id: "check-point-by" })}</th>
        <th scope="col" class="end">${msg("Should be", { id: "check-point-target" })}</th>
        <th scope="col" class="end">${msg("Was", { id: "check-point-value" })}</th>
      </tr></thead>
      <tbody>${checkPoints.map(
        ({ on, target, value }) => html`<tr class=${on > view.today ? "ahead" : ""}>
          <th scope="row">${formatDay(on, view.locale)}</th>
          <td class="end">${amount(target)}</td>
          <td class="end">${value === null || value === undefined ? "–" : amount(value)}</td>
        </tr>`,
      )}</tbody>
    </table>
  </div>`;
}

/** The goals that contribute, and what those of the same metric come to together. */
function parts(goal: Goal, { parts, children }: Detail, view: GoalView): TemplateResult {
  const amount = amountsOf(goal, view);
  const name = msg("Contributing goals", { id: "goal-parts" });
  const share = formatValue(parts?.coverage, { unit: "RATIO" }, view.locale);
  return html`<div role="group" aria-label=${name} part="parts">
    <p class="label">${name}</p>
    ${
      parts && parts.count > 0
        ? html`<p class="quiet sums">${msg(str`together ${amount(parts.target)}, ${share} of the target`, { id: "parts-target" })}${
            typeof parts.value === "number"
              ? html` · ${msg(str`${amount(parts.value)} so far`, { id: "parts-value" })}`
              : nothing
          }</p>`
        : nothing
    }
    <ul class="goals">${children.map((child) => goalRow(child, view))}</ul>
  </div>`;
}
