import type { CustomerFigures } from "@salesglass/core";
import { builder } from "../../builder.ts";
import type { Context } from "../../context.ts";
import {
  CustomerKind,
  InteractionKind,
  NeedSource,
  NeedStatus,
  ServiceCaseKind,
  Severity,
  SurveyKind,
} from "../../generated/prisma/enums.ts";
import { maximalPageSize } from "../paging.ts";
import { customersInCare, customersInScope, ownedInScope } from "../record-scope.ts";
import { Order } from "../sales/sales.schema.ts";
import { dayOf } from "./day-of.ts";

/** The choices of what is kept of customers. */
export const kinds = {
  customer: builder.enumType(CustomerKind, { name: "CustomerKind", description: "A person or a company." }),
  interaction: builder.enumType(InteractionKind, {
    name: "InteractionKind",
    description: "How a rep and a customer were in touch.",
  }),
  needSource: builder.enumType(NeedSource, { name: "NeedSource", description: "How a need became known." }),
  needStatus: builder.enumType(NeedStatus, { name: "NeedStatus", description: "What became of a need." }),
  survey: builder.enumType(SurveyKind, { name: "SurveyKind", description: "NPS 0–10, CSAT 1–5, CES 1–7." }),
  serviceCase: builder.enumType(ServiceCaseKind, {
    name: "ServiceCaseKind",
    description: "What an after-sale feedback is.",
  }),
  severity: builder.enumType(Severity, { name: "Severity", description: "How bad it is." }),
};

export const NeedSourceEnum = kinds.needSource;
export const NeedStatusEnum = kinds.needStatus;

const CustomerFiguresType = builder.objectRef<CustomerFigures>("CustomerFigures").implement({
  description: "A customer's sales, up to a day.",
  fields: (t) => ({
    revenue: t.exposeFloat("revenue", { complexity: 0, description: "Net revenue, returns deducted." }),
    orders: t.exposeInt("orders", { complexity: 0, description: "Orders with a positive net amount." }),
    firstOrderOn: t.expose("firstOrderOn", {
      type: "Date",
      nullable: true,
      complexity: 0,
      description: "Day of the first of them.",
    }),
    lastOrderOn: t.expose("lastOrderOn", {
      type: "Date",
      nullable: true,
      complexity: 0,
      description: "Day of the last of them.",
    }),
    recencyDays: t.exposeInt("recencyDays", {
      nullable: true,
      complexity: 0,
      description: "Days since the last of them.",
    }),
    averageOrderValue: t.exposeFloat("averageOrderValue", {
      nullable: true,
      complexity: 0,
      description: "Revenue ÷ orders.",
    }),
  }),
});

/** What passed between the company and a customer is for whoever has the customer in their care. */
const ofCustomersInCare = (id: string, { viewer }: Context) => ({
  id: Number(id),
  customer: customersInCare(viewer.scope),
});
const inCare = ({ viewer }: Context) => ({ customer: customersInCare(viewer.scope) });

builder.prismaNode("Contact", {
  nullable: true,
  id: { field: "id" },
  findUnique: (id, { viewer }) => ({ id: Number(id), customer: customersInScope(viewer.scope) }),
  fields: (t) => ({
    externalId: t.exposeString("externalId", { description: "The source system's own key." }),
    name: t.exposeString("name", { description: "Their name." }),
    title: t.exposeString("title", { nullable: true, description: "Position." }),
    email: t.exposeString("email", { nullable: true, description: "E-mail address." }),
    phone: t.exposeString("phone", { nullable: true, description: "Telephone number." }),
    primary: t.exposeBoolean("primary", { description: "The first one to call." }),
  }),
});

builder.prismaNode("Interaction", {
  nullable: true,
  id: { field: "id" },
  findUnique: ofCustomersInCare,
  fields: (t) => ({
    externalId: t.exposeString("externalId", { description: "The source system's own key." }),
    kind: t.expose("kind", { type: kinds.interaction, description: "How." }),
    at: t.expose("at", { type: "DateTime", description: "When." }),
    rep: t.relation("rep", { nullable: true, description: "By whom." }),
    summary: t.exposeString("summary", { nullable: true, description: "What was said." }),
  }),
});

export const Need = builder.prismaNode("Need", {
  nullable: true,
  id: { field: "id" },
  findUnique: ofCustomersInCare,
  fields: (t) => ({
    externalId: t.exposeString("externalId", { description: "The source system's own key." }),
    topic: t.exposeString("topic", { description: "The need in a few words." }),
    product: t.relation("product", { nullable: true, description: "The product that would meet it." }),
    category: t.exposeString("category", { nullable: true, description: "Or the category." }),
    statement: t.exposeString("statement", { nullable: true, description: "What the customer said." }),
    source: t.expose("source", { type: kinds.needSource, description: "How it became known." }),
    strength: t.exposeInt("strength"),
    expectedOn: t.expose("expectedOn", { type: "Date", nullable: true, description: "Day by which it is wanted." }),
    status: t.expose("status", { type: kinds.needStatus, description: "What became of it." }),
    recordedOn: t.expose("recordedOn", { type: "Date", description: "Day on which it was written down." }),
    overdue: t.boolean({
      select: { status: true, expectedOn: true },
      description: "It is open, and the day by which it was wanted has passed.",
      resolve: ({ status, expectedOn }, _, { calendar }) =>
        status === "OPEN" && expectedOn !== null && expectedOn.toISOString().slice(0, 10) < calendar.today,
    }),
    customer: t.relation("customer", { description: "Whose it is." }),
  }),
});

