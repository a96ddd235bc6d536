import type { Selection } from "../data/settings.ts";
import type { Dimension, MetricFilter } from "../generated/graphql.ts";
import { periodOf } from "./buckets.ts";
import { filterFieldOf, grainOf } from "./dimensions.ts";
import { bucketOf, type Naming, nameOf, type TableRow } from "./names.ts";

/** The filter that narrows to one value of a dimension. */
export function whereOf(dimension: Dimension, key: string | null): MetricFilter {
  return { [filterFieldOf(dimension)]: key === null ? { isNull: true } : { in: [key] } };
}

/** What choosing a row means; nothing for the others together, which no filter names. */
export function selectionOf(row: TableRow, dimensions: readonly Dimension[], naming: Naming): Selection | undefined {
  const first = dimensions[0];
  if (row.isRest || first === undefined) return undefined;
  const places = dimensions.map((dimension, place) => ({ dimension, place, grain: grainOf(dimension) }));
  const time = places.find(({ grain }) => grain);
  const others = places.filter(({ grain }) => !grain);
  return {
    dimension: first,
    key: row.keys[0] ?? null,
    label: dimensions.map((dimension, place) => nameOf(row, place, dimension, naming)).join(", "),
    ...(others.length > 0
      ? {
          where: Object.assign(
            {},
            ...others.map(({ dimension, place }) => whereOf(dimension, row.keys[place] ?? null)),
          ),
        }
      : {}),
    ...(time?.grain ? { period: periodOf(bucketOf(row, time.place), time.grain, naming) } : {}),
  };
}
