import {
  type Swot as Answer,
  parsePeriod,
  querySwot,
  querySwotChange,
  type RuleEvidence,
  type SwotChange,
  type SwotQuestion,
  type SwotStatement,
} from "@salesglass/core";
import { builder } from "../../builder.ts";
import { inLocale, localeArgument } from "../locale.ts";
import { entityId } from "../metrics/dimension-names.ts";
import { PeriodRange } from "../metrics/metric.schema.ts";
import { MetricFilterInput, metricFilter } from "../metrics/metric-inputs.ts";
import { RuleFigureType } from "../rules/figure.schema.ts";

const SwotQuadrant = builder.enumType("SwotQuadrant", {
  description: "Within the company or around it, for good or for bad.",
  values: {
    STRENGTH: { description: "What goes well in the company." },
    WEAKNESS: { description: "What doesn't." },
    OPPORTUNITY: { description: "Where there is more to win." },
    THREAT: { description: "What may take something away." },
  } as const,
});

const SwotTopic = builder.enumType("SwotTopic", {
  description: "What a statement is about, and so where to look closer.",
  values: {
    SALES: { description: "What was sold, and what it earned." },
    CUSTOMERS: { description: "Who buys, and how satisfied they are." },
    PIPELINE: { description: "Deals." },
    TEAM: { description: "Quotas and pay." },
    MARKET: { description: "Competitors, demand, the economy." },
  } as const,
});

const SwotEvidenceType = builder.objectRef<RuleEvidence>("SwotEvidence").implement({
  description: "Who or what a statement is seen in: a product, a region, a competitor, a topic.",
  fields: (t) => ({
    key: t.string({
      nullable: true,
      complexity: 0,
      description: "The global id of an entity, else the text itself.",
      resolve: ({ entity, key }) => (key === null ? null : entity ? entityId(entity, Number(key)) : String(key)),
    }),
    label: t.string({
      nullable: true,
      complexity: 0,
      description: "What people call it.",
      args: { locale: t.arg.string(localeArgument) },
      resolve: ({ label }, { locale }) => label && inLocale(label, locale),
    }),
    share: t.exposeFloat("share", {
      nullable: true,
      complexity: 0,
      description: "Its share of revenue, 0 to 1; none where it can't be told.",
    }),
    figures: t.field({
      type: [RuleFigureType],
      complexity: { field: 0, multiplier: 2 },
      description: "Its figures.",
      resolve: ({ figures }) => [...figures],
    }),
    detail: t.string({
      nullable: true,
      complexity: 0,
      description: "What else is known: of a low margin whether it is cost or pricing.",
      args: { locale: t.arg.string(localeArgument) },
      resolve: ({ detail }, { locale }) => detail && inLocale(detail, locale),
    }),
  }),
});

interface Said {
  readonly statement: SwotStatement;
  /** Asked for once, and only where it is wanted. */
  readonly change: () => Promise<SwotChange>;
  readonly isGone: boolean;
}

const SwotStatementType = builder.objectRef<Said>("SwotStatement").implement({
  description: "A strength, weakness, opportunity or threat, and what it rests on.",
  fields: (t) => ({
    rule: t.string({
      complexity: 0,
      description: "The id of the rule that raised it.",
      resolve: ({ statement }) => statement.rule,
    }),
    quadrant: t.field({
      type: SwotQuadrant,
      complexity: 0,
      description: "Which of the four it is.",
      resolve: ({ statement }) => statement.quadrant,
    }),
    text: t.string({
      complexity: 0,
      description: "What it says; its figures are beside it.",
      args: { locale: t.arg.string(localeArgument) },
      resolve: ({ statement }, { locale }) => inLocale(statement.text, locale),
    }),
    size: t.float({
      nullable: true,
      complexity: 0,
      description: "The share of revenue at stake, 0 to 1; none where it can't be told.",
      resolve: ({ statement }) => statement.size,
    }),
    topic: t.field({
      type: SwotTopic,
      complexity: 0,
      description: "What it is about.",
      resolve: ({ statement }) => statement.topic,
    }),
    isNew: t.boolean({
      complexity: 300,
      description: "Whether the period before didn't have it.",
      resolve: async ({ statement, change, isGone }) => !isGone && (await change()).appeared.has(statement.rule),
    }),
    figures: t.field({
      type: [RuleFigureType],
      complexity: { field: 0, multiplier: 2 },
      description: "What it rests on, of all that was asked for.",
      resolve: ({ statement }) => [...statement.figures],
    }),
    evidence: t.field({
      type: [SwotEvidenceType],
      complexity: { field: 0, multiplier: 5 },
      description: "Who or what it is seen in, the largest first.",
      args: { first: t.arg.int({ defaultValue: 10, description: "At most so many." }) },
      resolve: ({ statement }, { first }) => statement.evidence.slice(0, Math.max(0, first ?? 10)),
    }),
    names: t.string({
      nullable: true,
      complexity: 0,
      description: "The same as one text, for a cell of a table; none where it is of the whole.",
      args: { locale: t.arg.string(localeArgument) },
      resolve: ({ statement: { evidence } }, { locale }) =>
        evidence.length === 0
          ? null
          : evidence.flatMap(({ label }) => (label ? [inLocale(label, locale)] : [])).join("; "),
    }),
  }),
});

interface Asked {
  readonly answer: Answer;
  readonly change: () => Promise<SwotChange>;
}

const Swot = builder.objectRef<Asked>("Swot").implement({
  description: "What goes well and what doesn't, where there is more to win, and what may be lost.",
  fields: (t) => ({
    period: t.field({ type: PeriodRange, description: "Which days.", resolve: ({ answer }) => answer.period }),
    statements: t.field({
      type: [SwotStatementType],
      complexity: { field: 0, multiplier: 1 },
      description: "Those with the largest share of revenue at stake first.",
      args: { quadrant: t.arg({ type: [SwotQuadrant], description: "Only these; all unless said." }) },
      resolve: ({ answer, change }, { quadrant }) =>
        answer.statements
          .filter((statement) => !quadrant || quadrant.includes(statement.quadrant))
          .map((statement) => ({ statement, change, isGone: false })),
    }),
    gone: t.field({
      type: [SwotStatementType],
      complexity: { field: 300, multiplier: 1 },
      description: "What the period before had and this one hasn't.",
      resolve: async ({ change }) => (await change()).gone.map((statement) => ({ statement, change, isGone: true })),
    }),
  }),
});

builder.queryField("swot", (t) =>
  t.field({
    type: Swot,
    complexity: 600,
    description:
      "Strengths, weaknesses, opportunities and threats by stated rules over own metrics and the market. A rule whose figures aren't known says nothing.",
    args: {
      period: t.arg({ type: "Period", required: true, description: "Which days." }),
      where: t.arg({
        type: MetricFilterInput,
        description: "Whose sales, and which. What is of the market follows only the category.",
      }),
      asOf: t.arg({ type: "Date", description: "Leaves facts after this day out." }),
    },
    async resolve(_, { period, where, asOf }, context): Promise<Asked> {
      const { catalog, calendar, warehouse, viewer } = context;
      const question: SwotQuestion = {
        period: parsePeriod(period, calendar),
        calendar,
        catalog,
        where: await metricFilter(context, where),
        asOf: asOf ?? undefined,
      };
      const answer = await querySwot(warehouse.db, viewer.scope, question);
      let change: Promise<SwotChange> | undefined;
      return {
        answer,
        change() {
          change ??= querySwotChange(warehouse.db, viewer.scope, question, answer);
          return change;
        },
      };
    },
  }),
);
