import { createParser } from "eventsource-parser";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Store } from "../../store/store.ts";
import { testServer } from "../../testing/ask.ts";
import { testRecords } from "../../testing/records.ts";

interface Change {
  readonly version: number;
  readonly asOf: string;
}

describe.each([
  { ...testRecords()[0]!, engine: "duckdb" as const },
  { ...testRecords()[1]!, engine: "postgres" as const },
])("the live stream over $name, $engine", ({ open, engine }) => {
  let store: Store;
  let server: Awaited<ReturnType<typeof testServer>>;
  /** How many hear of the warehouse's changes beside the server's own parts. */
  let listening = 0;
  const leaving = new Set<AbortController>();
  beforeAll(async () => {
    store = await open();
    server = await testServer(store, engine);
    const { onChange } = server.warehouse;
    server.warehouse.onChange = (listener) => {
      const leave = onChange(listener);
      listening++;
      return () => {
        listening--;
        leave();
      };
    };
    await change();
  });
  afterEach(() => {
    for (const controller of leaving) controller.abort();
    leaving.clear();
  });
  afterAll(async () => {
    await server?.close();
    await store?.close();
  });

  const change = async () => {
    await store.exec(`insert into team (external_id, name) values (gen_random_uuid(), 'Moves the version')`);
    await server.warehouse.sync();
  };

  const body = JSON.stringify({ query: "subscription { warehouseChanged { version asOf } }" });

  /** Subscribes, and answers a way to read the next event. */
  async function subscribe() {
    const response = await server.send(body, { accept: "text/event-stream" });
    expect(response.headers.get("content-type")).toContain("text/event-stream");
    const reader = response.body!.getReader();
    const controller = new AbortController();
    controller.signal.addEventListener("abort", () => void reader.cancel());
    leaving.add(controller);
    const events: { event?: string | undefined; data: string }[] = [];
    const parser = createParser({ onEvent: (event) => events.push(event) });
    const decoder = new TextDecoder();
    return {
      async next(): Promise<Change> {
        for (;;) {
          const event = events.shift();
          if (event?.event === "next") {
            return (JSON.parse(event.data) as { data: { warehouseChanged: Change } }).data.warehouseChanged;
          }
          const { value, done } = await reader.read();
          if (done) throw new Error("the stream has ended");
          parser.feed(decoder.decode(value, { stream: true }));
        }
      },
      leave: () => reader.cancel(),
    };
  }

  it("tells the state at once, and a new one when something was written", async () => {
    const stream = await subscribe();
    const first = await stream.next();
    expect(first.version).toBe(server.warehouse.status().version);
    expect(Date.parse(first.asOf)).toBeGreaterThan(0);
    await change();
    expect((await stream.next()).version).toBe(first.version + 1);
  });

  it("tells every reader of the same change", async () => {
    const streams = await Promise.all([subscribe(), subscribe(), subscribe()]);
    const first = await Promise.all(streams.map((stream) => stream.next()));
    await change();
    const second = await Promise.all(streams.map((stream) => stream.next()));
    expect(second.map(({ version }) => version)).toEqual(first.map(({ version }) => version + 1));
  });

  it("stops listening when its reader leaves, and leaves nothing behind", async () => {
    const before = listening;
    const streams = await Promise.all(Array.from({ length: 20 }, () => subscribe()));
    await Promise.all(streams.map((stream) => stream.next()));
    expect(listening).toBe(before + 20);
    await Promise.all(streams.map((stream) => stream.leave()));
    await expect.poll(() => listening).toBe(before);
    await change();
    expect(server.logged).toEqual([]);
  });

  it("is given to one subject a hundred times, and again when one has left", async () => {
    const streams = await Promise.all(Array.from({ length: 100 }, () => subscribe()));
    await Promise.all(streams.map((stream) => stream.next()));
    const refused = await server.send(body, { accept: "text/event-stream" });
    expect(refused.status).toBe(429);
    expect(refused.headers.get("retry-after")).toBe("30");
    expect(await refused.text()).toContain("100 live streams of the same subject are open");
    await streams[0]!.leave();
    expect((await (await subscribe()).next()).version).toBeGreaterThan(0);
  });

  it("is no ordinary question's answer, whose client has to ask for events", async () => {
    const response = await server.send(body, { accept: "application/json" });
    expect(response.status).toBe(406);
  });
});
