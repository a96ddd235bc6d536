import { type RawBuilder, sql } from "kysely";
import { addDays, addMonths } from "../calendar.ts";
import { and } from "../filters.ts";
import type { Scope } from "../scope.ts";
import { scoredCustomers } from "./rfm-sql.ts";
import type { Segment, SegmentMap } from "./segments.ts";

/**
 * Rows of customer_id and segment: the RFM segments as of a day, over the 12 months up to it, of all sales. Customers
 * without a purchase in these days have no row.
 */
export function segmentsOfCustomers(scope: Scope, asOf: string, segmentMap: SegmentMap): RawBuilder<unknown> {
  const from = addDays(addMonths(asOf, -12), 1);
  const window = { text: `${from}..${asOf}`, from, to: asOf, shape: { kind: "range" } } as const;
  // Nothing is filtered, so no bucket of the calendar is looked at.
  const calendar = { today: asOf, fiscalYearStart: 1, weekStart: 1 };
  const { bins } = segmentMap;
  const rfm = { asOf, window, bins, cutPoints: undefined, filters: [], calendar, segmentMap };
  return sql`${scoredCustomers(scope, rfm)} select customer_id, ${segmentSql(segmentMap)} as segment from scored`;
}

/** The segment of a row of scores. */
export function segmentSql({ segments }: SegmentMap): RawBuilder<string> {
  const cases = segments
    .filter(({ rules }) => rules.length > 0)
    .map((segment) => sql`when ${isInSegment(segment)} then ${sql.lit(segment.id)}`);
  return sql`case ${sql.join(cases, sql` `)} end`;
}

/** Whether a row's scores lie in one of the segment's blocks. */
export function isInSegment({ rules }: Segment): RawBuilder<boolean> {
  if (rules.length === 0) return sql`false`;
  const blocks = rules.map((rule) => {
    const bounds = (["recency", "frequency", "monetary"] as const).flatMap((measure) => {
      const scores = rule[measure];
      return scores ? [sql<boolean>`${sql.ref(measure)} between ${sql.lit(scores[0])} and ${sql.lit(scores[1])}`] : [];
    });
    return sql`(${and(bounds)})`;
  });
  return sql`(${sql.join(blocks, sql` or `)})`;
}
