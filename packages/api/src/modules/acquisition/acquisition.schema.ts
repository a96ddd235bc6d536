import {
  type Acquired,
  type Acquisition,
  type AcquisitionQuestion,
  type GapBucket,
  type PurchaseGaps,
  parsePeriod,
  queryAcquisition,
  queryPurchaseGaps,
  queryReferrals,
  queryReferrers,
  type Referrals,
} from "@salesglass/core";
import { builder } from "../../builder.ts";
import { countedConnection } from "../counted-connection.ts";
import { Customer } from "../customers/customer.schema.ts";
import { customersOf } from "../customers/customers.schema.ts";
import { PeriodRange } from "../metrics/metric.schema.ts";
import { MetricFilterInput, metricFilter } from "../metrics/metric-inputs.ts";
import { pageOf } from "../paging.ts";

const AcquiredType = builder.objectRef<Acquired>("Acquired").implement({
  description: "Customers acquired as prospects in the period, and what became of them by its end.",
  fields: (t) => ({
    acquired: t.exposeInt("acquired", { complexity: 0, description: "How many." }),
    converted: t.exposeInt("converted", { complexity: 0, description: "Who of them has bought." }),
    conversionRate: t.exposeFloat("conversionRate", {
      nullable: true,
      complexity: 0,
      description: "Converted ÷ acquired.",
    }),
    revenue: t.exposeFloat("revenue", { complexity: 0, description: "What they have spent, returns deducted." }),
    revenuePerAcquired: t.exposeFloat("revenuePerAcquired", {
      nullable: true,
      complexity: 0,
      description: "Revenue ÷ acquired.",
    }),
  }),
});

const AcquisitionSource = builder.objectRef<Acquisition["sources"][number]>("AcquisitionSource").implement({
  description: "A source of customers.",
  fields: (t) => ({
    source: t.exposeString("source", {
      nullable: true,
      complexity: 0,
      description: "How the customers were won; none where it isn't known.",
    }),
    acquired: t.field({
      type: AcquiredType,
      complexity: 0,
      description: "Those acquired in the period.",
      resolve: (source) => source,
    }),
    newCustomers: t.exposeInt("newCustomers", {
      complexity: 0,
      description: "Who bought for the first time in the period, whenever they were acquired.",
    }),
  }),
});

const ReferrerType = builder
  .objectRef<{ customer: typeof Customer.$inferType; acquired: Acquired }>("Referrer")
  .implement({
    description: "A customer who referred others.",
    fields: (t) => ({
      customer: t.expose("customer", { type: Customer, description: "The customer." }),
      acquired: t.expose("acquired", {
        type: AcquiredType,
        complexity: 0,
        description: "Those whom they referred.",
      }),
    }),
  });

const ReferrerConnection = countedConnection(ReferrerType, "Referrer", {
  page: "A page of referrers.",
  edge: "A referrer and its place in the list.",
});

const ReferralsType = builder
  .objectRef<{ referrals: Referrals; question: AcquisitionQuestion }>("Referrals")
  .implement({
    description: "What referred customers bring, and who referred them.",
    fields: (t) => ({
      referred: t.field({
        type: AcquiredType,
        description: "Those acquired in the period whom another customer referred.",
        resolve: ({ referrals }) => referrals.referred,
      }),
      others: t.field({
        type: AcquiredType,
        description: "The others acquired in the period.",
        resolve: ({ referrals }) => referrals.others,
      }),
      referrers: t.connection(
        {
          type: ReferrerType,
          description: "Who referred them: who referred most first.",
          resolve({ question }, args, context, info) {
            return pageOf(args, async (page) => {
              const { db } = context.warehouse;
              const { total, referrers } = await queryReferrers(db, context.viewer.scope, question, page);
              const records = await customersOf(referrers, context, info, ["edges", "node", "customer"]);
              const byId = new Map(referrers.map((referrer) => [referrer.customerId, referrer]));
              return { total, items: records.map((customer) => ({ customer, acquired: byId.get(customer.id)! })) };
            });
          },
        },
        ReferrerConnection,
      ),
    }),
  });

const GapBucketType = builder.objectRef<GapBucket>("GapBucket").implement({
  description: "Gaps of a similar length.",
  fields: (t) => ({
    fromDays: t.exposeInt("fromDays", { complexity: 0, description: "From so many days." }),
    toDays: t.exposeInt("toDays", { nullable: true, complexity: 0, description: "To so many; the last is open." }),
    gaps: t.exposeInt("gaps", { complexity: 0, description: "How many." }),
    share: t.exposeFloat("share", { complexity: 0, description: "Of all gaps, 0 to 1." }),
  }),
});

