import { queryTrainingEffect, type TrainingEffect } from "@salesglass/core";
import { builder } from "../../builder.ts";
import { resolveIds } from "../entity-ids.ts";
import { inLocale, localeArgument } from "../locale.ts";
import { IdFilter } from "../metrics/metric-inputs.ts";

const TrainingEffectType = builder.objectRef<TrainingEffect>("TrainingEffect").implement({
  description:
    "What followed a course. Figures are revenue a day, in the company's currency; none where there is too little data.",
  fields: (t) => {
    const figure = (
      name: "before" | "after" | "change" | "othersChange" | "effect" | "low" | "high",
      description: string,
    ) => t.exposeFloat(name, { nullable: true, complexity: 0, description });
    return {
      course: t.string({
        complexity: 0,
        description: "The course.",
        args: { locale: t.arg.string(localeArgument) },
        resolve: ({ name }, { locale }) => inLocale(name, locale),
      }),
      completed: t.exposeInt("completed", { complexity: 0, description: "Reps who have completed it by now." }),
      measured: t.exposeInt("measured", {
        complexity: 0,
        description: "Those of them of whom both stretches of days are known, with colleagues to compare with.",
      }),
      before: figure("before", "What they sold a day before."),
      after: figure("after", "And after."),
      change: figure("change", "after − before."),
      othersChange: figure("othersChange", "The same of their colleagues over the same days."),
      effect: figure("effect", "change − othersChange."),
      low: figure("low", "Lower end of the effect's 95 % interval."),
      high: figure("high", "Upper end of it."),
      significant: t.exposeBoolean("significant", {
        nullable: true,
        complexity: 0,
        description: "Zero lies outside of the interval.",
      }),
      tooFew: t.exposeBoolean("tooFew", { complexity: 0, description: "Fewer than five reps were measured." }),
    };
  },
});

builder.queryField("trainingEffect", (t) =>
  t.field({
    type: [TrainingEffectType],
    complexity: { field: 200, multiplier: 1 },
    description:
      "What reps sold in the days before and after they first completed a course, against colleagues in the same days: one row a course, by name. Who is sent to a course wasn't drawn by lot, so it tells what followed, and not for certain what came of it.",
    args: {
      days: t.arg.int({
        required: true,
        defaultValue: 90,
        description: "How many days before and after are compared, 7 to 365.",
      }),
      team: t.arg({ type: IdFilter, description: "Reps who are in these teams or their sub-teams today." }),
      asOf: t.arg({ type: "Date", description: "Leaves what happened after this day out; today unless said." }),
    },
    async resolve(_, { days, team, asOf }, context) {
      const { warehouse, viewer, calendar } = context;
      const teams = await resolveIds(context, "team", team);
      return queryTrainingEffect(warehouse.db, viewer.scope, { calendar, days, team: teams, asOf: asOf ?? undefined });
    },
  }),
);
