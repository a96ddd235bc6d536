import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { type Browser, chromium, type FrameLocator, type Locator, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { browserArguments, findBrowser } from "../../../scripts/browser.mjs";
import { type DemoServer, serveDemo } from "./testing/demo-server.ts";

interface ElementEntry {
  readonly name: string;
  readonly summary: string;
  readonly attributes: readonly { readonly name: string; readonly text: string }[];
}

describe("the studio", () => {
  let server: DemoServer;
  let url: string;
  let browser: Browser;
  let axe: string;
  let elements: readonly ElementEntry[];
  // A site of its own, into whose page the snippets are pasted.
  let site: Server;
  let pasted = "";
  let intranet: string;
  beforeAll(async () => {
    site = createServer((_, response) => response.setHeader("content-type", "text/html; charset=utf-8").end(pasted));
    await once(site.listen(0, "127.0.0.1"), "listening");
    intranet = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
    [server, browser, axe] = await Promise.all([
      serveDemo({ SALESGLASS_ALLOWED_ORIGINS: intranet }),
      chromium.launch({ executablePath: findBrowser(), args: browserArguments }),
      readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8"),
    ]);
    url = server.url;
    elements = (await (await fetch(`${url}/elements.json`)).json()) as ElementEntry[];
  });
  afterAll(async () => {
    await browser?.close();
    site?.close();
    await server?.stop();
  });

  let page: Page;
  let preview: FrameLocator;
  let complaints: string[];
  beforeEach(async () => {
    // Axe is injected by the test, which the page's own policy would forbid.
    page = await browser.newPage({ bypassCSP: true, viewport: { width: 1280, height: 900 } });
    preview = page.frameLocator("#preview");
    complaints = listenForComplaints(page);
  });
  afterEach(() => page.close());

  it("previews every element without a fault, and writes what it shows as HTML", async () => {
    await page.goto(`${url}/studio?language=en`);
    expect(elements.length).toBeGreaterThan(25);
    await expectShown("kpi-card");
    for (const { name } of elements) {
      const { faults, shown, written } = await page.evaluate(tryElement, name);
      expect(faults, name).toEqual([]);
      expect(shown, name).toContain(`"name":"${name}"`);
      expect(written, name).toBe(shown);
    }
    expect(complaints).toEqual([]);
  }, 120_000);

  it.each(["kpi-card", "metric-table", "leader-board"])(
    "writes a snippet of %s that shows the same in a page of another origin",
    async (name) => {
      await page.goto(`${url}/studio?language=zh-CN#element=${name}&page.period=2026-Q1`);
      await expectShown(name);
      // The preview is made anew with the address's settings: what it shows is read when it has come to rest.
      const shownIn = (place: Page | FrameLocator) => place.locator(`${name} .card[aria-busy=false]`).textContent();
      pasted = `<!doctype html><link rel="icon" href="data:,"><body>${await snippet("HTML")}`;
      const other = await browser.newPage();
      await other.goto(intranet);
      await expect
        .poll(async () => (await shownIn(other)) === (await shownIn(preview)), { timeout: 15_000 })
        .toBe(true);
      expect(await shownIn(other)).toMatch(/\d/);
      await other.close();
    },
  );

  it("has a control for each attribute, and keeps what is chosen in the address, but for the token", async () => {
    await page.goto(`${url}/studio?language=en#element=metric-chart`);
    await page.locator("[name=metric]").fill("orders");
    await page.locator("[name=by]").fill("channel");
    await page.locator("[name=type]").selectOption("bar");
    await page.locator("[name=limit]").fill("3");
    await page.locator("[name=as-table]").check();
    await page.locator("#where").fill(`{"channel":{"not":["Online 网店"]}}`);
    await expect.poll(() => preview.locator("metric-chart tbody tr").count(), { timeout: 15_000 }).toBe(3);
    expect(await snippet("HTML")).toContain(
      `<metric-chart metric="orders" by="channel" type="bar" limit="3" as-table></metric-chart>`,
    );
    expect(await snippet("React")).toContain(
      `<metric-chart metric="orders" by="channel" type="bar" limit={3} asTable />`,
    );
    expect(await snippet("React")).toContain(`where={"{\\"channel\\":{\\"not\\":[\\"Online 网店\\"]}}"}`);
    expect(await snippet("Vue")).toContain(`limit="3" as-table />`);
    const address = page.url();
    const before = await snippet("HTML");
    await page.goto("about:blank");
    await page.goto(address);
    await expectShown("metric-chart");
    expect(await snippet("HTML")).toBe(before);
    expect(await page.locator("[name=limit]").inputValue()).toBe("3");
    expect(complaints).toEqual([]);
  });

  it("says what is wrong with a filter, and goes on with the one before", async () => {
    await page.goto(`${url}/studio?language=en#element=kpi-card&page.where={"region":{"in":["North"]}}`);
    await expectShown("kpi-card");
    await page.locator("#where").fill("region = North");
    expect(await page.locator("#where-fault").textContent()).toContain("region = North: this is no filter");
    expect(await page.locator("#where").getAttribute("aria-invalid")).toBe("true");
    expect(await snippet("HTML")).toContain("North&quot;");
    expect(complaints).toEqual([]);
  });

  it("writes what a token may show in four languages, with the filter in it where it is to be hidden", async () => {
    const where = { region: { in: ["North", `O'Neill "x" \\`] } };
    await page.goto(
      `${url}/studio?language=en#element=kpi-card&page.where=${encodeURIComponent(JSON.stringify(where))}`,
    );
    await page.locator("#signed").check();
    await page.locator("#hide").check();
    await page.locator("#scope").selectOption("teams");
    expect(await page.locator("#signing-fault").textContent()).toContain("No key yet");
    await page.locator("#keys").fill("T-North T-South");
    const claims = { teams: ["T-North", "T-South"], widgets: ["kpi-card"], where };
    expect(new Function(`${await snippet("Node")}; return claimsFor({})`)()).toEqual(claims);
    const python = `import json\n${await snippet("Python")}\nprint(json.dumps(claims_for({})))`;
    expect(JSON.parse(execFileSync("python3", ["-c", python], { encoding: "utf8" }))).toEqual(claims);
    expect(await snippet("PHP")).toContain(`'in' => ['North', 'O\\'Neill "x" \\\\'],`);
    expect(await snippet("Java")).toContain(`"teams": ["T-North","T-South"],\n        "widgets": ["kpi-card"],`);
    // What is hidden isn't in the page as well.
    expect(await snippet("HTML")).not.toContain("where");
    expect(await snippet("HTML")).toContain(`token-url="/sales-token"`);
    await page.locator("#origin").fill("intranet");
    expect(await page.locator("#signing-fault").textContent()).toContain("intranet: expected scheme, host and port");
    expect(complaints).toEqual([]);
  });

  it("copies with a click, and says so", async () => {
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"], { origin: url });
    await page.goto(`${url}/studio?language=en`);
    await expectShown("kpi-card");
    await page.locator("#snippets .copy").click();
    await expect.poll(() => page.locator("#told").textContent(), { timeout: 15_000 }).toBe("Copied");
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await snippet("HTML"));
  });

  it("says so when its list of elements can't be loaded", async () => {
    await page.route("**/elements.json", (route) => route.abort());
    await page.goto(`${url}/studio?language=zh-CN`);
    const fault = page.locator(".settings > #fault");
    await fault.waitFor({ timeout: 15_000 });
    expect(await fault.textContent()).toBe("无法加载组件列表，请重新加载页面。");
  });

  it("shows the preview as high as what it shows", async () => {
    await page.goto(`${url}/studio?language=en#element=kpi-card`);
    await expectShown("kpi-card");
    const [frame, card] = [page.locator("#preview"), preview.locator("kpi-card")];
    const heightOf = (element: Locator) => element.evaluate((one) => one.getBoundingClientRect().height);
    // Around it is the padding of the preview.
    await expect.poll(async () => (await heightOf(frame)) - (await heightOf(card)), { timeout: 15_000 }).toBe(32);
  });

  it("shows the preview as wide as it is told, by keyboard", async () => {
    await page.goto(`${url}/studio?language=en#element=kpi-card&width=500`);
    await expectShown("kpi-card");
    const width = () => page.locator("#preview").evaluate((frame) => frame.clientWidth);
    await expect.poll(width, { timeout: 15_000 }).toBeGreaterThan(490);
    await page.locator("#width").focus();
    await page.keyboard.press("Home");
    await expect.poll(width, { timeout: 15_000 }).toBeLessThan(205);
    expect(page.url()).toContain("width=200");
  });

  it.each([
    ["en", "light", 1280],
    ["zh-CN", "dark", 1280],
    ["zh-CN", "light", 390],
  ] as const)(
    "is whole in %s and %s at %d px, without a complaint of the browser's or axe's",
    async (language, theme, width) => {
      await page.setViewportSize({ width, height: 900 });
      await page.goto(`${url}/studio?language=${language}&theme=${theme}#element=metric-chart&signed=true&scope=rep`);
      await expectShown("metric-chart");
      const text = await page.locator("main").textContent();
      expect(text).toMatch(language === "en" ? /Put it into your page/ : /放进您的网页/);
      expect(await page.title()).toBe(language === "en" ? "Studio" : "组件工作台");
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      await page.addScriptTag({ content: axe });
      const findings = await page.evaluate(async () => {
        const { violations } = await (
          window as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }
        ).axe.run();
        return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join()}`);
      });
      expect(findings).toEqual([]);
      expect(complaints).toEqual([]);
    },
  );

  it("says in Chinese what the elements' reference says, all of it", async () => {
    const { translated, texts } = (await import(new URL("../pages/studio-texts.js", import.meta.url).href)) as {
      translated: Record<string, string>;
      texts: Record<string, readonly [string, string]>;
    };
    const placed = ["endpoint", "token", "token-url", "period", "where"];
    const said = elements.flatMap(({ name, summary, attributes }) => [
      summary,
      ...attributes
        .filter((attribute) => name !== "sales-provider" || !placed.includes(attribute.name))
        .map(({ text }) => text),
    ]);
    expect(said.filter((text) => !/\p{Script=Han}/u.test(translated[text] ?? ""))).toEqual([]);
    expect(Object.keys(translated).filter((text) => !said.includes(text))).toEqual([]);
    for (const [, chinese] of Object.values(texts)) expect(chinese).toMatch(/\p{Script=Han}/u);
  });

  it("works under its own content security policy and trusted types", async () => {
    const strict = await browser.newPage();
    const strictComplaints = listenForComplaints(strict);
    await strict.goto(`${url}/studio`);
    await strict.frameLocator("#preview").locator("kpi-card [part=value]").waitFor({ timeout: 15_000 });
    expect(strictComplaints).toEqual([]);
    await strict.close();
  });

  /** The element in the preview with what it shows, no longer loading. */
  async function expectShown(name: string): Promise<void> {
    await preview
      .locator(`#place ${name === "sales-provider" ? "" : name}`)
      .first()
      .waitFor({ state: "attached", timeout: 15_000 });
    if (name !== "sales-provider") {
      await expect
        .poll(() =>
          preview
            .locator(name)
            .first()
            .evaluate((element) => !!element.shadowRoot?.textContent?.trim()),
        )
        .toBe(true);
    }
    // Only now: a card that isn't there yet isn't loading either.
    await expect
      .poll(() => preview.locator("#place [part=card]").evaluateAll((cards) => cards.map((card) => card.ariaBusy)), {
        timeout: 15_000,
      })
      .not.toContain("true");
  }

  async function snippet(tab: string): Promise<string> {
    await page.getByRole("tab", { name: tab, exact: true }).click();
    const panel = await page.getByRole("tab", { name: tab, exact: true }).getAttribute("aria-controls");
    return (await page.locator(`#${panel} pre`).textContent())!;
  }
});

/** In the page, so that all elements take no longer than they load: chooses one, waits for it, and reads both. */
async function tryElement(name: string): Promise<{ faults: string[]; shown: string; written: string }> {
  const own = ["metric", "metrics", "by", "dimensions", "customer", "segment", "rep", "period", "locale", "endpoint"];
  const treeOf = (element: Element): object => ({
    name: element.localName,
    attributes: own.map((attribute) => element.getAttribute(attribute)),
    children: [...element.children].map(treeOf),
  });
  const place = () => document.querySelector<HTMLIFrameElement>("#preview")!.contentDocument!.querySelector("#place")!;
  const before = place().firstElementChild;
  [...document.querySelectorAll<HTMLElement>("#list button")].find((button) => button.textContent === name)!.click();
  const isShown = () => {
    const provider = place().firstElementChild;
    if (!provider || provider === before) return false;
    return [...provider.children].every((element) => {
      const card = element.shadowRoot?.querySelector("[part=card], [part=picker], [part~=bar]") ?? undefined;
      return card && card.getAttribute("aria-busy") !== "true";
    });
  };
  const end = Date.now() + 15_000;
  while (!isShown()) {
    if (Date.now() > end) throw new Error(`${name} is not shown: ${place().innerHTML}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const parts = [...place().firstElementChild!.children].map((element) => element.shadowRoot!);
  const faults = parts.flatMap((root) => [...root.querySelectorAll("[part=message]")].map((part) => part.textContent));
  const html = document.querySelector("#snippets pre")!.textContent;
  const written = new DOMParser().parseFromString(html, "text/html").querySelector("sales-provider")!;
  return {
    faults,
    shown: JSON.stringify(treeOf(place().firstElementChild!)),
    written: JSON.stringify(treeOf(written)),
  };
}

/** Errors in the console, faults of scripts, and failed requests. */
function listenForComplaints(page: Page): string[] {
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => complaints.push(`script: ${error.message}`));
  page.on("response", (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()}: ${response.url()}`);
  });
  return complaints;
}
