// What is asked, and the bare query that answers the same. It is as fast as we can write it; `columns` names what is
// compared. Of a `part` the bare query only reads what has to be read in any case: the answer holds far more.

const month = "(day - (extract(day from day)::integer - 1))";
const year = "day between '2025-07-01' and '2026-06-30'";
const period = `period: "2025-07-01..2026-06-30"`;
const metrics = ({ metrics }) => metrics;
const nobody = "left join (select id from customer where anonymous) nobody on nobody.id = customer_id";
const firstPurchases = `(select customer_id, min(day) as first from sale where order_net > 0
  and customer_id not in (select id from customer where anonymous) group by 1) f`;

/** RFM segments at a day, over the year up to it. */
const segmentsAt = (day, before) => `(
  with buyer as (
    select customer_id, date '${day}' - max(day) filter (where order_net > 0) as r,
      count(distinct order_id) filter (where order_net > 0) as f, sum(net_amount)::double as m
    from sale ${nobody} where day > '${before}' and day <= '${day}' and nobody.id is null
    group by 1 having count(*) filter (where order_net > 0) > 0),
  cut as (select quantile_cont(r, [.2, .4, .6, .8]) as r, quantile_cont(f, [.2, .4, .6, .8]) as f from buyer),
  scored as (
    select customer_id, m, 5 - len(list_filter(cut.r, lambda c: c <= buyer.r)) as r,
      1 + len(list_filter(cut.f, lambda c: c <= buyer.f)) as f from buyer, cut)
  select customer_id, m, case
    when r = 5 and f >= 4 then 'champions' when r between 3 and 4 and f >= 4 then 'loyal'
    when r >= 4 and f between 2 and 3 then 'potential-loyalist' when r = 5 then 'new' when r = 4 then 'promising'
    when r = 3 and f = 3 then 'need-attention' when r = 3 then 'about-to-sleep' when f = 5 then 'cant-lose'
    when f >= 3 then 'at-risk' else 'hibernating' end as segment
  from scored)`;

const baskets = `select customer_id, product_id from sale ${nobody} where ${year} and nobody.id is null
  group by 1, 2 having sum(quantity) > 0`;

