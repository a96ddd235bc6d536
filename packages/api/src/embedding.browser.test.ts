import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { decodeJwt, SignJWT } from "jose";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { browserArguments, findBrowser } from "../../../scripts/browser.mjs";
import { type DemoServer, serveDemo } from "./testing/demo-server.ts";

const examples = fileURLToPath(new URL("../../../examples/", import.meta.url));
const secret = "kBq7Zr0mVw3nXy9cLd5hTf1gPs8jUa2e";
const elsewhere = "https://elsewhere.example.com";
const hostile = [
  `<img src=x onerror="document.title='taken over'">`,
  `<a href="javascript:document.title='taken over'">x</a>`,
] as const;

type Site = (options: object) => RequestListener;

/** A site of the examples on an origin of its own; what it serves is said once the server's address is known. */
interface Origin {
  readonly server: Server;
  readonly url: string;
}

// Pages of other origins under a strict policy, with tokens that their own server signed, and the server itself with
// the demo company.
describe("the elements in pages of other origins", () => {
  let sales: DemoServer;
  let browser: Browser;
  const sites: Record<string, Origin> = {};
  beforeAll(async () => {
    for (const name of ["intranet", "rendered", "react", "vue", "stranger", "tokens"]) sites[name] = await listen();
    const origins = Object.values(sites).map(({ url }) => url);
    // First: a build of the widgets takes away for a while what the server reads.
    await build("embed-react", "embed-vue");
    [sales, browser] = await Promise.all([
      serveDemo({ SALESGLASS_JWT_SECRET: secret, SALESGLASS_ALLOWED_ORIGINS: origins.join() }),
      chromium.launch({ executablePath: findBrowser(), args: browserArguments }),
    ]);
    const { site } = (await import(`${examples}intranet-page/site.js`)) as { site: Site };
    const { renderedSite } = (await import(`${examples}embed-server-rendered/rendered-site.js`)) as {
      renderedSite: Site;
    };
    const serve = (name: string, make: Site, options: object) =>
      sites[name]!.server.on("request", make({ sales: sales.url, secret, origin: sites[name]!.url, ...options }));
    const folder = `${examples}intranet-page/public`;
    serve("intranet", site, { folder });
    serve("rendered", renderedSite, { departments: hostile.map((name) => ({ name, channels: ["Online 网店"] })) });
    serve("react", site, { folder: `${examples}embed-react/dist` });
    serve("vue", site, { folder: `${examples}embed-vue/dist`, policies: ["vue"] });
    serve("stranger", site, { folder, origin: elsewhere });
    await renameLargestCustomers();
  });
  afterAll(async () => {
    await browser?.close();
    for (const { server } of Object.values(sites)) server.close();
    await sales?.stop();
  });

  let page: Page;
  let complaints: string[];
  let asked: string[];
  beforeEach(async () => {
    page = await browser.newPage({ viewport: { width: 1280, height: 900 }, locale: "en-US" });
    complaints = [];
    asked = [];
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("request", (request) => asked.push(request.url()));
    page.on("dialog", (dialog) => {
      complaints.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
  });
  afterEach(() => page.close());

  it("show figures in a static page with the one script, and what is hostile in names stays text", async () => {
    await page.goto(sites.intranet!.url);
    await expectFigures(page, 4);
    const names = page.locator("customer-list tbody");
    for (const name of hostile) await expect.poll(() => names.textContent(), { timeout: 15_000 }).toContain(name);
    expect(await page.locator("customer-list img, customer-list a[href^='javascript:']").count()).toBe(0);
    expect(await page.title()).toBe("Monday meeting: sales");
    await page.locator("#language").selectOption("zh-CN");
    await expect
      .poll(() => page.locator("kpi-card [part=label]").first().textContent(), { timeout: 15_000 })
      .toBe("销售额");
    expectNothingAmiss();
  });

  it("show figures within a sandboxed frame, in a shadow root, with the script as a module", async () => {
    await page.goto(`${sites.intranet!.url}/framed.html`);
    const frame = page.frameLocator("iframe");
    await expect
      .poll(() => frame.locator("kpi-card [part=value]").allTextContents(), { timeout: 20_000 })
      .toEqual([expect.stringMatching(/\d/), expect.stringMatching(/\d/)]);
    // Of a frame from the page's own origin the browser says what the documentation says as well.
    complaints = complaints.filter((text) => !text.includes("can escape its sandboxing"));
    expectNothingAmiss();
  });

  it.each(["react", "vue"])("show figures in a %s app, follow its state, and tell it what was chosen", async (name) => {
    await page.goto(sites[name]!.url);
    await expectFigures(page, 3);
    const before = await figures(page);
    await page.locator("select").selectOption("last-12-months");
    await expect.poll(() => figures(page), { timeout: 15_000 }).not.toEqual(before);
    await page.locator("metric-chart .card[aria-busy=false]").waitFor();
    await page.locator("metric-chart [part=plot]").click({ position: { x: 200, y: 24 } });
    await expect
      .poll(() => page.locator("#app > [role=status]").textContent(), { timeout: 15_000 })
      .toMatch(/^You chose .+\.$/);
    expectNothingAmiss();
  });

  it("show figures in a page that a server wrote, whose own hostile names stay text", async () => {
    await page.goto(sites.rendered!.url);
    await expectFigures(page, 2);
    const labels = await page.locator("kpi-card [part=label]").allTextContents();
    expect(labels.map((label) => label.trim())).toEqual(hostile);
    for (const figure of await figures(page)) expect(figure).toMatch(/[1-9]/);
    await page.locator("customer-list tbody tr").first().waitFor();
    expect(await page.title()).toBe("Departments");
    expectNothingAmiss();
  });

  it("say that there is no access where the token is another page's", async () => {
    await page.goto(sites.stranger!.url);
    await expect
      .poll(() => page.locator("kpi-card").first().locator("[part=message]").textContent(), { timeout: 20_000 })
      .toContain("You have no access to these figures.");
    expect(await page.locator("[part=value]").count()).toBe(0);
  });

  it("show in the studio of a server with keys what the reader's token allows, which is in no address", async () => {
    const token = await adminToken();
    await page.addInitScript((text) => sessionStorage.setItem("sales-token", text), token);
    await page.goto(`${sales.url}/studio#element=customer-list`);
    const names = page.frameLocator("#preview").locator("customer-list tbody");
    await expect.poll(() => names.textContent(), { timeout: 15_000 }).toContain(hostile[0]);
    expect(await page.locator("#snippets pre").textContent()).not.toContain("eyJ");
    expect(page.url()).not.toContain("eyJ");
    expectNothingAmiss();
  });

  describe("token servers", () => {
    const programs = [
      { name: "Node", folder: "node", command: "node", words: ["server.js"] },
      { name: "Python", folder: "python", command: "python3", words: ["sales_token.py"] },
      { name: "Java", folder: "java", command: "java", words: ["SalesToken.java"] },
      { name: "PHP", folder: "php", command: "php", words: ["-S", "127.0.0.1:0", "sales-token.php"] },
    ];
    for (const { name, folder, command, words } of programs) {
      const isThere = spawnSync(command, ["--version"]).status === 0;
      it.skipIf(!isThere)(
        `in ${name} sign what the server accepts within its scope, from that page only, with no short secret`,
        async () => {
          const origin = sites.tokens!.url;
          const cwd = `${examples}token-server/${folder}`;
          const [{ child, url }, refused] = await Promise.all([
            start(command, words, cwd, { SALESGLASS_JWT_SECRET: secret, PAGE_ORIGIN: origin }),
            withShortSecret(command, words, cwd),
          ]);
          try {
            expect(refused).toContain("SALESGLASS_JWT_SECRET: expected");
            expect((await fetch(url)).status).toBe(401);
            expect((await fetch(url, { headers: { cookie: "user=nobody" } })).status).toBe(401);
            const tokens = await Promise.all(["ann", "bo", "cy"].map((user) => takeToken(url, user)));
            const answers = await Promise.all(tokens.map((token) => askRevenue(token, origin)));
            expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
            const [company, team, rep] = answers.map(({ revenue }) => revenue!);
            expect(company).toBeGreaterThan(team!);
            expect(team).toBeGreaterThan(rep!);
            expect(rep).toBeGreaterThan(0);
            expect(await askRevenue(tokens[0]!, sites.intranet!.url)).toMatchObject({ status: 403, code: "FORBIDDEN" });
            const [first, second] = [decodeJwt(tokens[0]!), decodeJwt(await takeToken(url, "ann"))];
            expect(first.exp! - first.iat!).toBe(600);
            expect(first.jti).not.toBe(second.jti);
          } finally {
            await end(child);
          }
        },
      );
    }
  });

  function expectNothingAmiss(): void {
    expect(complaints).toEqual([]);
    expect(asked.length).toBeGreaterThan(5);
    // A token is three parts in base64url, and the first begins so.
    for (const url of asked) expect(url).not.toMatch(/eyJ/);
  }

  /** Asks as `<kpi-card>` does: by the hash of its document. */
  async function askRevenue(token: string, origin: string) {
    const response = await fetch(`${sales.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${token}`, origin },
      body: JSON.stringify({
        variables: { id: "revenue", period: "last-12-months", series: "YEAR", locale: "en", forecast: false },
        extensions: { persistedQuery: { version: 1, sha256Hash: cardDocument() } },
      }),
    });
    const { data, errors } = (await response.json()) as {
      data?: { metric: { value: number } };
      errors?: { extensions: { code: string } }[];
    };
    return { status: response.status, revenue: data?.metric.value, code: errors?.[0]?.extensions.code };
  }

  /** Gives the customers who are first in the list names that would run as script if they were taken for HTML. */
  async function renameLargestCustomers(): Promise<void> {
    const ask = async (query: string, variables = {}) => {
      const response = await fetch(`${sales.url}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json", authorization: `Bearer ${await adminToken()}` },
        body: JSON.stringify({ query, variables }),
      });
      const { data, errors } = (await response.json()) as { data: Record<string, never>; errors?: unknown };
      expect(errors).toBeUndefined();
      return data;
    };
    const list = `{ customers(first: 2, orderBy: [{ by: REVENUE, direction: DESC }]) { edges { node { externalId } } } }`;
    const { customers } = (await ask(list)) as unknown as {
      customers: { edges: { node: { externalId: string } }[] };
    };
    const input = customers.edges.map(({ node }, place) => ({ ...node, name: hostile[place] }));
    const { upsertCustomers } = await ask(
      `mutation ($input: [CustomerInput!]!) { upsertCustomers(input: $input) { ... on WriteSummary { changed } } }`,
      { input },
    );
    expect(upsertCustomers).toEqual({ changed: hostile.length });
  }
});

async function listen(): Promise<Origin> {
  const server = createServer();
  await once(server.listen(0, "127.0.0.1"), "listening");
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

/** The examples' own builds, which do nothing when all is built already. */
async function build(...names: string[]): Promise<void> {
  for (const name of names) {
    const child = spawn("npm", ["run", "--silent", "build"], {
      cwd: `${examples}${name}`,
      // What it builds on may have to be built as well, and not for tests.
      env: { ...process.env, NODE_ENV: undefined },
      shell: process.platform === "win32",
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (text) => {
        output += text;
      });
    }
    const [code] = await once(child, "exit");
    if (code !== 0) throw new Error(`${name} could not be built:\n${output}`);
  }
}

/** A token server as soon as it says where it is. */
async function start(command: string, words: readonly string[], cwd: string, settings: Record<string, string>) {
  const child: ChildProcess = spawn(command, words, { cwd, env: { PATH: process.env.PATH, PORT: "0", ...settings } });
  let output = "";
  const address = new Promise<string>((resolve) => {
    for (const stream of [child.stdout!, child.stderr!]) {
      stream.on("data", (text) => {
        output += text;
        const [found] = /http:\/\/[\d.]+:\d+(?=\D)/.exec(output) ?? [];
        if (found) resolve(found);
      });
    }
  });
  const ended = once(child, "close").then(() => undefined);
  const found = await Promise.race([address, ended]);
  if (found) return { child, url: `${found}/sales-token`, output: () => output };
  throw new Error(`${command} did not start:\n${output}`);
}

async function end(child: ChildProcess): Promise<void> {
  const ended = once(child, "close");
  child.kill();
  await ended;
}

/** What a token server says of a secret that is too short: at its start, or in PHP, which has none, at a request. */
async function withShortSecret(command: string, words: readonly string[], cwd: string): Promise<string> {
  const started = await start(command, words, cwd, { SALESGLASS_JWT_SECRET: secret.slice(1) }).catch(String);
  if (typeof started === "string") return started;
  try {
    expect((await fetch(started.url, { headers: { cookie: "user=ann" } })).status).toBe(500);
  } finally {
    await end(started.child);
  }
  return started.output();
}

async function takeToken(url: string, user: string): Promise<string> {
  const response = await fetch(url, { headers: { cookie: `theme=dark; user=${user}` } });
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(response.headers.get("content-type")).toMatch(/^application\/json/);
  return ((await response.json()) as { token: string }).token;
}

function adminToken(): Promise<string> {
  return new SignJWT({ role: "ADMIN" })
    .setProtectedHeader({ alg: "HS256" })
    .setIssuer("salesglass")
    .setAudience("salesglass")
    .setSubject("admin")
    .setJti("1")
    .setIssuedAt()
    .setExpirationTime("5m")
    .sign(new TextEncoder().encode(secret));
}

function cardDocument(): string {
  const { documents } = createRequire(import.meta.url)("@salesglass/widgets/trusted-documents.json") as {
    documents: Record<string, string>;
  };
  const [hash] = Object.entries(documents).find(([, text]) => /^query KpiCard\b/.test(text))!;
  return hash;
}

const figures = (page: Page) => page.locator("kpi-card [part=value]").allTextContents();

async function expectFigures(page: Page, count: number): Promise<void> {
  const shown = Array.from({ length: count }, () => expect.stringMatching(/\d/));
  await expect.poll(() => figures(page), { timeout: 20_000 }).toEqual(shown);
}
