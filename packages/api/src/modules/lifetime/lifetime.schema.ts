import {
  checkTerms,
  type LifetimeOverview,
  type LifetimeTerms,
  lifetimeGapText,
  lifetimeReason,
  queryLifetimeRanking,
  type LifetimeTotal as Total,
} from "@salesglass/core";
import { builder } from "../../builder.ts";
import { countedConnection } from "../counted-connection.ts";
import { Customer } from "../customers/customer.schema.ts";
import { customersOf } from "../customers/customers.schema.ts";
import { inLocale } from "../locale.ts";
import { MetricFilterInput, metricFilter } from "../metrics/metric-inputs.ts";
import { pageOf } from "../paging.ts";
import type { KeptFit } from "./lifetime-fits.ts";
import { LifetimeHoldOut, LifetimeModel } from "./lifetime-model.schema.ts";
import type { ValuedCustomer } from "./lifetime-values.ts";

interface Answer {
  readonly kept: KeptFit;
  readonly terms: LifetimeTerms;
  /** Not asked for unless a field needs it. */
  overview(): Promise<LifetimeOverview | undefined>;
}

const localeArgument = { defaultValue: "en", description: "`en` or `zh-CN`." } as const;
const horizonMonths = { defaultValue: 12, description: "How many months to look ahead, 1 to 120." } as const;
const discountRate = {
  defaultValue: 0.1,
  description: "What money is worth less a year later: 0.1 is 10 % a year. Above -1 and at most 1.",
} as const;

/** What nobody said, or said to be null, is as the schema's defaults have it. */
function termsOf(args: { horizonMonths?: number | null | undefined; discountRate?: number | null | undefined }) {
  return checkTerms({
    horizonMonths: args.horizonMonths ?? horizonMonths.defaultValue,
    discountRate: args.discountRate ?? discountRate.defaultValue,
  });
}

const CustomerLifetimeValue = builder.objectRef<ValuedCustomer>("CustomerLifetimeValue").implement({
  description: "What is expected of a customer over the horizon, and why.",
  fields: (t) => ({
    value: t.float({
      complexity: 0,
      description:
        "Lifetime value: over the months of the horizon, the purchases expected in the month × the spend expected at each ÷ (1 + the month's discount)^month. Returns in orders of their own are not deducted.",
      resolve: ({ lifetime }) => lifetime.value,
    }),
    expectedPurchases: t.float({
      complexity: 0,
      description: "Days with a purchase expected in the horizon.",
      resolve: ({ lifetime }) => lifetime.expectedPurchases,
    }),
    expectedSpend: t.float({
      complexity: 0,
      description: "What is expected to be spent at a purchase.",
      resolve: ({ lifetime }) => lifetime.expectedSpend,
    }),
    probabilityAlive: t.float({
      complexity: 0,
      description: "Probability of being a customer still, 0 to 1; 1 for who has purchased once.",
      resolve: ({ lifetime }) => lifetime.probabilityAlive,
    }),
    purchases: t.int({
      complexity: 0,
      description: "Days with a purchase so far: with an order whose net amount is positive.",
      resolve: ({ lifetime }) => lifetime.purchases,
    }),
    averageGapDays: t.float({
      nullable: true,
      complexity: 0,
      description: "Days from one of them to the next, on average; none after only one.",
      resolve: ({ lifetime }) => lifetime.averageGapDays,
    }),
    daysSinceLast: t.int({
      complexity: 0,
      description: "Days since the last of them.",
      resolve: ({ lifetime }) => lifetime.daysSinceLast,
    }),
    reason: t.string({
      complexity: 0,
      description: "Why so, in words and figures.",
      args: { locale: t.arg.string(localeArgument) },
      resolve: ({ lifetime }, { locale }) => inLocale(lifetimeReason(lifetime), locale),
    }),
    holdOut: t.field({
      type: LifetimeHoldOut,
      complexity: 0,
      description: "How far off such figures were.",
      resolve: ({ holdOut }) => holdOut,
    }),
  }),
});

const LifetimeMember = builder
  .objectRef<{ customer: typeof Customer.$inferType; lifetimeValue: ValuedCustomer }>("LifetimeMember")
  .implement({
    description: "A customer and their lifetime value.",
    fields: (t) => ({
      customer: t.expose("customer", { type: Customer, description: "The customer." }),
      lifetimeValue: t.expose("lifetimeValue", {
        type: CustomerLifetimeValue,
        complexity: 0,
        description: "What is expected of them.",
      }),
    }),
  });

const LifetimeMemberConnection = countedConnection(LifetimeMember, "LifetimeMember", {
  page: "A page of customers by lifetime value.",
  edge: "A customer and its place in the list.",
});

