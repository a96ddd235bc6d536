import type { SalesClient } from "../data/client.ts";
import type { MetricTableQuery, MetricTableQueryVariables } from "../generated/graphql.ts";
import { MetricTableDocument } from "../generated/graphql.ts";
import type { Naming } from "./names.ts";

export type Table = MetricTableQuery["metricTable"];

export interface NamedTable {
  readonly table: Table;
  readonly naming: Naming;
  /** The company's today. */
  readonly today: string;
}

type Variables = Omit<MetricTableQueryVariables, "total"> & { readonly total?: boolean };

/** Asks for a table of metrics by dimensions, with all that names its rows. */
export async function askTable(
  client: SalesClient,
  variables: Variables,
  locale: string,
  signal: AbortSignal,
): Promise<NamedTable> {
  const asked = { total: false, ...variables };
  const { metricTable, company } = await client.request(MetricTableDocument, asked, signal);
  const { today, fiscalYearStart, fiscalPattern } = company;
  // A day that is still running is not over either, whatever it is a step of.
  const rows = metricTable.rows.map((row) => ({
    ...row,
    unfinished: row.unfinished || row.to >= (variables.asOf ?? today),
  }));
  return {
    table: { ...metricTable, rows },
    naming: { locale, fiscalYearStart, fiscalPattern },
    today,
  };
}
