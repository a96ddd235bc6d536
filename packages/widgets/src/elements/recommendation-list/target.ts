import { followed } from "../../data/followed.ts";
import type { KeptSelection } from "../../data/settings.ts";
import type { MetricFilter, RecommendationFilter } from "../../generated/graphql.ts";
import { customerFilter } from "../customer-list/customer-filter.ts";

/** For whom or for what recommendations are asked: exactly one of the three. */
export type Target = { readonly customer: string } | { readonly segment: string } | { readonly product: string };

export interface TargetAttributes {
  readonly customer: string | undefined;
  readonly segment: string | undefined;
  readonly product: string | undefined;
}

/** The attributes that say it. More than one is the page's mistake. */
export function givenTargets({ customer, segment, product }: TargetAttributes): readonly Target[] {
  return [...(customer ? [{ customer }] : []), ...(segment ? [{ segment }] : []), ...(product ? [{ product }] : [])];
}

/** What was selected last in another element, where it can be recommended for. */
export function followedTarget(
  selections: readonly KeptSelection[] | undefined,
  self: EventTarget,
): Target | undefined {
  const selection = followed(selections, self, ["CUSTOMER", "SEGMENT", "PRODUCT"]);
  if (!selection?.key) return undefined;
  if (selection.dimension === "CUSTOMER") return { customer: selection.key };
  return selection.dimension === "SEGMENT" ? { segment: selection.key } : { product: selection.key };
}

/** The part of a filter on sales that also says something about whom to offer what. */
export function recommendationFilter(
  where: MetricFilter | undefined,
  target: Target,
): RecommendationFilter | undefined {
  const customers = "customer" in target ? undefined : customerFilter(where);
  const { category, product } = where ?? {};
  const filter: RecommendationFilter = {
    ...(customers ? { customers } : {}),
    ...(category ? { category } : {}),
    ...(product && !("product" in target) ? { product } : {}),
  };
  return Object.keys(filter).length > 0 ? filter : undefined;
}
