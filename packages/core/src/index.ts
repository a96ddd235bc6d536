export { badInput, DomainError } from "./errors.ts";
export { everything, type Scope } from "./scope.ts";
export {
  type ColumnType,
  type Warehouse,
  type WarehouseDb,
  type WarehouseTable,
  warehouseTables,
} from "./warehouse.ts";
