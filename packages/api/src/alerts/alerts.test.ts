import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createCatalog } from "@salesglass/core";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "../context.ts";
import type { Store } from "../store/store.ts";
import { fillSmallCompany, testServer } from "../testing/ask.ts";
import { testRecords } from "../testing/records.ts";
import { writer } from "../testing/write.ts";
import { deliverAlerts, pauseAfter } from "./deliver-alerts.ts";
import { evaluateAlerts } from "./evaluate-alerts.ts";
import { keepEvaluating } from "./keep-evaluating.ts";
import { checkPublic, sendWebhook } from "./webhook.ts";

const calendar = { today: "2024-06-30", fiscalYearStart: 1, weekStart: 1 };
const catalog = createCatalog({
  alerts: {
    rules: [
      {
        id: "few-orders",
        text: { en: "Few orders", "zh-CN": "订单偏少" },
        period: "this-month",
        when: [{ metric: "orders", atMost: 1000 }],
      },
    ],
  },
});
const secret = `whsec_${Buffer.alloc(24, 7).toString("base64")}`;
const silent = { error() {}, warn() {}, info() {}, debug() {} };

type Alerts = {
  alerts: {
    totalCount: number;
    edges: {
      node: {
        id: string;
        rule: string;
        text: string;
        subject: string | null;
        state: string;
        note: string | null;
        acknowledgedBy: string | null;
        notice: string | null;
        figures: { value: number; threshold: number; label: string }[];
      };
    }[];
  };
};
const listed = `query ($state: [AlertState!]! = [OPEN, ACKNOWLEDGED]) {
  alerts(state: $state, first: 50) { totalCount edges { node {
    id rule text(locale: "zh-CN") subject state note acknowledgedBy notice figures { value threshold label }
  } } }
}`;

