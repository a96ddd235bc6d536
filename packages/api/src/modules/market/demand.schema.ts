import {
  type DemandTrends as CoreTrends,
  type DemandTrend,
  parsePeriod,
  queryDemandTrends,
  queryUnmetNeeds,
  type UnmetNeed,
} from "@salesglass/core";
import { builder } from "../../builder.ts";

const DemandOrigin = builder.enumType("DemandOrigin", {
  description: "Where a sign of demand comes from.",
  values: {
    SURVEY: { description: "A recorded signal from a survey." },
    FEEDBACK: { description: "A recorded signal from feedback." },
    RESEARCH: { description: "A recorded signal from research." },
    SEARCH: { description: "A recorded signal from what people search for." },
    NEED: { description: "A need of a customer." },
    COMMENT: { description: "The comment of a survey, which names a topic that signals or needs know." },
  } as const,
});

const DemandDirection = builder.enumType("DemandDirection", {
  description: "Where a topic is going.",
  values: {
    RISING: { description: "Its share has risen by more than chance." },
    FALLING: { description: "Its share has fallen by more than chance." },
    STEADY: { description: "No change beyond chance." },
    UNKNOWN: { description: "Too little data to say." },
  } as const,
});

const DayRangeType = builder.objectRef<{ readonly from: string; readonly to: string }>("DemandDays").implement({
  description: "Days, both ends included.",
  fields: (t) => ({
    from: t.expose("from", { type: "Date", description: "The first." }),
    to: t.expose("to", { type: "Date", description: "The last." }),
  }),
});

const DemandTrendType = builder.objectRef<DemandTrend>("DemandTrend").implement({
  description: "How often a topic is asked for, beside the time before and own sales.",
  fields: (t) => ({
    topic: t.exposeString("topic", { complexity: 0, description: "What is asked for." }),
    category: t.exposeString("category", {
      nullable: true,
      complexity: 0,
      description: "The product category that most of its signals are of.",
    }),
    direction: t.expose("direction", { type: DemandDirection, complexity: 0, description: "Where it is going." }),
    signals: t.exposeInt("signals", { complexity: 0, description: "How many signals." }),
    signalsBefore: t.exposeInt("signalsBefore", { complexity: 0, description: "The same of the time before." }),
    weight: t.exposeFloat("weight", { complexity: 0, description: "The sum of their weights." }),
    weightBefore: t.exposeFloat("weightBefore", { complexity: 0, description: "The same of the time before." }),
    sentiment: t.exposeFloat("sentiment", {
      nullable: true,
      complexity: 0,
      description: "Mean sentiment by weight, -1 (bad) to 1 (good), of the signals that have one.",
    }),
    sentimentBefore: t.exposeFloat("sentimentBefore", {
      nullable: true,
      complexity: 0,
      description: "The same of the time before.",
    }),
    share: t.exposeFloat("share", { nullable: true, complexity: 0, description: "Share of all signals, 0 to 1." }),
    shareBefore: t.exposeFloat("shareBefore", {
      nullable: true,
      complexity: 0,
      description: "The same of the time before.",
    }),
    change: t.exposeFloat("change", { nullable: true, complexity: 0, description: "share − shareBefore." }),
    low: t.exposeFloat("low", { nullable: true, complexity: 0, description: "Lower end of its 95 % interval." }),
    high: t.exposeFloat("high", { nullable: true, complexity: 0, description: "Upper end of its 95 % interval." }),
    pValue: t.exposeFloat("pValue", {
      nullable: true,
      complexity: 0,
      description:
        "How likely so much is by chance, all topics taken into account; none where there is too little data.",
    }),
    revenue: t.exposeFloat("revenue", {
      nullable: true,
      complexity: 0,
      description: "Own revenue of the category; none without a category.",
    }),
    revenueBefore: t.exposeFloat("revenueBefore", {
      nullable: true,
      complexity: 0,
      description: "The same of the time before.",
    }),
    revenueChange: t.exposeFloat("revenueChange", {
      nullable: true,
      complexity: 0,
      description: "Its change, 0.12 is +12 %; none where there was none before.",
    }),
    against: t.exposeBoolean("against", {
      complexity: 0,
      description:
        "Own sales of the category don't go with it: demand rises and they don't, or it falls and they rise.",
    }),
  }),
});

