import {
  type AfterwardsQuestion,
  type Afterwards as Answer,
  loyaltyGroups,
  queryAfterwards,
  type AfterwardsRow as Row,
} from "@salesglass/core";
import { builder } from "../../builder.ts";
import type { Context } from "../../context.ts";

const descriptions = {
  PROMOTER: "Their last answer to NPS in the period was 9–10.",
  PASSIVE: "It was 7–8.",
  DETRACTOR: "It was 0–6.",
  NO_ANSWER: "They bought in the period and gave none.",
} as const;

const LoyaltyGroup = builder.enumType("LoyaltyGroup", {
  description: "What a customer said last in the period.",
  values: Object.fromEntries(loyaltyGroups.map((group) => [group, { description: descriptions[group] }])) as {
    [G in (typeof loyaltyGroups)[number]]: { description: string };
  },
});

const AfterwardsRow = builder.objectRef<Row>("AfterwardsRow").implement({
  description: "What became of the customers of a group. Figures are null where too few are counted.",
  fields: (t) => ({
    group: t.field({ type: LoyaltyGroup, complexity: 0, description: "Which.", resolve: ({ group }) => group }),
    customers: t.exposeInt("customers", { complexity: 0, description: "How many are in it." }),
    counted: t.exposeInt("counted", {
      complexity: 0,
      description: "Those whose days have passed; the figures are of these.",
    }),
    tooFew: t.exposeBoolean("tooFew", {
      complexity: 0,
      description: "Fewer are counted than the company's minimum of answers.",
    }),
    boughtAgain: t.exposeFloat("boughtAgain", {
      nullable: true,
      complexity: 0,
      description: "Share of the counted who bought within the days, 0 to 1.",
    }),
    boughtAgainMargin: t.exposeFloat("boughtAgainMargin", {
      nullable: true,
      complexity: 0,
      description: "Its margin of error at 95 %: 1.96 × √(p × (1 − p) ÷ n); null where all are alike.",
    }),
    churn: t.exposeFloat("churn", {
      nullable: true,
      complexity: 0,
      description: "Share of the counted who bought nothing within the days, 0 to 1.",
    }),
    referrals: t.exposeInt("referrals", {
      nullable: true,
      complexity: 0,
      description: "Customers acquired within the days whom the counted referred.",
    }),
    revenuePerCustomer: t.exposeFloat("revenuePerCustomer", {
      nullable: true,
      complexity: 0,
      description: "Net revenue within the days ÷ the counted.",
    }),
  }),
});

export const Afterwards = builder.objectRef<Answer>("Afterwards").implement({
  description:
    "What customers did in the days after their last NPS answer in the period (without an answer: after their first purchase in it).",
  fields: (t) => ({
    days: t.exposeInt("days", { description: "How many days after it are looked at." }),
    asOf: t.expose("asOf", { type: "Date", description: "Only those whose days have passed by this day are counted." }),
    currency: t.string({ description: "The reporting currency.", resolve: (_, __, { company }) => company.currency }),
    rows: t.field({
      type: [AfterwardsRow],
      complexity: { field: 0, multiplier: 1 },
      description: "Promoters, passives, detractors, and who gave no answer.",
      resolve: ({ rows }) => [...rows],
    }),
  }),
});

/** What became of those who answered in the period of a question. */
export function afterwards(
  { period, calendar, catalog, where, asOf }: AfterwardsQuestion,
  days: number | null | undefined,
  { warehouse, viewer }: Context,
): Promise<Answer> {
  const question = { period, calendar, catalog, where, asOf, days: days ?? undefined };
  return queryAfterwards(warehouse.db, viewer.scope, question);
}
