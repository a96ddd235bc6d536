import {
  type ProductAssociation,
  type ProductAssociations,
  parsePeriod,
  queryAssociations,
  queryNames,
} from "@salesglass/core";
import { builder } from "../../builder.ts";
import { resolveId } from "../entity-ids.ts";
import { entityId } from "../metrics/dimension-names.ts";
import { PeriodRange } from "../metrics/metric.schema.ts";
import { MetricFilterInput, metricFilter } from "../metrics/metric-inputs.ts";
import { checkFirst } from "../paging.ts";

const BasketKind = builder.enumType("BasketKind", {
  description: "What a basket is.",
  values: {
    CUSTOMER: { description: "All that a customer bought in the period; anonymous customers have none." },
    ORDER: { description: "One order." },
  } as const,
});

const AssociationOrder = builder.enumType("AssociationOrder", {
  description: "What associations are sorted by, the highest first.",
  values: {
    LIFT: { description: "How much more often they go together than by chance." },
    CONFIDENCE: { description: "How sure the second product is where the first one is." },
    SUPPORT: { description: "How many baskets have both." },
  } as const,
});

interface Named extends ProductAssociation {
  readonly names: ReadonlyMap<number, string>;
}

const ProductAssociationType = builder.objectRef<Named>("ProductAssociation").implement({
  description: "Who buys a product also buys another one.",
  fields: (t) => ({
    productId: t.id({
      complexity: 0,
      description: "The product, by its global id.",
      resolve: ({ productId }) => entityId("product", productId),
    }),
    productName: t.string({
      complexity: 0,
      description: "Its name.",
      resolve: ({ productId, names }) => names.get(productId) ?? "",
    }),
    otherId: t.id({
      complexity: 0,
      description: "The other one, by its global id.",
      resolve: ({ otherId }) => entityId("product", otherId),
    }),
    otherName: t.string({
      complexity: 0,
      description: "Its name.",
      resolve: ({ otherId, names }) => names.get(otherId) ?? "",
    }),
    baskets: t.exposeInt("baskets", { complexity: 0, description: "Baskets with both." }),
    productBaskets: t.exposeInt("productBaskets", { complexity: 0, description: "Baskets with the product." }),
    otherBaskets: t.exposeInt("otherBaskets", { complexity: 0, description: "Baskets with the other one." }),
    support: t.exposeFloat("support", { complexity: 0, description: "Share of all baskets that have both, 0 to 1." }),
    confidence: t.exposeFloat("confidence", {
      complexity: 0,
      description: "Of the baskets with the product, the share that has the other one, 0 to 1.",
    }),
    lift: t.exposeFloat("lift", {
      complexity: 0,
      description:
        "Confidence ÷ the share of all baskets that have the other one; above 1 is more often than by chance.",
    }),
  }),
});

interface Answer {
  readonly answer: ProductAssociations;
  readonly rows: readonly Named[];
}

const ProductAssociationsType = builder.objectRef<Answer>("ProductAssociations").implement({
  description: "Which products are bought together.",
  fields: (t) => ({
    period: t.field({ type: PeriodRange, description: "Whose sales.", resolve: ({ answer }) => answer.period }),
    per: t.field({ type: BasketKind, description: "What a basket is.", resolve: ({ answer }) => answer.per }),
    baskets: t.int({ description: "How many baskets were looked at.", resolve: ({ answer }) => answer.baskets }),
    leftOut: t.int({
      description:
        "How many baskets hold so many products that their pairs would be too many: more than 10 million in all, counted from the smallest baskets on. They count nowhere.",
      resolve: ({ answer }) => answer.leftOut,
    }),
    largestBasket: t.int({
      description: "Products in the largest basket that was looked at.",
      resolve: ({ answer }) => answer.largestBasket,
    }),
    associations: t.field({
      type: [ProductAssociationType],
      complexity: { field: 0, multiplier: 1 },
      description: "Each pair both ways round.",
      resolve: ({ rows }) => [...rows],
    }),
  }),
});

builder.queryField("productAssociations", (t) =>
  t.field({
    type: ProductAssociationsType,
    complexity: 600,
    description:
      "Which products are bought together, and how much more often than by chance: support, confidence and lift over baskets. Of a viewer who sees a part of the sales they are those of that part.",
    args: {
      product: t.arg.id({ description: "Only what goes with this product, by global id or the source system's key." }),
      period: t.arg({
        type: "Period",
        description: "The sales that baskets are made of; the 12 months up to asOf unless said.",
      }),
      where: t.arg({ type: MetricFilterInput, description: "Which sales count." }),
      per: t.arg({ type: BasketKind, defaultValue: "CUSTOMER", description: "What a basket is." }),
      minBaskets: t.arg.int({ defaultValue: 5, description: "In how many baskets a pair has to be, 1 or more." }),
      orderBy: t.arg({ type: AssociationOrder, defaultValue: "LIFT", description: "What comes first." }),
      first: t.arg.int({ defaultValue: 50, description: "At most so many pairs, 1 to 1000." }),
      asOf: t.arg({ type: "Date", description: "Leaves sales after this day out; today unless said." }),
    },
    async resolve(_, args, context): Promise<Answer> {
      const { db } = context.warehouse;
      const answer = await queryAssociations(db, context.viewer.scope, {
        calendar: context.calendar,
        catalog: context.catalog,
        productId: args.product == null ? undefined : await resolveId(context, "product", args.product),
        period: args.period ? parsePeriod(args.period, context.calendar) : undefined,
        where: await metricFilter(context, args.where),
        per: args.per ?? undefined,
        minBaskets: args.minBaskets ?? undefined,
        orderBy: args.orderBy ?? undefined,
        first: checkFirst(args.first ?? 50, 1000),
        asOf: args.asOf ?? undefined,
      });
      const ids = new Set(answer.associations.flatMap(({ productId, otherId }) => [productId, otherId]));
      const names = await queryNames(db, "product", [...ids]);
      return { answer, rows: answer.associations.map((row) => ({ ...row, names })) };
    },
  }),
);
