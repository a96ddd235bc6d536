import { builder } from "../../builder.ts";
import { OpportunityStatus, OrderStatus } from "../../generated/prisma/enums.ts";
import { ownedInScope } from "../record-scope.ts";

const OrderStatusEnum = builder.enumType(OrderStatus, {
  name: "OrderStatus",
  description: "Cancelled orders count nowhere.",
});
export const OpportunityStatusEnum = builder.enumType(OpportunityStatus, {
  name: "OpportunityStatus",
  description: "Open, won or lost.",
});

builder.prismaNode("Team", {
  nullable: true,
  id: { field: "id" },
  fields: (t) => ({
    externalId: t.exposeString("externalId", { description: "The source system's own key." }),
    name: t.exposeString("name", { description: "Its name." }),
    parent: t.relation("parent", { nullable: true, description: "The team above." }),
    children: t.relation("children", { description: "The teams below." }),
    reps: t.relation("reps", { description: "Who is in it today." }),
  }),
});

builder.prismaNode("Rep", {
  nullable: true,
  id: { field: "id" },
  fields: (t) => ({
    externalId: t.exposeString("externalId", { description: "The source system's own key." }),
    name: t.exposeString("name", { description: "Their name." }),
    email: t.exposeString("email", { nullable: true, description: "E-mail address." }),
    team: t.relation("team", { nullable: true, description: "The team today." }),
  }),
});

builder.prismaNode("Product", {
  nullable: true,
  id: { field: "id" },
  fields: (t) => ({
    externalId: t.exposeString("externalId", { description: "The source system's own key." }),
    name: t.exposeString("name", { description: "Its name." }),
    category: t.exposeString("category", { nullable: true, description: "Its category." }),
    listPrice: t.expose("listPrice", { type: "Decimal", nullable: true }),
    unitCost: t.expose("unitCost", { type: "Decimal", nullable: true }),
  }),
});

builder.prismaObject("OrderLine", {
  fields: (t) => ({
    line: t.exposeInt("line"),
    product: t.relation("product", { description: "What was sold." }),
    quantity: t.expose("quantity", { type: "Decimal", description: "Units; negative for a return." }),
    unitPrice: t.expose("unitPrice", { type: "Decimal", description: "Price of one unit before discount." }),
    discount: t.expose("discount", { type: "Decimal" }),
    netAmount: t.expose("netAmount", { type: "Decimal" }),
    cost: t.expose("cost", { type: "Decimal", nullable: true }),
  }),
});

builder.prismaObject("OrderCredit", {
  fields: (t) => ({
    rep: t.relation("rep", { description: "Who shares in the order." }),
    share: t.expose("share", { type: "Decimal", description: "0 to 1; the shares of an order sum to 1." }),
  }),
});

export const Order = builder.prismaNode("Order", {
  nullable: true,
  id: { field: "id" },
  findUnique: (id, { viewer }) => ({ id: Number(id), AND: [ownedInScope(viewer.scope)] }),
  fields: (t) => ({
    externalId: t.exposeString("externalId", { description: "The source system's own key." }),
    customer: t.relation("customer", { description: "Who bought." }),
    rep: t.relation("rep", { nullable: true, description: "Who sold." }),
    team: t.relation("team", { nullable: true }),
    orderedAt: t.expose("orderedAt", { type: "DateTime" }),
    day: t.expose("day", { type: "Date" }),
    channel: t.exposeString("channel", { nullable: true, description: "Sales channel." }),
    region: t.exposeString("region", { nullable: true, description: "Sales region." }),
    country: t.exposeString("country", { nullable: true }),
    currency: t.exposeString("currency", { description: "ISO 4217 code." }),
    status: t.expose("status", { type: OrderStatusEnum, description: "What became of it." }),
    paidOn: t.expose("paidOn", { type: "Date", nullable: true, description: "Day of payment." }),
    netAmount: t.expose("netAmount", { type: "Decimal" }),
    lines: t.relation("lines", { query: { orderBy: { line: "asc" } }, description: "What was bought." }),
    credits: t.relation("credits", {
      query: { orderBy: { repId: "asc" } },
      description: "How its credit is split; empty when the rep has all of it.",
    }),
  }),
});

builder.prismaObject("OpportunityStage", {
  fields: (t) => ({
    stage: t.exposeString("stage", { description: "The stage." }),
    enteredOn: t.expose("enteredOn", { type: "Date", description: "Day on which it entered the stage." }),
  }),
});

export const Opportunity = builder.prismaNode("Opportunity", {
  nullable: true,
  id: { field: "id" },
  findUnique: (id, { viewer }) => ({ id: Number(id), AND: [ownedInScope(viewer.scope)] }),
  fields: (t) => ({
    externalId: t.exposeString("externalId", { description: "The source system's own key." }),
    name: t.exposeString("name", { nullable: true, description: "Name of the deal." }),
    customerName: t.string({
      nullable: true,
      select: { customer: { select: { name: true } } },
      description: "The account's name; early deals may lack one.",
      resolve: ({ customer }) => customer?.name ?? null,
    }),
    rep: t.relation("rep", { nullable: true, description: "Who works on it." }),
    product: t.relation("product", { nullable: true, description: "What it is about." }),
    stage: t.exposeString("stage"),
    status: t.expose("status", { type: OpportunityStatusEnum, description: "Open, won or lost." }),
    amount: t.expose("amount", { type: "Decimal", nullable: true, description: "Its value." }),
    probability: t.expose("probability", { type: "Decimal", nullable: true }),
    createdOn: t.expose("createdOn", { type: "Date", nullable: true, description: "Day on which it began." }),
    expectedCloseOn: t.expose("expectedCloseOn", {
      type: "Date",
      nullable: true,
      description: "Day on which it should close.",
    }),
    closedOn: t.expose("closedOn", { type: "Date", nullable: true, description: "Day on which it was won or lost." }),
    lossReason: t.exposeString("lossReason", { nullable: true, description: "Why it was lost." }),
    lostTo: t.exposeString("lostTo", { nullable: true, description: "The competitor who won it." }),
    source: t.exposeString("source", { nullable: true, description: "How it came about." }),
    stages: t.relation("stages", { query: { orderBy: { enteredOn: "asc" } }, description: "Its history." }),
  }),
});
