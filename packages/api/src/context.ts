import {
  builtInCatalog,
  type Calendar,
  type Catalog,
  type CustomerActivity,
  type CustomerFigures,
  everything,
  type FiscalPattern,
  type LifetimeTerms,
  type MetricFilter,
  queryActivity,
  queryCustomerFigures,
  queryRfmOfCustomers,
  type RfmMember,
  type Scope,
} from "@salesglass/core";
import DataLoader from "dataloader";
import { type LifetimeFits, type LifetimeView, lifetimeFits } from "./modules/lifetime/lifetime-fits.ts";
import { lifetimeLoaders, type ValuedCustomer } from "./modules/lifetime/lifetime-values.ts";
import type { Store } from "./store/store.ts";
import type { WarehouseService } from "./warehouse/warehouse.ts";

/** Who asks, and what they may see. Everything that is answered is answered within the scope. */
export interface Viewer {
  readonly name: string;
  readonly role: "EXECUTIVE" | "MANAGER" | "REP" | "ANALYST" | "EMBED" | "ADMIN";
  readonly scope: Scope;
}

/** The company's settings as the record has them. */
export interface CompanySettings {
  readonly name: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly fiscalYearStart: number;
  readonly weekStart: number;
  readonly fiscalPattern: FiscalPattern;
}

/** What a resolver gets besides its arguments. */
export interface Context {
  readonly viewer: Viewer;
  readonly prisma: Store["prisma"];
  /** The record, for what writes. */
  readonly store: Store;
  readonly warehouse: WarehouseService;
  readonly company: CompanySettings;
  readonly calendar: Calendar;
  /** The day up to which something can have taken place: today, or the clock's day where today is set back. */
  readonly latestDay: string;
  /** What can be asked for. */
  readonly catalog: Catalog;
  /** Figures of customers as of a day; those of one moment are asked for together. So are the next two. */
  figures(asOf: string): DataLoader<number, CustomerFigures>;
  activity(asOf: string): DataLoader<number, CustomerActivity | undefined>;
  /** Over the 12 months up to the day. */
  rfm(asOf: string): DataLoader<number, RfmMember | undefined>;
  /** The same of lifetime values. */
  lifetimeValues(asOf: string, terms: LifetimeTerms): DataLoader<number, ValuedCustomer | null>;
  readonly lifetimeFits: LifetimeFits;
  /** What the viewer sees of lifetime values; as of today unless said. */
  lifetimeView(asOf: string | undefined, where?: MetricFilter): LifetimeView;
}

export interface ContextDependencies {
  readonly store: Store;
  readonly warehouse: WarehouseService;
  readonly company: () => Promise<CompanySettings>;
  readonly clock: () => Date;
  readonly today?: string;
  /** The metrics and dimensions; the built-in ones unless given. */
  readonly catalog?: Catalog | undefined;
  /** Who asks; this machine's user, who sees everything, unless given. */
  readonly viewer?: Viewer | undefined;
}

// There are no access tokens yet: the server listens on the loopback only, and its user sees everything.
const local: Viewer = { name: "local", role: "EXECUTIVE", scope: everything };

/** Makes the context of each request. */
export function contextFactory(dependencies: ContextDependencies) {
  const { store, warehouse, company: settings, clock, today, catalog = builtInCatalog, viewer = local } = dependencies;
  const fits = lifetimeFits(warehouse);
  return async (): Promise<Context> => {
    const company = await settings();
    const { scope } = viewer;
    const clockDay = dayIn(company.timeZone, clock());
    const calendar = companyCalendar(company, clock(), today);
    const lifetimeView = (asOf = calendar.today, where?: MetricFilter): LifetimeView => {
      return { scope: viewer.scope, calendar, asOf, where, catalog };
    };
    return {
      viewer,
      prisma: store.prisma,
      store,
      warehouse,
      company,
      calendar,
      latestDay: today && today > clockDay ? today : clockDay,
      catalog,
      figures: loadersByDay((ids, asOf) => queryCustomerFigures(warehouse.db, scope, ids, asOf)),
      activity: loadersByDay((ids, asOf) => queryActivity(warehouse.db, scope, ids, asOf)),
      rfm: loadersByDay((ids, asOf) => queryRfmOfCustomers(warehouse.db, scope, ids, { calendar, asOf, catalog })),
      lifetimeFits: fits,
      lifetimeView,
      lifetimeValues: lifetimeLoaders(warehouse, fits, lifetimeView),
    };
  };
}

/** The company's calendar at a moment; `today` is the day to look from where data ends in the past. */
export function companyCalendar(company: CompanySettings, now: Date, today: string | undefined): Calendar {
  const { timeZone, fiscalYearStart, weekStart, fiscalPattern } = company;
  return { today: today ?? dayIn(timeZone, now), fiscalYearStart, weekStart, fiscalPattern };
}

/** One loader a day, made when it is first asked for. */
function loadersByDay<T>(load: (ids: readonly number[], asOf: string) => Promise<T[]>) {
  const loaders = new Map<string, DataLoader<number, T>>();
  return (asOf: string) => {
    const loader = loaders.get(asOf) ?? new DataLoader<number, T>((ids) => load(ids, asOf));
    loaders.set(asOf, loader);
    return loader;
  };
}

/** The calendar day of an instant in a time zone, `YYYY-MM-DD`. */
function dayIn(timeZone: string, instant: Date): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).format(
    instant,
  );
}
