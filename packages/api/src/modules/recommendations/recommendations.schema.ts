import {
  badInput,
  queryRecommendations,
  type Recommendation,
  type RecommendationReason,
  type RecommendationTarget,
  reasonLabel,
  reasonText,
} from "@salesglass/core";
import { builder, pagesOf } from "../../builder.ts";
import type { Context } from "../../context.ts";
import type { Customer as CustomerRecord } from "../../generated/prisma/client.ts";
import { countedConnection } from "../counted-connection.ts";
import { Customer } from "../customers/customer.schema.ts";
import { CustomerFilter, customerFilter, customersOf } from "../customers/customers.schema.ts";
import { resolveId, resolveIds } from "../entity-ids.ts";
import { inLocale, localeArgument } from "../locale.ts";
import { entityId } from "../metrics/dimension-names.ts";
import { IdFilter, StringFilter } from "../metrics/metric-inputs.ts";
import { pageOf } from "../paging.ts";

const ReasonKind = builder.enumType("RecommendationReasonKind", {
  description: "Why something is recommended.",
  values: {
    NEED: { description: "An open need names the product, or its category." },
    REPLENISHMENT: { description: "It was bought before, and the usual time until the next purchase has passed." },
    ASSOCIATION: { description: "Those who bought another product, as this customer did, bought it too." },
    SIMILAR_CUSTOMERS: { description: "Customers of the same RFM segment, or of the same kind and industry, buy it." },
  } as const,
});

/** A figure that only reasons of some kinds have. */
function of<Kind extends RecommendationReason["kind"], Value>(
  kind: Kind,
  read: (reason: Extract<RecommendationReason, { kind: Kind }>) => Value,
) {
  return (reason: RecommendationReason): Value | null =>
    reason.kind === kind ? read(reason as Extract<RecommendationReason, { kind: Kind }>) : null;
}

