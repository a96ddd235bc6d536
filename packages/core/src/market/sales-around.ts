import { type RawBuilder, sql } from "kysely";
import { addDays } from "../calendar.ts";
import { badInput } from "../errors.ts";
import { dateOf } from "../filters.ts";
import type { Text } from "../metrics/definition.ts";
import type { Scope } from "../scope.ts";
import { integers, products, saleIn } from "../tables.ts";
import type { WarehouseDb } from "../warehouse.ts";
import { standardErrors } from "./significance.ts";

/** Something that happened on a day. Own sales around it are those of a category or channel; all where it is null. */
export interface Event {
  readonly id: number;
  readonly day: string;
  readonly part: string | null;
}

export interface AroundQuestion {
  /** What the part of an event names. */
  readonly by: "category" | "channel";
  /** Days before and after that are compared, 14 to 365. */
  readonly days: number;
  /** Facts after this day are left out. */
  readonly asOf: string;
}

/** Why own sales around a day can't be compared. */
export type AroundReason = "NOT_OVER" | "SALES_BEGAN_LATER" | "NO_SALES";

/** Own sales before a day and from it on. */
export interface SalesAround {
  /** Mean own revenue a day in the days before, and from the day itself on; null where they can't be compared. */
  readonly before: number | null;
  readonly after: number | null;
  readonly difference: number | null;
  /** The 95 % interval of the difference. */
  readonly low: number | null;
  readonly high: number | null;
  /** Whether zero lies outside of it. */
  readonly significant: boolean | null;
  /** Why there are no figures; null where there are. */
  readonly reason: AroundReason | null;
}

const fewestDays = 14;
const mostDays = 365;

/** Whole weeks compare like weekdays with like. */
export const usualDays = 28;

/**
 * Own revenue in as many days before an event as from its day on, by the id of the event.
 *
 * The interval of the difference is ± 1.96 × √(s₁² ÷ n + s₂² ÷ n) of daily revenue (Welch), days without sales being zero. Days are
 * not quite independent, and much else happens in the same weeks: it tells what came after, not what came of it.
 *
 * @throws badInput for days that are no whole number from 14 to 365
 * @example await querySalesAround(db, scope, [{ id: 1, day: "2024-03-01", part: "Tea" }], { by: "category", days: 28, asOf })
 *   // Map { 1 => { before: 812.5, after: 640, difference: -172.5, low: -301.2…, high: -43.7…, significant: true, reason: null } }
 */
export async function querySalesAround(
  db: WarehouseDb,
  scope: Scope,
  events: readonly Event[],
  { by, days, asOf }: AroundQuestion,
): Promise<Map<number, SalesAround>> {
  if (!Number.isInteger(days) || days < fewestDays || days > mostDays) {
    throw badInput(`days: ${days}, expected a whole number from ${fewestDays} to ${mostDays}`);
  }
  if (events.length === 0) return new Map();
  const [from, to] = [
    events.map(({ day }) => day).sort()[0]!,
    events
      .map(({ day }) => day)
      .sort()
      .at(-1)!,
  ];
  const part = by === "category" ? sql`p.category` : sql`s.channel`;
  const { rows } = await sql<Sums>`
    with event as (select * from (values ${sql.join(events.map(rowOf))}) as given (id, day, part)),
    sold as (
      select s.day, ${part} as part, sum(s.net_amount)::double precision as total
      from ${saleIn(scope)} as s join ${products()} as p on p.id = s.product_id where s.day <= ${dateOf(asOf)} group by 1, 2),
    daily as (
      select day, part, total, false as whole from sold union all select day, null, sum(total), true from sold group by 1),
    begun as (select part, whole, min(day) as day from daily group by 1, 2)
    select e.id, e.day::text as day, min(begun.day)::text as begun, count(d.day)::integer as "soldDays",
      ${summed("before", 1)} as "sumBefore", ${summed("before", 2)} as "squaresBefore",
      ${summed("after", 1)} as "sumAfter", ${summed("after", 2)} as "squaresAfter"
    from event as e
    left join begun on ${isOf(sql`begun`)}
    left join (select * from daily where day between ${dateOf(addDays(from, -days))} and ${dateOf(addDays(to, days - 1))}) as d
      on ${isOf(sql`d`)} and d.day between e.day - ${sql.lit(days)} and e.day + ${sql.lit(days - 1)}
    group by e.id, e.day`.execute(db);
  return new Map(rows.map((row) => [row.id, compared(row, days, asOf)]));
}

function rowOf({ id, day, part }: Event): RawBuilder<unknown> {
  return sql`(${integers([id], "id")}, ${dateOf(day)}, cast(${part} as text))`;
}

function isOf(table: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql`((e.part is null and ${table}.whole) or (not ${table}.whole and ${table}.part = e.part))`;
}

function summed(side: "before" | "after", power: 1 | 2): RawBuilder<number> {
  const total = power === 1 ? sql`d.total` : sql`d.total * d.total`;
  return sql`coalesce(sum(${total}) filter (where ${side === "before" ? sql`d.day < e.day` : sql`d.day >= e.day`}), 0)`;
}

interface Sums {
  readonly id: number;
  readonly day: string;
  /** The day of the first sale of the part. */
  readonly begun: string | null;
  /** Days on which something of it was sold. */
  readonly soldDays: number;
  readonly sumBefore: number;
  readonly squaresBefore: number;
  readonly sumAfter: number;
  readonly squaresAfter: number;
}

function compared(sums: Sums, days: number, asOf: string): SalesAround {
  const reason = reasonOf(sums, days, asOf);
  if (reason) return { ...incomparable, reason };
  const { sumBefore, squaresBefore, sumAfter, squaresAfter } = sums;
  const variance = (sum: number, squares: number) => Math.max(0, (squares - (sum * sum) / days) / (days - 1));
  const error = Math.sqrt((variance(sumBefore, squaresBefore) + variance(sumAfter, squaresAfter)) / days);
  const [before, after, margin] = [sumBefore / days, sumAfter / days, standardErrors * error];
  const difference = after - before;
  return {
    before,
    after,
    difference,
    low: difference - margin,
    high: difference + margin,
    significant: Math.abs(difference) > margin,
    reason: null,
  };
}

/** No figures. */
export const incomparable = {
  before: null,
  after: null,
  difference: null,
  low: null,
  high: null,
  significant: null,
} as const;

function reasonOf({ day, soldDays, begun }: Sums, days: number, asOf: string): AroundReason | null {
  if (addDays(day, days - 1) > asOf) return "NOT_OVER";
  if (begun === null || soldDays === 0) return "NO_SALES";
  return begun > addDays(day, -days) ? "SALES_BEGAN_LATER" : null;
}

/** Why there are no figures, in words. */
export function aroundReasonText(reason: AroundReason, days: number): Text {
  return {
    NOT_OVER: { en: `The ${days} days after it aren't over yet.`, "zh-CN": `其后的 ${days} 天尚未结束。` },
    SALES_BEGAN_LATER: {
      en: `Too little data: these sales began less than ${days} days before it.`,
      "zh-CN": `数据不足：相关销售在此前不足 ${days} 天才开始。`,
    },
    NO_SALES: {
      en: "Too little data: there are no own sales in the days around it.",
      "zh-CN": "数据不足：其前后没有本公司的销售。",
    },
  }[reason];
}
