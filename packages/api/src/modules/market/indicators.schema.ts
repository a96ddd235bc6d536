import { badInput } from "@salesglass/core";
import { builder } from "../../builder.ts";
import { inLocale, localeArgument } from "../locale.ts";
import { marketKinds } from "./market-kinds.ts";

const Indicator = builder.prismaNode("Indicator", {
  nullable: true,
  id: { field: "id" },
  description: "A series of figures about the economy.",
  fields: (t) => ({
    externalId: t.exposeString("externalId", { description: "The source system's own key." }),
    name: t.string({
      select: { name: true, nameZh: true },
      description: "Its name.",
      args: { locale: t.arg.string(localeArgument) },
      resolve: ({ name, nameZh }, { locale }) => inLocale({ en: name, "zh-CN": nameZh ?? name }, locale),
    }),
    kind: t.expose("kind", { type: marketKinds.indicator, description: "By which rules it is read." }),
    unit: t.exposeString("unit", { nullable: true, description: "Unit of its values." }),
    frequency: t.expose("frequency", { type: marketKinds.frequency, description: "How often it has a value." }),
    country: t.exposeString("country", { nullable: true, description: "Which economy it is of." }),
    source: t.exposeString("source", { nullable: true, description: "Where it was found." }),
    values: t.relation("values", {
      args: {
        last: t.arg.int({ required: true, defaultValue: 60, description: "The latest ones, 1 to 1,200." }),
      },
      complexity: ({ last }) => ({ field: 1, multiplier: Number(last ?? 60) }),
      query: ({ last }) => ({ orderBy: { period: "desc" }, take: checkLast(last) }),
      description: "Its values, the latest first.",
    }),
  }),
});

function checkLast(last: number): number {
  if (last >= 1 && last <= 1_200) return last;
  throw badInput(`last: ${last}, expected a whole number from 1 to 1200`);
}

builder.prismaNode("IndicatorValue", {
  nullable: true,
  id: { field: "id" },
  description: "The value of a series in a month, quarter or year.",
  fields: (t) => ({
    externalId: t.exposeString("externalId", { description: "The source system's own key." }),
    period: t.expose("period", { type: "Date", description: "The first day of its month, quarter or year." }),
    value: t.expose("value", { type: "Decimal", description: "The value." }),
  }),
});

builder.queryField("indicators", (t) =>
  t.prismaField({
    type: [Indicator],
    complexity: { field: 1, multiplier: 20 },
    description: "The series of the economy that are recorded, by name.",
    resolve: (query, _, __, { prisma }) =>
      prisma.indicator.findMany({ ...query, orderBy: [{ name: "asc" }, { id: "asc" }] }),
  }),
);