const Reason = builder.objectRef<RecommendationReason>("RecommendationReason").implement({
  description: "Why something is recommended, in words and figures. A reason has the figures of its kind.",
  fields: (t) => ({
    kind: t.field({ type: ReasonKind, complexity: 0, description: "Which kind.", resolve: ({ kind }) => kind }),
    label: t.string({
      complexity: 0,
      description: "What people call it.",
      args: { locale: t.arg.string(localeArgument) },
      resolve: ({ kind }, { locale }) => inLocale(reasonLabel(kind), locale),
    }),
    text: t.string({
      complexity: 0,
      description: "The reason in words.",
      args: { locale: t.arg.string(localeArgument) },
      resolve: (reason, { locale }) => inLocale(reasonText(reason), locale),
    }),
    strength: t.exposeFloat("strength", { complexity: 0, description: "0 to 1." }),
    topic: t.string({
      nullable: true,
      complexity: 0,
      description: "NEED: the need in a few words.",
      resolve: of("NEED", ({ topic }) => topic),
    }),
    needStrength: t.int({
      nullable: true,
      complexity: 0,
      description: "NEED: 1 (weak) to 5 (strong).",
      resolve: of("NEED", ({ needStrength }) => needStrength),
    }),
    expectedOn: t.field({
      type: "Date",
      nullable: true,
      complexity: 0,
      description: "NEED: day by which it is wanted.",
      resolve: of("NEED", ({ expectedOn }) => expectedOn),
    }),
    namesProduct: t.boolean({
      nullable: true,
      complexity: 0,
      description: "NEED: whether it names the product, and not only its category.",
      resolve: of("NEED", ({ namesProduct }) => namesProduct),
    }),
    lastBoughtOn: t.field({
      type: "Date",
      nullable: true,
      complexity: 0,
      description: "REPLENISHMENT: day of the last purchase.",
      resolve: of("REPLENISHMENT", ({ lastBoughtOn }) => lastBoughtOn),
    }),
    purchases: t.int({
      nullable: true,
      complexity: 0,
      description: "REPLENISHMENT: days on which the customer bought it.",
      resolve: of("REPLENISHMENT", ({ purchases }) => purchases),
    }),
    usualGapDays: t.int({
      nullable: true,
      complexity: 0,
      description: "REPLENISHMENT: median of the days between purchases.",
      resolve: of("REPLENISHMENT", ({ usualGapDays }) => usualGapDays),
    }),
    ownGap: t.boolean({
      nullable: true,
      complexity: 0,
      description:
        "REPLENISHMENT: whether that is the customer's own (from 3 purchases on), or that of all who buy it.",
      resolve: of("REPLENISHMENT", ({ ownGap }) => ownGap),
    }),
    daysOver: t.int({
      nullable: true,
      complexity: 0,
      description: "REPLENISHMENT: for how many days it has been due.",
      resolve: of("REPLENISHMENT", ({ daysOver }) => daysOver),
    }),
    otherId: t.id({
      nullable: true,
      complexity: 0,
      description: "ASSOCIATION: the product that was bought, by its global id.",
      resolve: of("ASSOCIATION", ({ otherId }) => entityId("product", otherId)),
    }),
    otherName: t.string({
      nullable: true,
      complexity: 0,
      description: "ASSOCIATION: its name.",
      resolve: of("ASSOCIATION", ({ otherName }) => otherName),
    }),
    baskets: t.int({
      nullable: true,
      complexity: 0,
      description: "ASSOCIATION: customers who bought both in the 12 months.",
      resolve: of("ASSOCIATION", ({ baskets }) => baskets),
    }),
    support: t.float({
      nullable: true,
      complexity: 0,
      description: "ASSOCIATION: their share of all.",
      resolve: of("ASSOCIATION", ({ support }) => support),
    }),
    confidence: t.float({
      nullable: true,
      complexity: 0,
      description: "ASSOCIATION: their share of those who bought the other product.",
      resolve: of("ASSOCIATION", ({ confidence }) => confidence),
    }),
    lift: t.float({
      nullable: true,
      complexity: 0,
      description: "ASSOCIATION: that share ÷ the share of all who bought this one.",
      resolve: of("ASSOCIATION", ({ lift }) => lift),
    }),
    segment: t.string({
      nullable: true,
      complexity: 0,
      description: "SIMILAR_CUSTOMERS: the RFM segment that they share; none where they share kind and industry.",
      resolve: of("SIMILAR_CUSTOMERS", ({ segment }) => segment),
    }),
    buyers: t.int({
      nullable: true,
      complexity: 0,
      description: "SIMILAR_CUSTOMERS: how many of them bought it in the 12 months.",
      resolve: of("SIMILAR_CUSTOMERS", ({ buyers }) => buyers),
    }),
    peers: t.int({
      nullable: true,
      complexity: 0,
      description: "SIMILAR_CUSTOMERS: how many they are, of those who bought anything.",
      resolve: of("SIMILAR_CUSTOMERS", ({ peers }) => peers),
    }),
    share: t.float({
      nullable: true,
      complexity: 0,
      description: "SIMILAR_CUSTOMERS: buyers ÷ peers.",
      resolve: of("SIMILAR_CUSTOMERS", ({ share }) => share),
    }),
  }),
});

interface Node extends Recommendation {
  /** The page's customers as the record has them, read once when one of them is asked for. */
  readonly customers: () => Promise<ReadonlyMap<number, CustomerRecord>>;
}

const RecommendationType = builder.objectRef<Node>("Recommendation").implement({
  description: "A product for a customer, and why.",
  fields: (t) => ({
    customerId: t.id({
      complexity: 0,
      description: "The customer, by the global id.",
      resolve: ({ customerId }) => entityId("customer", customerId),
    }),
    customerName: t.exposeString("customerName", { complexity: 0, description: "The customer's name." }),
    customer: t.field({
      type: Customer,
      nullable: true,
      description: "The customer; none who was deleted meanwhile.",
      resolve: async ({ customerId, customers }) => (await customers()).get(customerId) ?? null,
    }),
    productId: t.id({
      complexity: 0,
      description: "The product, by its global id.",
      resolve: ({ productId }) => entityId("product", productId),
    }),
    productName: t.exposeString("productName", { complexity: 0, description: "The product's name." }),
    category: t.exposeString("category", { nullable: true, complexity: 0, description: "The product's category." }),
    score: t.exposeFloat("score", {
      complexity: 0,
      description: "0 to 1: 1 − the product of (1 − strength) over its reasons, so that each further reason raises it.",
    }),
    mainReason: t.field({
      type: Reason,
      complexity: 0,
      description: "The strongest of its reasons.",
      resolve: ({ reasons }) => reasons[0]!,
    }),
    reasons: t.field({
      type: [Reason],
      complexity: { field: 0, multiplier: 1 },
      description: "All of its reasons, the strongest first.",
      resolve: ({ reasons }) => [...reasons],
    }),
  }),
});

