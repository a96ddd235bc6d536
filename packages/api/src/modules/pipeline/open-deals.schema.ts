import { queryFromInfo } from "@pothos/plugin-prisma";
import {
  type StuckDeals as Answer,
  type PipelineBoard as Board,
  type BoardColumn as Column,
  type OpenDeal as Deal,
  type StuckLimit as Limit,
  queryPipelineBoard,
  queryStuckDeals,
  tooFewWonText,
} from "@salesglass/core";
import type { GraphQLResolveInfo } from "graphql";
import { builder } from "../../builder.ts";
import type { Context } from "../../context.ts";
import { inLocale, localeArgument } from "../locale.ts";
import { MetricFilterInput } from "../metrics/metric-inputs.ts";
import { pageOf } from "../paging.ts";
import { ownedInScope } from "../record-scope.ts";
import { Opportunity } from "../sales/sales.schema.ts";
import { pipelineQuestion } from "./pipeline-question.ts";
import { PipelineStage } from "./stage.schema.ts";

type ListedDeal = Deal & { readonly opportunity: typeof Opportunity.$inferType };

const OpenDeal = builder.objectRef<ListedDeal>("OpenDeal").implement({
  description: "A deal that isn't decided yet, and how long it has been in its stage.",
  fields: (t) => ({
    opportunity: t.expose("opportunity", { type: Opportunity, description: "The deal itself." }),
    stage: t.expose("stage", {
      type: PipelineStage,
      nullable: true,
      complexity: 0,
      description: "Null where it is in none of the company's list.",
    }),
    amount: t.exposeFloat("amount", { nullable: true, complexity: 0, description: "Its value." }),
    since: t.expose("since", {
      type: "Date",
      nullable: true,
      complexity: 0,
      description: "The day on which it entered its stage; null where it isn't known.",
    }),
    days: t.exposeInt("days", {
      nullable: true,
      complexity: 0,
      description: "Days in its stage so far; of a deal that came back to it, in all.",
    }),
    stuck: t.exposeBoolean("stuck", {
      complexity: 0,
      description: "Whether that is longer than four in five won deals were in the stage.",
    }),
    limitDays: t.exposeFloat("limitDays", {
      nullable: true,
      complexity: 0,
      description: "So many days they were in it at most; null where too few deals were won.",
    }),
  }),
});

const StuckLimit = builder.objectRef<Limit & { readonly stage?: Column["stage"] }>("StuckLimit").implement({
  description: "From how many days in a stage on a deal is stuck.",
  fields: (t) => ({
    stage: t.field({
      type: PipelineStage,
      nullable: true,
      complexity: 0,
      description: "Which.",
      resolve: ({ stage }) => stage ?? null,
    }),
    won: t.exposeInt("won", { complexity: 0, description: "Won deals that were in it." }),
    days: t.exposeFloat("days", {
      nullable: true,
      complexity: 0,
      description: "The 80 % quantile of their days in it; null where they are fewer than five.",
    }),
    reasonText: t.string({
      nullable: true,
      complexity: 0,
      description: "Why there is none, in words.",
      args: { locale: t.arg.string(localeArgument) },
      resolve: ({ days }, { locale }) => (days === null ? inLocale(tooFewWonText, locale) : null),
    }),
  }),
});

type Sums = Pick<Answer, "asOf" | "totalAmount" | "limits"> & { readonly totalCount: number };

const sumsOf = (connection: unknown) => connection as Sums;

const StuckDealsConnection = builder.connectionObject(
  {
    type: OpenDeal,
    name: "StuckDealsConnection",
    description: "A page of stuck deals, and what is at stake on all pages.",
    fields: (t) => ({
      totalCount: t.int({
        description: "How many there are on all pages.",
        resolve: (connection) => sumsOf(connection).totalCount,
      }),
      totalAmount: t.float({
        description: "Their amounts, of all pages.",
        resolve: (connection) => sumsOf(connection).totalAmount,
      }),
      currency: t.string({ description: "The reporting currency.", resolve: (_, __, { company }) => company.currency }),
      asOf: t.field({
        type: "Date",
        description: "The day that it is looked from.",
        resolve: (connection) => sumsOf(connection).asOf,
      }),
      limits: t.field({
        type: [StuckLimit],
        complexity: { field: 0, multiplier: 1 },
        description: "Of each open stage from when on a deal is stuck.",
        resolve: (connection) => [...sumsOf(connection).limits],
      }),
    }),
  },
  { name: "StuckDealsEdge", description: "A stuck deal and its place in the list." },
);

type ListedColumn = Omit<Column, "first"> & { readonly first: readonly ListedDeal[] };

