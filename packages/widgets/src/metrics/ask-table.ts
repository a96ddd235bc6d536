import { msg, str } from "@lit/localize";
import type { SalesClient } from "../data/client.ts";
import { RequestError } from "../data/errors.ts";
import type { Dimension, MetricTableQuery, MetricTableQueryVariables } from "../generated/graphql.ts";
import { MetricCatalogueDocument, MetricTableDocument } from "../generated/graphql.ts";
import { attributeOf } from "./dimensions.ts";
import type { Naming } from "./names.ts";

/** The element's attributes ask for what there is not: told as a fault of the set-up, not of the server. */
export class Misconfigured extends Error {
  override readonly name = "Misconfigured";
}

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
  const by = [variables.by].flat();
  const asked = { total: false, ...variables };
  const { metricTable, company } = await client.request(MetricTableDocument, asked, signal).catch((error: unknown) =>
    explain(
      client,
      error,
      [variables.metrics].flat().map(({ metric }) => metric),
      by,
      variables.locale,
      signal,
    ),
  );
  const { today, fiscalYearStart, fiscalPattern } = company;
  return {
    table: metricTable,
    naming: { locale, fiscalYearStart, fiscalPattern },
    today,
  };
}

/**
 * Says what would be right where a refused question names a metric or a dimension that there is not. The server's
 * own message speaks of variables, which the writer of the page has never seen.
 */
export async function explain(
  client: SalesClient,
  error: unknown,
  metrics: readonly string[],
  dimensions: readonly Dimension[],
  locale: string,
  signal: AbortSignal,
): Promise<never> {
  if (!(error instanceof RequestError) || error.kind !== "refused") throw error;
  const catalogue = await client.request(MetricCatalogueDocument, { locale }, signal).catch(() => undefined);
  if (!catalogue) throw error;
  const ids = catalogue.metricCatalog.map(({ id }) => id as string);
  const metric = metrics.find((id) => !ids.includes(id));
  if (metric !== undefined) {
    const known = ids.join(", ");
    throw new Misconfigured(msg(str`There is no metric "${metric}"; it can be ${known}.`, { id: "unknown-metric" }));
  }
  const names = catalogue.dimensionCatalog.map((one) => one.dimension);
  const dimension = dimensions.find((one) => !names.includes(one));
  if (dimension !== undefined) {
    const [odd, known] = [attributeOf(dimension), names.map(attributeOf).join(", ")];
    throw new Misconfigured(msg(str`There is no dimension "${odd}"; it can be ${known}.`, { id: "unknown-dimension" }));
  }
  throw error;
}
