import { renderGraphiQL } from "@graphql-yoga/render-graphiql";
import { createYoga } from "graphql-yoga";
import { companySettings } from "./company-settings.ts";
import { type Context, contextFactory } from "./context.ts";
import { useDocumentLimits } from "./plugins/use-document-limits.ts";
import { maskError } from "./plugins/use-domain-errors.ts";
import { useFreshness } from "./plugins/use-freshness.ts";
import { usePlainRows } from "./plugins/use-plain-rows.ts";
import { useReadiness } from "./plugins/use-readiness.ts";
import { useRequestLimits } from "./plugins/use-request-limits.ts";
import { useSecurityHeaders } from "./plugins/use-security-headers.ts";
import { useStaticFiles } from "./plugins/use-static-files.ts";
import { schema } from "./schema.ts";
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
}

const endpoint = "/graphql";
const maximalBatch = 20;

/**
 * The server as a request handler, with no port and no environment: for `node:http`, or `yoga.fetch` in tests.
 *
 * @example createServer(dependencies).fetch("http://localhost/graphql", { method: "POST", … })
 */
export function createServer(dependencies: ServerDependencies) {
  const { store, warehouse, logger, clock, allowedOrigins } = dependencies;
  return createYoga<object, Context>({
    schema,
    graphqlEndpoint: endpoint,
    landingPage: false,
    // What is unexpected is logged where it is masked; the rest is the caller's own fault.
    logging: false,
    context: contextFactory({ ...dependencies, company: companySettings(store, warehouse, clock) }),
    batching: { limit: maximalBatch },
    maskedErrors: { maskError: maskError(logger) },
    multipart: false,
    cors: (request) => {
      const origin = request.headers.get("origin");
      if (!origin || !allowedOrigins.includes(origin)) return false;
      return {
        origin,
        credentials: false,
        methods: ["POST", "GET"],
        allowedHeaders: ["content-type", "authorization"],
        maxAge: 600,
      };
    },
    renderGraphiQL,
    graphiql: { title: "Salesglass", defaultQuery },
    plugins: [
      useStaticFiles(dependencies),
      useReadiness(store, warehouse),
      useRequestLimits(endpoint),
      useDocumentLimits(),
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
