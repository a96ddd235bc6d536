import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testRecords } from "../testing/records.ts";
import { addOrders, seedRecord } from "../testing/soak.ts";
import type { Sql, Store } from "./store.ts";

describe.each(testRecords())("the rules that the database keeps, on $name", ({ open }) => {
  let store: Store;
  beforeAll(async () => {
    store = await open();
    await seedRecord(store);
    await addOrders(store, 100);
  });
  afterAll(() => store.close());

  const line = (order: number, number: number, amount: number) =>
    `insert into order_line (order_id, line, customer_id, product_id, quantity, unit_price, net_amount)
     select id, ${number}, customer_id, 1, 1, 1, ${amount} from sales_order where id = ${order};`;

  /** Ids of the rows that the statements marked. */
  async function marked(table: string, statements: string, bulk = false): Promise<number[]> {
    return store.transaction(async (sql) => {
      if (bulk) await sql.exec("set local salesglass.bulk = 'on'");
      await sql.exec(statements);
      const rows = await sql.query<{ id: number }>(
        `select id from ${table} where changed = pg_current_xact_id()::text::bigint order by id`,
      );
      return rows.map(({ id }) => id);
    });
  }

  async function netAmount(order: number): Promise<unknown> {
    const [row] = await store.query("select net_amount from sales_order where id = $1", [order]);
    return row?.net_amount;
  }

  it("an order's net amount is the sum of its lines through every kind of write", async () => {
    await store.exec("delete from order_line where order_id = 1");
    expect(await netAmount(1)).toBe("0.0000");
    await store.exec(line(1, 1, 10.5) + line(1, 2, -3.25));
    expect(await netAmount(1)).toBe("7.2500");
    await store.exec("update order_line set net_amount = 100 where order_id = 1 and line = 2");
    expect(await netAmount(1)).toBe("110.5000");
    await store.prisma.orderLine.delete({ where: { orderId_line: { orderId: 1, line: 1 } } });
    expect(await netAmount(1)).toBe("100.0000");
  });

  it("a line that moves to another order moves both sums", async () => {
    await store.exec("update sales_order set customer_id = 7 where id in (11, 12)");
    await store.exec("delete from order_line where order_id in (11, 12)");
    await store.exec(line(11, 1, 5) + line(12, 2, 6));
    expect(await marked("sales_order", "update order_line set order_id = 12 where order_id = 11")).toEqual([11, 12]);
    expect([await netAmount(11), await netAmount(12)]).toEqual(["0.0000", "11.0000"]);
  });

  it("an interaction belongs to the day of the company's calendar, also when its clock is put right", async () => {
    const dayOf = async () => (await store.query<{ day: string }>("select day::text as day from interaction"))[0]?.day;
    await store.exec(`
      insert into company (id, name, time_zone) values (1, 'Lakeside', 'Asia/Shanghai');
      insert into interaction (external_id, customer_id, kind, at) values ('i1', 1, 'CALL', '2024-03-01T20:00:00Z')`);
    expect(await dayOf()).toBe("2024-03-02");
    await store.exec("update company set time_zone = 'America/New_York'");
    expect(await dayOf()).toBe("2024-03-01");
    await store.exec("update interaction set at = '2024-03-02T03:00:00Z'");
    expect(await dayOf()).toBe("2024-03-01");
    await store.exec("delete from interaction; delete from company");
  });

  it("writes mark the rows that the copy has to take again", async () => {
    expect(await marked("customer", "update customer set name = 'New name' where id in (3, 4)")).toEqual([3, 4]);
    expect(await marked("sales_order", "update sales_order set region = 'x' where id = 2")).toEqual([2]);
    expect(await marked("sales_order", line(21, 9, 1))).toEqual([21]);
    expect(await marked("sales_order", "update order_line set cost = 1 where order_id = 22")).toEqual([22]);
    expect(await marked("sales_order", "delete from order_line where order_id = 23 and line = 1")).toEqual([23]);
    const credit =
      "insert into order_credit (order_id, rep_id, customer_id, share) select id, 1, customer_id, 1 from sales_order where id = 24";
    expect(await marked("sales_order", credit)).toEqual([24]);
    expect(await marked("sales_order", "delete from order_credit where order_id = 24")).toEqual([24]);
    expect(await marked("sales_order", "update sales_order set customer_id = 9 where id = 25")).toEqual([25]);
    const response = (score: number) =>
      `insert into survey_response (id, external_id, customer_id, kind, score, responded_on) values (1, 's1', 3, 'NPS', ${score}, '2024-05-01')
       on conflict (id) do update set score = excluded.score`;
    expect(await marked("survey_response", response(3))).toEqual([1]);
    expect(await marked("survey_response", response(4))).toEqual([1]);
    const served =
      "insert into service_case (id, external_id, customer_id, kind, opened_on) values (1, 'x1', 3, 'QUESTION', '2024-05-01')";
    expect(await marked("service_case", served)).toEqual([1]);
    expect(await marked("service_case", "update service_case set resolved_on = opened_on")).toEqual([1]);
    const [moved] = await store.query("select distinct customer_id from order_line where order_id = 25");
    expect(moved).toEqual({ customer_id: 9 });
  });

  it("leaves sums and marks to a bulk writer that asks for it, for its transaction only", async () => {
    const before = await netAmount(31);
    expect(await marked("sales_order", line(31, 8, 1_000), true)).toEqual([]);
    expect(await netAmount(31)).toBe(before);
    expect(await marked("sales_order", "update order_line set cost = 1 where order_id = 31")).toEqual([31]);
  });

  it("deleted and renumbered rows leave tombstones", async () => {
    const since = await store.query("select coalesce(max(id), 0) as id from tombstone");
    await store.exec("delete from sales_order where id in (41, 42)");
    await store.exec(
      "insert into rep (id, external_id, name) values (500, 'r500', 'Leaver'); update rep set id = 501 where id = 500; delete from rep where id = 501",
    );
    await store.exec(`
      insert into customer (id, external_id, name) values (500, 'c500', 'Leaver');
      insert into survey_response (id, external_id, customer_id, kind, score, responded_on) values (500, 's500', 500, 'NPS', 9, '2024-05-01');
      insert into service_case (id, external_id, customer_id, kind, opened_on) values (500, 'x500', 500, 'PRAISE', '2024-05-01');
      delete from customer where id = 500`);
    const buried = await store.query(
      "select table_name, row_id from tombstone where id > $1 order by table_name, row_id",
      [since[0]!.id],
    );
    expect(buried).toEqual([
      { table_name: "customer", row_id: 500 },
      { table_name: "rep", row_id: 500 },
      { table_name: "rep", row_id: 501 },
      { table_name: "sales_order", row_id: 41 },
      { table_name: "sales_order", row_id: 42 },
      { table_name: "service_case", row_id: 500 },
      { table_name: "survey_response", row_id: 500 },
    ]);
  });

  it.each([
    ["company_is_one", "insert into company (id, name) values (2, 'Second')"],
    ["company_fiscal_year_start", "insert into company (name, fiscal_year_start) values ('C', 13)"],
    ["company_fiscal_pattern", "insert into company (name, fiscal_pattern) values ('C', '4-5-5')"],
    ["order_credit_share", "insert into order_credit select id, 1, customer_id, 1.01 from sales_order where id = 50"],
    ["order_line_numbers", "update order_line set net_amount = 'NaN' where order_id = 50"],
    [
      "order_line_customer_id_order_id_fkey",
      "update order_line set customer_id = customer_id % 200 + 1 where order_id = 50",
    ],
    [
      "survey_response_score",
      "insert into survey_response (external_id, customer_id, kind, score, responded_on) values ('s', 1, 'CSAT', 6, '2024-01-01')",
    ],
    ["opportunity_probability", "insert into opportunity (external_id, stage, probability) values ('o', 'Lead', 1.2)"],
  ])("%s refuses what can't be", async (constraint, statement) => {
    await expect(store.exec(statement)).rejects.toThrow(constraint);
  });

  it("two transactions that add lines to one order at the same time both count", async () => {
    await store.exec("delete from order_line where order_id = 60");
    const add = (number: number) =>
      store.transaction(async (sql: Sql) => {
        await sql.exec(line(60, number, 10));
        await pause(100);
      });
    await Promise.all([add(1), add(2), add(3)]);
    expect(await netAmount(60)).toBe("30.0000");
  });
});
