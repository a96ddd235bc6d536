import type { ImportTableName } from "./column-types.ts";

/**
 * By what a writer may write rows of a table: by the customer that they are of, by the team or rep that they count for
 * (goals), by the rep that they are about, or only by seeing everything, since they hold for the whole company.
 */
export function ownership(table: ImportTableName): "customer" | "own" | "rep" | "company" {
  return owned[table] ?? "customer";
}

const owned: Partial<Record<ImportTableName, "own" | "rep" | "company">> = {
  goals: "own",
  enrolments: "rep",
  career_steps: "rep",
  reviews: "rep",
  pipeline_stages: "company",
  opportunities: "company",
  courses: "company",
  career_levels: "company",
  honour_rules: "company",
  memberships: "company",
  salaries: "company",
  assignments: "company",
  budgets: "company",
  expenses: "company",
  openings: "company",
  candidates: "company",
  indicators: "company",
  indicator_values: "company",
  competitors: "company",
  competitor_figures: "company",
  competitor_moves: "company",
  demand_signals: "company",
  technology_signals: "company",
};

/** What is said to a writer who sees only a part of the company. */
export const companyOnly = "holds for the whole company: only who sees all of it may write it";
