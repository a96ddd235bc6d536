import { type RawBuilder, sql } from "kysely";
import { badInput } from "../errors.ts";
import { and, matches, withSubTeams } from "../filters.ts";
import { builtInCatalog } from "../metrics/catalog.ts";
import type { ValueFilter } from "../metrics/question.ts";
import type { Scope } from "../scope.ts";
import { holdsText } from "../text-search.ts";
import type { WarehouseDb } from "../warehouse.ts";
import { type ActivityState, activityOfCustomers, activityStates } from "./activity-sql.ts";
import type { CustomersQuestion } from "./question.ts";
import { segmentsOfCustomers } from "./segment-sql.ts";
import { findSegment } from "./segments.ts";

/** What a condition on customers needs: how active they are, and their segment, are those of a day. */
export type CustomerConditions = Pick<CustomersQuestion, "search" | "where" | "asOf" | "catalog">;

/**
 * A search and a filter as a condition on customers `c` and their `owner`; the anonymous ones are no customers.
 *
 * @throws badInput for a segment or a state of activity that doesn't exist
 */
export async function customerConditions(
  db: WarehouseDb,
  scope: Scope,
  { search, where, asOf, catalog = builtInCatalog }: CustomerConditions,
): Promise<RawBuilder<boolean>> {
  for (const id of valuesOf(where?.segment)) findSegment(catalog.segmentMap, id);
  for (const state of valuesOf(where?.activity)) checkState(state);
  const team = await withSubTeams(db, where?.team);
  const segments = () => segmentsOfCustomers(scope, asOf, catalog.segmentMap);
  const found = [
    matches(sql`c.kind`, where?.kind, "kind"),
    matches(sql`c.country`, where?.country, "country"),
    matches(sql`c.region`, where?.region, "region"),
    matches(sql`c.industry`, where?.industry, "industry"),
    matches(sql`c.source`, where?.source, "source"),
    matches(sql`c.owner_id`, where?.owner, "owner"),
    matches(sql`owner.team_id`, team, "team"),
    ...isAmong(segments, "segment", where?.segment),
    ...isAmong(() => activityOfCustomers(scope, asOf), "state", where?.activity),
    search?.trim() ? holdsText(searched, search.trim()) : undefined,
  ];
  return and([sql<boolean>`not c.anonymous`, ...found.filter((condition) => condition !== undefined)]);
}

const searched = ["name", "company_name", "email", "external_id"].map((column) => sql.ref(`c.${column}`));

/** The same as `matches`, of a text that rows of customer_id have; who has no row has no value. */
function isAmong(
  rows: () => RawBuilder<unknown>,
  column: string,
  filter: ValueFilter<string> | null | undefined,
): RawBuilder<boolean>[] {
  if (!filter) return [];
  const among = (some: ValueFilter<string>) =>
    sql<boolean>`c.id in (select customer_id from (${rows()}) as among where ${matches(sql.ref(column), some, column)!})`;
  const { not, isNull, ...wanted } = filter;
  return [
    ...(Object.values(wanted).some((condition) => condition != null) ? [among(wanted)] : []),
    ...(not?.length ? [sql<boolean>`not ${among({ in: not })}`] : []),
    ...(isNull === true ? [sql<boolean>`not ${among({ isNull: false })}`] : []),
    ...(isNull === false ? [among({ isNull: false })] : []),
  ];
}

function valuesOf(filter: ValueFilter<string> | null | undefined): readonly string[] {
  return [...(filter?.in ?? []), ...(filter?.not ?? [])];
}

function checkState(state: string): void {
  if (activityStates.includes(state as ActivityState)) return;
  throw badInput(`activity: ${JSON.stringify(state)}, expected one of ${activityStates.join(", ")}`);
}
