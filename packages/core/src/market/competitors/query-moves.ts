import { sql } from "kysely";
import { addDays, type Calendar, earlier } from "../../calendar.ts";
import { badInput } from "../../errors.ts";
import { dateOf, matches } from "../../filters.ts";
import type { Text } from "../../metrics/definition.ts";
import type { ValueFilter } from "../../metrics/question.ts";
import type { Period } from "../../period.ts";
import type { Scope } from "../../scope.ts";
import { competitorMoves, competitors, products, saleIn } from "../../tables.ts";
import type { WarehouseDb } from "../../warehouse.ts";
import { standardErrors } from "../significance.ts";

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

/** Why own sales around a move can't be compared. */
export type MoveReason = "NOT_OVER" | "SALES_BEGAN_LATER" | "NO_SALES";

/** What a competitor did, and own sales around it. */
export interface MoveEffect {
  readonly id: number;
  readonly competitorId: number;
  readonly competitorName: string;
  readonly day: string;
  readonly kind: CompetitorMoveKind;
  readonly name: string;
  /** Own sales are those of this category; all where there is none. */
  readonly category: string | null;
  /** Mean own revenue a day in the days before, and from the day of the move on; null where they can't be compared. */
  readonly before: number | null;
  readonly after: number | null;
  readonly difference: number | null;
  /** The 95 % interval of the difference. */
  readonly low: number | null;
  readonly high: number | null;
  /** Whether zero lies outside of it. */
  readonly significant: boolean | null;
  /** Why there are no figures; null where there are. */
  readonly reason: MoveReason | null;
}

const fewestDays = 14;
const mostDays = 365;

/**
 * What competitors did in a period, the latest first, beside own revenue in as many days before as from the day on.
 *
 * The interval of the difference is ± 1.96 × √(s₁² ÷ n + s₂² ÷ n) of daily revenue (Welch), days without sales being zero. Days are
 * not quite independent, and much else happens in the same weeks: it tells what came after a move, not what came of it.
 * Whole weeks (28 days) compare like weekdays with like.
 *
 * @throws badInput for days that are no whole number from 14 to 365
 * @example await queryMoves(db, scope, { calendar, period })
 *   // [{ name: "Spring sale", day: "2024-03-01", before: 812.5, after: 640, difference: -172.5, low: -301.2…, … }]
 */
export async function queryMoves(db: WarehouseDb, scope: Scope, question: MovesQuestion): Promise<MoveEffect[]> {
  const { calendar, period, kind, category, days = 28 } = question;
  if (!Number.isInteger(days) || days < fewestDays || days > mostDays) {
    throw badInput(`days: ${days}, expected a whole number from ${fewestDays} to ${mostDays}`);
  }
  const asOf = earlier(question.asOf ?? calendar.today, calendar.today);
  const [from, to] = [period.from, earlier(period.to, asOf)];
  if (to < from) return [];
  const around = (from: string, to: string) => sql`between ${dateOf(from)} and ${dateOf(to)}`;
  const revenue = (side: "before" | "after", power: 1 | 2) => {
    const total = power === 1 ? sql`d.total` : sql`d.total * d.total`;
    const when = side === "before" ? sql`d.day < m.day` : sql`d.day >= m.day`;
    return sql`coalesce(sum(${total}) filter (where ${when}), 0)`;
  };
  const { rows } = await sql<Sums>`
    with move as (
      select * from ${competitorMoves()} as every
      where day ${around(from, to)} and ${matches(sql`kind`, kind ? { in: kind } : undefined, "kind") ?? sql`true`}
        and ${matches(sql`category`, category, "category") ?? sql`true`}),
    sold as (
      select s.day, p.category, sum(s.net_amount)::double precision as total
      from ${saleIn(scope)} as s join ${products()} as p on p.id = s.product_id
      where s.day ${around(addDays(from, -days), earlier(addDays(to, days - 1), asOf))} group by 1, 2),
    daily as (
      select day, category, total, false as whole from sold
      union all select day, null, sum(total), true from sold group by 1),
    begun as (select min(day) as day from ${saleIn(scope)} as s)
    select m.id, c.id as "competitorId", c.name as "competitorName", m.day::text as day, m.kind, m.name, m.category,
      ${revenue("before", 1)} as "sumBefore", ${revenue("before", 2)} as "squaresBefore",
      ${revenue("after", 1)} as "sumAfter", ${revenue("after", 2)} as "squaresAfter", count(d.day)::integer as "soldDays",
      (min(begun.day))::text as begun
    from move as m join ${competitors()} as c on c.id = m.competitor_id cross join begun
    left join daily as d on d.day between m.day - ${sql.lit(days)} and m.day + ${sql.lit(days - 1)}
      and ((m.category is null and d.whole) or (not d.whole and d.category = m.category))
    group by m.id, c.id, c.name, m.day, m.kind, m.name, m.category
    order by m.day desc, c.name collate "C", m.id`.execute(db);
  return rows.map((row) => effectOf(row, days, asOf));
}

interface Sums
  extends Pick<MoveEffect, "id" | "competitorId" | "competitorName" | "day" | "kind" | "name" | "category"> {
  readonly sumBefore: number;
  readonly squaresBefore: number;
  readonly sumAfter: number;
  readonly squaresAfter: number;
  /** Days on which something was sold. */
  readonly soldDays: number;
  /** The day of the first sale. */
  readonly begun: string | null;
}

const nothing = { before: null, after: null, difference: null, low: null, high: null, significant: null } as const;

function effectOf(row: Sums, days: number, asOf: string): MoveEffect {
  const { sumBefore, squaresBefore, sumAfter, squaresAfter, soldDays, begun, ...move } = row;
  const reason = reasonOf({ day: row.day, soldDays, begun }, days, asOf);
  if (reason) return { ...move, ...nothing, reason };
  const [before, after] = [sumBefore / days, sumAfter / days];
  const variance = (sum: number, squares: number) => Math.max(0, (squares - (sum * sum) / days) / (days - 1));
  const error = Math.sqrt((variance(sumBefore, squaresBefore) + variance(sumAfter, squaresAfter)) / days);
  const difference = after - before;
  const margin = standardErrors * error;
  return {
    ...move,
    before,
    after,
    difference,
    low: difference - margin,
    high: difference + margin,
    significant: Math.abs(difference) > margin,
    reason: null,
  };
}

function reasonOf(
  { day, soldDays, begun }: Pick<Sums, "day" | "soldDays" | "begun">,
  days: number,
  asOf: string,
): MoveReason | null {
  if (addDays(day, days - 1) > asOf) return "NOT_OVER";
  if (begun === null || soldDays === 0) return "NO_SALES";
  return begun > addDays(day, -days) ? "SALES_BEGAN_LATER" : null;
}

/** Why there are no figures, in words. */
export function moveReasonText(reason: MoveReason, days: number): Text {
  return {
    NOT_OVER: {
      en: `The ${days} days after it aren't over yet.`,
      "zh-CN": `其后的 ${days} 天尚未结束。`,
    },
    SALES_BEGAN_LATER: {
      en: `Too little data: own sales began less than ${days} days before it.`,
      "zh-CN": `数据不足：此前 ${days} 天内本公司才开始有销售。`,
    },
    NO_SALES: {
      en: "Too little data: there are no own sales in the days around it.",
      "zh-CN": "数据不足：其前后没有本公司的销售。",
    },
  }[reason];
}
