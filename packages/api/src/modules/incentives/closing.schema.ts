import { badInput } from "@salesglass/core";
import { builder } from "../../builder.ts";
import { type Closing, closePeriod } from "../../incentives/close-period.ts";
import { answerDispute, openDispute } from "../../incentives/disputes.ts";
import { payPeriodOf } from "../../incentives/pay-periods.ts";
import { approveStatements, isSeen, type StatementView, statementsOf } from "../../incentives/statement-views.ts";
import { resolveId, resolveIds } from "../entity-ids.ts";
import { GivenHonourType } from "../honours/honours.schema.ts";
import { seen } from "../writing/writing.schema.ts";
import { Money } from "./kinds.ts";
import { StatementType } from "./statement.schema.ts";

const ClosingType = builder.objectRef<Closing>("Closing").implement({
  description: "What closing a month did, or would do.",
  fields: (t) => ({
    period: t.field({ type: "Period", description: "The month.", resolve: ({ period }) => period.key }),
    dryRun: t.exposeBoolean("dryRun", { description: "Whether nothing was closed." }),
    statements: t.exposeInt("statements", { description: "How many statements there are." }),
    total: t.field({
      type: Money,
      description: "What they come to.",
      resolve: ({ total: amount, currency }) => ({ amount, currency }),
    }),
    honours: t.field({
      type: [GivenHonourType],
      complexity: { field: 1, multiplier: 5 },
      description: "Who is honoured with it.",
      resolve: ({ honours }) => [...honours],
    }),
    adjustments: t.exposeInt("adjustments", { description: "How many lines correct earlier months." }),
    adjusted: t.field({
      type: Money,
      description: "What these come to.",
      resolve: ({ adjusted: amount, currency }) => ({ amount, currency }),
    }),
  }),
});

const reason = "What is wrong with it, at most 2,000 characters.";

builder.mutationFields((t) => ({
  closeStatements: t.field({
    type: ClosingType,
    authScopes: { administrator: true },
    complexity: 1_000,
    description:
      "Closes a month that is over, the next in order: its statements are what is paid, and never change. What facts change later is adjusted in the next month.",
    args: {
      period: t.arg({ type: "Period", required: true, description: "The month." }),
      dryRun: t.arg.boolean({
        required: true,
        defaultValue: false,
        description: "Reckons everything, and closes nothing.",
      }),
    },
    async resolve(_, { period, dryRun }, context) {
      const { viewer, calendar } = context;
      const closing = await closePeriod(context, payPeriodOf(period, calendar), { actor: viewer.name, dryRun });
      if (!dryRun) await seen(context);
      return closing;
    },
  }),

  approveStatements: t.int({
    authScopes: { planner: true },
    complexity: 400,
    description:
      "Approves statements of a closed month, those of one's teams but one's own, and answers how many were approved now.",
    args: {
      period: t.arg({ type: "Period", required: true, description: "The month." }),
      reps: t.arg.stringList({ description: "Whose, by global ids or the source system's own keys; all unless said." }),
    },
    async resolve(_, { period, reps }, context) {
      const { viewer, calendar } = context;
      const ids = reps ? (await resolveIds(context, "rep", { in: reps }))!.in! : undefined;
      return approveStatements(context, viewer.scope, {
        period: payPeriodOf(period, calendar),
        reps: ids,
        actor: viewer.name,
        self: viewer.repId,
      });
    },
  }),

  disputeStatementLine: t.field({
    type: StatementType,
    complexity: 200,
    description:
      "Says what is wrong with a line of a closed statement: a rep of their own, a manager for one of theirs.",
    args: {
      rep: t.arg.id({ required: true, description: "Whose statement." }),
      period: t.arg({ type: "Period", required: true, description: "Of which month." }),
      line: t.arg.int({ required: true, description: "The number of the line." }),
      reason: t.arg.string({ required: true, description: reason }),
    },
    async resolve(_, { rep, period, line, reason: text }, context) {
      const { viewer, calendar, store } = context;
      const repId = await resolveId(context, "rep", rep);
      const month = payPeriodOf(period, calendar);
      const find = async () => (await statementsOf(context, viewer.scope, month, [repId]))[0];
      const found = await find();
      if (!found) throw badInput(`statement: there is none of ${month.key} of this rep among those that you may see`);
      await openDispute(store, { rep: repId, period: month.key, line }, text, viewer.name);
      return (await find()) as StatementView;
    },
  }),

  answerDispute: t.prismaField({
    type: "Dispute",
    authScopes: { planner: true },
    complexity: 50,
    description: "Answers what was said against a line, once. The answer stays with the line.",
    args: {
      dispute: t.arg.id({ required: true, description: "Its id." }),
      accepted: t.arg.boolean({ required: true, description: "Whether the rep is right." }),
      answer: t.arg.string({ required: true, description: "What you say to it, at most 2,000 characters." }),
    },
    async resolve(query, _, { dispute, accepted, answer }, { store, viewer, prisma }) {
      const mayAnswer = ({ rep, team }: { rep: number; team: number | null }) => isSeen(viewer.scope, rep, team);
      const id = /^\d{1,9}$/.test(String(dispute)) ? Number(dispute) : 0;
      await answerDispute(store, id, { accepted, answer, actor: viewer.name, mayAnswer });
      return prisma.dispute.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
}));
