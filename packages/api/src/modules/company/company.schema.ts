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

const FiscalPattern = builder.enumType("FiscalPattern", {
  description: "How the fiscal months are made.",
  values: {
    MONTHS: { value: "MONTHS", description: "Fiscal months are calendar months." },
    WEEKS_4_4_5: { value: "4-4-5", description: "Quarters of 13 weeks, in months of 4, 4 and 5 weeks." },
    WEEKS_4_5_4: { value: "4-5-4", description: "Quarters of 13 weeks, in months of 4, 5 and 4 weeks." },
    WEEKS_5_4_4: { value: "5-4-4", description: "Quarters of 13 weeks, in months of 5, 4 and 4 weeks." },
  } as const,
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
    fiscalPattern: t.field({
      type: FiscalPattern,
      description:
        "Whether fiscal months are calendar months or whole weeks. With weeks, the fiscal year starts on the first day of the week that is nearest to the 1st of its month, and a 53rd week belongs to its last month.",
      resolve: (_, __, { company }) => company.fiscalPattern,
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
