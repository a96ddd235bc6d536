import { encodeGlobalID } from "@pothos/plugin-relay";
import type { Catalog, DimensionDefinition, EntityKind } from "@salesglass/core";

/** A dimension as callers name it: of an entity both its id and its name. */
export interface NamedDimension {
  /** The value of the `Dimension` enum, such as `CUSTOMER_KIND` or `TEAM`. */
  readonly name: string;
  /** What its values are told apart by. */
  readonly key: DimensionDefinition;
  /** What its values are shown by. */
  readonly label: DimensionDefinition;
}

/** The catalogue's dimensions by the names of the `Dimension` enum, in its order. */
export function namedDimensions(catalog: Catalog): ReadonlyMap<string, NamedDimension> {
  const known = byCatalog.get(catalog) ?? makeNames(catalog);
  byCatalog.set(catalog, known);
  return known;
}

const byCatalog = new WeakMap<Catalog, ReadonlyMap<string, NamedDimension>>();

function makeNames(catalog: Catalog): Map<string, NamedDimension> {
  const labels = catalog.dimensions.filter(({ id, entity }) => !entity || id.endsWith("Name"));
  return new Map(
    labels.map((label) => {
      const name = screamingSnake(label.entity ?? label.id);
      const key = label.entity ? catalog.dimension(`${label.entity}Id`) : label;
      return [name, { name, key, label }];
    }),
  );
}

/** `customerKind` as `CUSTOMER_KIND`. */
function screamingSnake(id: string): string {
  return id.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
}

/** The global id of an entity that a row has by its integer id. */
export function entityId(entity: EntityKind, id: number): string {
  return encodeGlobalID(entity[0]!.toUpperCase() + entity.slice(1), id);
}
