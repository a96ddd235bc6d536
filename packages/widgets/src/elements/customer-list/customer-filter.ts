import type { CustomerFilter, MetricFilter } from "../../generated/graphql.ts";

/** The part of a filter on sales that also says something about customers. */
export function customerFilter(where: MetricFilter | undefined): CustomerFilter | undefined {
  if (!where) return undefined;
  const { customerKind: kind, country, region, industry, source, segment, rep: owner, team } = where;
  const filter = Object.fromEntries(
    Object.entries({ kind, country, region, industry, source, segment, owner, team }).filter(
      ([, condition]) => condition,
    ),
  ) as CustomerFilter;
  return Object.keys(filter).length > 0 ? filter : undefined;
}