const RecommendationFilterInput = builder.inputType("RecommendationFilter", {
  description: "Which recommendations. All conditions must be met; they change no score.",
  fields: (t) => ({
    reasons: t.field({ type: [ReasonKind], description: "Those with at least one of these reasons." }),
    product: t.field({ type: IdFilter, description: "The product." }),
    category: t.field({ type: StringFilter, description: "The product's category." }),
    customers: t.field({ type: CustomerFilter, description: "The customer." }),
  }),
});

const RecommendationConnection = countedConnection(RecommendationType, "Recommendation", {
  page: "A page of recommendations.",
  edge: "A recommendation and its place in the list.",
});

builder.queryField("recommendations", (t) =>
  t.connection(
    {
      type: RecommendationType,
      complexity: (args) => ({ field: 900, multiplier: pagesOf(args) }),
      description:
        "What to offer a customer, what to offer to whom in a segment, or to whom to offer a product: give exactly one of the three. The highest score comes first. Everything is computed from what the viewer may see: for a rep from the rep's own sales, customers and needs, so that it tells nothing of others'.",
      args: {
        customer: t.arg.id({ description: "A customer, by global id or the source system's own key." }),
        segment: t.arg.string({ description: "An RFM segment's id, such as `champions`." }),
        product: t.arg.id({ description: "A product, by global id or the source system's own key." }),
        where: t.arg({ type: RecommendationFilterInput, description: "Which recommendations." }),
        asOf: t.arg({ type: "Date", description: "What was known up to this day; today unless said." }),
      },
      async resolve(_, args, context, info) {
        const target = await targetOf(context, args);
        const [product, customers] = await Promise.all([
          resolveIds(context, "product", args.where?.product),
          customerFilter(context, args.where?.customers),
        ]);
        return pageOf(args, async ({ limit, offset }) => {
          const { total, recommendations } = await queryRecommendations(context.warehouse.db, context.viewer.scope, {
            calendar: context.calendar,
            target,
            where: { ...args.where, product, customers },
            catalog: context.catalog,
            asOf: args.asOf ?? undefined,
            limit,
            offset,
          });
          let read: Promise<ReadonlyMap<number, CustomerRecord>> | undefined;
          const records = () => {
            read ??= customersOf(uniqueCustomers(recommendations), context, info, ["edges", "node", "customer"]).then(
              (found) => new Map(found.map((record) => [record.id, record])),
            );
            return read;
          };
          return { total, items: recommendations.map((one) => ({ ...one, customers: records })) };
        });
      },
    },
    RecommendationConnection,
  ),
);

interface TargetArguments {
  readonly customer?: string | number | null | undefined;
  readonly segment?: string | null | undefined;
  readonly product?: string | number | null | undefined;
}

/** @throws badInput unless exactly one is given */
async function targetOf(
  context: Context,
  { customer, segment, product }: TargetArguments,
): Promise<RecommendationTarget> {
  const given = Object.entries({ customer, segment, product }).filter(([, value]) => value != null);
  if (given.length !== 1) {
    const got = given.map(([name]) => name).join(" and ") || "none";
    throw badInput(`recommendations: give exactly one of customer, segment and product, got ${got}`);
  }
  if (customer != null) return { customerId: await resolveId(context, "customer", customer) };
  if (product != null) return { productId: await resolveId(context, "product", product) };
  return { segment: segment! };
}

function uniqueCustomers(page: readonly Recommendation[]): { customerId: number }[] {
  return [...new Set(page.map(({ customerId }) => customerId))].map((customerId) => ({ customerId }));
}