describe.each(testRecords())("alerts on $name", ({ open }) => {
  let store: Store;
  let server: Awaited<ReturnType<typeof testServer>>;
  let write: ReturnType<typeof writer>;
  beforeAll(async () => {
    store = await open();
    await fillSmallCompany(store);
    server = await testServer(store, "duckdb", { catalog });
    write = writer(server);
    await write("recordSurveyResponses", [
      { externalId: "angry", customer: "acme", kind: "NPS", score: 2, respondedOn: "2024-06-20" },
      { externalId: "cross", customer: "bell", kind: "NPS", score: 4, respondedOn: "2024-06-29" },
    ]);
  });
  afterAll(async () => {
    await server.close();
    await store.close();
  });

  const evaluate = async (notify = false) => {
    await server.warehouse.sync();
    return evaluateAlerts({ store, warehouse: server.warehouse, catalog, calendar, notify });
  };
  const nodes = async (variables = {}, from = server) =>
    (await from.ask<Alerts>(listed, variables)).alerts.edges.map(({ node }) => node);

  it("raises what rules find, once, for as long as they find it", async () => {
    expect(await evaluate()).toEqual({ raised: 2, cleared: 0 });
    expect(await evaluate()).toEqual({ raised: 0, cleared: 0 });
    const alerts = await nodes();
    expect(alerts.map(({ rule, subject, text }) => [rule, subject, text]).sort()).toEqual([
      ["detractor-waiting", "Acme", "贬损客户尚未联系"],
      ["few-orders", null, "订单偏少"],
    ]);
    const acme = alerts.find(({ subject }) => subject === "Acme")!;
    expect(acme).toMatchObject({ state: "OPEN", notice: null });
    expect(acme.figures).toEqual([{ value: 10, threshold: 3, label: "Days without contact" }]);
  });

  it("is acknowledged once, by who saw it first, with what is being done", async () => {
    const acme = (await nodes()).find(({ subject }) => subject === "Acme")!;
    const acknowledge = `mutation ($ids: [ID!]!, $note: String) { acknowledgeAlerts(ids: $ids, note: $note) { acknowledged } }`;
    expect(await server.ask(acknowledge, { ids: [acme.id], note: " Ann calls " })).toEqual({
      acknowledgeAlerts: { acknowledged: 1 },
    });
    expect(await server.ask(acknowledge, { ids: [acme.id], note: "me too" })).toEqual({
      acknowledgeAlerts: { acknowledged: 0 },
    });
    expect((await nodes({ state: ["ACKNOWLEDGED"] }))[0]).toMatchObject({ note: "Ann calls", acknowledgedBy: "local" });
    expect((await server.fault(acknowledge, { ids: [] })).message).toContain("0 are given, expected 1 to 500");
    expect((await server.fault(acknowledge, { ids: [acme.id], note: "x".repeat(2001) })).message).toContain(
      "has 2001 characters, expected at most 2000",
    );
  });

  it("is seen by whose it is: the owner of the customer, their team's manager, and who sees the whole", async () => {
    const { id: repId } = await store.prisma.rep.findFirstOrThrow({ where: { externalId: "ann" } });
    const { id: other } = await store.prisma.rep.findFirstOrThrow({ where: { externalId: "bo" } });
    const { id: teamId } = await store.prisma.team.findFirstOrThrow({ where: { externalId: "north" } });
    const seen = async (viewer: Viewer) => {
      const one = await testServer(store, "postgres", { catalog, viewer });
      const rules = (await nodes({}, one)).map(({ rule }) => rule);
      const id = (await nodes()).find(({ subject }) => subject === null)!.id;
      const mutation = `mutation { acknowledgeAlerts(ids: ["${id}"]) { acknowledged } }`;
      const refused = await one.fault(mutation);
      expect(await one.ask(`{ node(id: "${id}") { id } }`)).toEqual({ node: null });
      await one.close();
      expect(refused.message).toContain("no such alert among those that you may see");
      return rules;
    };
    expect(await seen({ name: "ann", role: "REP", scope: { kind: "rep", repId } })).toEqual(["detractor-waiting"]);
    expect(await seen({ name: "bo", role: "REP", scope: { kind: "rep", repId: other } })).toEqual([]);
    const teams = { kind: "teams", teamIds: [teamId] } as const;
    expect(await seen({ name: "m", role: "MANAGER", scope: teams })).toEqual(["detractor-waiting"]);
  });

  it("is cleared when its rule doesn't hold any more, and raised anew when it does again", async () => {
    await write("recordInteractions", [
      { externalId: "call", customer: "acme", kind: "CALL", at: "2024-06-25T10:00:00Z" },
    ]);
    expect(await evaluate()).toEqual({ raised: 0, cleared: 1 });
    expect((await nodes({ state: ["CLEARED"] })).map(({ subject }) => subject)).toEqual(["Acme"]);
    await write("recordSurveyResponses", [
      { externalId: "worse", customer: "acme", kind: "NPS", score: 0, respondedOn: "2024-06-26" },
    ]);
    expect(await evaluate()).toEqual({ raised: 1, cleared: 0 });
    expect((await nodes({ state: ["OPEN"] })).map(({ subject }) => subject).sort()).toEqual(["Acme", null]);
  });

  it("tells of goals that are behind what is due by today", async () => {
    const goals = await write("upsertGoals", [
      {
        externalId: "g1",
        name: "Year",
        metric: "revenue",
        target: "1000000000",
        startsOn: "2024-01-01",
        endsOn: "2024-12-31",
      },
      {
        externalId: "g2",
        name: "Half",
        metric: "revenue",
        target: "1000000000",
        startsOn: "2024-06-30",
        endsOn: "2024-12-31",
      },
    ]);
    expect(goals).toMatchObject({ new: 2 });
    expect(await evaluate()).toMatchObject({ raised: 1 });
    const [plan] = (await nodes()).filter(({ rule }) => rule === "plan-behind");
    expect(plan!.subject).toBe("Company: Revenue, 2024-01-01 … 2024-12-31");
    expect(plan!.figures[0]!.value).toBeLessThan(-0.99);
    expect(plan!.figures[0]!.threshold).toBe(-0.1);
  });

  it("is judged by itself after a change of the data", async () => {
    let raised = 0;
    const stop = keepEvaluating({
      store,
      warehouse: server.warehouse,
      catalog,
      calendar: async () => calendar,
      notify: false,
      logger: silent,
      onRaised: () => {
        raised++;
      },
      pauseMilliseconds: 10,
    });
    await write("recordSurveyResponses", [
      { externalId: "late", customer: "bell", kind: "NPS", score: 1, respondedOn: "2024-06-10" },
      { externalId: "cross", customer: "bell", kind: "NPS", score: 4, respondedOn: "2024-06-09" },
    ]);
    await expect.poll(() => raised, { timeout: 20_000 }).toBe(1);
    await stop();
    expect((await nodes()).map(({ subject }) => subject)).toContain("Bell 50%_off");
  });

  it("keeps no name of a customer who was erased, nor what was said of them", async () => {
    await server.ask(`mutation { eraseCustomer(externalId: "acme") { __typename } }`);
    await evaluate();
    const told = JSON.stringify(await store.query("select * from public.alert"));
    expect(told).not.toMatch(/Acme|Ann calls/);
  });

  describe("with a webhook", () => {
    let hook: Server;
    let url: string;
    let answer: (request: { headers: IncomingHttpHeaders; body: string }) => number | Promise<number>;
    const received: { headers: IncomingHttpHeaders; body: string }[] = [];
    beforeAll(async () => {
      hook = createServer(async (request, response) => {
        let body = "";
        for await (const chunk of request) body += chunk;
        const message = { headers: request.headers, body };
        const status = await answer(message);
        if (status === 200) received.push(message);
        response.writeHead(status).end();
      });
      await once(hook.listen(0, "127.0.0.1"), "listening");
      url = `http://127.0.0.1:${(hook.address() as AddressInfo).port}/hook`;
      await store.exec("delete from public.alert");
    });
    afterAll(() => {
      hook.closeAllConnections();
      hook.close();
    });

    it("delivers each once it is back, signed, and loses none that was raised meanwhile", async () => {
      let now = Date.parse("2024-06-30T12:00:00Z");
      await store.exec("update public.alert_delivery set next_at = '2024-06-30T12:00:00Z'");
      expect((await evaluate(true)).raised).toBeGreaterThanOrEqual(2);
      await store.exec("update public.alert_delivery set next_at = '2024-06-30T12:00:00Z'");
      const open = await nodes();
      expect(open.every(({ notice }) => notice === "WAITING")).toBe(true);
      answer = () => 503;
      const clock = () => new Date(now);
      const webhook = { url, secret, allowPrivate: true };
      const deliveries = deliverAlerts({ store, webhook, logger: silent, clock, pollMilliseconds: 50 });
      const errors = () =>
        store.query<{ attempts: number; last_error: string }>(
          "select attempts, last_error from public.alert_delivery where delivered_at is null",
        );
      await expect
        .poll(errors, { timeout: 10_000 })
        .toEqual(open.map(() => ({ attempts: 1, last_error: "the webhook answered 503, expected 200–299" })));
      // Before its pause is over nothing is tried.
      now += 4_000;
      await new Promise((resolve) => setTimeout(resolve, 200));
      expect((await errors()).every(({ attempts }) => attempts === 1)).toBe(true);
      answer = () => 200;
      now += 2_000;
      await expect.poll(() => received.length, { timeout: 10_000 }).toBe(open.length);
      await expect.poll(errors).toEqual([]);
      await deliveries.stop();
      for (const { headers, body } of received) {
        const names = ["webhook-id", "webhook-timestamp", "webhook-signature"] as const;
        const signed = Object.fromEntries(names.map((name) => [name, String(headers[name])]));
        const expected = new Webhook(secret).sign(
          signed["webhook-id"]!,
          new Date(Number(signed["webhook-timestamp"]) * 1000),
          body,
        );
        expect(signed["webhook-signature"]).toBe(expected);
      }
      const told = received.map(({ body }) => JSON.parse(body));
      expect(told.every(({ type }) => type === "alert.raised")).toBe(true);
      expect(told.map(({ data }) => data.rule).sort()).toEqual(open.map(({ rule }) => rule).sort());
      expect((await nodes()).every(({ notice }) => notice === "DELIVERED")).toBe(true);
    });

    it("sends again what a killed process had taken, and a slow receiver holds up neither writing nor reading", async () => {
      received.length = 0;
      await store.exec("delete from public.alert");
      await evaluate(true);
      // Taken a minute ago by somebody who is no more.
      await store.exec("update public.alert_delivery set attempts = 1, next_at = now() - interval '1 second'");
      let release = () => {};
      const released = new Promise<void>((resolve) => {
        release = resolve;
      });
      let waiting = 0;
      answer = async () => {
        waiting++;
        await released;
        return 200;
      };
      const webhook = { url, secret, allowPrivate: true };
      const deliveries = deliverAlerts({ store, webhook, logger: silent, clock: () => new Date() });
      await expect.poll(() => waiting).toBeGreaterThan(0);
      const start = performance.now();
      await write("recordNeeds", [{ externalId: "n9", customer: "bell", topic: "trays", recordedOn: "2024-06-29" }]);
      await nodes();
      expect(performance.now() - start).toBeLessThan(5_000);
      expect(received).toEqual([]);
      release();
      await expect.poll(() => received.length).toBe((await nodes()).length);
      await deliveries.stop();
    });

    it("refuses addresses of the own network unless they are allowed, and says what would allow them", async () => {
      const message = { id: "alert_1", at: new Date(), body: "{}" };
      const port = new URL(url).port;
      for (const host of ["127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "localhost", "2130706433"]) {
        const refused = sendWebhook({ url: `http://${host}:${port}/`, secret, allowPrivate: false }, message);
        await expect(refused, host).rejects.toThrow(
          /within the own network \(loopback\).*SALESGLASS_WEBHOOK_PRIVATE=allow/,
        );
      }
    });

    it("does not follow to where it is sent on", async () => {
      answer = () => 302;
      const message = { id: "alert_1", at: new Date(), body: "{}" };
      await expect(sendWebhook({ url, secret, allowPrivate: true }, message)).rejects.toThrow(
        "the webhook answered 302",
      );
    });
  });

  it("raises every one, however many there are", async () => {
    await store.exec(
      `insert into customer (external_id, name) select 'many' || n, 'Many ' || n from generate_series(1, 520) n;
       insert into survey_response (external_id, customer_id, kind, score, responded_on)
       select 'many' || id, id, 'NPS', 0, date '2024-06-01' from customer where external_id like 'many%'`,
    );
    expect((await evaluate()).raised).toBe(520);
    expect(await evaluate()).toEqual({ raised: 0, cleared: 0 });
  });
});

it("takes public addresses only", () => {
  for (const address of [
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "fd00::1",
    "fe80::1",
    "::",
  ]) {
    expect(() => checkPublic(address), address).toThrow("within the own network");
  }
  for (const address of ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"]) {
    expect(() => checkPublic(address)).not.toThrow();
  }
});

it("waits longer after each failure, up to an hour", () => {
  expect([1, 2, 3, 4, 5, 6, 20].map(pauseAfter)).toEqual([5, 20, 80, 320, 1280, 3600, 3600]);
});