export const SurveyResponse = builder.prismaNode("SurveyResponse", {
  nullable: true,
  id: { field: "id" },
  findUnique: ofCustomersInCare,
  fields: (t) => ({
    externalId: t.exposeString("externalId", { description: "The source system's own key." }),
    kind: t.expose("kind", { type: kinds.survey, description: "Which survey." }),
    score: t.exposeInt("score", { description: "The answer, on the survey's scale." }),
    comment: t.exposeString("comment", { nullable: true, description: "In their own words." }),
    respondedOn: t.expose("respondedOn", { type: "Date", description: "Day of the answer." }),
    order: t.prismaField({
      type: Order,
      nullable: true,
      select: { orderId: true },
      description: "The order that it is about, where it is the viewer's to see.",
      resolve: (query, { orderId }, _, { prisma, viewer }) =>
        orderId === null
          ? null
          : prisma.order.findFirst({ ...query, where: { id: orderId, AND: [ownedInScope(viewer.scope)] } }),
    }),
  }),
});

export const ServiceCase = builder.prismaNode("ServiceCase", {
  nullable: true,
  id: { field: "id" },
  findUnique: ofCustomersInCare,
  fields: (t) => ({
    externalId: t.exposeString("externalId", { description: "The source system's own key." }),
    kind: t.expose("kind", { type: kinds.serviceCase, description: "What kind." }),
    severity: t.expose("severity", { type: kinds.severity, description: "How bad." }),
    subject: t.exposeString("subject", { nullable: true, description: "What it is about." }),
    openedOn: t.expose("openedOn", { type: "Date", description: "Day on which it was opened." }),
    resolvedOn: t.expose("resolvedOn", { type: "Date", nullable: true, description: "Day on which it was resolved." }),
  }),
});

export const Customer = builder.prismaNode("Customer", {
  nullable: true,
  id: { field: "id" },
  description: "A customer or prospect.",
  findUnique: (id, { viewer }) => ({ id: Number(id), AND: [customersInScope(viewer.scope)] }),
  fields: (t) => ({
    externalId: t.exposeString("externalId", { description: "The source system's own key." }),
    kind: t.expose("kind", { type: kinds.customer, description: "A person or a company." }),
    name: t.exposeString("name", { description: "Name." }),
    companyName: t.exposeString("companyName", { nullable: true, description: "Name of the company." }),
    email: t.exposeString("email", { nullable: true, description: "E-mail address." }),
    phone: t.exposeString("phone", { nullable: true, description: "Telephone number." }),
    industry: t.exposeString("industry", { nullable: true, description: "Industry." }),
    region: t.exposeString("region", { nullable: true, description: "Region." }),
    country: t.exposeString("country", { nullable: true, description: "Country." }),
    source: t.exposeString("source", { nullable: true }),
    acquiredOn: t.expose("acquiredOn", { type: "Date", nullable: true }),
    anonymous: t.exposeBoolean("anonymous"),
    erasedOn: t.expose("erasedOn", { type: "Date", nullable: true }),
    owner: t.relation("owner", { nullable: true }),
    figures: t.field({
      type: CustomerFiguresType,
      complexity: 2,
      description: "Sales up to the list's as-of day, or today.",
      select: { id: true },
      resolve: (customer, _, context) => context.figures(dayOf(customer, context)).load(customer.id),
    }),
    orders: t.relatedConnection(
      "orders",
      {
        cursor: "id",
        totalCount: true,
        maxSize: maximalPageSize,
        description: "Orders and returns, the latest first.",
        query: (_, { viewer }) => ({ where: ownedInScope(viewer.scope), orderBy: [{ day: "desc" }, { id: "desc" }] }),
      },
      { name: "CustomerOrdersConnection" },
    ),
    contacts: t.relation("contacts", {
      query: { orderBy: [{ primary: "desc" }, { id: "asc" }] },
      description: "People at a company customer.",
    }),
    interactions: t.relatedConnection(
      "interactions",
      {
        cursor: "id",
        totalCount: true,
        maxSize: maximalPageSize,
        description: "Calls, meetings and the like, the latest first.",
        query: (_, context) => ({ where: inCare(context), orderBy: [{ at: "desc" }, { id: "desc" }] }),
      },
      { name: "CustomerInteractionsConnection" },
    ),
    needs: t.relatedConnection(
      "needs",
      {
        cursor: "id",
        totalCount: true,
        maxSize: maximalPageSize,
        description: "What they may want next, the latest first.",
        args: { status: t.arg({ type: [kinds.needStatus], description: "What became of them: one of these." }) },
        query: ({ status }, context) => ({
          where: { ...inCare(context), ...(status ? { status: { in: status } } : {}) },
          orderBy: [{ recordedOn: "desc" }, { id: "desc" }],
        }),
      },
      { name: "CustomerNeedsConnection" },
    ),
    responses: t.relation("responses", {
      query: (_, context) => ({ where: inCare(context), orderBy: [{ respondedOn: "desc" }, { id: "desc" }] }),
      description: "Answers to surveys.",
    }),
    cases: t.relation("cases", {
      query: (_, context) => ({ where: inCare(context), orderBy: [{ openedOn: "desc" }, { id: "desc" }] }),
      description: "After-sale feedback.",
    }),
    opportunities: t.relation("opportunities", {
      query: (_, { viewer }) => ({
        where: ownedInScope(viewer.scope),
        orderBy: [{ createdOn: "desc" }, { id: "desc" }],
      }),
      description: "Deals with them.",
    }),
  }),
});
