import { afterEach, beforeEach, describe, expect, it } from "vitest";
import "../all.define.ts";
import { everyElement } from "../testing/every-element.ts";
import { settled, show, textOf, until } from "../testing/page.ts";
import { serverOfEachTest } from "../testing/server-of-each-test.ts";

const server = serverOfEachTest();

/** What the server takes. */
let valid: string;
/** How many tokens the page's own server has signed. */
let signed: number;
let restore: () => void;

beforeEach(() => {
  valid = "token-1";
  signed = 0;
  server.reply = (_, init) =>
    new Headers(init.headers).get("authorization") === `Bearer ${valid}`
      ? undefined
      : Response.json({ errors: [{ message: "no", extensions: { code: "UNAUTHENTICATED" } }] }, { status: 401 });
  const { fetch: before } = globalThis;
  globalThis.fetch = async (input, init) =>
    String(input).includes("/sales-token") ? new Response(`token-${++signed}`) : before(input, init);
  restore = () => {
    globalThis.fetch = before;
  };
});
afterEach(() => restore());

const shown = ["kpi-card", "metric-chart", "metric-table", "rfm-matrix", "goal-progress", "customer-list"];
const provider = (attributes: string) =>
  `<sales-provider endpoint="/graphql" period="2024" locale="en" ${attributes}>${shown.map((tag) => everyElement[tag]).join("")}</sales-provider>`;

/** Everything that is on the page from now on until `stop`: texts, skeletons, and what moved. */
function watch(main: Element) {
  const texts = new Set<string>();
  let bones = 0;
  let shift = 0;
  const shifts = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) shift += (entry as PerformanceEntry & { value: number }).value;
  });
  shifts.observe({ type: "layout-shift" });
  let frame = requestAnimationFrame(function look() {
    texts.add(textOf(main));
    for (const tag of shown) bones += main.querySelector(tag)!.shadowRoot!.querySelectorAll(".bone").length;
    frame = requestAnimationFrame(look);
  });
  return {
    async stop() {
      await new Promise((resolve) => setTimeout(resolve, 300));
      cancelAnimationFrame(frame);
      shifts.disconnect();
      return { texts: texts.size, bones, shift };
    },
  };
}

describe("a page whose token has expired", () => {
  it("asks for one new token for all its elements, and shows no skeleton nor moves anything meanwhile", async () => {
    const main = await show(provider('token-url="/sales-token"'));
    expect(signed).toBe(1);
    const asked = server.received.length;
    valid = "token-2";
    await new Promise((resolve) => setTimeout(resolve, 500));
    const watched = watch(main);
    main.querySelector("sales-provider")!.refresh = 1;
    await until(() => server.received.length > asked + 1);
    main.querySelector("sales-provider")!.refresh = 0;
    await settled(main);
    expect(await watched.stop()).toEqual({ texts: 1, bones: 0, shift: 0 });
    expect(signed).toBe(2);
  });

  it("takes a token that the page gives it without a flicker, and asks with it", async () => {
    const main = await show(provider('token="token-1"'));
    await new Promise((resolve) => setTimeout(resolve, 500));
    const asked = server.received.length;
    const watched = watch(main);
    valid = "token-2";
    main.querySelector("sales-provider")!.token = valid;
    await until(() => server.received.length > asked);
    expect(main.querySelector("kpi-card")!.shadowRoot!.querySelector(".card")!.ariaBusy).toBe("true");
    await settled(main);
    expect(await watched.stop()).toEqual({ texts: 1, bones: 0, shift: 0 });
    expect(server.received.length).toBe(asked + 1);
  });
});