const PurchaseGapsType = builder.objectRef<PurchaseGaps>("PurchaseGaps").implement({
  description: "The days that customers let pass before they buy again.",
  fields: (t) => ({
    gaps: t.exposeInt("gaps", { description: "How many times somebody bought again." }),
    lowerQuartile: t.exposeFloat("lowerQuartile", { nullable: true, description: "A quarter of them is shorter." }),
    median: t.exposeFloat("median", { nullable: true, description: "Half of them is shorter." }),
    upperQuartile: t.exposeFloat("upperQuartile", { nullable: true, description: "A quarter of them is longer." }),
    buckets: t.field({
      type: [GapBucketType],
      complexity: 1,
      description: "How they are distributed, the shortest first.",
      resolve: ({ buckets }) => [...buckets],
    }),
  }),
});

const AcquisitionType = builder
  .objectRef<{ acquisition: Acquisition; question: AcquisitionQuestion }>("Acquisition")
  .implement({
    description: "How customers are won and kept.",
    fields: (t) => ({
      period: t.field({ type: PeriodRange, description: "Which days.", resolve: ({ question }) => question.period }),
      currency: t.string({ description: "The reporting currency.", resolve: (_, __, { company }) => company.currency }),
      customers: t.int({ description: "Who bought.", resolve: ({ acquisition }) => acquisition.customers }),
      newCustomers: t.int({
        description: "Who of them bought for the first time.",
        resolve: ({ acquisition }) => acquisition.newCustomers,
      }),
      returningCustomers: t.int({
        description: "Who of them had bought before the period.",
        resolve: ({ acquisition }) => acquisition.returningCustomers,
      }),
      repeatRate: t.float({
        nullable: true,
        description: "The share of them that bought at least twice in the period.",
        resolve: ({ acquisition }) => acquisition.repeatRate,
      }),
      newRevenue: t.float({
        description: "What the new ones spent.",
        resolve: ({ acquisition }) => acquisition.newRevenue,
      }),
      returningRevenue: t.float({
        description: "What the returning ones spent.",
        resolve: ({ acquisition }) => acquisition.returningRevenue,
      }),
      returningRevenueShare: t.float({
        nullable: true,
        description: "Of the revenue of both, 0 to 1.",
        resolve: ({ acquisition }) => acquisition.returningRevenueShare,
      }),
      acquired: t.field({
        type: AcquiredType,
        description: "Customers acquired as prospects, and what became of them.",
        resolve: ({ acquisition }) => acquisition,
      }),
      sources: t.field({
        type: [AcquisitionSource],
        complexity: { field: 1, multiplier: 1 },
        description: "The same by acquisition source, the one that brought most first.",
        resolve: ({ acquisition }) => [...acquisition.sources],
      }),
      referrals: t.field({
        type: ReferralsType,
        complexity: 200,
        description: "What referred customers bring, and who referred them.",
        resolve: async ({ question }, _, { warehouse, viewer }) => ({
          question,
          referrals: await queryReferrals(warehouse.db, viewer.scope, question),
        }),
      }),
      timeBetweenPurchases: t.field({
        type: PurchaseGapsType,
        complexity: 200,
        description:
          "How long customers let pass before they bought again in the period; days with a purchase count, however many orders they hold. Can't be filtered by time.",
        resolve: ({ question }, _, { warehouse, viewer }) => queryPurchaseGaps(warehouse.db, viewer.scope, question),
      }),
    }),
  });

builder.queryField("acquisition", (t) =>
  t.field({
    type: AcquisitionType,
    complexity: 600,
    description: "How customers are won and kept: by source, by referral, for the first time and again.",
    args: {
      period: t.arg({ type: "Period", required: true, defaultValue: "last-12-months", description: "Which days." }),
      where: t.arg({
        type: MetricFilterInput,
        description: "Which sales and prospects count, by what both have; not by channel or product.",
      }),
      asOf: t.arg({ type: "Date", description: "Leaves facts after this day out." }),
    },
    async resolve(_, { period, where, asOf }, context) {
      const { calendar, catalog, warehouse, viewer } = context;
      const question: AcquisitionQuestion = {
        period: parsePeriod(period, calendar),
        calendar,
        catalog,
        where: await metricFilter(context, where),
        asOf: asOf ?? undefined,
      };
      return { question, acquisition: await queryAcquisition(warehouse.db, viewer.scope, question) };
    },
  }),
);
