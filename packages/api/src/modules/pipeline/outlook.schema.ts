import {
  type PipelineCoverage as Coverage,
  type PipelineForecast as Forecast,
  type PlanMonth as Month,
  type Period,
  pipelineForecastReasonText,
  queryPipelineCoverage,
  queryPipelineForecast,
  type ForecastTest as Test,
} from "@salesglass/core";
import { builder } from "../../builder.ts";
import { inLocale, localeArgument } from "../locale.ts";
import { PeriodRange } from "../metrics/metric.schema.ts";
import { MetricFilterInput } from "../metrics/metric-inputs.ts";
import { pipelinePeriodQuestion } from "./pipeline-question.ts";
import { PipelineStage } from "./stage.schema.ts";

const PipelineForecastReason = builder.enumType("PipelineForecastReason", {
  description: "Why there is no forecast.",
  values: {
    OVER: { description: "The period is over." },
    NO_DEALS: { description: "No deal is open whose stage is known." },
    TOO_FEW_DEALS: { description: "Of a stage in which deals are open, fewer than ten were seen at past month ends." },
    TOO_FEW_TESTS: { description: "It could be tried at fewer than four past month ends, so its error isn't known." },
  } as const,
});

const PipelineForecastTest = builder.objectRef<Test>("PipelineForecastTest").implement({
  description: "What would have been forecast at a past month end with what was known then, and what came.",
  fields: (t) => ({
    day: t.expose("day", { type: "Date", complexity: 0, description: "The month end." }),
    forecast: t.exposeFloat("forecast", {
      complexity: 0,
      description: "What the deals open then were expected to bring.",
    }),
    actual: t.exposeFloat("actual", { complexity: 0, description: "What they brought within as many days." }),
  }),
});

const PipelineForecastStage = builder.objectRef<Forecast["stages"][number]>("PipelineForecastStage").implement({
  description: "What the deals that are open in a stage are expected to bring.",
  fields: (t) => ({
    stage: t.expose("stage", { type: PipelineStage, complexity: 0, description: "Which." }),
    deals: t.exposeInt("deals", { complexity: 0, description: "Open deals in it." }),
    amount: t.exposeFloat("amount", { complexity: 0, description: "Their amounts." }),
    seen: t.exposeInt("seen", {
      complexity: 0,
      description: "Deals that were in it at past month ends, each month end by itself.",
    }),
    seenWon: t.exposeInt("seenWon", {
      complexity: 0,
      description: "Those of them that were won within as many days as are left.",
    }),
    rate: t.exposeFloat("rate", {
      nullable: true,
      complexity: 0,
      description: "Their share; null where fewer than ten were seen.",
    }),
    expected: t.exposeFloat("expected", { nullable: true, complexity: 0, description: "amount × rate." }),
  }),
});

const PipelineForecast = builder.objectRef<Forecast & { readonly period: Period }>("PipelineForecast").implement({
  description:
    "What the open deals will bring by the end of a period, by how deals in their stage fared at past month ends. There is no figure whose error isn't known.",
  fields: (t) => ({
    period: t.expose("period", { type: PeriodRange, description: "Which days." }),
    asOf: t.expose("asOf", { type: "Date", description: "The day that it is looked from." }),
    currency: t.string({ description: "The reporting currency.", resolve: (_, __, { company }) => company.currency }),
    wonSoFar: t.exposeFloat("wonSoFar", { description: "Won in the period so far." }),
    expected: t.exposeFloat("expected", {
      nullable: true,
      description: "What the open deals are expected to bring; null with a reason.",
    }),
    total: t.exposeFloat("total", {
      nullable: true,
      description: "wonSoFar + expected; deals that are yet to come are not in it.",
    }),
    error: t.exposeFloat("error", {
      nullable: true,
      description: "How far off it was at past month ends: the mean of |actual ÷ forecast − 1|; 0.2 is 20 %.",
    }),
    reason: t.expose("reason", {
      type: PipelineForecastReason,
      nullable: true,
      description: "Why there is no forecast; null where there is one.",
    }),
    reasonText: t.string({
      nullable: true,
      description: "The same in words.",
      args: { locale: t.arg.string(localeArgument) },
      resolve: ({ reason }, { locale }) => reason && inLocale(pipelineForecastReasonText(reason), locale),
    }),
    unvalued: t.exposeInt("unvalued", { description: "Open deals without an amount, which bring nothing here." }),
    undated: t.exposeInt("undated", {
      description: "Open deals of which it isn't known when they entered their stage: they are left out.",
    }),
    tests: t.field({
      type: [PipelineForecastTest],
      complexity: { field: 0, multiplier: 1 },
      description: "The past month ends at which it was tried.",
      resolve: ({ tests }) => [...tests],
    }),
    stages: t.field({
      type: [PipelineForecastStage],
      complexity: { field: 0, multiplier: 1 },
      description: "The open stages, in order.",
      resolve: ({ stages }) => [...stages],
    }),
  }),
});

