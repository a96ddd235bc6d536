import {
  builtInCatalog,
  type Catalog,
  type DimensionDefinition,
  type EngineRow,
  type MetricAnswerRow,
  type MetricRows,
  parsePeriod,
  queryMetricRows,
  queryMetrics,
} from "@salesglass/core";
import { builder } from "../../builder.ts";
import { entityId } from "./dimension-names.ts";
import {
  MetricCondition,
  MetricFilterInput,
  MetricOrder,
  metricFilter,
  rowArguments,
  TopInput,
  writeCursor,
} from "./metric-inputs.ts";
import { isPlain, type PlainRow, plainRows } from "./plain-rows.ts";
import { type MetricSelection, selectionOf } from "./selection.ts";

export const Comparison = builder.enumType("Comparison", {
  description: "What a period is compared with.",
  values: {
    PREVIOUS_PERIOD: { description: "The one before: March → February; a range of n days → the n days before it." },
    SAME_PERIOD_LAST_YEAR: { description: "The same one a year earlier." },
  } as const,
});

export const Reading = builder.enumType("Reading", {
  description: "How a metric is read.",
  values: {
    VALUE: { description: "As it is." },
    CHANGE: { description: "(value − compared) ÷ |compared|: 0.12 is +12 %." },
    DIFFERENCE: { description: "Value − compared." },
    SHARE: {
      description:
        "Share of the total: of the same time bucket, or of the whole period where the rows are split by time alone.",
    },
    RUNNING: { description: "From the period's first bucket to this one." },
    MOVING: {
      description: "Mean of this bucket and those before it, as many as `over` says; empty until there are so many.",
    },
  } as const,
});

const MetricRow = builder.objectRef<MetricAnswerRow>("MetricRow");
MetricRow.implement({
  description: "Dimensions and metrics as plain fields. What is selected is what is computed and grouped by.",
  fields: (t) => {
    const day = (_end: "from" | "to", description: string) =>
      t.field({
        type: "Date",
        nullable: true,
        complexity: 0,
        description,
        args: { at: t.arg({ type: Comparison, description: "In this comparison of the period instead." }) },
        resolve: (row, _args, _context, info) => row.days[String(info.path.key)] ?? null,
      });
    return {
      ...Object.fromEntries(
        builtInCatalog.dimensions.map((dimension) => [
          dimension.id,
          t.field({
            type: typeOf(dimension),
            nullable: true,
            complexity: 0,
            description: `${dimension.description.en}.`,
            resolve: (row) => dimensionValue(row, dimension) as never,
          }),
        ]),
      ),
      ...Object.fromEntries(
        builtInCatalog.metrics.map(({ id, description }) => [
          id,
          t.float({
            nullable: true,
            complexity: 0,
            description: description.en,
            args: {
              at: t.arg({ type: Comparison, description: "Read it in this comparison of the period instead." }),
              as: t.arg({ type: Reading, defaultValue: "VALUE", description: "How to read it." }),
              versus: t.arg({
                type: Comparison,
                description: "What CHANGE and DIFFERENCE compare with (default PREVIOUS_PERIOD).",
              }),
              over: t.arg.int({ description: "Over how many buckets MOVING goes, 2 to 100 (default 3)." }),
            },
            resolve: (row, _args, _context, info) => row.values[String(info.path.key)] ?? null,
          }),
        ]),
      ),
      from: day("from", "First day that the row stands for; empty where the comparison has no counterpart."),
      to: day("to", "Last day that the row stands for."),
      isRest: t.exposeBoolean("isRest", {
        complexity: 0,
        description: "The row is all that is not in the `top`, together.",
      }),
      cursor: t.string({
        complexity: 0,
        description: "The row's place in the list, for `after`.",
        resolve: ({ cursor }) => writeCursor(cursor ?? ""),
      }),
    };
  },
});

function typeOf({ kind, id }: DimensionDefinition): "Date" | "ID" | "String" {
  if (kind === "time") return "Date";
  return id.endsWith("Id") ? "ID" : "String";
}

/** What a row has in a dimension, as callers see it: of an entity's id the global one. */
export function dimensionValue(
  { dimensions }: Pick<MetricAnswerRow, "dimensions">,
  dimension: DimensionDefinition,
): string | number | null {
  return asCallersSee(dimensions[dimension.id] ?? null, dimension);
}

function asCallersSee(value: string | number | null, { id, entity }: DimensionDefinition): string | number | null {
  return value === null || !entity || !id.endsWith("Id") ? value : entityId(entity, Number(value));
}

function plainRowsOf(answer: MetricRows, fields: MetricSelection["fields"], catalog: Catalog): PlainRow[] {
  const byId = new Map(catalog.dimensions.map((dimension) => [dimension.id, dimension]));
  const reads = fields.map(({ key, name }): readonly [string, (row: EngineRow) => PlainRow[string]] => {
    const dimension = byId.get(name);
    if (dimension) {
      const read = answer.dimensions.get(name)!;
      return [key, (row) => asCallersSee(read(row), dimension)];
    }
    if (name === "isRest") return [key, answer.isRest];
    if (name === "cursor") return [key, (row) => writeCursor(answer.cursor(row))];
    return [key, (name === "from" || name === "to" ? answer.days : answer.values).get(key)!];
  });
  return answer.rows.map((row) => {
    const plain: PlainRow = {};
    for (const [key, read] of reads) plain[key] = read(row);
    return plain;
  });
}

builder.queryField("metrics", (t) =>
  t.field({
    type: [MetricRow],
    // What a question costs is its scan of the sales, not its rows.
    complexity: { field: 200, multiplier: 1 },
    description: "Metrics by any dimensions: the selection of the rows' fields is the query.",
    args: {
      period: t.arg({ type: "Period", required: true, description: "Which days." }),
      where: t.arg({ type: MetricFilterInput, description: "Which facts count." }),
      having: t.arg({ type: [MetricCondition], description: "Which rows to answer, by their metrics." }),
      orderBy: t.arg({ type: [MetricOrder], description: "In which order; by time unless said." }),
      top: t.arg({ type: TopInput, description: "The largest, and the rest as one." }),
      first: t.arg.int({ description: "At most so many rows." }),
      after: t.arg.string({ description: "Go on after the row with this `cursor`." }),
      asOf: t.arg({ type: "Date", description: "Leaves facts after this day out." }),
    },
    async resolve(_, { period, where, ...rows }, context, info) {
      const { catalog, calendar, warehouse, viewer } = context;
      const { fields, ...selected } = selectionOf(info, catalog);
      const question = {
        ...selected,
        ...rowArguments(rows),
        catalog,
        calendar,
        period: parsePeriod(period, calendar),
        where: await metricFilter(context, where),
      };
      if (!isPlain(info)) return queryMetrics(warehouse.db, viewer.scope, question);
      const answer = await queryMetricRows(warehouse.db, viewer.scope, question);
      return plainRows(context, info, plainRowsOf(answer, fields, catalog));
    },
  }),
);
