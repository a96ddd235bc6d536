import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { formatDay } from "../../format/date.ts";
import type { CareerLadderQuery, CareerReadiness } from "../../generated/graphql.ts";
import { type Standing, standingMark } from "../../styles/standing.ts";

export type Career = CareerLadderQuery["careers"]["edges"][number]["node"];
export type Level = CareerLadderQuery["careerLevels"][number];

/** The levels of somebody's ladder from the lowest on, with the one that they are at. */
export function ladder({ level, next, since }: Career, levels: readonly Level[], locale: string): TemplateResult {
  const track = (level ?? next)?.track;
  const steps = levels.filter((one) => one.track === track);
  const place = steps.findIndex(({ id }) => id === level?.id);
  return html`<ol class="ladder" part="ladder" aria-label=${msg("Levels", { id: "levels" })}>${steps.map(
    ({ name }, index) => html`<li class=${index < place ? "past" : index === place ? "here" : "ahead"}
      aria-current=${index === place ? "step" : nothing}>
      <span class="dot" aria-hidden="true"></span>
      <span class="step">${name}${
        index === place
          ? html`<span class="quiet">${
              since
                ? msg(str`since ${formatDay(since, locale)}`, { id: "level-since" })
                : msg("now", { id: "level-now" })
            }</span>`
          : nothing
      }</span>
    </li>`,
  )}</ol>`;
}

/** What the next level asks for, and how far each of it is met. */
export function conditions({ next, conditions }: Career): TemplateResult {
  if (!next) return html`<p class="quiet">${msg("The highest level is reached.", { id: "level-top" })}</p>`;
  const name = msg(str`For ${next.name}`, { id: "for-level" });
  return html`<div role="group" aria-label=${name} part="conditions">
    <p class="label">${name}</p>
    ${
      conditions.length === 0
        ? html`<p class="quiet">${msg("Nothing is asked for.", { id: "no-conditions" })}</p>`
        : html`<ul class="conditions">${conditions.map(
            ({ label, met, text }) => html`<li>
              ${standingMark(
                met ? "done" : "waiting",
                html`<span class="condition">${label}</span>
                  <span class=${met ? "visually-hidden" : "quiet"}>${
                    met ? msg("met", { id: "condition-met" }) : msg("missing", { id: "condition-missing" })
                  }</span>`,
                "condition",
              )}
              <span class="reason">${text}</span>
            </li>`,
          )}</ul>`
    }
  </div>`;
}

const standings: Readonly<Record<CareerReadiness, Standing>> = { READY: "done", CLOSE: "good", NOT_YET: "waiting" };

/** How ready somebody is: mark and word; nothing at the top. */
export function readinessMark({ readiness, readinessText }: Career): TemplateResult | typeof nothing {
  return readiness ? standingMark(standings[readiness], readinessText ?? "", "readiness") : nothing;
}
