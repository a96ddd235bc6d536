import { type RawBuilder, sql } from "kysely";
import { quantileOfDays } from "../customers/satisfaction/service-limits.ts";
import { shareMargin } from "../customers/satisfaction/survey-figures.ts";
import { badInput } from "../errors.ts";
import { dateOf } from "../filters.ts";
import type { EntityKind } from "../metrics/dimensions.ts";
import { queryNames } from "../metrics/names.ts";
import type { Scope } from "../scope.ts";
import { buyers, products, teams } from "../tables.ts";
import type { WarehouseDb } from "../warehouse.ts";
import { dealsAt } from "./deal-sql.ts";
import { preparePipeline } from "./prepare-pipeline.ts";
import type { PipelinePeriodQuestion } from "./question.ts";

/** What decided deals can be split by. */
export type WinLossGroup =
  | "REP"
  | "TEAM"
  | "TEAM_ABOVE"
  | "PRODUCT"
  | "CATEGORY"
  | "INDUSTRY"
  | "REGION"
  | "SOURCE"
  | "LOSS_REASON"
  | "COMPETITOR";

export interface WinLossQuestion extends PipelinePeriodQuestion {
  readonly by?: WinLossGroup | undefined;
}

/** Deals that were decided, and how. */
export interface WinLossFigures {
  readonly won: number;
  readonly wonAmount: number;
  readonly lost: number;
  readonly lostAmount: number;
  /** Won ÷ (won + lost). */
  readonly winRate: number | null;
  /** Its margin of error at 95 %; null where all were won or lost. */
  readonly winRateMargin: number | null;
  /** Mean and median days from creation to the win, and to the loss, of those whose creation is known. */
  readonly daysToWin: number | null;
  readonly medianDaysToWin: number | null;
  readonly daysToLoss: number | null;
  readonly medianDaysToLoss: number | null;
}

export interface WinLossRow extends WinLossFigures {
  /** Of reps, teams and products their id. */
  readonly key: string | number | null;
  /** Their name, or the value itself; null where the deals have none. */
  readonly label: string | null;
}

export interface WinLoss {
  readonly asOf: string;
  readonly total: WinLossFigures;
  /** One a value, the most decided deals first; none without `by`. */
  readonly rows: readonly WinLossRow[];
}

/** Where a deal `d` has what it is split by. */
const groups: Readonly<Record<WinLossGroup, { readonly sql: RawBuilder<unknown>; readonly entity?: EntityKind }>> = {
  REP: { sql: sql`d.rep_id`, entity: "rep" },
  TEAM: { sql: sql`d.team_id`, entity: "team" },
  TEAM_ABOVE: { sql: sql`team.parent_id`, entity: "team" },
  PRODUCT: { sql: sql`d.product_id`, entity: "product" },
  CATEGORY: { sql: sql`item.category` },
  INDUSTRY: { sql: sql`buyer.industry` },
  REGION: { sql: sql`buyer.region` },
  SOURCE: { sql: sql`d.source` },
  LOSS_REASON: { sql: sql`d.loss_reason` },
  COMPETITOR: { sql: sql`d.lost_to` },
};

export const winLossGroups = Object.keys(groups) as readonly WinLossGroup[];

/**
 * What was won and lost in a period, by closing day; by rep, team, the team above it (the manager's, the office's), product,
 * category, the customer's industry or region, how the deal came about, why it was lost, or to whom.
 *
 * By reason and competitor only lost deals are rows, without a rate.
 *
 * @throws badInput for a group that there is not, and for filters that deals don't have
 * @example await queryWinLoss(db, scope, { period, calendar, by: "LOSS_REASON" })
 *   // { total: { won: 40, lost: 44, winRate: 0.476, … }, rows: [{ key: "price", label: "price", lost: 20, lostAmount: 90000, … }, …] }
 */
