import { queryFromInfo } from "@pothos/plugin-prisma";
import { type NeedFilter, type NeedGroup, queryNeedSummary, queryNeeds } from "@salesglass/core";
import { builder } from "../../builder.ts";
import type { Context } from "../../context.ts";
import { countedConnection } from "../counted-connection.ts";
import { Need, NeedSourceEnum, NeedStatusEnum } from "../customers/customer.schema.ts";
import { resolveIds } from "../entity-ids.ts";
import { inLocale, localeArgument } from "../locale.ts";
import { entityId } from "../metrics/dimension-names.ts";
import { Direction, IdFilter, StringFilter } from "../metrics/metric-inputs.ts";
import { pageOf } from "../paging.ts";
import { customersInScope } from "../record-scope.ts";
import { sourceTexts } from "./source-texts.ts";

const StrengthRange = builder.inputType("StrengthRange", {
  description: "From one strength to another, both included.",
  fields: (t) => ({
    from: t.int({ description: "1 (weak) to 5 (strong)." }),
    to: t.int({ description: "1 (weak) to 5 (strong)." }),
  }),
});

const DayRange = builder.inputType("DayRange", {
  description: "From one day to another, both included.",
  fields: (t) => ({
    from: t.field({ type: "Date", description: "This day or later." }),
    to: t.field({ type: "Date", description: "This day or earlier." }),
  }),
});

const NeedFilterInput = builder.inputType("NeedFilter", {
  description: "Which needs. All conditions must be met.",
  fields: (t) => ({
    status: t.field({ type: [NeedStatusEnum], description: "What became of it: one of these." }),
    topic: t.string({ description: "Part of the topic, in any case." }),
    category: t.field({ type: StringFilter, description: "Its category, or that of the product that it names." }),
    product: t.field({ type: IdFilter, description: "The product that it names." }),
    source: t.field({ type: [NeedSourceEnum], description: "How it became known: one of these." }),
    strength: t.field({ type: StrengthRange, description: "How strong it is." }),
    expected: t.field({ type: DayRange, description: "Day by which it is wanted; a need without one is in no range." }),
    owner: t.field({ type: IdFilter, description: "The rep who owns the customer." }),
  }),
});

const NeedGrouping = builder.enumType("NeedGrouping", {
  description: "What needs are put together by.",
  values: {
    TOPIC: { description: "The need in a few words." },
    CATEGORY: { description: "Its category, or that of the product that it names." },
    PRODUCT: { description: "The product that it names." },
    SOURCE: { description: "How it became known." },
    STRENGTH: { description: "1 to 5, the strongest first." },
    MONTH: { description: "The month in which it was written down; months without any are there too." },
    EXPECTED_MONTH: { description: "The month by which it is wanted." },
  } as const,
});

const NeedGroupType = builder.objectRef<NeedGroup & { readonly by: string }>("NeedGroup").implement({
  description: "How needs of one topic, category, product, source, strength or month stand.",
  fields: (t) => ({
    key: t.string({
      nullable: true,
      complexity: 0,
      description: "The text itself, a product's global id, the first day of a month; none where it isn't said.",
      resolve: ({ key, by }) => (by === "PRODUCT" && key !== null ? entityId("product", Number(key)) : key),
    }),
    label: t.string({
      nullable: true,
      complexity: 0,
      description: "The same as people know it: a product's name, a source in words.",
      args: { locale: t.arg.string(localeArgument) },
      resolve: ({ label, by }, { locale }) => {
        const text = by === "SOURCE" && label !== null ? sourceTexts[label] : undefined;
        return text ? inLocale(text, locale) : label;
      },
    }),
    needs: t.exposeInt("needs", { complexity: 0, description: "How many there are." }),
    open: t.exposeInt("open", { complexity: 0, description: "How many of them are open." }),
    overdue: t.exposeInt("overdue", {
      complexity: 0,
      description: "How many of the open ones were wanted by a day that has passed.",
    }),
    met: t.exposeInt("met", { complexity: 0, description: "How many of them were met." }),
    dropped: t.exposeInt("dropped", { complexity: 0, description: "How many of them were dropped." }),
    customers: t.exposeInt("customers", { complexity: 0, description: "How many customers have them." }),
    waitingCustomers: t.exposeInt("waitingCustomers", {
      complexity: 0,
      description: "How many customers have an open one.",
    }),
    averageStrength: t.exposeFloat("averageStrength", {
      nullable: true,
      complexity: 0,
      description: "Mean strength, 1 (weak) to 5 (strong).",
    }),
  }),
});

