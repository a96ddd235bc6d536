import { queryFromInfo } from "@pothos/plugin-prisma";
import { badInput, type GoalFilter, parsePeriod, queryGoals } from "@salesglass/core";
import { builder } from "../../builder.ts";
import type { Context } from "../../context.ts";
import { countedConnection } from "../counted-connection.ts";
import { resolveIds } from "../entity-ids.ts";
import { MetricId } from "../metrics/catalog.schema.ts";
import { Direction, IdFilter } from "../metrics/metric-inputs.ts";
import { pageOf } from "../paging.ts";
import { ownedInScope } from "../record-scope.ts";
import { Goal } from "./goal.schema.ts";
import { GoalLevelEnum, GoalStatusEnum } from "./goal-answers.ts";

const GoalFilterInput = builder.inputType("GoalFilter", {
  description: "Which goals. All conditions must be met.",
  fields: (t) => ({
    level: t.field({ type: [GoalLevelEnum], description: "Whose: the company's, teams' or reps'." }),
    team: t.field({ type: IdFilter, description: "The team that it counts for, with its sub-teams." }),
    rep: t.field({ type: IdFilter, description: "Whose goal it is." }),
    metric: t.field({ type: [MetricId], description: "What is measured: one of these." }),
    status: t.field({
      type: [GoalStatusEnum],
      description: "How it stands: one of these. At most 500 goals are judged; a period leaves fewer.",
    }),
    hasParent: t.boolean({ description: "Whether it contributes to another goal: false answers the tops of trees." }),
  }),
});

const GoalOrderField = builder.enumType("GoalOrderField", {
  description: "What goals can be sorted by.",
  values: {
    LEVEL: { description: "The company's, teams', reps'." },
    STARTS_ON: { description: "First day." },
    ENDS_ON: { description: "Last day." },
    TARGET: { description: "The value to be reached." },
    NAME: { description: "Name, by code points." },
  } as const,
});

const GoalOrder = builder.inputType("GoalOrder", {
  description: "An order of goals.",
  fields: (t) => ({
    by: t.field({ type: GoalOrderField, required: true, description: "By what." }),
    direction: t.field({ type: Direction, defaultValue: "ASC", description: "Which way." }),
  }),
});

const GoalConnection = countedConnection(Goal, "Goal", {
  page: "A page of goals.",
  edge: "A goal and its place in the list.",
});

builder.queryFields((t) => ({
  goals: t.connection(
    {
      type: Goal,
      description:
        "What is to be reached, and how it stands: the company's goals before teams' before reps', by first day and name unless said. A rep sees their own, a manager those of their teams.",
      args: {
        period: t.arg({ type: "Period", description: "Goals that have a day in it; all unless said." }),
        where: t.arg({ type: GoalFilterInput, description: "Which goals." }),
        orderBy: t.arg({ type: [GoalOrder], description: "In which order." }),
        asOf: t.arg({ type: "Date", description: "The day to look from; today unless said." }),
      },
      async resolve(_, args, context, info) {
        const { warehouse, viewer, calendar, catalog } = context;
        const asOf = args.asOf ?? undefined;
        const where = await goalFilter(context, args.where);
        return pageOf(args, async ({ limit, offset }) => {
          const { total, goals } = await queryGoals(warehouse.db, viewer.scope, {
            calendar,
            catalog,
            asOf,
            period: args.period == null ? undefined : parsePeriod(args.period, calendar),
            where,
            orderBy: args.orderBy?.map(({ by, direction }) => ({ by, direction: direction ?? "ASC" })),
            limit,
            offset,
          });
          const query: object = queryFromInfo({ context, info, typeName: "Goal", path: ["edges", "node"] });
          const records = await context.prisma.goal.findMany({
            ...query,
            where: { id: { in: goals.map(({ id }) => id) }, AND: [ownedInScope(viewer.scope)] },
          });
          const byId = new Map(records.map((record) => [record.id, record]));
          // One that was deleted since the warehouse saw it is left out.
          const items = goals.flatMap(({ id }) => byId.get(id) ?? []);
          return { total, items: asOf ? items.map((item) => ({ ...item, goalAsOf: asOf })) : items };
        });
      },
    },
    GoalConnection,
  ),

  goal: t.prismaField({
    type: Goal,
    nullable: true,
    description:
      "One goal, by its global id or the source system's own key; null for one that is none or not in scope.",
    args: {
      id: t.arg.globalID({ for: Goal, description: "The global id." }),
      externalId: t.arg.string({ description: "The source system's own key." }),
      asOf: t.arg({ type: "Date", description: "The day to look from; today unless said." }),
    },
    async resolve(query, _, { id, externalId, asOf }, { prisma, viewer }) {
      if ((id == null) === (externalId == null)) throw badInput("goal: expected either id or externalId");
      const key = id == null ? { externalId: externalId! } : { id: Number(id.id) };
      const goal = await prisma.goal.findFirst({ ...query, where: { ...key, AND: [ownedInScope(viewer.scope)] } });
      return goal && asOf ? { ...goal, goalAsOf: asOf } : goal;
    },
  }),
}));

async function goalFilter(
  context: Context,
  input: typeof GoalFilterInput.$inferInput | null | undefined,
): Promise<GoalFilter | undefined> {
  if (!input) return undefined;
  const [team, rep] = await Promise.all([
    resolveIds(context, "team", input.team),
    resolveIds(context, "rep", input.rep),
  ]);
  return { ...input, team, rep };
}
