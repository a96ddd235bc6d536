import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fillSmallCompany } from "../testing/ask.ts";
import { type ServingProcess, startServing } from "../testing/command.ts";
import { startPostgres, type TestServer } from "../testing/postgres-server.ts";
import { testRecords } from "../testing/records.ts";
import { mutation } from "../testing/write.ts";
import { migrate } from "./migrate.ts";
import { openPostgres } from "./postgres.ts";
import type { Store } from "./store.ts";
import { isUnreachable } from "./unreachable.ts";

type Answer = {
  data?: { metric?: { value: number }; done?: { new: number } } | null;
  errors?: { message: string; extensions: { code: string } }[];
};

describe("a server whose database goes away and comes back", () => {
  let scratch: string;
  let postgres: TestServer;
  let store: Store;
  let server: ServingProcess;
  let receiver: Server;
  const received: string[] = [];

  beforeAll(async () => {
    scratch = await mkdtemp(join(tmpdir(), "salesglass-gone-"));
    postgres = await startPostgres();
    store = await openPostgres(postgres.url);
    await migrate(store);
    await fillSmallCompany(store);
    receiver = createServer((request, response) => {
      received.push(String(request.headers["webhook-id"]));
      response.end();
    }).listen(0, "127.0.0.1");
    await once(receiver, "listening");
    server = await startServing({
      DATABASE_URL: postgres.url,
      SALESGLASS_DATA: join(scratch, "data"),
      SALESGLASS_TODAY: "2024-06-30",
      SALESGLASS_WEBHOOK_URL: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`,
      SALESGLASS_WEBHOOK_SECRET: `whsec_${Buffer.alloc(32, 7).toString("base64")}`,
      SALESGLASS_WEBHOOK_PRIVATE: "allow",
    });
  });
  afterAll(async () => {
    server?.child.kill("SIGKILL");
    receiver?.close();
    await store?.close();
    await postgres?.stop();
    await rm(scratch, { recursive: true, force: true });
  });

  const ask = async (query: string, variables: object = {}): Promise<Answer> => {
    const headers = { "content-type": "application/json" };
    const response = await fetch(`${server.url}/graphql`, {
      method: "POST",
      headers,
      body: JSON.stringify({ query, variables }),
    });
    return response.json() as Promise<Answer>;
  };
  const revenue = (period = "2024-06") => ask(`{ metric(id: revenue, period: "${period}") { value } }`);
  const readiness = async () => (await fetch(`${server.url}/ready`)).status;
  const write = (pair: number) =>
    ask(mutation("upsertCustomers"), { input: [customer(`pair-${pair}-a`), customer(`pair-${pair}-b`)] });

  it("answers what it knows, refuses what it can't write, says so, and is itself again when the database is", async () => {
    expect((await revenue()).data?.metric?.value).toBe(130.25);
    const acknowledged: number[] = [];
    const faults = new Set<string>();
    let writing = true;
    const writes = (async () => {
      for (let pair = 0; writing; pair++) {
        const { data, errors } = await write(pair);
        if (data?.done?.new === 2) acknowledged.push(pair);
        for (const { extensions, message } of errors ?? []) faults.add(`${extensions.code} ${message.split(";")[0]}`);
        if (errors) await pause(100);
      }
    })();
    const wrong: unknown[] = [];
    let reads = 0;
    const reading = (async () => {
      for (let day = 1; writing; day++) {
        // Each is another question, so that it isn't answered from memory.
        const last = new Date(Date.UTC(2024, 6, day)).toISOString().slice(0, 10);
        const answer = await revenue(`2024-06-01..${last}`);
        if (answer.data?.metric?.value === 130.25) reads++;
        else if (answer.errors?.[0]?.extensions.code !== "UNAVAILABLE") wrong.push(answer);
      }
    })();
    await expect.poll(() => acknowledged.length, { timeout: 10_000 }).toBeGreaterThan(2);

    await postgres.halt();
    await expect.poll(readiness, { timeout: 10_000 }).toBe(503);
    expect(await (await fetch(`${server.url}/ready`)).json()).toMatchObject({
      status: "not ready",
      problems: expect.arrayContaining(["the record can't be reached"]),
    });
    expect((await fetch(`${server.url}/health`)).status).toBe(200);
    const before = reads;
    await expect.poll(() => reads, { timeout: 10_000 }).toBeGreaterThan(before);
    const refused = await write(1_000_000);
    expect(refused.data?.done).toBeUndefined();
    expect(refused.errors?.[0]).toMatchObject({
      message: expect.stringContaining("the record can't be reached now"),
      extensions: { code: "UNAVAILABLE" },
    });
    writing = false;
    await Promise.all([writes, reading]);
    expect(wrong).toEqual([]);
    expect([...faults]).toEqual(["UNAVAILABLE the record can't be reached now"]);

    await postgres.resume();
    await expect.poll(readiness, { timeout: 15_000 }).toBe(200);
    const kept = await store.query<{ pair: number; customers: number }>(
      `select split_part(external_id, '-', 2)::int as pair, count(*)::int as customers from public.customer
       where starts_with(external_id, 'pair-') group by 1`,
    );
    // What was acknowledged is there; what was not is there as a whole or not at all.
    expect(kept.filter(({ customers }) => customers !== 2)).toEqual([]);
    const there = new Set(kept.map(({ pair }) => pair));
    expect(acknowledged.filter((pair) => !there.has(pair))).toEqual([]);
    expect(there.has(1_000_000)).toBe(false);
    expect((await write(2_000_000)).data?.done?.new).toBe(2);
    expect(server.child.exitCode).toBeNull();
  });

  it("goes on following the record and delivering alerts", async () => {
    await store.exec("update public.order_line set net_amount = net_amount + 1 where net_amount = 100.25");
    await expect.poll(async () => (await revenue()).data?.metric?.value, { timeout: 10_000 }).toBe(131.25);
    const [alert] = await store.query<{ id: number }>(
      `insert into public.alert (rule, key, text, figures, raised_on)
       values ('test', 'whole', '{"en": "x", "zh-CN": "x"}', '{}', '2024-06-30') returning id`,
    );
    await store.query("insert into public.alert_delivery (alert_id) values ($1)", [alert!.id]);
    await expect.poll(() => received, { timeout: 10_000 }).toContain(`alert_${alert!.id}`);
    expect(server.output()).not.toMatch(/uncaught|unhandled/i);
  });
});

describe("a transaction whose connection is cut", () => {
  it("fails as one whose database is gone, and takes nothing else with it", async () => {
    const store = await testRecords()[1]!.open();
    const cut = store.transaction(async (sql) => {
      await sql.query("insert into public.team (external_id, name) values ('t', 'T')");
      const [own] = await sql.query<{ pid: number }>("select pg_backend_pid() as pid");
      await store.query("select pg_terminate_backend($1)", [own!.pid]);
      // Between two statements nobody but the connection itself hears of it.
      await pause(200);
      await sql.query("select 1");
    });
    expect(isUnreachable(await cut.catch((error) => error))).toBe(true);
    expect(await store.query("select count(*)::int as teams from public.team")).toEqual([{ teams: 0 }]);
    await store.close();
  });
});

describe("isUnreachable", () => {
  const coded = (code: string) => Object.assign(new Error("x"), { code });
  it.each([
    [coded("57P01"), true],
    [coded("ECONNREFUSED"), true],
    [coded("P1001"), true],
    [new Error("x", { cause: new Error("Connection terminated unexpectedly") }), true],
    [coded("23505"), false],
    [new Error("no row"), false],
    ["ECONNREFUSED", false],
  ])("tells %s from what is wrong with a question: %s", (error, expected) => {
    expect(isUnreachable(error)).toBe(expected);
  });
});

function customer(externalId: string) {
  return { externalId, name: externalId };
}
