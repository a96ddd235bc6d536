import {
  type Contender,
  type Leaderboard as CoreLeaderboard,
  type MetricDefinition,
  type Period,
  parsePeriod,
  queryLeaderboard,
  type LeaderboardRow as Row,
} from "@salesglass/core";
import { builder } from "../../builder.ts";
import { MetricDefinitionType, MetricId } from "../metrics/catalog.schema.ts";
import { entityId } from "../metrics/dimension-names.ts";
import { PeriodRange } from "../metrics/metric.schema.ts";
import { MetricFilterInput, metricFilter } from "../metrics/metric-inputs.ts";
import { ContenderEnum } from "./honour-kinds.ts";

interface Answer extends CoreLeaderboard {
  readonly definition: MetricDefinition;
  readonly period: Period;
  readonly by: Contender;
}

const LeaderboardRow = builder.objectRef<Row & { readonly by: Contender }>("LeaderboardRow").implement({
  description: "A place on a leaderboard.",
  fields: (t) => ({
    rank: t.exposeInt("rank", {
      complexity: 0,
      description: "1 is the best. Equals share a rank, and the next comes after all of them: 1, 2, 2, 4.",
    }),
    key: t.id({
      complexity: 0,
      description: "The global id of the rep or team.",
      resolve: ({ id, by }) => entityId(by === "REP" ? "rep" : "team", id),
    }),
    name: t.exposeString("name", { complexity: 0, description: "Their name." }),
    value: t.exposeFloat("value", { complexity: 0, description: "The metric's value." }),
    previousRank: t.exposeInt("previousRank", {
      nullable: true,
      complexity: 0,
      description: "The rank in the period before; none for who had none.",
    }),
    movement: t.exposeInt("movement", {
      nullable: true,
      complexity: 0,
      description: "previousRank − rank: 2 is two places up, −1 one down. None for who had no rank before.",
    }),
  }),
});

const Leaderboard = builder.objectRef<Answer>("Leaderboard").implement({
  description: "Who does best by a metric.",
  fields: (t) => ({
    definition: t.expose("definition", { type: MetricDefinitionType, description: "What the metric means." }),
    currency: t.string({
      nullable: true,
      description: "The currency of a metric that is money.",
      resolve: ({ definition }, _, { company }) => (definition.unit === "MONEY" ? company.currency : null),
    }),
    by: t.expose("by", { type: ContenderEnum, description: "Who competes." }),
    period: t.expose("period", { type: PeriodRange, description: "Which days." }),
    comparison: t.expose("comparison", { type: PeriodRange, description: "The period that movements are from." }),
    ranked: t.exposeInt("ranked", { description: "How many have a rank." }),
    rows: t.field({
      type: [LeaderboardRow],
      complexity: { field: 0, multiplier: 1 },
      description: "The best first; equals by name.",
      resolve: ({ rows, by }) => rows.map((row) => ({ ...row, by })),
    }),
  }),
});

builder.queryField("leaderboard", (t) =>
  t.field({
    type: Leaderboard,
    // Two periods are scanned.
    complexity: 400,
    description:
      "Who does best by a metric in a period, and how they have moved since the period before: the highest value first, or the lowest of a metric whose lower values are better. Ranks are those among what the viewer may see; who has nothing in the period has none.",
    args: {
      metric: t.arg({ type: MetricId, required: true, description: "Which metric; one that reps or teams have." }),
      period: t.arg({ type: "Period", required: true, description: "Which days." }),
      by: t.arg({ type: ContenderEnum, required: true, defaultValue: "REP", description: "Who competes." }),
      where: t.arg({ type: MetricFilterInput, description: "Which facts count; days are the period's to say." }),
      first: t.arg.int({
        required: true,
        defaultValue: 10,
        description: "How many ranks, 1 to 500; equals of the last one come too.",
      }),
      asOf: t.arg({ type: "Date", description: "Leaves facts after this day out." }),
    },
    async resolve(_, { metric, by, first, asOf, ...args }, context): Promise<Answer> {
      const { catalog, calendar, warehouse, viewer } = context;
      const period = parsePeriod(args.period, calendar);
      const where = await metricFilter(context, args.where);
      const board = await queryLeaderboard(warehouse.db, viewer.scope, {
        metric,
        by,
        first,
        period,
        calendar,
        catalog,
        where,
        asOf: asOf ?? undefined,
      });
      return { ...board, definition: catalog.metric(metric), period, by };
    },
  }),
);
