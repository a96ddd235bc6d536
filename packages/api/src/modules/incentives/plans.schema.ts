import { type Component, componentKindLabel, type Plan, warningsOf } from "@salesglass/core";
import { builder } from "../../builder.ts";
import type { PlanStatus } from "../../generated/prisma/enums.ts";
import { deletePlan, type SavedPlan, savePlan } from "../../incentives/plan-versions.ts";
import { InvalidInput } from "../../writing/invalid-input.ts";
import { inLocale, localeArgument } from "../locale.ts";
import { ownedInScope } from "../record-scope.ts";
import { WriteOutcome } from "../writing/write-result.ts";
import { ComponentKindEnum, PlanStatusEnum, TeamRoleEnum } from "./kinds.ts";

const ComponentType = builder.objectRef<Component>("PlanComponent").implement({
  description: "What a plan pays. Its rules are in the plan's document.",
  fields: (t) => ({
    key: t.exposeString("id", { complexity: 0, description: "Unique within the plan." }),
    kind: t.expose("kind", { type: ComponentKindEnum, complexity: 0, description: "What it pays." }),
    kindLabel: t.string({
      args: { locale: t.arg.string(localeArgument) },
      complexity: 0,
      description: "The same in words.",
      resolve: ({ kind }, { locale }) => inLocale(componentKindLabel(kind), locale),
    }),
    label: t.string({
      args: { locale: t.arg.string(localeArgument) },
      complexity: 0,
      description: "What people call it.",
      resolve: ({ label }, { locale }) => inLocale(label, locale),
    }),
    note: t.string({
      args: { locale: t.arg.string(localeArgument) },
      nullable: true,
      complexity: 0,
      description: "What it is for.",
      resolve: ({ note }, { locale }) => note && inLocale(note, locale),
    }),
  }),
});

const PlanWarningType = builder.objectRef<{ path: string; text: Plan["label"] }>("PlanWarning").implement({
  description: "Something that a plan may say, but that its author should confirm.",
  fields: (t) => ({
    path: t.exposeString("path", {
      complexity: 0,
      description: "Where it stands, such as `components[0].rates.tiers[1].rate`.",
    }),
    message: t.string({
      args: { locale: t.arg.string(localeArgument) },
      complexity: 0,
      description: "In words.",
      resolve: ({ text }, { locale }) => inLocale(text, locale),
    }),
  }),
});

interface PlanVersionView {
  readonly document: Plan;
  readonly status: PlanStatus;
  readonly usedIn: string | null;
}

const PlanVersionType = builder.objectRef<PlanVersionView>("PlanVersion").implement({
  description: "A version of an incentive plan, in force on its days.",
  fields: (t) => ({
    plan: t.string({
      complexity: 0,
      description: "The plan's key, the same in all versions.",
      resolve: ({ document }) => document.id,
    }),
    version: t.int({ complexity: 0, description: "1, 2, …", resolve: ({ document }) => document.version }),
    status: t.expose("status", { type: PlanStatusEnum, complexity: 0, description: "A draft pays nobody." }),
    label: t.string({
      args: { locale: t.arg.string(localeArgument) },
      complexity: 0,
      description: "What people call it.",
      resolve: ({ document }, { locale }) => inLocale(document.label, locale),
    }),
    note: t.string({
      args: { locale: t.arg.string(localeArgument) },
      nullable: true,
      complexity: 0,
      description: "What it is for.",
      resolve: ({ document }, { locale }) => document.note && inLocale(document.note, locale),
    }),
    currency: t.string({ complexity: 0, description: "ISO 4217 code.", resolve: ({ document }) => document.currency }),
    from: t.field({ type: "Date", complexity: 0, description: "First day.", resolve: ({ document }) => document.from }),
    to: t.field({
      type: "Date",
      nullable: true,
      complexity: 0,
      description: "Last day; none until another version follows.",
      resolve: ({ document }) => document.to,
    }),
    components: t.field({
      type: [ComponentType],
      complexity: { field: 1, multiplier: 5 },
      description: "What it pays.",
      resolve: ({ document }) => [...document.components],
    }),
    document: t.field({
      type: "JSON",
      description: "All of it, as it can be saved again.",
      resolve: ({ document }) => document,
    }),
    warnings: t.field({
      type: [PlanWarningType],
      complexity: { field: 1, multiplier: 5 },
      description: "What is odd about it.",
      resolve: ({ document }) => warningsOf(document),
    }),
    usedIn: t.exposeString("usedIn", {
      nullable: true,
      complexity: 0,
      description: "The first period that was closed with it; since then it may only be given an end.",
    }),
  }),
});

builder.prismaNode("PlanAssignment", {
  nullable: true,
  id: { field: "id" },
  authScopes: { planner: true },
  description: "Who is on a plan, from when to when: a rep, or all of a team and of the teams under it.",
  fields: (t) => ({
    externalId: t.exposeString("externalId", { description: "The source system's own key." }),
    plan: t.exposeString("plan", { description: "The plan's key." }),
    rep: t.relation("rep", { nullable: true, description: "Whose it is; none of a team's." }),
    team: t.relation("team", { nullable: true, description: "Whose members' it is; none of a rep's." }),
    startsOn: t.expose("startsOn", { type: "Date", description: "First day." }),
    endsOn: t.expose("endsOn", { type: "Date", nullable: true, description: "Last day; none is known." }),
  }),
});

