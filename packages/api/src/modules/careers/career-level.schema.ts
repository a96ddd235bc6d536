import { builder } from "../../builder.ts";
import { inLocale, localeArgument } from "../locale.ts";
import { staffInScope } from "../record-scope.ts";

export const CareerLevel = builder.prismaNode("CareerLevel", {
  nullable: true,
  id: { field: "id" },
  description: "A level of a career ladder, and what is asked for before it.",
  fields: (t) => ({
    externalId: t.exposeString("externalId", { description: "The source system's own key." }),
    track: t.exposeString("track", { description: "The ladder that it belongs to." }),
    rank: t.exposeInt("rank", { description: "Its place on the ladder; higher is further." }),
    name: t.string({
      select: { name: true, nameZh: true },
      description: "Its name.",
      args: { locale: t.arg.string(localeArgument) },
      resolve: ({ name, nameZh }, { locale }) => inLocale({ en: name, "zh-CN": nameZh ?? name }, locale),
    }),
    minAttainment: t.float({
      select: { minAttainment: true },
      nullable: true,
      description: "Attainment of quota over the last months: 1 is 100 %.",
      resolve: ({ minAttainment }) => (minAttainment === null ? null : Number(minAttainment)),
    }),
    attainmentMonths: t.exposeInt("attainmentMonths", { description: "Over how many whole months." }),
    minTenureMonths: t.exposeInt("minTenureMonths", { nullable: true, description: "Whole months since hiring." }),
    courses: t.field({
      type: ["String"],
      select: { courses: true },
      description: "Courses to be completed, by the source system's own keys.",
      resolve: ({ courses }) => courses?.split("|") ?? [],
    }),
    minReview: t.exposeInt("minReview", { nullable: true, description: "The latest review's score, 1 to 5." }),
  }),
});

builder.prismaNode("CareerStep", {
  id: { field: "id" },
  description: "Since when a rep was at a level.",
  nullable: true,
  findUnique: (id, { viewer }) => ({ id: Number(id), rep: staffInScope(viewer.scope) }),
  fields: (t) => ({
    externalId: t.exposeString("externalId", { description: "The source system's own key." }),
    rep: t.relation("rep", { description: "Who." }),
    level: t.relation("level", { description: "Which level." }),
    since: t.expose("since", { type: "Date", description: "Since which day." }),
  }),
});

builder.prismaNode("Review", {
  id: { field: "id" },
  description: "A review of a rep's work.",
  nullable: true,
  findUnique: (id, { viewer }) => ({ id: Number(id), rep: staffInScope(viewer.scope) }),
  fields: (t) => ({
    externalId: t.exposeString("externalId", { description: "The source system's own key." }),
    rep: t.relation("rep", { description: "Whose." }),
    reviewedOn: t.expose("reviewedOn", { type: "Date", description: "Day of the review." }),
    score: t.exposeInt("score", { description: "1 (poor) to 5 (excellent)." }),
    note: t.exposeString("note", { nullable: true, description: "What was said." }),
  }),
});

builder.prismaObjectFields("Rep", (t) => ({
  careerSteps: t.relation("careerSteps", {
    query: (_, { viewer }) => ({
      where: { rep: staffInScope(viewer.scope) },
      orderBy: [{ since: "desc" }, { id: "desc" }],
    }),
    description: "The levels that they were at, the latest first; empty for who may not see them.",
  }),
  reviews: t.relation("reviews", {
    query: (_, { viewer }) => ({
      where: { rep: staffInScope(viewer.scope) },
      orderBy: [{ reviewedOn: "desc" }, { id: "desc" }],
    }),
    description: "Reviews of their work, the latest first; empty for who may not see them.",
  }),
}));

builder.queryField("careerLevels", (t) =>
  t.prismaField({
    type: [CareerLevel],
    description: "The levels of the career ladders, each from its lowest.",
    resolve: (query, _, __, { prisma }) =>
      prisma.careerLevel.findMany({ ...query, orderBy: [{ track: "asc" }, { rank: "asc" }, { id: "asc" }] }),
  }),
);
