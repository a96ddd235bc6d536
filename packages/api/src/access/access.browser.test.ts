import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browserArguments, findBrowser } from "../../../../scripts/browser.mjs";
import { type DemoServer, serveDemo } from "../testing/demo-server.ts";
import { testTokens } from "../testing/tokens.ts";
import { signToken } from "./sign-token.ts";

// What a newcomer sees of a server that has keys, and of one that has none.
describe("the pages", () => {
  let browser: Browser;
  let axe: string;
  let server: DemoServer;
  beforeAll(async () => {
    const [SALESGLASS_JWT_SECRET] = testTokens.secrets as [string];
    [server, browser, axe] = await Promise.all([
      serveDemo({ SALESGLASS_JWT_SECRET }),
      chromium.launch({ executablePath: findBrowser(), args: browserArguments }),
      readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8"),
    ]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  it("ask for a token, refuse one that doesn't hold, and show what a right one may see", async () => {
    const context = await browser.newContext({ bypassCSP: true });
    const page = await context.newPage();
    const addresses: string[] = [];
    page.on("request", (request) => void addresses.push(request.url()));
    await page.goto(`${server.url}/?language=en`);
    const field = page.getByLabel("This server wants an access token");
    await field.waitFor();
    expect(await axeFindings(page, axe)).toEqual([]);
    expect(await page.locator("sales-provider").isVisible()).toBe(false);
    await field.fill("nonsense");
    await page.getByRole("button", { name: "Open" }).click();
    const again = page.getByLabel("This access token doesn’t hold any more");
    await again.waitFor();
    const token = await signToken(testTokens, { role: "ANALYST", sub: "ann" }, new Date());
    await again.fill(token);
    await page.keyboard.press("Enter");
    await page.getByText("ann · ANALYST").waitFor();
    await page.locator("kpi-card").first().getByText("¥").first().waitFor();
    await page.goto(`${server.url}/customers?language=zh-CN`);
    await page.getByRole("button", { name: "清除令牌" }).click();
    await page.getByLabel("此服务器需要访问令牌").waitFor();
    expect(addresses.filter((address) => address.includes(token))).toEqual([]);
    expect(await context.cookies()).toEqual([]);
    await context.close();
  });
});

async function axeFindings(page: Page, axe: string): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { violations } = await (
      globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string }[] }> } }
    ).axe.run();
    return violations.map(({ id }) => id);
  });
}
