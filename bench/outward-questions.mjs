// What the market, the pipeline and the team ask, as in questions.mjs. Where nothing is compared, the bare query is what
// has to be read at the least.

const years = "day between '2024-07-01' and '2026-06-30'";
const columns = [];
const rowsOf = () => [];

export const outwardQuestions = [
  {
    part: true,
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
    // Without what became of the deals by stage and team.
    part: true,
    name: "funnel of a year, time in stage, what to improve",
    graphql: `{ funnel(period: "2025-07-01..2026-06-30") { stages { entered rate medianDays } improvements { gainAtBest } } }`,
    bare: `with deal as (
        select id, status, closed_on from opportunity
        where created_on between '2025-07-01' and '2026-06-30' and (status = 'OPEN' or closed_on is not null)),
      entry as (
        select deal.id, status, rank as place, kind, entered_on,
          coalesce(lead(entered_on) over (partition by deal.id order by entered_on, rank), closed_on) as left_on
        from deal join opportunity_stage e on e.opportunity_id = deal.id
          join pipeline_stage s on s.external_id = e.stage),
      reached as (
        select id, max(place) filter (where kind = 'OPEN' or status = 'WON') as reach from entry group by 1),
      spent as (
        select id, place, sum(left_on - entered_on) as days from entry where kind = 'OPEN'
        group by 1, 2 having count(*) = count(left_on)),
      lasted as (select place, quantile_cont(days, .5) as median from spent group by 1)
      select (select count(*) from reached where reach >= s.rank) as entered, median as "medianDays"
      from pipeline_stage s left join lasted on lasted.place = s.rank where kind = 'OPEN' order by s.rank`,
    rowsOf: ({ funnel }) => funnel.stages,
    columns: ["entered", "medianDays"],
  },
  {
    name: "scorecards of all reps, a year",
    graphql: `{ scorecards(period: "2025-07-01..2026-06-30", first: 500) { edges { node { rep { name } scores { value } } } } }`,
    bare: `select rep_id, sum(net_amount), sum(cost), count(distinct order_id) from sale where ${years} group by 1`,
    rowsOf,
    columns,
  },
];