const DemandTrendsType = builder.objectRef<CoreTrends>("DemandTrends").implement({
  description: "What people ask for more and less than before.",
  fields: (t) => ({
    period: t.expose("period", { type: DayRangeType, description: "Which days." }),
    comparison: t.expose("comparison", {
      type: DayRangeType,
      description: "The time before that it is compared with.",
    }),
    total: t.exposeInt("total", { description: "How many signals there are." }),
    totalBefore: t.exposeInt("totalBefore", { description: "The same of the time before." }),
    topics: t.field({
      type: [DemandTrendType],
      complexity: { field: 1, multiplier: 1 },
      description: "Rising ones first, then falling, steady and unknown ones; within these the most frequent first.",
      resolve: ({ topics }) => [...topics],
    }),
  }),
});

const UnmetReason = builder.enumType("UnmetReason", {
  description: "Why a need isn't served.",
  values: {
    NOT_OFFERED: { description: "There is no product of the category, or the need names none." },
    NOT_BOUGHT: { description: "There is one, and these customers haven't bought it since." },
  } as const,
});

const UnmetNeedType = builder.objectRef<UnmetNeed>("UnmetNeed").implement({
  description: "Open needs of one topic that nothing has met.",
  fields: (t) => ({
    topic: t.exposeString("topic", { complexity: 0, description: "The need in a few words." }),
    category: t.exposeString("category", {
      nullable: true,
      complexity: 0,
      description: "Its category, or that of the product that it names.",
    }),
    reason: t.expose("reason", { type: UnmetReason, complexity: 0, description: "Why it isn't served." }),
    needs: t.exposeInt("needs", { complexity: 0, description: "How many there are." }),
    customers: t.exposeInt("customers", { complexity: 0, description: "How many customers have them." }),
    averageStrength: t.exposeFloat("averageStrength", {
      complexity: 0,
      description: "Mean strength, 1 (weak) to 5 (strong).",
    }),
    since: t.expose("since", { type: "Date", complexity: 0, description: "The day of the oldest." }),
  }),
});

builder.queryFields((t) => ({
  demandTrends: t.field({
    type: DemandTrendsType,
    complexity: 400,
    description:
      "What people ask for more and less than in the period before, from signals, needs and comments of surveys, beside own sales. Signals are the company's; needs, comments and sales are those that the viewer may see.",
    args: {
      period: t.arg({ type: "Period", required: true, description: "Which days." }),
      origin: t.arg({ type: [DemandOrigin], description: "One of these; all unless said." }),
      asOf: t.arg({ type: "Date", description: "Leaves facts after this day out; today unless said." }),
    },
    resolve: (_, { period, origin, asOf }, { warehouse, viewer, calendar }) =>
      queryDemandTrends(warehouse.db, viewer.scope, {
        calendar,
        period: parsePeriod(period, calendar),
        origin,
        asOf: asOf ?? undefined,
      }),
  }),

  unmetNeeds: t.field({
    type: [UnmetNeedType],
    complexity: { field: 200, multiplier: 1 },
    description:
      "What customers want and don't have, by topic: open needs with no purchase since. Those of most customers first.",
    args: {
      asOf: t.arg({ type: "Date", description: "The day to look from; today unless said." }),
      first: t.arg.int({ description: "At most so many; all unless said." }),
    },
    resolve: (_, { asOf, first }, { warehouse, viewer, calendar }) =>
      queryUnmetNeeds(warehouse.db, viewer.scope, { calendar, asOf: asOf ?? undefined, first: first ?? undefined }),
  }),
}));
