import {
  type ActivityCount,
  activityLabel,
  activityReason,
  type CustomerActivity,
  queryActivityCounts,
} from "@salesglass/core";
import { builder } from "../../builder.ts";
import { Customer } from "../customers/customer.schema.ts";
import { CustomerFilter, customerFilter } from "../customers/customers.schema.ts";
import { dayOf } from "../customers/day-of.ts";
import { inLocale, localeArgument } from "../locale.ts";
import { ActivityState } from "./activity-state.schema.ts";

const CustomerActivityType = builder.objectRef<CustomerActivity>("CustomerActivity").implement({
  description:
    "How active a customer is. The usual gap is the median of the days between the days on which they bought.",
  fields: (t) => ({
    state: t.field({ type: ActivityState, complexity: 0, description: "In one word.", resolve: ({ state }) => state }),
    label: t.string({
      complexity: 0,
      description: "What people call it.",
      args: { locale: t.arg.string(localeArgument) },
      resolve: ({ state }, { locale }) => inLocale(activityLabel(state), locale),
    }),
    reason: t.string({
      complexity: 0,
      description: "Why, in words and figures.",
      args: { locale: t.arg.string(localeArgument) },
      resolve: (activity, { locale }) => inLocale(activityReason(activity), locale),
    }),
    purchaseDays: t.exposeInt("purchaseDays", {
      complexity: 0,
      description: "Distinct days with an order of a positive net amount.",
    }),
    lastPurchaseOn: t.expose("lastPurchaseOn", {
      type: "Date",
      nullable: true,
      complexity: 0,
      description: "The last of these days.",
    }),
    recencyDays: t.exposeInt("recencyDays", { nullable: true, complexity: 0, description: "Days since then." }),
    usualGapDays: t.exposeFloat("usualGapDays", {
      nullable: true,
      complexity: 0,
      description:
        "What these are held against: the customer's own usual gap, or of one who bought on one day only the median of all customers' usual gaps.",
    }),
    hasOwnGap: t.exposeBoolean("hasOwnGap", { complexity: 0, description: "Whether it is the customer's own." }),
    dueOn: t.expose("dueOn", {
      type: "Date",
      nullable: true,
      complexity: 0,
      description: "The last day on which they are still ACTIVE without another purchase.",
    }),
  }),
});

builder.prismaObjectField(Customer, "activity", (t) =>
  t.field({
    type: CustomerActivityType,
    nullable: true,
    complexity: 2,
    description:
      "How active they are as of a day; none for anonymous customers, and before they were acquired or bought.",
    args: { asOf: t.arg({ type: "Date", description: "The list's as-of day, or today, unless said." }) },
    select: { id: true },
    resolve: async (customer, { asOf }, context) =>
      (await context.activity(asOf ?? dayOf(customer, context)).load(customer.id)) ?? null,
  }),
);

const ActivityCountType = builder.objectRef<ActivityCount>("ActivityCount").implement({
  description: "The customers in a state of activity.",
  fields: (t) => ({
    state: t.field({ type: ActivityState, complexity: 0, description: "Which.", resolve: ({ state }) => state }),
    label: t.string({
      complexity: 0,
      description: "What people call it.",
      args: { locale: t.arg.string(localeArgument) },
      resolve: ({ state }, { locale }) => inLocale(activityLabel(state), locale),
    }),
    customers: t.exposeInt("customers", { complexity: 0, description: "How many." }),
    share: t.exposeFloat("share", { complexity: 0, description: "Share of all customers counted, 0 to 1." }),
    revenue: t.exposeFloat("revenue", { complexity: 0, description: "Their net revenue up to the day." }),
  }),
});

builder.queryField("customerActivity", (t) =>
  t.field({
    type: [ActivityCountType],
    complexity: { field: 300, multiplier: 1 },
    description: "How many customers are in each state of activity, and what they have brought so far.",
    args: {
      asOf: t.arg({ type: "Date", description: "Sales up to this day; today unless said." }),
      where: t.arg({ type: CustomerFilter, description: "Which customers." }),
    },
    resolve: async (_, { asOf, where }, context) => {
      const { warehouse, viewer, calendar, catalog } = context;
      return queryActivityCounts(warehouse.db, viewer.scope, {
        asOf: asOf ?? calendar.today,
        where: await customerFilter(context, where),
        catalog,
      });
    },
  }),
);
