import { queryFromInfo } from "@pothos/plugin-prisma";
import { badInput, DomainError, endingWithin, parsePeriod } from "@salesglass/core";
import { builder } from "../../builder.ts";
import type { Context } from "../../context.ts";
import { awardHonours, type GivenHonour } from "../../incentives/award-honours.ts";
import { InvalidInput } from "../../writing/invalid-input.ts";
import { countedConnection } from "../counted-connection.ts";
import { resolveIds } from "../entity-ids.ts";
import { inLocale, localeArgument } from "../locale.ts";
import { MetricDefinitionType } from "../metrics/catalog.schema.ts";
import { pageOf } from "../paging.ts";
import { ContenderEnum, HonourCycleEnum } from "./honour-kinds.ts";

function metricOf(id: string, { catalog }: Context) {
  return catalog.metrics.find((metric) => metric.id === id) ?? null;
}

const HonourRule = builder.prismaNode("HonourRule", {
  nullable: true,
  id: { field: "id" },
  description: "A title for the best figure of each month, quarter or year.",
  fields: (t) => ({
    externalId: t.exposeString("externalId", { description: "The source system's own key." }),
    name: t.string({
      select: { name: true, nameZh: true },
      description: "The title.",
      args: { locale: t.arg.string(localeArgument) },
      resolve: ({ name, nameZh }, { locale }) => inLocale({ en: name, "zh-CN": nameZh ?? name }, locale),
    }),
    metric: t.field({
      type: MetricDefinitionType,
      select: { metric: true },
      nullable: true,
      description: "What decides; none where the catalogue has the metric no more: then it isn't given.",
      resolve: ({ metric }, _, context) => metricOf(metric, context),
    }),
    tieBreak: t.field({
      type: MetricDefinitionType,
      select: { tieBreak: true },
      nullable: true,
      description: "What decides between equals; who is equal in it too shares the honour.",
      resolve: ({ tieBreak }, _, context) => (tieBreak === null ? null : metricOf(tieBreak, context)),
    }),
    filter: t.exposeString("filter", { nullable: true, description: "Which facts count; all where there is none." }),
    givenTo: t.expose("givenTo", { type: ContenderEnum, description: "Who competes." }),
    every: t.expose("every", { type: HonourCycleEnum, description: "How often it is given." }),
    minimum: t.expose("minimum", {
      type: "Decimal",
      nullable: true,
      description: "What the value has to meet: at least so much, at most where lower is better.",
    }),
    startsOn: t.expose("startsOn", {
      type: "Date",
      nullable: true,
      description: "The first day of which a period may be the end.",
    }),
    endsOn: t.expose("endsOn", { type: "Date", nullable: true, description: "The last." }),
  }),
});

const HonourAward = builder.prismaNode("HonourAward", {
  nullable: true,
  id: { field: "id" },
  description: "An honour that was given. It stays as it is, whatever is learnt later.",
  fields: (t) => ({
    rule: t.relation("rule", { description: "The rule as it is today." }),
    title: t.string({
      select: { title: true, titleZh: true },
      description: "The title, as it was then.",
      args: { locale: t.arg.string(localeArgument) },
      resolve: ({ title, titleZh }, { locale }) => inLocale({ en: title, "zh-CN": titleZh ?? title }, locale),
    }),
    period: t.exposeString("period", { description: "What it is for: `2024-05`, `2024-Q2` or `2024`." }),
    startsOn: t.expose("startsOn", { type: "Date", description: "First day." }),
    endsOn: t.expose("endsOn", { type: "Date", description: "Last day." }),
    winner: t.string({
      select: { rep: { select: { name: true } }, team: { select: { name: true } } },
      description: "The name of the rep or team.",
      resolve: ({ rep, team }) => rep?.name ?? team!.name,
    }),
    rep: t.relation("rep", { nullable: true, description: "Who was given it; none of a team's." }),
    team: t.relation("team", { nullable: true, description: "The team, or the one that the rep was in." }),
    metric: t.field({
      type: MetricDefinitionType,
      select: { metric: true },
      nullable: true,
      description: "What decided; none where the catalogue has the metric no more.",
      resolve: ({ metric }, _, context) => metricOf(metric, context),
    }),
    value: t.float({
      select: { value: true, repId: true, teamId: true },
      nullable: true,
      description: "The value that won; none for who may not see the winner's figures.",
      resolve: (award, _, { viewer: { scope } }) => {
        if (scope.kind === "rep") return award.repId === scope.repId ? award.value : null;
        const isSeen = scope.kind === "everything" || (award.teamId !== null && scope.teamIds.includes(award.teamId));
        return isSeen ? award.value : null;
      },
    }),
    shared: t.exposeBoolean("shared", { description: "Whether others were given it for the same period." }),
    awardedAt: t.expose("awardedAt", { type: "DateTime", description: "When it was given." }),
  }),
});

builder.prismaObjectField("Rep", "honours", (t) =>
  t.relation("honours", {
    query: { orderBy: [{ endsOn: "desc" }, { id: "asc" }] },
    description: "The honours that they were given, the latest first.",
  }),
);

