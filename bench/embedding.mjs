// What the widgets cost a page that embeds them, beside a page with a chart library and a GraphQL client: twenty widgets
// there, one figure and one chart here, from the same server with the demo company, in the same browser. And beside a
// script of two lines that asks for one figure and writes it: no page can be faster than that one.
import "./production.mjs";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "vite";
import { browserArguments, findBrowser } from "../scripts/browser.mjs";
import { ms, report } from "./measure.mjs";

const { chromium } = createRequire(new URL("../packages/widgets/package.json", import.meta.url))("playwright-core");

const repeats = 9;
const metrics = ["revenue", "grossProfit", "profitMargin", "orders", "customers", "averageOrderValue"];
const widgets = [
  ...metrics.map((metric) => `<kpi-card metric="${metric}"></kpi-card>`),
  ...metrics.map((metric) => `<metric-chart metric="${metric}" by="month"></metric-chart>`),
  ...["channel", "region", "category"].map((by) => `<metric-chart metric="revenue" by="${by}"></metric-chart>`),
  ...["channel", "category"].map((by) => `<metric-table metrics="revenue,orders" by="${by}"></metric-table>`),
  ...["revenue", "volume", "grossProfit"].map((metric) => `<driver-chart metric="${metric}"></driver-chart>`),
];

const scratch = await mkdtemp(join(tmpdir(), "salesglass-embedding-"));
const site = await listen();
const server = await serveDemo();
const browser = await chromium.launch({ executablePath: findBrowser(), args: browserArguments });
try {
  const own = `<script type="module" src="${server.url}/widgets.js"></script><sales-provider>${widgets.join("")}</sales-provider>`;
  const other = `<h1></h1><main style="height: 300px"></main><script>window.endpoint = "${server.url}/graphql"</script>
    <script type="module" src="/page.js"></script>`;
  const least = `<h1></h1><script type="module" src="/least.js"></script>`;
  site.files.set("/widgets", page(own));
  site.files.set("/least", page(least));
  site.files.set("/least.js", leastScript(`${server.url}/graphql`));
  site.files.set("/other", page(other));
  site.files.set("/page.js", await otherScript());

  console.log(`Embedding ${widgets.length} widgets, and one figure with one chart by ECharts and urql\n`);
  const [ours, theirs, leasts] = [[], [], []];
  for (let run = 0; run < repeats; run++) {
    ours.push(await visit(`${site.url}/widgets`, `kpi-card [part="value"]`));
    theirs.push(await visit(`${site.url}/other`, "h1:not(:empty)"));
    leasts.push(await visit(`${site.url}/least`, "h1:not(:empty)"));
  }
  const compared = (of) => [median(ours.map(of)), median(theirs.map(of))];
  const [asked, askedBeside] = compared(({ questions }) => questions);
  report("requests for figures", String(asked), String(askedBeside), "aim 1");
  const [figure, figureBeside] = compared(({ firstFigure }) => firstFigure);
  const floor = median(leasts.map(({ firstFigure }) => firstFigure));
  report(
    "first figure after the script is there",
    ms(figure),
    ms(figureBeside),
    `aim ≤ 300 ms; two lines of script: ${ms(floor)}`,
  );
  const [size, sizeBeside] = compared(({ bytes }) => bytes);
  report("scripts, gzip", kilobytes(size), kilobytes(sizeBeside), "aim ≤ 120 kB");
} finally {
  await browser.close();
  site.http.close();
  server.child.kill("SIGTERM");
  await once(server.child, "exit");
  await rm(scratch, { recursive: true, force: true });
}

function page(content) {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,"><title>Intranet</title><body>${content}`;
}

/** A visit with an empty cache: how many questions, when the first figure is painted, what the scripts weigh. */
async function visit(address, figure) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const view = await context.newPage();
  let questions = 0;
  const scripts = [];
  view.on("response", (response) => {
    const request = response.request();
    if (request.method() === "POST") questions++;
    if (request.resourceType() === "script") scripts.push(response.body());
  });
  await view.addInitScript((selector) => {
    const look = () => {
      const [first, ...inner] = selector.split(" ");
      const found = [...document.querySelectorAll(first)].some((element) => {
        const shown = inner.length > 0 ? element.shadowRoot?.querySelector(inner.join(" ")) : element;
        return /\d/.test(shown?.textContent ?? "");
      });
      // This frame shows it; a timer is run when it has been painted.
      if (found) setTimeout(() => (window.painted = performance.now()));
      else requestAnimationFrame(look);
    };
    look();
  }, figure);
  await view.goto(address);
  await view.waitForFunction(() => window.painted);
  await view.waitForLoadState("networkidle");
  const firstFigure = await view.evaluate(() => {
    const script = performance.getEntriesByType("resource").find(({ initiatorType }) => initiatorType === "script");
    return window.painted - script.responseEnd;
  });
  const bytes = (await Promise.all(scripts)).reduce((sum, body) => sum + gzipSync(body).length, 0);
  await context.close();
  return { questions, firstFigure, bytes };
}

/** What is left of a page when everything is left out. */
function leastScript(endpoint) {
  const body = JSON.stringify({ query: `{ metric(id: revenue, period: "last-12-months") { value } }` });
  return `const response = await fetch("${endpoint}", {
    method: "POST", headers: { "content-type": "application/json" }, body: ${JSON.stringify(body)} });
  document.querySelector("h1").textContent = (await response.json()).data.metric.value;`;
}

async function otherScript() {
  const root = fileURLToPath(new URL("embedding", import.meta.url));
  const { output } = await build({
    root,
    configFile: false,
    logLevel: "error",
    build: { write: false, target: "es2022", rolldownOptions: { input: join(root, "page.js") } },
  });
  return output[0].code;
}

/** A site of its own, as an intranet is. */
async function listen() {
  const files = new Map();
  const http = createServer(({ url }, response) => {
    response.setHeader("content-type", url.endsWith(".js") ? "text/javascript" : "text/html; charset=utf-8");
    response.end(files.get(url) ?? "");
  }).listen(0, "127.0.0.1");
  await once(http, "listening");
  return { http, files, url: `http://127.0.0.1:${http.address().port}` };
}

async function serveDemo() {
  const bin = fileURLToPath(new URL("../packages/api/bin/salesglass.js", import.meta.url));
  const child = spawn(process.execPath, [bin, "serve", "--demo-if-empty"], {
    env: { PATH: process.env.PATH, SALESGLASS_DATA: scratch, PORT: "0", SALESGLASS_ALLOWED_ORIGINS: site.url },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  for await (const text of child.stdout) {
    output += text;
    const url = /Demo page +(\S+)\//.exec(output)?.[1];
    if (!url) continue;
    child.stdout.resume();
    return { child, url };
  }
  throw new Error(`the server did not start:\n${output}`);
}

function median(numbers) {
  return [...numbers].sort((left, right) => left - right)[Math.floor(numbers.length / 2)];
}

function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
