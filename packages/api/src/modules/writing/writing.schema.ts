import { builder } from "../../builder.ts";
import type { Context } from "../../context.ts";
import type { ImportTableName } from "../../import/column-types.ts";
import { tableOf } from "../../import/columns.ts";
import { deleteRows } from "../../writing/delete-rows.ts";
import { InvalidInput } from "../../writing/invalid-input.ts";
import { maximalRows, writeRows } from "../../writing/write-rows.ts";
import { givenRows, inputTypeOf } from "./input-types.ts";
import { type WriteSummary, WriteSummaryType } from "./write-result.ts";

/** What can be written: one mutation that adds and changes rows of a table, and one that deletes them. */
const written: readonly {
  table: ImportTableName;
  typename: string;
  write: string;
  remove: string;
  what: string;
  /** Who may, unless every writer. */
  authScopes?: { planner: true } | { administrator: true };
}[] = [
  { table: "customers", typename: "Customer", write: "upsertCustomers", remove: "deleteCustomers", what: "customers" },
  { table: "contacts", typename: "Contact", write: "upsertContacts", remove: "deleteContacts", what: "contacts" },
  {
    table: "interactions",
    typename: "Interaction",
    write: "recordInteractions",
    remove: "deleteInteractions",
    what: "interactions",
  },
  { table: "needs", typename: "Need", write: "recordNeeds", remove: "deleteNeeds", what: "needs" },
  {
    table: "survey_responses",
    typename: "SurveyResponse",
    write: "recordSurveyResponses",
    remove: "deleteSurveyResponses",
    what: "answers to surveys",
  },
  {
    table: "service_cases",
    typename: "ServiceCase",
    write: "recordServiceCases",
    remove: "deleteServiceCases",
    what: "service cases",
  },
  {
    table: "goals",
    typename: "Goal",
    write: "upsertGoals",
    remove: "deleteGoals",
    what: "goals",
    authScopes: { planner: true },
  },
  {
    table: "memberships",
    typename: "TeamMembership",
    write: "upsertMemberships",
    remove: "deleteMemberships",
    what: "memberships of teams",
    authScopes: { administrator: true },
  },
  {
    table: "salaries",
    typename: "Salary",
    write: "upsertSalaries",
    remove: "deleteSalaries",
    what: "salaries",
    authScopes: { administrator: true },
  },
  {
    table: "assignments",
    typename: "PlanAssignment",
    write: "assignPlans",
    remove: "unassignPlans",
    what: "assignments of plans",
    authScopes: { administrator: true },
  },
  {
    table: "courses",
    typename: "Course",
    write: "upsertCourses",
    remove: "deleteCourses",
    what: "courses",
    authScopes: { planner: true },
  },
  {
    table: "enrolments",
    typename: "Enrolment",
    write: "recordEnrolments",
    remove: "deleteEnrolments",
    what: "enrolments in courses",
    authScopes: { planner: true },
  },
  {
    table: "pipeline_stages",
    typename: "PipelineStage",
    write: "upsertPipelineStages",
    remove: "deletePipelineStages",
    what: "stages of the pipeline",
    authScopes: { planner: true },
  },
  {
    table: "opportunities",
    typename: "Opportunity",
    write: "upsertOpportunities",
    remove: "deleteOpportunities",
    what: "deals",
    authScopes: { administrator: true },
  },
  {
    table: "career_levels",
    typename: "CareerLevel",
    write: "upsertCareerLevels",
    remove: "deleteCareerLevels",
    what: "levels of career ladders",
    authScopes: { planner: true },
  },
  {
    table: "career_steps",
    typename: "CareerStep",
    write: "recordCareerSteps",
    remove: "deleteCareerSteps",
    what: "levels that reps reached",
    authScopes: { planner: true },
  },
  {
    table: "reviews",
    typename: "Review",
    write: "recordReviews",
    remove: "deleteReviews",
    what: "reviews of reps",
    authScopes: { planner: true },
  },
  {
    table: "honour_rules",
    typename: "HonourRule",
    write: "upsertHonourRules",
    remove: "deleteHonourRules",
    what: "rules of honours",
    authScopes: { planner: true },
  },
  {
    table: "budgets",
    typename: "Budget",
    write: "upsertBudgets",
    remove: "deleteBudgets",
    what: "budgets",
    authScopes: { administrator: true },
  },
  {
    table: "expenses",
    typename: "Expense",
    write: "recordExpenses",
    remove: "deleteExpenses",
    what: "expenses",
    authScopes: { administrator: true },
  },
  {
    table: "openings",
    typename: "Opening",
    write: "upsertOpenings",
    remove: "deleteOpenings",
    what: "openings",
    authScopes: { administrator: true },
  },
  {
    table: "candidates",
    typename: "Candidate",
    write: "recordCandidates",
    remove: "deleteCandidates",
    what: "candidates",
    authScopes: { administrator: true },
  },
  {
    table: "indicators",
    typename: "Indicator",
    write: "upsertIndicators",
    remove: "deleteIndicators",
    what: "series of the economy",
    authScopes: { planner: true },
  },
  {
    table: "indicator_values",
    typename: "IndicatorValue",
    write: "recordIndicatorValues",
    remove: "deleteIndicatorValues",
    what: "values of the economy's series",
    authScopes: { planner: true },
  },
  {
    table: "competitors",
    typename: "Competitor",
    write: "upsertCompetitors",
    remove: "deleteCompetitors",
    what: "competitors",
    authScopes: { planner: true },
  },
  {
    table: "competitor_figures",
    typename: "CompetitorFigure",
    write: "recordCompetitorFigures",
    remove: "deleteCompetitorFigures",
    what: "what was observed of competitors",
    authScopes: { planner: true },
  },
  {
    table: "competitor_moves",
    typename: "CompetitorMove",
    write: "recordCompetitorMoves",
    remove: "deleteCompetitorMoves",
    what: "what competitors did",
    authScopes: { planner: true },
  },
  {
    table: "demand_signals",
    typename: "DemandSignal",
    write: "recordDemandSignals",
    remove: "deleteDemandSignals",
    what: "signs of what the market wants",
    authScopes: { planner: true },
  },
  {
    table: "technology_signals",
    typename: "TechnologySignal",
    write: "recordTechnologySignals",
    remove: "deleteTechnologySignals",
    what: "stages of technologies",
    authScopes: { planner: true },
  },
];

