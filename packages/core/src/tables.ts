import { type RawBuilder, sql } from "kysely";
import { badInput } from "./errors.ts";
import type { Scope } from "./scope.ts";
import type { Warehouse } from "./warehouse.ts";

/*
 * The only place that names the warehouse's tables: what is read, is read through a scope. A test fails when another
 * file of this package names one.
 */

/** The order lines that a viewer may see. */
export function saleIn(scope: Scope): RawBuilder<Warehouse["sale"]> {
  return sql`(select * from sale where ${ownedBy(scope)})`;
}

/** How the credit of orders is split, of orders that were themselves read through a scope. */
export function credits(): RawBuilder<Warehouse["credit"]> {
  return sql`(select * from credit)`;
}

/** What was paid to the reps that a viewer may see: a rep sees their own, a manager that of their teams. */
export function payoutIn(scope: Scope): RawBuilder<Warehouse["payout"]> {
  return sql`(select * from payout where ${ownedBy(scope)})`;
}

/** The deals that a viewer may see. */
export function dealIn(scope: Scope): RawBuilder<Warehouse["opportunity"]> {
  return sql`(select * from opportunity where ${ownedBy(scope)})`;
}

/** The history of the deals that a viewer may see. */
export function dealStageIn(scope: Scope): RawBuilder<Warehouse["opportunity_stage"]> {
  if (scope.kind === "everything") return sql`(select * from opportunity_stage)`;
  return sql`(select * from opportunity_stage where opportunity_id in (select id from ${dealIn(scope)} as own))`;
}

/** The stages of the pipeline, the same for everybody. */
export function pipelineStages(): RawBuilder<Warehouse["pipeline_stage"]> {
  return sql`(select * from pipeline_stage)`;
}

/** The customers that a viewer may see: those in the care of the scope's reps, and those that they sold to. */
export function customerIn(scope: Scope): RawBuilder<Warehouse["customer"]> {
  if (scope.kind === "everything") return sql`(select * from customer)`;
  return sql`(select * from customer where ${inCareOf(scope)} or id in (select customer_id from ${saleIn(scope)} as own))`;
}

/**
 * The customers in the care of the scope's reps. A prospect's conversion is counted from these: a buyer of another's
 * customer would raise the rate only because he bought.
 */
export function prospectIn(scope: Scope): RawBuilder<Warehouse["customer"]> {
  return sql`(select * from customer where not anonymous and ${inCareOf(scope)})`;
}

/**
 * The survey responses of customers in the care of the scope's reps: a response says how the relation is, so it counts
 * for the rep who owns the customer, and not for everyone who ever sold to them.
 */
export function responseIn(scope: Scope): RawBuilder<Warehouse["survey_response"]> {
  return sql`(select * from survey_response where ${ofCustomersInCareOf(scope)})`;
}

/** The service cases of customers in the care of the scope's reps, as for responses. */
export function caseIn(scope: Scope): RawBuilder<Warehouse["service_case"]> {
  return sql`(select * from service_case where ${ofCustomersInCareOf(scope)})`;
}

/** What passed between the company and customers in the care of the scope's reps, as for responses. */
export function interactionIn(scope: Scope): RawBuilder<Warehouse["interaction"]> {
  return sql`(select * from interaction where ${ofCustomersInCareOf(scope)})`;
}

/** The needs of customers in the care of the scope's reps, as for responses. */
export function needIn(scope: Scope): RawBuilder<Warehouse["need"]> {
  return sql`(select * from need where ${ofCustomersInCareOf(scope)})`;
}

/**
 * The goals that a viewer may see: a rep's own, or those of the scope's teams and of reps who counted for them. Goals of
 * teams above and of the company tell what others are to sell, so they are in no narrower scope.
 */
export function goalIn(scope: Scope): RawBuilder<Warehouse["goal"]> {
  return sql`(select * from goal where ${ownedBy(scope)})`;
}

/**
 * The reps whose own affairs a viewer may see (career, training, reviews): oneself, or those who are in the scope's teams
 * today, wherever they were then.
 */
export function staffIn(scope: Scope): RawBuilder<Warehouse["rep"]> {
  return sql`(select * from rep where ${isStaff(scope, sql`id`)})`;
}

/** Who took part in which course, of the reps whose affairs a viewer may see. So are the next two. */
export function enrolmentIn(scope: Scope): RawBuilder<Warehouse["enrolment"]> {
  return sql`(select * from enrolment where ${isStaff(scope, sql`rep_id`)})`;
}

/** The levels that reps were at. */
export function careerStepIn(scope: Scope): RawBuilder<Warehouse["career_step"]> {
  return sql`(select * from career_step where ${isStaff(scope, sql`rep_id`)})`;
}

/** The reviews of reps. */
export function reviewIn(scope: Scope): RawBuilder<Warehouse["review"]> {
  return sql`(select * from review where ${isStaff(scope, sql`rep_id`)})`;
}

/** Courses, the same for everybody. */
export function courses(): RawBuilder<Warehouse["course"]> {
  return sql`(select * from course)`;
}

