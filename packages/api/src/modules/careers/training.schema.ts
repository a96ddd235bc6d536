import { builder } from "../../builder.ts";
import { inLocale, localeArgument } from "../locale.ts";
import { staffInScope } from "../record-scope.ts";

const Course = builder.prismaNode("Course", {
  nullable: true,
  id: { field: "id" },
  description: "What reps can be trained in.",
  fields: (t) => ({
    externalId: t.exposeString("externalId", { description: "The source system's own key." }),
    name: t.string({
      select: { name: true, nameZh: true },
      description: "Its name.",
      args: { locale: t.arg.string(localeArgument) },
      resolve: ({ name, nameZh }, { locale }) => inLocale({ en: name, "zh-CN": nameZh ?? name }, locale),
    }),
    hours: t.expose("hours", { type: "Decimal", nullable: true, description: "How long it takes." }),
    enrolments: t.relation("enrolments", {
      query: (_, { viewer }) => ({
        where: { rep: staffInScope(viewer.scope) },
        orderBy: [{ enrolledOn: "desc" }, { id: "asc" }],
      }),
      description: "Who took part, of those whose training the viewer may see; the latest first.",
    }),
  }),
});

builder.prismaNode("Enrolment", {
  id: { field: "id" },
  description: "A rep's taking part in a course.",
  nullable: true,
  findUnique: (id, { viewer }) => ({ id: Number(id), rep: staffInScope(viewer.scope) }),
  fields: (t) => ({
    externalId: t.exposeString("externalId", { description: "The source system's own key." }),
    rep: t.relation("rep", { description: "Who." }),
    course: t.relation("course", { description: "Which course." }),
    enrolledOn: t.expose("enrolledOn", { type: "Date", description: "Day on which it was begun." }),
    completedOn: t.expose("completedOn", {
      type: "Date",
      nullable: true,
      description: "Day on which it was completed; none before.",
    }),
    score: t.exposeInt("score", { nullable: true, description: "Result, 0 to 100." }),
  }),
});

builder.prismaObjectField("Rep", "enrolments", (t) =>
  t.relation("enrolments", {
    query: (_, { viewer }) => ({
      where: { rep: staffInScope(viewer.scope) },
      orderBy: [{ enrolledOn: "desc" }, { id: "asc" }],
    }),
    description: "Their training, the latest first; empty for who may not see it.",
  }),
);

builder.queryField("courses", (t) =>
  t.prismaField({
    type: [Course],
    description: "What reps can be trained in, by name.",
    resolve: (query, _, __, { prisma }) =>
      prisma.course.findMany({ ...query, orderBy: [{ name: "asc" }, { id: "asc" }] }),
  }),
);
