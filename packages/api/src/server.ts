import { fileURLToPath } from "node:url";
import { renderGraphiQL } from "@graphql-yoga/render-graphiql";
import { builtInCatalog, type Catalog } from "@salesglass/core";
import { createYoga } from "graphql-yoga";
import { authenticator } from "./access/authenticate.ts";
import { scopeResolver } from "./access/scopes.ts";
import type { TokenSettings } from "./access/token-settings.ts";
import { readTrustedDocuments, type TrustedDocuments } from "./access/trusted-documents.ts";
import { useAccess } from "./access/use-access.ts";
import { useCostBuckets } from "./access/use-cost-buckets.ts";
import { useHiddenFilter } from "./access/use-hidden-filter.ts";
import { useTrustedDocuments } from "./access/use-trusted-documents.ts";
import { schemaWithCatalog } from "./catalog/schema-with-catalog.ts";
import { companySettings } from "./company-settings.ts";
import { type Context, contextFactory, localViewer, type Viewer } from "./context.ts";
import { readDocuments } from "./flat-data/stored-documents.ts";
import type { Metrics } from "./operation/metrics.ts";
import { registeredOperations } from "./operation/registered-operations.ts";
import { isTracing } from "./operation/tracing.ts";
import { answerStore } from "./plugins/answer-store.ts";
import { perRequest } from "./plugins/per-request.ts";
import { useAnswerCache } from "./plugins/use-answer-cache.ts";
import { useBodyCache } from "./plugins/use-body-cache.ts";
import { type FlatRequests, useCsv } from "./plugins/use-csv.ts";
import { useDocumentLimits } from "./plugins/use-document-limits.ts";
import { maskError } from "./plugins/use-domain-errors.ts";
import { useEtag } from "./plugins/use-etag.ts";
import { useFreshness } from "./plugins/use-freshness.ts";
import { useKnownPaths } from "./plugins/use-known-paths.ts";
import { useLiveStreams } from "./plugins/use-live-streams.ts";
import { useMetrics } from "./plugins/use-metrics.ts";
import { useObservation } from "./plugins/use-observation.ts";
import { usePlainRows } from "./plugins/use-plain-rows.ts";
import { useReadiness } from "./plugins/use-readiness.ts";
import { useRequestLimits } from "./plugins/use-request-limits.ts";
import { useRightNames } from "./plugins/use-right-names.ts";
import { useSecurityHeaders } from "./plugins/use-security-headers.ts";
import { useStaticFiles } from "./plugins/use-static-files.ts";
import { isDataPath, useStoredDocuments } from "./plugins/use-stored-documents.ts";
import { useTraces } from "./plugins/use-traces.ts";
import { schema as builtInSchema } from "./schema.ts";
import type { Store } from "./store/store.ts";
import type { WarehouseService } from "./warehouse/warehouse.ts";

/** Where the server writes what went wrong; pino's loggers fit. */
export interface Logger {
  error(details: object, message: string): void;
  warn(details: object, message: string): void;
  info(details: object, message: string): void;
  debug(details: object, message: string): void;
  /** Whether what is written at a level is kept at all. */
  isLevelEnabled?(level: string): boolean;
}

export interface ServerDependencies {
  readonly store: Store;
  readonly warehouse: WarehouseService;
  readonly logger: Logger;
  readonly clock: () => Date;
  /** The company's today, for data that ends in the past. */
  readonly today?: string;
  /** Origins of pages on other hosts that may query. */
  readonly allowedOrigins: readonly string[];
  /** The demo page's files. */
  readonly pagesFolder: string;
  /** What the widgets' build made for browsers. */
  readonly widgetsFolder: string;
  /** The metrics and dimensions, with the company's own; the built-in ones unless given. */
  readonly catalog?: Catalog | undefined;
  /** How access tokens are checked; without it whoever reaches the server is `viewer`. */
  readonly tokens?: TokenSettings | undefined;
  /** What one subject of tokens may cost in a minute; without it there is no such limit. */
  readonly costPerMinute?: number | undefined;
  /** How long the engine may take for one question (30 s unless said). */
  readonly querySeconds?: number | undefined;
  /** Who asks where there are no tokens; this machine's user, who sees everything, unless given. */
  readonly viewer?: Viewer | undefined;
  /** What the widgets were built with; read from their package unless given. */
  readonly trusted?: TrustedDocuments | undefined;
  /** Where the company keeps stored documents of its own. */
  readonly documentsFolder?: string | undefined;
  /** Where requests and what they cost are counted. */
  readonly metrics?: Metrics | undefined;
  /** Aborted when the server begins to stop: it says that it isn't ready, and ends its live streams. */
  readonly stopping?: AbortSignal | undefined;
  /** How much memory the kept answers may take (64 MB unless said); 0 keeps none. */
  readonly answerBytes?: number | undefined;
}

