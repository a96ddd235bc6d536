import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { browserArguments, findBrowser } from "../../../scripts/browser.mjs";
import { type DemoServer, serveDemo } from "./testing/demo-server.ts";

// The pages at `/`, `/customers`, `/incentives`, `/market`, `/pipeline` and `/team` as a newcomer sees them: the real server with the demo company, in a real browser.
describe("the demo pages", () => {
  let server: DemoServer;
  let url: string;
  let browser: Browser;
  let axe: string;
  // A site of its own, with a page of its own.
  let site: Server;
  let intranet: string;
  let intranetPage = "";
  beforeAll(async () => {
    site = createServer((_, response) =>
      response.setHeader("content-type", "text/html; charset=utf-8").end(intranetPage),
    );
    await once(site.listen(0, "127.0.0.1"), "listening");
    intranet = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
    [server, browser, axe] = await Promise.all([
      serveDemo({ SALESGLASS_ALLOWED_ORIGINS: intranet }),
      chromium.launch({ executablePath: findBrowser(), args: browserArguments }),
      readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8"),
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
    // Axe is injected by the test, which the page's own policy would forbid.
    page = await browser.newPage({ bypassCSP: true, viewport: { width: 1280, height: 900 } });
    complaints = listenForComplaints(page, url);
  });
  afterEach(() => page.close());

  // The elements' own tests look at each of them in every pair, and so does the first page here.
  type Look = readonly [language: "en" | "zh-CN", theme: "light" | "dark"];
  const english: Look = ["en", "light"];
  const chinese: Look = ["zh-CN", "dark"];
  const looks = [english, chinese];

  it.each(looks)(
    "shows the company in %s and %s, without a complaint of the browser's or axe's",
    async (language, theme) => {
      await page.goto(`${url}/?language=${language}&theme=${theme}`);
      await settled(page);
      expect(await layoutShift(page)).toBeLessThan(stillSteady);
      const text = await visibleText(page);
      expect(text).toMatch(language === "en" ? /Revenue[\s\S]*CN¥|Revenue[\s\S]*¥/ : /销售额[\s\S]*万/);
      expect(text).toMatch(language === "en" ? /Champions/ : /重要价值客户/);
      expect(await page.locator("footer").textContent()).toMatch(
        language === "en" ? /No keys are configured/ : /尚未配置密钥/,
      );
      expect(await axeFindings(page, axe)).toEqual([]);
      expect(complaints).toEqual([]);
    },
  );

  it.each([chinese])(
    "shows the customers in %s and %s, without a complaint of the browser's or axe's",
    async (language, theme) => {
      await page.goto(`${url}/customers?language=${language}&theme=${theme}`);
      await settled(page);
      await offered(page);
      const text = await visibleText(page);
      for (const heading of language === "en" ? ["Last orders", "What to offer"] : ["最近订单", "推荐产品"])
        expect(text).toContain(heading);
      expect(await page.title()).toBe(language === "en" ? "Customers" : "客户");
      expect(await axeFindings(page, axe)).toEqual([]);
      expect(complaints).toEqual([]);
    },
  );

  it.each([english])(
    "shows a rep's and a manager's incentives in %s and %s, without a complaint of the browser's or axe's",
    async (language, theme) => {
      await page.goto(`${url}/incentives?language=${language}&theme=${theme}`);
      await loaded(page, "career-ladder");
      const [goals, ranking, honours] =
        language === "en" ? ["Quota", "Revenue leaderboard", "Hall of fame"] : ["配额", "销售额排行榜", "荣誉榜"];
      expect(await visibleText(page)).toContain(goals);
      expect(await axeFindings(page, axe)).toEqual([]);
      await page.locator('[data-view="manager"]').press("Enter");
      await loaded(page, "hall-of-fame");
      const text = await visibleText(page);
      for (const shown of [ranking, honours]) expect(text).toContain(shown);
      expect(await page.title()).toBe(language === "en" ? "Incentives" : "激励");
      expect(await axeFindings(page, axe)).toEqual([]);
      expect(complaints).toEqual([]);
    },
  );

  it.each([chinese])(
    "shows the market in %s and %s, without a complaint of the browser's or axe's",
    async (language, theme) => {
      await page.goto(`${url}/market?language=${language}&theme=${theme}`);
      for (const element of ["swot-board", "economy-panel", "competitor-grid", "demand-trends", "channel-shift"]) {
        await loaded(page, element);
      }
      expect(await layoutShift(page)).toBeLessThan(stillSteady);
      const text = await visibleText(page);
      for (const shown of language === "en"
        ? ["Slowdown", "Market share", "Rising", "Adopted"]
        : ["放缓", "市场份额", "上升", "已采用"])
        expect(text).toContain(shown);
      expect(await page.title()).toBe(language === "en" ? "Market" : "市场");
      expect(await axeFindings(page, axe)).toEqual([]);
      expect(complaints).toEqual([]);
    },
  );

  it.each([english])(
    "shows the pipeline in %s and %s, without a complaint of the browser's or axe's",
    async (language, theme) => {
      await page.goto(`${url}/pipeline?language=${language}&theme=${theme}`);
      for (const element of ["sales-funnel", "pipeline-board"]) await loaded(page, element);
      expect(await layoutShift(page)).toBeLessThan(stillSteady);
      const text = await visibleText(page);
      for (const shown of language === "en"
        ? ["Qualification", "on average at", "Most worth improving", "Why deals were lost"]
        : ["商机确认", "平均误差", "最值得改进", "输单原因"])
        expect(text).toContain(shown);
      expect(await page.title()).toBe(language === "en" ? "Pipeline" : "销售管道");
      expect(await axeFindings(page, axe)).toEqual([]);
      expect(complaints).toEqual([]);
    },
  );

  it.each([chinese])(
    "shows the team and its budgets in %s and %s, without a complaint of the browser's or axe's",
    async (language, theme) => {
      await page.goto(`${url}/team?language=${language}&theme=${theme}`);
      await loaded(page, "budget-bars");
      await loaded(page, "team-scorecard");
      await loaded(page, "alert-list");
      const text = await visibleText(page);
      for (const shown of language === "en"
        ? ["Travel", "Return on spend", "Win rate"]
        : ["差旅", "支出回报率", "赢单率"])
        expect(text).toContain(shown);
      expect(await page.title()).toBe(language === "en" ? "Team and budget" : "团队与预算");
      expect(await axeFindings(page, axe)).toEqual([]);
      expect(complaints).toEqual([]);
    },
  );

  it("shows the incentives of the rep who is chosen in the ranking", async () => {
    await page.goto(`${url}/incentives`);
    await loaded(page, "career-ladder");
    const second = page.locator("leader-board tbody button").nth(1);
    const name = (await second.textContent())!.trim();
    await second.press("Enter");
    for (const element of ["career-ladder", "goal-progress"])
      await expect.poll(() => page.locator(`${element} .card`).textContent(), { timeout: 20_000 }).toContain(name);
    // The ranking itself stays whole.
    expect(await page.locator("leader-board tbody tr").count()).toBeGreaterThan(5);
    expect(complaints).toEqual([]);
  });

  it("opens a customer and offers by keyboard, and keeps the language from page to page", async () => {
    await page.goto(`${url}/?language=zh-CN`);
    await page.getByRole("link", { name: "客户", exact: true }).press("Enter");
    await settled(page);
    await offered(page);
    const third = page.locator("customer-list tbody button").nth(2);
    const name = (await third.textContent())!.trim();
    await third.press("Enter");
    await expect.poll(() => page.locator("customer-card .name").first().textContent()).toContain(name);
    await page.locator("customer-card .offer button.name").first().press("Enter");
    const product = (await page.locator("customer-card .offer button.name").first().textContent())!.trim();
    await expect.poll(() => page.locator("#takers .label").textContent(), { timeout: 20_000 }).toContain(product);
    // Neither narrows the rest to the one customer.
    expect(await page.locator("customer-list tbody tr").count()).toBe(12);
    expect(complaints).toEqual([]);
  });

  it("works under its own content security policy and trusted types", async () => {
    const strict = await browser.newPage();
    const strictComplaints = listenForComplaints(strict, url);
    for (const path of ["", "/customers"]) {
      await strict.goto(url + path);
      await settled(strict);
      expect(await visibleText(strict)).toMatch(/\d/);
    }
    for (const [path, last] of [
      ["incentives", "career-ladder"],
      ["market", "competitor-grid"],
    ] as const) {
      await strict.goto(`${url}/${path}`);
      await loaded(strict, last);
      expect(await visibleText(strict)).toMatch(/\d/);
    }
    expect(strictComplaints).toEqual([]);
    await strict.close();
  });

  it("is reached by keyboard alone: every control takes the focus in turn", async () => {
    await page.goto(url);
    await settled(page);
    const reached = new Set<string>();
    for (let press = 0; press < 400; press++) {
      await page.keyboard.press("Tab");
      const name = await page.evaluate(() => {
        let element = document.activeElement;
        let host = "";
        while (element?.shadowRoot?.activeElement) {
          host = element.tagName.toLowerCase();
          element = element.shadowRoot.activeElement;
        }
        return host || (element?.tagName.toLowerCase() ?? "");
      });
      reached.add(name);
      if (name === "body" && press > 5) break;
    }
    for (const expected of [
      "period-picker",
      "filter-bar",
      "metric-chart",
      "driver-chart",
      "metric-table",
      "rfm-matrix",
      "select",
    ])
      expect([...reached]).toContain(expected);
  });

  it.each(["README.md", "README.zh-CN.md"])(
    "works as the snippet of %s says, in a page of another origin",
    async (readme) => {
      const text = await readFile(fileURLToPath(new URL(`../../../${readme}`, import.meta.url)), "utf8");
      const snippet = /```html\n([\s\S]*?)```/.exec(text)![1]!.replaceAll("http://localhost:4000", url);
      intranetPage = `<!doctype html><link rel="icon" href="data:,"><title>Intranet</title>${snippet}`;
      await page.goto(intranet);
      await settled(page);
      expect(await visibleText(page)).toMatch(/Revenue|销售额/);
      expect(complaints.filter((complaint) => complaint !== `request: ${intranet}/`)).toEqual([]);
    },
  );

  it("serves GraphiQL from its own files", async () => {
    await page.goto(`${url}/graphql`, { waitUntil: "load" });
    await page.getByRole("button", { name: /execute query/i }).click();
    await expect.poll(() => page.locator(".result-window").textContent(), { timeout: 15_000 }).toMatch(/profitMargin/);
    expect(complaints).toEqual([]);
  });
});

/** Errors in the console, faults of scripts, failed requests, and requests to anywhere else. */
function listenForComplaints(page: Page, url: string): string[] {
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => complaints.push(`script: ${error.message}`));
  page.on("request", (request) => {
    const asked = request.url();
    if (!asked.startsWith(url) && !asked.startsWith("data:") && !asked.startsWith("blob:"))
      complaints.push(`request: ${asked}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()}: ${response.url()}`);
  });
  return complaints;
}

/** Waits for the slowest of the elements, and for what comes after it. */
async function settled(page: Page): Promise<void> {
  await expect.poll(() => visibleText(page), { timeout: 20_000 }).toMatch(/Champions|重要价值客户/);
  await page.waitForLoadState("networkidle");
  await page.waitForTimeout(300);
}

/** Waits for an element that comes last, and for what else is shown. */
async function loaded(page: Page, element: string): Promise<void> {
  await page.locator(`${element} .card[aria-busy="false"]`).first().waitFor({ timeout: 20_000 });
  await page.waitForLoadState("networkidle");
  await page.waitForTimeout(300);
}

/** Waits for the recommendations, which come after the customer. */
async function offered(page: Page): Promise<void> {
  await page.locator("customer-card .offers").waitFor({ timeout: 20_000 });
  await page.locator("#takers .offers").waitFor({ timeout: 20_000 });
  await page.waitForLoadState("networkidle");
  await page.waitForTimeout(300);
}

/** How much of what was on the screen has moved since the page began, as Core Web Vitals count it: 0.1 is good. */
function layoutShift(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) sum += (entry as PerformanceEntry & { value: number }).value;
        }).observe({ type: "layout-shift", buffered: true });
        setTimeout(() => resolve(sum), 200);
      }),
  );
}

const stillSteady = 0.1;

async function axeFindings(page: Page, axe: string): Promise<string[]> {
  await page.addScriptTag({ content: axe });
  const { violations } = await page.evaluate(() =>
    (window as unknown as { axe: { run(): Promise<{ violations: { id: string }[] }> } }).axe.run(),
  );
  return violations.map(({ id }) => id);
}

/** What the page shows, shadow roots included. */
function visibleText(page: Page): Promise<string> {
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
