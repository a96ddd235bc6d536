import {
  badInput,
  bothFilters,
  builtInCatalog,
  checkFirst,
  type EntityKind,
  filterName,
  type MetricFilter,
} from "@salesglass/core";
import { builder } from "../../builder.ts";
import type { Context } from "../../context.ts";
import { type IdFilterInput, resolveIds } from "../entity-ids.ts";

export const IdFilter = builder.inputType("IdFilter", {
  description: "Matches when every condition given is met. Ids are global ids or the source system's own keys.",
  fields: (t) => ({
    in: t.idList({ description: "One of these." }),
    not: t.idList({ description: "None of these; what has no value matches." }),
    isNull: t.boolean({ description: "Has none (true) or has one (false)." }),
  }),
});

export const StringFilter = builder.inputType("StringFilter", {
  description: "Matches when every condition given is met.",
  fields: (t) => ({
    in: t.stringList({ description: "One of these." }),
    not: t.stringList({ description: "None of these; what has no value matches." }),
    gte: t.string({ description: "This or later, in the order of code points." }),
    lte: t.string({ description: "This or earlier, in the order of code points." }),
    isNull: t.boolean({ description: "Has none (true) or has one (false)." }),
  }),
});

const DateFilter = builder.inputType("DateFilter", {
  description:
    "Matches when every condition given is met, by the first day of the bucket: of 2024-03 that is 2024-03-01.",
  fields: (t) => ({
    in: t.field({ type: ["Date"], description: "One of these." }),
    not: t.field({ type: ["Date"], description: "None of these." }),
    gte: t.field({ type: "Date", description: "This or later." }),
    lte: t.field({ type: "Date", description: "This or earlier." }),
    isNull: t.boolean({ description: "Has none (true) or has one (false)." }),
  }),
});

/** One field for each dimension; made from core's catalogue. */
export const MetricFilterInput = builder.inputType("MetricFilter", {
  description:
    "Which facts count. Conditions on several dimensions must all be met. Conditions on time are on the row's bucket: a comparison's facts count where what they are compared with does.",
  fields: (t) =>
    Object.fromEntries(
      builtInCatalog.dimensions.map((dimension) => {
        const name = filterName(dimension);
        const isId = dimension.entity !== undefined && name === dimension.entity;
        const description = dimension.description.en;
        return [
          name,
          t.field({
            type: dimension.grain ? DateFilter : isId ? IdFilter : StringFilter,
            description:
              name === "team"
                ? `${description}. A team stands for itself and its sub-teams.`
                : `${description}${name.endsWith("Name") ? ", by name" : ""}.`,
          }),
        ];
      }),
    ),
});

export const MetricCondition = builder.inputType("MetricCondition", {
  description: "A condition on a metric of the row. Every bound given must hold; no value meets only `isNull: true`.",
  fields: (t) => ({
    by: t.string({ required: true, description: "A selected metric, by its alias (or its column's key)." }),
    eq: t.float({ description: "Equal to this." }),
    ne: t.float({ description: "Other than this." }),
    gt: t.float({ description: "Above this." }),
    gte: t.float({ description: "This or above." }),
    lt: t.float({ description: "Below this." }),
    lte: t.float({ description: "This or below." }),
    isNull: t.boolean({ description: "Has no value (true) or has one (false)." }),
  }),
});

export const Direction = builder.enumType("Direction", {
  description: "Ascending or descending; what has no value comes last.",
  values: ["ASC", "DESC"] as const,
});

export const MetricOrder = builder.inputType("MetricOrder", {
  description: "An order of rows.",
  fields: (t) => ({
    by: t.string({ required: true, description: "A selected field, by its alias where it has one." }),
    direction: t.field({ type: Direction, defaultValue: "ASC", description: "Which way." }),
  }),
});

export const TopInput = builder.inputType("TopInput", {
  description:
    "Keeps the largest combinations of the dimensions other than time, ranked over the whole period, and puts all others together in one. Unless said otherwise the rows of each bucket of time come by rank; those others come last.",
  fields: (t) => ({
    first: t.int({ required: true, description: "How many to keep, 1 to 1000." }),
    by: t.string({ description: "The metric to rank by, by its alias (or its column's key); the first unless said." }),
    direction: t.field({ type: Direction, defaultValue: "DESC", description: "DESC keeps the largest." }),
    rest: t.boolean({ defaultValue: true, description: "Whether the others come as one more row." }),
  }),
});

const entityKinds: readonly EntityKind[] = ["team", "rep", "customer", "product"];

/** The filter with its ids resolved to integers, and with what holds for every question of the viewer. */
export async function metricFilter(
  context: Context,
  input: object | null | undefined,
): Promise<MetricFilter | undefined> {
  const { where } = context.viewer;
  if (!where) return input ? resolved(context, input) : undefined;
  const [own, hidden] = await Promise.all([resolved(context, input ?? {}), resolved(context, where)]);
  return bothFilters(context.warehouse.db, own, hidden);
}

async function resolved(context: Context, input: object): Promise<MetricFilter> {
  const given = input as { readonly [K in EntityKind]?: IdFilterInput | null } & MetricFilter;
  const entities = await Promise.all(
    entityKinds.map(async (kind) => [kind, await resolveIds(context, kind, given[kind])] as const),
  );
  return { ...given, ...Object.fromEntries(entities) };
}

/** What an input of rows holds, as core takes it: no null where nothing was said. */
export function rowArguments(args: RowArguments) {
  const { having, orderBy, top, first, asOf } = args;
  return {
    having: having ?? undefined,
    orderBy: orderBy?.map(({ by, direction }) => ({ by, direction: direction ?? "ASC" })),
    top: top
      ? {
          first: top.first,
          by: top.by ?? undefined,
          direction: top.direction ?? undefined,
          rest: top.rest ?? undefined,
        }
      : undefined,
    first: first == null ? undefined : checkFirst(first),
    after: args.after == null ? undefined : readCursor(args.after),
    asOf: asOf ?? undefined,
  };
}

interface RowArguments {
  readonly having?: readonly (typeof MetricCondition.$inferInput)[] | null | undefined;
  readonly orderBy?: readonly (typeof MetricOrder.$inferInput)[] | null | undefined;
  readonly top?: typeof TopInput.$inferInput | null | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly asOf?: string | null | undefined;
}

/** Core's cursors as callers see them, fit for a URL. */
export function writeCursor(cursor: string): string {
  return Buffer.from(cursor).toString("base64url");
}

/** @throws badInput for a text that no cursor is written as */
function readCursor(cursor: string): string {
  const text = Buffer.from(cursor, "base64url").toString();
  try {
    JSON.parse(text);
    return text;
  } catch {
    throw badInput(`after: ${JSON.stringify(cursor)} is no cursor of this list, expected that of one of its rows`);
  }
}
