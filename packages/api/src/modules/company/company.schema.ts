import { builder } from "../../builder.ts";
import type { Viewer } from "../../context.ts";

const Role = builder.enumType("Role", {
  description: "What a viewer is, which decides what they may do.",
  values: ["EXECUTIVE", "MANAGER", "REP", "ANALYST", "EMBED", "ADMIN"] as const,
});

const ViewerType = builder.objectRef<Viewer>("Viewer").implement({
  description: "Who asks, and what they may see.",
  fields: (t) => ({
    name: t.exposeString("name", { description: "The subject of the token; `local` without one." }),
    role: t.field({ type: Role, description: "The viewer's role.", resolve: (viewer) => viewer.role }),
    scope: t.string({
      description: "What every answer is limited to: `everything`, `teams` or `rep`.",
      resolve: (viewer) => viewer.scope.kind,
    }),
  }),
});

const Company = builder.objectRef<object>("Company").implement({
  description: "The company, its calendar, and how fresh the answers are.",
  fields: (t) => ({
    name: t.string({ description: "Its name.", resolve: (_, __, { company }) => company.name }),
    currency: t.string({
      description: "ISO 4217 code of the reporting currency.",
      resolve: (_, __, { company }) => company.currency,
    }),
    timeZone: t.string({
      description: "IANA name of the time zone that days are counted in.",
      resolve: (_, __, { company }) => company.timeZone,
    }),
    fiscalYearStart: t.int({
      description: "Month in which the fiscal year starts, 1–12.",
      resolve: (_, __, { company }) => company.fiscalYearStart,
    }),
    weekStart: t.int({
      description: "First day of the week, 1 (Monday) to 7 (Sunday).",
      resolve: (_, __, { company }) => company.weekStart,
    }),
    today: t.field({
      type: "Date",
      description: "The company's today.",
      resolve: (_, __, { calendar }) => calendar.today,
    }),
    dataAsOf: t.field({
      type: "DateTime",
      nullable: true,
      description: "The moment of the record that answers are of.",
      resolve: (_, __, { warehouse }) => warehouse.status().asOf,
    }),
    warehouseVersion: t.int({
      description: "Rises whenever the data changed.",
      resolve: (_, __, { warehouse }) => warehouse.status().version,
    }),
  }),
});

builder.queryFields((t) => ({
  viewer: t.field({ type: ViewerType, description: "Who asks.", resolve: (_, __, { viewer }) => viewer }),
  company: t.field({ type: Company, description: "The company whose sales these are.", resolve: () => ({}) }),
}));
