import { type RawBuilder, sql } from "kysely";
import type { Calendar, Grain } from "../calendar.ts";
import { and, matches } from "../filters.ts";
import type { Scope } from "../scope.ts";
import type { DimensionDefinition } from "./dimensions.ts";
import { type FactPlaces, factPlaces, type PlacesQuestion } from "./fact-places.ts";
import type { FactSource, FactSql, Join } from "./facts.ts";
import { nameTables } from "./names.ts";
import type { ValueFilter } from "./question.ts";
import { joinsOf, sources } from "./sources.ts";
import type { MetricWindow } from "./windows.ts";

/** A condition on a dimension; of an entity on its id, or on its name. */
export interface DimensionFilter {
  readonly dimension: DimensionDefinition;
  readonly on: "value" | "name";
  readonly filter: ValueFilter<string | number>;
}

/** The facts of one source in one window. */
export interface FactsQuestion {
  readonly scope: Scope;
  readonly source: FactSource;
  readonly window: MetricWindow;
  readonly calendar: Calendar;
  /** What rows are split by in time. */
  readonly timeGrains: readonly Grain[];
  /** What rows are split by besides: an entity stands for its id. */
  readonly keys: readonly DimensionDefinition[];
  readonly filters: readonly DimensionFilter[];
  /** Rows of customer_id and segment, where the segment is asked for. */
  readonly segments: () => RawBuilder<unknown>;
  /** What facts have to meet besides, and what that needs. */
  readonly condition?: { readonly sql: RawBuilder<boolean>; readonly needs: readonly Join[] } | undefined;
  /** Keeps these combinations of keys and puts all others together (or leaves them out). */
  readonly top?: { readonly ranking: RawBuilder<unknown>; readonly rest: boolean } | undefined;
  /** Whether the caller puts rows of the same place together: then there may be several of one. */
  readonly isPart?: boolean | undefined;
}

/** An aggregate over the facts, and what it needs beside them. */
export interface FactColumn {
  readonly name: string;
  readonly sql: FactSql;
  readonly needs: readonly Join[];
  /** Whether buckets of time may be added up to larger ones; not known to be unless said. */
  readonly isAdditive?: boolean;
}

/**
 * The select of facts: columns `t0`, `t1`, … for the time grains, `k0`, `k1`, … for the keys, `is_rest` where there is
 * a top, then the columns asked for.
 */
export function selectFacts(question: FactsQuestion, columns: readonly FactColumn[]): RawBuilder<unknown> {
  const { source, window, calendar, timeGrains, keys, filters, top } = question;
  const { day } = sources[rowSource(source)];
  const filterGrains = filters.flatMap(({ dimension }) => dimension.grain ?? []);
  const grains = [...new Set([...timeGrains, ...filterGrains])];
  const placed = { window, calendar, timeGrains, grains, placesEach: filterGrains.length > 0, day };
  const places = factPlaces(placed);
  const groups = [...places.times.map(({ name }) => name), ...namesOf({ timeGrains: [], keys, top })];
  if (source === "buyer") return settled(eachBuyer(question, places, groups, columns));
  const ofDay = daysFirst(question, columns, placed);
  if (!ofDay) return settled(groupFacts(question, places, columns));
  const days = groupFacts(question, { ...places, times: [{ name: "day", sql: ofDay }] }, columns);
  return placeDays(days, question, placed, columns);

  function settled(grouped: RawBuilder<unknown>): RawBuilder<unknown> {
    return places.settle(grouped, [...groups.slice(places.times.length), ...columns.map(({ name }) => name)]);
  }
}

/** Names of the columns that rows are grouped by. */
export function namesOf({ timeGrains, keys, top }: Pick<FactsQuestion, "timeGrains" | "keys" | "top">): string[] {
  return [
    ...timeGrains.map((_, index) => `t${index}`),
    ...keys.map((_, index) => `k${index}`),
    ...(top ? ["is_rest"] : []),
  ];
}

function rowSource(source: FactSource): Exclude<FactSource, "buyer"> {
  return source === "buyer" ? "sale" : source;
}