/** The levels of the career ladders, the same for everybody. */
export function careerLevels(): RawBuilder<Warehouse["career_level"]> {
  return sql`(select * from career_level)`;
}

/** The budgets of the scope's teams. Reps answer for none, so they see none; nor do they see what was spent. */
export function budgetIn(scope: Scope): RawBuilder<Warehouse["budget"]> {
  return sql`(select * from budget where ${ofTeams(scope)})`;
}

/** What the scope's teams have spent. */
export function expenseIn(scope: Scope): RawBuilder<Warehouse["expense"]> {
  return sql`(select * from expense where ${ofTeams(scope)})`;
}

/** The places that the scope's teams want to fill; none of a rep's. */
export function openingIn(scope: Scope): RawBuilder<Warehouse["opening"]> {
  return sql`(select * from opening where ${ofTeams(scope)})`;
}

/** Who applied for these. */
export function candidateIn(scope: Scope): RawBuilder<Warehouse["candidate"]> {
  return sql`(select * from candidate where opening_id in (select id from ${openingIn(scope)} as own))`;
}

/** The series of the economy, the same for everybody. So is what follows, up to technologies. */
export function indicators(): RawBuilder<Warehouse["indicator"]> {
  return sql`(select * from indicator)`;
}

/** The values of the economy's series. */
export function indicatorValues(): RawBuilder<Warehouse["indicator_value"]> {
  return sql`(select * from indicator_value)`;
}

/** Competitors, and the company itself beside them. */
export function competitors(): RawBuilder<Warehouse["competitor"]> {
  return sql`(select * from competitor)`;
}

/** What was observed of competitors. */
export function competitorFigures(): RawBuilder<Warehouse["competitor_figure"]> {
  return sql`(select * from competitor_figure)`;
}

/** What competitors did. */
export function competitorMoves(): RawBuilder<Warehouse["competitor_move"]> {
  return sql`(select * from competitor_move)`;
}

/** Signs of what the market wants. */
export function demandSignals(): RawBuilder<Warehouse["demand_signal"]> {
  return sql`(select * from demand_signal)`;
}

/** Which stage technologies have had from which day on. */
export function technologySignals(): RawBuilder<Warehouse["technology_signal"]> {
  return sql`(select * from technology_signal)`;
}

/** Customers as attributes of facts that were themselves read through a scope; never listed by themselves. */
export function buyers(): RawBuilder<Warehouse["customer"]> {
  return sql`(select * from customer)`;
}

/** Ids of the customers who stand for sales with no known buyer. */
export function anonymousBuyers(): RawBuilder<{ id: number }> {
  return sql`(select id from customer where anonymous)`;
}

/** Products, the same for everybody. */
export function products(): RawBuilder<Warehouse["product"]> {
  return sql`(select * from product)`;
}

/** Reps, as the names and teams of facts that were read through a scope. */
export function reps(): RawBuilder<Warehouse["rep"]> {
  return sql`(select * from rep)`;
}

/** Teams, as the names of facts that were read through a scope, and to find sub-teams. */
export function teams(): RawBuilder<Warehouse["team"]> {
  return sql`(select * from team)`;
}

/** Integers as SQL text: they stand in lists and in `group by`, where a parameter would be another expression. */
export function integers(ids: readonly number[], what: string): RawBuilder<unknown> {
  for (const id of ids) {
    if (!Number.isInteger(id) || Math.abs(id) > 2 ** 31)
      throw badInput(`${what}: ${id} is not an id, expected an integer`);
  }
  return sql.raw(ids.length === 0 ? "null::integer" : ids.join(", "));
}

function ownedBy(scope: Scope): RawBuilder<boolean> {
  if (scope.kind === "everything") return sql`true`;
  if (scope.kind === "rep") return sql`rep_id = ${integers([scope.repId], "scope")}`;
  return sql`team_id in (${integers(scope.teamIds, "scope")})`;
}

function ofTeams(scope: Scope): RawBuilder<boolean> {
  return scope.kind === "rep" ? sql`false` : ownedBy(scope);
}

function isStaff(scope: Scope, rep: RawBuilder<unknown>): RawBuilder<boolean> {
  if (scope.kind === "everything") return sql`true`;
  if (scope.kind === "rep") return sql`${rep} = ${integers([scope.repId], "scope")}`;
  return sql`${rep} in (select id from rep where team_id in (${integers(scope.teamIds, "scope")}))`;
}

function inCareOf(scope: Scope): RawBuilder<boolean> {
  if (scope.kind === "everything") return sql`true`;
  if (scope.kind === "rep") return sql`owner_id = ${integers([scope.repId], "scope")}`;
  return sql`owner_id in (select id from rep where team_id in (${integers(scope.teamIds, "scope")}))`;
}

function ofCustomersInCareOf(scope: Scope): RawBuilder<boolean> {
  if (scope.kind === "everything") return sql`true`;
  return sql`customer_id in (select id from customer where ${inCareOf(scope)})`;
}
