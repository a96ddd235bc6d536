import {
  componentKindLabel,
  everything,
  incentiveReasonText,
  lineTypeLabel,
  type PayOrder,
  type Portion,
  queryPayOrders,
} from "@salesglass/core";
import DataLoader from "dataloader";
import { builder } from "../../builder.ts";
import type { Context } from "../../context.ts";
import { readPayCompany } from "../../incentives/pay-company.ts";
import { payPeriodOf } from "../../incentives/pay-periods.ts";
import { type LineView, type StatementView, statementsOf } from "../../incentives/statement-views.ts";
import { countedConnection } from "../counted-connection.ts";
import { inLocale, localeArgument } from "../locale.ts";
import { pageOf } from "../paging.ts";
import { ownedInScope } from "../record-scope.ts";
import { ComponentKindEnum, DisputeStatusEnum, LineTypeEnum, Money, StatementStatusEnum } from "./kinds.ts";
import { componentLabel, planLabel } from "./pay-labels.ts";

const PortionType = builder.objectRef<Portion & { currency: string }>("TierPortion").implement({
  description: "The part of a line's basis that lies in a tier.",
  fields: (t) => ({
    from: t.expose("from", { type: "Decimal", complexity: 0, description: "Where the tier begins, in the basis." }),
    to: t.expose("to", {
      type: "Decimal",
      nullable: true,
      complexity: 0,
      description: "Where it ends; none for no end.",
    }),
    rate: t.expose("rate", {
      type: "Decimal",
      complexity: 0,
      description: "Money for one of the basis, acceleration included: 0.05 is 5 %.",
    }),
    basis: t.expose("basis", { type: "Decimal", complexity: 0, description: "The part." }),
    amount: t.field({
      type: Money,
      complexity: 0,
      description: "What it pays.",
      resolve: ({ amount, currency }) => ({ amount, currency }),
    }),
  }),
});

const DisputeType = builder.prismaObject("Dispute", {
  description: "What a rep says against a line, and what a manager answers.",
  fields: (t) => ({
    id: t.exposeID("id", { description: "For `answerDispute`." }),
    status: t.expose("status", { type: DisputeStatusEnum, description: "What became of it." }),
    reason: t.exposeString("reason", { description: "What is wrong with the line." }),
    openedAt: t.expose("openedAt", { type: "DateTime", description: "When it was said." }),
    openedBy: t.exposeString("openedBy", { description: "By whom." }),
    answer: t.exposeString("answer", { nullable: true, description: "The answer." }),
    answeredAt: t.expose("answeredAt", { type: "DateTime", nullable: true, description: "When it was given." }),
    answeredBy: t.exposeString("answeredBy", { nullable: true, description: "By whom." }),
  }),
});

const PayOrderType = builder.objectRef<PayOrder>("StatementOrder").implement({
  description: "An order that a line was reckoned from, by today's facts.",
  fields: (t) => ({
    order: t.prismaField({
      type: "Order",
      nullable: true,
      description: "The order; none where it is out of the viewer's scope, as one of a team's may be.",
      resolve: (query, { orderId }, _, { prisma, viewer }) =>
        prisma.order.findFirst({ ...query, where: { id: orderId, AND: [ownedInScope(viewer.scope)] } }),
    }),
    countedOn: t.expose("countedOn", { type: "Date", complexity: 0, description: "The day that it counts on." }),
    soldIn: t.exposeString("origin", {
      nullable: true,
      complexity: 0,
      description: "Of what came back of an earlier period's sale, that period.",
    }),
    share: t.expose("share", { type: "Decimal", complexity: 0, description: "The share of the credit." }),
    basis: t.expose("basis", {
      type: "Decimal",
      complexity: 0,
      description: "What of the basis it is, share included.",
    }),
  }),
});

const PayOrderConnection = countedConnection(PayOrderType, "StatementOrder", {
  page: "A page of the orders that a line was reckoned from.",
  edge: "An order and its place in the list.",
});

const disputesByRequest = new WeakMap<Context, DataLoader<number, DisputeRecord[]>>();
type DisputeRecord = Awaited<ReturnType<Context["prisma"]["dispute"]["findMany"]>>[number];

