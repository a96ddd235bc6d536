import { badInput } from "@salesglass/core";
import { builder } from "../../builder.ts";
import type { Context } from "../../context.ts";
import { closedPeriods, nextPeriod, payPeriodOf } from "../../incentives/pay-periods.ts";
import { type LineView, type StatementView, statementsOf } from "../../incentives/statement-views.ts";
import { countedConnection } from "../counted-connection.ts";
import { resolveIds } from "../entity-ids.ts";
import { inLocale, localeArgument } from "../locale.ts";
import { IdFilter } from "../metrics/metric-inputs.ts";
import { pageOf } from "../paging.ts";
import { ComponentKindEnum, LineTypeEnum, StatementStatusEnum } from "./kinds.ts";
import { componentLabel, planLabel } from "./pay-labels.ts";
import { StatementType } from "./statement.schema.ts";

interface PayPeriodView {
  readonly key: string;
  readonly from: string;
  readonly to: string;
  readonly closedAt: Date | null;
  readonly closedBy: string | null;
}

const PayPeriodType = builder.objectRef<PayPeriodView>("PayPeriod").implement({
  description: "A month that people are paid for.",
  fields: (t) => ({
    period: t.field({ type: "Period", description: "Such as `2024-03`.", resolve: ({ key }) => key }),
    from: t.expose("from", { type: "Date", description: "Its first day." }),
    to: t.expose("to", { type: "Date", description: "Its last day." }),
    closedAt: t.expose("closedAt", {
      type: "DateTime",
      nullable: true,
      description: "When it was closed; none while it is open.",
    }),
    closedBy: t.exposeString("closedBy", { nullable: true, description: "By whom." }),
  }),
});

const StatementConnection = countedConnection(StatementType, "Statement", {
  page: "A page of statements.",
  edge: "A statement and its place in the list.",
});

interface PayrollRow {
  readonly statement: StatementView;
  readonly line: LineView;
  readonly rep: { readonly externalId: string; readonly name: string; readonly team: string | null };
}

const PayrollRowType = builder.objectRef<PayrollRow>("PayrollRow").implement({
  description: "A line of a statement, as payroll takes it.",
  fields: (t) => ({
    rep: t.string({
      complexity: 0,
      description: "The rep's key in the source system.",
      resolve: ({ rep }) => rep.externalId,
    }),
    repName: t.string({ complexity: 0, description: "Their name.", resolve: ({ rep }) => rep.name }),
    team: t.string({
      nullable: true,
      complexity: 0,
      description: "Their team at the end of the period.",
      resolve: ({ rep }) => rep.team,
    }),
    period: t.string({ complexity: 0, description: "The month.", resolve: ({ statement }) => statement.period.key }),
    status: t.field({
      type: StatementStatusEnum,
      complexity: 0,
      description: "How far the statement is.",
      resolve: ({ statement }) => statement.status,
    }),
    plan: t.string({ complexity: 0, description: "The plan's key.", resolve: ({ line }) => line.plan }),
    planLabel: t.string({
      args: { locale: t.arg.string(localeArgument) },
      description: "What people call it.",
      resolve: async ({ line }, { locale }, context) => inLocale(await planLabel(context, line), locale),
    }),
    component: t.string({ complexity: 0, description: "The component's key.", resolve: ({ line }) => line.component }),
    componentLabel: t.string({
      args: { locale: t.arg.string(localeArgument) },
      description: "What people call it.",
      resolve: async ({ line }, { locale }, context) => inLocale(await componentLabel(context, line), locale),
    }),
    kind: t.field({
      type: ComponentKindEnum,
      complexity: 0,
      description: "What it pays.",
      resolve: ({ line }) => line.kind,
    }),
    type: t.field({
      type: LineTypeEnum,
      complexity: 0,
      description: "What the line is.",
      resolve: ({ line }) => line.type,
    }),
    about: t.string({ complexity: 0, description: "The period that it is about.", resolve: ({ line }) => line.period }),
    basis: t.field({
      type: "Decimal",
      nullable: true,
      complexity: 0,
      description: "What it is reckoned on.",
      resolve: ({ line }) => line.basis,
    }),
    rate: t.field({
      type: "Decimal",
      nullable: true,
      complexity: 0,
      description: "Money for one of the basis.",
      resolve: ({ line }) => line.rate,
    }),
    amount: t.field({
      type: "Decimal",
      complexity: 0,
      description: "What it pays.",
      resolve: ({ line }) => line.amount,
    }),
    currency: t.string({
      complexity: 0,
      description: "ISO 4217 code.",
      resolve: ({ statement }) => statement.currency,
    }),
  }),
});

