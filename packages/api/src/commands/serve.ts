import { createServer as createHttpServer, type RequestListener, type Server } from "node:http";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { startAlerts } from "../alerts/start-alerts.ts";
import { companyCatalog, loadCompanyConfig } from "../catalog/load-config.ts";
import { type Config, checkReach } from "../config.ts";
import { isEmpty } from "../demo/is-empty.ts";
import type { ExitCode } from "../main.ts";
import { createLog } from "../operation/log.ts";
import { createMetrics } from "../operation/metrics.ts";
import { startTracing } from "../operation/start-tracing.ts";
import { watchSyncs } from "../operation/watch-syncs.ts";
import { createServer } from "../server.ts";
import type { Store } from "../store/store.ts";
import { openWarehouse } from "../warehouse/warehouse.ts";
import { demoTask } from "./demo.ts";
import { takeOver } from "./hand-over.ts";
import { onlyForHosts } from "./only-for-hosts.ts";
import { showProgress } from "./progress.ts";
import { openRecord } from "./record.ts";
import { serveMetrics } from "./serve-metrics.ts";
import { closeServer, politely, stopSignals } from "./stopping.ts";
import { summaryTable } from "./summary.ts";
import { runTask } from "./tasks.ts";

/**
 * Serves until it is told to stop (SIGINT, SIGTERM): then requests in flight finish, and the record is closed.
 * The port is taken first, so that a taken one is known before any long work; until all is ready it answers 503.
 */
export async function serveCommand(config: Config, options: { demoIfEmpty: boolean }): Promise<ExitCode> {
  checkReach(config);
  const companyConfig = config.companyConfig ? await loadCompanyConfig(config.companyConfig) : undefined;
  const stop = stopSignals();
  let handle: RequestListener = starting;
  const http = createHttpServer(
    patience,
    politely(stop.signal, (request, response) => handle(request, response)),
  );
  const stopTracing = await startTracing(process.env);
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
    const logger = createLog(config.logLevel);
    const warehouse = await openWarehouse({ store, folder: config.dataFolder, engine: config.engine });
    try {
      // Before the record is read, which may take minutes: its tables are there, and a fault is known at once.
      const catalog = companyConfig && (await companyCatalog(companyConfig, warehouse));
      await warehouse.sync();
      const metrics = createMetrics({ store, warehouse });
      watchSyncs(warehouse, metrics, logger);
      const yoga = createServer({
        store,
        warehouse,
        logger,
        metrics,
        stopping: stop.signal,
        clock: () => new Date(),
        catalog,
        allowedOrigins: config.allowedOrigins,
        pagesFolder: fileURLToPath(new URL("../../pages", import.meta.url)),
        widgetsFolder: dirname(fileURLToPath(import.meta.resolve("@salesglass/widgets/widgets.js"))),
        documentsFolder: config.documentsFolder,
        tokens: config.tokens,
        querySeconds: config.querySeconds,
        ...(config.tokens ? { costPerMinute: config.costPerMinute } : {}),
        ...(config.today ? { today: config.today } : {}),
      });
      const metricsServer = config.metrics && (await serveMetrics(config.metrics, metrics));
      const stopAlerts = startAlerts({ ...config, store, warehouse, catalog, logger });
      // With tokens a foreign page has nothing to show, by whatever name it reaches this machine.
      handle = config.tokens ? yoga : onlyForHosts(config.host, yoga);
      printWhatIsWhere(http, config, metricsServer?.url);
      if (config.databaseUrl && config.tokens && !(await store.limitsRows())) console.warn(unlimited);
      const grace = await stop.graceOf(config.shutdownGraceMilliseconds);
      console.log("Stopping: requests in flight finish …");
      await closeServer(http, grace);
      await Promise.all([stopAlerts(), metricsServer?.close()]);
    } finally {
      await warehouse.close();
    }
  } finally {
    http.close();
    await record.close();
    await stopTracing();
  }
  return 0;
}

/** How long a request may take to arrive, in milliseconds: its headers, all of it, and how often that is looked at. */
const patience = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 2_000,
  // Longer than proxies keep theirs, 60 s as a rule: else one may send a request on what is being closed.
  keepAliveTimeout: 75_000,
};

const starting: RequestListener = (request, response) => {
  const isAlive = request.url === "/health";
  response.writeHead(isAlive ? 200 : 503, { "content-type": "text/plain; charset=utf-8", "retry-after": "2" });
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

const unlimited = `The database doesn't keep reps and managers to their part a second time: that needs PostgreSQL 15, and a user who may make
roles. The queries' own conditions hold.`;

function printWhatIsWhere(http: Server, config: Config, metricsUrl: string | undefined): void {
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
  Metrics      ${metricsUrl ?? `${base}/metrics`}
  Record       ${config.databaseUrl ? "PostgreSQL (DATABASE_URL)" : `${config.dataFolder} (embedded)`}
  Access       ${config.tokens ? "tokens and API keys" : "no keys are configured: it answers this machine only, and whoever uses it sees everything"}

Stop it with Ctrl-C.`);
}

function listen(http: Server, config: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    http.once("error", reject);
    http.listen(config.port, config.host, resolve);
  });
}
