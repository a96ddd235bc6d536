import { msg, str } from "@lit/localize";
import { html, nothing, svg, type TemplateResult } from "lit";
import { disclosure } from "../../disclosure.ts";
import { daysIn, formatDay } from "../../format/date.ts";
import { formatValue, type Measure } from "../../format/number.ts";
import type { GoalFiguresFragment, GoalStatus } from "../../generated/graphql.ts";
import { type Standing, standingMark } from "../../styles/standing.ts";
import { goalBar } from "./goal-bar.ts";

export type Goal = GoalFiguresFragment;

export interface GoalView {
  readonly locale: string;
  readonly currency: string;
  /** The day that is looked from. */
  readonly today: string;
  isOpen(goal: Goal): boolean;
  toggle(goal: Goal): void;
  /** What an open goal shows below its line. */
  detail(goal: Goal): TemplateResult;
}

/** A goal: whose it is, how far it is and should be, how it stands; it opens into the rest. */
export function goalRow(goal: Goal, view: GoalView): TemplateResult {
  const { locale } = view;
  const open = view.isOpen(goal);
  const { value, attainment, expected, due, status, statusText } = goal;
  const money = amountsOf(goal, view);
  return html`<li class="goal" part="goal">
    <div class="line">
      <div class="who">
        ${disclosure(goal.name, open, () => view.toggle(goal))}
        <p class="quiet owner">${ownerOf(goal)}${goal.metric ? ` · ${goal.metric.label}` : ""}</p>
      </div>
      <div class="progress">
        <p class="figures">
          <span><strong class="number">${money(value)}</strong>
            <span class="quiet number">${targetText(goal, money(Number(goal.target)))}</span></span>
          <span class="number">${formatValue(attainment, { unit: "RATIO" }, locale)}</span>
        </p>
        ${bar(goal)}
        <p class="quiet outlook">
          <span>${
            typeof due === "number" && isUnderWay(goal)
              ? html`<span class="visually-hidden">${msg(str`Should stand at ${money(due)} today.`, { id: "goal-due" })}</span>`
              : nothing
          }${
            typeof expected === "number" && isUnderWay(goal)
              ? msg(str`expected ${money(expected)}`, { id: "goal-expected" })
              : nothing
          }</span>
          <span>${daysLeft(goal, view)}</span>
        </p>
      </div>
      ${status ? standingMark(standings[status], statusText ?? "") : html`<span></span>`}
    </div>
    ${open ? view.detail(goal) : nothing}
  </li>`;
}

const standings: Readonly<Record<GoalStatus, Standing>> = {
  REACHED: "done",
  ON_TRACK: "good",
  AT_RISK: "caution",
  BEHIND: "bad",
  MISSED: "failed",
  NOT_STARTED: "waiting",
};

/** Writes amounts of what the goal measures. */
export function amountsOf(
  { metric }: Pick<Goal, "metric">,
  { currency, locale }: Pick<GoalView, "currency" | "locale">,
): (amount: number | null | undefined, length?: "short" | "full") => string {
  const measure: Measure = { unit: metric?.unit ?? "COUNT", currency };
  return (amount, length = "short") => formatValue(amount, measure, locale, length);
}

/** Whose goal it is. */
export function ownerOf({ level, rep, team }: Goal): string {
  if (level === "COMPANY") return msg("Company", { id: "whole-company" });
  return (level === "REP" ? rep?.name : team?.name) ?? "";
}

/** What is to be reached, or not to be passed where lower is better. */
function targetText({ metric }: Goal, target: string): string {
  return metric?.better === "LOWER"
    ? msg(str`of at most ${target}`, { id: "goal-at-most" })
    : msg(str`of ${target}`, { id: "goal-of" });
}

function isUnderWay({ status }: Goal): boolean {
  return status === "ON_TRACK" || status === "AT_RISK" || status === "BEHIND";
}

function bar(goal: Goal): TemplateResult {
  const { value, expected, due, target } = goalBar({ ...goal, target: Number(goal.target) });
  const at = (x: number) => `M${Math.min(Math.max(x, 0.25), 99.75)} 0v12`;
  return html`<svg class="bar" part="bar" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
    <rect class="track" y="2" width="100" height="8"></rect>
    ${isUnderWay(goal) ? svg`<rect class="expected" y="2" width=${expected} height="8"></rect>` : nothing}
    <rect class="value" y="2" width=${value} height="8"></rect>
    ${target < 100 ? svg`<path class="target" d=${at(target)}></path>` : nothing}
    ${due !== undefined && isUnderWay(goal) ? svg`<path class="due" d=${at(due)}></path>` : nothing}
  </svg>`;
}

/** How long it is until the end, or when it begins or ended. */
function daysLeft({ startsOn, endsOn }: Goal, { today, locale }: GoalView): string {
  if (today < startsOn) return msg(str`begins ${formatDay(startsOn, locale)}`, { id: "goal-begins" });
  if (today > endsOn) return msg(str`ended ${formatDay(endsOn, locale)}`, { id: "goal-ended" });
  const days = daysIn(today, endsOn) - 1;
  if (days === 0) return msg("last day", { id: "goal-last-day" });
  const count = formatValue(days, { unit: "COUNT" }, locale);
  return days === 1
    ? msg(str`${count} day left`, { id: "one-day-left" })
    : msg(str`${count} days left`, { id: "days-left" });
}
