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
  type WarehouseDb,
} from "@salesglass/core";
import DataLoader from "dataloader";
import type { HiddenFilter } from "./access/hidden-filter.ts";
import { type LifetimeFits, type LifetimeView, lifetimeFits } from "./modules/lifetime/lifetime-fits.ts";
import { lifetimeLoaders, type ValuedCustomer } from "./modules/lifetime/lifetime-values.ts";
import type { Store } from "./store/store.ts";
import type { WarehouseService } from "./warehouse/warehouse.ts";

/** Who asks, and what they may see. Everything that is answered is answered within the scope. */
export interface Viewer {
  readonly name: string;
  readonly role: "EXECUTIVE" | "MANAGER" | "REP" | "ANALYST" | "EMBED" | "ADMIN";
  readonly scope: Scope;
  /** Who they are as a rep, where it is known. */
  readonly repId?: number;
  /** The page that they ask from, where they may from no other. */
  readonly origin?: string;
  /** All that they may run, by hash or name; anything where it is not said. */
  readonly documents?: ReadonlySet<string>;
  /** Conditions that hold for every question of theirs, and that no question takes away. */
  readonly where?: HiddenFilter;
  /** When what they are known by ends, in seconds since 1970. */
  readonly until?: number;
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
  /** The record as the viewer may read it. */
  readonly prisma: Store["prisma"];
  /** The record, for what writes. */
  readonly store: Store;
  /** The warehouse as the viewer may ask it. */
  readonly warehouse: WarehouseService;
  /** The whole of it, for what is reckoned from more than the viewer may see, such as what a team's bonus is paid on. */
  readonly wholeWarehouse: WarehouseService;
  /** All of its rows, within the limits of a request: for what a viewer may know of the whole company. */
  companyDb(): WarehouseDb;
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
  /** How long the engine may take for one question. */
  readonly querySeconds?: number | undefined;
  readonly today?: string;
  /** The metrics and dimensions; the built-in ones unless given. */
  readonly catalog?: Catalog | undefined;
}

/** Who asks where no keys are configured: the server listens on the loopback only, and its user sees everything. */
export const localViewer: Viewer = { name: "local", role: "EXECUTIVE", scope: everything };

/** Makes the context of each request from who asks. */
export function contextFactory(dependencies: ContextDependencies) {
  const { store, company: settings, clock, querySeconds: seconds, today, catalog = builtInCatalog } = dependencies;
  const { warehouse: wholeWarehouse } = dependencies;
  const fits = lifetimeFits(wholeWarehouse);
  return async (viewer: Viewer, signal?: AbortSignal): Promise<Context> => {
    const db = wholeWarehouse.dbFor({ scope: viewer.scope, signal, seconds });
    const warehouse = { ...wholeWarehouse, db };
    const company = await settings();
    const { scope } = viewer;
    const clockDay = dayIn(company.timeZone, clock());
    const calendar = companyCalendar(company, clock(), today);
    const lifetimeView = (asOf = calendar.today, where?: MetricFilter): LifetimeView => {
      return { scope: viewer.scope, calendar, asOf, where, catalog };
    };
    return {
      viewer,
      prisma: viewer.scope.kind === "everything" ? store.prisma : store.prismaFor(viewer.scope),
      store,
      warehouse,
      wholeWarehouse,
      companyDb: () => wholeWarehouse.dbFor({ scope: everything, signal, seconds }),
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
  let format = dayFormats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
    dayFormats.set(timeZone, format);
  }
  return format.format(instant);
}

/** Making one takes as long as much of a request, and every request needs one. A company has one time zone. */
const dayFormats = new Map<string, Intl.DateTimeFormat>();
