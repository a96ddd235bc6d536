import {
  type ServiceSummary as Answer,
  type ServiceLimit as Limit,
  type OpenCases as Open,
  type ResolutionPoint as Point,
  parsePeriod,
  queryServiceSummary,
  type ResolutionRow as Row,
} from "@salesglass/core";
import { builder } from "../../builder.ts";
import { kinds } from "../customers/customer.schema.ts";
import { Grain, PeriodRange } from "../metrics/metric.schema.ts";
import { MetricFilterInput, metricFilter } from "../metrics/metric-inputs.ts";

const OpenCases = builder.objectRef<Open>("OpenCases").implement({
  description: "The open service cases of a severity and kind.",
  fields: (t) => ({
    severity: t.expose("severity", { type: kinds.severity, complexity: 0, description: "How bad." }),
    kind: t.expose("kind", { type: kinds.serviceCase, complexity: 0, description: "What kind." }),
    cases: t.exposeInt("cases", { complexity: 0, description: "How many." }),
    overdue: t.exposeInt("overdue", {
      complexity: 0,
      description: "Those open longer than nine in ten resolved cases of the same severity took.",
    }),
    oldestDays: t.exposeInt("oldestDays", { complexity: 0, description: "Days since the oldest was opened." }),
  }),
});

const ServiceLimit = builder.objectRef<Limit>("ServiceLimit").implement({
  description: "After how many days a case of a severity is overdue.",
  fields: (t) => ({
    severity: t.expose("severity", { type: kinds.severity, complexity: 0, description: "Which severity." }),
    resolved: t.exposeInt("resolved", {
      complexity: 0,
      description: "Cases of it that were resolved by the as-of day.",
    }),
    days: t.exposeFloat("days", {
      nullable: true,
      complexity: 0,
      description: "The 90 % quantile of the days that these took; null where fewer than five were resolved.",
    }),
  }),
});

const ServiceCaseGroup = builder.enumType("ServiceCaseGroup", {
  description: "What resolutions can be grouped by.",
  values: {
    KIND: { description: "What a case is." },
    SEVERITY: { description: "How bad it is." },
  } as const,
});

const texts = {
  opened: "Cases opened in the days.",
  resolved: "Cases resolved in the days: the times are of these.",
  meanDays: "Mean days from opening to resolution; null where none was resolved.",
  medianDays: "Half of them took at most so long.",
  longDays: "Nine in ten of them took at most so long (the linearly interpolated 90 % quantile).",
};

const ResolutionRow = builder.objectRef<Row>("ResolutionRow").implement({
  description: "How many cases of a group were opened and resolved, and in how many days.",
  fields: (t) => ({
    key: t.exposeString("key", { nullable: true, complexity: 0, description: "The kind or severity; null of all." }),
    opened: t.exposeInt("opened", { complexity: 0, description: texts.opened }),
    resolved: t.exposeInt("resolved", { complexity: 0, description: texts.resolved }),
    meanDays: t.exposeFloat("meanDays", { nullable: true, complexity: 0, description: texts.meanDays }),
    medianDays: t.exposeFloat("medianDays", { nullable: true, complexity: 0, description: texts.medianDays }),
    longDays: t.exposeFloat("longDays", { nullable: true, complexity: 0, description: texts.longDays }),
  }),
});

const ResolutionPoint = builder.objectRef<Point>("ResolutionPoint").implement({
  description: "How many cases were opened and resolved in a step of the series, and in how many days.",
  fields: (t) => ({
    from: t.expose("from", { type: "Date", complexity: 0, description: "First day." }),
    to: t.expose("to", { type: "Date", complexity: 0, description: "Last day." }),
    opened: t.exposeInt("opened", { complexity: 0, description: texts.opened }),
    resolved: t.exposeInt("resolved", { complexity: 0, description: texts.resolved }),
    meanDays: t.exposeFloat("meanDays", { nullable: true, complexity: 0, description: texts.meanDays }),
    medianDays: t.exposeFloat("medianDays", { nullable: true, complexity: 0, description: texts.medianDays }),
    longDays: t.exposeFloat("longDays", { nullable: true, complexity: 0, description: texts.longDays }),
  }),
});

const ServiceSummary = builder.objectRef<Answer>("ServiceSummary").implement({
  description: "Service cases: what is open, and how long they take.",
  fields: (t) => ({
    asOf: t.expose("asOf", { type: "Date", description: "The day that it is looked from." }),
    period: t.expose("period", { type: PeriodRange, description: "The days of the resolutions." }),
    limits: t.field({
      type: [ServiceLimit],
      complexity: { field: 0, multiplier: 1 },
      description: "After how many days a case is overdue, by severity.",
      resolve: ({ limits }) => [...limits],
    }),
    open: t.field({
      type: [OpenCases],
      complexity: { field: 0, multiplier: 1 },
      description: "What is open on the as-of day, the most severe first.",
      resolve: ({ open }) => [...open],
    }),
    rows: t.field({
      type: [ResolutionRow],
      complexity: { field: 0, multiplier: 1 },
      description: "What was opened and resolved in the period; without `by` one row of all.",
      resolve: ({ rows }) => [...rows],
    }),
    series: t.field({
      type: [ResolutionPoint],
      complexity: { field: 0, multiplier: 1 },
      description: "The same over time, where a series was asked for: every step, in order.",
      resolve: ({ series }) => [...series],
    }),
  }),
});

builder.queryField("serviceSummary", (t) =>
  t.field({
    type: ServiceSummary,
    complexity: 400,
    description: "Service cases: what is open by severity and kind, what is overdue, and how long resolutions took.",
    args: {
      period: t.arg({ type: "Period", required: true, description: "The days of the resolutions." }),
      where: t.arg({ type: MetricFilterInput, description: "Whose cases count." }),
      by: t.arg({ type: ServiceCaseGroup, description: "What to group the resolutions by." }),
      series: t.arg({ type: Grain, description: "The steps of their course; none unless given." }),
      asOf: t.arg({ type: "Date", description: "The day to look from; today unless said." }),
    },
    async resolve(_, args, context) {
      const { catalog, calendar, warehouse, viewer } = context;
      return queryServiceSummary(warehouse.db, viewer.scope, {
        period: parsePeriod(args.period, calendar),
        calendar,
        catalog,
        where: await metricFilter(context, args.where),
        by: args.by ?? undefined,
        series: args.series ?? undefined,
        asOf: args.asOf ?? undefined,
      });
    },
  }),
);
