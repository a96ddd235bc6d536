import { bucketEnd, bucketStart, type Calendar, type Grain } from "../calendar.ts";
import { builtInCatalog, type Catalog } from "../metrics/catalog.ts";
import { queryMetrics } from "../metrics/query-metrics.ts";
import type { MetricFilter } from "../metrics/question.ts";
import type { Period } from "../period.ts";
import type { Scope } from "../scope.ts";
import type { WarehouseDb } from "../warehouse.ts";
import { accrualOf } from "./accrual.ts";
import { goalWhere } from "./filter.ts";
import type { Goal } from "./question.ts";

/** Goals that one question answers for: of one metric, filter and period; of many reps, of one team, or of the company. */
export interface GoalGroup {
  readonly goals: readonly Goal[];
  readonly metric: string;
  readonly period: Period;
  readonly where: MetricFilter;
  /** Whether rows are split by rep. */
  readonly byRep: boolean;
}

/** Puts goals together that can be asked for at once. */
export function groupGoals(goals: readonly Goal[], calendar: Calendar): GoalGroup[] {
  const groups = new Map<string, Goal[]>();
  for (const goal of goals) {
    const owner = goal.repId === null ? `team ${goal.teamId}` : "reps";
    const name = JSON.stringify([goal.metric, goal.filter, goal.startsOn, goal.endsOn, owner]);
    groups.set(name, [...(groups.get(name) ?? []), goal]);
  }
  return [...groups.values()].map((group) => {
    const [{ metric, filter, startsOn, endsOn, repId, teamId }] = group as [Goal, ...Goal[]];
    const byRep = repId !== null;
    const owner: MetricFilter = byRep
      ? { rep: { in: group.map((goal) => goal.repId!) } }
      : teamId === null
        ? {}
        : { team: { in: [teamId] } };
    const period = periodOfDays(startsOn, endsOn, calendar);
    return { goals: group, metric, period, where: { ...goalWhere(filter), ...owner }, byRep };
  });
}

/** The values that the owners of a group come to in a period, by goal; null where there is none. */
export async function ownerValues(
  db: WarehouseDb,
  scope: Scope,
  { goals, metric, where, byRep }: GoalGroup,
  { period, calendar, asOf, catalog = builtInCatalog }: ValuesQuestion,
): Promise<Map<number, number | null>> {
  const rows = await queryMetrics(db, scope, {
    period,
    calendar,
    asOf,
    catalog,
    where,
    dimensions: byRep ? ["repId"] : [],
    metrics: [{ key: "value", metric }],
  });
  const byOwner = new Map(rows.map(({ dimensions, values }) => [dimensions.repId ?? null, values.value ?? null]));
  // Who sold nothing has no row; of a sum that is zero, of a rate it is nothing known.
  const otherwise = byRep ? emptyValue(metric, catalog) : null;
  return new Map(goals.map(({ id, repId }) => [id, byOwner.has(repId) ? byOwner.get(repId)! : otherwise]));
}

interface ValuesQuestion {
  readonly period: Period;
  readonly calendar: Calendar;
  readonly asOf?: string | undefined;
  readonly catalog?: Catalog | undefined;
}

const shapes: readonly Grain[] = [
  "year",
  "quarter",
  "month",
  "week",
  "fiscalYear",
  "fiscalQuarter",
  "fiscalMonth",
  "day",
];

/** Days as a period: as the calendar's own where they are one, so that the one before it is its predecessor. */
export function periodOfDays(from: string, to: string, calendar: Calendar): Period {
  const grain = shapes.find(
    (one) => bucketStart(from, one, calendar) === from && bucketEnd(from, one, calendar) === to,
  );
  return { text: `${from}..${to}`, from, to, shape: grain ? { kind: "calendar", grain } : { kind: "range" } };
}

function emptyValue(id: string, catalog: Catalog): number | null {
  return accrualOf(catalog.metric(id)) === "LEVEL" ? null : 0;
}
