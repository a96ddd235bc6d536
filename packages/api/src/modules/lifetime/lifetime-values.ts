import {
  type CustomerLifetime,
  checkTerms,
  type LifetimeHoldOut,
  type LifetimeTerms,
  queryCustomerLifetimes,
} from "@salesglass/core";
import DataLoader from "dataloader";
import type { WarehouseService } from "../../warehouse/warehouse.ts";
import type { LifetimeFits, LifetimeView } from "./lifetime-fits.ts";

/** A customer's figures, and how far off such figures were. */
export interface ValuedCustomer {
  readonly lifetime: CustomerLifetime;
  readonly holdOut: LifetimeHoldOut;
}

/** Loads the figures of many customers with one query for a day and terms. */
export function lifetimeLoaders(
  warehouse: WarehouseService,
  fits: LifetimeFits,
  viewOf: (asOf: string) => LifetimeView,
): (asOf: string, terms: LifetimeTerms) => DataLoader<number, ValuedCustomer | null> {
  const loaders = new Map<string, DataLoader<number, ValuedCustomer | null>>();
  return (asOf, terms) => {
    const key = JSON.stringify([asOf, checkTerms(terms)]);
    const known = loaders.get(key);
    if (known) return known;
    const loader = new DataLoader<number, ValuedCustomer | null>(async (ids) => {
      const view = viewOf(asOf);
      const { fit } = await fits.fitOf(view);
      const { model } = fit;
      if (typeof model === "string") return ids.map(() => null);
      const lifetimes = await queryCustomerLifetimes(warehouse.db, view.scope, fit, terms, ids);
      return lifetimes.map((lifetime) => lifetime && { lifetime, holdOut: model.holdOut });
    });
    loaders.set(key, loader);
    return loader;
  };
}
