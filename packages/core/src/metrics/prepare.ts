import type { RawBuilder } from "kysely";
import { addDays, bucketStart, type Calendar, checkDay, earlier, type Grain } from "../calendar.ts";
import type { Comparison } from "../comparison.ts";
import { segmentsOfCustomers } from "../customers/segment-sql.ts";
import { badInput } from "../errors.ts";
import type { Period } from "../period.ts";
import type { Scope } from "../scope.ts";
import type { WarehouseDb } from "../warehouse.ts";
import { builtInCatalog, type Catalog } from "./catalog.ts";
import type { DimensionDefinition, DimensionId } from "./dimensions.ts";
import type { MetricQuestion } from "./question.ts";
import { resolveFilters } from "./resolve-filters.ts";
import type { DimensionFilter } from "./select-facts.ts";
import { type MetricWindow, windowsOf } from "./windows.ts";

/** A question that has been checked, with its dimensions found and its filters taken apart. */
export interface Prepared {
  readonly scope: Scope;
  readonly catalog: Catalog;
  readonly period: Period;
  readonly calendar: Calendar;
  readonly asOf: string | undefined;
  /** What was asked for, each once. */
  readonly dimensions: readonly DimensionDefinition[];
  /** The grains among them. */
  readonly timeGrains: readonly Grain[];
  /** What rows are one of besides: an entity once, whether its id or its name is asked for. */
  readonly keys: readonly DimensionDefinition[];
  readonly filters: readonly DimensionFilter[];
  readonly segments: () => RawBuilder<unknown>;
  /** The window of a chain of comparisons; each is made once. */
  readonly window: (chain: readonly Comparison[]) => MetricWindow;
  /** The same, of the whole period as one row. */
  readonly wholeWindow: (chain: readonly Comparison[]) => MetricWindow;
  /** The same, of all rows of time together: what stands beside none of them is left out. */
  readonly totalWindow: (chain: readonly Comparison[]) => MetricWindow;
}

const mostDays = 100 * 366;

/**
 * Finds what a question names and resolves teams to their sub-teams.
 *
 * @throws badInput for what doesn't exist or doesn't fit
 */
export async function prepare(
  db: WarehouseDb,
  scope: Scope,
  question: Pick<MetricQuestion, "period" | "calendar" | "asOf" | "where" | "catalog"> & {
    readonly dimensions: readonly DimensionId[];
  },
): Promise<Prepared> {
  const { period, calendar, asOf, where, catalog = builtInCatalog } = question;
  if (asOf !== undefined) checkDay(asOf, "asOf");
  const dimensions = [...new Set(question.dimensions)].map((id) => catalog.dimension(id));
  const timeGrains = dimensions.flatMap(({ grain }) => grain ?? []);
  const others = dimensions.filter(({ grain }) => !grain);
  const keys = [...new Map(others.map((one) => [one.entity ?? one.id, keyOf(one, catalog)])).values()];
  if (timeGrains.length > 0 && period.to > addDays(period.from, mostDays)) {
    throw badInput(
      `period ${period.text} is too long to be split by ${timeGrains.join(", ")}, expected at most 100 years`,
    );
  }
  const filters = await resolveFilters(db, where, catalog);
  for (const { dimension, filter } of filters) if (dimension.grain) checkStarts(dimension.grain, filter, calendar);
  const filterGrains = filters.flatMap(({ dimension }) => dimension.grain ?? []);
  const windowsBy = (grains: readonly Grain[], alignedBy = grains) =>
    windowsOf({ period, calendar, asOf, timeGrains: grains, filterGrains, alignedBy });
  const segmentDay = earlier(earlier(period.to, calendar.today), asOf ?? calendar.today);
  return {
    scope,
    catalog,
    period,
    calendar,
    asOf,
    dimensions,
    timeGrains,
    keys,
    filters,
    segments: () => segmentsOfCustomers(scope, segmentDay, catalog.segmentMap),
    window: windowsBy(timeGrains),
    wholeWindow: windowsBy([]),
    totalWindow: windowsBy([], timeGrains),
  };
}

/** The same question about the period as a whole, not split by time. */
export function wholePeriod(prepared: Prepared): Prepared {
  return { ...prepared, timeGrains: [], window: prepared.wholeWindow };
}

/** A bucket goes by its first day: another day of it would be silently none of them. */
function checkStarts(grain: Grain, { in: some, not }: DimensionFilter["filter"], calendar: Calendar): void {
  for (const value of [...(some ?? []), ...(not ?? [])]) {
    const day = checkDay(String(value), grain);
    const start = bucketStart(day, grain, calendar);
    if (day !== start) throw badInput(`where.${grain}: ${day} is not the first day of one, expected ${start}`);
  }
}

/** The dimension that a fact has in a column: of an entity its id. */
function keyOf(dimension: DimensionDefinition, catalog: Catalog): DimensionDefinition {
  return dimension.entity ? catalog.dimension(`${dimension.entity}Id`) : dimension;
}
