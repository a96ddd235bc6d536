import type { Scope } from "../scope.ts";
import type { WarehouseDb } from "../warehouse.ts";
import type { CustomerFigures, CustomersQuestion } from "./question.ts";
export async function queryCustomers(_db: WarehouseDb, _scope: Scope, _question: CustomersQuestion): Promise<{ total: number; customers: CustomerFigures[] }> { throw new Error("soon"); }
export async function queryCustomerFigures(_db: WarehouseDb, _scope: Scope, _ids: readonly number[], _asOf: string): Promise<CustomerFigures[]> { throw new Error("soon"); }
