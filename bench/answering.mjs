import { once } from "node:events";
import { Agent, createServer as createHttpServer, request } from "node:http";
import { tmpdir } from "node:os";
import { createServer, sql } from "../packages/api/dist/bench.js";
import { medianOf, ms, report } from "./measure.mjs";

const questions = [
  {
    name: "metrics by month, 24 months",
    graphql: `{ metrics(period: "2024-07-01..2026-06-30") { month revenue cost volume orders customers } }`,
    bare: `select date_trunc('month', day)::date as month, sum(net_amount)::double, sum(cost)::double, sum(quantity)::double,
        count(distinct order_id) filter (where order_net > 0),
        count(distinct customer_id) filter (where order_net > 0 and customer_id not in (select id from customer where anonymous))
      from sale where day between '2024-07-01' and '2026-06-30' group by 1 order by 1`,
  },
  {
    name: "revenue by month, 24 months",
    graphql: `{ metrics(period: "2024-07-01..2026-06-30") { month revenue cost volume } }`,
    bare: `select date_trunc('month', day)::date as month, sum(net_amount)::double, sum(cost)::double, sum(quantity)::double
      from sale where day between '2024-07-01' and '2026-06-30' group by 1 order by 1`,
  },
  {
    name: "rep × product for a year",
    graphql: `{ metrics(period: "2025") { repName productName revenue volume } }`,
    bare: `select r.name as rep, p.name as product, revenue, volume
      from (select rep_id, product_id, sum(net_amount)::double as revenue, sum(quantity)::double as volume
        from sale where day between '2025-01-01' and '2025-12-31' group by 1, 2) s
      left join rep r on r.id = s.rep_id join product p on p.id = s.product_id order by 1, 2`,
  },
  {
    name: "RFM: quintiles, cells, segments",
    graphql: `{ rfm(asOf: "2026-06-30") { customers cells { recency frequency customers revenue } segments { id customers share } } }`,
    bare: `with buyer as (
        select customer_id, date '2026-06-30' - max(day) filter (where order_net > 0) as r,
          count(distinct order_id) filter (where order_net > 0) as f, sum(net_amount)::double as m
        from sale where day > '2025-06-30' and day <= '2026-06-30'
          and customer_id not in (select id from customer where anonymous)
        group by 1 having count(*) filter (where order_net > 0) > 0),
      cut as (select quantile_cont(r, [.2, .4, .6, .8]) as r, quantile_cont(f, [.2, .4, .6, .8]) as f, quantile_cont(m, [.2, .4, .6, .8]) as m from buyer)
      select 5 - len(list_filter(cut.r, c -> c <= buyer.r)) as recency, 1 + len(list_filter(cut.f, c -> c <= buyer.f)) as frequency,
        count(*), sum(buyer.m) from buyer, cut group by 1, 2`,
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
    pagesFolder: tmpdir(),
    widgetsFolder: tmpdir(),
  });
  const http = createHttpServer(yoga).listen(0, "127.0.0.1");
  await once(http, "listening");
  const agent = new Agent({ keepAlive: true });
  const { port } = http.address();
  for (const { name, graphql, bare } of questions) {
    const askBare = () => sql.raw(bare).execute(warehouse.db);
    const askHttp = () => post(agent, port, graphql);
    await askBare();
    await askHttp();
    const limit = await medianOf(25, askBare);
    const ours = await medianOf(25, askHttp);
    report(name, ms(ours), `bare ${ms(limit)}`, `${(ours / limit).toFixed(2)} × (aim ≤ ${ms(limit * 1.5 + 3)})`);
  }
  agent.destroy();
  http.close();
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
