// What is asked, and the bare query that answers the same. It is as fast as we can write it; `columns` names what is
// compared.

const month = "(day - (extract(day from day)::integer - 1))";
const year = "day between '2025-07-01' and '2026-06-30'";
const period = `period: "2025-07-01..2026-06-30"`;
const metrics = ({ metrics }) => metrics;
const nobody = "left join (select id from customer where anonymous) nobody on nobody.id = customer_id";
const firstPurchases = `(select customer_id, min(day) as first from sale where order_net > 0
  and customer_id not in (select id from customer where anonymous) group by 1) f`;

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
    bare: `select month, channel, v / sum(v) over (partition by month) as share,
        sum(v) over (partition by channel order by month) as running
      from (select ${month} as month, channel, sum(net_amount)::double as v from sale where ${year} group by 1, 2)
      order by 1, 2`,
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
];
