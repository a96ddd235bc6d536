import { builder } from "../../builder.ts";
import { AuditAction } from "../../generated/prisma/enums.ts";
import { maximalPageSize } from "../paging.ts";

const AuditActionEnum = builder.enumType(AuditAction, {
  name: "AuditAction",
  description: "What was done: to a row, to all that an import brought, or for a person's erasure.",
});

const AuditedTable = builder.enumType("AuditedTable", {
  description: "What the audit log notes row by row.",
  values: {
    CUSTOMER: { value: "customer", description: "Customers." },
    CONTACT: { value: "contact", description: "Contacts." },
    INTERACTION: { value: "interaction", description: "Interactions." },
    NEED: { value: "need", description: "Needs." },
    SURVEY_RESPONSE: { value: "survey_response", description: "Answers to surveys." },
    SERVICE_CASE: { value: "service_case", description: "Service cases." },
    GOAL: { value: "goal", description: "Goals." },
    TEAM_MEMBERSHIP: { value: "team_membership", description: "Who was in which team." },
    SALARY: { value: "salary", description: "Salaries." },
    PLAN_VERSION: { value: "plan_version", description: "Versions of incentive plans, by the plan's key." },
    PLAN_ASSIGNMENT: { value: "plan_assignment", description: "Who is on which plan." },
    PAY_PERIOD: { value: "pay_period", description: "Months that were closed, by their key." },
    STATEMENT: { value: "statement", description: "Approvals of statements." },
    DISPUTE: { value: "dispute", description: "Disputes and their answers." },
    OPPORTUNITY: { value: "opportunity", description: "Deals." },
    PIPELINE_STAGE: { value: "pipeline_stage", description: "Stages of the pipeline." },
    COURSE: { value: "course", description: "Courses." },
    ENROLMENT: { value: "enrolment", description: "Enrolments in courses." },
    CAREER_LEVEL: { value: "career_level", description: "Levels of career ladders." },
    CAREER_STEP: { value: "career_step", description: "Levels that reps reached." },
    REVIEW: { value: "review", description: "Reviews of reps." },
    HONOUR_RULE: { value: "honour_rule", description: "Rules of honours." },
    HONOUR_AWARD: { value: "honour_award", description: "Honours that were given." },
    BUDGET: { value: "budget", description: "Budgets." },
    EXPENSE: { value: "expense", description: "What was spent." },
    OPENING: { value: "opening", description: "Places to be filled." },
    CANDIDATE: { value: "candidate", description: "Candidates, without their names and keys." },
    INDICATOR: { value: "indicator", description: "Series of the economy." },
    INDICATOR_VALUE: { value: "indicator_value", description: "Values of the economy's series." },
    COMPETITOR: { value: "competitor", description: "Competitors." },
    COMPETITOR_FIGURE: { value: "competitor_figure", description: "What was observed of competitors." },
    COMPETITOR_MOVE: { value: "competitor_move", description: "What competitors did." },
    DEMAND_SIGNAL: { value: "demand_signal", description: "Signs of what the market wants." },
    TECHNOLOGY_SIGNAL: { value: "technology_signal", description: "Stages of technologies." },
  } as const,
});

builder.prismaObject("AuditEntry", {
  description: "Who wrote what, and what was there before.",
  fields: (t) => ({
    id: t.string({
      description: "Its number; later ones are higher.",
      select: { id: true },
      resolve: ({ id }) => String(id),
    }),
    at: t.expose("at", { type: "DateTime", description: "When." }),
    actor: t.exposeString("actor"),
    action: t.expose("action", { type: AuditActionEnum, description: "What was done." }),
    table: t.exposeString("table", { nullable: true }),
    externalId: t.exposeString("externalId", { nullable: true, description: "The row's key in the source system." }),
    before: t.expose("before", {
      type: "JSON",
      nullable: true,
      description: "The row as it was; null where there was none.",
    }),
    after: t.expose("after", {
      type: "JSON",
      nullable: true,
      description: "The row as it became; for an import and an erasure, how many rows of which table.",
    }),
  }),
});

builder.queryFields((t) => ({
  auditLog: t.prismaConnection(
    {
      type: "AuditEntry",
      cursor: "id",
      maxSize: maximalPageSize,
      authScopes: { administrator: true },
      description: "Who wrote what, the latest first. For executives and administrators.",
      args: {
        table: t.arg({ type: AuditedTable, description: "Only entries of this table." }),
        externalId: t.arg.string({ description: "Only entries of the row with this key in the source system." }),
      },
      resolve: (query, _, { table, externalId }, { prisma }) =>
        prisma.auditEntry.findMany({
          ...query,
          where: { ...(table ? { table } : {}), ...(externalId == null ? {} : { externalId }) },
          orderBy: { id: "desc" },
        }),
    },
    { name: "AuditLogConnection" },
    { name: "AuditLogEdge" },
  ),
}));
