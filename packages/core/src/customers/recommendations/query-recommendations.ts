import { type RawBuilder, sql } from "kysely";
import { queryNames } from "../../metrics/names.ts";
import type { Scope } from "../../scope.ts";
import type { WarehouseDb } from "../../warehouse.ts";
import { findSegment, type SegmentMap } from "../segments.ts";
import { associationReason } from "./association-reason.ts";
import { candidateTables } from "./candidate-tables.ts";
import { needReason } from "./need-reason.ts";
import { type PreparedRecommendations, prepareRecommendations } from "./prepare-recommendations.ts";
import type {
  Recommendation,
  RecommendationReason,
  RecommendationReasonKind,
  RecommendationsQuestion,
} from "./question.ts";
import { replenishmentReason } from "./replenishment-reason.ts";
import { similarReason } from "./similar-reason.ts";

/**
 * What to offer a customer, what to offer to whom in a segment, or to whom to offer a product: each with its reasons.
 *
 * Four reasons are looked for: an open need, a product that is due again, an association with what was bought before,
 * and what similar customers buy; see each one's file for its strength, 0 to 1. The score is 1 − Π (1 − strength): the
 * chance that at least one reason holds, were they chances and independent. So each further reason raises it, and it
 * never passes 1. Reasons below 0.05 are left out. Of equal scores the product with more buyers comes first, then the
 * lower customer's and product's id.
 *
 * As something new only what the customer never bought is recommended. What was bought before comes again only where
 * a need names it or it is due. Customers who are anonymous or were erased are offered nothing.
 *
 * All of it is computed from what the scope may see: a rep's recommendations come from the rep's own sales, and tell
 * nothing of others'.
 *
 * @throws badInput for a segment or reason that isn't one, a limit or offset that is no whole number, a day that is none
 * @example (await queryRecommendations(db, everything, { calendar, target: { customerId: 7 }, limit: 1, offset: 0 }))
 *   // { total: 12, recommendations: [{ productName: "Gaiwan Set", score: 0.72, reasons: [{ kind: "NEED", … }, …], … }] }
 */
export async function queryRecommendations(
  db: WarehouseDb,
  scope: Scope,
  question: RecommendationsQuestion,
): Promise<{ total: number; recommendations: Recommendation[] }> {
  const prepared = await prepareRecommendations(db, scope, question);
  const { rows } = await sql<{ total: number } & (Row | { customer_id: null })>`
    with ${candidateTables(prepared)},
    ${needReason(prepared)},
    ${replenishmentReason(prepared)},
    ${associationReason(prepared)},
    ${similarReason()},
    ${ranking(prepared)}
    select (select count(*)::integer from ranked) as total, page.*
    from (select 1) as one left join (
      ${page(question)}
    ) as page on true order by page.score desc, page.buyers desc, page.customer_id, page.product_id`.execute(db);
  const found = rows.flatMap((row) => (row.customer_id === null ? [] : [row as Row]));
  const others = await queryNames(db, "product", [...new Set(found.flatMap(({ other_id }) => other_id ?? []))]);
  return {
    total: rows[0]?.total ?? 0,
    recommendations: found.map((row) => ({
      customerId: row.customer_id,
      customerName: row.customer_name,
      productId: row.product_id,
      productName: row.product_name,
      category: row.category,
      score: row.score,
      reasons: reasonsOf(row, others, prepared.segmentMap),
    })),
  };
}

/** Each pair with its score, sorted by nothing yet. */
function ranking({ reasons }: PreparedRecommendations): RawBuilder<unknown> {
  const tables = Object.values(reasonTables);
  const candidates = tables.map((table) => sql`select customer_id, product_id from ${sql.table(table)}`);
  const joins = tables.map(
    (table, index) => sql`left join ${sql.table(table)} as ${sql.ref(`r${index}`)}
      on ${sql.ref(`r${index}.customer_id`)} = one.customer_id and ${sql.ref(`r${index}.product_id`)} = one.product_id`,
  );
  const missed = tables.map((_, index) => sql`(1 - coalesce(${sql.ref(`r${index}.strength`)}, 0::double precision))`);
  const wanted = tables.flatMap((table, index) =>
    reasons.some((reason) => reasonTables[reason] === table)
      ? [sql<boolean>`${sql.ref(`r${index}.strength`)} is not null`]
      : [],
  );
  return sql`
    proposed as (${sql.join(candidates, sql` union `)}),
    ranked as materialized (
      select one.customer_id, one.product_id, coalesce(b.baskets, 0) as buyers,
        floor((1 - ${sql.join(missed, sql` * `)}) * 10000 + 0.5) / 10000.0::double precision as score
      from proposed as one ${sql.join(joins, sql` `)} left join in_baskets as b on b.product_id = one.product_id
      where ${wanted.length > 0 ? sql`(${sql.join(wanted, sql` or `)})` : sql`false`}
        and one.customer_id in (select customer_id from audience)
    )`;
}