/** The facts grouped by time, keys, and `besides`. */
function groupFacts(
  question: FactsQuestion,
  places: FactPlaces,
  columns: readonly FactColumn[],
  besides: readonly RawBuilder<unknown>[] = [],
): RawBuilder<unknown> {
  const { scope, source, window, keys, filters, condition, top } = question;
  const needs = new Set<Join>();
  const read = (expression: FactSql, needed: readonly Join[]) => {
    for (const join of needed) needs.add(join);
    return typeof expression === "function" ? expression(places) : expression;
  };
  const columnOf = ({ columns }: DimensionDefinition) => {
    const column = columns![source]!;
    return read(column.sql, column.needs);
  };
  const values = keys.map(columnOf);
  const isRest = top?.rest ? sql`top.is_top is null` : sql`false`;
  const kept = top?.rest ? values.map((value) => sql`case when top.is_top then ${value} end`) : values;
  const groups = [
    ...places.times.map(({ name, sql: time }) => sql`${time} as ${sql.ref(name)}`),
    ...kept.map((value, index) => sql`${value} as ${sql.ref(`k${index}`)}`),
    ...(top ? [sql`${isRest} as is_rest`] : []),
    ...besides,
  ];
  const conditions = filters.map(({ dimension, on, filter }) => {
    if (dimension.grain) return matches(places.bucket(dimension.grain), filter, dimension.id);
    const column = on === "name" ? nameIn(dimension, columnOf(dimension)) : columnOf(dimension);
    return matches(column, filter, dimension.id);
  });
  if (condition) conditions.push(read(condition.sql, condition.needs) as RawBuilder<boolean>);
  const aggregates = columns.map(({ name, sql: column, needs }) => sql`${read(column, needs)} as ${sql.ref(name)}`);
  const joins = joinsOf(needs, { ...question, source: rowSource(source), until: window.to });
  const from = sql`${sources[rowSource(source)].from(scope)} as f${places.join}${joins}${top ? topJoin(top, values) : sql``}`;
  const where = and([places.counts, ...conditions.filter((condition) => condition !== undefined)]);
  const positions = groups.map((_, index) => sql.raw(String(index + 1)));
  return sql`select ${sql.join([...groups, ...aggregates])} from ${from} where ${where}${groupBy(positions)}`;
}

/**
 * The day of a fact where it is faster to group by days first and to add these up: a column as it stands has few values,
 * which the columnar engine groups by in half the time of a bucket that it has to work out for each fact.
 */
function daysFirst(
  { timeGrains, keys, top }: FactsQuestion,
  columns: readonly FactColumn[],
  { day, window, placesEach }: PlacesQuestion,
): RawBuilder<unknown> | undefined {
  const isWorthIt = timeGrains.length > 0 && !timeGrains.includes("day") && keys.length === 0 && !top && !placesEach;
  if (!isWorthIt || day === "stock" || day === "days" || window.placement.kind === "constant") return undefined;
  return columns.length > 0 && columns.every(({ isAdditive }) => isAdditive) ? day : undefined;
}

/** Puts days into the buckets that they stand in: they are few, so that each can be looked up. */
function placeDays(
  days: RawBuilder<unknown>,
  { isPart }: FactsQuestion,
  placed: PlacesQuestion,
  columns: readonly FactColumn[],
): RawBuilder<unknown> {
  const { times, join } = factPlaces({ ...placed, placesEach: true, day: sql`f.day` });
  const buckets = times.map(({ name, sql: time }) => sql`${time} as ${sql.ref(name)}`);
  const values = columns.map(({ name }) => {
    const value = sql.ref(`f.${name}`);
    return sql`${isPart ? value : sql`sum(${value})`} as ${sql.ref(name)}`;
  });
  const together = isPart ? sql`` : groupBy(buckets.map((_, index) => sql.raw(String(index + 1))));
  return sql`select ${sql.join([...buckets, ...values])} from (${days}) as f${join}${together}`;
}

/** One row a buyer first, with the number of orders; then what is counted of these. */
function eachBuyer(
  question: FactsQuestion,
  places: FactPlaces,
  groups: readonly string[],
  columns: readonly FactColumn[],
): RawBuilder<unknown> {
  const orders: FactColumn = {
    name: "orders",
    sql: sql`count(distinct f.order_id) filter (where f.order_net > 0 and nobody.id is null)`,
    needs: ["anonymous"],
  };
  const buyers = groupFacts(question, places, [orders], [sql`f.customer_id`]);
  const names = groups.map((name) => sql.ref(`f.${name}`));
  const counts = columns.map(({ name, sql: column }) => sql`${column as RawBuilder<unknown>} as ${sql.ref(name)}`);
  return sql`select ${sql.join([...names, ...counts])} from (${buyers}) as f${groupBy(names)}`;
}

function groupBy(columns: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  return columns.length > 0 ? sql` group by ${sql.join([...columns])}` : sql``;
}

/** The name of an entity by its id, as SQL. */
export function nameIn({ entity }: DimensionDefinition, id: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(select named.name from ${nameTables[entity!]()} as named where named.id = ${id})`;
}

function topJoin(top: NonNullable<FactsQuestion["top"]>, values: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  const same = values.map((value, index) => sql<boolean>`${sql.ref(`top.k${index}`)} is not distinct from ${value}`);
  return sql` ${sql.raw(top.rest ? "left join" : "join")} (${top.ranking}) as top on ${and(same)}`;
}