export const questions = [
  {
    name: "metrics by month, 24 months",
    graphql: `{ metrics(period: "2024-07-01..2026-06-30") { month revenue cost volume orders customers } }`,
    bare: `select ${month} as month, sum(net_amount)::double as revenue, sum(cost)::double as cost,
        sum(quantity)::double as volume, count(distinct order_id) filter (where order_net > 0) as orders,
        count(distinct customer_id) filter (where order_net > 0 and nobody.id is null) as customers
      from sale ${nobody} where day between '2024-07-01' and '2026-06-30' group by 1 order by 1`,
    rowsOf: metrics,
    columns: ["revenue", "cost", "volume", "orders", "customers"],
  },
  {
    name: "revenue by month, 24 months",
    graphql: `{ metrics(period: "2024-07-01..2026-06-30") { month revenue cost volume } }`,
    bare: `select ${month} as month, sum(net_amount)::double as revenue, sum(cost)::double as cost,
        sum(quantity)::double as volume
      from sale where day between '2024-07-01' and '2026-06-30' group by 1 order by 1`,
    rowsOf: metrics,
    columns: ["revenue", "cost", "volume"],
  },
  {
    name: "by month beside the year before",
    graphql: `{ metrics(${period}) { month revenue before: revenue(at: SAME_PERIOD_LAST_YEAR) growth(versus: SAME_PERIOD_LAST_YEAR) } }`,
    bare: `select extract(month from day) as month, sum(net_amount) filter (where ${year})::double as revenue,
        sum(net_amount) filter (where day < '2025-07-01')::double as before
      from sale where day between '2024-07-01' and '2026-06-30' group by 1 order by 1`,
    rowsOf: metrics,
    columns: ["revenue", "before"],
  },
  {
    name: "by day beside the year before, 30 months",
    graphql: `{ metrics(period: "2024-01-01..2026-06-30") { day revenue before: revenue(at: SAME_PERIOD_LAST_YEAR) } }`,
    bare: `with sold as (
        select day, sum(net_amount)::double as revenue from sale where day between '2023-01-01' and '2026-06-30' group by 1)
      select d.day, coalesce(n.revenue, 0) as revenue, coalesce(b.revenue, 0) as before
      from (select unnest(generate_series(date '2024-01-01', date '2026-06-30', interval 1 day))::date as day) d
        left join sold n on n.day = d.day
        left join sold b on b.day = (d.day - interval 1 year)::date and extract(day from b.day) = extract(day from d.day)
      order by 1`,
    rowsOf: metrics,
    columns: ["revenue", "before"],
  },
  {
    name: "totals with three comparisons",
    graphql: `{ metrics(period: "2026-Q2") { revenue before: revenue(at: PREVIOUS_PERIOD) last: revenue(at: SAME_PERIOD_LAST_YEAR) growth } }`,
    bare: `select sum(net_amount) filter (where day >= '2026-04-01')::double as revenue,
        sum(net_amount) filter (where day between '2026-01-01' and '2026-03-31')::double as before,
        sum(net_amount) filter (where day < '2025-07-01')::double as last
      from sale where day between '2026-01-01' and '2026-06-30' or day between '2025-04-01' and '2025-06-30'`,
    rowsOf: metrics,
    columns: ["revenue", "before", "last"],
  },
  {
    name: "rep × product for a year",
    graphql: `{ metrics(period: "2025") { repName productName revenue volume } }`,
    bare: `select r.name as rep, p.name as product, revenue, volume
      from (select rep_id, product_id, sum(net_amount)::double as revenue, sum(quantity)::double as volume
        from sale where day between '2025-01-01' and '2025-12-31' group by 1, 2) s
      left join rep r on r.id = s.rep_id join product p on p.id = s.product_id order by 1, 2`,
    rowsOf: metrics,
    columns: ["revenue", "volume"],
  },
  {
    name: "day × product for a year, 10,000 rows",
    graphql: `{ metrics(period: "2025", first: 10000) { day productName revenue volume } }`,
    bare: `select day, p.name as product, revenue, volume
      from (select day, product_id, sum(net_amount)::double as revenue, sum(quantity)::double as volume
        from sale where day between '2025-01-01' and '2025-12-31' group by 1, 2) s
      join product p on p.id = s.product_id order by 1, 2 limit 10000`,
    rowsOf: metrics,
    columns: ["revenue", "volume"],
  },
  {
    name: "filtered: one channel, not two regions",
    graphql: `{ metrics(${period}, where: { channel: { in: ["online"] }, region: { not: ["West"] } }) { category revenue orders } }`,
    bare: `select p.category, sum(net_amount)::double as revenue, count(distinct order_id) filter (where order_net > 0) as orders
      from sale join product p on p.id = product_id where ${year} and channel = 'online'
        and (region is null or region <> 'West') group by 1 order by 1`,
    rowsOf: metrics,
    columns: ["revenue", "orders"],
  },
  {
    name: "top 6 products by month, and the rest",
    graphql: `{ metrics(${period}, top: { first: 6 }) { month productName revenue } }`,
    bare: `with best as (select product_id from sale where ${year} group by 1 order by sum(net_amount) desc limit 6)
      select ${month} as month, p.name, sum(net_amount)::double as revenue
      from sale left join best on best.product_id = sale.product_id left join product p on p.id = best.product_id
      where ${year} group by 1, 2 order by 1, 2`,
    rowsOf: metrics,
    columns: ["revenue"],
  },
  {
    name: "share and running total, month × channel",
    graphql: `{ metrics(${period}) { month channel share: revenue(as: SHARE) running: revenue(as: RUNNING) } }`,
    // Along time every channel has every month.
    bare: `with sold as (select ${month} as month, channel, sum(net_amount)::double as v from sale where ${year} group by 1, 2),
      along as (select m.month, c.channel, coalesce(sold.v, 0) as v
        from (select distinct month from sold) m cross join (select distinct channel from sold) c
        left join sold on sold.month = m.month and sold.channel is not distinct from c.channel)
      select month, channel, v / sum(v) over (partition by month) as share,
        sum(v) over (partition by channel order by month) as running
      from along order by 1, 2`,
    rowsOf: metrics,
    columns: ["share", "running"],
  },
  {
    name: "new and returning customers by month",
    graphql: `{ metrics(${period}) { month newCustomers returningCustomers } }`,
    bare: `select ${month} as month,
        count(distinct sale.customer_id) filter (where order_net > 0 and first >= ${month}) as "newCustomers",
        count(distinct sale.customer_id) filter (where order_net > 0 and first < ${month}) as "returningCustomers"
      from sale left join ${firstPurchases} on f.customer_id = sale.customer_id where ${year} group by 1 order by 1`,
    rowsOf: metrics,
    columns: ["newCustomers", "returningCustomers"],
  },
  {
    name: "drivers of revenue by product",
    graphql: `{ drivers(metric: revenue, ${period}, versus: SAME_PERIOD_LAST_YEAR, by: PRODUCT, first: 1000) { effects { kind amount } contributions { key value comparisonValue } } }`,
    bare: `select product_id, sum(net_amount) filter (where ${year})::double as value,
        sum(net_amount) filter (where day < '2025-07-01')::double as "comparisonValue",
        sum(quantity) filter (where ${year})::double, sum(quantity) filter (where day < '2025-07-01')::double
      from sale where day between '2024-07-01' and '2026-06-30' group by 1`,
    rowsOf: ({ drivers }) => drivers.contributions.filter(({ key }) => key !== null),
    columns: ["value", "comparisonValue"],
  },
  {
    name: "forecast of the year, back-tested",
    graphql: `{ metric(id: revenue, period: "this-year") { value forecast { value low high error tests } } }`,
    bare: `select day, sum(net_amount)::double from sale where day <= '2026-06-30' group by 1 order by 1`,
    rowsOf: () => [],
    columns: [],
  },
  {
    name: "RFM: quintiles, cells, segments",
    graphql: `{ rfm(asOf: "2026-06-30") { customers cells { recency frequency customers revenue } segments { id customers share } } }`,
    bare: `with buyer as (
        select customer_id, date '2026-06-30' - max(day) filter (where order_net > 0) as r,
          count(distinct order_id) filter (where order_net > 0) as f, sum(net_amount)::double as m
        from sale ${nobody} where day > '2025-06-30' and day <= '2026-06-30' and nobody.id is null
        group by 1 having count(*) filter (where order_net > 0) > 0),
      cut as (select quantile_cont(r, [.2, .4, .6, .8]) as r, quantile_cont(f, [.2, .4, .6, .8]) as f, quantile_cont(m, [.2, .4, .6, .8]) as m from buyer)
      select 5 - len(list_filter(cut.r, lambda c: c <= buyer.r)) as recency,
        1 + len(list_filter(cut.f, lambda c: c <= buyer.f)) as frequency, count(*) as customers, sum(buyer.m) as revenue
      from buyer, cut group by 1, 2`,
    rowsOf: ({ rfm }) => rfm.cells.filter(({ customers }) => customers > 0),
    columns: ["recency", "frequency", "customers", "revenue"],
  },
  {
    name: "RFM: who moved between segments in a quarter",
    graphql: `{ rfm(asOf: "2026-06-30") { movement(from: "2026-03-31") { moves { from to customers revenue revenueBefore } } } }`,
    bare: `select coalesce(past.segment, 'none') as "from", coalesce(present.segment, 'none') as "to", count(*) as customers,
        coalesce(sum(present.m), 0) as revenue, coalesce(sum(past.m), 0) as "revenueBefore"
      from ${segmentsAt("2026-03-31", "2025-03-31")} past
      full join ${segmentsAt("2026-06-30", "2025-06-30")} present using (customer_id) group by 1, 2`,
    rowsOf: ({ rfm }) => rfm.movement.moves,
    columns: ["customers", "revenue", "revenueBefore"],
  },
  {
    name: "cohorts by month of the first purchase",
    graphql: `{ cohorts(${period}, asOf: "2026-06-30") { cells { cohort since value share } curve { share } } }`,
    bare: `with f as (select * from ${firstPurchases} where first between '2025-07-01' and '2026-06-30')
      select date_trunc('month', first) as cohort, ${month} as month, count(distinct sale.customer_id) as value
      from sale join f on f.customer_id = sale.customer_id where order_net > 0 and day <= '2026-06-30' group by 1, 2`,
    rowsOf: ({ cohorts }) => cohorts.cells.filter(({ value }) => value > 0),
    columns: ["value"],
  },
  {
    name: "customers by activity against their usual gap",
    graphql: `{ customerActivity(asOf: "2026-06-30") { state customers revenue } }`,
    bare: `with gap as (
        select customer_id, day, day - lag(day) over (partition by customer_id order by day) as days
        from (select distinct customer_id, day from sale ${nobody}
          where order_net > 0 and day <= '2026-06-30' and nobody.id is null)),
      buyer as (select customer_id, date '2026-06-30' - max(day) as away, quantile_cont(days::double, .5) as usual from gap group by 1),
      held as (select customer_id, away, coalesce(usual, (select quantile_cont(usual, .5) from buyer)) as usual from buyer)
      select case when away > 4 * usual then 'LOST' when away > 2 * usual then 'DORMANT' when away > usual then 'COOLING'
        else 'ACTIVE' end as state, count(*) as customers, sum(spent)::double as revenue
      from held join (select customer_id, sum(net_amount) as spent from sale where day <= '2026-06-30' group by 1) using (customer_id)
      group by 1`,
    rowsOf: ({ customerActivity }) =>
      customerActivity.filter(({ state, customers }) => state !== "PROSPECT" && customers > 0),
    columns: ["customers", "revenue"],
  },
  {
    name: "products bought together by a customer",
    graphql: `{ productAssociations(asOf: "2026-06-30", first: 1000) { associations { baskets } } }`,
    bare: `with basket as (${baskets}), half as (
        select a.product_id as a, b.product_id as b, count(*) as baskets
        from basket a join basket b on b.customer_id = a.customer_id and b.product_id > a.product_id
        group by 1, 2 having count(*) >= 5)
      select baskets from half union all select baskets from half order by 1 desc limit 1000`,
    rowsOf: ({ productAssociations }) => productAssociations.associations,
    columns: [],
  },
  {
    // All baskets, and the customer's own purchases.
    part: true,
    name: "what to offer a customer, with reasons",
    graphql: `{ recommendations(customer: "C0000100", asOf: "2026-06-30", first: 10) { edges { node { productName score mainReason { text } } } } }`,
    bare: `with basket as (${baskets}), own as (
        select product_id, max(day) as last from sale
        where customer_id = (select id from customer where external_id = 'C0000100') group by 1)
      select b.product_id, count(*) from basket b join basket o on o.customer_id = b.customer_id
      where o.product_id in (select product_id from own) and b.product_id not in (select product_id from own) group by 1`,
    rowsOf: () => [],
    columns: [],
  },
];
