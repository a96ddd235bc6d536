import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Store } from "../store/store.ts";
import { testRecords } from "../testing/records.ts";
import { type ImportSummary, runImport } from "./import.ts";

const root = fileURLToPath(new URL("../../../..", import.meta.url));
const data = process.env.SALESGLASS_TEST_DATA ?? join(root, "../shared/data");

/** The sums that a source's own reference figures must equal, as SQL over the record. */
const examples: {
  map: string;
  data: string;
  figures: Record<string, string>;
  /** Keys of a figure that the source itself counts otherwise. */
  except?: Record<string, readonly string[]>;
}[] = [
  {
    map: "northwind",
    data: "northwind",
    figures: {
      orders: "select count(*)::int as v from sales_order",
      order_lines: "select count(*)::int as v from order_line",
      net_revenue: "select sum(net_amount)::float8 as v from warehouse.sale",
      net_by_month: by("to_char(day, 'YYYY-MM')"),
      net_by_employee: by("r.name", "join rep r on r.id = s.rep_id"),
      net_by_category: by("p.category", "join product p on p.id = s.product_id"),
      net_by_country: by("coalesce(s.country, c.country)", "join customer c on c.id = s.customer_id"),
    },
  },
  {
    map: "adventure-works",
    data: "adventureworks",
    figures: {
      orders: "select count(*)::int as v from sales_order",
      orders_by_channel: "select channel as k, count(*)::int as v from sales_order group by 1",
      orders_by_year: "select to_char(day, 'YYYY') as k, count(*)::int as v from sales_order group by 1",
      line_revenue: "select round(sum(net_amount), 2)::float8 as v from warehouse.sale",
      revenue_by_channel: by("channel"),
      revenue_by_territory: by("s.region"),
      revenue_by_quarter: by("to_char(day, 'YYYY-\"Q\"Q')"),
    },
    // These are of the order's own sums; 23 orders, all of resellers in Germany since 2013-Q2, lack lines.
    except: {
      revenue_by_channel: ["reseller"],
      revenue_by_territory: ["Germany"],
      revenue_by_quarter: ["2013-Q2", "2013-Q3", "2013-Q4", "2014-Q1", "2014-Q2"],
    },
  },
  {
    map: "online-retail",
    data: "online-retail",
    figures: {
      net_revenue_excl_adjustments: "select round(sum(net_amount), 2)::float8 as v from warehouse.sale",
      distinct_customers_all: "select count(*)::int as v from customer where not anonymous",
      buying_customers:
        "select count(distinct l.customer_id)::int as v from order_line l join customer c on c.id = l.customer_id where l.quantity > 0 and l.unit_price > 0 and not c.anonymous",
      orders_gross: "select count(distinct order_id)::int as v from order_line where quantity > 0 and unit_price > 0",
      revenue_by_month_net: by("to_char(day, 'YYYY-MM')"),
      countries:
        "select count(distinct coalesce(s.country, c.country))::int as v from warehouse.sale s join customer c on c.id = s.customer_id",
      top5_countries_net: `select * from (${by("coalesce(s.country, c.country)", "join customer c on c.id = s.customer_id")}) t order by v desc limit 5`,
    },
  },
  {
    map: "crm-opportunities",
    data: "crm-opportunities",
    figures: {
      opportunities: "select count(*)::int as v from opportunity",
      by_stage: "select stage as k, count(*)::int as v from opportunity group by 1",
      revenue_won: "select sum(amount)::float8 as v from warehouse.opportunity where status = 'WON'",
      conversion:
        "select round(count(*) filter (where status = 'WON')::numeric / count(*) filter (where status <> 'OPEN'), 6)::float8 as v from opportunity",
    },
  },
];

function by(key: string, join = ""): string {
  return `select ${key} as k, round(sum(s.net_amount), 2)::float8 as v from warehouse.sale s ${join} group by 1`;
}

describe.skipIf(!existsSync(data))("examples/import (needs the data of SALESGLASS_TEST_DATA)", () => {
  describe.each(testRecords())("on $name", ({ name, open }) => {
    // Half a million lines once: what is read from files is the same for both.
    const some = examples.filter(({ map }) => name === "postgres" || map !== "online-retail");
    describe.each(some)("$map", ({ map, data: folder, figures, except }) => {
      let store: Store;
      let summary: ImportSummary;
      let output: string;
      beforeAll(async () => {
        output = await mkdtemp(join(tmpdir(), "salesglass-examples-"));
        store = await open();
        summary = await importIt();
      });
      afterAll(async () => {
        await store?.close();
        await rm(output, { recursive: true, force: true });
      });
      const importIt = () =>
        runImport({
          store,
          folder: join(data, folder),
          map: join(root, "examples/import", map),
          rejectedFile: join(output, "rejected.csv"),
          today: "2026-01-01",
          actor: "a test",
        });

      it("rejects nothing", () => {
        expect(summary.tables.filter(({ rejected }) => rejected > 0)).toEqual([]);
        expect(summary.rejectedFile).toBeUndefined();
      });

      it.each(Object.entries(figures))("answers %s as published", async (fact, query) => {
        const expected = JSON.parse(await readFile(join(data, folder, "expected.json"), "utf8")).facts[fact].value;
        const left = except?.[fact] ?? [];
        for (const key of left) expect(expected).toHaveProperty([key]);
        for (const key of left) delete expected[key];
        const rows = (await store.query<{ k?: string; v: number }>(query)).filter(({ k }) => !left.includes(k ?? ""));
        const keyed = Array.isArray(expected)
          ? rows.map(({ k, v }) => [k, v])
          : Object.fromEntries(rows.map(({ k, v }) => [k, v]));
        expect(rows[0] && "k" in rows[0] ? keyed : rows[0]?.v).toEqual(expected);
      });

      it("changes nothing the second time", async () => {
        const marks = () => store.query("select max(changed)::text as last, count(*)::int as n from sales_order");
        const before = await marks();
        const again = await importIt();
        expect(again.tables.filter((table) => table.new + table.changed + table.rejected + table.removed > 0)).toEqual(
          [],
        );
        expect(await marks()).toEqual(before);
      });
    });
  });
});
