import {
  type Hiring as CoreHiring,
  type HiringFunnelStage,
  type HiringSource,
  type HiringStage,
  hiringStageLabel,
  type MedianDays,
  parsePeriod,
  queryHiring,
} from "@salesglass/core";
import { builder } from "../../builder.ts";
import { resolveIds } from "../entity-ids.ts";
import { inLocale, localeArgument } from "../locale.ts";
import { IdFilter, StringFilter } from "../metrics/metric-inputs.ts";

const HiringStageEnum = builder.enumType("HiringStage", {
  description: "How far a candidate can come.",
  values: ["APPLIED", "SCREENED", "INTERVIEWED", "OFFERED", "HIRED"] as const satisfies readonly HiringStage[],
});

const HiringFunnelStageType = builder.objectRef<HiringFunnelStage>("HiringFunnelStage").implement({
  description: "A stage of hiring, and how many came so far.",
  fields: (t) => ({
    stage: t.expose("stage", { type: HiringStageEnum, complexity: 0, description: "Which one." }),
    label: t.string({
      complexity: 0,
      description: "What people call it.",
      args: { locale: t.arg.string(localeArgument) },
      resolve: ({ stage }, { locale }) => inLocale(hiringStageLabel(stage), locale),
    }),
    reached: t.exposeInt("reached", { complexity: 0, description: "How many came so far or further." }),
    rate: t.exposeFloat("rate", {
      nullable: true,
      complexity: 0,
      description: "Of those who reached the stage before.",
    }),
    ofApplied: t.exposeFloat("ofApplied", { nullable: true, complexity: 0, description: "Of all who applied." }),
    medianDays: t.exposeFloat("medianDays", {
      nullable: true,
      complexity: 0,
      description: "Median days from the application, of those whose day of the stage is known.",
    }),
    timed: t.exposeInt("timed", { complexity: 0, description: "How many those are." }),
  }),
});

const HiringSourceType = builder.objectRef<HiringSource>("HiringSource").implement({
  description: "Where candidates came from.",
  fields: (t) => ({
    source: t.exposeString("source", {
      nullable: true,
      complexity: 0,
      description: "The source; none where it isn't known.",
    }),
    applied: t.exposeInt("applied", { complexity: 0, description: "How many applied." }),
    hired: t.exposeInt("hired", { complexity: 0, description: "How many of them were hired." }),
    rate: t.exposeFloat("rate", { nullable: true, complexity: 0, description: "hired ÷ applied." }),
  }),
});

const MedianDaysType = builder.objectRef<MedianDays>("MedianDays").implement({
  description: "A median of days, and how many it is of.",
  fields: (t) => ({
    median: t.exposeFloat("median", { nullable: true, complexity: 0, description: "In days; none of none." }),
    n: t.exposeInt("n", { complexity: 0, description: "How many." }),
  }),
});

const Hiring = builder.objectRef<CoreHiring>("Hiring").implement({
  description: "How hiring goes.",
  fields: (t) => ({
    knownTo: t.expose("knownTo", { type: "Date", description: "The last day on which applications are known." }),
    applied: t.exposeInt("applied", { description: "How many applied in the period." }),
    hired: t.exposeInt("hired", { description: "How many of them have been hired by now." }),
    rejected: t.exposeInt("rejected", { description: "Of how many it has ended without." }),
    inProcess: t.exposeInt("inProcess", { description: "Neither yet: rates may still rise." }),
    stages: t.field({
      type: [HiringFunnelStageType],
      complexity: { field: 1, multiplier: 5 },
      description: "The funnel, in order.",
      resolve: ({ stages }) => [...stages],
    }),
    timeToHire: t.expose("timeToHire", { type: MedianDaysType, description: "From application to hiring." }),
    timeToFill: t.expose("timeToFill", {
      type: MedianDaysType,
      description: "From opening to the last place's being filled, of openings filled in the period.",
    }),
    openings: t.exposeInt("openings", { description: "Openings that are open now, or were on the as-of day." }),
    places: t.exposeInt("places", { description: "Their places for which nobody has been hired." }),
    sources: t.field({
      type: [HiringSourceType],
      complexity: { field: 1, multiplier: 10 },
      description: "Where candidates came from, those with the most first.",
      resolve: ({ sources }) => [...sources],
    }),
  }),
});

builder.queryField("hiring", (t) =>
  t.field({
    type: Hiring,
    authScopes: { planner: true },
    complexity: 100,
    description:
      "How hiring goes: how far those who applied in a period have come by now, how long it takes, and from where they come. For executives, administrators and managers, of their teams.",
    args: {
      period: t.arg({ type: "Period", required: true, description: "The days of applications." }),
      team: t.arg({ type: IdFilter, description: "The team that hires, with its sub-teams." }),
      source: t.arg({ type: StringFilter, description: "Where candidates came from." }),
      asOf: t.arg({ type: "Date", description: "Leaves what happened after this day out; today unless said." }),
    },
    async resolve(_, { period, team, source, asOf }, context) {
      const { warehouse, viewer, calendar } = context;
      return queryHiring(warehouse.db, viewer.scope, {
        period: parsePeriod(period, calendar),
        calendar,
        where: { team: await resolveIds(context, "team", team), source },
        asOf: asOf ?? undefined,
      });
    },
  }),
);
