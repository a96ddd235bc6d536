import {
  everything,
  parsePeriod,
  queryCustomers,
  queryMetrics,
  queryRfm,
  type WarehouseTable,
  warehouseTables,
} from "@salesglass/core";
import { it } from "vitest";
import { createTable } from "../copied-tables.ts";
import { openDuckDb } from "../duckdb.ts";

it("speed", async () => {
  const { db, writer, close } = await openDuckDb(":memory:");
  for (const t of Object.keys(warehouseTables)) await writer.run(createTable(t as WarehouseTable));
  await writer.run(
    `insert into customer select i, 'c'||i, 'PERSON', 'n'||i, null, null, null, null, 'DE', i%50, null, date '2023-01-01', null, i=1 from range(1,100000) t(i)`,
  );
  await writer.run(`insert into rep select i,'r'||i,'Rep '||i, i%5 from range(50) t(i)`);
  await writer.run(`insert into product select i,'p'||i,'P '||i, 'c'||(i%9) from range(200) t(i)`);
  await writer.run(
    `insert into sale (order_id,line,day,customer_id,rep_id,team_id,channel,region,product_id,quantity,unit_price,discount,net_amount,cost,order_net) select i//3, i%3, date '2021-01-01' + (i//3*1200//333334)::int, (hash(i//3)%99999+1)::int, (hash(i//3+1)%50)::int, 1, 'web', 'r', (hash(i)%200)::int, 1, 10, 0, 10+i%100, 5, 30 from range(1000000) t(i)`,
  );
  const calendar = { today: "2024-04-14", fiscalYearStart: 1, weekStart: 1 };
  const time = async (name: string, work: () => Promise<unknown>) => {
    const times: number[] = [];
    for (let k = 0; k < 7; k++) {
      const s = performance.now();
      await work();
      times.push(performance.now() - s);
    }
    console.log(name, times.sort((a, b) => a - b)[3]!.toFixed(1), "ms");
  };
  const raw = (text: string) => async () => (await writer.runAndReadAll(text)).getRowObjectsJson();
  const all = parsePeriod("2021-01-01..2024-04-14", calendar),
    year = parsePeriod("2023", calendar);
  const q =
    (period: typeof all, dimensions: never[], metrics: string[], more = {}) =>
    () =>
      queryMetrics(db, everything, {
        period,
        calendar,
        dimensions,
        metrics: metrics.map((m) => ({ key: m, metric: m as never })),
        ...more,
      });
  await time("months rev cost vol", q(all, ["month"] as never[], ["revenue", "cost", "volume"]));
  await time(
    "bare",
    raw(
      "select date_trunc('month', day)::date m, sum(net_amount), sum(cost), sum(quantity) from sale group by 1 order by 1",
    ),
  );
  await time("months + customers", q(all, ["month"] as never[], ["revenue", "customers"]));
  await time(
    "bare",
    raw(
      "select date_trunc('month', day)::date m, sum(net_amount), count(distinct customer_id) from sale group by 1 order by 1",
    ),
  );
  await time("rep x product year", q(year, ["repName", "productName"] as never[], ["revenue"]));
  await time(
    "bare",
    raw(
      "select r.name, p.name, sum(net_amount)::double from sale s join rep r on r.id=rep_id join product p on p.id=product_id where day between '2023-01-01' and '2023-12-31' group by 1,2 order by 1,2",
    ),
  );
  const ids = "select k0, k1, sum from (select rep_id k0, product_id k1, sum(net_amount)::double as sum from sale where day between '2023-01-01' and '2023-12-31' group by 1,2) b";
  await time("A ids", raw(ids));
  await time("B limit", raw(ids + " order by k0,k1 limit 100001"));
  await time("B nolimit", raw(ids + " order by k0,k1"));
  const named = ids.replace("select k0, k1, sum", "select r.name n1, p.name n2, sum") + " left join rep r on r.id=k0 left join product p on p.id=k1";
  await time("C named", raw(named));
  await time("C named collate", raw(named + ' order by r.name collate "C" asc nulls last, k0, p.name collate "C" asc nulls last, k1'));
  await time("C named no collate", raw(named + ' order by r.name, k0, p.name, k1'));
  await time("C named no collate limit", raw(named + ' order by r.name, k0, p.name, k1 limit 100001'));
  await time("year vs last year by month", () =>
    queryMetrics(db, everything, {
      period: year,
      calendar,
      dimensions: ["month"],
      metrics: [
        { key: "a", metric: "revenue" },
        { key: "b", metric: "revenue", as: "CHANGE", versus: "SAME_PERIOD_LAST_YEAR" },
      ],
    }),
  );
  await time("rfm", () => queryRfm(db, everything, { calendar, window: all }));
  await time(
    "bare rfm-ish",
    raw(
      `with b as (select customer_id, date '2024-04-14'-max(day) r, count(distinct order_id) f, sum(net_amount)::double m from sale where order_net>0 group by 1), q as (select percentile_cont([.2,.4,.6,.8]) within group (order by r) r, percentile_cont([.2,.4,.6,.8]) within group (order by f) f, percentile_cont([.2,.4,.6,.8]) within group (order by m) m from b) select (b.r>=q.r[1])::int+(b.r>=q.r[2])::int+(b.r>=q.r[3])::int+(b.r>=q.r[4])::int x,(b.f>=q.f[1])::int+(b.f>=q.f[2])::int+(b.f>=q.f[3])::int+(b.f>=q.f[4])::int y, count(*), sum(b.m) from b, q group by 1,2`,
    ),
  );
  await time("customers by revenue", () =>
    queryCustomers(db, everything, {
      limit: 20,
      offset: 0,
      asOf: "2024-04-14",
      orderBy: [{ by: "REVENUE", direction: "DESC" }],
    }),
  );
  await time("customers by name", () => queryCustomers(db, everything, { limit: 20, offset: 0, asOf: "2024-04-14" }));
  await close();
});
