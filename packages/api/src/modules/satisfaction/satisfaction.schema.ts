import {
  type Satisfaction as Answer,
  type SurveyChange as Change,
  type SurveyFigures as Figures,
  type SatisfactionPoint as Point,
  parsePeriod,
  querySatisfaction,
  type SatisfactionRow as Row,
  type SatisfactionQuestion,
} from "@salesglass/core";
import { builder } from "../../builder.ts";
import { kinds } from "../customers/customer.schema.ts";
import { inLocale } from "../locale.ts";
import { Dimension, DimensionDefinitionType } from "../metrics/catalog.schema.ts";
import { entityId, type NamedDimension, namedDimensions } from "../metrics/dimension-names.ts";
import { Grain, PeriodRange } from "../metrics/metric.schema.ts";
import { MetricFilterInput, metricFilter } from "../metrics/metric-inputs.ts";
import { Comparison } from "../metrics/metrics.schema.ts";
import { Afterwards, afterwards } from "./afterwards.schema.ts";

const SurveyScore = builder.objectRef<Figures["distribution"][number]>("SurveyScore").implement({
  description: "How many gave a score.",
  fields: (t) => ({
    score: t.exposeInt("score", { complexity: 0, description: "The answer." }),
    responses: t.exposeInt("responses", { complexity: 0, description: "How many gave it." }),
  }),
});

const SurveyFigures = builder.objectRef<Figures>("SurveyFigures").implement({
  description:
    "What a number of answers to a survey says. Scores, margins and shares are null below the company's minimum of answers.",
  fields: (t) => {
    const count = (name: "responses" | "positive" | "neutral" | "negative", description: string) =>
      t.exposeInt(name, { complexity: 0, description });
    const share = (name: "positiveShare" | "neutralShare" | "negativeShare", description: string) =>
      t.exposeFloat(name, { nullable: true, complexity: 0, description });
    return {
      responses: count("responses", "How many answered."),
      score: t.exposeFloat("score", {
        nullable: true,
        complexity: 0,
        description:
          "NPS: 100 × (promoters − detractors) ÷ answers, −100 to 100. CSAT: share of the answers 4–5, 0 to 1. CES: mean answer, 1 to 7.",
      }),
      margin: t.exposeFloat("margin", {
        nullable: true,
        complexity: 0,
        description:
          "Margin of error of the score at 95 %, in its unit. NPS: 100 × 1.96 × √((p₊ + p₋ − (p₊ − p₋)²) ÷ n); CSAT: 1.96 × √(p × (1 − p) ÷ n); CES: 1.96 × s ÷ √n. Null where all answers are alike.",
      }),
      low: t.exposeFloat("low", {
        nullable: true,
        complexity: 0,
        description: "Score − margin, within the scale.",
      }),
      high: t.exposeFloat("high", {
        nullable: true,
        complexity: 0,
        description: "Score + margin, within the scale.",
      }),
      positive: count("positive", "NPS: promoters (9–10). CSAT: content (4–5). CES: easy (5–7)."),
      neutral: count("neutral", "NPS: passives (7–8). CSAT: 3. CES: 4."),
      negative: count("negative", "NPS: detractors (0–6). CSAT: not content (1–2). CES: hard (1–3)."),
      positiveShare: share("positiveShare", "Share of the positive, 0 to 1."),
      neutralShare: share("neutralShare", "Share of the neutral, 0 to 1."),
      negativeShare: share("negativeShare", "Share of the negative, 0 to 1."),
      distribution: t.field({
        type: [SurveyScore],
        complexity: { field: 0, multiplier: 1 },
        description: "Every score of the scale, the lowest first.",
        resolve: ({ distribution }) => [...distribution],
      }),
    };
  },
});

const SurveyChange = builder.objectRef<Change>("SurveyChange").implement({
  description: "How a score differs from the one that it is compared with.",
  fields: (t) => ({
    difference: t.exposeFloat("difference", {
      nullable: true,
      complexity: 0,
      description: "Now − then, in the score's unit (of CSAT 0.05 is 5 percentage points).",
    }),
    margin: t.exposeFloat("margin", {
      nullable: true,
      complexity: 0,
      description: "Margin of error of the difference: √(margin now² + margin then²).",
    }),
    significant: t.exposeBoolean("significant", {
      nullable: true,
      complexity: 0,
      description:
        "Whether the difference is larger than its margin, so more than chance; null where that is not known.",
    }),
  }),
});

interface RowOfAnswer extends Row {
  readonly by: NamedDimension | undefined;
}

const SatisfactionRow = builder.objectRef<RowOfAnswer>("SatisfactionRow").implement({
  description: "What the customers of one value of the dimension answered.",
  fields: (t) => ({
    key: t.string({
      nullable: true,
      complexity: 0,
      description: "The first day, the global id or the text itself; null of all, and where it is not given.",
      resolve: ({ key, by }) =>
        key !== null && by?.key.entity ? entityId(by.key.entity, Number(key)) : key?.toString(),
    }),
    label: t.string({
      nullable: true,
      complexity: 0,
      description: "The same as people know it: a name in the place of an id, a word in the place of a code.",
      args: { locale: t.arg.string({ defaultValue: "en", description: "`en` or `zh-CN`." }) },
      resolve: ({ label, by }, { locale }) => {
        const text = label === null ? undefined : by?.label.values?.[label];
        return text ? inLocale(text, locale) : label;
      },
    }),
    figures: t.field({
      type: SurveyFigures,
      complexity: 0,
      description: "The answers in the period.",
      resolve: ({ figures }) => figures,
    }),
    comparison: t.field({
      type: SurveyFigures,
      nullable: true,
      complexity: 0,
      description: "Those that they are compared with, where a comparison was asked for.",
      resolve: ({ comparison }) => comparison,
    }),
    change: t.field({
      type: SurveyChange,
      nullable: true,
      complexity: 0,
      description: "What has changed since, where a comparison was asked for.",
      resolve: ({ change }) => change,
    }),
  }),
});