function disputesOf(context: Context): DataLoader<number, DisputeRecord[]> {
  const loader =
    disputesByRequest.get(context) ??
    new DataLoader<number, DisputeRecord[]>(async (ids) => {
      const found = await context.prisma.dispute.findMany({
        where: { lineId: { in: [...ids] } },
        orderBy: { id: "asc" },
      });
      return ids.map((id) => found.filter(({ lineId }) => lineId === id));
    });
  disputesByRequest.set(context, loader);
  return loader;
}

const locale = localeArgument;

const LineType = builder.objectRef<LineView>("StatementLine").implement({
  description: "One amount of a statement, with what it follows from.",
  fields: (t) => ({
    number: t.exposeInt("number", { complexity: 0, description: "1, 2, … within the statement." }),
    plan: t.exposeString("plan", { complexity: 0, description: "The plan's key; `goals` for the rewards of goals." }),
    planLabel: t.string({
      args: { locale: t.arg.string(locale) },
      description: "What people call the plan.",
      resolve: async (line, args, context) => inLocale(await planLabel(context, line), args.locale),
    }),
    version: t.exposeInt("version", { complexity: 0, description: "The version of the plan." }),
    component: t.exposeString("component", { complexity: 0, description: "The component's key." }),
    componentLabel: t.string({
      args: { locale: t.arg.string(locale) },
      description: "What people call the component.",
      resolve: async (line, args, context) => inLocale(await componentLabel(context, line), args.locale),
    }),
    kind: t.expose("kind", { type: ComponentKindEnum, complexity: 0, description: "What the component pays." }),
    kindLabel: t.string({
      args: { locale: t.arg.string(locale) },
      complexity: 0,
      description: "The same in words.",
      resolve: ({ kind }, args) => inLocale(componentKindLabel(kind), args.locale),
    }),
    type: t.expose("type", { type: LineTypeEnum, complexity: 0, description: "What the line is." }),
    typeLabel: t.string({
      args: { locale: t.arg.string(locale) },
      complexity: 0,
      description: "The same in words.",
      resolve: ({ type }, args) => inLocale(lineTypeLabel(type), args.locale),
    }),
    period: t.exposeString("period", {
      complexity: 0,
      description: "The period that it is about: of a clawback that of the sale, of an adjustment the closed one.",
    }),
    basis: t.expose("basis", {
      type: "Decimal",
      nullable: true,
      complexity: 0,
      description: "What it is reckoned on: sales, units, a count, returns.",
    }),
    rate: t.expose("rate", {
      type: "Decimal",
      nullable: true,
      complexity: 0,
      description: "Money for one of the basis, where that is one figure.",
    }),
    portions: t.field({
      type: [PortionType],
      complexity: { field: 1, multiplier: 1 },
      description: "The basis by tier: their amounts and `earlier` add up to the line's.",
      resolve: ({ portions, statement: { currency } }) => portions.map((portion) => ({ ...portion, currency })),
    }),
    earlier: t.field({
      type: Money,
      complexity: 0,
      description: "What earlier periods of the accumulation change: rated anew, or held back until now.",
      resolve: ({ earlier, statement: { currency } }) => ({ amount: earlier, currency }),
    }),
    amount: t.field({
      type: Money,
      complexity: 0,
      description: "What it pays; below zero where it takes back.",
      resolve: ({ amount, statement: { currency } }) => ({ amount, currency }),
    }),
    reasons: t.stringList({
      args: { locale: t.arg.string(locale) },
      complexity: 1,
      description: "Why, in the order in which it was reckoned.",
      resolve: ({ reasons, statement: { currency } }, args) =>
        reasons.map((reason) => inLocale(incentiveReasonText(reason, currency), args.locale)),
    }),
    orders: t.connection(
      {
        type: PayOrderType,
        complexity: (args) => ({ field: 200, multiplier: args.first ?? args.last ?? 50 }),
        description:
          "The orders that it was reckoned from, by today's facts, the latest first; none of what isn't paid by orders.",
        resolve: ({ statement, plan, version, component }, args, { store, wholeWarehouse }) =>
          pageOf(args, async (page) => {
            const company = await readPayCompany(store);
            const { period, repId: person } = statement;
            const question = { person, period, plan, version, component, ...page };
            // The lines are the viewer's to see, whoever sold what they follow from.
            const { total, orders } = await queryPayOrders(wholeWarehouse.db, everything, company, question);
            return { total, items: orders };
          }),
      },
      PayOrderConnection,
    ),
    disputes: t.field({
      type: [DisputeType],
      complexity: { field: 1, multiplier: 1 },
      description: "What was said against it, and answered.",
      resolve: async ({ id }, _, context) => (id === null ? [] : disputesOf(context).load(id)),
    }),
  }),
});

