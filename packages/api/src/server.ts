import { fileURLToPath } from "node:url";
import { renderGraphiQL } from "@graphql-yoga/render-graphiql";
import { builtInCatalog, type Catalog } from "@salesglass/core";
import { createYoga } from "graphql-yoga";
import { schemaWithCatalog } from "./catalog/schema-with-catalog.ts";
import { companySettings } from "./company-settings.ts";
import { type Context, contextFactory, type Viewer } from "./context.ts";
import { readDocuments } from "./flat-data/stored-documents.ts";
import { answerStore } from "./plugins/answer-store.ts";
import { perRequest } from "./plugins/per-request.ts";
import { useAnswerCache } from "./plugins/use-answer-cache.ts";
import { useBodyCache } from "./plugins/use-body-cache.ts";
import { type FlatRequests, useCsv } from "./plugins/use-csv.ts";
import { useDocumentLimits } from "./plugins/use-document-limits.ts";
import { maskError } from "./plugins/use-domain-errors.ts";
import { useEtag } from "./plugins/use-etag.ts";
import { useFreshness } from "./plugins/use-freshness.ts";
import { usePlainRows } from "./plugins/use-plain-rows.ts";
import { useReadiness } from "./plugins/use-readiness.ts";
import { useRequestLimits } from "./plugins/use-request-limits.ts";
import { useRightNames } from "./plugins/use-right-names.ts";
import { useSecurityHeaders } from "./plugins/use-security-headers.ts";
import { useStaticFiles } from "./plugins/use-static-files.ts";
import { useStoredDocuments } from "./plugins/use-stored-documents.ts";
import { schema as builtInSchema } from "./schema.ts";
import type { Store } from "./store/store.ts";
import type { WarehouseService } from "./warehouse/warehouse.ts";

/** Where the server writes what went wrong; pino's loggers fit. */
export interface Logger {
  error(details: object, message: string): void;
  warn(details: object, message: string): void;
  info(details: object, message: string): void;
  debug(details: object, message: string): void;
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
  /** Who asks; this machine's user, who sees everything, unless given. */
  readonly viewer?: Viewer | undefined;
  /** Where the company keeps stored documents of its own. */
  readonly documentsFolder?: string | undefined;
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
  const { store, warehouse, logger, clock, allowedOrigins, documentsFolder, answerBytes } = dependencies;
  const schema = schemaWithCatalog(builtInSchema, dependencies.catalog ?? builtInCatalog);
  const makeContext = contextFactory({ ...dependencies, company: companySettings(store, warehouse, clock) });
  const contextOf = perRequest(() => makeContext());
  const answers = answerStore({ warehouse, contextOf, maximalBytes: answerBytes });
  const flatRequests: FlatRequests = new WeakMap();
  const documents = readDocuments(schema, [shippedDocuments, ...(documentsFolder ? [documentsFolder] : [])]);
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
        exposedHeaders: ["etag", "link"],
        maxAge: 600,
      };
    },
    renderGraphiQL,
    graphiql: { title: "Salesglass", defaultQuery },
    plugins: [
      useStaticFiles(dependencies),
      useReadiness(store, warehouse),
      useStoredDocuments({ schema, documents, requests: flatRequests, answers, endpoint }),
      useRequestLimits(endpoint),
      useDocumentLimits(),
      useRightNames(schema),
      useCsv(schema, flatRequests),
      ...(answerBytes === 0 ? [] : [useBodyCache(answers), useAnswerCache(answers), useEtag(answers)]),
      useFreshness(warehouse),
      usePlainRows(),
      useSecurityHeaders(),
    ],
  });
}

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
