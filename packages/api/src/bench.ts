// What the benches measure, beside the package's own exports.
export {
  factsText,
  fitLifetime,
  parsePlan,
  queryCustomerLifetimes,
  queryLifetimeOverview,
  queryLifetimeRanking,
  queryPayInputs,
  settle,
} from "@salesglass/core";
export { createSchema, createYoga } from "graphql-yoga";
export { sql } from "kysely";
export { demoCompany } from "./demo/company.ts";
export { runImport } from "./import/import.ts";
export { createServer } from "./server.ts";
export { migrate } from "./store/migrate.ts";
export { openPglite } from "./store/pglite.ts";
export { openPostgres } from "./store/postgres.ts";
export { createTable } from "./warehouse/copied-tables.ts";
export { openDuckDb } from "./warehouse/duckdb.ts";
export { openWarehouse } from "./warehouse/warehouse.ts";
