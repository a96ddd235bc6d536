import { queryFromInfo } from "@pothos/plugin-prisma";
import { decodeGlobalID } from "@pothos/plugin-relay";
import { badInput, type CustomersQuestion, queryCustomers } from "@salesglass/core";
import type { GraphQLResolveInfo } from "graphql";
import { builder } from "../../builder.ts";
import type { Context } from "../../context.ts";
import { ActivityFilter } from "../activity/activity-state.schema.ts";
import { countedConnection } from "../counted-connection.ts";
import { resolveIds } from "../entity-ids.ts";
import { Direction, IdFilter, StringFilter } from "../metrics/metric-inputs.ts";
import { pageOf } from "../paging.ts";
import { customersInScope } from "../record-scope.ts";
import { Customer } from "./customer.schema.ts";

export const CustomerFilter = builder.inputType("CustomerFilter", {
  description: "Which customers. All conditions must be met.",
  fields: (t) => ({
    kind: t.field({ type: StringFilter, description: "PERSON or COMPANY." }),
    country: t.field({ type: StringFilter, description: "Country." }),
    region: t.field({ type: StringFilter, description: "Region." }),
    industry: t.field({ type: StringFilter, description: "Industry." }),
    source: t.field({ type: StringFilter, description: "Acquisition source." }),
    owner: t.field({ type: IdFilter, description: "The rep who owns the customer." }),
    team: t.field({ type: IdFilter, description: "The owner's team or one of its sub-teams." }),
    activity: t.field({ type: ActivityFilter, description: "How active they are as of the day." }),
    segment: t.field({
      type: StringFilter,
      description: "Their RFM segment over the 12 months up to the day, of all their sales; none without a purchase.",
    }),
  }),
});

const CustomerOrderField = builder.enumType("CustomerOrderField", {
  description: "What customers can be sorted by.",
  values: {
    NAME: { description: "Their name." },
    REVENUE: { description: "What they have spent." },
    ORDERS: { description: "How many orders they have placed." },
    LAST_ORDER: { description: "The day of the last of them." },
    ACQUIRED_ON: { description: "The day of the first contact." },
    ACTIVITY: { description: "From ACTIVE to LOST, then PROSPECT." },
    DUE_ON: { description: "The day by which another purchase is due." },
  } as const,
});

const CustomerOrder = builder.inputType("CustomerOrder", {
  description: "An order of customers.",
  fields: (t) => ({
    by: t.field({ type: CustomerOrderField, required: true, description: "By what." }),
    direction: t.field({ type: Direction, defaultValue: "ASC", description: "Which way." }),
  }),
});

const CustomerConnection = countedConnection(Customer, "Customer", {
  page: "A page of customers.",
  edge: "A customer and its place in the list.",
});

builder.queryFields((t) => ({
  customers: t.connection(
    {
      type: Customer,
      description: "Customers by their sales: searched, filtered, sorted and paged in the warehouse.",
      args: {
        search: t.arg.string({ description: "Part of the name, company, e-mail or external id, in any case." }),
        where: t.arg({ type: CustomerFilter, description: "Which customers." }),
        orderBy: t.arg({ type: [CustomerOrder], description: "In which order; by name unless said." }),
        asOf: t.arg({ type: "Date", description: "Sales up to this day; today unless said." }),
      },
      async resolve(_, args, context, info) {
        const { search, where, orderBy } = args;
        const asOf = args.asOf ?? context.calendar.today;
        const filter = await customerFilter(context, where);
        return pageOf(args, async ({ limit, offset }) => {
          const { total, customers } = await queryCustomers(context.warehouse.db, context.viewer.scope, {
            search,
            where: filter,
            catalog: context.catalog,
            orderBy: orderBy?.map(({ by, direction }) => ({ by, direction: direction ?? "ASC" })),
            limit,
            offset,
            asOf,
          });
          const records = await customersOf(customers, context, info, ["edges", "node"]);
          for (const figures of customers) context.figures(asOf).prime(figures.customerId, figures);
          return { total, items: records.map((record) => ({ ...record, figuresAsOf: asOf })) };
        });
      },
    },
    CustomerConnection,
  ),

  customer: t.prismaField({
    type: "Customer",
    nullable: true,
    description: "One customer, by global id or by the source system's own key.",
    args: {
      id: t.arg.id({ description: "The global id." }),
      externalId: t.arg.string({ description: "The source system's own key." }),
    },
    resolve: (query, _, { id, externalId }, { prisma, viewer }) =>
      prisma.customer.findFirst({
        ...query,
        where: { ...keyOf(id, externalId), AND: [customersInScope(viewer.scope)] },
      }),
  }),
}));

/** The filter with its ids resolved to integers. */
export async function customerFilter(
  context: Context,
  where: typeof CustomerFilter.$inferInput | null | undefined,
): Promise<CustomersQuestion["where"]> {
  if (!where) return undefined;
  const [owner, team] = await Promise.all([
    resolveIds(context, "rep", where.owner),
    resolveIds(context, "team", where.team),
  ]);
  return { ...where, owner, team };
}

/**
 * The records of a page that the warehouse answered, in its order, by one query that selects what was asked for at
 * `path`. A customer who was deleted since the warehouse saw them is left out.
 */
export async function customersOf(
  page: readonly { customerId: number }[],
  context: Context,
  info: GraphQLResolveInfo,
  path: string[],
) {
  const query: object = queryFromInfo({ context, info, typeName: "Customer", path });
  const ids = page.map(({ customerId }) => customerId);
  const records = await context.prisma.customer.findMany({
    ...query,
    where: { id: { in: ids }, AND: [customersInScope(context.viewer.scope)] },
  });
  const byId = new Map(records.map((record) => [record.id, record]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** One customer as a condition on the record, by global id or by the source system's own key: one of the two. */
export function keyOf(id: string | number | null | undefined, externalId: string | null | undefined) {
  if ((id == null) === (externalId == null)) throw badInput("customer: give either id or externalId");
  if (externalId != null) return { externalId };
  const { typename, id: number } = decoded(String(id));
  if (typename !== "Customer" || !/^\d{1,9}$/.test(number)) {
    throw badInput(
      `id: ${JSON.stringify(id)} is not a customer's global id; for the source system's own key use externalId`,
    );
  }
  return { id: Number(number) };
}

function decoded(id: string): { typename: string; id: string } {
  try {
    return decodeGlobalID(id);
  } catch {
    return { typename: "", id: "" };
  }
}
