import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { browserArguments, findBrowser } from "../../../scripts/browser.mjs";
import { type DemoServer, serveDemo } from "./testing/demo-server.ts";

// A page of another site with live elements: the real server with the demo company, in a real browser.
describe("a live page", () => {
  let server: DemoServer;
  let browser: Browser;
  let site: Server;
  let customer: { externalId: string; name: string };
  beforeAll(async () => {
    site = createServer((_, response) =>
      response.setHeader("content-type", "text/html; charset=utf-8").end(
        `<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>Intranet</title>
          <script type="module" src="${server.url}/widgets.js"></script>
          <sales-provider live><customer-card customer="${customer.externalId}"></customer-card><kpi-card metric="customers"></kpi-card></sales-provider>`,
      ),
    );
    await once(site.listen(0, "127.0.0.1"), "listening");
    [server, browser] = await Promise.all([
      serveDemo({ SALESGLASS_ALLOWED_ORIGINS: addressOf(site) }),
      chromium.launch({ executablePath: findBrowser(), args: browserArguments }),
    ]);
    const answer = await ask<{ customers: { edges: { node: typeof customer }[] } }>(
      "{ customers(first: 1) { edges { node { externalId name } } } }",
    );
    customer = answer.customers.edges[0]!.node;
  });
  afterAll(async () => {
    await browser?.close();
    site?.close();
    await server?.stop();
  });

  let page: Page;
  /** How many streams the page has opened. */
  let streams: number;
  beforeEach(async () => {
    page = await browser.newPage();
    streams = 0;
    page.on("request", (request) => {
      if (request.method() === "POST" && request.headers().accept === "text/event-stream") streams++;
    });
    await page.goto(addressOf(site));
    await page.getByText(customer.name).first().waitFor();
    await expect.poll(() => streams).toBe(1);
  });
  afterEach(() => page.close());

  async function ask<Data>(query: string, variables: object = {}): Promise<Data> {
    const response = await fetch(`${server.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query, variables }),
    });
    return ((await response.json()) as { data: Data }).data;
  }

  async function rename(name: string): Promise<void> {
    customer = { ...customer, name };
    await ask("mutation ($input: [CustomerInput!]!) { upsertCustomers(input: $input) { __typename } }", {
      input: [customer],
    });
  }

  it("shows what was written, without being loaded again", async () => {
    await rename("Renamed while the page looks on");
    await page.getByText(customer.name).first().waitFor();
    expect(streams).toBe(1);
  });

  it("comes back to a server that was stopped and started again, which doesn't wait for its streams", async () => {
    const stream = await fetch(`${server.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "text/event-stream" },
      body: JSON.stringify({ query: "subscription { warehouseChanged { version } }" }),
    });
    const start = Date.now();
    const restarted = server.restart();
    await stream.text().catch(() => {});
    // Requests in flight are given eight seconds; streams are not waited for.
    expect(Date.now() - start).toBeLessThan(5_000);
    await restarted;
    await expect.poll(() => streams, { timeout: 10_000 }).toBeGreaterThan(1);
    await rename("Renamed after the server came back");
    await page.getByText(customer.name).first().waitFor();
  });
});

const addressOf = (site: Server): string => `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
