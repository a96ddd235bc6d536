// A page of twelve widgets: six cards with their courses, six charts.
const cards = {
  revenue: "sum(net_amount)",
  grossProfit: "sum(net_amount - cost)",
  profitMargin: "sum(net_amount - cost) / sum(net_amount)",
  orders: "count(distinct order_id)",
  customers: "count(distinct customer_id)",
  averageOrderValue: "sum(net_amount) / count(distinct order_id)",
};
const month = "day - (extract(day from day)::integer - 1)";
const charts = {
  channel: "channel",
  region: "sale.region",
  category: "category",
  repName: "rep_id",
  month,
  country: "sale.country",
};

/** What the page asks, as one request. */
export function dashboard(period) {
  return [
    ...Object.keys(cards).map((id) => ({
      query: `query ($id: MetricId!, $period: Period!) { metric(id: $id, period: $period, versus: SAME_PERIOD_LAST_YEAR, series: MONTH) {
        value definition { label unit } comparison { value change } series { from value comparison } } }`,
      variables: { id, period },
    })),
    ...Object.keys(charts).map((dimension) => ({
      query: `query ($period: Period!) { metrics(period: $period, first: 20, orderBy: [{ by: "revenue", direction: DESC }]) { ${dimension} revenue before: revenue(at: SAME_PERIOD_LAST_YEAR) } }`,
      variables: { period },
    })),
  ];
}

/** The bare queries that hold the same figures, of reps by their ids. */
export function bareDashboard(from, to) {
  const yearBefore = (day) => `(date '${day}' - interval 1 year)::date`;
  const now = `day between date '${from}' and date '${to}'`;
  const before = `day between ${yearBefore(from)} and ${yearBefore(to)}`;
  // Of a quotient both parts need the filter, and of a formula each sum.
  const within = (formula, days) =>
    formula.replaceAll(/(sum|count)\(([^()]*)\)/g, (aggregate) => `${aggregate} filter (where ${days})`);
  return [
    ...Object.values(cards).map(
      (formula) => `select ${month} as month, ${within(formula, now)} as value, ${within(formula, before)} as comparison
        from sale where ${now} or ${before} group by grouping sets ((1), ())`,
    ),
    ...Object.values(charts).map((key) => {
      const join = key === "category" ? "join product on product.id = product_id" : "";
      return `select ${key} as key, ${within("sum(net_amount)", now)} as revenue, ${within("sum(net_amount)", before)} as before
        from sale ${join} where ${now} or ${before} group by 1 order by 2 desc limit 20`;
    }),
  ];
}
