import { additivityOf, builtInCatalog } from "../metrics/catalog.ts";
import type { Scope } from "../scope.ts";
import type { WarehouseDb } from "../warehouse.ts";
import { queryGoalChildren } from "./query-goals.ts";
import { queryStandings } from "./query-standings.ts";
import type { Goal, GoalParts, GoalView } from "./question.ts";

/**
 * What the parts of goals come to: the targets and values of their children of the same metric.
 *
 * @returns one a goal, in their order
 */
export async function queryGoalParts(
  db: WarehouseDb,
  scope: Scope,
  goals: readonly Goal[],
  view: GoalView,
): Promise<GoalParts[]> {
  const { catalog = builtInCatalog } = view;
  const children = await queryGoalChildren(
    db,
    scope,
    goals.map(({ id }) => id),
  );
  const standings = await queryStandings(db, scope, children, view);
  const values = new Map(children.map(({ id }, index) => [id, standings[index]!.value]));
  return goals.map((goal) => {
    const parts = children.filter(({ parentId, metric }) => parentId === goal.id && metric === goal.metric);
    const target = parts.reduce((sum, part) => sum + part.target, 0);
    const metric = catalog.metrics.find(({ id }) => id === goal.metric);
    const addsUp = metric !== undefined && additivityOf(metric).overDimensions && parts.length > 0;
    return {
      count: parts.length,
      target,
      coverage: parts.length > 0 ? target / goal.target : null,
      value: addsUp ? parts.reduce((sum, { id }) => sum + (values.get(id) ?? 0), 0) : null,
    };
  });
}
