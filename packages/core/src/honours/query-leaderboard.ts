import { sql } from "kysely";
import { comparisonPeriod } from "../comparison.ts";
import { badInput } from "../errors.ts";
import type { Period } from "../period.ts";
import type { Scope } from "../scope.ts";
import type { WarehouseDb } from "../warehouse.ts";
import { type RankingQuestion, ranking } from "./ranking.ts";

export interface LeaderboardQuestion extends Omit<RankingQuestion, "tieBreak"> {
  /** How many ranks, 1 to 500; equals of the last one come too. */
  readonly first: number;
}

/** A place on a leaderboard. */
export interface LeaderboardRow {
  /** 1 is the best; equals share a rank, and the next comes after all of them: 1, 2, 2, 4. */
  readonly rank: number;
  /** The rep's or the team's id. */
  readonly id: number;
  readonly name: string;
  readonly value: number;
  /** The rank in the period before; null for who had none. */
  readonly previousRank: number | null;
  /** previousRank − rank: 2 is two places up. Null for who had none. */
  readonly movement: number | null;
}

export interface Leaderboard {
  /** How many have a rank. */
  readonly ranked: number;
  /** The period that movements are counted from. */
  readonly comparison: Period;
  readonly rows: readonly LeaderboardRow[];
}

/** As many as all the equals of a rank may be; more of them tell nothing. */
const mostRows = 1_000;

/**
 * Who does best by a metric in a period, and how they have moved since the period before: one statement. Ranks are those
 * among what the viewer may see. The best is the highest value, or the lowest of a metric whose lower values are better.
 *
 * @throws badInput where the metric can't be split by reps or teams, and for a filter on time
 * @example
 * await queryLeaderboard(db, scope, { metric: "revenue", period, by: "REP", first: 10, calendar })
 * // { ranked: 24, rows: [{ rank: 1, id: 7, name: "Ann", value: 120.5, previousRank: 3, movement: 2 }, …], … }
 */
export async function queryLeaderboard(
  db: WarehouseDb,
  scope: Scope,
  { first, ...question }: LeaderboardQuestion,
): Promise<Leaderboard> {
  if (!Number.isInteger(first) || first < 1 || first > 500) throw badInput(`first: ${first}, expected 1 to 500`);
  const comparison = comparisonPeriod(question.period, "PREVIOUS_PERIOD", question.calendar);
  const [now, before] = await Promise.all([
    ranking(db, scope, question),
    ranking(db, scope, { ...question, period: comparison }),
  ]);
  const { rows } = await sql<LeaderboardRow & { ranked: number }>`
    select n.rank, n.id, n.name, n.value, n.ranked, b.rank as "previousRank", b.rank - n.rank as movement
    from (select a.*, count(*) over ()::integer as ranked from ${now} as a) as n left join ${before} as b on b.id = n.id
    where n.rank <= ${sql.lit(first)}
    order by n.rank, n.name collate "C", n.id limit ${sql.lit(mostRows)}`.execute(db);
  return { ranked: rows[0]?.ranked ?? 0, comparison, rows: rows.map(({ ranked, ...row }) => row) };
}