const PlanMonth = builder.objectRef<Month>("PlanMonth").implement({
  description: "What was planned for a month and what came.",
  fields: (t) => ({
    from: t.expose("from", { type: "Date", complexity: 0, description: "First day." }),
    to: t.expose("to", { type: "Date", complexity: 0, description: "Last day." }),
    target: t.exposeFloat("target", { nullable: true, complexity: 0, description: "The quota of its days." }),
    revenue: t.exposeFloat("revenue", {
      nullable: true,
      complexity: 0,
      description: "Net revenue; null of months that are ahead.",
    }),
    wonAmount: t.exposeFloat("wonAmount", { complexity: 0, description: "Amounts of the deals won in it." }),
    attainment: t.exposeFloat("attainment", {
      nullable: true,
      complexity: 0,
      description: "Revenue ÷ target: 1.2 is 120 %.",
    }),
  }),
});

const PipelineCoverage = builder.objectRef<Coverage & { readonly period: Period }>("PipelineCoverage").implement({
  description: "How far the open deals reach for what is still missing of a period's target.",
  fields: (t) => ({
    period: t.expose("period", { type: PeriodRange, description: "Which days." }),
    asOf: t.expose("asOf", { type: "Date", description: "The day that it is looked from." }),
    currency: t.string({ description: "The reporting currency.", resolve: (_, __, { company }) => company.currency }),
    target: t.exposeFloat("target", {
      nullable: true,
      description:
        "The quota of the period. Targets have teams and reps: under a filter on anything else there is none.",
    }),
    achieved: t.exposeFloat("achieved", { nullable: true, description: "Net revenue in the period so far." }),
    missing: t.exposeFloat("missing", { nullable: true, description: "Target − achieved, 0 where it is reached." }),
    deals: t.exposeInt("deals", { description: "Open deals." }),
    amount: t.exposeFloat("amount", { description: "Their amounts." }),
    weighted: t.exposeFloat("weighted", {
      description:
        "Σ amount × probability of open deals: the deal's own, else the stage's, else the stage's win rate so far.",
    }),
    unweighted: t.exposeInt("unweighted", { description: "Deals with an amount for which no probability is known." }),
    coverage: t.exposeFloat("coverage", {
      nullable: true,
      description: "Weighted ÷ missing; null without a target, and where nothing is missing.",
    }),
    months: t.field({
      type: [PlanMonth],
      complexity: { field: 0, multiplier: 1 },
      description: "Plan against actual, a month each.",
      resolve: ({ months }) => [...months],
    }),
  }),
});

builder.queryFields((t) => {
  const args = {
    period: t.arg({ type: "Period", required: true, description: "Which days." }),
    where: t.arg({ type: MetricFilterInput, description: "Which deals count." }),
    asOf: t.arg({ type: "Date", description: "The day to look from; today unless said." }),
  };
  return {
    pipelineForecast: t.field({
      type: PipelineForecast,
      complexity: 200,
      description:
        "What the open deals will bring by the end of a period, with how far off such a forecast was before.",
      args,
      async resolve(_, asked, context) {
        const question = await pipelinePeriodQuestion(asked, context);
        const answer = await queryPipelineForecast(context.warehouse.db, context.viewer.scope, question);
        return { ...answer, period: question.period };
      },
    }),
    pipelineCoverage: t.field({
      type: PipelineCoverage,
      complexity: 200,
      description:
        "How far the open deals reach for what is still missing of a period's target, and plan against actual.",
      args,
      async resolve(_, asked, context) {
        const question = await pipelinePeriodQuestion(asked, context);
        const answer = await queryPipelineCoverage(context.warehouse.db, context.viewer.scope, question);
        return { ...answer, period: question.period };
      },
    }),
  };
});
