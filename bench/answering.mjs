import { once } from "node:events";
import { Agent, createServer as createHttpServer, request } from "node:http";
import { createServer, sql } from "../packages/api/dist/bench.js";
import { mediansOf, ms, report } from "./measure.mjs";

const monthOf = "(day - (extract(day from day)::integer - 1))";

/** The bare queries are as fast as we can write them, and must answer the same: `columns` names what is compared. */
const questions = [
  {
    name: "metrics by month, 24 months",
    graphql: `{ metrics(period: "2024-07-01..2026-06-30") { month revenue cost volume orders customers } }`,
    bare: `select ${monthOf} as month, sum(net_amount)::double as revenue, sum(cost)::double as cost,
        sum(quantity)::double as volume, count(distinct order_id) filter (where order_net > 0) as orders,
        count(distinct customer_id) filter (where order_net > 0 and nobody.id is null) as customers
      from sale left join (select id from customer where anonymous) nobody on nobody.id = customer_id
      where day between '2024-07-01' and '2026-06-30' group by 1 order by 1`,
    rowsOf: ({ metrics }) => metrics,
    columns: ["revenue", "cost", "volume", "orders", "customers"],
  },
  {
    name: "revenue by month, 24 months",
    graphql: `{ metrics(period: "2024-07-01..2026-06-30") { month revenue cost volume } }`,
    bare: `select ${monthOf} as month, sum(net_amount)::double as revenue, sum(cost)::double as cost,
        sum(quantity)::double as volume
      from sale where day between '2024-07-01' and '2026-06-30' group by 1 order by 1`,
    rowsOf: ({ metrics }) => metrics,
    columns: ["revenue", "cost", "volume"],
  },
  {
    name: "rep × product for a year",
    graphql: `{ metrics(period: "2025") { repName productName revenue volume } }`,
    bare: `select r.name as rep, p.name as product, revenue, volume
      from (select rep_id, product_id, sum(net_amount)::double as revenue, sum(quantity)::double as volume
        from sale where day between '2025-01-01' and '2025-12-31' group by 1, 2) s
      left join rep r on r.id = s.rep_id join product p on p.id = s.product_id order by 1, 2`,
    rowsOf: ({ metrics }) => metrics,
    columns: ["revenue", "volume"],
  },
  {
    name: "day × product for a year, 10,000 rows",
    graphql: `{ metrics(period: "2025", first: 10000) { day productName revenue volume } }`,
    bare: `select day, p.name as product, revenue, volume
      from (select day, product_id, sum(net_amount)::double as revenue, sum(quantity)::double as volume
        from sale where day between '2025-01-01' and '2025-12-31' group by 1, 2) s
      join product p on p.id = s.product_id order by 1, 2 limit 10000`,
    rowsOf: ({ metrics }) => metrics,
    columns: ["revenue", "volume"],
  },
  {
    name: "RFM: quintiles, cells, segments",
    graphql: `{ rfm(asOf: "2026-06-30") { customers cells { recency frequency customers revenue } segments { id customers share } } }`,
    bare: `with buyer as (
        select customer_id, date '2026-06-30' - max(day) filter (where order_net > 0) as r,
          count(distinct order_id) filter (where order_net > 0) as f, sum(net_amount)::double as m
        from sale left join (select id from customer where anonymous) nobody on nobody.id = customer_id
        where day > '2025-06-30' and day <= '2026-06-30' and nobody.id is null
        group by 1 having count(*) filter (where order_net > 0) > 0),
      cut as (select quantile_cont(r, [.2, .4, .6, .8]) as r, quantile_cont(f, [.2, .4, .6, .8]) as f, quantile_cont(m, [.2, .4, .6, .8]) as m from buyer)
      select 5 - len(list_filter(cut.r, lambda c: c <= buyer.r)) as recency,
        1 + len(list_filter(cut.f, lambda c: c <= buyer.f)) as frequency, count(*) as customers, sum(buyer.m) as revenue
      from buyer, cut group by 1, 2`,
    rowsOf: ({ rfm }) => rfm.cells.filter(({ customers }) => customers > 0),
    columns: ["recency", "frequency", "customers", "revenue"],
  },
];

/** Compares questions through HTTP with the bare query in the same DuckDB. */
export async function answering({ store, warehouse }) {
  const yoga = createServer({
    store,
    warehouse,
    clock: () => new Date(),
    today: "2026-06-30",
    logger: { error: console.error, warn: console.warn, info() {}, debug() {} },
    allowedOrigins: [],
    pagesFolder: "", // Nothing static is served here.
    widgetsFolder: "",
  });
  const http = createHttpServer(yoga).listen(0, "127.0.0.1");
  await once(http, "listening");
  const agent = new Agent({ keepAlive: true });
  const { port } = http.address();
  try {
    for (const { name, graphql, bare, rowsOf, columns } of questions) {
      const askBare = async () => (await sql.raw(bare).execute(warehouse.db)).rows;
      const askHttp = () => post(agent, port, graphql);
      agree(name, columns, await askBare(), rowsOf(await askHttp()));
      const [limit, ours] = await mediansOf(25, [askBare, askHttp]);
      report(name, ms(ours), `bare ${ms(limit)}`, `${(ours / limit).toFixed(2)} × (aim ≤ ${ms(limit * 1.5 + 3)})`);
    }
  } finally {
    agent.destroy();
    http.close();
  }
}

/** A limit is one only for the same answer: as many rows, and the same sums. */
function agree(name, columns, bare, ours) {
  if (bare.length !== ours.length) throw new Error(`${name}: ${ours.length} rows, the bare query has ${bare.length}`);
  for (const column of columns) {
    const [expected, answered] = [bare, ours].map((rows) => rows.reduce((sum, row) => sum + Number(row[column]), 0));
    if (Math.abs(answered - expected) <= 1e-9 * Math.abs(expected)) continue;
    throw new Error(`${name}: ${column} sums to ${answered}, the bare query's to ${expected}`);
  }
}

function post(agent, port, query) {
  return new Promise((resolve, reject) => {
    const body = JSON.stringify({ query });
    const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
    const sent = request({ agent, port, host: "127.0.0.1", path: "/graphql", method: "POST", headers }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk) => (text += chunk));
      response.on("end", () => {
        const answer = JSON.parse(text);
        if (answer.errors) reject(new Error(JSON.stringify(answer.errors)));
        else resolve(answer.data);
      });
    });
    sent.on("error", reject);
    sent.end(body);
  });
}
