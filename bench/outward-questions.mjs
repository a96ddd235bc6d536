// What the market, the pipeline and the team ask. Their bare queries are what has to be read at the least: the answers
// hold more, so nothing is compared.

const years = "day between '2024-07-01' and '2026-06-30'";
const columns = [];
const rowsOf = () => [];

export const outwardQuestions = [
  {
    name: "SWOT of a year, with evidence",
    graphql: `{ swot(period: "2025-07-01..2026-06-30") { statements { rule size figures { value } evidence { label share figures { value } } } } }`,
    bare: `select product_id, s.region, channel, customer_id, sum(net_amount), sum(cost), sum(quantity) from sale s
      where ${years} group by grouping sets ((product_id), (s.region), (channel), (customer_id), ())`,
    rowsOf,
    columns,
  },
  {
    name: "competitors' moves, sales around them",
    graphql: `{ competitorMoves(period: "2025-07-01..2026-06-30") { name before after low high } }`,
    bare: `select s.day, p.category, sum(net_amount) from sale s join product p on p.id = s.product_id group by 1, 2`,
    rowsOf,
    columns,
  },
  {
    name: "economy: phase and sensitivity",
    graphql: `{ economy { phase sensitivities { lags { correlation } } advice { text } } }`,
    bare: "select date_trunc('month', day), sum(net_amount) from sale group by 1",
    rowsOf,
    columns,
  },
  {
    name: "channel mix by month, two years",
    graphql: `{ channelMix(period: "2024-07-01..2026-06-30", grain: MONTH) { shares { start channel share } } }`,
    bare: `select date_trunc('month', day), channel, sum(net_amount) from sale where ${years} group by 1, 2`,
    rowsOf,
    columns,
  },
  {
    name: "funnel of a year, time in stage, what to improve",
    graphql: `{ funnel(period: "2025-07-01..2026-06-30") { stages { entered rate medianDays } improvements { gainAtBest } } }`,
    bare: `select stage, count(distinct opportunity_id), min(entered_on), max(entered_on) from opportunity_stage group by 1`,
    rowsOf,
    columns,
  },
  {
    name: "scorecards of all reps, a year",
    graphql: `{ scorecards(period: "2025-07-01..2026-06-30", first: 500) { edges { node { rep { name } scores { value } } } } }`,
    bare: `select rep_id, sum(net_amount), sum(cost), count(distinct order_id) from sale where ${years} group by 1`,
    rowsOf,
    columns,
  },
];
