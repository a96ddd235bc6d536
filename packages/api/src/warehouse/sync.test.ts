import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { warehouseTables } from "@salesglass/core";
import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Store } from "../store/store.ts";
import { testRecords } from "../testing/records.ts";
import { addOrders, contents, copyContents, seededRandom, seedRecord, writeSomething } from "../testing/soak.ts";
import { openWarehouse, type WarehouseService } from "./warehouse.ts";

describe.each(testRecords())("the warehouse over $name", ({ name, open }) => {
  let store: Store;
  let warehouse: WarehouseService;
  beforeEach(async () => {
    store = await open();
    await seedRecord(store);
    warehouse = await openWarehouse({ store, engine: "duckdb", pollMilliseconds: 50 });
  });
  afterEach(async () => {
    await warehouse.close();
    await store.close();
  });

  it("has views with exactly the declared columns, in order and type", async () => {
    const columns = await store.query<{ table: string; column: string; type: string }>(
      `select table_name as table, column_name as column, data_type as type from information_schema.columns
       where table_schema = 'warehouse' order by table_name, ordinal_position`,
    );
    const declared = Object.entries(warehouseTables)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .flatMap(([table, types]) =>
        Object.entries(types).map(([column, type]) => {
          const plain = type.replace("?", "");
          return { table, column, type: plain === "decimal" || plain === "share" ? "numeric" : plain };
        }),
      );
    expect(columns).toEqual(declared);
  });

  it("equals the views after the first load and after every change", async () => {
    await addOrders(store, 500);
    await warehouse.sync();
    expect(await copyContents(warehouse)).toEqual(await contents(store));
    const { version } = warehouse.status();
    await warehouse.sync();
    expect(warehouse.status().version).toBe(version);

    await store.exec("update order_line set net_amount = 1 where order_id = 3; delete from sales_order where id = 5");
    await store.exec(
      "update customer set id = 9999 where id = 200 and not exists (select from sales_order where customer_id = 200)",
    );
    await warehouse.sync();
    expect(warehouse.status().version).toBe(version + 1);
    expect(await copyContents(warehouse)).toEqual(await contents(store));
    const order = await warehouse.db.selectFrom("sale").select("order_net").where("order_id", "=", 3).execute();
    expect(order).toEqual([{ order_net: 2 }, { order_net: 2 }]);

    await store.exec("truncate sales_order cascade");
    await warehouse.sync();
    expect((await copyContents(warehouse)).sale).toEqual([]);
  });

  it("follows responses and cases, also when they go or change with what they belong to", async () => {
    await addOrders(store, 10);
    await store.exec(`
      insert into survey_response (external_id, customer_id, order_id, kind, score, responded_on)
        select 's' || id, customer_id, id, 'NPS', id % 11, day + 1 from sales_order;
      insert into survey_response (external_id, customer_id, kind, score, responded_on)
        select 't' || n, n, 'CES', 7, '2024-02-03' from generate_series(101, 110) n;
      insert into service_case (external_id, customer_id, kind, opened_on, resolved_on)
        select 'x' || n, n, 'COMPLAINT', '2024-02-01', case when n % 2 = 0 then date '2024-02-09' end from generate_series(101, 110) n`);
    await warehouse.sync();
    const count = async (table: "survey_response" | "service_case") =>
      (await warehouse.db.selectFrom(table).select("id").execute()).length;
    expect([await count("survey_response"), await count("service_case")]).toEqual([20, 10]);
    expect(await copyContents(warehouse)).toEqual(await contents(store));

    const { version } = warehouse.status();
    await store.exec("delete from customer where id in (103, 104, 105)");
    await store.exec("delete from customer where id = 106");
    await store.exec("delete from sales_order where id in (select order_id from survey_response limit 4)");
    await warehouse.sync();
    expect(warehouse.status().version).toBeGreaterThan(version);
    expect([await count("survey_response"), await count("service_case")]).toEqual([16, 6]);
    const without = await warehouse.db
      .selectFrom("survey_response")
      .select("id")
      .where("order_id", "is", null)
      .execute();
    expect(without).toHaveLength(6 + 4);
    expect(await copyContents(warehouse)).toEqual(await contents(store));

    await store.exec(`
      update service_case set resolved_on = '2024-03-01', severity = 'HIGH' where resolved_on is null;
      update survey_response set id = 9000 where kind = 'CES' and customer_id = 101;
      update customer set id = 9001 where id = 107`);
    await warehouse.sync();
    expect(await copyContents(warehouse)).toEqual(await contents(store));

    await store.exec("truncate survey_response, service_case");
    await warehouse.sync();
    expect([await count("survey_response"), await count("service_case")]).toEqual([0, 0]);
  });

  it("answers the same values from the copy and from the views", async () => {
    await addOrders(store, 50);
    await warehouse.sync();
    const views = await openWarehouse({ store, engine: "postgres" });
    const ask = ({ db }: WarehouseService) =>
      db
        .selectFrom("sale")
        .select(({ fn }) => [
          "day",
          "region",
          fn.countAll<number>().as("lines"),
          sql<number>`sum(net_amount)::double precision`.as("revenue"),
          sql<number>`sum(quantity)`.as("volume"),
          sql<number[]>`percentile_cont(array[0.5]) within group (order by net_amount::double precision)`.as("median"),
        ])
        .where("day", ">=", "2024-01-03")
        .where("customer_id", "in", [1, 2, 3, 4, 5])
        .groupBy(["day", "region"])
        .orderBy("day")
        .limit(3)
        .execute();
    const rows = await ask(warehouse);
    expect(rows).toEqual(await ask(views));
    expect(rows[0]).toEqual({
      day: "2024-01-03",
      region: null,
      lines: 2,
      revenue: expect.any(Number),
      volume: 3,
      median: expect.any(Array),
    });
    await views.close();
  });

  it("tells of a change by itself", async () => {
    await warehouse.sync();
    const heard: number[] = [];
    warehouse.onChange((version) => heard.push(version));
    await store.prisma.customer.create({ data: { externalId: "new", name: "New" } });
    await expect.poll(() => heard).toHaveLength(1);
    expect(warehouse.status()).toMatchObject({ version: heard[0], ready: true });
    expect(warehouse.status().lagSeconds).toBeLessThan(5);
  });

  it("never looks twice at the same time, whoever asks when", async () => {
    const patient = await openWarehouse({ store, engine: "postgres", pollMilliseconds: 3_600_000 });
    try {
      await patient.sync();
      let looks = 0;
      patient.onSync(() => looks++);
      const first = patient.sync();
      const second = patient.sync();
      await Promise.all([second, first.then(() => patient.sync())]);
      expect(looks).toBe(2);
    } finally {
      await patient.close();
    }
  });

  it("doesn't retake rows whose marks lie ahead of the record, as in a restored one", async () => {
    await addOrders(store, 10);
    await store.exec(
      "alter table sales_order disable trigger mark_changed; update sales_order set changed = 900000000000",
    );
    await store.exec("alter table sales_order enable trigger mark_changed");
    // A copy of its own, begun when the marks are there: the other one may have looked before.
    const restored = await openWarehouse({ store, engine: "duckdb", pollMilliseconds: 50 });
    try {
      await restored.sync();
      const { version } = restored.status();
      await store.exec("create table unrelated ()");
      await restored.sync();
      expect(restored.status().version).toBe(version);
      await store.exec("update sales_order set region = 'north' where id = 1");
      await restored.sync();
      expect(await copyContents(restored)).toEqual(await contents(store));
    } finally {
      await restored.close();
    }
  });

  it("is made anew where the record's tables were, as by a restore into the same database", async () => {
    const folder = await mkdtemp(join(tmpdir(), "salesglass-copy-"));
    const versionNow = async () => {
      const copy = await openWarehouse({ store, engine: "duckdb", folder, pollMilliseconds: 50 });
      await copy.sync();
      const { version } = copy.status();
      await copy.close();
      return version;
    };
    try {
      expect(await versionNow()).toBe(1);
      await store.exec("update customer set region = 'elsewhere'");
      expect(await versionNow()).toBe(2);
      expect(await versionNow()).toBe(2);
      await store.exec("drop table alert_delivery; create table alert_delivery ()");
      expect(await versionNow()).toBe(1);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it("says why a sync failed, and recovers", async () => {
    await warehouse.sync();
    await store.exec("alter view warehouse.team rename to hidden; update team set name = 'Renamed'");
    await expect(warehouse.sync()).rejects.toThrow(/team/);
    expect(warehouse.status().error).toMatch(/team/);
    await store.exec("alter view warehouse.hidden rename to team");
    await warehouse.sync();
    expect(warehouse.status().error).toBeUndefined();
    expect(await copyContents(warehouse)).toEqual(await contents(store));
  });

  it("stays equal under random writes, deletes and late commits", async () => {
    await addOrders(store, 6_000);
    await warehouse.sync();
    const seed = Number(process.env.SALESGLASS_SOAK_SEED ?? 20_240_101);
    const until = Date.now() + 6_000;
    let writes = 0;
    const writer = async (number: number) => {
      const random = seededRandom(seed + number);
      while (Date.now() < until) {
        await writeSomething(store, random);
        writes++;
        await pause(random() * 10);
      }
    };
    const bulk = async () => {
      for (let round = 0; round < 2; round++) {
        await pause(1_500);
        await store.transaction(async (inner) => {
          await addOrders(inner, 3_000);
          if (name === "postgres") await pause(700);
        });
      }
    };
    await Promise.all([...[1, 2, 3, 4].map(writer), bulk()]);
    await warehouse.sync();
    expect(writes).toBeGreaterThan(20);
    // The embedded record has one connection: there a sync waits for its turn among the writers.
    expect(warehouse.status().version).toBeGreaterThan(name === "postgres" ? 3 : 1);
    expect(await copyContents(warehouse), `seed ${seed}`).toEqual(await contents(store));
  });

  it("reads the copy of one moment: an order is never seen in part", async () => {
    await addOrders(store, 100);
    await warehouse.sync();
    const until = Date.now() + 1_500;
    const write = async () => {
      while (Date.now() < until) {
        await store.exec("update order_line set net_amount = net_amount + 1 where order_id = 1");
        await pause(5);
      }
    };
    const read = async () => {
      while (Date.now() < until) {
        const torn = await warehouse.db
          .selectFrom("sale")
          .select("order_id")
          .groupBy("order_id")
          .having(({ eb, fn }) => eb(fn.sum("net_amount"), "<>", fn.max("order_net")))
          .execute();
        expect(torn).toEqual([]);
        await pause(2);
      }
    };
    await Promise.all([write(), read(), read()]);
  });
});
