import { sql } from "kysely";
import { bucketEnd, type Calendar, checkDay, earlier } from "../../calendar.ts";
import { dateOf } from "../../filters.ts";
import { truncate } from "../../metrics/truncate.ts";
import { bucketsOf, type Period } from "../../period.ts";
import type { Scope } from "../../scope.ts";
import { saleIn } from "../../tables.ts";
import type { WarehouseDb } from "../../warehouse.ts";

export type MixGrain = "month" | "quarter" | "year";

export interface ChannelMixQuestion {
  readonly calendar: Calendar;
  readonly period: Pick<Period, "from" | "to">;
  readonly grain: MixGrain;
  /** Facts after this day are left out; today unless said. */
  readonly asOf?: string | undefined;
}

/** What a channel had of own sales in a month (quarter, year). */
export interface ChannelShare {
  /** First day of the month. */
  readonly start: string;
  /** Null where orders name none. */
  readonly channel: string | null;
  readonly revenue: number;
  /** Of the revenue of all channels, 0.25 is 25 %; null where that is zero or below. Below 0 where more came back than was sold. */
  readonly share: number | null;
  /** Less that of the month before, 0.02 is two points; null for the first month of the period. */
  readonly change: number | null;
  /** The period, or what is known of it, holds only a part of the month. */
  readonly partial: boolean;
}

/** How a channel's share has shifted from the first whole month (quarter, year) of a period to the last. */
export interface ChannelShift {
  readonly channel: string | null;
  /** Its share of the first, and of the last; null where there are no two, or no share. */
  readonly first: number | null;
  readonly last: number | null;
  /** last − first, 0.02 is two points. */
  readonly change: number | null;
  /** In the whole period, with what is partial. */
  readonly revenue: number;
}

export interface ChannelMix {
  /** The first days of the months that are compared; null where there are no two that are whole. */
  readonly compared: { readonly first: string; readonly last: string } | null;
  /** By month, then by channel as in `shifts`. */
  readonly shares: readonly ChannelShare[];
  /** The channel of most revenue first. */
  readonly shifts: readonly ChannelShift[];
}

/**
 * Which channels own sales came through, month by month (quarter, year), and how that has shifted. Months without sales are among
 * them, and so is every channel that had any in the period.
 *
 * @throws badInput for a day that is none
 * @example await queryChannelMix(db, scope, { calendar, period, grain: "month" })
 *   // { shifts: [{ channel: "online", first: 0.31, last: 0.42, change: 0.11, revenue: 91200 }, …], shares: […], … }
 */
export async function queryChannelMix(
  db: WarehouseDb,
  scope: Scope,
  { calendar, period, grain, ...question }: ChannelMixQuestion,
): Promise<ChannelMix> {
  const asOf = earlier(checkDay(question.asOf ?? calendar.today, "asOf"), calendar.today);
  const [from, to] = [period.from, earlier(period.to, asOf)];
  if (to < from) return { compared: null, shares: [], shifts: [] };
  const { rows } = await sql<Sold>`
    select (${truncate(sql`s.day`, grain, calendar)})::text as start, channel, sum(net_amount)::double precision as revenue
    from ${saleIn(scope)} as s where day between ${dateOf(from)} and ${dateOf(to)}
    group by 1, 2 order by 1, channel collate "C"`.execute(db);
  const revenueOf = new Map(rows.map(({ start, channel, revenue }) => [keyOf(start, channel), revenue]));
  const channels = channelsOf(rows);
  const buckets = bucketsOf({ from, to }, grain, calendar).map(({ start, from, to }) => {
    const revenues = channels.map(({ channel }) => revenueOf.get(keyOf(start, channel)) ?? 0);
    const total = revenues.reduce((sum, revenue) => sum + revenue, 0);
    const partial = from !== start || to !== bucketEnd(start, grain, calendar);
    return { start, partial, revenues, shares: revenues.map((revenue) => (total > 0 ? revenue / total : null)) };
  });
  const shares = buckets.flatMap(({ start, partial, revenues, shares }, bucket) =>
    channels.map(({ channel }, index): ChannelShare => {
      const share = shares[index]!;
      const change = difference(share, buckets[bucket - 1]?.shares[index]);
      return { start, channel, revenue: revenues[index]!, share, change, partial };
    }),
  );
  const whole = buckets.filter(({ partial }) => !partial);
  const [first, last] = whole.length > 1 ? [whole[0]!, whole.at(-1)!] : [];
  const shifts = channels.map(({ channel, revenue }, index): ChannelShift => {
    const [before, after] = [first?.shares[index] ?? null, last?.shares[index] ?? null];
    return { channel, first: before, last: after, change: difference(after, before), revenue };
  });
  return { compared: first && last ? { first: first.start, last: last.start } : null, shares, shifts };
}

interface Sold {
  readonly start: string;
  readonly channel: string | null;
  readonly revenue: number;
}

function keyOf(start: string, channel: string | null): string {
  return JSON.stringify([start, channel]);
}

function difference(after: number | null, before: number | null | undefined): number | null {
  return after === null || before == null ? null : after - before;
}

/** The channels, that of most revenue first. */
function channelsOf(rows: readonly Sold[]): { channel: string | null; revenue: number }[] {
  const revenues = new Map<string | null, number>();
  for (const { channel, revenue } of rows) revenues.set(channel, (revenues.get(channel) ?? 0) + revenue);
  const channels = [...revenues].map(([channel, revenue]) => ({ channel, revenue }));
  return channels.sort((a, b) => b.revenue - a.revenue || ((a.channel ?? "") < (b.channel ?? "") ? -1 : 1));
}