const NeedOrderField = builder.enumType("NeedOrderField", {
  description: "What needs can be sorted by.",
  values: ["EXPECTED_ON", "RECORDED_ON", "STRENGTH"] as const,
});

const NeedOrder = builder.inputType("NeedOrder", {
  description: "An order of needs.",
  fields: (t) => ({
    by: t.field({ type: NeedOrderField, required: true, description: "By what." }),
    direction: t.field({ type: Direction, defaultValue: "ASC", description: "Which way." }),
  }),
});

const NeedConnection = countedConnection(Need, "Need", {
  page: "A page of needs.",
  edge: "A need and its place in the list.",
});

const whose =
  "They count for the reps who own their customers; customers who are anonymous or were erased are left out.";

builder.queryFields((t) => ({
  needs: t.connection(
    {
      type: Need,
      description: `What customers may want next: filtered, sorted and paged in the warehouse. ${whose}`,
      args: {
        where: t.arg({ type: NeedFilterInput, description: "Which needs." }),
        orderBy: t.arg({ type: [NeedOrder], description: "In which order; those wanted first unless said." }),
        asOf: t.arg({ type: "Date", description: "Those written down up to this day; today unless said." }),
      },
      async resolve(_, args, context, info) {
        const where = await needFilter(context, args.where);
        return pageOf(args, async ({ limit, offset }) => {
          const { total, ids } = await queryNeeds(context.warehouse.db, context.viewer.scope, {
            where,
            asOf: args.asOf ?? context.calendar.today,
            orderBy: args.orderBy?.map(({ by, direction }) => ({ by, direction: direction ?? "ASC" })),
            limit,
            offset,
          });
          const query: object = queryFromInfo({ context, info, typeName: "Need", path: ["edges", "node"] });
          const records = await context.prisma.need.findMany({
            ...query,
            where: { id: { in: ids }, customer: customersInScope(context.viewer.scope) },
          });
          const byId = new Map(records.map((record) => [record.id, record]));
          // One that was deleted since the warehouse saw it is left out.
          return { total, items: ids.flatMap((id) => byId.get(id) ?? []) };
        });
      },
    },
    NeedConnection,
  ),

  needSummary: t.field({
    type: [NeedGroupType],
    complexity: { field: 100, multiplier: 1 },
    description: `How many needs there are by topic, category, product, source, strength or month, and how they stand: the group with the most open ones first. The status of an earlier day isn't kept: it is that of today. ${whose}`,
    args: {
      groupBy: t.arg({
        type: NeedGrouping,
        required: true,
        defaultValue: "TOPIC",
        description: "What they are put together by.",
      }),
      where: t.arg({ type: NeedFilterInput, description: "Which needs." }),
      asOf: t.arg({
        type: "Date",
        description: "Those written down up to this day, and overdue on it; today unless said.",
      }),
      first: t.arg.int({ description: "At most so many groups; all unless said." }),
    },
    async resolve(_, { groupBy, where, asOf, first }, context) {
      const groups = await queryNeedSummary(context.warehouse.db, context.viewer.scope, {
        calendar: context.calendar,
        groupBy,
        where: await needFilter(context, where),
        asOf: asOf ?? undefined,
        first: first ?? undefined,
      });
      return groups.map((group) => ({ ...group, by: groupBy }));
    },
  }),
}));

async function needFilter(
  context: Context,
  input: typeof NeedFilterInput.$inferInput | null | undefined,
): Promise<NeedFilter | undefined> {
  if (!input) return undefined;
  const { source, ...given } = input;
  const [owner, product] = await Promise.all([
    resolveIds(context, "rep", input.owner),
    resolveIds(context, "product", input.product),
  ]);
  return { ...given, source: source ? { in: source } : undefined, owner, product };
}