const limit = `at most ${maximalRows.toLocaleString("en")}`;

for (const { table: name, typename, write, remove, what, authScopes } of written) {
  const table = tableOf(name);
  const Input = inputTypeOf(`${typename}Input`, table);
  builder.mutationFields((t) => ({
    [write]: t.field({
      type: WriteSummaryType,
      description: `Adds ${what} that are new by their external id and changes those that are there, by the rules of an import. The same again changes nothing.`,
      ...(authScopes && { authScopes }),
      complexity: 200,
      errors: { types: [InvalidInput], union: { description: `What ${write} did, or why it did nothing.` } },
      args: {
        input: t.arg({ type: [Input], required: true, description: `The rows, ${limit}; each key once.` }),
        dryRun: t.arg.boolean({
          required: true,
          defaultValue: false,
          description: "Checks everything, and writes nothing.",
        }),
      },
      async resolve(_, { input, dryRun }, context) {
        const { store, viewer, latestDay: today, catalog } = context;
        const writer = { store, actor: viewer.name, scope: viewer.scope, catalog };
        const done = await writeRows(writer, table, givenRows(table, input), { dryRun, today });
        return summary(context, { dryRun, typename, ...done });
      },
    }),
    [remove]: t.field({
      type: WriteSummaryType,
      description:
        name === "customers"
          ? "Deletes customers that were entered by mistake, with their contacts, interactions, needs, answers and cases. One with orders, deals or referrals can't be deleted: see eraseCustomer."
          : `Deletes ${what}, by their external ids. What isn't there counts as unchanged.`,
      ...(authScopes && { authScopes }),
      complexity: 200,
      errors: { types: [InvalidInput], union: { description: `What ${remove} did, or why it did nothing.` } },
      args: {
        externalIds: t.arg.stringList({ required: true, description: `The source system's own keys, ${limit}.` }),
        dryRun: t.arg.boolean({
          required: true,
          defaultValue: false,
          description: "Checks everything, and deletes nothing.",
        }),
      },
      async resolve(_, { externalIds, dryRun }, context) {
        const { store, viewer } = context;
        const writer = { store, actor: viewer.name, scope: viewer.scope };
        const rows = await deleteRows(writer, table, externalIds, { dryRun });
        return summary(context, { dryRun, typename, rows, warnings: [] });
      },
    }),
  }));
}

async function summary(context: Context, done: WriteSummary): Promise<WriteSummary> {
  if (!done.dryRun && done.rows.some(({ outcome }) => outcome !== "UNCHANGED")) await seen(context);
  return done;
}

/**
 * Waits until what was written is in the answers of every question that is asked from now on. It is written whether the
 * copy can follow or not: when it can't, readiness says so, and it is tried again.
 */
export async function seen({ warehouse }: Context): Promise<void> {
  await warehouse.sync().catch(() => {});
}
