import { type RawBuilder, sql } from "kysely";
import { checkDay, grains } from "./calendar.ts";
import type { ValueFilter } from "./metrics/question.ts";
import { integers, teams } from "./tables.ts";
import type { WarehouseDb } from "./warehouse.ts";

/**
 * A filter as a condition on `column`, or undefined where it asks for nothing. A value matches when it meets every
 * condition given; an absent value is in no list, so it passes `not` and fails `in`.
 */
export function matches(
  column: RawBuilder<unknown>,
  filter: ValueFilter<number | string> | null | undefined,
  what: string,
): RawBuilder<boolean> | undefined {
  const conditions: RawBuilder<boolean>[] = [];
  if (filter?.in) conditions.push(sql`${column} in (${listOf(filter.in, what)})`);
  if (filter?.not?.length) conditions.push(sql`(${column} is null or ${column} not in (${listOf(filter.not, what)}))`);
  if (filter?.gte != null) conditions.push(sql`${column}${collation(what)} >= ${literal(filter.gte, what)}`);
  if (filter?.lte != null) conditions.push(sql`${column}${collation(what)} <= ${literal(filter.lte, what)}`);
  if (filter?.isNull === true) conditions.push(sql`${column} is null`);
  if (filter?.isNull === false) conditions.push(sql`${column} is not null`);
  return conditions.length > 0 ? and(conditions) : undefined;
}

function listOf(values: readonly (number | string)[], what: string): RawBuilder<unknown> {
  if (values.length === 0) return sql`null`;
  if (typeof values[0] === "number") return integers(values as number[], what);
  return sql.join(values.map((value) => literal(value, what)));
}

/** Of a dimension of time the text is a day. */
function literal(value: number | string, what: string): RawBuilder<unknown> {
  if (typeof value === "number") return integers([value], what);
  return isGrain(what) ? dateOf(checkDay(value, what)) : sql`${value}`;
}

/** Texts are compared by their code points, in every database alike. */
function collation(what: string): RawBuilder<unknown> {
  return isGrain(what) ? sql`` : sql` collate "C"`;
}

function isGrain(what: string): boolean {
  return grains.some((grain) => grain === what);
}

/** All of the conditions; true where there are none. */
export function and(conditions: readonly RawBuilder<boolean>[]): RawBuilder<boolean> {
  return conditions.length > 0 ? sql.join([...conditions], sql` and `) : sql`true`;
}

/** The filter with every team replaced by it and its sub-teams. */
export async function withSubTeams(
  db: WarehouseDb,
  filter: ValueFilter<number> | null | undefined,
): Promise<ValueFilter<number> | null | undefined> {
  if (!filter?.in?.length && !filter?.not?.length) return filter;
  const [included, excluded] = await Promise.all([
    filter.in && subTeams(db, filter.in),
    filter.not && subTeams(db, filter.not),
  ]);
  return { in: included, not: excluded, isNull: filter.isNull };
}

/** `union` and not `union all`, so that a team which has become its own ancestor ends the search too. */
async function subTeams(db: WarehouseDb, ids: readonly number[]): Promise<readonly number[]> {
  if (ids.length === 0) return ids;
  const { rows } = await sql<{ id: number }>`
    with recursive below as (
      select id from ${teams()} as chosen where id in (${integers(ids, "team")})
      union
      select child.id from ${teams()} as child join below on child.parent_id = below.id
    )
    select id from below order by id`.execute(db);
  return rows.map(({ id }) => id);
}

/** A date that has been checked, as an SQL literal. */
export function dateOf(day: string): RawBuilder<string> {
  return sql`${sql.raw(`date '${day}'`)}`;
}
