import { type RawBuilder, sql } from "kysely";
import { type Calendar, checkDay } from "../../calendar.ts";
import { badInput } from "../../errors.ts";
import { and, matches } from "../../filters.ts";
import { builtInCatalog } from "../../metrics/catalog.ts";
import { checkPage } from "../../page.ts";
import type { Period } from "../../period.ts";
import type { Scope } from "../../scope.ts";
import { integers } from "../../tables.ts";
import type { WarehouseDb } from "../../warehouse.ts";
import { customerConditions } from "../customer-filter.ts";
import { lastTwelveMonths } from "../rfm-question.ts";
import { findSegment, type SegmentMap } from "../segments.ts";
import {
  type RecommendationFilter,
  type RecommendationsQuestion,
  type RecommendationTarget,
  recommendationReasonKinds,
} from "./question.ts";

/** A question that has been checked, as conditions. */
export interface PreparedRecommendations {
  readonly scope: Scope;
  readonly calendar: Calendar;
  readonly asOf: string;
  /** The sales that tell what goes together, what similar customers buy, and after how long a product is bought again. */
  readonly window: Period;
  readonly segmentMap: SegmentMap;
  readonly target: RecommendationTarget;
  /** On `c`, the customer, `owner`, its rep, and `segment_of`. */
  readonly audience: RawBuilder<boolean>;
  /** On `p`, the product. */
  readonly offered: RawBuilder<boolean>;
  /** Of these one at least has to be there. */
  readonly reasons: NonNullable<RecommendationFilter["reasons"]>;
}

/** @throws badInput as `queryRecommendations` describes */
export async function prepareRecommendations(
  db: WarehouseDb,
  scope: Scope,
  question: RecommendationsQuestion,
): Promise<PreparedRecommendations> {
  checkPage(question);
  const { calendar, target, where, catalog = builtInCatalog } = question;
  const { segmentMap } = catalog;
  const asOf = checkDay(question.asOf ?? calendar.today, "asOf");
  const customers = await customerConditions(db, scope, { where: where?.customers, asOf, catalog });
  const { audience, offered } = targetConditions(target, segmentMap);
  return {
    scope,
    calendar,
    asOf,
    window: lastTwelveMonths(asOf),
    segmentMap,
    target,
    audience: all(audience, customers),
    offered: all(
      offered,
      matches(sql`p.id`, where?.product, "product"),
      matches(sql`p.category`, where?.category, "category"),
    ),
    reasons: reasonsOf(where?.reasons),
  };
}

function targetConditions(
  target: RecommendationTarget,
  segmentMap: SegmentMap,
): { readonly audience?: RawBuilder<boolean>; readonly offered?: RawBuilder<boolean> } {
  if ("customerId" in target) return { audience: sql`c.id = ${integers([target.customerId], "customer")}` };
  if ("productId" in target) return { offered: sql`p.id = ${integers([target.productId], "product")}` };
  return { audience: sql`segment_of.segment = ${sql.lit(findSegment(segmentMap, target.segment).id)}` };
}

function reasonsOf(asked: RecommendationFilter["reasons"]): PreparedRecommendations["reasons"] {
  for (const reason of asked ?? []) {
    if (recommendationReasonKinds.includes(reason)) continue;
    throw badInput(`reasons: ${JSON.stringify(reason)}, expected ${recommendationReasonKinds.join(", ")}`);
  }
  return asked ?? recommendationReasonKinds;
}

function all(...conditions: readonly (RawBuilder<boolean> | undefined)[]): RawBuilder<boolean> {
  return and(conditions.filter((condition) => condition !== undefined));
}
