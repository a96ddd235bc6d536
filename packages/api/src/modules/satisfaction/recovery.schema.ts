import { queryRecovery, type Recovery, type RecoveryRow as Row } from "@salesglass/core";
import { builder } from "../../builder.ts";
import { Customer, kinds, ServiceCase, SurveyResponse } from "../customers/customer.schema.ts";
import { CustomerFilter, customerFilter, customersOf } from "../customers/customers.schema.ts";
import { pageOf } from "../paging.ts";
import { feedbackRecords } from "./feedback-records.ts";

const RecoveryRow = builder.objectRef<Row & { customer: typeof Customer.$inferType }>("RecoveryRow").implement({
  description: "A customer to win back, and why.",
  fields: (t) => ({
    customer: t.expose("customer", { type: Customer, description: "Who; `owner` is whose customer it is." }),
    value: t.exposeFloat("value", {
      complexity: 0,
      description: "What is at stake: their net revenue of the 12 months up to the as-of day.",
    }),
    since: t.expose("since", {
      type: "Date",
      complexity: 0,
      description: "The last day on which they gave a reason: a low answer, or a severe case opened.",
    }),
    daysSince: t.exposeInt("daysSince", { complexity: 0, description: "Days from then to the as-of day." }),
    touched: t.boolean({
      complexity: 0,
      description: "Whether anybody has been in touch with them on a later day.",
      resolve: ({ touchedOn }) => touchedOn !== null,
    }),
    touchedOn: t.expose("touchedOn", {
      type: "Date",
      nullable: true,
      complexity: 0,
      description: "The last day on which somebody was; null where nobody was.",
    }),
    survey: t.expose("survey", {
      type: kinds.survey,
      nullable: true,
      complexity: 0,
      description: "The survey with the low answer, of two the later; null where only cases are the reason.",
    }),
    score: t.exposeInt("score", {
      nullable: true,
      complexity: 0,
      description: "The low answer: NPS 0–6 or CSAT 1–2.",
    }),
    answeredOn: t.expose("answeredOn", {
      type: "Date",
      nullable: true,
      complexity: 0,
      description: "Day of the low answer.",
    }),
    response: t.field({
      type: SurveyResponse,
      nullable: true,
      description: "The low answer itself, with its comment.",
      resolve: ({ responseId }, _, context) =>
        responseId === null ? null : feedbackRecords(context).responses.load(responseId),
    }),
    caseKind: t.expose("caseKind", {
      type: kinds.serviceCase,
      nullable: true,
      complexity: 0,
      description: "The kind of the open severe case that has waited longest; null where there is none.",
    }),
    caseOpenedOn: t.expose("caseOpenedOn", {
      type: "Date",
      nullable: true,
      complexity: 0,
      description: "Day on which it was opened.",
    }),
    openCases: t.exposeInt("openCases", { complexity: 0, description: "Open cases of high severity." }),
    serviceCase: t.field({
      type: ServiceCase,
      nullable: true,
      description: "The open severe case that has waited longest, with its subject.",
      resolve: ({ caseId }, _, context) => (caseId === null ? null : feedbackRecords(context).cases.load(caseId)),
    }),
  }),
});

type Sums = Omit<Recovery, "rows" | "total"> & { readonly totalCount: number; readonly asOf: string };

const sumsOf = (connection: unknown) => connection as Sums;

const RecoveryConnection = builder.connectionObject(
  {
    type: RecoveryRow,
    name: "RecoveryConnection",
    description: "A page of customers to win back, and what is at stake on all pages.",
    fields: (t) => ({
      totalCount: t.int({
        description: "How many there are on all pages.",
        resolve: (connection) => sumsOf(connection).totalCount,
      }),
      untouchedCount: t.int({
        description: "With how many of them nobody has been in touch since.",
        resolve: (connection) => sumsOf(connection).untouched,
      }),
      totalValue: t.float({
        description: "Their value at stake, of all pages.",
        resolve: (connection) => sumsOf(connection).totalValue,
      }),
      currency: t.string({ description: "The reporting currency.", resolve: (_, __, { company }) => company.currency }),
      asOf: t.field({
        type: "Date",
        description: "The day that it is looked from.",
        resolve: (connection) => sumsOf(connection).asOf,
      }),
    }),
  },
  { name: "RecoveryEdge", description: "A customer to win back and their place in the list." },
);

builder.queryField("recoveryList", (t) =>
  t.connection(
    {
      type: RecoveryRow,
      description:
        "Whom to win back: customers whose latest NPS answer is 0–6 or whose latest CSAT answer is 1–2, and those with an open service case of high severity, by value at stake. Erased and anonymous customers are left out.",
      args: {
        where: t.arg({ type: CustomerFilter, description: "Which customers, for example those of one owner." }),
        untouched: t.arg.boolean({
          description: "Only those whom nobody (true) or somebody (false) has been in touch with since.",
        }),
        minimumValue: t.arg.float({ description: "Only those with at least this value at stake." }),
        days: t.arg.int({ defaultValue: 365, description: "How many days back an answer still counts, 1 to 3660." }),
        asOf: t.arg({ type: "Date", description: "The day to look from; today unless said." }),
      },
      async resolve(_, args, context, info) {
        const { warehouse, viewer, calendar } = context;
        const asOf = args.asOf ?? calendar.today;
        const where = await customerFilter(context, args.where);
        let sums = { totalValue: 0, untouched: 0 };
        const page = await pageOf(args, async ({ limit, offset }) => {
          const { total, rows, ...rest } = await queryRecovery(warehouse.db, viewer.scope, {
            asOf,
            where,
            days: args.days ?? undefined,
            untouched: args.untouched ?? undefined,
            minimumValue: args.minimumValue ?? undefined,
            catalog: context.catalog,
            limit,
            offset,
          });
          sums = rest;
          const customers = await customersOf(rows, context, info, ["edges", "node", "customer"]);
          const byId = new Map(customers.map((customer) => [customer.id, customer]));
          const items = rows.flatMap((row) => {
            const customer = byId.get(row.customerId);
            return customer ? [{ ...row, customer: { ...customer, figuresAsOf: asOf } }] : [];
          });
          return { total, items };
        });
        return { ...page, ...sums, asOf };
      },
    },
    RecoveryConnection,
  ),
);
