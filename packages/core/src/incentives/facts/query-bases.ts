import { type RawBuilder, sql } from "kysely";
import { and } from "../../filters.ts";
import type { Scope } from "../../scope.ts";
import { dealIn, products } from "../../tables.ts";
import type { WarehouseDb } from "../../warehouse.ts";
import type { DecimalText } from "../decimals.ts";
import type { Basis, CountedWhen, SalesFilter } from "../plan.ts";
import { creditedLines } from "./credited-lines.ts";
import { type FactWindow, hullOf, windowTable } from "./windows.ts";

/** What is added up of a person's facts. */
export interface BasisQuestion {
  readonly basis: Basis;
  readonly where: SalesFilter;
  readonly when: CountedWhen;
  /** Whether what someone sold counts for a team that they manage themselves; true unless said. */
  readonly ownSales?: boolean | undefined;
}

/** The basis of a window. */
export interface BasisRow {
  readonly person: number;
  readonly span: number;
  /** Of what came back: the month of the sale, such as `2024-03`; null of everything else. */
  readonly origin: string | null;
  readonly amount: DecimalText;
}

/**
 * Adds up credited sales, or deals won, by person and span. Shares of orders are multiplied exactly, so that a split
 * order comes to what it would come to undivided.
 *
 * @param windows whose facts of which days count; of teams, for whom
 * @example await queryBases(db, everything, { basis: "REVENUE", where: all, when: "ORDERED" }, [{ person: 7, span: 0, from, to }])
 *   // [{ person: 7, span: 0, origin: null, amount: "1200.000000000000" }]
 */
export async function queryBases(
  db: WarehouseDb,
  scope: Scope,
  question: BasisQuestion,
  windows: readonly FactWindow[],
): Promise<BasisRow[]> {
  if (windows.length === 0) return [];
  const { basis, where, when, ownSales = true } = question;
  const ofTeams = windows[0]!.team !== undefined;
  const facts =
    basis === "WON_AMOUNT"
      ? wonDeals(scope, where)
      : creditedLines(scope, { basis, where, when, within: hullOf(windows) });
  const whose = ofTeams ? sql`w.team = f.team` : sql`w.person = f.person`;
  const others = ownSales ? sql`` : sql` and f.person is distinct from w.person`;
  const { rows } = await sql<BasisRow>`select w.person, w.span, f.origin, cast(sum(f.amount) as varchar) as amount
    from ${facts} as f join ${windowTable(windows)} as w
      on ${whose} and w.kind = f.kind and f.counted between w.since and w.until${others}
    group by w.person, w.span, f.origin order by w.person, w.span, f.origin`.execute(db);
  return rows;
}

/** Deals by the day they were won. They have neither channel nor region, and nothing of them comes back. */
function wonDeals(
  scope: Scope,
  { product, category, channel, region, newOrReturning }: SalesFilter,
): RawBuilder<unknown> {
  const conditions = [
    sql<boolean>`f.status = 'WON' and f.closed_on is not null and f.amount is not null`,
    ...(product ? [sql<boolean>`item.external_id in (${sql.join([...product])})`] : []),
    ...(category ? [sql<boolean>`item.category in (${sql.join([...category])})`] : []),
    ...(channel || region || newOrReturning ? [sql<boolean>`false`] : []),
  ];
  return sql`(select f.rep_id as person, f.team_id as team, 'FACT' as kind, f.closed_on as counted,
      cast(null as varchar) as origin, f.amount
    from ${dealIn(scope)} as f left join ${products()} as item on item.id = f.product_id where ${and(conditions)})`;
}
