import type { SalesClient } from "../../data/client.ts";
import type { Measure } from "../../format/number.ts";
import type {
  Dimension,
  FilterValuesQuery,
  FilterValuesQueryVariables,
  MetricFilter,
  MetricId,
} from "../../generated/graphql.ts";
import { FilterNamesDocument, FilterValuesDocument } from "../../generated/graphql.ts";
import { valueName } from "../../metrics/names.ts";

export interface Option {
  readonly key: string;
  readonly label: string;
  readonly value: number | null;
}

export interface Options {
  readonly list: readonly Option[];
  readonly measure: Measure;
  /** There are more than were asked for. */
  readonly more: boolean;
}

export interface OptionsQuestion {
  readonly dimension: Dimension;
  readonly metric: MetricId;
  readonly period: string;
  readonly where: MetricFilter | undefined;
  readonly asOf: string | undefined;
  readonly language: string;
  readonly locale: string;
  /** Pages to ask for at most: one to look at, all to search in. */
  readonly pages: number;
}

/** Values asked for at once. */
const pageSize = 500;
/** As many as a search looks through. */
export const allPages = 10;
export const mostOptions = pageSize * allPages;

/** The values of a dimension that occur in the period, those with the most first. What has no value can't be listed. */
export async function loadOptions(
  client: SalesClient,
  { dimension, metric, period, where, asOf, language, locale, pages }: OptionsQuestion,
  signal: AbortSignal,
): Promise<Options> {
  const tables: FilterValuesQuery["metricTable"][] = [];
  let after: string | null = null;
  do {
    const orderBy = [{ by: metric, direction: "DESC" as const }];
    const variables: FilterValuesQueryVariables = {
      period,
      by: [dimension],
      metrics: [{ metric }],
      where,
      orderBy,
      first: pageSize,
      after,
      asOf,
      locale: language,
    };
    const { metricTable }: FilterValuesQuery = await client.request(FilterValuesDocument, variables, signal);
    tables.push(metricTable);
    after = metricTable.nextCursor ?? null;
  } while (after !== null && tables.length < pages);
  const column = tables[0]?.columns[0];
  const list = tables.flatMap(({ rows }) =>
    rows.flatMap(({ keys: [key], labels: [label], values: [value] }) =>
      key === null || key === undefined
        ? []
        : [{ key, label: valueName(dimension, key, label ?? null, { locale }), value: value ?? null }],
    ),
  );
  return {
    list,
    measure: { unit: column?.definition.unit ?? "COUNT", currency: column?.currency },
    more: after !== null,
  };
}

/** The names of values that a filter lists, of those that are ids: it may come from an address, without names. */
export async function loadNames(
  client: SalesClient,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  // Ids of another system are none of the server's own: they stay as they are.
  const answer = await client.request(FilterNamesDocument, { ids: [...ids] }, signal).catch(() => undefined);
  return new Map(
    (answer?.nodes ?? []).flatMap((node) => (node && "name" in node ? [[node.id, node.name] as const] : [])),
  );
}
