import {
  type BudgetFigures,
  type BudgetGrouping,
  type BudgetRow,
  type BudgetState,
  budgetStateText,
  type Budget as CoreBudget,
  DomainError,
  type Period,
  parsePeriod,
  queryBudget,
} from "@salesglass/core";
import { builder } from "../../builder.ts";
import { resolveIds } from "../entity-ids.ts";
import { inLocale, localeArgument } from "../locale.ts";
import { entityId } from "../metrics/dimension-names.ts";
import { PeriodRange } from "../metrics/metric.schema.ts";
import { IdFilter, StringFilter } from "../metrics/metric-inputs.ts";
import { ofTeamsInScope } from "../record-scope.ts";

builder.prismaNode("Budget", {
  id: { field: "id" },
  description: "What a team, or without one the company itself, may spend on a category in a month.",
  nullable: true,
  findUnique: (id, { viewer }) => ({ id: Number(id), ...ofTeamsInScope(viewer.scope) }),
  fields: (t) => ({
    externalId: t.exposeString("externalId", { description: "The source system's own key." }),
    team: t.relation("team", { nullable: true, description: "Which team; none of the company's own." }),
    category: t.exposeString("category", { description: "What it is for." }),
    month: t.expose("month", { type: "Date", description: "The first day of the month." }),
    amount: t.expose("amount", { type: "Decimal", description: "How much." }),
    currency: t.exposeString("currency", { description: "The company's currency." }),
  }),
});

builder.prismaNode("Expense", {
  id: { field: "id" },
  description: "What was spent on a day.",
  nullable: true,
  findUnique: (id, { viewer }) => ({ id: Number(id), ...ofTeamsInScope(viewer.scope) }),
  fields: (t) => ({
    externalId: t.exposeString("externalId", { description: "The source system's own key." }),
    team: t.relation("team", { nullable: true, description: "Which team; none of the company's own." }),
    category: t.exposeString("category", { description: "What for." }),
    day: t.expose("day", { type: "Date", description: "When." }),
    amount: t.expose("amount", { type: "Decimal", description: "How much; negative for what came back." }),
    currency: t.exposeString("currency", { description: "The company's currency." }),
    channel: t.exposeString("channel", { nullable: true, description: "The channel that it was spent for." }),
    campaign: t.exposeString("campaign", { nullable: true, description: "The campaign." }),
    note: t.exposeString("note", { nullable: true, description: "What was noted." }),
  }),
});

const BudgetGroupingEnum = builder.enumType("BudgetGrouping", {
  description: "What rows of a budget are one of.",
  values: {
    TOTAL: { description: "One row of all." },
    TEAM: { description: "A team's own, without the teams under it; what is no team's is the company's own." },
    CATEGORY: { description: "Such as travel or marketing." },
    MONTH: { description: "Every month of the period." },
  } as const satisfies Record<BudgetGrouping, object>,
});

const BudgetStateEnum = builder.enumType("BudgetState", {
  description: "How spending keeps to its budget.",
  values: {
    OVER: {
      description:
        "More was spent than the period's whole budget; of a period that cuts a month, more than 110 % of it.",
    },
    AHEAD: { description: "More than 110 % of what was to be spent by now." },
    WITHIN: { description: "Neither." },
    UNPLANNED: { description: "Something was spent, and there is no budget." },
  } as const satisfies Record<BudgetState, object>,
});

type Row = BudgetRow & { readonly by: BudgetGrouping };

