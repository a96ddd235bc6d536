import {
  type Cohort,
  type CohortCell,
  type CohortMean,
  type Cohorts,
  parsePeriod,
  queryCohorts,
} from "@salesglass/core";
import { builder } from "../../builder.ts";
import { PeriodRange } from "../metrics/metric.schema.ts";
import { MetricFilterInput, metricFilter } from "../metrics/metric-inputs.ts";

const CohortGrain = builder.enumType("CohortGrain", {
  description: "How long the steps of cohorts are.",
  values: { MONTH: { value: "month" }, QUARTER: { value: "quarter" }, YEAR: { value: "year" } } as const,
});

const CohortMeasure = builder.enumType("CohortMeasure", {
  description: "What of a cohort is followed.",
  values: {
    CUSTOMERS: { description: "How many of them buy." },
    REVENUE: { description: "Their net revenue, returns deducted." },
    ORDERS: { description: "Their orders with a positive net amount." },
  } as const,
});

const CohortType = builder.objectRef<Cohort>("Cohort").implement({
  description: "The customers whose first purchase ever lies in these days.",
  fields: (t) => ({
    from: t.expose("from", { type: "Date", complexity: 0, description: "First day." }),
    to: t.expose("to", { type: "Date", complexity: 0, description: "Last day." }),
    customers: t.exposeInt("customers", { complexity: 0, description: "How many they are." }),
  }),
});

const CohortCellType = builder.objectRef<CohortCell>("CohortCell").implement({
  description: "What a cohort did so many steps after its first.",
  fields: (t) => ({
    cohort: t.expose("cohort", { type: "Date", complexity: 0, description: "First day of the cohort." }),
    size: t.exposeInt("size", { complexity: 0, description: "Customers in the cohort." }),
    since: t.exposeInt("since", { complexity: 0, description: "Steps since the first purchase; 0 is its own." }),
    start: t.expose("start", { type: "Date", complexity: 0, description: "First day of the step." }),
    value: t.exposeFloat("value", {
      nullable: true,
      complexity: 0,
      description: "The measure; none in the future.",
    }),
    share: t.exposeFloat("share", {
      nullable: true,
      complexity: 0,
      description: "Of the value of the cohort's first step, 0.3 is 30 %.",
    }),
    unfinished: t.exposeBoolean("unfinished", { complexity: 0, description: "Its days are not all over yet." }),
  }),
});

const CohortMeanType = builder.objectRef<CohortMean>("CohortMean").implement({
  description: "How much is left after so many steps, over all cohorts.",
  fields: (t) => ({
    since: t.exposeInt("since", { complexity: 0, description: "Steps since the first purchase." }),
    share: t.exposeFloat("share", {
      nullable: true,
      complexity: 0,
      description: "Σ values ÷ Σ values of the first steps, over the cohorts for which that step is over.",
    }),
    cohorts: t.exposeInt("cohorts", { complexity: 0, description: "How many cohorts these are." }),
  }),
});

const CohortsType = builder.objectRef<Cohorts>("Cohorts").implement({
  description: "Retention: customers by the time of their first purchase, and what they did since.",
  fields: (t) => ({
    period: t.expose("period", { type: PeriodRange, description: "The days of the cohorts, whole steps." }),
    asOf: t.expose("asOf", { type: "Date", description: "The last day that is known." }),
    currency: t.string({ description: "The reporting currency.", resolve: (_, __, { company }) => company.currency }),
    cohorts: t.field({
      type: [CohortType],
      complexity: { field: 1, multiplier: 1 },
      description: "Every cohort, the oldest first.",
      resolve: ({ cohorts }) => [...cohorts],
    }),
    cells: t.field({
      type: [CohortCellType],
      complexity: { field: 1, multiplier: 1 },
      description: "Every cohort from its first step to the longest span of any.",
      resolve: ({ cells }) => [...cells],
    }),
    curve: t.field({
      type: [CohortMeanType],
      complexity: { field: 1, multiplier: 1 },
      description: "The mean of the cohorts, weighted by their first steps.",
      resolve: ({ curve }) => [...curve],
    }),
  }),
});

builder.queryField("cohorts", (t) =>
  t.field({
    type: CohortsType,
    complexity: 400,
    description:
      "Retention by cohorts. A customer's first purchase is looked for in the whole history; who belongs to a cohort bought what `where` asks for in that step.",
    args: {
      period: t.arg({
        type: "Period",
        required: true,
        defaultValue: "last-12-months",
        description: "Which cohorts: those with a day in it.",
      }),
      grain: t.arg({ type: CohortGrain, required: true, defaultValue: "month", description: "The steps." }),
      measure: t.arg({
        type: CohortMeasure,
        required: true,
        defaultValue: "CUSTOMERS",
        description: "What to follow.",
      }),
      where: t.arg({ type: MetricFilterInput, description: "Which sales count; not by time." }),
      asOf: t.arg({ type: "Date", description: "Leaves facts after this day out." }),
      span: t.arg.int({ description: "How many steps after the first, 0 to 120; all unless said." }),
    },
    resolve: async (_, args, context) => {
      const { catalog, calendar, warehouse, viewer } = context;
      return queryCohorts(warehouse.db, viewer.scope, {
        period: parsePeriod(args.period, calendar),
        calendar,
        catalog,
        grain: args.grain,
        measure: args.measure,
        where: await metricFilter(context, args.where),
        asOf: args.asOf ?? undefined,
        span: args.span ?? undefined,
      });
    },
  }),
);