builder.queryFields((t) => ({
  honourRules: t.prismaField({
    type: [HonourRule],
    description: "What honours there are, by name.",
    resolve: (query, _, __, { prisma }) =>
      prisma.honourRule.findMany({ ...query, orderBy: [{ name: "asc" }, { id: "asc" }] }),
  }),
  honours: t.connection(
    {
      type: HonourAward,
      description:
        "The hall of fame, the latest first. Everybody sees who was honoured; the value is for who may see the winner's figures.",
      args: {
        period: t.arg({ type: "Period", description: "Honours whose period ends in it; all unless said." }),
        rep: t.arg.idList({ description: "Of one of these reps." }),
        team: t.arg.idList({ description: "Of one of these teams, or of their reps at the time." }),
      },
      async resolve(_, { period, rep, team, ...args }, context, info) {
        const { prisma, calendar } = context;
        const days = period == null ? undefined : parsePeriod(period, calendar);
        const [reps, teams] = await Promise.all([
          resolveIds(context, "rep", rep && { in: rep.map(String) }),
          resolveIds(context, "team", team && { in: team.map(String) }),
        ]);
        const where = {
          ...(days && { endsOn: { gte: dateOf(days.from), lte: dateOf(days.to) } }),
          ...(reps && { repId: { in: [...reps.in!] } }),
          ...(teams && { teamId: { in: [...teams.in!] } }),
        };
        const query: object = queryFromInfo({ context, info, typeName: "HonourAward", path: ["edges", "node"] });
        return pageOf(args, async ({ limit, offset }) => {
          const [total, items] = await Promise.all([
            prisma.honourAward.count({ where }),
            prisma.honourAward.findMany({
              ...query,
              where,
              orderBy: [{ endsOn: "desc" }, { title: "asc" }, { id: "asc" }],
              skip: offset,
              take: limit,
            }),
          ]);
          return { total, items };
        });
      },
    },
    countedConnection(HonourAward, "Honour", {
      page: "A page of the hall of fame.",
      edge: "An honour and its place in the list.",
    }),
  ),
}));

function dateOf(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}

export const GivenHonourType = builder.objectRef<GivenHonour>("GivenHonour").implement({
  description: "An honour that was given just now, or would be in a dry run.",
  fields: (t) => ({
    title: t.string({
      description: "The title.",
      args: { locale: t.arg.string(localeArgument) },
      resolve: ({ title, titleZh }, { locale }) => inLocale({ en: title, "zh-CN": titleZh ?? title }, locale),
    }),
    period: t.exposeString("period", { description: "What it is for: `2024-05`, `2024-Q2` or `2024`." }),
    winner: t.exposeString("name", { description: "The name of the rep or team." }),
    value: t.exposeFloat("value", { description: "The value that won." }),
    shared: t.exposeBoolean("shared", { description: "Whether others were given it for the same period." }),
  }),
});

interface Awarded {
  readonly dryRun: boolean;
  readonly honours: readonly GivenHonour[];
}

const AwardedHonours = builder.objectRef<Awarded>("AwardedHonours").implement({
  description: "What was given, or would have been in a dry run.",
  fields: (t) => ({
    dryRun: t.exposeBoolean("dryRun", { description: "Whether nothing was written." }),
    honours: t.field({
      type: [GivenHonourType],
      description: "What is new; what had been given before is not among it.",
      resolve: ({ honours }) => [...honours],
    }),
  }),
});

const mostMonths = 120;

builder.mutationField("awardHonours", (t) =>
  t.field({
    type: AwardedHonours,
    authScopes: { planner: true },
    complexity: 2_000,
    description:
      "Gives the honours of the months, quarters and years that end in a period and are over. Each is given once: asked again, it gives nothing, and later facts change nothing that was given. Closing a month does the same. Only for who sees the whole company, since everybody is compared.",
    errors: { types: [InvalidInput], union: { description: "What awardHonours did, or why it did nothing." } },
    args: {
      period: t.arg({ type: "Period", required: true, description: "In which the months, quarters and years end." }),
      dryRun: t.arg.boolean({
        required: true,
        defaultValue: false,
        description: "Says what would be given, and gives nothing.",
      }),
    },
    async resolve(_, { period: text, dryRun }, { store, warehouse, viewer, calendar, catalog }): Promise<Awarded> {
      if (viewer.scope.kind !== "everything") {
        throw new DomainError("FORBIDDEN", "awardHonours compares everybody, and you see a part of the company");
      }
      const closed = parsePeriod(text, calendar);
      const months = endingWithin(closed, "MONTH", calendar);
      if (months.length > mostMonths) {
        throw badInput(`period: ${text} has ${months.length} months, expected at most ${mostMonths}`);
      }
      if (!months.some(({ to }) => to < calendar.today)) {
        const message = `has no month that ends in it and is over: today is ${calendar.today}, expected one such as last-month`;
        throw new InvalidInput([{ path: "period", value: text, message }]);
      }
      // What was written up to now counts.
      await warehouse.sync();
      const honours = await awardHonours({
        store,
        db: warehouse.db,
        calendar,
        catalog,
        actor: viewer.name,
        closed,
        dryRun,
      });
      return { dryRun, honours };
    },
  }),
);
