import { type Funnel as Answer, type Period, queryFunnel, type FunnelStage as Step } from "@salesglass/core";
import { builder } from "../../builder.ts";
import { PeriodRange } from "../metrics/metric.schema.ts";
import { MetricFilterInput } from "../metrics/metric-inputs.ts";
import { pipelinePeriodQuestion } from "./pipeline-question.ts";
import { PipelineStage } from "./stage.schema.ts";

const FunnelStage = builder.objectRef<Step>("FunnelStage").implement({
  description: "What became of the deals that came as far as a stage.",
  fields: (t) => {
    const count = (name: "entered" | "wentOn" | "lost" | "open" | "skipped", description: string) =>
      t.exposeInt(name, { complexity: 0, description });
    const amount = (name: "enteredAmount" | "wentOnAmount" | "lostAmount" | "openAmount", description: string) =>
      t.exposeFloat(name, { complexity: 0, description });
    const figure = (name: "rate" | "rateOfLeft" | "medianDays" | "slowDays", description: string) =>
      t.exposeFloat(name, { nullable: true, complexity: 0, description });
    return {
      stage: t.field({ type: PipelineStage, complexity: 0, description: "Which.", resolve: (step) => step }),
      entered: count("entered", "Deals that came as far as this stage, or further."),
      enteredAmount: amount("enteredAmount", "Their amounts."),
      wentOn: count("wentOn", "Those of them that went further, or were won."),
      wentOnAmount: amount("wentOnAmount", "Their amounts."),
      lost: count("lost", "Those that were lost here."),
      lostAmount: amount("lostAmount", "Their amounts."),
      open: count("open", "Those that are still here."),
      openAmount: amount("openAmount", "Their amounts."),
      skipped: count("skipped", "Those that came further without a day in this stage."),
      rate: figure("rate", "Went on ÷ entered."),
      rateOfLeft: figure("rateOfLeft", "Went on ÷ (went on + lost): the rate of those that are no longer here."),
      medianDays: figure("medianDays", "Of the deals that left it, half were in it for at most so many days."),
      slowDays: figure("slowDays", "And four in five for at most so many."),
    };
  },
});

const StageImprovement = builder.objectRef<Answer["improvements"][number]>("StageImprovement").implement({
  description:
    "What it would bring to lose fewer deals in a stage. A deal that is kept is taken to fare like the others from there on, and to be as large.",
  fields: (t) => {
    const figure = (name: "rate" | "bestRate" | "gainAtBest" | "gainOfTenPoints", description: string) =>
      t.exposeFloat(name, { nullable: true, complexity: 0, description });
    return {
      stage: t.expose("stage", { type: PipelineStage, complexity: 0, description: "Which." }),
      rate: figure("rate", "Of the deals that left the stage, the share that went on."),
      bestTeam: t.exposeString("bestTeam", {
        nullable: true,
        complexity: 0,
        description: "The team with the best rate, of those with at least ten deals that left the stage.",
      }),
      bestRate: figure("bestRate", "Its rate."),
      gainAtBest: figure("gainAtBest", "What would have been won besides at that rate."),
      gainOfTenPoints: figure("gainOfTenPoints", "The same with ten percentage points more, at most 100 %."),
    };
  },
});

const Funnel = builder.objectRef<Answer & { readonly period: Period }>("Funnel").implement({
  description: "What became of the deals that were created in a period.",
  fields: (t) => {
    const count = (name: "created" | "won" | "lost" | "open" | "undated", description: string) =>
      t.exposeInt(name, { description });
    return {
      period: t.expose("period", { type: PeriodRange, description: "When they were created." }),
      asOf: t.expose("asOf", { type: "Date", description: "The day that they are looked at on." }),
      currency: t.string({ description: "The reporting currency.", resolve: (_, __, { company }) => company.currency }),
      listed: t.exposeBoolean("listed", {
        description: "Whether the company lists its stages; else their order is that in which deals enter them.",
      }),
      created: count("created", "Deals that were created in the period."),
      createdAmount: t.exposeFloat("createdAmount", { description: "Their amounts." }),
      won: count("won", "Those of them that were won by the as-of day."),
      wonAmount: t.exposeFloat("wonAmount", { description: "Their amounts." }),
      lost: count("lost", "Those that were lost."),
      open: count("open", "Those that are open."),
      winRate: t.exposeFloat("winRate", { nullable: true, description: "Won ÷ (won + lost)." }),
      undated: count("undated", "Deals without a day of creation, which are in no period."),
      stages: t.field({
        type: [FunnelStage],
        complexity: { field: 0, multiplier: 1 },
        description: "The open stages, in order.",
        resolve: ({ stages }) => [...stages],
      }),
      improvements: t.field({
        type: [StageImprovement],
        complexity: { field: 0, multiplier: 1 },
        description: "The same stages by what it would bring to lose fewer deals there, the most first.",
        resolve: ({ improvements }) => [...improvements],
      }),
    };
  },
});

builder.queryField("funnel", (t) =>
  t.field({
    type: Funnel,
    complexity: 300,
    description:
      "The funnel of the deals that were created in a period: how many came as far as each stage, how many went on, how long that took, and where it would pay to lose fewer.",
    args: {
      period: t.arg({ type: "Period", required: true, description: "When they were created." }),
      where: t.arg({ type: MetricFilterInput, description: "Which deals count." }),
      asOf: t.arg({ type: "Date", description: "The day to look at them on; today unless said." }),
    },
    async resolve(_, args, context) {
      const question = await pipelinePeriodQuestion(args, context);
      const { period } = question;
      return { period, ...(await queryFunnel(context.warehouse.db, context.viewer.scope, question)) };
    },
  }),
);
