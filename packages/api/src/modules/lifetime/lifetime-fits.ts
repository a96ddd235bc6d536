import { setImmediate as pause } from "node:timers/promises";
import {
  type Calendar,
  type Catalog,
  fitLifetime,
  isOutdated,
  type LifetimeFit,
  type LifetimeOverview,
  type LifetimeTerms,
  type MetricFilter,
  queryLifetimeOverview,
  type Scope,
} from "@salesglass/core";
import { LRUCache } from "lru-cache";
import type { WarehouseService } from "../../warehouse/warehouse.ts";

/** A fit, and the version of the data that it was made from. */
export interface KeptFit {
  readonly fit: LifetimeFit;
  readonly version: number;
}

/** Whose customers, and as of when. */
export interface LifetimeView {
  readonly scope: Scope;
  readonly calendar: Calendar;
  readonly asOf: string;
  readonly where?: MetricFilter | undefined;
  readonly catalog: Catalog;
}

/** Fits of lifetime value, which are dear, and what they come to. */
export interface LifetimeFits {
  fitOf(view: LifetimeView): Promise<KeptFit>;
  overviewOf(view: LifetimeView, kept: KeptFit, terms: LifetimeTerms): Promise<LifetimeOverview | undefined>;
}

interface Kept<Value> {
  /** The version of the data that it is known to hold for. */
  readonly version: number;
  readonly value: Promise<Value>;
}

/**
 * Keeps fits for a scope, a day and a filter. When the data have a new version, the first who asks finds out whether
 * the purchases have changed by more than 1 % since the fit; if so, it is made again. Fits are made one at a time, and
 * let other requests have their turn.
 */
export function lifetimeFits(warehouse: WarehouseService): LifetimeFits {
  const fits = new LRUCache<string, Kept<KeptFit>>({ max: 200 });
  const overviews = new LRUCache<string, Kept<LifetimeOverview | undefined>>({ max: 20 });
  let last: Promise<unknown> = Promise.resolve();

  function make(view: LifetimeView): Promise<KeptFit> {
    const made = last.then(async () => {
      const { version } = warehouse.status();
      return { fit: await fitLifetime(warehouse.db, view.scope, view, pause), version };
    });
    last = made.catch(() => {});
    return made;
  }

  async function renew(view: LifetimeView, known: Promise<KeptFit>): Promise<KeptFit> {
    const old = await known;
    return (await isOutdated(warehouse.db, view.scope, old.fit)) ? make(view) : old;
  }

  return {
    fitOf: (view) =>
      keep(fits, keyOf(view), warehouse.status().version, (known) => (known ? renew(view, known) : make(view))),
    overviewOf: (view, { fit }, terms) =>
      keep(overviews, JSON.stringify([keyOf(view), terms]), warehouse.status().version, () =>
        queryLifetimeOverview(warehouse.db, view.scope, fit, terms, pause),
      ),
  };
}

/** What is known of a day to come is known today. */
function keyOf({ scope, asOf, where, calendar: { today } }: LifetimeView): string {
  return JSON.stringify([scope, asOf < today ? asOf : today, where ?? null]);
}

/** What is kept of this version; else what `next` makes of that of an earlier one. Failures are not kept. */
function keep<Value>(
  kept: LRUCache<string, Kept<Value>>,
  key: string,
  version: number,
  next: (known: Promise<Value> | undefined) => Promise<Value>,
): Promise<Value> {
  const known = kept.get(key);
  if (known && known.version >= version) return known.value;
  const entry = { version, value: next(known?.value) };
  kept.set(key, entry);
  entry.value.catch(() => {
    if (kept.get(key) === entry) kept.delete(key);
  });
  return entry.value;
}