const BoardColumn = builder.objectRef<ListedColumn>("BoardColumn").implement({
  description: "What is open in a stage.",
  fields: (t) => {
    const count = (name: "deals" | "unweighted" | "unvalued" | "stuck", description: string) =>
      t.exposeInt(name, { complexity: 0, description });
    const amount = (name: "amount" | "weighted" | "stuckAmount", description: string) =>
      t.exposeFloat(name, { complexity: 0, description });
    return {
      stage: t.expose("stage", {
        type: PipelineStage,
        nullable: true,
        complexity: 0,
        description: "Null for deals in a stage that the company doesn't list.",
      }),
      deals: count("deals", "How many."),
      amount: amount("amount", "Their amounts."),
      weighted: amount(
        "weighted",
        "Σ amount × probability: the deal's own, else the stage's, else the stage's win rate so far.",
      ),
      unweighted: count("unweighted", "Deals with an amount for which no probability is known."),
      unvalued: count("unvalued", "Deals without an amount."),
      stuck: count("stuck", "Deals that are stuck."),
      stuckAmount: amount("stuckAmount", "Their amounts."),
      limit: t.expose("limit", {
        type: StuckLimit,
        nullable: true,
        complexity: 0,
        description: "From when on deals are stuck.",
      }),
      first: t.field({
        type: [OpenDeal],
        complexity: { field: 1, multiplier: 10 },
        description: "Stuck ones first, then by amount.",
        resolve: ({ first }) => [...first],
      }),
    };
  },
});

const PipelineBoard = builder
  .objectRef<Omit<Board, "columns"> & { columns: ListedColumn[] }>("PipelineBoard")
  .implement({
    description: "The open deals by stage.",
    fields: (t) => ({
      asOf: t.expose("asOf", { type: "Date", description: "The day that they are looked at on." }),
      currency: t.string({ description: "The reporting currency.", resolve: (_, __, { company }) => company.currency }),
      listed: t.exposeBoolean("listed", { description: "Whether the company lists its stages." }),
      columns: t.field({
        type: [BoardColumn],
        complexity: { field: 1, multiplier: 6 },
        description: "One an open stage in order, and one without a stage where deals are in none.",
        resolve: ({ columns }) => columns,
      }),
    }),
  });

builder.queryFields((t) => ({
  stuckDeals: t.connection(
    {
      type: OpenDeal,
      description:
        "The open deals that have been in their stage for longer than four in five won deals were, by amount. Where fewer than five deals that were in a stage have been won, no deal in it is called stuck.",
      args: {
        where: t.arg({ type: MetricFilterInput, description: "Which deals count." }),
        asOf: t.arg({ type: "Date", description: "The day to look from; today unless said." }),
      },
      async resolve(_, args, context, info) {
        const question = await pipelineQuestion(args, context);
        let sums: Omit<Sums, "totalCount"> = { asOf: context.calendar.today, totalAmount: 0, limits: [] };
        const page = await pageOf(args, async ({ limit, offset }) => {
          const { warehouse, viewer } = context;
          const { total, deals, ...rest } = await queryStuckDeals(warehouse.db, viewer.scope, {
            ...question,
            limit,
            offset,
          });
          sums = rest;
          return { total, items: await withRecords(deals, context, info, ["edges", "node", "opportunity"]) };
        });
        return { ...page, ...sums };
      },
    },
    StuckDealsConnection,
  ),

  pipelineBoard: t.field({
    type: PipelineBoard,
    complexity: 200,
    description: "The open deals by stage: how many, how much, what that is worth, and which are stuck.",
    args: {
      dealsPerStage: t.arg.int({
        required: true,
        defaultValue: 10,
        description: "How many deals each column names, 0 to 100.",
      }),
      where: t.arg({ type: MetricFilterInput, description: "Which deals count." }),
      asOf: t.arg({ type: "Date", description: "The day to look at them on; today unless said." }),
    },
    async resolve(_, args, context, info) {
      const { warehouse, viewer } = context;
      const question = { ...(await pipelineQuestion(args, context)), dealsPerStage: args.dealsPerStage };
      const board = await queryPipelineBoard(warehouse.db, viewer.scope, question);
      const all = board.columns.flatMap(({ first }) => first);
      const listed = new Map(
        (await withRecords(all, context, info, ["columns", "first", "opportunity"])).map((deal) => [deal.dealId, deal]),
      );
      const columns = board.columns.map((column) => ({
        ...column,
        limit: column.limit && { ...column.limit, stage: column.stage },
        first: column.first.flatMap(({ dealId }) => listed.get(dealId) ?? []),
      }));
      return { ...board, columns };
    },
  }),
}));

/** Deals with their records, by one query that selects what was asked for. One that was deleted since is left out. */
async function withRecords(
  deals: readonly Deal[],
  context: Context,
  info: GraphQLResolveInfo,
  path: string[],
): Promise<ListedDeal[]> {
  const query: object = queryFromInfo({ context, info, typeName: "Opportunity", path });
  const records = await context.prisma.opportunity.findMany({
    ...query,
    where: { id: { in: deals.map(({ dealId }) => dealId) }, AND: [ownedInScope(context.viewer.scope)] },
  });
  const byId = new Map(records.map((record) => [record.id, record]));
  return deals.flatMap((deal) => {
    const opportunity = byId.get(deal.dealId);
    return opportunity ? [{ ...deal, opportunity }] : [];
  });
}