/** The newest month that somebody can look at: the one under way. */
function newestPeriod({ calendar }: Context) {
  return payPeriodOf(calendar.today.slice(0, 7), calendar);
}

builder.queryFields((t) => ({
  payPeriods: t.field({
    type: [PayPeriodType],
    complexity: { field: 5, multiplier: 24 },
    description: "The months that are closed, the latest first, after the one that is to be closed next.",
    async resolve(_, __, { store, calendar }) {
      const [closed, next] = await Promise.all([closedPeriods(store), nextPeriod(store, calendar)]);
      const open = next ? [{ ...next, closedAt: null, closedBy: null }] : [];
      return [...open, ...closed.reverse()];
    },
  }),

  statements: t.connection(
    {
      type: StatementType,
      complexity: (args) => ({ field: 400, multiplier: args.first ?? args.last ?? 50 }),
      description:
        "What people are paid for a month, by name: a draft until it is closed. A rep sees their own, a manager those of their teams.",
      args: {
        period: t.arg({ type: "Period", description: "The month; the one under way unless said." }),
        rep: t.arg({ type: IdFilter, description: "Whose." }),
        team: t.arg({
          type: IdFilter,
          description: "Of whom: their team at the end of the period, without its sub-teams.",
        }),
        status: t.arg({ type: [StatementStatusEnum], description: "How far they are: one of these." }),
      },
      async resolve(_, { period, rep, team, status, ...args }, context) {
        const month = period == null ? newestPeriod(context) : payPeriodOf(period, context.calendar);
        const [reps, teams] = await Promise.all([resolveIds(context, "rep", rep), resolveIds(context, "team", team)]);
        const all = await statementsOf(context, context.viewer.scope, month, reps?.in ?? undefined);
        const found = all.filter(
          (one) =>
            !(reps?.not?.includes(one.repId) ?? false) &&
            (!teams?.in || (one.teamId !== null && teams.in.includes(one.teamId))) &&
            !(one.teamId !== null && (teams?.not?.includes(one.teamId) ?? false)) &&
            (!status || status.includes(one.status)),
        );
        return pageOf(args, async ({ limit, offset }) => ({
          total: found.length,
          items: found.slice(offset, offset + limit),
        }));
      },
    },
    StatementConnection,
  ),

  statement: t.field({
    type: StatementType,
    nullable: true,
    complexity: 200,
    description: "Someone's statement of a month; null where there is none, or the viewer may not see it.",
    args: {
      rep: t.arg.id({ required: true, description: "Whose: a global id, or the source system's own key." }),
      period: t.arg({ type: "Period", description: "The month; the one under way unless said." }),
    },
    async resolve(_, { rep, period }, context) {
      const month = period == null ? newestPeriod(context) : payPeriodOf(period, context.calendar);
      const reps = await resolveIds(context, "rep", { in: [String(rep)] });
      return (await statementsOf(context, context.viewer.scope, month, reps!.in!))[0] ?? null;
    },
  }),

  payroll: t.field({
    type: [PayrollRowType],
    complexity: { field: 400, multiplier: 100 },
    description:
      "Every line of a month's statements, as payroll takes them: by rep's name, in the order of each statement.",
    args: {
      period: t.arg({ type: "Period", required: true, description: "The month." }),
      status: t.arg({
        type: [StatementStatusEnum],
        description: "How far statements are: one of these; `[APPROVED]` is what is to be paid out.",
      }),
    },
    async resolve(_, { period, status }, context) {
      const all = await statementsOf(context, context.viewer.scope, payPeriodOf(period, context.calendar));
      const asked = all.filter((one) => !status || status.includes(one.status));
      const reps = await context.prisma.rep.findMany({
        where: { id: { in: asked.map(({ repId }) => repId) } },
        select: { id: true, externalId: true, name: true },
      });
      const teams = await context.prisma.team.findMany({ select: { id: true, name: true } });
      const repOf = new Map(reps.map((one) => [one.id, one]));
      const teamOf = new Map(teams.map(({ id, name }) => [id, name]));
      const rows = await Promise.all(
        asked.map(async (statement) => {
          const found = repOf.get(statement.repId);
          if (!found) throw badInput(`rep: ${statement.repId} is no more`);
          const rep = { ...found, team: statement.teamId === null ? null : (teamOf.get(statement.teamId) ?? null) };
          return (await statement.lines()).map((line) => ({ statement, line, rep }));
        }),
      );
      return rows.flat();
    },
  }),
}));