builder.prismaNode("TeamMembership", {
  nullable: true,
  id: { field: "id" },
  authScopes: { planner: true },
  description: "Who was in a team, or managed it, from when to when.",
  fields: (t) => ({
    externalId: t.exposeString("externalId", { description: "The source system's own key." }),
    rep: t.relation("rep", { description: "Who." }),
    team: t.relation("team", { description: "The team." }),
    role: t.expose("role", { type: TeamRoleEnum, description: "As what." }),
    startsOn: t.expose("startsOn", { type: "Date", description: "First day." }),
    endsOn: t.expose("endsOn", { type: "Date", nullable: true, description: "Last day; none is known." }),
  }),
});

builder.queryFields((t) => ({
  plans: t.field({
    type: [PlanVersionType],
    authScopes: { planner: true },
    complexity: { field: 5, multiplier: 20 },
    description: "The versions of incentive plans, by plan and number. For who sets goals: drafts are nobody else's.",
    args: {
      plan: t.arg.string({ description: "Only those of the plan with this key." }),
      status: t.arg({ type: PlanStatusEnum, description: "Only drafts, or only those in force." }),
    },
    async resolve(_, { plan, status }, { prisma }) {
      const rows = await prisma.planVersion.findMany({
        where: { ...(plan != null && { plan }), ...(status && { status }) },
        orderBy: [{ plan: "asc" }, { version: "asc" }],
      });
      return rows.map(({ document, ...row }) => ({ ...row, document: document as unknown as Plan }));
    },
  }),
  planAssignments: t.prismaConnection({
    type: "PlanAssignment",
    cursor: "id",
    authScopes: { planner: true },
    description: "Who is on which plan. For who sets goals.",
    args: { plan: t.arg.string({ description: "Only those of the plan with this key." }) },
    resolve: (query, _, { plan }, { prisma, viewer }) =>
      prisma.planAssignment.findMany({
        ...query,
        where: { ...(plan != null && { plan }), AND: [ownedInScope(viewer.scope)] },
      }),
  }),
  teamMemberships: t.prismaConnection({
    type: "TeamMembership",
    cursor: "id",
    authScopes: { planner: true },
    description: "Who was in which team, and who managed it. For who sets goals.",
    resolve: (query, _, __, { prisma, viewer }) =>
      prisma.teamMembership.findMany({ ...query, where: ownedInScope(viewer.scope) }),
  }),
}));

const SavedPlanType = builder.objectRef<SavedPlan>("SavedPlan").implement({
  description: "What became of a version of a plan.",
  fields: (t) => ({
    version: t.field({
      type: PlanVersionType,
      description: "As it is kept, with every default.",
      resolve: ({ plan, status }) => ({ document: plan, status, usedIn: null }),
    }),
    outcome: t.field({ type: WriteOutcome, description: "What became of it.", resolve: ({ outcome }) => outcome }),
    warnings: t.field({
      type: [PlanWarningType],
      description: "What was confirmed.",
      resolve: ({ warnings }) => [...warnings],
    }),
    ended: t.string({
      nullable: true,
      description: "Of the version before, where it was ended, the last day.",
      resolve: ({ ended }) => ended?.to,
    }),
  }),
});

builder.mutationFields((t) => ({
  savePlan: t.field({
    type: SavedPlanType,
    authScopes: { administrator: true },
    complexity: 50,
    description:
      "Keeps a version of an incentive plan. One that a closed period has used may only be given an end. The same again changes nothing.",
    errors: { types: [InvalidInput], union: { description: "What savePlan did, or why it did nothing." } },
    args: {
      plan: t.arg({ type: "JSON", required: true, description: "The plan as data; see docs/incentives.md." }),
      status: t.arg({
        type: PlanStatusEnum,
        required: true,
        defaultValue: "DRAFT",
        description: "ACTIVE puts it in force on its days.",
      }),
      confirm: t.arg.boolean({ required: true, defaultValue: false, description: "Its warnings are read, and meant." }),
      endBefore: t.arg.boolean({
        required: true,
        defaultValue: false,
        description: "Ends the version before on the day before, where that has no end.",
      }),
      dryRun: t.arg.boolean({
        required: true,
        defaultValue: false,
        description: "Checks everything, and writes nothing.",
      }),
    },
    resolve: (_, { plan, ...options }, { store, viewer, company }) =>
      savePlan(store, plan, { ...options, actor: viewer.name, currency: company.currency, path: "plan" }),
  }),
  deletePlanVersion: t.boolean({
    authScopes: { administrator: true },
    complexity: 50,
    description: "Deletes a version that no closed period has used. Its plan's assignments stay.",
    args: {
      plan: t.arg.string({ required: true, description: "The plan's key." }),
      version: t.arg.int({ required: true, description: "The version." }),
      dryRun: t.arg.boolean({
        required: true,
        defaultValue: false,
        description: "Checks everything, and deletes nothing.",
      }),
    },
    async resolve(_, { plan, version, dryRun }, { store, viewer }) {
      await deletePlan(store, { plan, version }, { actor: viewer.name, dryRun });
      return true;
    },
  }),
}));
