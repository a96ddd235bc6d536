import { type Career as CoreCareer, careerReadinessText, queryCareers } from "@salesglass/core";
import { builder } from "../../builder.ts";
import { countedConnection } from "../counted-connection.ts";
import { resolveIds } from "../entity-ids.ts";
import { inLocale, localeArgument } from "../locale.ts";
import { pageOf } from "../paging.ts";
import { staffInScope } from "../record-scope.ts";
import { CareerConditionType, CareerReadinessEnum } from "./career-answers.ts";
import { CareerLevel } from "./career-level.schema.ts";

const Career = builder.objectRef<CoreCareer>("Career").implement({
  description: "Where a rep stands on the career ladder, and how ready they are for the next level.",
  fields: (t) => ({
    rep: t.prismaField({
      type: "Rep",
      nullable: true,
      description: "Who. None for the moment in which the record has them no more.",
      resolve: (query, { repId }, _, { prisma, viewer }) =>
        prisma.rep.findUnique({ ...query, where: { id: repId, AND: [staffInScope(viewer.scope)] } }),
    }),
    level: t.prismaField({
      type: CareerLevel,
      nullable: true,
      description: "The level that they are at; none before the first.",
      resolve: (query, { levelId }, _, { prisma }) =>
        levelId === null ? null : prisma.careerLevel.findUnique({ ...query, where: { id: levelId } }),
    }),
    since: t.expose("since", { type: "Date", nullable: true, description: "Since when they are at it." }),
    next: t.prismaField({
      type: CareerLevel,
      nullable: true,
      description: "The level after it; none at the top, and where there is no ladder.",
      resolve: (query, { nextId }, _, { prisma }) =>
        nextId === null ? null : prisma.careerLevel.findUnique({ ...query, where: { id: nextId } }),
    }),
    readiness: t.expose("readiness", {
      type: CareerReadinessEnum,
      nullable: true,
      description: "How ready they are for it; none where there is no next level.",
    }),
    readinessText: t.string({
      nullable: true,
      description: "The same in words.",
      args: { locale: t.arg.string(localeArgument) },
      resolve: ({ readiness }, { locale }) => readiness && inLocale(careerReadinessText(readiness), locale),
    }),
    conditions: t.field({
      type: [CareerConditionType],
      complexity: { field: 1, multiplier: 4 },
      description: "What the next level asks for, each with what is there and what is missing.",
      resolve: ({ conditions }) => [...conditions],
    }),
  }),
});

builder.queryField("careers", (t) =>
  t.connection(
    {
      type: Career,
      description:
        "Where reps stand on the career ladder, and how ready they are for the next level: by name, without who has left. A rep sees their own, a manager those who are in their teams today.",
      args: {
        rep: t.arg.idList({ description: "One of these reps." }),
        team: t.arg.idList({ description: "Who is in one of these teams or their sub-teams today." }),
        readiness: t.arg({
          type: [CareerReadinessEnum],
          description: "One of these. At most 5,000 reps are judged at once.",
        }),
        asOf: t.arg({ type: "Date", description: "The day to look from; today unless said." }),
      },
      async resolve(_, { rep, team, readiness, asOf, ...args }, context) {
        const { warehouse, viewer, calendar, catalog } = context;
        const [reps, teams] = await Promise.all([
          resolveIds(context, "rep", rep && { in: rep.map(String) }),
          resolveIds(context, "team", team && { in: team.map(String) }),
        ]);
        return pageOf(args, async ({ limit, offset }) => {
          const { total, careers } = await queryCareers(warehouse.db, viewer.scope, {
            calendar,
            catalog,
            asOf: asOf ?? undefined,
            where: { rep: reps, team: teams, readiness },
            limit,
            offset,
          });
          return { total, items: careers };
        });
      },
    },
    countedConnection(Career, "Career", {
      page: "A page of careers.",
      edge: "A career and its place in the list.",
    }),
  ),
);