export async function queryWinLoss(db: WarehouseDb, scope: Scope, question: WinLossQuestion): Promise<WinLoss> {
  const { by, period } = question;
  if (by !== undefined && !groups[by]) throw badInput(`by: ${by}, expected one of ${winLossGroups.join(", ")}`);
  const pipeline = await preparePipeline(db, scope, question);
  const within = sql`d.status <> 'OPEN' and d.closed_on between ${dateOf(period.from)} and ${dateOf(period.to)}`;
  const isOfLosses = by === "LOSS_REASON" || by === "COMPETITOR";
  const losses = isOfLosses ? sql` and d.status = 'LOST'` : sql``;
  const from = sql`from ${dealsAt(pipeline)} as d left join ${teams()} as team on team.id = d.team_id
    left join ${products()} as item on item.id = d.product_id left join ${buyers()} as buyer on buyer.id = d.customer_id
    where ${within}`;
  const [total, rows] = await Promise.all([
    sql<Counted>`select ${figures} ${from}`.execute(db),
    by
      ? sql<Counted & Pick<WinLossRow, "key">>`select ${groups[by].sql} as key, ${figures} ${from}${losses}
          group by 1`.execute(db)
      : undefined,
  ]);
  return {
    asOf: pipeline.asOf,
    total: withRate(total.rows[0]!),
    rows: rows
      ? await labelled(db, groups[by!].entity, rows.rows.toSorted(mostDecided).map(isOfLosses ? withoutRate : withRate))
      : [],
  };
}

type Counted = Omit<WinLossFigures, "winRate" | "winRateMargin">;

const won = sql`filter (where d.status = 'WON')`;
const lost = sql`filter (where d.status = 'LOST')`;
const days = sql`d.closed_on - d.created_on`;
const daysOfWon = sql`case when d.status = 'WON' then ${days} end`;
const daysOfLost = sql`case when d.status = 'LOST' then ${days} end`;

const figures = sql`(count(*) ${won})::integer as won, coalesce(sum(d.amount) ${won}, 0)::double precision as "wonAmount",
  (count(*) ${lost})::integer as lost, coalesce(sum(d.amount) ${lost}, 0)::double precision as "lostAmount",
  ${mean(daysOfWon)} as "daysToWin", ${quantileOfDays(0.5, daysOfWon)} as "medianDaysToWin",
  ${mean(daysOfLost)} as "daysToLoss", ${quantileOfDays(0.5, daysOfLost)} as "medianDaysToLoss"`;

function mean(of: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(sum(${of})::double precision / nullif(count(${of}), 0))`;
}

function withRate<T extends Counted>(row: T): T & WinLossFigures {
  const decided = row.won + row.lost;
  const winRate = decided === 0 ? null : row.won / decided;
  return { ...row, winRate, winRateMargin: winRate === null ? null : shareMargin(winRate, decided) };
}

function withoutRate<T extends Counted>(row: T): T & WinLossFigures {
  return { ...row, winRate: null, winRateMargin: null };
}

function mostDecided(a: Counted & Pick<WinLossRow, "key">, b: Counted & Pick<WinLossRow, "key">): number {
  const more = b.won + b.lost - (a.won + a.lost);
  if (more !== 0 || a.key === b.key) return more;
  if (a.key === null || b.key === null) return a.key === null ? 1 : -1;
  return a.key < b.key ? -1 : 1;
}

async function labelled(
  db: WarehouseDb,
  entity: EntityKind | undefined,
  rows: readonly (WinLossFigures & Pick<WinLossRow, "key">)[],
): Promise<WinLossRow[]> {
  const ids = entity ? rows.flatMap(({ key }) => (typeof key === "number" ? [key] : [])) : [];
  const names: ReadonlyMap<unknown, string> = entity ? await queryNames(db, entity, ids) : new Map();
  return rows.map((row) => ({
    ...row,
    label: entity ? (names.get(row.key) ?? null) : row.key === null ? null : String(row.key),
  }));
}
