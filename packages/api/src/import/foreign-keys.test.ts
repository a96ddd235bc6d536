import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Sql, Store } from "../store/store.ts";
import { testRecords } from "../testing/records.ts";
import { liftForeignKeys } from "./foreign-keys.ts";

const tables = ["sales_order", "order_line", "order_credit"];

const rulesOf = async (sql: Sql) =>
  sql.query(
    `select conname as name, pg_get_constraintdef(oid) as definition, convalidated::text as state
     from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace
     union all
     select tgname || ' on ' || tgrelid::regclass, pg_get_triggerdef(oid), tgenabled::text from pg_trigger where not tgisinternal
     order by 1`,
  );
const orphan =
  "insert into order_line (order_id, line, customer_id, product_id, quantity, unit_price, net_amount) values (1, 1, 1, 1, 1, 1, 1)";

describe.each(testRecords())("foreign keys of a first load in $name", ({ name, open }) => {
  let store: Store;
  beforeAll(async () => {
    store = await open();
  });
  afterAll(() => store.close());

  it("are put back exactly as they were", async () => {
    const before = await rulesOf(store);
    await store.transaction(async (sql) => {
      const putBack = await liftForeignKeys(sql, tables);
      expect((await rulesOf(sql)).length).toBeLessThan(before.length);
      expect(await sql.query("show lock_timeout")).toEqual([{ lock_timeout: "0" }]);
      await putBack();
    });
    expect(await rulesOf(store)).toEqual(before);
  });

  it("refuse a row that refers to nothing, and everything with it", async () => {
    const before = await rulesOf(store);
    const work = store.transaction(async (sql) => {
      const putBack = await liftForeignKeys(sql, tables);
      await sql.exec(orphan);
      await putBack();
    });
    await expect(work).rejects.toThrow(/violates foreign key constraint/);
    expect(await rulesOf(store)).toEqual(before);
    expect(await store.query("select count(*)::int as n from order_line")).toEqual([{ n: 0 }]);
  });

  it("stay on where the tables are another role's", async () => {
    const before = await rulesOf(store);
    const role = `importer_${process.pid}_${name}`;
    await store.transaction(async (sql) => {
      await sql.exec(
        `create role ${role}; grant all on all tables in schema public to ${role}; set local role ${role}`,
      );
      const putBack = await liftForeignKeys(sql, tables);
      expect(await rulesOf(sql)).toEqual(before);
      await putBack();
      await sql.exec(`reset role; drop owned by ${role}; drop role ${role}`);
    });
  });
});

it("foreign keys stay on while somebody reads the tables", async () => {
  const store = await testRecords()
    .find(({ name }) => name === "postgres")!
    .open();
  const before = await rulesOf(store);
  await store.transaction(async (reader) => {
    await reader.query("select count(*) from order_line");
    await store.transaction(async (sql) => {
      const putBack = await liftForeignKeys(sql, tables);
      expect(await rulesOf(sql)).toEqual(before);
      await putBack();
    });
    await reader.query("select count(*) from order_line");
  });
  await store.close();
});
