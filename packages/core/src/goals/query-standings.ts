import type { Calendar } from "../calendar.ts";
import type { Forecast } from "../forecast/forecast.ts";
import { isRunning } from "../forecast/forecast.ts";
import { isForecastable, queryForecastsBy } from "../forecast/query-forecast.ts";
import { builtInCatalog, type Catalog } from "../metrics/catalog.ts";
import { lastKnownDay } from "../metrics/windows.ts";
import type { Scope } from "../scope.ts";
import type { WarehouseDb } from "../warehouse.ts";
import { type GoalGroup, groupGoals, ownerValues } from "./owner-values.ts";
import type { Goal, GoalStanding, GoalView } from "./question.ts";
import { isReached, standingOf } from "./standing.ts";

/**
 * How goals stand, in their order. Goals of reps with the same metric, filter and days are asked for together.
 *
 * @throws badInput as `queryMetrics` does
 * @example await queryStandings(db, scope, goals, { calendar }) // [{ value: 60, attainment: 0.6, status: "ON_TRACK", … }]
 */
export async function queryStandings(
  db: WarehouseDb,
  scope: Scope,
  goals: readonly Goal[],
  view: GoalView,
): Promise<GoalStanding[]> {
  const { calendar, catalog = builtInCatalog } = view;
  const asOf = lastKnownDay(view);
  // A goal of a metric that the catalogue has no more can't be measured.
  const measurable = goals.filter(({ metric, startsOn }) => isKnown(metric) && startsOn <= asOf);
  const found = await Promise.all(
    groupGoals(measurable, calendar).map(async (group) => {
      const values = await ownerValues(db, scope, group, { period: group.period, calendar, asOf, catalog });
      const forecasts =
        view.forecasts === false
          ? new Map<number, Forecast | null>()
          : await forecastsOf(db, scope, group, values, { calendar, catalog, asOf });
      return { values, forecasts };
    }),
  );
  const values = new Map(found.flatMap((one) => [...one.values]));
  const forecasts = new Map(found.flatMap((one) => [...one.forecasts]));
  return goals.map((goal) => {
    const metric = isKnown(goal.metric) ? catalog.metric(goal.metric) : catalog.metric("attainment");
    const value = values.get(goal.id) ?? null;
    return standingOf({ goal, metric, value, forecast: forecasts.get(goal.id) ?? null, asOf, today: calendar.today });
  });

  function isKnown(metric: string): boolean {
    return catalog.metrics.some(({ id }) => id === metric);
  }
}

/** Forecasts of the goals of a group that are under way and not reached yet, by goal. */
async function forecastsOf(
  db: WarehouseDb,
  scope: Scope,
  { goals, metric: id, period, where, byRep }: GoalGroup,
  values: ReadonlyMap<number, number | null>,
  { calendar, catalog, asOf }: { readonly calendar: Calendar; readonly catalog: Catalog; readonly asOf: string },
): Promise<Map<number, Forecast | null>> {
  const metric = catalog.metric(id);
  if (!isForecastable(metric) || !isRunning(period, asOf)) return new Map();
  const open = goals.filter(
    (goal) => metric.better === "LOWER" || !isReached(values.get(goal.id)!, goal.target, metric),
  );
  if (open.length === 0) return new Map();
  const asked = byRep ? { ...where, rep: { in: open.map(({ repId }) => repId!) } } : where;
  const question = { metric: id, period, calendar, where: asked, asOf, catalog };
  const forecasts = await queryForecastsBy(db, scope, question, byRep ? "repId" : undefined);
  return new Map(open.map((goal) => [goal.id, forecasts.get(byRep ? goal.repId : null) ?? null]));
}