const endpoint = "/graphql";
const maximalBatch = 20;
const shippedDocuments = fileURLToPath(new URL("../documents", import.meta.url));

/**
 * The server as a request handler, with no port and no environment: for `node:http`, or `yoga.fetch` in tests.
 *
 * @example createServer(dependencies).fetch("http://localhost/graphql", { method: "POST", … })
 */
export function createServer(dependencies: ServerDependencies) {
  const { store, warehouse, logger, clock, allowedOrigins, documentsFolder, answerBytes, tokens, costPerMinute } =
    dependencies;
  const { viewer = localViewer } = dependencies;
  const schema = schemaWithCatalog(builtInSchema, dependencies.catalog ?? builtInCatalog);
  const makeContext = contextFactory({
    querySeconds: 30,
    ...dependencies,
    company: companySettings(store, warehouse, clock),
  });
  const trusted = dependencies.trusted ?? readTrustedDocuments();
  const documents = readDocuments(schema, [shippedDocuments, ...(documentsFolder ? [documentsFolder] : [])]);
  const stored = new Set(documents.keys());
  const access = useAccess({
    authenticate: tokens
      ? authenticator({ settings: tokens, store, clock, schema, trusted, stored, scopeOf: scopeResolver(warehouse) })
      : viewer,
    allowedOrigins,
    logger,
  });
  const { viewers } = access;
  const contextOf = perRequest((request) => makeContext(viewers.of(request), request.signal));
  const answers = answerStore({ warehouse, contextOf, maximalBytes: answerBytes });
  const flatRequests: FlatRequests = new WeakMap();
  const operations = registeredOperations(documents, trusted);
  const { metrics, stopping } = dependencies;
  return createYoga<object, Context>({
    schema,
    graphqlEndpoint: endpoint,
    landingPage: false,
    // What is unexpected is logged where it is masked; the rest is the caller's own fault.
    logging: false,
    context: ({ request }) => contextOf(request),
    batching: { limit: maximalBatch },
    maskedErrors: { maskError: maskError(logger, schema) },
    multipart: false,
    // A body says how long it is, and no longer one is read (useRequestLimits); counting it again costs time.
    maxRequestBodySize: false,
    cors: (request) => {
      const origin = request.headers.get("origin");
      if (!origin || !allowedOrigins.includes(origin)) return false;
      return {
        origin,
        credentials: false,
        methods: ["POST", "GET"],
        allowedHeaders: ["content-type", "authorization", "if-none-match"],
        exposedHeaders: ["etag", "link", "retry-after", "x-request-id"],
        maxAge: 600,
      };
    },
    renderGraphiQL,
    graphiql: tokens
      ? { title: "Salesglass", defaultQuery: withToken + defaultQuery }
      : { title: "Salesglass (this machine only)", defaultQuery: unguarded + defaultQuery },
    plugins: [
      ...(isTracing() ? [useTraces()] : []),
      useObservation({ logger, metrics, operations, answers, viewers }),
      useReadiness({ store, warehouse, stopping }),
      useStaticFiles(dependencies),
      useKnownPaths((path) => path === endpoint || isDataPath(path) || path === "/metrics"),
      access,
      useMetrics(metrics, { viewers, isOpen: tokens === undefined }),
      useStoredDocuments({ schema, documents, requests: flatRequests, answers, endpoint, viewers }),
      useRequestLimits(),
      ...(costPerMinute === undefined ? [] : [useCostBuckets({ schema, viewers, costPerMinute, logger })]),
      useTrustedDocuments({ trusted, viewers, flatRequests }),
      useDocumentLimits(),
      useHiddenFilter(schema),
      useRightNames(schema),
      useCsv(schema, flatRequests),
      ...(answerBytes === 0 ? [] : [useBodyCache(answers), useAnswerCache(answers), useEtag(answers)]),
      useFreshness(warehouse),
      useLiveStreams({ stopping, metrics, clock }),
      usePlainRows(),
      useSecurityHeaders(),
    ],
  });
}

const unguarded = `# No keys are configured: this server answers this machine only, and whoever uses it sees everything.

`;

const withToken = `# Give your access token below, under Headers: { "authorization": "Bearer …" }

`;

const defaultQuery = `# The selection is the query: rows are grouped by the dimensions that you select.
{
  metrics(period: "last-12-months") {
    month
    revenue
    lastYear: revenue(at: SAME_PERIOD_LAST_YEAR)
    profitMargin
  }
}
`;
