import { createServer as createHttpServer, type RequestListener, type Server } from "node:http";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import pino from "pino";
import { startAlerts } from "../alerts/start-alerts.ts";
import { companyCatalog, loadCompanyConfig } from "../catalog/load-config.ts";
import type { Config } from "../config.ts";
import { isEmpty } from "../demo/is-empty.ts";
import type { ExitCode } from "../main.ts";
import { createServer } from "../server.ts";
import type { Store } from "../store/store.ts";
import { openWarehouse } from "../warehouse/warehouse.ts";
import { demoTask } from "./demo.ts";
import { takeOver } from "./hand-over.ts";
import { onlyForHosts } from "./only-for-hosts.ts";
import { showProgress } from "./progress.ts";
import { openRecord } from "./record.ts";
import { summaryTable } from "./summary.ts";
import { runTask } from "./tasks.ts";

/**
 * Serves until it is told to stop (SIGINT, SIGTERM): then requests in flight finish, and the record is closed.
 * The port is taken first, so that a taken one is known before any long work; until all is ready it answers 503.
 */
export async function serveCommand(config: Config, options: { demoIfEmpty: boolean }): Promise<ExitCode> {
  const companyConfig = config.companyConfig ? await loadCompanyConfig(config.companyConfig) : undefined;
  const stopped = stopSignal();
  let handle: RequestListener = starting;
  const http = createHttpServer((request, response) => handle(request, response));
  await listen(http, config);

  let store: Store | undefined;
  const record = await openRecord(config, {
    onRequest: takeOver(() => store),
    onMigration: (name) => console.log(`  record: applied ${name}`),
  }).catch((error) => {
    http.close();
    throw error;
  });
  try {
    if (options.demoIfEmpty && (await isEmpty(record.store))) await fillWithDemo(config, record.store);
    store = record.store;
    console.log("  warehouse: reading the record …");
    const warehouse = await openWarehouse({ store, folder: config.dataFolder, engine: config.engine });
    try {
      // Before the record is read, which may take minutes: its tables are there, and a fault is known at once.
      const catalog = companyConfig && (await companyCatalog(companyConfig, warehouse));
      await warehouse.sync();
      const logger = pino({ level: config.logLevel }, pino.destination(2));
      const yoga = createServer({
        store,
        warehouse,
        logger,
        clock: () => new Date(),
        catalog,
        allowedOrigins: config.allowedOrigins,
        pagesFolder: fileURLToPath(new URL("../../pages", import.meta.url)),
        widgetsFolder: dirname(fileURLToPath(import.meta.resolve("@salesglass/widgets/widgets.js"))),
        documentsFolder: config.documentsFolder,
        ...(config.today ? { today: config.today } : {}),
      });
      const stopAlerts = startAlerts({ ...config, store, warehouse, catalog, logger });
      handle = onlyForHosts(config.host, yoga);
      printWhatIsWhere(http, config);
      await stopped;
      console.log("Stopping: requests in flight finish …");
      await close(http);
      await stopAlerts();
    } finally {
      await warehouse.close();
    }
  } finally {
    http.close();
    await record.close();
  }
  return 0;
}

const starting: RequestListener = (_request, response) => {
  response.writeHead(503, { "content-type": "text/plain; charset=utf-8", "retry-after": "2" });
  response.end("Salesglass is starting; try again in a moment.\n");
};

async function fillWithDemo(config: Config, store: Store): Promise<void> {
  console.log("  record: empty, so it is filled with the demo company …");
  const progress = showProgress();
  try {
    const summary = await runTask(store, demoTask(config, { lines: "50k", seed: "1" }), progress.update);
    progress.stop();
    console.log(summaryTable(summary).replace(/^/gm, "    "));
  } finally {
    progress.stop();
  }
}

function printWhatIsWhere(http: Server, config: Config): void {
  const address = http.address();
  const port = typeof address === "object" && address ? address.port : config.port;
  const base = `http://localhost:${port}`;
  console.log(`
Salesglass is ready.
  Demo page    ${base}/
  GraphQL      ${base}/graphql     (GraphiQL in a browser)
  Flat data    ${base}/data        (CSV and JSON for BI tools)
  Widgets      ${base}/widgets.js
  Readiness    ${base}/ready
  Record       ${config.databaseUrl ? "PostgreSQL (DATABASE_URL)" : `${config.dataFolder} (embedded)`}

There are no access tokens yet, so it answers this machine only. Stop it with Ctrl-C.`);
}

function listen(http: Server, config: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    http.once("error", reject);
    http.listen(config.port, config.host, resolve);
  });
}

/** Lets requests in flight finish; after eight seconds the rest is cut off. */
function close(http: Server): Promise<void> {
  const late = setTimeout(() => http.closeAllConnections(), 8_000);
  return new Promise((resolve) => {
    http.close(() => {
      clearTimeout(late);
      resolve();
    });
    http.closeIdleConnections();
  });
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    process.once("SIGINT", () => resolve());
    process.once("SIGTERM", () => resolve());
  });
}
