import { afterEach, beforeEach, describe, expect, it } from "vitest";
import "../all.define.ts";
import { settled, show, textOf, until } from "../testing/page.ts";
import { serverOfEachTest } from "../testing/server-of-each-test.ts";

const server = serverOfEachTest();

/** The streams that were opened, each with a way to say something in it. */
let streams: { say(version: number): void; end(): void; readonly closed: boolean; readonly authorization: unknown }[];
/** What is answered instead of the next streams. */
let refusals: Response[];
/** How many requests for figures came. */
let asked: number;

beforeEach(() => {
  streams = [];
  refusals = [];
  asked = 0;
  server.reply = (requests, init) => {
    const headers = new Headers(init.headers);
    if (!requests[0]!.query.startsWith("subscription")) {
      asked++;
      return undefined;
    }
    expect(headers.get("accept")).toBe("text/event-stream");
    const refusal = refusals.shift();
    if (refusal) return refusal;
    let controller!: ReadableStreamDefaultController<Uint8Array>;
    let closed = false;
    const body = new ReadableStream<Uint8Array>({
      start(given) {
        controller = given;
      },
    });
    const encode = (text: string) => controller.enqueue(new TextEncoder().encode(text));
    init.signal?.addEventListener("abort", () => {
      closed = true;
      controller.error(init.signal?.reason);
    });
    streams.push({
      say: (version) =>
        encode(`event: next\ndata: ${JSON.stringify({ data: { warehouseChanged: { version, asOf: null } } })}\n\n`),
      end: () => controller.close(),
      get closed() {
        return closed;
      },
      authorization: headers.get("authorization"),
    });
    return new Response(body, { headers: { "content-type": "text/event-stream" } });
  };
});
afterEach(() => setVisible(true));

function setVisible(visible: boolean): void {
  Object.defineProperty(document, "visibilityState", { value: visible ? "visible" : "hidden", configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}

const provider = (content: string, attributes = "live") =>
  `<sales-provider endpoint="/graphql" period="2024" locale="en" ${attributes}>${content}</sales-provider>`;
const cards = ["revenue", "orders", "volume"].map((metric) => `<kpi-card metric="${metric}"></kpi-card>`).join("");
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe("live elements", () => {
  it("share one stream, and ask anew together when the server tells of a change", async () => {
    await show(provider(cards));
    await until(() => streams.length === 1);
    streams[0]!.say(7);
    await pause(1_100);
    // What came just before is of that state already.
    expect(asked).toBe(1);
    streams[0]!.say(8);
    await until(() => asked === 2);
    await pause(100);
    expect([asked, streams.length]).toEqual([2, 1]);
    expect(server.received.at(-1)!.length).toBe(3);
  });

  it("ask anew at once where their answer is of an older state than the stream's first", async () => {
    server.reply = ((reply) => async (requests, init) => {
      const own = await reply(requests, init);
      if (own) return own;
      const answers = await (await server.answer(requests)).json();
      return Response.json(
        [answers].flat().map((answer: object) => ({ ...answer, extensions: { warehouseVersion: 6 } })),
      );
    })(server.reply);
    await show(provider(cards));
    await until(() => streams.length === 1);
    streams[0]!.say(7);
    await until(() => asked === 2);
  });

  it("keep what they show, without a skeleton, while they ask anew", async () => {
    const main = await show(provider(cards));
    await until(() => streams.length === 1);
    const text = textOf(main);
    streams[0]!.say(1);
    streams[0]!.say(2);
    const seen = new Set<string>();
    await until(() => {
      seen.add(textOf(main));
      return asked === 2;
    });
    await settled(main);
    expect([...seen]).toEqual([text]);
  });

  it("ask nothing anew where live is not set", async () => {
    await show(provider(cards, ""));
    await pause(200);
    expect(streams).toEqual([]);
  });

  it("may be live one by one", async () => {
    await show(provider(`<kpi-card metric="revenue" live></kpi-card><kpi-card metric="orders"></kpi-card>`, ""));
    await until(() => streams.length === 1);
    streams[0]!.say(1);
    streams[0]!.say(2);
    await until(() => asked === 2);
    expect(server.received.at(-1)!.map(({ variables }) => variables.id)).toEqual(["revenue"]);
  });

  it("close the stream when the last of them leaves", async () => {
    const main = await show(provider(cards));
    await until(() => streams.length === 1);
    const [first, ...others] = main.querySelectorAll("kpi-card");
    for (const other of others) other.remove();
    await pause(20);
    expect(streams[0]!.closed).toBe(false);
    first!.remove();
    await until(() => streams[0]!.closed);
  });

  it("close the stream while the page is hidden, and ask anew when it is seen again", async () => {
    await show(provider(cards));
    await until(() => streams.length === 1);
    streams[0]!.say(1);
    await pause(20);
    setVisible(false);
    await until(() => streams[0]!.closed);
    setVisible(true);
    await until(() => streams.length === 2);
    streams[1]!.say(1);
    await until(() => asked === 2);
  });

  it("come back after the stream has ended, and ask anew since nobody knows what was missed", async () => {
    await show(provider(cards));
    await until(() => streams.length === 1);
    streams[0]!.say(1);
    await pause(20);
    streams[0]!.end();
    await until(() => streams.length === 2);
    streams[1]!.say(1);
    await until(() => asked === 2);
  });

  it("come back when the server is busy, no sooner than it says", async () => {
    refusals.push(new Response("", { status: 503, headers: { "retry-after": "1" } }));
    const start = performance.now();
    await show(provider(cards));
    await until(() => streams.length === 1);
    expect(performance.now() - start).toBeGreaterThan(1_000);
  });

  it("send the text of the document where the server does not know its hash", async () => {
    refusals.push(new Response("event: next\ndata: {}\n\n", { status: 400 }));
    await show(provider(cards));
    await until(() => streams.length === 1);
    const sent = server.received.flat().filter(({ query }) => query.startsWith("subscription"));
    expect(sent.map((request) => request.isBare)).toEqual([true, false]);
  });

  it("get a new token when theirs has expired", async () => {
    refusals.push(new Response("", { status: 401 }));
    let tokens = 0;
    const { fetch: before } = globalThis;
    globalThis.fetch = async (input, init) =>
      String(input).includes("/token") ? new Response(`token-${++tokens}`) : before(input, init);
    try {
      await show(provider(cards, 'live token-url="/token"'));
      await until(() => streams.length === 1);
    } finally {
      globalThis.fetch = before;
    }
    expect([tokens, streams[0]!.authorization]).toEqual([2, "Bearer token-2"]);
  });

  it("stay away from a server that tells of no changes", async () => {
    refusals.push(new Response("", { status: 403 }));
    const main = await show(provider(cards));
    await pause(1_500);
    expect(streams).toEqual([]);
    expect(textOf(main)).toContain("Revenue");
  });
});
