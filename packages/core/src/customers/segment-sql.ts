import { type RawBuilder, sql } from "kysely";
import type { Calendar } from "../calendar.ts";
import { and } from "../filters.ts";
import type { Scope } from "../scope.ts";
import { scoredCustomers } from "./rfm-sql.ts";
import { defaultSegmentMap, type SegmentRule } from "./segments.ts";

/**
 * Rows of customer_id and segment: the RFM segments of the default map as of a day, over the sales from another day
 * to it, unfiltered. Customers without a purchase in these days have no row.
 */
export function segmentsOfCustomers(scope: Scope, calendar: Calendar, asOf: string, from: string): RawBuilder<unknown> {
  const segmentMap = defaultSegmentMap(5);
  const window = { text: `${from}..${asOf}`, from, to: asOf, shape: { kind: "range" } } as const;
  const rfm = { asOf, window, bins: 5, cutPoints: undefined, filters: [], calendar, segmentMap };
  const cases = segmentMap.segments.flatMap(({ id, rules }) =>
    rules.map((rule) => sql`when ${holds(rule)} then ${sql.lit(id)}`),
  );
  return sql`${scoredCustomers(scope, rfm)} select customer_id, case ${sql.join(cases, sql` `)} end as segment from scored`;
}

function holds({ recency, frequency, monetary }: SegmentRule): RawBuilder<boolean> {
  const within = (column: string, [low, high]: readonly [number, number]) =>
    sql<boolean>`${sql.ref(column)} between ${sql.lit(low)} and ${sql.lit(high)}`;
  return and([
    within("recency", recency),
    within("frequency", frequency),
    ...(monetary ? [within("monetary", monetary)] : []),
  ]);
}
