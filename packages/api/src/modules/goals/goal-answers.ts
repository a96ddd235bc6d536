import type { CheckPoint, GoalHistory, GoalParts, GoalStatus, SmartCheck } from "@salesglass/core";
import { goalLevels, goalStatusText, smartLetters, smartLetterTexts } from "@salesglass/core";
import { builder } from "../../builder.ts";
import { inLocale, localeArgument } from "../locale.ts";

/** Whose goal it is. */
export const GoalLevelEnum = builder.enumType("GoalLevel", {
  description: "Whose goal it is: the company's, a team's or a rep's.",
  values: goalLevels,
});

export const GoalStatusEnum = builder.enumType("GoalStatus", {
  description: "How a goal stands.",
  values: {
    NOT_STARTED: { description: "Its first day is yet to come." },
    ON_TRACK: { description: "Under way, and expected to be reached." },
    AT_RISK: { description: "Under way; the target is within the range of what is expected, or nearly." },
    BEHIND: { description: "Under way, and not expected to be reached." },
    REACHED: { description: "Its value meets the target; of a sum also before the end." },
    MISSED: { description: "Over, and its value does not meet the target." },
  } as const satisfies Record<GoalStatus, object>,
});

const SmartLetterEnum = builder.enumType("SmartLetter", {
  description: "What a goal should be: specific, measurable, achievable, relevant, time-bound.",
  values: smartLetters,
});

const SmartResultEnum = builder.enumType("SmartResult", {
  description: "What a check found.",
  values: {
    PASSED: { description: "As it should be." },
    WARNING: { description: "Worth a look. A goal is never refused for it." },
    UNKNOWN: { description: "Not to be told: the goal has not begun, or there is too little history." },
  } as const,
});

export const SmartCheckType = builder.objectRef<SmartCheck>("SmartCheck").implement({
  description: "What one of the five letters says of a goal.",
  fields: (t) => ({
    letter: t.expose("letter", { type: SmartLetterEnum, complexity: 0, description: "Which one." }),
    label: t.string({
      complexity: 0,
      description: "What people call it.",
      args: { locale: t.arg.string(localeArgument) },
      resolve: ({ letter }, { locale }) => inLocale(smartLetterTexts[letter], locale),
    }),
    result: t.expose("result", { type: SmartResultEnum, complexity: 0, description: "What it found." }),
    text: t.string({
      complexity: 0,
      description: "The same in words and figures.",
      args: { locale: t.arg.string(localeArgument) },
      resolve: ({ text }, { locale }) => inLocale(text, locale),
    }),
  }),
});

export const GoalHistoryType = builder.objectRef<GoalHistory>("GoalHistory").implement({
  description: "What the owner came to in earlier periods as long as the goal's, at most 8.",
  fields: (t) => ({
    periods: t.exposeInt("periods", { complexity: 0, description: "How many there are." }),
    mean: t.exposeFloat("mean", { nullable: true, complexity: 0, description: "Their mean." }),
    deviation: t.exposeFloat("deviation", {
      nullable: true,
      complexity: 0,
      description: "Their sample standard deviation; none of fewer than 3.",
    }),
    zScore: t.exposeFloat("zScore", {
      nullable: true,
      complexity: 0,
      description: "How many deviations the target lies above the mean.",
    }),
    reachedShare: t.exposeFloat("reachedShare", {
      nullable: true,
      complexity: 0,
      description: "The share of them in which the target would have been reached.",
    }),
  }),
});

export const GoalPartsType = builder.objectRef<GoalParts>("GoalParts").implement({
  description: "What a goal's parts of the same metric come to.",
  fields: (t) => ({
    count: t.exposeInt("count", { complexity: 0, description: "How many there are." }),
    target: t.exposeFloat("target", { complexity: 0, description: "The sum of their targets." }),
    coverage: t.exposeFloat("coverage", {
      nullable: true,
      complexity: 0,
      description: "That sum ÷ the goal's own target; none without parts.",
    }),
    value: t.exposeFloat("value", {
      nullable: true,
      complexity: 0,
      description: "The sum of their values, of metrics that add up over owners.",
    }),
  }),
});

export const CheckPointType = builder.objectRef<CheckPoint>("CheckPoint").implement({
  description: "A day on which one should look how far a goal is.",
  fields: (t) => ({
    on: t.expose("on", { type: "Date", complexity: 0, description: "The day." }),
    target: t.exposeFloat("target", {
      complexity: 0,
      description: "What should have come together by then, in proportion to the days; of rates and stocks the target.",
    }),
    value: t.exposeFloat("value", {
      nullable: true,
      complexity: 0,
      description: "What had. None of days to come, nor of what does not add up over time.",
    }),
  }),
});

/** What people call a status, in a language. */
export function statusText(status: GoalStatus, locale: string | null | undefined): string {
  return inLocale(goalStatusText(status), locale);
}