const LifetimeTotal = builder.objectRef<Total>("LifetimeTotal").implement({
  description: "What is expected of all customers together.",
  fields: (t) => ({
    customers: t.exposeInt("customers", { complexity: 0, description: "Who has ever purchased." }),
    active: t.exposeFloat("active", {
      complexity: 0,
      description: "How many of them are expected to be customers still.",
    }),
    purchases: t.exposeFloat("purchases", {
      complexity: 0,
      description: "Days with a purchase expected in the horizon.",
    }),
    value: t.exposeFloat("value", { complexity: 0, description: "The sum of their lifetime values." }),
  }),
});

const LifetimeValue = builder.objectRef<Answer>("LifetimeValue").implement({
  description:
    "What customers are expected to bring: how many purchases, at what spend, and what that is worth today. Only of customers who have purchased already; anonymous ones are left out.",
  fields: (t) => ({
    asOf: t.field({
      type: "Date",
      description: "Purchases are known up to this day.",
      resolve: ({ kept }) => kept.fit.prepared.asOf,
    }),
    horizonMonths: t.int({
      description: "How many months are looked ahead.",
      resolve: ({ terms }) => terms.horizonMonths,
    }),
    discountRate: t.float({ description: "The yearly discount rate.", resolve: ({ terms }) => terms.discountRate }),
    currency: t.string({ description: "The reporting currency.", resolve: (_, __, { company }) => company.currency }),
    unavailable: t.string({
      nullable: true,
      description: "Why there are no figures; none where there are.",
      args: { locale: t.arg.string(localeArgument) },
      resolve: ({ kept: { fit } }, { locale }) =>
        typeof fit.model === "string" ? inLocale(lifetimeGapText(fit.model), locale) : null,
    }),
    model: t.field({
      type: LifetimeModel,
      nullable: true,
      description: "What the figures are computed with, and how far off it is; none where it can't be had.",
      resolve: ({ kept }) => (typeof kept.fit.model === "string" ? null : { model: kept.fit.model, kept }),
    }),
    total: t.field({
      type: LifetimeTotal,
      nullable: true,
      complexity: 300,
      description: "All customers together.",
      resolve: async ({ overview }) => (await overview())?.total ?? null,
    }),
    customers: t.connection(
      {
        type: LifetimeMember,
        description: "Customers by lifetime value, the highest first.",
        async resolve({ kept: { fit }, overview }, args, context, info) {
          const { model } = fit;
          return pageOf(args, async (page) => {
            const all = await overview();
            if (!all || typeof model === "string") return { total: 0, items: [] };
            const ranked = await queryLifetimeRanking(context.warehouse.db, context.viewer.scope, fit, all, page);
            const records = await customersOf(ranked, context, info, ["edges", "node", "customer"]);
            const byId = new Map(ranked.map((lifetime) => [lifetime.customerId, lifetime]));
            const items = records.map((customer) => {
              return { customer, lifetimeValue: { lifetime: byId.get(customer.id)!, holdOut: model.holdOut } };
            });
            return { total: all.total.customers, items };
          });
        },
      },
      LifetimeMemberConnection,
    ),
  }),
});

builder.queryField("lifetimeValue", (t) =>
  t.field({
    type: LifetimeValue,
    complexity: 600,
    description:
      "Customer lifetime value by BG/NBD and Gamma-Gamma, fitted to the purchases that the viewer may see, with its error on days held out beside that of a naive baseline.",
    args: {
      asOf: t.arg({ type: "Date", description: "Purchases are known up to this day; today unless said." }),
      horizonMonths: t.arg.int(horizonMonths),
      discountRate: t.arg.float(discountRate),
      where: t.arg({
        type: MetricFilterInput,
        description: "Which sales count; by anything but time, segment and newOrReturning, which cut histories short.",
      }),
    },
    async resolve(_, args, context): Promise<Answer> {
      const terms = termsOf(args);
      const view = context.lifetimeView(args.asOf ?? undefined, await metricFilter(context, args.where));
      const kept = await context.lifetimeFits.fitOf(view);
      return { kept, terms, overview: () => context.lifetimeFits.overviewOf(view, kept, terms) };
    },
  }),
);

builder.prismaObjectField("Customer", "lifetimeValue", (t) =>
  t.field({
    type: CustomerLifetimeValue,
    nullable: true,
    complexity: 5,
    description: "Their lifetime value; none where they have not purchased, and where there is none at all.",
    args: {
      asOf: t.arg({
        type: "Date",
        description: "Purchases are known up to this day; the list's as-of day or today unless said.",
      }),
      horizonMonths: t.arg.int(horizonMonths),
      discountRate: t.arg.float(discountRate),
    },
    select: { id: true },
    resolve: (customer, args, context) => {
      const { figuresAsOf = context.calendar.today } = customer as { figuresAsOf?: string };
      return context.lifetimeValues(args.asOf ?? figuresAsOf, termsOf(args)).load(customer.id);
    },
  }),
);
