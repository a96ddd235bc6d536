import type { InputShapeFromFields } from "@pothos/core";
import {
  DomainError,
  everything,
  type Forecast,
  type MetricCard,
  type MetricCardPoint,
  type MetricCardQuestion,
  type MetricDefinition,
  type MetricFilter,
  type Period,
  parsePeriod,
  queryForecast,
  queryMetric,
  type Scope,
  type WarehouseDb,
} from "@salesglass/core";
import type { GraphQLResolveInfo } from "graphql";
import { builder } from "../../builder.ts";
import type { Context } from "../../context.ts";
import { MetricForecast } from "../forecast/forecast.schema.ts";
import { MetricDefinitionType, MetricId } from "./catalog.schema.ts";
import { MetricFilterInput, metricFilter } from "./metric-inputs.ts";
import { Comparison } from "./metrics.schema.ts";
import { cardSelection } from "./selection.ts";

export const PeriodRange = builder.objectRef<Period>("PeriodRange").implement({
  description: "A period with its days.",
  fields: (t) => ({
    text: t.exposeString("text", { description: "As it was asked for." }),
    from: t.expose("from", { type: "Date", description: "First day." }),
    to: t.expose("to", { type: "Date", description: "Last day." }),
  }),
});

export const Grain = builder.enumType("Grain", {
  description: "The length of a step in time.",
  values: {
    DAY: { value: "day" },
    WEEK: { value: "week" },
    MONTH: { value: "month" },
    QUARTER: { value: "quarter" },
    YEAR: { value: "year" },
    FISCAL_MONTH: { value: "fiscalMonth" },
    FISCAL_QUARTER: { value: "fiscalQuarter" },
    FISCAL_YEAR: { value: "fiscalYear" },
  } as const,
});

const MetricComparison = builder.objectRef<NonNullable<MetricCard["comparison"]>>("MetricComparison").implement({
  description: "The metric in another period, and what has changed since.",
  fields: (t) => ({
    period: t.expose("period", { type: PeriodRange, description: "What it is compared with." }),
    value: t.exposeFloat("value", { nullable: true, description: "The value then." }),
    change: t.exposeFloat("change", { nullable: true, description: "(now − then) ÷ |then|: 0.12 is +12 %." }),
    difference: t.exposeFloat("difference", { nullable: true, description: "Now − then." }),
  }),
});

const MetricPoint = builder.objectRef<MetricCardPoint>("MetricPoint").implement({
  description: "A step of the series.",
  fields: (t) => ({
    from: t.expose("from", { type: "Date", complexity: 0, description: "First day." }),
    to: t.expose("to", { type: "Date", complexity: 0, description: "Last day." }),
    value: t.exposeFloat("value", { nullable: true, complexity: 0, description: "The value." }),
    comparison: t.exposeFloat("comparison", {
      nullable: true,
      complexity: 0,
      description: "The value of the step that it is compared with.",
    }),
    unfinished: t.exposeBoolean("unfinished", { complexity: 0, description: "Its days are not all over yet." }),
  }),
});

interface Card {
  readonly definition: MetricDefinition;
  readonly period: Period;
  readonly currency: string;
  readonly card: MetricCard;
  /** Asked for beside the card, where it was selected; its own fault is told in its own place. */
  readonly forecast: Promise<Forecast | null> | undefined;
}

/** Which facts a card is of. */
interface CardFacts {
  readonly db: WarehouseDb;
  readonly scope: Scope;
}

const Metric = builder.objectRef<Card>("Metric").implement({
  description: "One metric over a period, for a card.",
  fields: (t) => ({
    definition: t.expose("definition", { type: MetricDefinitionType, description: "What it means." }),
    period: t.expose("period", { type: PeriodRange, description: "Which days." }),
    value: t.float({ nullable: true, description: "The value.", resolve: ({ card }) => card.value }),
    currency: t.string({
      nullable: true,
      description: "The currency of a metric that is money.",
      resolve: ({ definition, currency }) => (definition.unit === "MONEY" ? currency : null),
    }),
    comparison: t.field({
      type: MetricComparison,
      nullable: true,
      description: "The comparison, where one was asked for.",
      resolve: ({ card }) => card.comparison ?? null,
    }),
    series: t.field({
      type: [MetricPoint],
      description: "Its course, where a series was asked for: every step, in order.",
      resolve: ({ card }) => [...card.series],
    }),
    forecast: t.field({
      type: MetricForecast,
      nullable: true,
      complexity: 200,
      description:
        "Where it will stand at the period's end, with method and error. None of a period that is over or has not begun, nor of a metric that can't be added up over time.",
      resolve: ({ forecast }) => forecast,
    }),
  }),
});

const cardArguments = builder.args((t) => ({
  id: t.field({ type: MetricId, required: true, description: "Which metric." }),
  period: t.field({ type: "Period", required: true, description: "Which days." }),
  versus: t.field({
    type: Comparison,
    defaultValue: "PREVIOUS_PERIOD",
    description: "What to compare with; null for nothing.",
  }),
  series: t.field({ type: Grain, description: "The steps of its course; none unless given." }),
  asOf: t.field({ type: "Date", description: "Leaves facts after this day out." }),
}));

builder.queryFields((t) => ({
  metric: t.field({
    type: Metric,
    complexity: 200,
    description: "One metric over a period, compared and as a series.",
    args: { ...cardArguments, where: t.arg({ type: MetricFilterInput, description: "Which facts count." }) },
    async resolve(_, { where, ...args }, context, info) {
      const facts = { db: context.warehouse.db, scope: context.viewer.scope };
      return cardOf(facts, args, await metricFilter(context, where), context, info);
    },
  }),
  companyTotal: t.field({
    type: Metric,
    complexity: 200,
    description:
      "One metric of the whole company over a period, without any filter: for who sees everything, and of metrics that the company has opened (`companyTotals` of its configuration) for everybody.",
    args: cardArguments,
    resolve(_, args, context, info) {
      checkOpen(args.id, context);
      return cardOf({ db: context.companyDb(), scope: everything }, args, undefined, context, info);
    },
  }),
}));

async function cardOf(
  { db, scope }: CardFacts,
  args: InputShapeFromFields<typeof cardArguments>,
  where: MetricFilter | undefined,
  { catalog, calendar, company }: Context,
  info: GraphQLResolveInfo,
): Promise<Card> {
  const selected = cardSelection(info);
  const definition = catalog.metric(args.id);
  const period = parsePeriod(args.period, calendar);
  const question: MetricCardQuestion = {
    metric: definition.id,
    catalog,
    period,
    calendar,
    where,
    versus: (selected.comparison && args.versus) || undefined,
    series: args.series ?? undefined,
    asOf: args.asOf ?? undefined,
  };
  const forecast = selected.forecast ? queryForecast(db, scope, question) : undefined;
  // Where the card fails first, nobody is left to hear of it.
  forecast?.catch(() => {});
  const card = await queryMetric(db, scope, question);
  return { definition, period, currency: company.currency, card, forecast };
}

function checkOpen(id: string, { viewer, catalog: { companyTotals } }: Context): void {
  if (viewer.scope.kind === "everything" || companyTotals.has(id)) return;
  const open = companyTotals.size > 0 ? `open are ${[...companyTotals].join(", ")}` : "the company has opened none";
  throw new DomainError("FORBIDDEN", `companyTotal: ${id} of the whole company is not for you to see; ${open}`);
}
