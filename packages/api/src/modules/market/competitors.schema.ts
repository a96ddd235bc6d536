import {
  type GridFigure,
  type GridRow,
  type MarketConcentration,
  type MarketShare,
  type MoveEffect,
  parsePeriod,
  queryConcentration,
  queryGrid,
  queryMoves,
  queryShares,
} from "@salesglass/core";
import { builder } from "../../builder.ts";
import { StringFilter } from "../metrics/metric-inputs.ts";
import { marketKinds } from "./market-kinds.ts";
import { daysArgument, SalesAroundType } from "./sales-around.ts";

const Competitor = builder.prismaNode("Competitor", {
  nullable: true,
  id: { field: "id" },
  description: "A competitor, or the company itself beside them.",
  fields: (t) => ({
    externalId: t.exposeString("externalId", { description: "The source system's own key." }),
    name: t.exposeString("name", { description: "Its name." }),
    own: t.exposeBoolean("own", { description: "Whether it is the company itself." }),
  }),
});

const GridFigureType = builder.objectRef<GridFigure & { readonly of: GridRow }>("CompetitorGridFigure").implement({
  description: "The latest that is known of a competitor, or of the company itself.",
  fields: (t) => ({
    topic: t.field({
      type: marketKinds.topic,
      complexity: 0,
      description: "What it is about.",
      resolve: ({ of }) => of.topic,
    }),
    name: t.string({
      complexity: 0,
      description: "The feature, the product with a price, the market that is shared, the place of reviews.",
      resolve: ({ of }) => of.name,
    }),
    category: t.string({
      nullable: true,
      complexity: 0,
      description: "The product category.",
      resolve: ({ of }) => of.category,
    }),
    competitorName: t.exposeString("competitorName", { complexity: 0, description: "Whose." }),
    own: t.exposeBoolean("own", { complexity: 0, description: "Whether it is the company's own." }),
    value: t.exposeFloat("value", { nullable: true, complexity: 0, description: "Its value; of SHARE 0 to 1." }),
    text: t.exposeString("text", { nullable: true, complexity: 0, description: "Or in words." }),
    ownValue: t.float({
      nullable: true,
      complexity: 0,
      description: "The company's own value beside it.",
      resolve: ({ of }) => of.own?.value ?? null,
    }),
    ownText: t.string({
      nullable: true,
      complexity: 0,
      description: "The same in words.",
      resolve: ({ of }) => of.own?.text ?? null,
    }),
    day: t.expose("day", { type: "Date", complexity: 0, description: "Day of the observation." }),
    source: t.exposeString("source", { nullable: true, complexity: 0, description: "Where it was found." }),
  }),
});

const GridRowType = builder.objectRef<GridRow>("CompetitorGridRow").implement({
  description: "One line of the grid: a feature, a price, a market, a place of reviews.",
  fields: (t) => ({
    topic: t.expose("topic", { type: marketKinds.topic, description: "What it is about." }),
    name: t.exposeString("name", { description: "Which." }),
    category: t.exposeString("category", { nullable: true, description: "The product category." }),
    own: t.field({
      type: GridFigureType,
      nullable: true,
      description: "The company's own; none where it isn't recorded.",
      resolve: (row) => row.own && { ...row.own, of: row },
    }),
    figures: t.field({
      type: [GridFigureType],
      complexity: { field: 1, multiplier: 5 },
      description: "Those of competitors, by name.",
      resolve: (row) => row.figures.map((figure) => ({ ...figure, of: row })),
    }),
  }),
});

const CompetitorGrid = builder.objectRef<readonly GridRow[]>("CompetitorGrid").implement({
  description: "The company and its competitors side by side.",
  fields: (t) => ({
    rows: t.field({
      type: [GridRowType],
      complexity: { field: 1, multiplier: 20 },
      description: "By topic, then by category and name.",
      resolve: (rows) => [...rows],
    }),
    figures: t.field({
      type: [GridFigureType],
      complexity: { field: 1, multiplier: 100 },
      description: "The same as one list: one a line and competitor, the company's own first.",
      resolve: (rows) =>
        rows.flatMap((row) =>
          [...(row.own ? [row.own] : []), ...row.figures].map((figure) => ({ ...figure, of: row })),
        ),
    }),
  }),
});

const MarketShareType = builder.objectRef<MarketShare>("MarketShare").implement({
  description: "Who had which share of a market on a day.",
  fields: (t) => ({
    market: t.exposeString("market", { complexity: 0, description: "Which market." }),
    category: t.exposeString("category", { nullable: true, complexity: 0, description: "The product category." }),
    day: t.expose("day", { type: "Date", complexity: 0, description: "Day of the observation." }),
    competitorName: t.exposeString("competitorName", { complexity: 0, description: "Whose." }),
    own: t.exposeBoolean("own", { complexity: 0, description: "Whether it is the company's own." }),
    share: t.exposeFloat("share", { complexity: 0, description: "0 to 1." }),
    change: t.exposeFloat("change", {
      nullable: true,
      complexity: 0,
      description: "Since it was last observed within the period; none before.",
    }),
  }),
});

const Concentration = builder.enumType("MarketConcentrationLevel", {
  description: "How concentrated a market is, by the US merger guidelines of 2023.",
  values: {
    LOW: { description: "HHI below 0.1." },
    MODERATE: { description: "HHI from 0.1 to 0.18." },
    HIGH: { description: "HHI above 0.18." },
  } as const,
});

