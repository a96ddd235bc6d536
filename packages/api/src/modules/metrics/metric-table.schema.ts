import {
  bucketEnd,
  comparedWith,
  comparisonPeriod,
  type Locale,
  type MetricAnswerRow,
  type MetricQuestion,
  type MetricReading,
  type Period,
  parsePeriod,
  queryMetrics,
  readAs,
} from "@salesglass/core";
import { builder } from "../../builder.ts";
import type { Context } from "../../context.ts";
import { inLocale } from "../locale.ts";
import { Dimension, DimensionDefinitionType, MetricDefinitionType, MetricId } from "./catalog.schema.ts";
import { type NamedDimension, namedDimensions } from "./dimension-names.ts";
import { PeriodRange } from "./metric.schema.ts";
import {
  MetricCondition,
  MetricFilterInput,
  MetricOrder,
  metricFilter,
  rowArguments,
  TopInput,
  writeCursor,
} from "./metric-inputs.ts";
import { Comparison, dimensionValue, Reading } from "./metrics.schema.ts";
import { readingOf } from "./selection.ts";

const defaultRows = 1_000;
const mostRows = 10_000;

interface Table {
  readonly question: MetricQuestion;
  readonly by: readonly NamedDimension[];
  readonly rows: readonly MetricAnswerRow[];
  readonly nextCursor: string | null;
}

interface TableRow {
  readonly table: Table;
  readonly row: MetricAnswerRow;
}

interface Column {
  readonly reading: MetricReading;
  readonly question: MetricQuestion;
}

const MetricColumn = builder.objectRef<Column>("MetricColumn").implement({
  description: "A column of a table: a metric, and how it is read.",
  fields: (t) => ({
    key: t.string({ description: "Its name, for orders and conditions.", resolve: ({ reading }) => reading.key }),
    definition: t.field({
      type: MetricDefinitionType,
      description: "What the metric means.",
      resolve: ({ reading }, _, { catalog }) => catalog.metric(reading.metric),
    }),
    at: t.field({
      type: Comparison,
      nullable: true,
      description: "The comparison that it is read in.",
      resolve: ({ reading }) => reading.at ?? null,
    }),
    as: t.field({
      type: Reading,
      description: "How it is read.",
      resolve: ({ reading }, _, { catalog }) => readAs(reading, catalog),
    }),
    versus: t.field({
      type: Comparison,
      nullable: true,
      description: "What it is compared with; none unless it is a change or a difference.",
      resolve: ({ reading }, _, { catalog }) => comparedWith(reading, catalog) ?? null,
    }),
    currency: t.string({
      nullable: true,
      description: "The currency where the values are money.",
      resolve: ({ reading: { metric, as } }, _, { catalog, company }) => {
        const isMoney = catalog.metric(metric).unit === "MONEY" && as !== "CHANGE" && as !== "SHARE";
        return isMoney ? company.currency : null;
      },
    }),
    period: t.field({
      type: PeriodRange,
      description: "The days that it is read in.",
      resolve: ({ reading: { at }, question: { period, calendar } }): Period =>
        at ? comparisonPeriod(period, at, calendar) : period,
    }),
    comparison: t.field({
      type: PeriodRange,
      nullable: true,
      description: "The days that it is compared with; none unless it is a change or a difference.",
      resolve({ reading, question: { period, calendar } }, _, { catalog }): Period | null {
        const versus = comparedWith(reading, catalog);
        const own = reading.at ? comparisonPeriod(period, reading.at, calendar) : period;
        return versus ? comparisonPeriod(own, versus, calendar) : null;
      },
    }),
  }),
});

const MetricTableRow = builder.objectRef<TableRow>("MetricTableRow").implement({
  description: "A row of a table.",
  fields: (t) => ({
    keys: t.field({
      type: ["String"],
      nullable: { list: false, items: true },
      complexity: 0,
      description: "One a dimension: the first day, the global id or the text itself; none where it is not given.",
      resolve: ({ table, row }) => table.by.map(({ key }) => dimensionValue(row, key) as string | null),
    }),
    labels: t.field({
      type: ["String"],
      nullable: { list: false, items: true },
      complexity: 0,
      description: "The same as people know them: names in the place of ids, words in the place of codes.",
      args: { locale: t.arg.string({ defaultValue: "en", description: "`en` or `zh-CN`." }) },
      resolve: ({ table, row }, { locale }) => table.by.map(({ label }) => labelOf(row, label, locale)),
    }),
    values: t.field({
      type: ["Float"],
      nullable: { list: false, items: true },
      complexity: 0,
      description: "One a column.",
      resolve: ({ table, row }) => table.question.metrics.map(({ key }) => row.values[key] ?? null),
    }),
    from: t.field({
      type: "Date",
      complexity: 0,
      description: "First day that the row stands for.",
      resolve: ({ row }) => row.days.from!,
    }),
    to: t.field({
      type: "Date",
      complexity: 0,
      description: "Last day that the row stands for.",
      resolve: ({ row }) => row.days.to!,
    }),
    isRest: t.boolean({
      complexity: 0,
      description: "The row is all that is not in the `top`, together.",
      resolve: ({ row }) => row.isRest,
    }),
    unfinished: t.boolean({
      complexity: 0,
      description: "Its days, or those of its bucket, are not all over yet.",
      resolve: isUnfinished,
    }),
  }),
});

function labelOf(
  row: MetricAnswerRow,
  label: NamedDimension["label"],
  locale: Locale | string | null | undefined,
): string | null {
  const value = dimensionValue(row, label) as string | null;
  const text = value === null ? undefined : label.values?.[value];
  return text ? inLocale(text, locale) : value;
}

