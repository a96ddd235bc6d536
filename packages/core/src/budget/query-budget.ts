import { type RawBuilder, sql } from "kysely";
import { bucketEnd, type Calendar, checkDay, earlier } from "../calendar.ts";
import { and, dateOf, matches, withSubTeams } from "../filters.ts";
import { dividedByDays, partOfDays } from "../goals/quota-sql.ts";
import { queryNames } from "../metrics/names.ts";
import { queryMetrics } from "../metrics/query-metrics.ts";
import { truncate } from "../metrics/truncate.ts";
import { lastKnownDay } from "../metrics/windows.ts";
import { bucketsOf } from "../period.ts";
import type { Scope } from "../scope.ts";
import { budgetIn, expenseIn } from "../tables.ts";
import type { WarehouseDb } from "../warehouse.ts";
import type { Budget, BudgetGrouping, BudgetQuestion, BudgetRow } from "./budget.ts";
import { type EarnedFigures, figuresOf, type SpentFigures } from "./figures.ts";

/**
 * What was planned and what was spent in a period, in all and by team, category or month, and what came of it.
 *
 * A month's budget falls on its days alike, so a part of a month has a part of it, and what was to be spent by now is known
 * of a period that is under way. Budgets add up: a team's are its own and not those of the teams under it. Rows of months
 * are all there; others come by what was spent, the most first.
 *
 * @throws badInput for an as-of day that is none
 * @example await queryBudget(db, scope, { period, calendar, by: "CATEGORY" })
 *   // { knownTo: "2024-06-30", total: { planned: 1200, spent: 900, … }, rows: [{ key: "travel", spent: 600, pace: 1.2, … }] }
 */
export async function queryBudget(db: WarehouseDb, scope: Scope, question: BudgetQuestion): Promise<Budget> {
  const { period, calendar, by } = question;
  if (question.asOf !== undefined) checkDay(question.asOf, "asOf");
  const knownTo = earlier(period.to, lastKnownDay(question));
  const view = { ...question, knownTo, team: await withSubTeams(db, question.where?.team) };
  const [whole, split, earnedWhole, earned] = await Promise.all([
    spentBy(db, scope, view, "TOTAL"),
    by === "TOTAL" ? [] : spentBy(db, scope, view, by),
    earnedBy(db, scope, view, "TOTAL"),
    by === "TEAM" || by === "MONTH" ? earnedBy(db, scope, view, by) : new Map<BudgetRow["key"], EarnedFigures>(),
  ]);
  const ofAll = earnedWhole.get(null) ?? nothingEarned;
  const isCut = cutsMonth(period, calendar);
  const total = figuresOf(whole[0] ?? nothingSpent, ofAll, isCut);
  const names = by === "TEAM" ? await queryNames(db, "team", idsOf(split)) : undefined;
  const found = new Map(split.map((row) => [row.key, row]));
  const months = by === "MONTH" ? bucketsOf(period, "month", calendar) : [];
  const cut = new Map(months.map((month) => [month.start, cutsMonth(month, calendar)]));
  const keys = by === "MONTH" ? months.map(({ start }) => start) : [...found.keys()];
  const rows = keys.map((key): BudgetRow => {
    const label = typeof key === "number" ? (names?.get(key) ?? null) : key;
    const own = by === "CATEGORY" ? { revenue: null, grossProfit: null } : (earned.get(key) ?? nothingEarned);
    const figures = figuresOf(found.get(key) ?? nothingSpent, own, cut.get(String(key)) ?? isCut);
    if (by !== "CATEGORY") return { key, label, ...figures };
    return { key, label, ...figures, costOfSales: figuresOf(found.get(key)!, ofAll, isCut).costOfSales };
  });
  return { knownTo, total, rows: by === "TOTAL" ? [{ key: null, label: null, ...total }] : rows };
}

/** Whether days begin or end within a month: then no budget is theirs alone. */
function cutsMonth({ from, to }: { readonly from: string; readonly to: string }, calendar: Calendar): boolean {
  return !from.endsWith("-01") || bucketEnd(to, "month", calendar) !== to;
}