const MarketConcentrationType = builder.objectRef<MarketConcentration>("MarketConcentration").implement({
  description: "How concentrated a market was on a day.",
  fields: (t) => ({
    market: t.exposeString("market", { complexity: 0, description: "Which market." }),
    category: t.exposeString("category", { nullable: true, complexity: 0, description: "The product category." }),
    day: t.expose("day", { type: "Date", complexity: 0, description: "Day of the observation." }),
    competitors: t.exposeInt("competitors", { complexity: 0, description: "How many shares are known." }),
    covered: t.exposeFloat("covered", { complexity: 0, description: "Their sum." }),
    hhi: t.exposeFloat("hhi", {
      complexity: 0,
      description: "The Herfindahl–Hirschman index of the shares that are known: the sum of their squares, 0 to 1.",
    }),
    hhiAtMost: t.exposeFloat("hhiAtMost", {
      complexity: 0,
      description: "The same if all that isn't known were one more competitor.",
    }),
    concentration: t.expose("concentration", {
      type: Concentration,
      nullable: true,
      complexity: 0,
      description: "None where what isn't known would decide.",
    }),
  }),
});

const MoveType = builder.objectRef<MoveEffect & { readonly days: number }>("CompetitorMoveEffect").implement({
  description: "What a competitor did, and own sales around it.",
  interfaces: [SalesAroundType],
  fields: (t) => ({
    competitorName: t.exposeString("competitorName", { complexity: 0, description: "Who." }),
    day: t.expose("day", { type: "Date", complexity: 0, description: "When." }),
    kind: t.expose("kind", { type: marketKinds.move, complexity: 0, description: "Of what kind." }),
    name: t.exposeString("name", { complexity: 0, description: "What." }),
    category: t.exposeString("category", {
      nullable: true,
      complexity: 0,
      description: "Own sales are those of this product category; all where there is none.",
    }),
    source: t.exposeString("source", { nullable: true, complexity: 0, description: "Where it was found." }),
  }),
});

builder.queryFields((t) => ({
  competitors: t.prismaField({
    type: [Competitor],
    complexity: { field: 1, multiplier: 20 },
    description:
      "Competitors, and the company itself where it is recorded beside them: the company first, then by name.",
    resolve: (query, _, __, { prisma }) =>
      prisma.competitor.findMany({ ...query, orderBy: [{ own: "desc" }, { name: "asc" }, { id: "asc" }] }),
  }),

  competitorGrid: t.field({
    type: CompetitorGrid,
    complexity: 50,
    description:
      "The company and its competitors side by side: the latest figure of each for every topic, name and category, with its day and source.",
    args: {
      topic: t.arg({ type: [marketKinds.topic], description: "One of these; all unless said." }),
      category: t.arg({ type: StringFilter, description: "The product category." }),
      asOf: t.arg({ type: "Date", description: "What was observed up to this day; today unless said." }),
    },
    resolve: (_, { topic, category, asOf }, { warehouse, calendar }) =>
      queryGrid(warehouse.db, { calendar, topic, category, asOf: asOf ?? undefined }),
  }),

  marketShares: t.field({
    type: [MarketShareType],
    complexity: { field: 50, multiplier: 1 },
    description: "Shares of markets over time as they were observed: by market, category and day, the largest first.",
    args: {
      period: t.arg({ type: "Period", required: true, description: "Which days." }),
      market: t.arg({ type: StringFilter, description: "Which markets, by name." }),
      category: t.arg({ type: StringFilter, description: "The product category." }),
      asOf: t.arg({ type: "Date", description: "Leaves facts after this day out." }),
    },
    resolve: (_, { period, asOf, ...where }, { warehouse, calendar }) =>
      queryShares(warehouse.db, { ...where, period: parsePeriod(period, calendar), asOf: asOf ?? undefined }),
  }),

  marketConcentration: t.field({
    type: [MarketConcentrationType],
    complexity: { field: 50, multiplier: 1 },
    description: "How concentrated markets were on the days on which shares were observed.",
    args: {
      period: t.arg({ type: "Period", required: true, description: "Which days." }),
      market: t.arg({ type: StringFilter, description: "Which markets, by name." }),
      category: t.arg({ type: StringFilter, description: "The product category." }),
      asOf: t.arg({ type: "Date", description: "Leaves facts after this day out." }),
    },
    resolve: (_, { period, asOf, ...where }, { warehouse, calendar }) =>
      queryConcentration(warehouse.db, { ...where, period: parsePeriod(period, calendar), asOf: asOf ?? undefined }),
  }),

  competitorMoves: t.field({
    type: [MoveType],
    complexity: { field: 200, multiplier: 1 },
    description:
      "What competitors did, the latest first, beside own revenue a day before and after, of what the viewer may see. It tells what came after a move, not what came of it.",
    args: {
      period: t.arg({ type: "Period", required: true, description: "Which days." }),
      days: t.arg.int(daysArgument),
      kind: t.arg({ type: [marketKinds.move], description: "One of these; all unless said." }),
      category: t.arg({ type: StringFilter, description: "The product category." }),
      asOf: t.arg({ type: "Date", description: "Leaves facts after this day out; today unless said." }),
    },
    async resolve(_, { period, days, kind, category, asOf }, { warehouse, viewer, calendar }) {
      const moves = await queryMoves(warehouse.db, viewer.scope, {
        calendar,
        period: parsePeriod(period, calendar),
        days,
        kind,
        category,
        asOf: asOf ?? undefined,
      });
      return moves.map((move) => ({ ...move, days }));
    },
  }),
}));
