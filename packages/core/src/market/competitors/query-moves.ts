import { sql } from "kysely";
import { type Calendar, checkDay, earlier } from "../../calendar.ts";
import { dateOf, matches } from "../../filters.ts";
import type { ValueFilter } from "../../metrics/question.ts";
import type { Period } from "../../period.ts";
import type { Scope } from "../../scope.ts";
import { competitorMoves, competitors } from "../../tables.ts";
import type { WarehouseDb } from "../../warehouse.ts";
import { querySalesAround, type SalesAround, usualDays } from "../sales-around.ts";

export type CompetitorMoveKind = "NEW_PRODUCT" | "NEW_SERVICE" | "CAMPAIGN" | "PRICE_CHANGE";

export interface MovesQuestion {
  readonly calendar: Calendar;
  readonly period: Pick<Period, "from" | "to">;
  /** Facts after this day are left out; today unless said. */
  readonly asOf?: string | undefined;
  /** Days before and after that are compared, 14 to 365; 28 unless said. */
  readonly days?: number | undefined;
  readonly kind?: readonly CompetitorMoveKind[] | null | undefined;
  readonly category?: ValueFilter<string> | null | undefined;
}

/** What a competitor did. */
interface Move {
  readonly id: number;
  readonly competitorId: number;
  readonly competitorName: string;
  readonly day: string;
  readonly kind: CompetitorMoveKind;
  readonly name: string;
  /** Own sales are those of this category; all where there is none. */
  readonly category: string | null;
  readonly source: string | null;
}

/** What a competitor did, and own sales around it. */
export interface MoveEffect extends Move, SalesAround {}

/**
 * What competitors did in a period, the latest first, beside own revenue in as many days before as from the day on (see
 * `querySalesAround`).
 *
 * @throws badInput for a day that is none, and for days that are no whole number from 14 to 365
 * @example await queryMoves(db, scope, { calendar, period })
 *   // [{ name: "Spring sale", day: "2024-03-01", before: 812.5, after: 640, difference: -172.5, low: -301.2…, … }]
 */
export async function queryMoves(db: WarehouseDb, scope: Scope, question: MovesQuestion): Promise<MoveEffect[]> {
  const { calendar, period, kind, category, days = usualDays } = question;
  const asOf = earlier(checkDay(question.asOf ?? calendar.today, "asOf"), calendar.today);
  const { rows: moves } = await sql<Move>`
    select m.id, c.id as "competitorId", c.name as "competitorName", m.day::text as day, m.kind, m.name, m.category, m.source
    from ${competitorMoves()} as m join ${competitors()} as c on c.id = m.competitor_id
    where m.day between ${dateOf(period.from)} and ${dateOf(earlier(period.to, asOf))}
      and ${matches(sql`m.kind`, kind ? { in: kind } : undefined, "kind") ?? sql`true`}
      and ${matches(sql`m.category`, category, "category") ?? sql`true`}
    order by m.day desc, c.name collate "C", m.id`.execute(db);
  const events = moves.map(({ id, day, category }) => ({ id, day, part: category }));
  const around = await querySalesAround(db, scope, events, { by: "category", days, asOf });
  return moves.map((move) => ({ ...move, ...around.get(move.id)! }));
}
