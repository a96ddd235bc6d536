import { queryFromInfo } from "@pothos/plugin-prisma";
import {
  type Goal,
  type GoalHistory,
  type GoalParts,
  type GoalStanding,
  type GoalView,
  queryGoalChildren,
  queryGoalHistories,
  queryGoalParts,
  queryGoalsById,
  queryStandings,
} from "@salesglass/core";
import DataLoader from "dataloader";
import type { GraphQLResolveInfo } from "graphql";
import type { Context } from "../../context.ts";
import type { Goal as GoalRecord } from "../../generated/prisma/client.ts";
import { ownedInScope } from "../record-scope.ts";

/** What is worked out of goals, by their ids: those of one moment are asked for together. Null for what is out of scope. */
interface GoalLoaders {
  readonly record: DataLoader<number, GoalRecord | null>;
  readonly goal: DataLoader<number, Goal | null>;
  readonly children: DataLoader<number, readonly Goal[]>;
  readonly standing: DataLoader<number, GoalStanding | null>;
  readonly history: DataLoader<number, GoalHistory | null>;
  readonly parts: DataLoader<number, GoalParts | null>;
}

const byRequest = new WeakMap<Context, Map<string, GoalLoaders>>();

/** The loaders of a request, for goals as they are looked at from a day. */
export function goalLoaders(context: Context, asOf: string): GoalLoaders {
  const known = byRequest.get(context) ?? new Map<string, GoalLoaders>();
  byRequest.set(context, known);
  const loaders = known.get(asOf) ?? loadersOf(context, asOf);
  known.set(asOf, loaders);
  return loaders;
}

const bySelection = new WeakMap<Context, Map<unknown, DataLoader<number, GoalRecord | null>>>();

/** Records of goals with what is selected of them here: those of all parents of one selection are read together. */
export function selectedGoals(context: Context, info: GraphQLResolveInfo): DataLoader<number, GoalRecord | null> {
  const known = bySelection.get(context) ?? new Map<unknown, DataLoader<number, GoalRecord | null>>();
  bySelection.set(context, known);
  const query: object = queryFromInfo({ context, info, typeName: "Goal" });
  const [selection] = info.fieldNodes;
  const loader = known.get(selection) ?? recordLoader(context, query);
  known.set(selection, loader);
  return loader;
}

function recordLoader({ prisma, viewer }: Context, query: object): DataLoader<number, GoalRecord | null> {
  return new DataLoader(async (ids) => {
    const records = await prisma.goal.findMany({
      ...query,
      where: { id: { in: [...ids] }, AND: [ownedInScope(viewer.scope)] },
    });
    const found = new Map(records.map((record) => [record.id, record]));
    return ids.map((id) => found.get(id) ?? null);
  });
}

/** From where goals are looked at. */
export function goalView({ calendar, catalog }: Context, asOf: string): GoalView {
  return { calendar, catalog, asOf };
}

function loadersOf(context: Context, asOf: string): GoalLoaders {
  const { db } = context.warehouse;
  const { scope } = context.viewer;
  const view = goalView(context, asOf);
  const goal = new DataLoader<number, Goal | null>(async (ids) => {
    const found = await queryGoalsById(db, scope, ids);
    return ids.map((id) => found.get(id) ?? null);
  });
  return {
    goal,
    record: recordLoader(context, {}),
    children: new DataLoader(async (ids) => {
      const children = await queryGoalChildren(db, scope, ids);
      return ids.map((id) => children.filter(({ parentId }) => parentId === id));
    }),
    standing: ofGoals((goals) => queryStandings(db, scope, goals, view)),
    history: ofGoals((goals) => queryGoalHistories(db, scope, goals, view)),
    parts: ofGoals((goals) => queryGoalParts(db, scope, goals, view)),
  };

  function ofGoals<T>(query: (goals: readonly Goal[]) => Promise<readonly T[]>): DataLoader<number, T | null> {
    return new DataLoader<number, T | null>(async (ids) => {
      const goals = (await goal.loadMany(ids)).map((one) => (one instanceof Error ? null : one));
      const found = goals.filter((one) => one !== null);
      const answers = await query(found);
      const byId = new Map(found.map(({ id }, index) => [id, answers[index]!]));
      return ids.map((id) => byId.get(id) ?? null);
    });
  }
}