/** Also where the period ends today: the month that a year to date ends in is not over. */
function isUnfinished({ table: { question, by }, row }: TableRow): boolean {
  const { calendar, asOf } = question;
  const grain = by.find(({ key }) => key.grain)?.key.grain;
  const end = grain ? bucketEnd(row.days.to!, grain, calendar) : row.days.to!;
  const lastDay = asOf && asOf < calendar.today ? asOf : calendar.today;
  return end > lastDay;
}

const MetricTable = builder.objectRef<Table>("MetricTable").implement({
  description: "Metrics by dimensions that are named in arguments: one document for every chart and table.",
  fields: (t) => ({
    period: t.field({ type: PeriodRange, description: "Which days.", resolve: ({ question }) => question.period }),
    dimensions: t.field({
      type: [DimensionDefinitionType],
      description: "What the rows are split by.",
      resolve: ({ by }) => [...by],
    }),
    columns: t.field({
      type: [MetricColumn],
      description: "The metrics.",
      resolve: ({ question }) => question.metrics.map((reading) => ({ reading, question })),
    }),
    rows: t.field({
      type: [MetricTableRow],
      // The scan is what costs, and it is counted with the table.
      complexity: { field: 0, multiplier: 0 },
      description: "The rows.",
      resolve: (table) => table.rows.map((row) => ({ table, row })),
    }),
    total: t.field({
      type: MetricTableRow,
      complexity: 200,
      description: "The same columns without any dimension, over all that the filter leaves; not the sum of the rows.",
      resolve: (table, _, context) => totalOf(table, context),
    }),
    nextCursor: t.string({
      nullable: true,
      description: "Where to go on with `after`; none when there are no more rows.",
      resolve: ({ nextCursor }) => nextCursor,
    }),
  }),
});

/** Along time there is no total: such columns are empty in it. */
async function totalOf(table: Table, { warehouse, viewer }: Context): Promise<TableRow> {
  const { having: _, orderBy: __, top: ___, first: ____, after: _____, ...question } = table.question;
  const metrics = question.metrics.filter(({ as }) => as !== "RUNNING" && as !== "MOVING");
  const [row] = await queryMetrics(warehouse.db, viewer.scope, {
    ...question,
    metrics,
    dimensions: [],
    cursors: false,
  });
  return { table: { ...table, by: [] }, row: row! };
}

const MetricColumnInput = builder.inputType("MetricColumnInput", {
  description: "A column of a table: a metric, and how to read it.",
  fields: (t) => ({
    key: t.string({ description: "Its name, for orders and conditions; the metric's id unless given." }),
    metric: t.field({ type: MetricId, required: true, description: "Which metric." }),
    at: t.field({ type: Comparison, description: "Read it in this comparison of the period instead." }),
    as: t.field({ type: Reading, defaultValue: "VALUE", description: "How to read it." }),
    versus: t.field({
      type: Comparison,
      description: "What CHANGE and DIFFERENCE compare with (default PREVIOUS_PERIOD).",
    }),
    over: t.int({ description: "Over how many buckets MOVING goes, 2 to 100 (default 3)." }),
  }),
});

builder.queryField("metricTable", (t) =>
  t.field({
    type: MetricTable,
    complexity: 200,
    description:
      "Metrics by dimensions, both named in arguments. Orders and conditions go by a column's key or a dimension's name.",
    args: {
      period: t.arg({ type: "Period", required: true, description: "Which days." }),
      by: t.arg({ type: [Dimension], required: true, defaultValue: [], description: "What to split by." }),
      metrics: t.arg({ type: [MetricColumnInput], required: true, description: "The columns." }),
      where: t.arg({ type: MetricFilterInput, description: "Which facts count." }),
      having: t.arg({ type: [MetricCondition], description: "Which rows to answer, by their metrics." }),
      orderBy: t.arg({ type: [MetricOrder], description: "In which order; by time unless said." }),
      top: t.arg({ type: TopInput, description: "The largest, and the rest as one." }),
      first: t.arg.int({ description: `At most so many rows (default ${defaultRows}, at most ${mostRows}).` }),
      after: t.arg.string({ description: "Go on after this cursor." }),
      asOf: t.arg({ type: "Date", description: "Leaves facts after this day out." }),
    },
    async resolve(_, { period, by: names, metrics, where, ...args }, context): Promise<Table> {
      const { catalog, calendar, warehouse, viewer } = context;
      const known = namedDimensions(catalog);
      const by = names.map((name) => known.get(name)!);
      const rowArgs = rowArguments(args);
      const first = Math.min(rowArgs.first ?? defaultRows, mostRows);
      const question: MetricQuestion = {
        ...rowArgs,
        period: parsePeriod(period, calendar),
        calendar,
        catalog,
        dimensions: by.flatMap(({ key, label }) => [key.id, label.id]),
        metrics: metrics.map((column) => readingOf(column.key ?? column.metric, column.metric, column)),
        where: await metricFilter(context, where),
        orderBy: rowArgs.orderBy?.map((order) => ({ ...order, by: known.get(order.by)?.label.id ?? order.by })),
        days: [
          { key: "from", end: "from" },
          { key: "to", end: "to" },
        ],
        cursors: true,
        // One more tells whether there is a next page.
        first: first + 1,
      };
      const rows = await queryMetrics(warehouse.db, viewer.scope, question);
      const last = rows[first - 1];
      return {
        question,
        by,
        rows: rows.slice(0, first),
        nextCursor: rows.length > first && last ? writeCursor(last.cursor!) : null,
      };
    },
  }),
);
