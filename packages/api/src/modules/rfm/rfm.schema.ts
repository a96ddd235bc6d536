import {
  checkRfm,
  parsePeriod,
  queryRfm,
  queryRfmMembers,
  type Rfm,
  type RfmCell,
  type RfmMember,
  type RfmQuestion,
  type RfmSegment,
  type Segment,
} from "@salesglass/core";
import { builder } from "../../builder.ts";
import type { Context } from "../../context.ts";
import { countedConnection } from "../counted-connection.ts";
import { Customer } from "../customers/customer.schema.ts";
import { customersOf } from "../customers/customers.schema.ts";
import { dayOf } from "../customers/day-of.ts";
import { inLocale, localeArgument } from "../locale.ts";
import { PeriodRange } from "../metrics/metric.schema.ts";
import { MetricFilterInput, metricFilter } from "../metrics/metric-inputs.ts";
import { pageOf } from "../paging.ts";
import { segmentLabel } from "./segment-label.ts";

export interface Answer {
  readonly question: RfmQuestion;
  /** Asked for once, and only where it is wanted: movements and members are questions of their own. */
  readonly rfm: () => Promise<Rfm>;
}

const cutPointsDescription = "Score = 1 + number of cut points at or below the value; reversed for recency.";
const RfmCutPoints = builder.objectRef<Rfm["cutPoints"]>("RfmCutPoints").implement({
  description: cutPointsDescription,
  fields: (t) => ({
    recency: t.floatList({ description: "In days.", resolve: ({ recency }) => [...recency] }),
    frequency: t.floatList({ description: "In orders.", resolve: ({ frequency }) => [...frequency] }),
    monetary: t.floatList({ description: "In the reporting currency.", resolve: ({ monetary }) => [...monetary] }),
  }),
});

const RfmCutPointsInput = builder.inputType("RfmCutPointsInput", {
  description: `Fixed thresholds, ascending, one fewer than bins. ${cutPointsDescription}`,
  fields: (t) => ({
    recency: t.floatList({ required: true, description: "In days." }),
    frequency: t.floatList({ required: true, description: "In orders." }),
    monetary: t.floatList({ required: true, description: "In the reporting currency." }),
  }),
});

export const CustomerRfm = builder.objectRef<RfmMember>("CustomerRfm").implement({
  description: "A customer's figures and scores.",
  fields: (t) => ({
    recencyDays: t.exposeInt("recencyDays", { complexity: 0, description: "Days since the last purchase." }),
    orders: t.exposeInt("orders", { complexity: 0, description: "Orders with a positive net amount in the window." }),
    revenue: t.exposeFloat("revenue", { complexity: 0, description: "Net revenue in the window." }),
    recency: t.exposeInt("recency", { complexity: 0, description: "Score; the highest bought last." }),
    frequency: t.exposeInt("frequency", { complexity: 0, description: "Score; the highest bought most often." }),
    monetary: t.exposeInt("monetary", { complexity: 0, description: "Score; the highest spent most." }),
    segment: t.exposeString("segment", { complexity: 0, description: "The segment's id." }),
    segmentLabel: t.string({
      complexity: 0,
      description: "The segment's name.",
      args: { locale: t.arg.string(localeArgument) },
      resolve: ({ segment }, { locale }, { catalog }) => segmentLabel(catalog, segment, locale),
    }),
  }),
});

const RfmMemberType = builder
  .objectRef<{ customer: typeof Customer.$inferType; rfm: RfmMember }>("RfmMember")
  .implement({
    description: "A customer and where they stand.",
    fields: (t) => ({
      customer: t.expose("customer", { type: Customer, description: "The customer." }),
      rfm: t.expose("rfm", { type: CustomerRfm, complexity: 0, description: "Figures and scores." }),
    }),
  });

const RfmCellType = builder.objectRef<RfmCell>("RfmCell").implement({
  description: "A cell of the recency × frequency grid.",
  fields: (t) => ({
    recency: t.exposeInt("recency", { complexity: 0, description: "Score; the highest bought last." }),
    frequency: t.exposeInt("frequency", { complexity: 0, description: "Score; the highest bought most often." }),
    customers: t.exposeInt("customers", { complexity: 0, description: "How many are in it." }),
    revenue: t.exposeFloat("revenue", { complexity: 0, description: "What they spent in the window." }),
    averageSpend: t.exposeFloat("averageSpend", { nullable: true, complexity: 0, description: "Revenue ÷ customers." }),
    segment: t.exposeString("segment", { complexity: 0, description: "Id of the segment that it belongs to." }),
    segmentLabel: t.string({
      complexity: 0,
      description: "The segment's name.",
      args: { locale: t.arg.string(localeArgument) },
      resolve: ({ segment }, { locale }, { catalog }) => segmentLabel(catalog, segment, locale),
    }),
  }),
});

const RfmSegmentType = builder.objectRef<RfmSegment>("RfmSegment").implement({
  description: "Customers who stand alike.",
  fields: (t) => ({
    id: t.exposeString("id", { complexity: 0, description: "Its id." }),
    label: t.string({
      complexity: 0,
      description: "Its name.",
      args: { locale: t.arg.string(localeArgument) },
      resolve: ({ label }, { locale }) => inLocale(label, locale),
    }),
    customers: t.exposeInt("customers", { complexity: 0, description: "How many." }),
    revenue: t.exposeFloat("revenue", { complexity: 0, description: "What they spent in the window." }),
    share: t.exposeFloat("share", { complexity: 0, description: "Share of all customers counted, 0 to 1." }),
  }),
});

const RfmMemberConnection = countedConnection(RfmMemberType, "RfmMember", {
  page: "A page of customers with their scores.",
  edge: "A customer and its place in the list.",
});

