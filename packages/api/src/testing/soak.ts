import { setTimeout as pause } from "node:timers/promises";
import { warehouseTables } from "@salesglass/core";
import type { Sql, Store } from "../store/store.ts";
import type { WarehouseService } from "../warehouse/warehouse.ts";

/** A few of everything that orders refer to. */
export async function seedRecord(store: Store): Promise<void> {
  await store.exec(`
    insert into team (external_id, name) select 't' || n, 'Team ' || n from generate_series(1, 3) n;
    insert into rep (external_id, name, team_id) select 'r' || n, 'Rep ' || n, 1 + n % 3 from generate_series(1, 10) n;
    insert into product (external_id, name, category) select 'p' || n, 'Product "' || n || '", 深圳', case n % 3 when 0 then null when 1 then '' else 'A' end from generate_series(1, 20) n;
    insert into customer (external_id, name) select 'c' || n, E'Customer\\n' || n from generate_series(1, 200) n;`);
}

/** Adds `orders` orders of `lines` lines each, in bulk. */
export async function addOrders(sql: Sql, orders: number, lines = 2): Promise<void> {
  await sql.exec(`
    with made as (
      insert into sales_order (external_id, customer_id, rep_id, team_id, ordered_at, day, channel, currency)
      select gen_random_uuid(), 1 + n % 200, 1 + n % 10, 1 + n % 3, timestamptz '2024-01-01' + n * interval '7 minutes',
        date '2024-01-01' + n % 700, case n % 2 when 0 then 'web' end, 'USD'
      from generate_series(1, ${orders}) n returning id, customer_id)
    insert into order_line (order_id, line, customer_id, product_id, quantity, unit_price, net_amount, cost)
    select id, line, customer_id, 1 + (id + line) % 20, line, 10.5, line * 10.5 + id % 7, case id % 5 when 0 then null else 3 end
    from made, generate_series(1, ${lines}) line`);
}

/** One random write, in a transaction that may stay open for a while and may be rolled back. */
export async function writeSomething(store: Store, random: () => number): Promise<void> {
  const order = `(select id from sales_order order by id offset floor(${random()} * (select count(*) from sales_order))::int limit 1)`;
  const id = 1 + Math.floor(random() * 200);
  const writes: (() => string)[] = [
    () => `update order_line set net_amount = net_amount + 1, quantity = quantity + 1 where order_id = ${order}`,
    () => `delete from order_line where order_id = ${order} and line = 2`,
    () => `delete from sales_order where id = ${order}`,
    () =>
      `update sales_order set status = (case status when 'CANCELLED' then 'OPEN' else 'CANCELLED' end)::order_status where id = ${order}`,
    () => `update sales_order set region = 'region ${id}', customer_id = ${id} where id = ${order}`,
    () => `update customer set name = name || '!' where id = ${id}`,
    () => `insert into customer (external_id, name) values (gen_random_uuid(), 'New ${id}')`,
    () => `delete from customer where id > 200 and id % 7 = ${id % 7}`,
    () =>
      `insert into opportunity (external_id, stage, amount, customer_id) values (gen_random_uuid(), 'Lead', ${id}, ${id})`,
    () => `delete from opportunity where id % 5 = ${id % 5}`,
    () =>
      `insert into survey_response (external_id, customer_id, order_id, kind, score, responded_on)
       select gen_random_uuid(), customer_id, id, 'CSAT', 1 + id % 5, day + 3 from sales_order where id = ${order}`,
    () => `update survey_response set score = 1 + score % 5 where customer_id % 7 = ${id % 7}`,
    () => `delete from survey_response where customer_id % 11 = ${id % 11}`,
    () =>
      `insert into service_case (external_id, customer_id, kind, opened_on)
       select gen_random_uuid(), id, 'COMPLAINT', '2024-05-01' from customer where id > 190 order by id desc limit 3`,
    () => `update service_case set resolved_on = opened_on + ${id} where customer_id % 3 = ${id % 3}`,
    () => `delete from service_case where customer_id % 13 = ${id % 13}`,
    () =>
      `insert into interaction (external_id, customer_id, rep_id, kind, at)
       select gen_random_uuid(), id, 1, 'CALL', '2024-05-01T22:00:00Z' from customer where id > 180 order by id desc limit 3`,
    () => `update interaction set at = at + interval '1 day' where customer_id % 3 = ${id % 3}`,
    () => `delete from interaction where customer_id % 13 = ${id % 13}`,
    () =>
      `insert into need (external_id, customer_id, topic, category, recorded_on)
       select gen_random_uuid(), id, 'Gift boxes', 'A', '2024-05-01' from customer where id > 180 order by id desc limit 3`,
    () => `update need set status = 'MET', strength = 5 where customer_id % 3 = ${id % 3}`,
    () => `delete from need where customer_id % 13 = ${id % 13}`,
    () =>
      `insert into order_credit (order_id, rep_id, customer_id, share) select id, 1, customer_id, 1 from sales_order where id = ${order} on conflict do nothing`,
  ];
  const work = async (sql: Sql) => {
    for (let times = 1 + Math.floor(random() * 3); times > 0; times--) {
      if (random() < 0.4) await addOrders(sql, 1 + Math.floor(random() * 5));
      else await sql.exec(writes[Math.floor(random() * writes.length)]!());
      if (random() < 0.3) await pause(random() * (random() < 0.1 ? 900 : 60));
    }
    if (random() < 0.15) throw new RolledBack();
  };
  try {
    await store.transaction(work);
  } catch (error) {
    const { code } = error as { code?: string };
    // Writers that cross each other may be sent back by the database; that is no fault.
    if (!(error instanceof RolledBack) && code !== "40P01" && code !== "23503" && code !== "40001") throw error;
  }
}

class RolledBack extends Error {}

/** The whole contents of the views, or of the copy, in an order and a form in which they can be compared. */
export async function contents(store: Store): Promise<Record<string, string[]>> {
  return collect((query) => store.analyse(query));
}

export async function copyContents({ db }: Pick<WarehouseService, "db">): Promise<Record<string, string[]>> {
  const { CompiledQuery } = await import("kysely");
  return collect(async (query) => (await db.executeQuery<Record<string, unknown>>(CompiledQuery.raw(query))).rows);
}

async function collect(ask: (query: string) => Promise<Record<string, unknown>[]>): Promise<Record<string, string[]>> {
  const all: Record<string, string[]> = {};
  for (const table of Object.keys(warehouseTables)) {
    const rows = await ask(`select * from ${table}`);
    all[table] = rows.map((row) => JSON.stringify(row)).sort();
  }
  return all;
}

/** Repeatable numbers in [0, 1). Source: Mulberry32. */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
