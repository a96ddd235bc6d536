import type { testServer } from "./ask.ts";

/** What a mutation answers, whichever it is. */
export type Written = {
  readonly __typename: string;
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly deleted: number;
  readonly rows: readonly { externalId: string; id: string | null; outcome: string }[];
  readonly message: string;
  readonly warnings: readonly { path: string; value: string | null; message: string }[];
  readonly faults: readonly { path: string; value: string | null; message: string }[];
};

const result = `{ __typename
  ... on WriteSummary { dryRun new changed unchanged deleted rows { externalId id outcome } warnings { path value message } }
  ... on InvalidInput { message faults { path value message } } }`;

const inputs: Readonly<Record<string, string>> = {
  upsertCustomers: "CustomerInput",
  upsertContacts: "ContactInput",
  recordInteractions: "InteractionInput",
  recordNeeds: "NeedInput",
  recordSurveyResponses: "SurveyResponseInput",
  recordServiceCases: "ServiceCaseInput",
  upsertGoals: "GoalInput",
  upsertMemberships: "TeamMembershipInput",
  upsertSalaries: "SalaryInput",
  assignPlans: "PlanAssignmentInput",
  upsertCourses: "CourseInput",
  recordEnrolments: "EnrolmentInput",
  upsertCareerLevels: "CareerLevelInput",
  recordCareerSteps: "CareerStepInput",
  recordReviews: "ReviewInput",
  upsertHonourRules: "HonourRuleInput",
  upsertBudgets: "BudgetInput",
  recordExpenses: "ExpenseInput",
  upsertOpenings: "OpeningInput",
  recordCandidates: "CandidateInput",
  upsertIndicators: "IndicatorInput",
  recordIndicatorValues: "IndicatorValueInput",
  upsertCompetitors: "CompetitorInput",
  recordCompetitorFigures: "CompetitorFigureInput",
  recordCompetitorMoves: "CompetitorMoveInput",
  recordDemandSignals: "DemandSignalInput",
  recordTechnologySignals: "TechnologySignalInput",
  upsertPipelineStages: "PipelineStageInput",
  upsertOpportunities: "OpportunityInput",
};

/** The document of a mutation that writes (with the variable `input`) or deletes (with `externalIds`). */
export function mutation(field: string): string {
  const type = inputs[field];
  return type
    ? `mutation ($input: [${type}!]!, $dryRun: Boolean) { done: ${field}(input: $input, dryRun: $dryRun) ${result} }`
    : `mutation ($externalIds: [String!]!, $dryRun: Boolean) { done: ${field}(externalIds: $externalIds, dryRun: $dryRun) ${result} }`;
}

/** Asks a server to write; answers what became of it. */
export function writer(server: Awaited<ReturnType<typeof testServer>>) {
  return async (field: string, rows: readonly (object | string)[], more: object = {}): Promise<Written> => {
    const variables = { [inputs[field] ? "input" : "externalIds"]: rows, ...more };
    return (await server.ask<{ done: Written }>(mutation(field), variables)).done;
  };
}

/** The faults of an answer as `path "value" message`, for comparing at a glance. */
export function faultsOf({ faults }: Written): string[] {
  return faults.map(({ path, value, message }) => `${path} ${value === null ? "" : `"${value}" `}${message}`);
}