const BudgetRowType = builder.objectRef<Row>("BudgetRow").implement({
  description: "What was planned and spent, in the company's currency.",
  fields: (t) => {
    const figure = (name: keyof Omit<BudgetFigures, "state">, description: string) =>
      t.exposeFloat(name, { nullable: true, complexity: 0, description });
    const amount = (name: "planned" | "plannedToDate" | "spent" | "remaining" | "variance", description: string) =>
      t.exposeFloat(name, { complexity: 0, description });
    return {
      key: t.string({
        nullable: true,
        complexity: 0,
        description:
          "The global id of the team, the category, the month's first day; none of what is the company's own.",
        resolve: ({ key, by }) =>
          by === "TEAM" && typeof key === "number" ? entityId("team", key) : (key as string | null),
      }),
      label: t.exposeString("label", { nullable: true, complexity: 0, description: "The team's name, else the key." }),
      planned: amount("planned", "The budget of the period's days."),
      plannedToDate: amount("plannedToDate", "Its part that falls on the days that are over."),
      spent: amount("spent", "What was spent."),
      remaining: amount("remaining", "planned − spent."),
      variance: amount("variance", "spent − plannedToDate: above zero is more than was planned by now."),
      used: figure("used", "spent ÷ planned."),
      pace: figure("pace", "spent ÷ plannedToDate: 1 is as planned by now."),
      state: t.expose("state", { type: BudgetStateEnum, complexity: 0, description: "How it keeps to its budget." }),
      stateText: t.string({
        complexity: 0,
        description: "The same in words.",
        args: { locale: t.arg.string(localeArgument) },
        resolve: ({ state }, { locale }) => inLocale(budgetStateText(state), locale),
      }),
      revenue: figure("revenue", "Revenue of the same days and teams; none of a category."),
      grossProfit: figure("grossProfit", "The same of gross profit; none where a cost is not known."),
      costOfSales: figure("costOfSales", "spent ÷ revenue; of a category ÷ all revenue."),
      returnOnSpend: figure(
        "returnOnSpend",
        "(grossProfit − spent) ÷ spent: what came together, and not for certain what came of it. None of a category.",
      ),
    };
  },
});

interface Report extends CoreBudget {
  readonly period: Period;
  readonly by: BudgetGrouping;
}

const BudgetReport = builder.objectRef<Report>("BudgetReport").implement({
  description: "What was planned and spent in a period, and what came of it.",
  fields: (t) => ({
    period: t.expose("period", { type: PeriodRange, description: "Which days." }),
    knownTo: t.expose("knownTo", { type: "Date", description: "The last day of which spending is known." }),
    currency: t.string({ description: "The company's currency.", resolve: (_, __, { company }) => company.currency }),
    by: t.expose("by", { type: BudgetGroupingEnum, description: "What rows are one of." }),
    total: t.field({
      type: BudgetRowType,
      description: "All of it.",
      resolve: ({ total }): Row => ({ key: null, label: null, by: "TOTAL", ...total }),
    }),
    rows: t.field({
      type: [BudgetRowType],
      complexity: { field: 0, multiplier: 1 },
      description: "Months in their order; all else by what was spent, the most first.",
      resolve: ({ rows, by }): Row[] => rows.map((row) => ({ ...row, by })),
    }),
  }),
});

builder.queryField("budget", (t) =>
  t.field({
    type: BudgetReport,
    complexity: 200,
    description:
      "What was planned and spent in a period, by team, category or month, with the pace and what came of it. A manager sees that of their teams; reps see none.",
    args: {
      period: t.arg({ type: "Period", required: true, description: "Which days." }),
      by: t.arg({
        type: BudgetGroupingEnum,
        required: true,
        defaultValue: "CATEGORY",
        description: "What rows are one of.",
      }),
      team: t.arg({ type: IdFilter, description: "Of these teams; a team stands for itself and its sub-teams." }),
      category: t.arg({ type: StringFilter, description: "Of these categories." }),
      asOf: t.arg({ type: "Date", description: "Leaves what was spent after this day out; today unless said." }),
    },
    async resolve(_, { by, team, category, asOf, ...args }, context): Promise<Report> {
      const { warehouse, viewer, calendar, catalog } = context;
      if (viewer.scope.kind === "rep") {
        throw new DomainError("FORBIDDEN", "budget is for managers, executives and analysts: a rep has none");
      }
      const period = parsePeriod(args.period, calendar);
      const where = { team: await resolveIds(context, "team", team), category };
      const question = { period, calendar, catalog, by, where, asOf: asOf ?? undefined };
      return { ...(await queryBudget(warehouse.db, viewer.scope, question)), period, by };
    },
  }),
);
