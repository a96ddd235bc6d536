import type { Scope } from "@salesglass/core";
import type { Company } from "./company.ts";

/** The company as a viewer sees it: their own sales and deals; feedback and prospects of the customers in their care. */
export function seenBy(company: Company, scope: Scope): Company & { readonly prospects: Company["customer"] } {
  const inCare = company.customer.filter(({ owner_id }) => {
    if (scope.kind === "everything") return true;
    if (scope.kind === "rep") return owner_id === scope.repId;
    const team = company.rep.find(({ id }) => id === owner_id)?.team_id;
    return typeof team === "number" && scope.teamIds.includes(team);
  });
  const own = ({ rep_id, team_id }: { rep_id: number | null; team_id: number | null }) => {
    if (scope.kind === "everything") return true;
    return scope.kind === "rep" ? rep_id === scope.repId : team_id !== null && scope.teamIds.includes(team_id);
  };
  const ofCustomerInCare = ({ customer_id }: { customer_id: number }) => {
    return scope.kind === "everything" || inCare.some(({ id }) => id === customer_id);
  };
  const ofTeam = ({ team_id }: { team_id: number | null }) => scope.kind !== "rep" && own({ team_id, rep_id: null });
  return {
    ...company,
    sale: company.sale.filter(own),
    opportunity: company.opportunity.filter(own),
    goal: company.goal.filter(own),
    payout: company.payout.filter(own),
    budget: company.budget.filter(ofTeam),
    expense: company.expense.filter(ofTeam),
    survey_response: company.survey_response.filter(ofCustomerInCare),
    service_case: company.service_case.filter(ofCustomerInCare),
    prospects: inCare.filter(({ anonymous }) => !anonymous),
  };
}

export type SeenCompany = ReturnType<typeof seenBy>;