const nothingSpent: SpentFigures = { planned: 0, plannedToDate: 0, spent: 0 };
/** Of days on which nothing was sold. */
const nothingEarned: EarnedFigures = { revenue: 0, grossProfit: 0 };

interface View extends BudgetQuestion {
  readonly knownTo: string;
  readonly team: Parameters<typeof matches>[1];
}

type SpentRow = SpentFigures & { readonly key: BudgetRow["key"] };

function idsOf(rows: readonly SpentRow[]): number[] {
  return rows.flatMap(({ key }) => (typeof key === "number" ? [key] : []));
}

/** One statement over budgets and expenses. */
async function spentBy(
  db: WarehouseDb,
  scope: Scope,
  { period, calendar, where, team, knownTo }: View,
  by: BudgetGrouping,
): Promise<SpentRow[]> {
  const keys: Record<BudgetGrouping, readonly [ofBudget: RawBuilder<unknown>, ofExpense: RawBuilder<unknown>]> = {
    TOTAL: [sql`null::integer`, sql`null::integer`],
    TEAM: [sql`f.team_id`, sql`f.team_id`],
    CATEGORY: [sql`f.category`, sql`f.category`],
    MONTH: [sql`f.starts_on::text`, sql`(${truncate(sql`f.day`, "month", calendar)})::date::text`],
  };
  const [ofBudget, ofExpense] = keys[by];
  const asked = [matches(sql`f.team_id`, team, "team"), matches(sql`f.category`, where?.category, "category")];
  const conditions = asked.filter((condition) => condition !== undefined);
  const [from, to, known] = [dateOf(period.from), dateOf(period.to), dateOf(knownTo)];
  const isInPeriod = sql<boolean>`f.starts_on <= ${to} and f.ends_on >= ${from}`;
  const isKnown = sql<boolean>`f.day between ${from} and ${known}`;
  const { rows } = await sql<SpentRow>`
    select key, coalesce(sum(planned), 0)::double precision as planned,
      coalesce(sum(to_date), 0)::double precision as "plannedToDate", coalesce(sum(spent), 0)::double precision as spent
    from (
      select ${ofBudget} as key, ${partOfDays(from, to)} as planned,
        case when f.starts_on <= ${known} and ${known} >= ${from} then ${partOfDays(from, known)} end as to_date,
        null::decimal(18, 4) as spent
      from ${dividedByDays(budgetIn(scope))} as f where ${and([isInPeriod, ...conditions])}
      union all
      select ${ofExpense} as key, null::decimal(18, 4), null::decimal(18, 4), f.amount
      from ${expenseIn(scope)} as f where ${and([isKnown, ...conditions])}
    ) as both_of_them
    group by key`.execute(db);
  return rows.sort(byAmount);
}

/** The most first; texts by their code points, in every database alike. */
function byAmount(a: SpentRow, b: SpentRow): number {
  return b.spent - a.spent || b.planned - a.planned || (String(a.key) < String(b.key) ? -1 : 1);
}

/** Revenue and gross profit of the days that are known. */
async function earnedBy(
  db: WarehouseDb,
  scope: Scope,
  { period, calendar, where, knownTo, catalog }: View,
  by: "TOTAL" | "TEAM" | "MONTH",
): Promise<Map<BudgetRow["key"], EarnedFigures>> {
  const dimension = { TOTAL: undefined, TEAM: "teamId", MONTH: "month" }[by];
  const rows = await queryMetrics(db, scope, {
    period,
    calendar,
    catalog,
    asOf: knownTo,
    where: where?.team ? { team: where.team } : {},
    dimensions: dimension ? [dimension] : [],
    metrics: [
      { key: "revenue", metric: "revenue" },
      { key: "grossProfit", metric: "grossProfit" },
    ],
  });
  return new Map(
    rows.map(({ dimensions, values }) => [
      dimension ? (dimensions[dimension] ?? null) : null,
      { revenue: values.revenue ?? null, grossProfit: values.grossProfit ?? null },
    ]),
  );
}
