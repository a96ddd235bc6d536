import { queryFromInfo } from "@pothos/plugin-prisma";
import { DomainError, type HiringStage } from "@salesglass/core";
import { builder } from "../../builder.ts";
import { eraseCandidates } from "../../duties/erase-candidates.ts";
import { InvalidInput } from "../../writing/invalid-input.ts";
import { countedConnection } from "../counted-connection.ts";
import { resolveIds } from "../entity-ids.ts";
import { pageOf } from "../paging.ts";
import { ofTeamsInScope } from "../record-scope.ts";
import { WriteSummaryType } from "../writing/write-result.ts";
import { seen } from "../writing/writing.schema.ts";

type Stage = HiringStage | "REJECTED";

const CandidateStage = builder.enumType("CandidateStage", {
  description: "Where a candidate stands.",
  values: {
    APPLIED: { description: "Applied, and nothing more yet." },
    SCREENED: { description: "The papers were found good." },
    INTERVIEWED: { description: "There was an interview." },
    OFFERED: { description: "There is an offer." },
    HIRED: { description: "They accepted." },
    REJECTED: { description: "It ended without hiring, whoever said no." },
  } as const satisfies Record<Stage, object>,
});

const Candidate = builder.prismaNode("Candidate", {
  id: { field: "id" },
  description: "Somebody who applied for an opening. For executives, administrators and the managers of the team.",
  nullable: true,
  authScopes: { planner: true },
  findUnique: (id, { viewer }) => ({ id: Number(id), opening: ofTeamsInScope(viewer.scope) }),
  fields: (t) => ({
    externalId: t.exposeString("externalId", { description: "The source system's own key." }),
    name: t.exposeString("name", { nullable: true, description: "Their name, where it was recorded." }),
    source: t.exposeString("source", { nullable: true, description: "How they became known." }),
    stage: t.field({
      type: CandidateStage,
      select: { screenedOn: true, interviewedOn: true, offeredOn: true, hiredOn: true, rejectedOn: true },
      description: "Where they stand.",
      resolve: stageOf,
    }),
    appliedOn: t.expose("appliedOn", { type: "Date", description: "Day of the application." }),
    screenedOn: t.expose("screenedOn", { type: "Date", nullable: true, description: "The papers were found good." }),
    interviewedOn: t.expose("interviewedOn", { type: "Date", nullable: true, description: "Day of the interview." }),
    offeredOn: t.expose("offeredOn", { type: "Date", nullable: true, description: "Day of the offer." }),
    hiredOn: t.expose("hiredOn", { type: "Date", nullable: true, description: "Day on which they accepted." }),
    rejectedOn: t.expose("rejectedOn", {
      type: "Date",
      nullable: true,
      description: "Day on which it ended without hiring.",
    }),
  }),
});

function stageOf(
  days: Record<"screenedOn" | "interviewedOn" | "offeredOn" | "hiredOn" | "rejectedOn", Date | null>,
): Stage {
  if (days.rejectedOn) return "REJECTED";
  if (days.hiredOn) return "HIRED";
  if (days.offeredOn) return "OFFERED";
  if (days.interviewedOn) return "INTERVIEWED";
  return days.screenedOn ? "SCREENED" : "APPLIED";
}

const Opening = builder.prismaNode("Opening", {
  id: { field: "id" },
  description: "Places to be filled. For executives, administrators and the managers of the team.",
  nullable: true,
  authScopes: { planner: true },
  findUnique: (id, { viewer }) => ({ id: Number(id), ...ofTeamsInScope(viewer.scope) }),
  fields: (t) => ({
    externalId: t.exposeString("externalId", { description: "The source system's own key." }),
    team: t.relation("team", { nullable: true, description: "The team that hires; none of the company's own." }),
    title: t.exposeString("title", { description: "What the position is called." }),
    headcount: t.exposeInt("headcount", { description: "How many are wanted." }),
    openedOn: t.expose("openedOn", { type: "Date", description: "Since when." }),
    filledOn: t.expose("filledOn", {
      type: "Date",
      nullable: true,
      description: "Day on which the last place was taken.",
    }),
    closedOn: t.expose("closedOn", { type: "Date", nullable: true, description: "Day on which it was given up." }),
    candidates: t.relation("candidates", {
      type: Candidate,
      complexity: { field: 1, multiplier: 20 },
      query: { orderBy: [{ appliedOn: "desc" }, { id: "asc" }] },
      description: "Who applied, the latest first.",
    }),
  }),
});

builder.queryField("openings", (t) =>
  t.connection(
    {
      type: Opening,
      authScopes: { planner: true },
      description:
        "Places to be filled, the latest first. For executives, administrators and managers, of their teams.",
      args: {
        team: t.arg.idList({ description: "Of one of these teams." }),
        open: t.arg.boolean({ description: "Only those that are neither filled nor given up (true), or are (false)." }),
      },
      async resolve(_, { team, open, ...args }, context, info) {
        const { prisma, viewer } = context;
        const teams = await resolveIds(context, "team", team && { in: team.map(String) });
        const isOpen = { filledOn: null, closedOn: null };
        const where = {
          AND: [
            ofTeamsInScope(viewer.scope),
            teams ? { teamId: { in: [...teams.in!] } } : {},
            open == null ? {} : open ? isOpen : { NOT: isOpen },
          ],
        };
        const query: object = queryFromInfo({ context, info, typeName: "Opening", path: ["edges", "node"] });
        return pageOf(args, async ({ limit, offset }) => {
          const [total, items] = await Promise.all([
            prisma.opening.count({ where }),
            prisma.opening.findMany({
              ...query,
              where,
              orderBy: [{ openedOn: "desc" }, { id: "asc" }],
              skip: offset,
              take: limit,
            }),
          ]);
          return { total, items };
        });
      },
    },
    countedConnection(Opening, "Opening", {
      page: "A page of openings.",
      edge: "An opening and its place in the list.",
    }),
  ),
);

builder.mutationField("eraseCandidates", (t) =>
  t.field({
    type: WriteSummaryType,
    authScopes: { administrator: true },
    complexity: 200,
    description:
      "Makes candidates unknown for good, and changes no figure: name and key are removed, the days of their stages stay, and an import that would bring a candidate back is refused. It can't be undone. For executives and administrators.",
    errors: { types: [InvalidInput], union: { description: "What eraseCandidates did, or why it did nothing." } },
    args: {
      externalIds: t.arg.stringList({ required: true, description: "The source system's own keys, at most 1,000." }),
      dryRun: t.arg.boolean({
        required: true,
        defaultValue: false,
        description: "Checks everything, and removes nothing.",
      }),
    },
    async resolve(_, { externalIds, dryRun }, context) {
      const { store, viewer, latestDay: today } = context;
      if (viewer.scope.kind !== "everything") {
        throw new DomainError("FORBIDDEN", "eraseCandidates is for who sees the whole company");
      }
      const rows = await eraseCandidates({ store, externalIds, dryRun, today, actor: viewer.name });
      if (!dryRun) await seen(context);
      return { dryRun, typename: "Candidate", rows, warnings: [] };
    },
  }),
);
