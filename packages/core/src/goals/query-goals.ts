import { type RawBuilder, sql } from "kysely";
import { badInput, tooManyRows } from "../errors.ts";
import { and, dateOf, matches, withSubTeams } from "../filters.ts";
import { lastKnownDay } from "../metrics/windows.ts";
import { checkPage } from "../page.ts";
import type { Scope } from "../scope.ts";
import { goalIn } from "../tables.ts";
import type { WarehouseDb } from "../warehouse.ts";
import { queryStandings } from "./query-standings.ts";
import type { Goal, GoalFilter, GoalLevel, GoalOrderField, GoalsQuestion } from "./question.ts";

/** Goals of which the status is found at once: each that is under way needs a forecast. */
const mostJudged = 500;

/**
 * A page of goals, and how many there are in all.
 *
 * @throws badInput for an order or a page that is none, tooManyRows where a status is asked of more than 500 goals
 */
export async function queryGoals(
  db: WarehouseDb,
  scope: Scope,
  question: GoalsQuestion,
): Promise<{ total: number; goals: Goal[] }> {
  const { limit, offset, where } = question;
  checkPage({ limit, offset });
  const found = sql`from ${goalIn(scope)} as g where ${and(await conditionsOf(db, scope, question))}`;
  const order = orderOf(question);
  const counted = sql<{ total: number }>`select count(*)::integer as total ${found}`;
  if (!where?.status?.length) {
    const paged = sql<Goal>`select ${columns} ${found} order by ${order} limit ${sql.lit(limit)} offset ${sql.lit(offset)}`;
    const [{ rows: goals }, { rows }] = await Promise.all([paged.execute(db), counted.execute(db)]);
    return { total: rows[0]?.total ?? 0, goals };
  }
  const { rows: all } =
    await sql<Goal>`select ${columns} ${found} order by ${order} limit ${sql.lit(mostJudged + 1)}`.execute(db);
  if (all.length > mostJudged) {
    throw tooManyRows(
      `goals by status: more than ${mostJudged} goals would have to be judged, expected a shorter period or a narrower where`,
      { rows: all.length, limit: { rows: mostJudged } },
    );
  }
  const standings = await queryStandings(db, scope, all, question);
  const wanted = all.filter((_, index) => where.status!.includes(standings[index]!.status));
  return { total: wanted.length, goals: wanted.slice(offset, offset + limit) };
}

/** Goals by their ids, as far as they are in scope. */
export async function queryGoalsById(
  db: WarehouseDb,
  scope: Scope,
  ids: readonly number[],
): Promise<Map<number, Goal>> {
  if (ids.length === 0) return new Map();
  const isWanted = matches(sql`g.id`, { in: ids }, "goal")!;
  const { rows } = await sql<Goal>`select ${columns} from ${goalIn(scope)} as g where ${isWanted}`.execute(db);
  return new Map(rows.map((goal) => [goal.id, goal]));
}

/** The goals that name these as their parents, in the order of a list. */
export async function queryGoalChildren(db: WarehouseDb, scope: Scope, ids: readonly number[]): Promise<Goal[]> {
  if (ids.length === 0) return [];
  const isWanted = matches(sql`g.parent_id`, { in: ids }, "goal")!;
  const order = orderOf({});
  const { rows } =
    await sql<Goal>`select ${columns} from ${goalIn(scope)} as g where ${isWanted} order by ${order}`.execute(db);
  return rows;
}

const columns = sql`g.id, g.metric, g.filter, g.target::double precision as target, g.starts_on::text as "startsOn",
  g.ends_on::text as "endsOn", g.rep_id as "repId", g.team_id as "teamId", g.parent_id as "parentId"`;

const level = sql`case when g.rep_id is not null then 2 when g.team_id is not null then 1 else 0 end`;

const levelNumbers: Readonly<Record<GoalLevel, number>> = { COMPANY: 0, TEAM: 1, REP: 2 };

const orders: Readonly<Record<GoalOrderField, RawBuilder<unknown>>> = {
  LEVEL: level,
  STARTS_ON: sql`g.starts_on`,
  ENDS_ON: sql`g.ends_on`,
  TARGET: sql`g.target`,
  NAME: sql`g.name collate "C"`,
};

function orderOf({ orderBy = [] }: Pick<GoalsQuestion, "orderBy">): RawBuilder<unknown> {
  const asked = orderBy.map(({ by, direction }) => {
    const column = orders[by];
    if (!column) throw badInput(`orderBy: ${JSON.stringify(by)}, expected one of ${Object.keys(orders).join(", ")}`);
    return sql`${column} ${sql.raw(direction === "DESC" ? "desc" : "asc")}`;
  });
  return sql.join([...asked, orders.LEVEL, orders.STARTS_ON, orders.NAME, sql`g.id`]);
}

async function conditionsOf(
  db: WarehouseDb,
  scope: Scope,
  { period, where = {}, ...view }: GoalsQuestion,
): Promise<RawBuilder<boolean>[]> {
  const conditions = [
    matches(sql`g.team_id`, await withSubTeams(db, where.team), "team"),
    matches(sql`g.rep_id`, where.rep, "rep"),
    where.metric ? matches(sql`g.metric`, { in: where.metric }, "metric") : undefined,
    where.level ? matches(level, { in: where.level.map((one) => levelNumbers[one]) }, "level") : undefined,
    hasParent(scope, where),
    period && sql<boolean>`g.starts_on <= ${dateOf(period.to)} and g.ends_on >= ${dateOf(period.from)}`,
    couldBe(where, lastKnownDay(view)),
  ];
  return conditions.filter((condition) => condition !== undefined && condition !== null);
}

function hasParent(scope: Scope, { hasParent: wanted }: GoalFilter): RawBuilder<boolean> | undefined {
  if (wanted == null) return undefined;
  const known = sql<boolean>`exists (select 1 from ${goalIn(scope)} as above where above.id = g.parent_id)`;
  return wanted ? known : sql`not ${known}`;
}

/** What is known of a status without judging: most goals of a long time are over, or yet to begin. */
function couldBe({ status }: GoalFilter, day: string): RawBuilder<boolean> | undefined {
  if (!status?.length) return undefined;
  const running = status.some((one) => one === "ON_TRACK" || one === "AT_RISK" || one === "BEHIND");
  const times: RawBuilder<boolean>[] = [];
  if (status.includes("NOT_STARTED")) times.push(sql`g.starts_on > ${dateOf(day)}`);
  if (running || status.includes("REACHED"))
    times.push(sql`(g.starts_on <= ${dateOf(day)} and g.ends_on >= ${dateOf(day)})`);
  if (status.includes("REACHED") || status.includes("MISSED")) times.push(sql`g.ends_on <= ${dateOf(day)}`);
  return sql`(${sql.join(times, sql` or `)})`;
}
