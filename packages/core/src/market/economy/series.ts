import { sql } from "kysely";
import { addDays, addMonths } from "../../calendar.ts";
import { dateOf } from "../../filters.ts";
import { groupBy } from "../../group-by.ts";
import type { Text } from "../../metrics/definition.ts";
import { indicators, indicatorValues } from "../../tables.ts";
import type { WarehouseDb } from "../../warehouse.ts";

export type IndicatorKind = "UNEMPLOYMENT" | "OUTPUT" | "PRICES" | "INFLATION" | "INTEREST_RATE" | "OTHER";
export type Frequency = "MONTH" | "QUARTER" | "YEAR";

/** Months in a period of a series. */
const monthsOf: Readonly<Record<Frequency, number>> = { MONTH: 1, QUARTER: 3, YEAR: 12 };

/** A value and the first day of its period. */
export interface SeriesValue {
  readonly period: string;
  readonly value: number;
}

/** A series of figures about the economy, from its first period to its last; periods may be missing in between. */
export interface Series {
  readonly id: number;
  readonly externalId: string;
  readonly name: Text;
  readonly kind: IndicatorKind;
  readonly frequency: Frequency;
  readonly values: readonly SeriesValue[];
}

/** The last day of the period that begins on a day. */
export function periodEnd(period: string, frequency: Frequency): string {
  return addDays(addMonths(period, monthsOf[frequency]), -1);
}

/** The period so many after (before where negative) one. */
export function periodAfter(period: string, frequency: Frequency, count: number): string {
  return addMonths(period, count * monthsOf[frequency]);
}

/**
 * The series of an economy, by name, with the values of periods that were over on a day. Values are those that are known
 * today: what a series looked like before it was revised isn't kept.
 *
 * @param country only series of this country; all unless said
 */
export async function querySeries(
  db: WarehouseDb,
  { asOf, country }: { asOf: string; country?: string | null | undefined },
): Promise<Series[]> {
  const chosen = country == null ? sql`true` : sql`i.country = ${country}`;
  const { rows } = await sql<Row>`
    select i.id, i.external_id as "externalId", i.name, i.name_zh as "nameZh", i.kind, i.frequency,
      v.period::text as period, v.value::double precision as value
    from ${indicators()} as i left join ${indicatorValues()} as v on v.series_id = i.id and v.period <= ${dateOf(asOf)}
    where ${chosen} order by i.name collate "C", i.id, v.period`.execute(db);
  return [...groupBy(rows, ({ id }) => id).values()].map((group) => {
    const { id, externalId, name, nameZh, kind, frequency } = group[0]!;
    const values = group.flatMap(({ period, value }) => {
      return period === null || value === null || periodEnd(period, frequency) > asOf ? [] : [{ period, value }];
    });
    return { id, externalId, name: { en: name, "zh-CN": nameZh ?? name }, kind, frequency, values };
  });
}

interface Row {
  readonly id: number;
  readonly externalId: string;
  readonly name: string;
  readonly nameZh: string | null;
  readonly kind: IndicatorKind;
  readonly frequency: Frequency;
  readonly period: string | null;
  readonly value: number | null;
}
