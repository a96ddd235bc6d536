import { encodeGlobalID } from "@pothos/plugin-relay";
import {
  badInput,
  type DimensionDefinition,
  dimensionCatalog,
  type MetricAnswerRow,
  metricCatalog,
  parsePeriod,
  queryMetrics,
} from "@salesglass/core";
import { builder } from "../../builder.ts";
import { MetricFilterInput, metricFilter } from "./metric-inputs.ts";
import { isPlain, type PlainRow, plainRows } from "./plain-rows.ts";
import { type MetricSelection, selectionOf } from "./selection.ts";

export const Comparison = builder.enumType("Comparison", {
  description: "What a period is compared with.",
  values: {
    PREVIOUS_PERIOD: { description: "The one before: March → February; a range of n days → the n days before it." },
    SAME_PERIOD_LAST_YEAR: { description: "The same one a year earlier." },
  } as const,
});

const Reading = builder.enumType("Reading", {
  description: "How a metric is read.",
  values: {
    VALUE: { description: "As it is." },
    CHANGE: { description: "(value − compared) ÷ |compared|: 0.12 is +12 %." },
    DIFFERENCE: { description: "Value − compared." },
  } as const,
});

export const Direction = builder.enumType("Direction", {
  description: "Ascending or descending; what has no value comes last.",
  values: ["ASC", "DESC"] as const,
});

const MetricOrder = builder.inputType("MetricOrder", {
  description: "An order of rows.",
  fields: (t) => ({
    by: t.string({ required: true, description: "A selected field, by its alias where it has one." }),
    direction: t.field({ type: Direction, defaultValue: "ASC", description: "Which way." }),
  }),
});

const MetricRow = builder.objectRef<MetricAnswerRow>("MetricRow");
MetricRow.implement({
  description: "Dimensions and metrics as plain fields. What is selected is what is computed and grouped by.",
  fields: (t) => ({
    ...Object.fromEntries(
      dimensionCatalog.map((dimension) => [
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
      metricCatalog.map(({ id, description }) => [
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
          },
          resolve: (row, _args, _context, info) => row.values[String(info.path.key)] ?? null,
        }),
      ]),
    ),
  }),
});

function typeOf({ kind, id }: DimensionDefinition): "Date" | "ID" | "String" {
  if (kind === "time") return "Date";
  return id.endsWith("Id") ? "ID" : "String";
}

function dimensionValue(row: MetricAnswerRow, { id, kind, entity }: DimensionDefinition): string | number | null {
  const value = row.dimensions[id] ?? null;
  if (value === null || kind !== "entity" || !id.endsWith("Id")) return value;
  return encodeGlobalID(entity![0]!.toUpperCase() + entity!.slice(1), value);
}

function plainRowOf(fields: MetricSelection["fields"]): (row: MetricAnswerRow) => PlainRow {
  const reads = fields.map(({ key, name }) => ({ key, dimension: dimensions.get(name) }));
  return (row) => {
    const plain: PlainRow = {};
    for (const { key, dimension } of reads) {
      plain[key] = dimension ? dimensionValue(row, dimension) : (row.values[key] ?? null);
    }
    return plain;
  };
}

const dimensions = new Map<string, DimensionDefinition>(dimensionCatalog.map((dimension) => [dimension.id, dimension]));

builder.queryField("metrics", (t) =>
  t.field({
    type: [MetricRow],
    // What a question costs is its scan of the sales, not its rows.
    complexity: { field: 200, multiplier: 1 },
    description: "Metrics by any dimensions: the selection of the rows' fields is the query.",
    args: {
      period: t.arg({ type: "Period", required: true, description: "Which days." }),
      where: t.arg({ type: MetricFilterInput, description: "Which facts count." }),
      orderBy: t.arg({ type: [MetricOrder], description: "In which order; by time unless said." }),
      first: t.arg.int({ description: "At most so many rows." }),
      asOf: t.arg({ type: "Date", description: "Leaves facts after this day out." }),
    },
    async resolve(_, { period, where, orderBy, first, asOf }, context, info) {
      if (first != null && first < 0) throw badInput(`first: ${first} rows can't be answered, expected 0 or more`);
      const { fields, dimensions, metrics } = selectionOf(info);
      const rows = await queryMetrics(context.warehouse.db, context.viewer.scope, {
        dimensions,
        metrics,
        period: parsePeriod(period, context.calendar),
        calendar: context.calendar,
        where: await metricFilter(context, where),
        orderBy: orderBy?.map(({ by, direction }) => ({ by, direction: direction ?? "ASC" })),
        first: first ?? undefined,
        asOf: asOf ?? undefined,
      });
      return isPlain(info) ? plainRows(context, info, rows.map(plainRowOf(fields))) : rows;
    },
  }),
);
