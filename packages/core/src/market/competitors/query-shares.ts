import { type RawBuilder, sql } from "kysely";
import { dateOf, matches } from "../../filters.ts";
import type { ValueFilter } from "../../metrics/question.ts";
import type { Period } from "../../period.ts";
import { competitorFigures, competitors } from "../../tables.ts";
import type { WarehouseDb } from "../../warehouse.ts";

export interface SharesQuestion {
  readonly period: Pick<Period, "from" | "to">;
  /** Facts after this day are left out. */
  readonly asOf?: string | undefined;
  /** The names of markets. */
  readonly market?: ValueFilter<string> | null | undefined;
  readonly category?: ValueFilter<string> | null | undefined;
}

/** Who had which share of a market on a day. */
export interface MarketShare {
  readonly market: string;
  readonly category: string | null;
  readonly day: string;
  readonly competitorId: number;
  readonly competitorName: string;
  readonly own: boolean;
  /** 0 to 1. */
  readonly share: number;
  /** Less that of the day before on which the same one's was observed; null on the first in the period. */
  readonly change: number | null;
}

/** How concentrated a market is: below 0.1, up to 0.18, and above (US merger guidelines of 2023). */
export type Concentration = "LOW" | "MODERATE" | "HIGH";

/** How concentrated a market was on a day. */
export interface MarketConcentration {
  readonly market: string;
  readonly category: string | null;
  readonly day: string;
  readonly competitors: number;
  /** The sum of the shares that are known. */
  readonly covered: number;
  /** The Herfindahl–Hirschman index: the sum of squared shares, 0 to 1; at least so much where not all are known. */
  readonly hhi: number;
  /** The same if all that isn't known were one more competitor: at most so much. */
  readonly hhiAtMost: number;
  /** Null where what isn't known would decide. */
  readonly concentration: Concentration | null;
}

/**
 * Shares of markets over time, by market, category and day, the largest first.
 *
 * @example await queryShares(db, { period })
 *   // [{ market: "tea", day: "2024-05-01", competitorName: "Lakeside", own: true, share: 0.4, change: 0.02 }, …]
 */
export async function queryShares(db: WarehouseDb, question: SharesQuestion): Promise<MarketShare[]> {
  const { rows } = await sql<MarketShare>`
    select s.market, s.category, s.day::text as day, c.id as "competitorId", c.name as "competitorName", c.own,
      s.share::double precision as share, (s.share - s.before)::double precision as change
    from (select *, lag(share) over (partition by competitor_id, market, category order by day) as before
      from ${observed(question)} as o) as s
    join ${competitors()} as c on c.id = s.competitor_id
    order by s.market collate "C", s.category collate "C" nulls first, s.day, s.share desc, c.name collate "C", c.id`.execute(
    db,
  );
  return rows;
}

/**
 * How concentrated markets were, by market, category and day.
 *
 * @example of shares of 0.4, 0.2, 0.25, 0.1 and 0.05: hhi is 0.275, which is HIGH
 */
export async function queryConcentration(db: WarehouseDb, question: SharesQuestion): Promise<MarketConcentration[]> {
  const { rows } = await sql<Omit<MarketConcentration, "concentration">>`
    select market, category, day::text as day, count(*)::integer as competitors,
      sum(share)::double precision as covered, sum(share * share)::double precision as hhi,
      (sum(share * share) + (1 - sum(share)) * (1 - sum(share)))::double precision as "hhiAtMost"
    from ${observed(question)} as o group by market, category, day
    order by market collate "C", category collate "C" nulls first, o.day`.execute(db);
  return rows.map((row) => {
    const [least, most] = [concentrationOf(row.hhi), concentrationOf(row.hhiAtMost)];
    return { ...row, concentration: least === most ? least : null };
  });
}

function concentrationOf(hhi: number): Concentration {
  if (hhi < 0.1) return "LOW";
  return hhi <= 0.18 ? "MODERATE" : "HIGH";
}

function observed({ period, asOf, market, category }: SharesQuestion): RawBuilder<unknown> {
  const until = asOf !== undefined && asOf < period.to ? asOf : period.to;
  return sql`(select competitor_id, name as market, category, day, value as share from ${competitorFigures()} as f
    where topic = 'SHARE' and day between ${dateOf(period.from)} and ${dateOf(until)}
      and ${matches(sql`name`, market, "market") ?? sql`true`} and ${matches(sql`category`, category, "category") ?? sql`true`})`;
}