const reasonTables: Readonly<Record<RecommendationReasonKind, string>> = {
  NEED: "need_reason",
  REPLENISHMENT: "replenishment_reason",
  ASSOCIATION: "association_reason",
  SIMILAR_CUSTOMERS: "similar_reason",
};

/** The figures are joined to the page alone. */
function page({ limit, offset }: RecommendationsQuestion): RawBuilder<unknown> {
  return sql`select top.*, a.name as customer_name, o.name as product_name, o.category,
      n.strength as need, n.need_id, n.topic, n.need_strength, n.expected_on::text as expected_on, n.names_product,
      d.strength as replenishment, d.last_on::text as last_on, d.purchases, d.gap_days, d.own, d.since - d.gap_days as days_over,
      r.strength as association, r.other_id, r.baskets::integer as baskets, r.support, r.confidence, r.lift,
      s.strength as similar_customers, s.segment, a.kind, a.industry, s.buyers as peer_buyers, s.peers, s.share
    from (
      select * from ranked order by score desc, buyers desc, customer_id, product_id
      limit ${sql.lit(limit)} offset ${sql.lit(offset)}
    ) as top
      join audience as a on a.customer_id = top.customer_id join offered as o on o.product_id = top.product_id
      left join need_reason as n on n.customer_id = top.customer_id and n.product_id = top.product_id
      left join replenishment_reason as d on d.customer_id = top.customer_id and d.product_id = top.product_id
      left join association_reason as r on r.customer_id = top.customer_id and r.product_id = top.product_id
      left join similar_reason as s on s.customer_id = top.customer_id and s.product_id = top.product_id`;
}

interface Row {
  customer_id: number;
  customer_name: string;
  product_id: number;
  product_name: string;
  category: string | null;
  score: number;
  need: number | null;
  need_id: number;
  topic: string;
  need_strength: number;
  expected_on: string | null;
  names_product: boolean;
  replenishment: number | null;
  last_on: string;
  purchases: number;
  gap_days: number;
  own: boolean;
  days_over: number;
  association: number | null;
  other_id: number | null;
  baskets: number;
  support: number;
  confidence: number;
  lift: number;
  similar_customers: number | null;
  segment: string | null;
  kind: string;
  industry: string | null;
  peer_buyers: number;
  peers: number;
  share: number;
}

function reasonsOf(row: Row, others: ReadonlyMap<number, string>, segmentMap: SegmentMap): RecommendationReason[] {
  const reasons: RecommendationReason[] = [];
  if (row.need !== null) {
    const { need: strength, need_id: needId, topic, need_strength, expected_on, names_product } = row;
    const figures = {
      needId,
      topic,
      needStrength: need_strength,
      expectedOn: expected_on,
      namesProduct: names_product,
    };
    reasons.push({ kind: "NEED", strength, ...figures });
  }
  if (row.replenishment !== null) {
    const { replenishment: strength, last_on, purchases, gap_days, own, days_over } = row;
    const figures = { lastBoughtOn: last_on, purchases, usualGapDays: gap_days, ownGap: own, daysOver: days_over };
    reasons.push({ kind: "REPLENISHMENT", strength, ...figures });
  }
  if (row.association !== null) {
    const { association: strength, baskets, support, confidence, lift } = row;
    const otherId = row.other_id!;
    const figures = { otherId, otherName: others.get(otherId) ?? String(otherId), baskets, support, confidence, lift };
    reasons.push({ kind: "ASSOCIATION", strength, ...figures });
  }
  if (row.similar_customers !== null) {
    const {
      similar_customers: strength,
      segment,
      kind: customerKind,
      industry,
      peer_buyers: buyers,
      peers,
      share,
    } = row;
    const segmentLabel = segment === null ? null : findSegment(segmentMap, segment).label;
    const shared = { segment, segmentLabel, customerKind, industry };
    reasons.push({ kind: "SIMILAR_CUSTOMERS", strength, ...shared, buyers, peers, share });
  }
  return reasons.sort((left, right) => right.strength - left.strength);
}
