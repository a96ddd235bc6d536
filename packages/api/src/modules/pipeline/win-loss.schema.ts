import {
  type WinLoss as Answer,
  type WinLossFigures as Figures,
  type Period,
  queryWinLoss,
  type WinLossRow as Row,
  type WinLossGroup,
  winLossGroups,
} from "@salesglass/core";
import { builder } from "../../builder.ts";
import { entityId } from "../metrics/dimension-names.ts";
import { PeriodRange } from "../metrics/metric.schema.ts";
import { MetricFilterInput } from "../metrics/metric-inputs.ts";
import { pipelinePeriodQuestion } from "./pipeline-question.ts";

const descriptions: Readonly<Record<WinLossGroup, string>> = {
  REP: "Who worked on the deal.",
  TEAM: "Its team.",
  TEAM_ABOVE: "The team above that one, such as the office of a manager's team.",
  PRODUCT: "What it is about.",
  CATEGORY: "The product's category.",
  INDUSTRY: "The customer's industry.",
  REGION: "The customer's region.",
  SOURCE: "How the deal came about.",
  LOSS_REASON: "Why it was lost; only lost deals are rows.",
  COMPETITOR: "To whom it was lost; only lost deals are rows.",
};

const WinLossGroupEnum = builder.enumType("WinLossGroup", {
  description: "What decided deals can be split by.",
  values: Object.fromEntries(winLossGroups.map((group) => [group, { description: descriptions[group] }])) as {
    [G in WinLossGroup]: { description: string };
  },
});

const WinLossFigures = builder.interfaceRef<Figures>("WinLossFigures").implement({
  description: "Deals that were decided, and how.",
  fields: (t) => {
    const days = (name: "daysToWin" | "medianDaysToWin" | "daysToLoss" | "medianDaysToLoss", description: string) =>
      t.exposeFloat(name, { nullable: true, complexity: 0, description });
    return {
      won: t.exposeInt("won", { complexity: 0, description: "Deals won." }),
      wonAmount: t.exposeFloat("wonAmount", { complexity: 0, description: "Their amounts." }),
      lost: t.exposeInt("lost", { complexity: 0, description: "Deals lost." }),
      lostAmount: t.exposeFloat("lostAmount", { complexity: 0, description: "Their amounts." }),
      winRate: t.exposeFloat("winRate", {
        nullable: true,
        complexity: 0,
        description: "Won ÷ (won + lost); null by reason and competitor.",
      }),
      winRateMargin: t.exposeFloat("winRateMargin", {
        nullable: true,
        complexity: 0,
        description: "Its margin of error at 95 %: 1.96 × √(p × (1 − p) ÷ n); null where all are alike.",
      }),
      daysToWin: days("daysToWin", "Mean days from creation to the win, of those whose creation is known."),
      medianDaysToWin: days("medianDaysToWin", "The median."),
      daysToLoss: days("daysToLoss", "Mean days from creation to the loss."),
      medianDaysToLoss: days("medianDaysToLoss", "The median."),
    };
  },
});

const WinLossTotal = builder.objectRef<Figures>("WinLossTotal").implement({
  interfaces: [WinLossFigures],
  description: "All deals that were decided.",
});

const entities: Partial<Record<WinLossGroup, "rep" | "team" | "product">> = {
  REP: "rep",
  TEAM: "team",
  TEAM_ABOVE: "team",
  PRODUCT: "product",
};

const WinLossRow = builder.objectRef<Row & { readonly by: WinLossGroup }>("WinLossRow").implement({
  interfaces: [WinLossFigures],
  description: "The decided deals of one value.",
  fields: (t) => ({
    key: t.string({
      nullable: true,
      complexity: 0,
      description: "The global id or the text itself; null where the deals have none.",
      resolve: ({ key, by }) => {
        const entity = entities[by];
        return key !== null && entity ? entityId(entity, Number(key)) : key?.toString();
      },
    }),
    label: t.exposeString("label", { nullable: true, complexity: 0, description: "The name, or the text itself." }),
  }),
});

const WinLoss = builder
  .objectRef<Answer & { readonly by: WinLossGroup | undefined; readonly period: Period }>("WinLoss")
  .implement({
    description: "What was won and lost.",
    fields: (t) => ({
      period: t.expose("period", { type: PeriodRange, description: "When the deals were decided." }),
      asOf: t.expose("asOf", { type: "Date", description: "Deals that were decided later are left out." }),
      currency: t.string({ description: "The reporting currency.", resolve: (_, __, { company }) => company.currency }),
      total: t.expose("total", { type: WinLossTotal, description: "All of them." }),
      rows: t.field({
        type: [WinLossRow],
        complexity: { field: 1, multiplier: 10 },
        description: "One a value, the most decided deals first.",
        resolve: ({ rows, by }) => rows.map((row) => ({ ...row, by: by! })),
      }),
    }),
  });

builder.queryField("winLoss", (t) =>
  t.field({
    type: WinLoss,
    complexity: 100,
    description:
      "What was won and lost in a period, by closing day: rates, amounts, days to close; by rep, team, product, why and to whom.",
    args: {
      period: t.arg({ type: "Period", required: true, description: "When the deals were decided." }),
      by: t.arg({ type: WinLossGroupEnum, description: "What to split the rows by; without it there are none." }),
      where: t.arg({ type: MetricFilterInput, description: "Which deals count." }),
      asOf: t.arg({ type: "Date", description: "Leaves deals that were decided after this day out." }),
    },
    async resolve(_, { by, ...args }, context) {
      const group = by ?? undefined;
      const question = { ...(await pipelinePeriodQuestion(args, context)), by: group };
      const answer = await queryWinLoss(context.warehouse.db, context.viewer.scope, question);
      return { ...answer, period: question.period, by: group };
    },
  }),
);
