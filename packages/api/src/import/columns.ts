import type { ImportTable, ImportTableName } from "./column-types.ts";
import { budgetColumns } from "./columns-budget.ts";
import { careerColumns } from "./columns-careers.ts";
import { companyColumns } from "./columns-company.ts";
import { goalColumns } from "./columns-goals.ts";
import { honourColumns } from "./columns-honours.ts";
import { marketColumns } from "./columns-market.ts";
import { payColumns } from "./columns-pay.ts";
import { peopleColumns } from "./columns-people.ts";
import { salesColumns } from "./columns-sales.ts";
import { serviceColumns } from "./columns-service.ts";

/**
 * The tables that an import may bring and their columns, in the order in which they are written. Checks, SQL and the
 * tables of docs/import.md are made from this one declaration.
 */
export const importColumns: readonly ImportTable[] = [
  ...companyColumns,
  ...salesColumns,
  ...serviceColumns,
  ...goalColumns,
  ...payColumns,
  ...careerColumns,
  ...honourColumns,
  ...budgetColumns,
  ...peopleColumns,
  ...marketColumns,
];

/** The declaration of a table. */
export function tableOf(name: ImportTableName): ImportTable {
  return importColumns.find((table) => table.name === name)!;
}