const SatisfactionPoint = builder.objectRef<Point>("SatisfactionPoint").implement({
  description: "A step of the series.",
  fields: (t) => ({
    from: t.expose("from", { type: "Date", complexity: 0, description: "First day." }),
    to: t.expose("to", { type: "Date", complexity: 0, description: "Last day." }),
    unfinished: t.exposeBoolean("unfinished", { complexity: 0, description: "Its days are not all over yet." }),
    figures: t.field({
      type: SurveyFigures,
      complexity: 0,
      description: "The answers in it.",
      resolve: ({ figures }) => figures,
    }),
    comparison: t.field({
      type: SurveyFigures,
      nullable: true,
      complexity: 0,
      description: "Those of the step that it is compared with, where a comparison was asked for.",
      resolve: ({ comparison }) => comparison,
    }),
  }),
});

interface Asked {
  readonly answer: Answer;
  readonly by: NamedDimension | undefined;
  readonly question: SatisfactionQuestion;
}

const Satisfaction = builder.objectRef<Asked>("Satisfaction").implement({
  description: "What customers answered to a survey, how sure that is, and what they did afterwards.",
  fields: (t) => ({
    kind: t.field({ type: kinds.survey, description: "Which survey.", resolve: ({ answer }) => answer.kind }),
    period: t.field({ type: PeriodRange, description: "Which days.", resolve: ({ answer }) => answer.period }),
    comparisonPeriod: t.field({
      type: PeriodRange,
      nullable: true,
      description: "What they are compared with, where a comparison was asked for.",
      resolve: ({ answer }) => answer.comparisonPeriod,
    }),
    minimumResponses: t.int({
      description: "The company's minimum: fewer answers give no score.",
      resolve: ({ answer }) => answer.minimumResponses,
    }),
    by: t.field({
      type: DimensionDefinitionType,
      nullable: true,
      description: "What the rows are split by.",
      resolve: ({ by }) => by,
    }),
    figures: t.field({
      type: SurveyFigures,
      description: "All answers in the period.",
      resolve: ({ answer }) => answer.figures,
    }),
    comparison: t.field({
      type: SurveyFigures,
      nullable: true,
      description: "Those that they are compared with, where a comparison was asked for.",
      resolve: ({ answer }) => answer.comparison,
    }),
    change: t.field({
      type: SurveyChange,
      nullable: true,
      description: "What has changed since, where a comparison was asked for.",
      resolve: ({ answer }) => answer.change,
    }),
    rows: t.field({
      type: [SatisfactionRow],
      complexity: { field: 0, multiplier: 1 },
      description:
        "One for each value of `by` that has answers, the most first; of time every step, in order; without `by` one of all.",
      resolve: ({ answer, by }) => answer.rows.map((row) => ({ ...row, by })),
    }),
    series: t.field({
      type: [SatisfactionPoint],
      complexity: { field: 0, multiplier: 1 },
      description: "Its course, where a series was asked for: every step, in order.",
      resolve: ({ answer }) => [...answer.series],
    }),
    afterwards: t.field({
      type: Afterwards,
      complexity: 400,
      description:
        "What customers did after they had answered NPS in the period, whatever the kind asked for, beside those who gave no answer.",
      args: {
        days: t.arg.int({ defaultValue: 180, description: "How many days after the answer are looked at, 1 to 3660." }),
      },
      resolve: ({ question }, { days }, context) => afterwards(question, days, context),
    }),
  }),
});

builder.queryField("satisfaction", (t) =>
  t.field({
    type: Satisfaction,
    complexity: 400,
    description:
      "NPS, CSAT or CES over a period with its margin of error, groups and distribution; compared, by a dimension, over time.",
    args: {
      kind: t.arg({ type: kinds.survey, required: true, defaultValue: "NPS", description: "Which survey." }),
      period: t.arg({ type: "Period", required: true, description: "Which days." }),
      where: t.arg({ type: MetricFilterInput, description: "Whose answers count." }),
      versus: t.arg({
        type: Comparison,
        defaultValue: "PREVIOUS_PERIOD",
        description: "What to compare with; null for nothing.",
      }),
      by: t.arg({ type: Dimension, description: "What to split the rows by." }),
      series: t.arg({ type: Grain, description: "The steps of its course; none unless given." }),
      first: t.arg.int({ defaultValue: 100, description: "At most so many rows, 1 to 1000; of time all are there." }),
      asOf: t.arg({ type: "Date", description: "Leaves answers after this day out." }),
    },
    async resolve(_, args, context): Promise<Asked> {
      const { catalog, calendar, warehouse, viewer } = context;
      const by = args.by ? namedDimensions(catalog).get(args.by)! : undefined;
      const question: SatisfactionQuestion = {
        kind: args.kind,
        period: parsePeriod(args.period, calendar),
        calendar,
        catalog,
        where: await metricFilter(context, args.where),
        versus: args.versus ?? undefined,
        by: by?.label.id,
        series: args.series ?? undefined,
        first: args.first ?? undefined,
        asOf: args.asOf ?? undefined,
      };
      return { answer: await querySatisfaction(warehouse.db, viewer.scope, question), by, question };
    },
  }),
);
