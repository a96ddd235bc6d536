import { dimensionCatalog, type EntityKind, type MetricFilter, type TextDimensionId } from "@salesglass/core";
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
    isNull: t.boolean({ description: "Has none (true) or has one (false)." }),
  }),
});

const filters = new Map(
  dimensionCatalog.flatMap((dimension) => (dimension.filter ? [[dimension.filter, dimension] as const] : [])),
);

/** One field for each dimension that can be filtered by; made from core's catalogue. */
export const MetricFilterInput = builder.inputType("MetricFilter", {
  description: "Which facts count. Conditions on several dimensions must all be met.",
  fields: (t) =>
    Object.fromEntries(
      [...filters].map(([name, { kind, description }]) => [
        name,
        t.field({
          type: kind === "entity" ? IdFilter : StringFilter,
          description:
            name === "team" ? `${description.en}. A team stands for itself and its sub-teams.` : `${description.en}.`,
        }),
      ]),
    ),
});

const entityKinds: readonly EntityKind[] = ["team", "rep", "customer", "product"];

type FilterInput = { readonly [K in EntityKind]?: IdFilterInput | null | undefined } & {
  readonly [D in TextDimensionId]?: MetricFilter[D];
};

/** The filter with its ids resolved to integers. */
export async function metricFilter(
  context: Context,
  input: object | null | undefined,
): Promise<MetricFilter | undefined> {
  if (!input) return undefined;
  const { team, rep, customer, product, ...texts } = input as FilterInput;
  const given = { team, rep, customer, product };
  const entities = await Promise.all(
    entityKinds.map(async (kind) => [kind, await resolveIds(context, kind, given[kind])] as const),
  );
  return { ...texts, ...Object.fromEntries(entities) };
}
