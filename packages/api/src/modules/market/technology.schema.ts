import {
  type ChannelShare,
  type ChannelShift,
  type ChannelMix as CoreMix,
  parsePeriod,
  queryChannelMix,
  queryTechnologies,
  type StageSince,
  type Technology,
} from "@salesglass/core";
import { builder } from "../../builder.ts";
import { marketKinds } from "./market-kinds.ts";
import { daysArgument, SalesAroundType } from "./sales-around.ts";

const ChannelMixGrain = builder.enumType("ChannelMixGrain", {
  description: "The steps of a channel mix.",
  values: { MONTH: { value: "month" }, QUARTER: { value: "quarter" }, YEAR: { value: "year" } } as const,
});

const ChannelShareType = builder.objectRef<ChannelShare>("ChannelShare").implement({
  description: "What a channel had of own sales in a month (quarter, year).",
  fields: (t) => ({
    start: t.expose("start", { type: "Date", complexity: 0, description: "First day of the month." }),
    channel: t.exposeString("channel", {
      nullable: true,
      complexity: 0,
      description: "The channel; none of orders that name none.",
    }),
    revenue: t.exposeFloat("revenue", { complexity: 0, description: "Its revenue." }),
    share: t.exposeFloat("share", {
      nullable: true,
      complexity: 0,
      description: "Of the revenue of all channels, 0.25 is 25 %; none where that is zero or below.",
    }),
    change: t.exposeFloat("change", {
      nullable: true,
      complexity: 0,
      description: "Since the month before, 0.02 is two points; none in the first.",
    }),
    partial: t.exposeBoolean("partial", {
      complexity: 0,
      description: "The period, or what is known of it, holds only a part of the month.",
    }),
  }),
});

const ChannelShiftType = builder.objectRef<ChannelShift>("ChannelShift").implement({
  description: "How a channel's share has shifted from the first whole month (quarter, year) to the last.",
  fields: (t) => ({
    channel: t.exposeString("channel", {
      nullable: true,
      complexity: 0,
      description: "The channel; none of orders that name none.",
    }),
    first: t.exposeFloat("first", { nullable: true, complexity: 0, description: "Its share of the first." }),
    last: t.exposeFloat("last", { nullable: true, complexity: 0, description: "Its share of the last." }),
    change: t.exposeFloat("change", {
      nullable: true,
      complexity: 0,
      description: "last − first, 0.02 is two points; none where there are no two whole ones.",
    }),
    revenue: t.exposeFloat("revenue", { complexity: 0, description: "Its revenue in the whole period." }),
  }),
});

const ChannelMix = builder.objectRef<CoreMix>("ChannelMix").implement({
  description: "Which channels own sales came through, and how that has shifted.",
  fields: (t) => ({
    first: t.field({
      type: "Date",
      nullable: true,
      description: "First day of the first whole month (quarter, year); none where there are no two.",
      resolve: ({ compared }) => compared?.first,
    }),
    last: t.field({
      type: "Date",
      nullable: true,
      description: "First day of the last that is compared with it.",
      resolve: ({ compared }) => compared?.last,
    }),
    shares: t.field({
      type: [ChannelShareType],
      complexity: { field: 1, multiplier: 1 },
      description: "By month, then the channel of most revenue first.",
      resolve: ({ shares }) => [...shares],
    }),
    shifts: t.field({
      type: [ChannelShiftType],
      complexity: { field: 1, multiplier: 1 },
      description: "The channel of most revenue first.",
      resolve: ({ shifts }) => [...shifts],
    }),
  }),
});

const TechnologyStageType = builder.objectRef<StageSince>("TechnologyStageSince").implement({
  description: "A stage that a technology has had.",
  fields: (t) => ({
    stage: t.expose("stage", { type: marketKinds.stage, description: "Which." }),
    since: t.expose("since", { type: "Date", description: "From which day on." }),
  }),
});

const TechnologyType = builder.objectRef<Technology & { readonly days: number }>("Technology").implement({
  description:
    "How far a technology is, and own sales of the channel that it affects around the day on which it was adopted.",
  interfaces: [SalesAroundType],
  fields: (t) => ({
    name: t.exposeString("name", { complexity: 0, description: "Which." }),
    stage: t.expose("stage", { type: marketKinds.stage, complexity: 0, description: "How far it is." }),
    since: t.expose("since", { type: "Date", complexity: 0, description: "From which day on." }),
    channel: t.exposeString("channel", {
      nullable: true,
      complexity: 0,
      description: "The channel that it affects; own sales are all where there is none.",
    }),
    process: t.exposeString("process", { nullable: true, complexity: 0, description: "The process that it affects." }),
    adoptedOn: t.expose("adoptedOn", {
      type: "Date",
      nullable: true,
      complexity: 0,
      description: "The first day of its use; none before.",
    }),
    stages: t.field({
      type: [TechnologyStageType],
      complexity: { field: 1, multiplier: 4 },
      description: "Its stages up to the day, the oldest first.",
      resolve: ({ stages }) => [...stages],
    }),
  }),
});

builder.queryFields((t) => ({
  channelMix: t.field({
    type: ChannelMix,
    complexity: 200,
    description: "Which channels own sales came through, and how that has shifted, of what the viewer may see.",
    args: {
      period: t.arg({ type: "Period", required: true, description: "Which days." }),
      grain: t.arg({ type: ChannelMixGrain, required: true, defaultValue: "month", description: "The steps." }),
      asOf: t.arg({ type: "Date", description: "Leaves facts after this day out; today unless said." }),
    },
    resolve: (_, { period, grain, asOf }, { warehouse, viewer, calendar }) =>
      queryChannelMix(warehouse.db, viewer.scope, {
        calendar,
        period: parsePeriod(period, calendar),
        grain,
        asOf: asOf ?? undefined,
      }),
  }),

  technologies: t.field({
    type: [TechnologyType],
    complexity: { field: 200, multiplier: 20 },
    description:
      "How far each technology is: adopted ones first, then trials, those that are looked at, and those that are put off. Technologies are the company's; sales are those that the viewer may see.",
    args: {
      days: t.arg.int(daysArgument),
      asOf: t.arg({ type: "Date", description: "The day to look from; today unless said." }),
    },
    async resolve(_, { days, asOf }, { warehouse, viewer, calendar }) {
      const found = await queryTechnologies(warehouse.db, viewer.scope, { calendar, days, asOf: asOf ?? undefined });
      return found.map((technology) => ({ ...technology, days }));
    },
  }),
}));
