import { type Goal as CoreGoal, queryCheckPoints, smartChecks } from "@salesglass/core";
import { builder } from "../../builder.ts";
import type { Context } from "../../context.ts";
import { MetricForecast } from "../forecast/forecast.schema.ts";
import { localeArgument } from "../locale.ts";
import { MetricDefinitionType } from "../metrics/catalog.schema.ts";
import { ownedInScope } from "../record-scope.ts";
import {
  CheckPointType,
  GoalHistoryType,
  GoalLevelEnum,
  GoalPartsType,
  GoalStatusEnum,
  SmartCheckType,
  statusText,
} from "./goal-answers.ts";
import { goalLoaders, goalView, selectedGoals } from "./goal-loaders.ts";

/** A goal is looked at from its list's as-of day; alone, from today. */
type Dated = { readonly id: number; readonly goalAsOf?: string };

function loadersOf(goal: Dated, context: Context) {
  return goalLoaders(context, goal.goalAsOf ?? context.calendar.today);
}

/** In the record before the warehouse has it: for a moment there is nothing to tell. */
const notYet = "None for the moment in which a new goal is not in the warehouse yet.";

export const Goal = builder.prismaNode("Goal", {
  id: { field: "id" },
  description: "What is to be reached: a metric's value over some days. A quota is a goal of revenue.",
  nullable: true,
  findUnique: (id, { viewer }) => ({ id: Number(id), AND: [ownedInScope(viewer.scope)] }),
  fields: (t) => {
    const standing = { select: { id: true }, nullable: true, complexity: 4 } as const;
    return {
      externalId: t.exposeString("externalId", { description: "The source system's own key." }),
      name: t.exposeString("name", { description: "Its name." }),
      level: t.field({
        type: GoalLevelEnum,
        select: { repId: true, teamId: true },
        complexity: 0,
        description: "Whose goal it is.",
        resolve: ({ repId, teamId }) => (repId !== null ? "REP" : teamId !== null ? "TEAM" : "COMPANY"),
      }),
      rep: t.relation("rep", { nullable: true, description: "Whose goal it is; none of a team's or the company's." }),
      team: t.relation("team", {
        nullable: true,
        description: "The team that it counts for; of a rep's goal the rep's team at the time.",
      }),
      metric: t.field({
        type: MetricDefinitionType,
        select: { metric: true },
        nullable: true,
        description: "What is measured; none where the catalogue has the metric no more.",
        resolve: ({ metric }, _, { catalog }) => catalog.metrics.find(({ id }) => id === metric) ?? null,
      }),
      filter: t.exposeString("filter", {
        nullable: true,
        description: "Which facts count, such as `channel=online; category=Coffee|Tea`; all where there is none.",
      }),
      target: t.expose("target", { type: "Decimal", description: "The value to be reached." }),
      quota: t.expose("quota", {
        type: "Decimal",
        description:
          "How much of it counts as quota: of a revenue goal without filter, what the goals inside of it leave; else 0.",
      }),
      startsOn: t.expose("startsOn", { type: "Date", description: "First day." }),
      endsOn: t.expose("endsOn", { type: "Date", description: "Last day." }),
      reward: t.expose("reward", {
        type: "Decimal",
        nullable: true,
        description: "What is paid for reaching it, in the reporting currency.",
      }),
      createdOn: t.expose("createdOn", { type: "Date", description: "The day on which it was set." }),
      parts: t.field({
        type: GoalPartsType,
        ...standing,
        complexity: 20,
        description: `What those of its children that have the same metric come to. ${notYet}`,
        resolve: (goal, _, context) => loadersOf(goal, context).parts.load(goal.id),
      }),
      value: t.float({
        ...standing,
        description:
          "What was achieved up to the as-of day. None before the first day, and where there is nothing to measure.",
        resolve: async (goal, _, context) => (await loadersOf(goal, context).standing.load(goal.id))?.value,
      }),
      attainment: t.float({
        ...standing,
        description: "value ÷ target: 1.2 is 120 %. Not capped. Where lower is better, at most 1 is good.",
        resolve: async (goal, _, context) => (await loadersOf(goal, context).standing.load(goal.id))?.attainment,
      }),
      due: t.float({
        ...standing,
        description:
          "What should have come together by the as-of day: the target's share of the days that have passed. Of rates, means and stocks, the target itself. None before the first day.",
        resolve: async (goal, _, context) => (await loadersOf(goal, context).standing.load(goal.id))?.due,
      }),
      elapsed: t.float({
        ...standing,
        description: "The share of its days that have passed, 0 to 1.",
        resolve: async (goal, _, context) => (await loadersOf(goal, context).standing.load(goal.id))?.elapsed,
      }),
      pace: t.float({
        ...standing,
        description:
          "value ÷ the target's share of the days that have passed: 1 is just enough. Of rates, means and stocks, of the target itself.",
        resolve: async (goal, _, context) => (await loadersOf(goal, context).standing.load(goal.id))?.pace,
      }),
      expected: t.float({
        ...standing,
        description: "What the value will have come to at the end: by the forecast of a sum, else by its pace.",
        resolve: async (goal, _, context) => (await loadersOf(goal, context).standing.load(goal.id))?.expected,
      }),
      forecast: t.field({
        type: MetricForecast,
        ...standing,
        description: "The forecast of a sum over time that is under way and not reached yet.",
        resolve: async (goal, _, context) => (await loadersOf(goal, context).standing.load(goal.id))?.forecast,
      }),
      status: t.field({
        type: GoalStatusEnum,
        ...standing,
        description: `How it stands. ${notYet}`,
        resolve: async (goal, _, context) => (await loadersOf(goal, context).standing.load(goal.id))?.status,
      }),
      statusText: t.string({
        ...standing,
        description: "The same in words.",
        args: { locale: t.arg.string(localeArgument) },
        resolve: async (goal, { locale }, context) => {
          const found = await loadersOf(goal, context).standing.load(goal.id);
          return found && statusText(found.status, locale);
        },
      }),
      history: t.field({
        type: GoalHistoryType,
        ...standing,
        complexity: 20,
        description: `What the owner came to before. ${notYet}`,
        resolve: (goal, _, context) => loadersOf(goal, context).history.load(goal.id),
      }),
      smart: t.field({
        type: [SmartCheckType],
        select: {
          id: true,
          name: true,
          repId: true,
          teamId: true,
          rep: { select: { name: true } },
          team: { select: { name: true } },
        },
        complexity: { field: 40, multiplier: 1 },
        description: "Whether it is specific, measurable, achievable, relevant and time-bound, each with its reason.",
        resolve: async ({ rep, team, ...goal }, _, context) => {
          const loaders = loadersOf(goal, context);
          const [known, standing, history, parts] = await Promise.all([
            loaders.goal.load(goal.id),
            loaders.standing.load(goal.id),
            loaders.history.load(goal.id),
            loaders.parts.load(goal.id),
          ]);
          if (!known || !standing || !history || !parts) return [];
          const [parent, parentRecord] = await Promise.all([
            known.parentId === null ? null : loaders.goal.load(known.parentId),
            known.parentId === null ? null : loaders.record.load(known.parentId),
          ]);
          return smartChecks({
            goal: known,
            metric: context.catalog.metrics.find(({ id }) => id === known.metric),
            ownerName: rep?.name ?? team?.name,
            standing,
            history,
            parts,
            parent: parentRecord && parent ? parent : undefined,
            parentName: parentRecord?.name,
            calendar: context.calendar,
          });
        },
      }),
      checkPoints: t.field({
        type: [CheckPointType],
        select: { id: true },
        complexity: { field: 50, multiplier: 1 },
        description: "The ends of its weeks, months or quarters, with what should be there by then, and what was.",
        resolve: async (goal, _, context) => {
          const asOf = (goal as Dated).goalAsOf ?? context.calendar.today;
          const known: CoreGoal | null = await loadersOf(goal, context).goal.load(goal.id);
          if (!known) return [];
          return queryCheckPoints(context.warehouse.db, context.viewer.scope, known, goalView(context, asOf));
        },
      }),
    };
  },
});

builder.prismaObjectFields(Goal, (t) => ({
  parent: t.field({
    type: Goal,
    select: { id: true, parentId: true },
    nullable: true,
    description: "The goal that it contributes to, where the viewer may see it.",
    resolve: async (goal, _, context, info) => {
      if (goal.parentId === null) return null;
      const parent = await selectedGoals(context, info).load(goal.parentId);
      return parent && withDay(parent, goal);
    },
  }),
  children: t.field({
    type: [Goal],
    select: { id: true },
    description: "The goals that contribute to it: teams' before reps', by first day and name.",
    resolve: async (goal, _, context, info) => {
      const children = await loadersOf(goal, context).children.load(goal.id);
      const selected = selectedGoals(context, info);
      const records = await Promise.all(children.map(({ id }) => selected.load(id)));
      return records.flatMap((record) => (record ? [withDay(record, goal)] : []));
    },
  }),
}));

/** A goal that is looked at from the same day as another. */
function withDay<T extends object>(record: T, from: object): T {
  return "goalAsOf" in from ? { ...record, goalAsOf: from.goalAsOf } : record;
}
