import { parsePeriod, queryServiceCases, type ServiceCaseRow as Row } from "@salesglass/core";
import { builder } from "../../builder.ts";
import type { ServiceCase as CaseRecord } from "../../generated/prisma/client.ts";
import { countedConnection } from "../counted-connection.ts";
import { Customer, kinds, ServiceCase } from "../customers/customer.schema.ts";
import { CustomerFilter, customerFilter, customersOf } from "../customers/customers.schema.ts";
import { Direction } from "../metrics/metric-inputs.ts";
import { pageOf } from "../paging.ts";
import { feedbackRecords } from "./feedback-records.ts";

const ServiceCaseFilter = builder.inputType("ServiceCaseFilter", {
  description: "Which service cases. All conditions must be met.",
  fields: (t) => ({
    kind: t.field({ type: [kinds.serviceCase], description: "One of these kinds." }),
    severity: t.field({ type: [kinds.severity], description: "One of these severities." }),
    open: t.boolean({ description: "Open on the as-of day (true) or resolved by it (false)." }),
    overdue: t.boolean({
      description:
        "Open longer than nine in ten resolved cases of the same severity took (true), or not (false). There is no telling where fewer than five were resolved.",
    }),
    opened: t.field({ type: "Period", description: "Opened on one of these days." }),
    customer: t.field({ type: CustomerFilter, description: "Of which customers." }),
  }),
});

const ServiceCaseOrderField = builder.enumType("ServiceCaseOrderField", {
  description: "What service cases can be sorted by.",
  values: {
    SEVERITY: { description: "How bad it is." },
    OPENED_ON: { description: "When it was opened." },
    RESOLVED_ON: { description: "When it was resolved; open ones come last." },
    DAYS: { description: "How long it took, or has taken." },
  } as const,
});

const ServiceCaseOrder = builder.inputType("ServiceCaseOrder", {
  description: "An order of service cases.",
  fields: (t) => ({
    by: t.field({ type: ServiceCaseOrderField, required: true, description: "By what." }),
    direction: t.field({ type: Direction, defaultValue: "ASC", description: "Which way." }),
  }),
});

const ServiceCaseRow = builder
  .objectRef<Row & { customer: typeof Customer.$inferType; record: CaseRecord }>("ServiceCaseRow")
  .implement({
    description: "A service case, whose it is, and how long it has taken.",
    fields: (t) => ({
      serviceCase: t.field({ type: ServiceCase, description: "The case.", resolve: ({ record }) => record }),
      customer: t.expose("customer", { type: Customer, description: "Whose it is." }),
      open: t.exposeBoolean("open", { complexity: 0, description: "Whether it is open on the as-of day." }),
      days: t.exposeInt("days", {
        complexity: 0,
        description: "Days from its opening to its resolution, or to the as-of day.",
      }),
      overdue: t.exposeBoolean("overdue", {
        complexity: 0,
        description: "Open longer than nine in ten resolved cases of the same severity took.",
      }),
    }),
  });

const ServiceCaseConnection = countedConnection(ServiceCaseRow, "ServiceCase", {
  page: "A page of service cases.",
  edge: "A service case and its place in the list.",
});

builder.queryField("serviceCases", (t) =>
  t.connection(
    {
      type: ServiceCaseRow,
      description: "Service cases that were opened by the as-of day.",
      args: {
        where: t.arg({ type: ServiceCaseFilter, description: "Which." }),
        orderBy: t.arg({
          type: [ServiceCaseOrder],
          description: "In which order; the most severe that have taken longest unless said.",
        }),
        asOf: t.arg({ type: "Date", description: "The day to look from; today unless said." }),
      },
      async resolve(_, args, context, info) {
        const { warehouse, viewer, calendar } = context;
        const { where, orderBy } = args;
        const customer = where?.customer && (await customerFilter(context, where.customer));
        const opened = where?.opened ? parsePeriod(where.opened, calendar) : undefined;
        return pageOf(args, async ({ limit, offset }) => {
          const { total, cases } = await queryServiceCases(warehouse.db, viewer.scope, {
            asOf: args.asOf ?? calendar.today,
            where: { ...where, customer, opened },
            orderBy: orderBy?.map(({ by, direction }) => ({ by, direction: direction ?? "ASC" })),
            catalog: context.catalog,
            limit,
            offset,
          });
          const { cases: loader } = feedbackRecords(context);
          const [customers, records] = await Promise.all([
            customersOf(cases, context, info, ["edges", "node", "customer"]),
            Promise.all(cases.map(({ caseId }) => loader.load(caseId))),
          ]);
          const byId = new Map(customers.map((one) => [one.id, one]));
          // What was deleted since the warehouse saw it is left out.
          const items = cases.flatMap((row, index) => {
            const [one, record] = [byId.get(row.customerId), records[index]];
            return one && record ? [{ ...row, customer: one, record }] : [];
          });
          return { total, items };
        });
      },
    },
    ServiceCaseConnection,
  ),
);
