import { type CareerCondition, type CareerReadiness, careerConditionLabel } from "@salesglass/core";
import { builder } from "../../builder.ts";
import { inLocale, localeArgument } from "../locale.ts";

export const CareerReadinessEnum = builder.enumType("CareerReadiness", {
  description: "How ready somebody is for the next level.",
  values: {
    READY: { description: "Every condition is met." },
    CLOSE: {
      description:
        "Each of those that are not is nearly met: 90 % of the attainment, three months of tenure, one course, one point of the review.",
    },
    NOT_YET: { description: "Some condition is further away, or not known." },
  } as const satisfies Record<CareerReadiness, object>,
});

const CareerConditionKindEnum = builder.enumType("CareerConditionKind", {
  description: "What a level asks for.",
  values: {
    ATTAINMENT: { description: "Attainment of quota over the last whole months: 1 is 100 %." },
    TENURE: { description: "Whole months since hiring." },
    COURSES: { description: "How many of the courses asked for are completed." },
    REVIEW: { description: "The latest review's score, 1 to 5." },
  } as const satisfies Record<CareerCondition["kind"], object>,
});

export const CareerConditionType = builder.objectRef<CareerCondition>("CareerCondition").implement({
  description: "One condition of a level, and how somebody stands to it.",
  fields: (t) => ({
    kind: t.expose("kind", { type: CareerConditionKindEnum, complexity: 0, description: "Which one." }),
    label: t.string({
      complexity: 0,
      description: "What people call it.",
      args: { locale: t.arg.string(localeArgument) },
      resolve: ({ kind }, { locale }) => inLocale(careerConditionLabel(kind), locale),
    }),
    required: t.exposeFloat("required", { complexity: 0, description: "What is asked for." }),
    actual: t.exposeFloat("actual", {
      nullable: true,
      complexity: 0,
      description: "What is there of it; none where that isn't known.",
    }),
    met: t.exposeBoolean("met", { complexity: 0, description: "Whether it is enough." }),
    text: t.string({
      complexity: 0,
      description: "The same in words, with what is missing.",
      args: { locale: t.arg.string(localeArgument) },
      resolve: ({ text }, { locale }) => inLocale(text, locale),
    }),
  }),
});
