export { createServer } from "./server.ts";
export { migrate } from "./store/migrate.ts";
export { openPglite } from "./store/pglite.ts";
export { openPostgres } from "./store/postgres.ts";
export { openWarehouse } from "./warehouse/warehouse.ts";
