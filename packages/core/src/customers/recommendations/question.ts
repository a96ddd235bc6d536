import type { Calendar } from "../../calendar.ts";
import type { Catalog } from "../../metrics/catalog.ts";
import type { Text } from "../../metrics/definition.ts";
import type { MetricFilter, ValueFilter } from "../../metrics/question.ts";
import type { Period } from "../../period.ts";
import type { CustomerFilter } from "../question.ts";

/** What a basket is: all that a customer bought in the period, or one order. */
export type BasketKind = "CUSTOMER" | "ORDER";

export type AssociationOrder = "LIFT" | "CONFIDENCE" | "SUPPORT";

export interface AssociationsQuestion {
  readonly calendar: Calendar;
  /** The sales that baskets are made of; the 12 months up to the as-of day unless said. */
  readonly period?: Period | undefined;
  readonly asOf?: string | undefined;
  readonly where?: MetricFilter | undefined;
  readonly per?: BasketKind | undefined;
  /** Only what goes with this product, by integer id. */
  readonly productId?: number | undefined;
  /** In how many baskets a pair has to be; 5 unless said. */
  readonly minBaskets?: number | undefined;
  readonly orderBy?: AssociationOrder | undefined;
  readonly first?: number | undefined;
  readonly catalog?: Catalog | undefined;
}

/** Who buys `product` also buys `other`. */
export interface ProductAssociation {
  readonly productId: number;
  readonly otherId: number;
  /** Baskets with both. */
  readonly baskets: number;
  /** Baskets with `product`, and with `other`. */
  readonly productBaskets: number;
  readonly otherBaskets: number;
  /** Share of all baskets that have both. */
  readonly support: number;
  /** Of the baskets with `product`, the share that has `other`. */
  readonly confidence: number;
  /** Confidence ÷ the share of all baskets that have `other`: above 1 they go together more often than by chance. */
  readonly lift: number;
}

export interface ProductAssociations {
  readonly period: Period;
  readonly per: BasketKind;
  /** How many baskets were looked at. */
  readonly baskets: number;
  /** Baskets of so many products that all pairs would be too many: they count nowhere. */
  readonly leftOut: number;
  /** Products in the largest basket that was looked at; 0 when there is none. */
  readonly largestBasket: number;
  readonly associations: readonly ProductAssociation[];
}

export type RecommendationReasonKind = "NEED" | "REPLENISHMENT" | "ASSOCIATION" | "SIMILAR_CUSTOMERS";

export const recommendationReasonKinds: readonly RecommendationReasonKind[] = [
  "NEED",
  "REPLENISHMENT",
  "ASSOCIATION",
  "SIMILAR_CUSTOMERS",
];

/** Which recommendations. All conditions must be met. */
export interface RecommendationFilter {
  /** Those with at least one of these reasons. */
  readonly reasons?: readonly RecommendationReasonKind[] | null | undefined;
  readonly product?: ValueFilter<number> | null | undefined;
  readonly category?: ValueFilter<string> | null | undefined;
  readonly customers?: CustomerFilter | null | undefined;
}

/** For whom or for what: exactly one of the three. */
export type RecommendationTarget =
  | { readonly customerId: number }
  | { readonly segment: string }
  | { readonly productId: number };

export interface RecommendationsQuestion {
  readonly calendar: Calendar;
  readonly target: RecommendationTarget;
  readonly asOf?: string | undefined;
  readonly where?: RecommendationFilter | null | undefined;
  readonly limit: number;
  readonly offset: number;
  /** Whose segments are looked at; the built-in catalogue unless given. */
  readonly catalog?: Catalog | undefined;
}

/** The customer has an open need that names the product, or no product but its category. */
interface NeedReason {
  readonly kind: "NEED";
  readonly strength: number;
  readonly needId: number;
  readonly topic: string;
  /** 1 (weak) to 5 (strong). */
  readonly needStrength: number;
  readonly expectedOn: string | null;
  /** Whether it names the product, and not only its category. */
  readonly namesProduct: boolean;
}

/** The customer bought it before, and the usual time until the next purchase has passed. */
interface ReplenishmentReason {
  readonly kind: "REPLENISHMENT";
  readonly strength: number;
  readonly lastBoughtOn: string;
  /** Days on which the customer bought it. */
  readonly purchases: number;
  readonly usualGapDays: number;
  /** Whether the gap is the customer's own, or that of all who buy the product. */
  readonly ownGap: boolean;
  readonly daysOver: number;
}

/** Those who bought `otherId`, as the customer did, often bought it too. */
interface AssociationReason {
  readonly kind: "ASSOCIATION";
  readonly strength: number;
  readonly otherId: number;
  readonly otherName: string;
  readonly baskets: number;
  readonly support: number;
  readonly confidence: number;
  readonly lift: number;
}

/** Customers like this one buy it. */
export interface SimilarReason {
  readonly kind: "SIMILAR_CUSTOMERS";
  readonly strength: number;
  /** The RFM segment that they share; null where they share kind and industry. */
  readonly segment: string | null;
  readonly segmentLabel: Text | null;
  readonly customerKind: string;
  readonly industry: string | null;
  readonly buyers: number;
  readonly peers: number;
  readonly share: number;
}

export type RecommendationReason = NeedReason | ReplenishmentReason | AssociationReason | SimilarReason;

export interface Recommendation {
  readonly customerId: number;
  readonly customerName: string;
  readonly productId: number;
  readonly productName: string;
  readonly category: string | null;
  /** 0 to 1; see `queryRecommendations`. */
  readonly score: number;
  /** The strongest first. */
  readonly reasons: readonly RecommendationReason[];
}