export const RfmType = builder.objectRef<Answer>("Rfm").implement({
  description: "Recency, frequency and monetary value of everybody who bought in a window.",
  fields: (t) => ({
    asOf: t.field({
      type: "Date",
      description: "The day that recency is counted to.",
      resolve: async ({ rfm }) => (await rfm()).asOf,
    }),
    window: t.field({
      type: PeriodRange,
      description: "The days whose purchases count.",
      resolve: async ({ rfm }) => (await rfm()).window,
    }),
    bins: t.int({ description: "How many scores there are.", resolve: async ({ rfm }) => (await rfm()).bins }),
    customers: t.int({ description: "How many bought.", resolve: async ({ rfm }) => (await rfm()).customers }),
    revenue: t.float({ description: "What they spent.", resolve: async ({ rfm }) => (await rfm()).revenue }),
    currency: t.string({ description: "The reporting currency.", resolve: (_, __, { company }) => company.currency }),
    cutPoints: t.field({
      type: RfmCutPoints,
      description: "Where one score ends and the next begins.",
      resolve: async ({ rfm }) => (await rfm()).cutPoints,
    }),
    cells: t.field({
      type: [RfmCellType],
      complexity: 1,
      description: "Every cell of the grid.",
      resolve: async ({ rfm }) => [...(await rfm()).cells],
    }),
    segments: t.field({
      type: [RfmSegmentType],
      complexity: 1,
      description: "Every segment.",
      resolve: async ({ rfm }) => [...(await rfm()).segments],
    }),
    members: t.connection(
      {
        type: RfmMemberType,
        description: "Who is in a segment, in a cell, or in all of it.",
        args: {
          segment: t.arg.string({ description: "A segment's id." }),
          recency: t.arg.int({ description: "A cell's recency score; together with frequency." }),
          frequency: t.arg.int({ description: "A cell's frequency score; together with recency." }),
        },
        resolve({ question }, args, context, info) {
          const { segment, recency, frequency } = args;
          return pageOf(args, async ({ limit, offset }) => {
            const { total, members } = await queryRfmMembers(context.warehouse.db, context.viewer.scope, question, {
              segment: segment ?? undefined,
              cell: recency != null && frequency != null ? { recency, frequency } : undefined,
              limit,
              offset,
            });
            const records = await customersOf(members, context, info, ["edges", "node", "customer"]);
            const byId = new Map(members.map((member) => [member.customerId, member]));
            const items = records.map((customer) => ({
              customer: { ...customer, figuresAsOf: question.asOf ?? context.calendar.today },
              rfm: byId.get(customer.id)!,
            }));
            return { total, items };
          });
        },
      },
      RfmMemberConnection,
    ),
  }),
});

builder.queryField("rfm", (t) =>
  t.field({
    type: RfmType,
    complexity: 300,
    description: "RFM: who bought last, most often and most, in scores, cells and segments.",
    args: {
      asOf: t.arg({ type: "Date", description: "The day that recency is counted to; today unless said." }),
      window: t.arg({
        type: "Period",
        description: "The days whose purchases count; the 12 months up to asOf unless said.",
      }),
      bins: t.arg.int({
        description: "3, 4 or 5 scores; those of the company's own segments, else 5, unless said.",
      }),
      cutPoints: t.arg({ type: RfmCutPointsInput, description: "Fixed thresholds; quantiles unless given." }),
      where: t.arg({ type: MetricFilterInput, description: "Which sales count." }),
    },
    async resolve(_, args, context): Promise<Answer> {
      const question = await questionOf(args, context);
      // Whatever of it is asked for.
      checkRfm(question);
      let answer: Promise<Rfm> | undefined;
      const rfm = () => (answer ??= queryRfm(context.warehouse.db, context.viewer.scope, question));
      return { question, rfm };
    },
  }),
);

builder.prismaObjectField(Customer, "rfm", (t) =>
  t.field({
    type: CustomerRfm,
    nullable: true,
    complexity: 2,
    description:
      "RFM of all their sales in the 12 months up to the list's as-of day, or today; none without a purchase in them.",
    select: { id: true },
    resolve: async (customer, _, context) => (await context.rfm(dayOf(customer, context)).load(customer.id)) ?? null,
  }),
);

const SegmentDefinition = builder.objectRef<Segment>("SegmentDefinition").implement({
  description: "An RFM segment, the company's own or a built-in one.",
  fields: (t) => ({
    id: t.exposeString("id", { complexity: 0, description: "Its id." }),
    label: t.string({
      complexity: 0,
      description: "Its name.",
      args: { locale: t.arg.string(localeArgument) },
      resolve: ({ label }, { locale }) => inLocale(label, locale),
    }),
  }),
});

builder.queryField("segmentCatalog", (t) =>
  t.field({
    type: [SegmentDefinition],
    complexity: 1,
    description: "Every RFM segment that customers can be filtered by.",
    resolve: (_, __, { catalog }) => [...catalog.segmentMap.segments],
  }),
);

interface RfmArguments {
  readonly asOf?: string | null | undefined;
  readonly window?: string | null | undefined;
  readonly bins?: number | null | undefined;
  readonly cutPoints?: RfmQuestion["cutPoints"] | null | undefined;
  readonly where?: object | null | undefined;
}

async function questionOf(
  { asOf, window, bins, cutPoints, where }: RfmArguments,
  context: Context,
): Promise<RfmQuestion> {
  return {
    calendar: context.calendar,
    asOf: asOf ?? undefined,
    window: window ? parsePeriod(window, context.calendar) : undefined,
    bins: bins ?? undefined,
    cutPoints: cutPoints ?? undefined,
    where: await metricFilter(context, where),
    catalog: context.catalog,
  };
}
