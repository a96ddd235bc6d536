import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { Agent, createServer, type IncomingMessage, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { createSchema, createYoga, Repeater } from "graphql-yoga";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { useLiveStreams } from "../plugins/use-live-streams.ts";
import { type ServingProcess, startServing } from "../testing/command.ts";
import { createDatabase } from "../testing/records.ts";
import { closeServer, politely } from "./stopping.ts";

describe("a server that is told to stop", () => {
  let scratch: string;
  const started: ServingProcess[] = [];
  beforeAll(async () => {
    scratch = await mkdtemp(join(tmpdir(), "salesglass-stopping-"));
  });
  afterAll(async () => {
    for (const { child } of started) child.kill("SIGKILL");
    await rm(scratch, { recursive: true, force: true });
  });
  const serve = async (name: string, environment: NodeJS.ProcessEnv = {}) => {
    // It starts sooner than with an embedded record.
    const DATABASE_URL = await createDatabase(inject("testTemplate"));
    const server = await startServing({ DATABASE_URL, SALESGLASS_DATA: join(scratch, name), ...environment });
    started.push(server);
    return server;
  };

  it("loses no request of fifty clients, isn't ready at once, and exits within ten seconds", async () => {
    const server = await serve("load", { LOG_LEVEL: "info" });
    const agent = new Agent({ keepAlive: true, maxSockets: 60 });
    const outcomes = { answered: 0, afterSignal: 0, refused: 0, other: [] as string[] };
    let signalled = false;
    const clients = Array.from({ length: 50 }, async (_, client) => {
      for (let run = 0; ; run++) {
        // Each question is new, so that it has to be computed.
        const day = new Date(Date.UTC(2000, 0, 1 + run * 50 + client)).toISOString().slice(0, 10);
        const answer = await post(agent, server.url, `{ metrics(period: "${day}") { revenue orders } }`);
        if (answer === "refused") return void outcomes.refused++;
        if (answer !== "answered") return void outcomes.other.push(answer);
        outcomes.answered++;
        if (signalled) outcomes.afterSignal++;
      }
    });
    await pause(1_000);
    const start = performance.now();
    server.child.kill("SIGTERM");
    signalled = true;
    await pause(150);
    const ready = await fetch(`${server.url}/ready`);
    expect(ready.status).toBe(503);
    expect((await ready.json()).problems).toEqual(["the server is stopping"]);
    await Promise.all(clients);
    expect(await server.exited).toBe(0);
    // What takes longer than 6.5 s would have been cut off.
    expect(performance.now() - start).toBeLessThan(6_000);
    agent.destroy();
    const accepted = server
      .output()
      .split("\n")
      .filter((line) => line.includes('"kind":"graphql"'));
    expect(accepted).toHaveLength(outcomes.answered);
    expect(outcomes.other).toEqual([]);
    expect(outcomes.refused).toBe(50);
    expect(outcomes.afterSignal).toBeGreaterThan(0);
  });

  it("takes no more requests at once when it is stopped from its terminal, and ends when it is told again", async () => {
    const grace = { SALESGLASS_SHUTDOWN_GRACE: "5" };
    const [interrupted, twice] = await Promise.all([serve("interrupted", grace), serve("twice", grace)]);
    const start = performance.now();
    interrupted.child.kill("SIGINT");
    expect(await interrupted.exited).toBe(0);
    expect(performance.now() - start).toBeLessThan(4_000);

    twice.child.kill("SIGTERM");
    await pause(300);
    const second = performance.now();
    twice.child.kill("SIGTERM");
    expect(await twice.exited).toBe(143);
    expect(performance.now() - second).toBeLessThan(4_000);
  });
});

describe("live streams", () => {
  it("end as if there were nothing more to say, and their connections with them", async () => {
    const stopping = new AbortController();
    const { http, url, released } = await streamingServer(stopping.signal);
    const response = await subscribe(url);
    let text = "";
    response.on("data", (chunk) => {
      text += chunk;
    });
    await expect.poll(() => text).toContain('"warehouseChanged":1');
    const start = performance.now();
    stopping.abort();
    const closed = closeServer(http, 0);
    await once(response, "end");
    await closed;
    expect(text).toMatch(/event: complete/);
    expect(performance.now() - start).toBeLessThan(4_000);
    await released;
  });
});

/** What happened to a question: "answered", "refused" (nobody listened any more), or what went wrong. */
function post(agent: Agent, url: string, query: string): Promise<string> {
  const body = JSON.stringify({ query });
  const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
  return new Promise((resolve) => {
    const sent = request(`${url}/graphql`, { agent, method: "POST", headers }, async (response) => {
      let text = "";
      try {
        for await (const chunk of response) text += chunk;
        const { data } = JSON.parse(text);
        resolve(response.statusCode === 200 && data?.metrics ? "answered" : `${response.statusCode} ${text}`);
      } catch (error) {
        resolve(`${response.statusCode} cut off after "${text}": ${error}`);
      }
    });
    sent.on("error", ({ code, message }: NodeJS.ErrnoException) => {
      // Whoever still waited to be let in when the door was shut is turned away by the system.
      const turnedAway = code === "ECONNREFUSED" || (code === "ECONNRESET" && !sent.reusedSocket);
      resolve(turnedAway ? "refused" : `${code} ${message}`);
    });
    sent.end(body);
  });
}

/** A subscription that says something once, then waits for ever. */
async function streamingServer(stopping: AbortSignal): Promise<{ http: Server; url: string; released: Promise<void> }> {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const subscribeOnce = () =>
    new Repeater<number>(async (push, stop) => {
      push(1);
      await stop;
      release();
    });
  const yoga = createYoga({
    schema: createSchema({
      typeDefs: "type Query { ok: Boolean } type Subscription { warehouseChanged: Int }",
      resolvers: {
        Subscription: { warehouseChanged: { subscribe: subscribeOnce, resolve: (value: number) => value } },
      },
    }),
    logging: false,
    plugins: [useLiveStreams({ stopping, clock: () => new Date() })],
    context: { viewer: { role: "ADMIN", name: "local" } },
  });
  const http = createServer(politely(stopping, yoga)).listen(0, "127.0.0.1");
  await once(http, "listening");
  return { http, url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`, released };
}

function subscribe(url: string): Promise<IncomingMessage> {
  const body = JSON.stringify({ query: "subscription { warehouseChanged }" });
  const headers = { "content-type": "application/json", accept: "text/event-stream" };
  return new Promise((resolve, reject) => {
    request(`${url}/graphql`, { method: "POST", headers }, resolve).on("error", reject).end(body);
  });
}
