import { type RawBuilder, sql } from "kysely";
import { earlier } from "../calendar.ts";
import { dateOf } from "../filters.ts";
import { builtInCatalog } from "../metrics/catalog.ts";
import { selectFacts } from "../metrics/select-facts.ts";
import { daysOf } from "../metrics/windows.ts";
import type { Scope } from "../scope.ts";
import type { PreparedRfm } from "./rfm-question.ts";

const measures = ["recency", "frequency", "monetary"] as const;

/**
 * The `with` clause that ends in `scored`, a row a customer with recency_days, orders, revenue and the three scores;
 * where the cut points are computed, `cut` is the one row of them.
 */
export function scoredCustomers(scope: Scope, rfm: PreparedRfm): RawBuilder<unknown> {
  const { asOf, window, bins, cutPoints } = rfm;
  const facts = selectFacts(
    {
      scope,
      source: "sale",
      window: daysOf({ from: window.from, to: earlier(window.to, asOf) }),
      calendar: rfm.calendar,
      timeGrains: [],
      keys: [builtInCatalog.dimension("customerId")],
      filters: rfm.filters,
      segments: () => {
        throw new Error("segments are made from this");
      },
    },
    [
      { name: "last_day", sql: sql`max(f.day) filter (where f.order_net > 0)`, needs: [] },
      {
        name: "orders",
        sql: sql`(count(distinct f.order_id) filter (where f.order_net > 0 and nobody.id is null))::integer`,
        needs: ["anonymous"],
      },
      { name: "revenue", sql: sql`sum(f.net_amount)`, needs: [] },
    ],
  );
  const score = (measure: (typeof measures)[number]) => {
    const cuts = cutPoints
      ? cutPoints[measure].map((point) => sql`${sql.raw(`(${String(point)})::double precision`)}`)
      : cutColumns(bins, measure);
    const reached = cuts.map((cut) => sql`(case when ${measured[measure]} >= ${cut} then 1 else 0 end)`);
    const count = sql.join(reached, sql` + `);
    return measure === "recency" ? sql`${sql.lit(bins)} - (${count})` : sql`1 + ${count}`;
  };
  return sql`
    with purchase as (${facts}),
    buyer as (
      select k0 as customer_id, (${dateOf(asOf)} - last_day)::integer as recency_days, orders, revenue,
        revenue::double precision as spend
      from purchase where orders > 0
    )
    ${cutPoints ? sql`` : sql`, quantile as (${quantiles(bins)}), cut as (${cuts(bins)})`},
    scored as (
      select buyer.*, ${sql.join(measures.map((measure) => sql`${score(measure)} as ${sql.ref(measure)}`))}
      from buyer ${cutPoints ? sql`` : sql`cross join cut`}
    )`;
}

/** Names of the computed cut points' columns. */
function cutColumns(bins: number, measure: (typeof measures)[number]): RawBuilder<unknown>[] {
  return Array.from({ length: bins - 1 }, (_, index) => sql.ref(`${measure}_cut_${index + 1}`));
}

const measured = {
  recency: sql`buyer.recency_days`,
  frequency: sql`buyer.orders`,
  monetary: sql`buyer.spend`,
} as const;

function quantiles(bins: number): RawBuilder<unknown> {
  const shares = sql.join(Array.from({ length: bins - 1 }, (_, index) => sql.lit((index + 1) / bins)));
  const columns = measures.map((measure) => {
    const value = sql`${measured[measure]}::double precision`;
    return sql`percentile_cont(array[${shares}]) within group (order by ${value}) as ${sql.ref(measure)}`;
  });
  return sql`select ${sql.join(columns)} from buyer`;
}

/**
 * The engines interpolate in a different order of operations; at a millionth they agree, and a cut point that falls on
 * a customer's value equals it.
 */
function cuts(bins: number): RawBuilder<unknown> {
  const columns = measures.flatMap((measure) =>
    Array.from({ length: bins - 1 }, (_, index) => {
      const name = sql.ref(`${measure}_cut_${index + 1}`);
      return sql`(${sql.ref(measure)}[${sql.lit(index + 1)}])::decimal(28, 6)::double precision as ${name}`;
    }),
  );
  return sql`select ${sql.join(columns)} from quantile`;
}
