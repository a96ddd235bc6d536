import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { browserArguments, findBrowser } from "../../../scripts/browser.mjs";
import { type DemoServer, serveDemo } from "./testing/demo-server.ts";

const example = fileURLToPath(new URL("../../../examples/custom-dashboard/", import.meta.url));

// The example as a developer deploys it: its own build on one origin, the real server with the demo company on another.
describe("the custom dashboard", () => {
  let server: DemoServer;
  let url: string;
  let site: Server;
  let origin: string;
  let browser: Browser;
  let axe: string;
  beforeAll(async () => {
    site = createServer(async ({ url: path = "/" }, response) => {
      const { pathname } = new URL(path, "http://site");
      const file = pathname === "/" ? "/index.html" : pathname;
      const text = await readFile(join(example, "dist", file), "utf8").catch(() => undefined);
      if (text === undefined) return void response.writeHead(404).end();
      response.setHeader("content-type", `${types[extname(file)]}; charset=utf-8`);
      response.setHeader(
        "content-security-policy",
        `default-src 'self'; connect-src ${url}; img-src data: blob:; require-trusted-types-for 'script'`,
      );
      // What the README says about a server on another host.
      response.end(text.replace('endpoint="/graphql"', `endpoint="${url}/graphql"`));
    });
    await once(site.listen(0, "127.0.0.1"), "listening");
    origin = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
    [server, browser, axe] = await Promise.all([
      serveDemo({ SALESGLASS_ALLOWED_ORIGINS: origin }),
      chromium.launch({ executablePath: findBrowser(), args: browserArguments }),
      readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8"),
      buildExample(),
    ]);
    url = server.url;
  });
  afterAll(async () => {
    await browser?.close();
    site?.close();
    await server?.stop();
  });

  let page: Page;
  let complaints: string[];
  beforeEach(async () => {
    page = await browser.newPage({ viewport: { width: 1280, height: 900 }, locale: "en-US" });
    complaints = listenForComplaints(page, [origin, url]);
  });
  afterEach(() => page.close());

  it("shows in its own panel what a query answers", async () => {
    await open();
    const { categories, quarters } = await ask<"categories" | "quarters">(
      `{ categories: metrics(period: "year-to-date", orderBy: [{ by: "revenue", direction: DESC }], top: { first: 5, by: "revenue" }) {
           category isRest revenue share: revenue(as: SHARE) before: revenue(as: SHARE, at: SAME_PERIOD_LAST_YEAR) }
         quarters: metrics(period: "year-to-date") { quarter revenue } }`,
    );
    expect(categories.length).toBeGreaterThan(3);
    expect(await panelRows()).toEqual(
      categories.map(({ category, isRest, share, before }) => [
        isRest ? "Others" : category,
        percent.format(share),
        `${points.format((share - before) * 100)} pts`,
      ]),
    );
    const bars = await page.locator("sales-mix li").allTextContents();
    expect(bars.map((text) => text.trim().split(/\s+/).at(-1))).toEqual(
      quarters.map(({ revenue }) => compact.format(revenue)),
    );
    expect(complaints).toEqual([]);
  });

  it("changes everything with the period, by keyboard alone, and keeps it in the address", async () => {
    await open();
    const before = await textsOfElements();
    await tabTo("period-picker .current");
    await page.keyboard.press("Enter");
    const preset = page.locator("period-picker").getByRole("button", { name: /^Last quarter/ });
    await preset.focus();
    await answered(() => page.keyboard.press("Enter"));
    const after = await textsOfElements();
    expect(after.length).toBeGreaterThan(7);
    for (const [place, text] of after.entries()) expect(text, `element ${place}`).not.toBe(before[place]);
    expect(await page.locator("sales-mix li").count()).toBe(3);
    expect(page.url()).toContain("period=last-quarter");
    await page.reload();
    await settled();
    expect(await textsOfElements()).toEqual(after);
    await page.goBack();
    await expect.poll(textsOfElements, { timeout: 20_000 }).toEqual(before);
    expect(complaints).toEqual([]);
  });

  it("filters its own panel by a click in a chart, and the other elements by a click in the panel", async () => {
    await open();
    const before = await panelRows();
    const plot = page.locator("metric-chart[split] [part=plot]");
    await plot.scrollIntoViewIfNeeded();
    await answered(() => plot.click({ position: { x: 180, y: 24 } }));
    await expect.poll(() => page.locator("filter-bar [part=chip]").count()).toBe(1);
    const where = await page.evaluate(() => {
      const provider = document.querySelector("sales-provider") as unknown as { selections: { where: object }[] };
      return provider.selections[0]!.where;
    });
    const { metrics } = await ask<"metrics">(
      `query ($where: MetricFilter) { metrics(period: "year-to-date", where: $where, orderBy: [{ by: "revenue", direction: DESC }], top: { first: 5, by: "revenue" }) {
         category isRest revenue share: revenue(as: SHARE) } }`,
      { where },
    );
    const filtered = await panelRows();
    expect(filtered).not.toEqual(before);
    expect(filtered.map((row) => row.slice(0, 2))).toEqual(
      metrics.map(({ category, isRest, share }) => [isRest ? "Others" : category, percent.format(share)]),
    );

    const [category] = filtered[0]!;
    await answered(() => page.locator("sales-mix").getByRole("button", { name: category! }).click());
    expect(await panelRows()).toEqual(filtered);
    const { narrowed } = await ask<"narrowed">(
      `query ($where: MetricFilter) { narrowed: metrics(period: "year-to-date", where: $where) { revenue } }`,
      { where: { ...where, category: { in: [category] } } },
    );
    expect(await page.locator("kpi-card [part=value]").first().textContent()).toContain(
      compact.format(narrowed[0]!.revenue),
    );
    await page.locator("sales-mix").getByRole("button", { name: category! }).click();
    await expect.poll(() => page.locator("filter-bar [part=chip]").count()).toBe(1);
    expect(complaints).toEqual([]);
  });

  it("switches language and theme, without a finding of axe's", async () => {
    await open();
    // The elements' own tests look at each of them in every pair.
    for (const [language, theme, words] of [
      ["en", "dark", ["Sales mix by category", "What changed", "Profit margin"]],
      ["zh-CN", "light", ["各类别销售占比", "销售额为何变化", "利润率"]],
    ] as const) {
      await page.locator("#locale").selectOption(language);
      await page.locator("#theme").selectOption(theme);
      await settled();
      const text = await visibleText();
      for (const word of words) expect(text).toContain(word);
      expect(await page.evaluate(() => document.documentElement.lang)).toBe(language);
      // Evaluated rather than added as a script, which the site's policy forbids.
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() =>
        (window as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: object[] }[] }> } }).axe.run(),
      );
      expect(
        violations.map(({ id }) => id),
        `${language}, ${theme}: ${JSON.stringify(violations).slice(0, 2000)}`,
      ).toEqual([]);
    }
    expect(complaints).toEqual([]);
  });

  it("says what is missing, and what went wrong until a second try succeeds", async () => {
    await page.goto(`${origin}/?period=2031`);
    await settled();
    expect(await page.locator("sales-mix section").textContent()).toContain("No sales in this period.");
    await page.goto(`${origin}/?period=2024-13`);
    await expect.poll(() => page.locator("sales-mix [role=alert]").textContent()).toMatch(/expected 01 to 12/);
    let broken = true;
    await page.route(`${url}/graphql`, (route) =>
      broken && route.request().postData()?.includes("query SalesMix") ? route.abort() : route.continue(),
    );
    await page.goto(origin);
    await expect.poll(() => page.locator("sales-mix [role=alert]").textContent()).toContain("could not be loaded");
    broken = false;
    await page.locator("sales-mix").getByRole("button", { name: "Try again" }).click();
    await expect.poll(async () => (await panelRows()).length).toBeGreaterThan(3);
  });

  async function open(): Promise<void> {
    await page.goto(origin);
    await settled();
  }

  /** Does what makes the elements ask, and waits until they have asked and been answered. */
  async function answered(act: () => Promise<void>): Promise<void> {
    await Promise.all([page.waitForRequest(`${url}/graphql`), act()]);
    await settled();
  }

  /** Waits until no element asks any more. */
  async function settled(): Promise<void> {
    await page.waitForLoadState("networkidle");
    await expect.poll(() => page.locator("main [aria-busy=true]").count(), { timeout: 20_000 }).toBe(0);
    await page.waitForTimeout(400);
  }

  async function tabTo(place: string): Promise<void> {
    for (let press = 0; press < 20; press++) {
      await page.keyboard.press("Tab");
      const reached = await page.evaluate(() => {
        const outer = document.activeElement;
        return `${outer?.localName} .${outer?.shadowRoot?.activeElement?.className}`;
      });
      if (reached === place) return;
    }
    throw new Error(`Tab does not reach ${place}`);
  }

  /** The table of the panel, row by row. */
  function panelRows(): Promise<string[][]> {
    return page
      .locator("sales-mix tbody tr")
      .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent!.trim())));
  }

  /** What each element says that follows the period. */
  function textsOfElements(): Promise<string[]> {
    return page
      .locator("period-picker, main > :not([period])")
      .evaluateAll((elements) =>
        elements.map((element) =>
          [...element.shadowRoot!.querySelectorAll("section, .card, .picker")]
            .map((part) => part.textContent)
            .join(" "),
        ),
      );
  }

  function visibleText(): Promise<string> {
    return page.evaluate(() => {
      const textOf = (node: Node): string => {
        if (node.nodeType === Node.TEXT_NODE) return (node as Text).data;
        if (node instanceof HTMLStyleElement || node instanceof HTMLScriptElement) return "";
        const shadow = node instanceof Element && node.shadowRoot ? [node.shadowRoot] : [];
        return [...shadow, ...node.childNodes].map(textOf).join("\n");
      };
      return textOf(document.body);
    });
  }

  async function ask<Field extends string>(query: string, variables = {}): Promise<Record<Field, Row[]>> {
    const response = await fetch(`${url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as { data: Record<Field, Row[]>; errors?: unknown };
    expect(errors).toBeUndefined();
    return data;
  }
});

interface Row {
  readonly category: string;
  readonly isRest: boolean;
  readonly revenue: number;
  readonly share: number;
  readonly before: number;
}

const types: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
};

const percent = new Intl.NumberFormat("en", {
  style: "percent",
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});
const points = new Intl.NumberFormat("en", {
  signDisplay: "exceptZero",
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});
const compact = new Intl.NumberFormat("en", {
  style: "currency",
  currency: "CNY",
  currencyDisplay: "narrowSymbol",
  notation: "compact",
  minimumSignificantDigits: 3,
  maximumSignificantDigits: 3,
});

/** Its own script, which does nothing when all is built already. */
async function buildExample(): Promise<void> {
  const build = spawn("npm", ["run", "--silent", "build"], { cwd: example, shell: process.platform === "win32" });
  let output = "";
  for (const stream of [build.stdout, build.stderr]) {
    stream.on("data", (text) => {
      output += text;
    });
  }
  const [code] = await once(build, "exit");
  if (code !== 0) throw new Error(`the example could not be built:\n${output}`);
}

/** Errors in the console, faults of scripts, failed requests, and requests to anywhere else. */
function listenForComplaints(page: Page, known: readonly string[]): string[] {
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => complaints.push(`script: ${error.message}`));
  page.on("request", (request) => {
    const asked = request.url();
    if (![...known, "data:", "blob:"].some((start) => asked.startsWith(start))) complaints.push(`request: ${asked}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()}: ${response.url()}`);
  });
  return complaints;
}