export const StatementType = builder.objectRef<StatementView>("Statement");

builder.node(StatementType, {
  description: "What someone is paid for a month, line by line.",
  id: { resolve: ({ period, repId }) => `${period.key}:${repId}` },
  loadOne: (id, context) => statementOf(context, id),
  fields: (t) => ({
    rep: t.prismaField({
      type: "Rep",
      description: "Whose it is.",
      resolve: (query, { repId }, _, { prisma }) => prisma.rep.findUniqueOrThrow({ ...query, where: { id: repId } }),
    }),
    team: t.prismaField({
      type: "Team",
      nullable: true,
      description: "Their team at the end of the period.",
      resolve: (query, { teamId }, _, { prisma }) =>
        teamId === null ? null : prisma.team.findUnique({ ...query, where: { id: teamId } }),
    }),
    period: t.field({
      type: "Period",
      complexity: 0,
      description: "The month, such as `2024-03`.",
      resolve: ({ period }) => period.key,
    }),
    from: t.field({ type: "Date", complexity: 0, description: "Its first day.", resolve: ({ period }) => period.from }),
    to: t.field({ type: "Date", complexity: 0, description: "Its last day.", resolve: ({ period }) => period.to }),
    status: t.expose("status", { type: StatementStatusEnum, complexity: 0, description: "How far it is." }),
    total: t.field({
      type: Money,
      complexity: 0,
      description: "The sum of its lines.",
      resolve: ({ total, currency }) => ({ amount: total, currency }),
    }),
    lines: t.field({
      type: [LineType],
      complexity: { field: 1, multiplier: 5 },
      description: "What it is made up of, in the order of the plan.",
      resolve: (statement) => statement.lines(),
    }),
    line: t.field({
      type: LineType,
      nullable: true,
      args: { number: t.arg.int({ required: true, description: "1, 2, … within the statement." }) },
      description: "One of its lines; null where there is no such number.",
      resolve: async (statement, { number }) => (await statement.lines())[number - 1] ?? null,
    }),
    inputHash: t.exposeString("inputHash", {
      complexity: 0,
      description: "SHA-256 of what it was reckoned from: plan versions, days and figures.",
    }),
    closedAt: t.field({
      type: "DateTime",
      nullable: true,
      complexity: 0,
      description: "When its period was closed.",
      resolve: ({ closed }) => closed?.at,
    }),
    closedBy: t.string({ nullable: true, complexity: 0, description: "By whom.", resolve: ({ closed }) => closed?.by }),
    approvedAt: t.field({
      type: "DateTime",
      nullable: true,
      complexity: 0,
      description: "When it was approved.",
      resolve: ({ closed }) => closed?.approvedAt,
    }),
    approvedBy: t.string({
      nullable: true,
      complexity: 0,
      description: "By whom.",
      resolve: ({ closed }) => closed?.approvedBy,
    }),
  }),
});

async function statementOf(context: Context, id: string): Promise<StatementView | null> {
  const [, key, rep] = /^(\d{4}-\d{2}):(\d{1,9})$/.exec(id) ?? [];
  if (!key) return null;
  const period = payPeriodOf(key, context.calendar);
  return (await statementsOf(context, context.viewer.scope, period, [Number(rep)]))[0] ?? null;
}
