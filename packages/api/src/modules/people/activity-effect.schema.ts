import {
  type ActivityEffect,
  type ActivityOfRep,
  type ActivityResult,
  activityResultLabel,
  type ActivityEffects as CoreActivityEffects,
  type Correlation,
  parsePeriod,
  queryActivityEffect,
} from "@salesglass/core";
import { builder } from "../../builder.ts";
import { kinds } from "../customers/customer.schema.ts";
import { resolveIds } from "../entity-ids.ts";
import { inLocale, localeArgument } from "../locale.ts";
import { entityId } from "../metrics/dimension-names.ts";
import { IdFilter } from "../metrics/metric-inputs.ts";

const ActivityResultEnum = builder.enumType("ActivityResult", {
  description: "What is held against activity.",
  values: {
    REVENUE: { description: "Revenue of the rep's own orders." },
    WON_DEALS: { description: "How many deals they won." },
  } as const satisfies Record<ActivityResult, object>,
});

const CorrelationType = builder.objectRef<Correlation>("Correlation").implement({
  description: "How two figures go together; no figure where there is too little data, or one of them never differs.",
  fields: (t) => ({
    n: t.exposeInt("n", { complexity: 0, description: "Pairs that were looked at." }),
    r: t.exposeFloat("r", { nullable: true, complexity: 0, description: "Pearson's r, −1 to 1." }),
    low: t.exposeFloat("low", { nullable: true, complexity: 0, description: "Lower end of its 95 % interval." }),
    high: t.exposeFloat("high", { nullable: true, complexity: 0, description: "Upper end of it." }),
    pValue: t.exposeFloat("pValue", {
      nullable: true,
      complexity: 0,
      description: "How likely so much is by chance.",
    }),
    significant: t.exposeBoolean("significant", {
      nullable: true,
      complexity: 0,
      description: "pValue is below 0.05.",
    }),
    tooFew: t.exposeBoolean("tooFew", { complexity: 0, description: "There is too little data." }),
  }),
});

const ActivityEffectType = builder.objectRef<ActivityEffect>("ActivityEffect").implement({
  description: "How activity and one result go together.",
  fields: (t) => ({
    result: t.expose("result", { type: ActivityResultEnum, complexity: 0, description: "Which result." }),
    label: t.string({
      complexity: 0,
      description: "What people call it.",
      args: { locale: t.arg.string(localeArgument) },
      resolve: ({ result }, { locale }) => inLocale(activityResultLabel(result), locale),
    }),
    withinReps: t.expose("withinReps", {
      type: CorrelationType,
      description: "Weeks against other weeks of the same rep; from 30 weeks on.",
    }),
    betweenReps: t.expose("betweenReps", {
      type: CorrelationType,
      description: "Reps against each other, by their means; from eight reps on.",
    }),
  }),
});

const ActivityOfRepType = builder.objectRef<ActivityOfRep>("ActivityOfRep").implement({
  description: "A rep's means over the weeks in which they were there.",
  fields: (t) => ({
    repId: t.id({
      complexity: 0,
      description: "The global id of the rep.",
      resolve: ({ repId }) => entityId("rep", repId),
    }),
    repName: t.string({ complexity: 0, description: "Their name.", resolve: ({ name }) => name }),
    weeks: t.exposeInt("weeks", { complexity: 0, description: "How many weeks." }),
    interactions: t.exposeFloat("interactions", { complexity: 0, description: "Interactions a week." }),
    revenue: t.exposeFloat("revenue", { complexity: 0, description: "Revenue a week." }),
    wonDeals: t.exposeFloat("wonDeals", { complexity: 0, description: "Deals won a week." }),
  }),
});

const ActivityEffectsType = builder.objectRef<CoreActivityEffects>("ActivityEffects").implement({
  description: "How what reps do and what they sell go together.",
  fields: (t) => ({
    weeks: t.exposeInt("weeks", { description: "Whole weeks that were looked at." }),
    effects: t.field({
      type: [ActivityEffectType],
      complexity: { field: 1, multiplier: 2 },
      description: "One a result.",
      resolve: ({ effects }) => [...effects],
    }),
    reps: t.field({
      type: [ActivityOfRepType],
      complexity: { field: 1, multiplier: 1 },
      description: "By name; who did nothing and sold nothing is not among them.",
      resolve: ({ reps }) => [...reps],
    }),
  }),
});

builder.queryField("activityEffect", (t) =>
  t.field({
    type: ActivityEffectsType,
    complexity: 300,
    description:
      "How many interactions reps have a week, and how that goes together with what they sell or win in the same week, or some weeks later. It tells what goes together, not what is the cause. Of the reps whose affairs the viewer may see.",
    args: {
      period: t.arg({ type: "Period", required: true, description: "Which days; whole weeks of it count." }),
      kind: t.arg({ type: [kinds.interaction], description: "Which interactions count; all unless said." }),
      lag: t.arg.int({
        required: true,
        defaultValue: 0,
        description: "By how many weeks results follow, 0 to 12.",
      }),
      team: t.arg({ type: IdFilter, description: "Reps who are in these teams or their sub-teams today." }),
      asOf: t.arg({ type: "Date", description: "Leaves what happened after this day out; today unless said." }),
    },
    async resolve(_, { period, kind, lag, team, asOf }, context) {
      const { warehouse, viewer, calendar } = context;
      return queryActivityEffect(warehouse.db, viewer.scope, {
        period: parsePeriod(period, calendar),
        calendar,
        kind,
        lag,
        team: await resolveIds(context, "team", team),
        asOf: asOf ?? undefined,
      });
    },
  }),
);
