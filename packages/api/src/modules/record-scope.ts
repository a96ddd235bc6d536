import { badInput, type Scope } from "@salesglass/core";
import type { Prisma } from "../generated/prisma/client.ts";

/** The scope as a condition on the record's customers: those of the scope's reps, and those they sold to. */
export function customersInScope(scope: Scope): Prisma.CustomerWhereInput {
  if (scope.kind === "everything") return {};
  return { OR: [customersInCare(scope), { orders: { some: ownedInScope(scope) } }] };
}

/** The scope as a condition on whose feedback is seen: customers in the care of the scope's reps. */
export function customersInCare(scope: Scope): Prisma.CustomerWhereInput {
  if (scope.kind === "everything") return {};
  return scope.kind === "rep" ? { ownerId: scope.repId } : { owner: { teamId: { in: [...scope.teamIds] } } };
}

/** The same in SQL, for an alias of `customer`. */
export function customersInScopeSql(scope: Scope, alias: string): string {
  if (scope.kind === "everything") return "true";
  const list = idsOf(scope);
  const [owner, column] =
    scope.kind === "rep"
      ? [`in (${list})`, "rep_id"]
      : [`in (select id from public.rep where team_id in (${list}))`, "team_id"];
  return `(${alias}.owner_id ${owner} or exists (select from public.sales_order o where o.customer_id = ${alias}.id and o.${column} in (${list})))`;
}

/** The scope in SQL, for an alias of what has a rep and a team of its own. */
export function ownInScopeSql(scope: Scope, alias: string): string {
  if (scope.kind === "everything") return "true";
  return `${alias}.${scope.kind === "rep" ? "rep_id" : "team_id"} in (${idsOf(scope)})`;
}

/** The scope in SQL as a condition on an alias of `rep`: oneself, or who is in the scope's teams today. */
export function staffInScopeSql(scope: Scope, alias: string): string {
  if (scope.kind === "everything") return "true";
  return `${alias}.${scope.kind === "rep" ? "id" : "team_id"} in (${idsOf(scope)})`;
}

function idsOf(scope: Exclude<Scope, { kind: "everything" }>): string {
  const ids = (scope.kind === "rep" ? [scope.repId] : scope.teamIds).map((id) => {
    if (!Number.isInteger(id)) throw badInput(`scope: ${id} is not an id, expected an integer`);
    return id;
  });
  return ids.length === 0 ? "null" : ids.join(", ");
}

/** The scope as a condition on what is a rep's or a team's own. */
export function ownedInScope(scope: Scope): { repId?: number; teamId?: { in: number[] } } {
  if (scope.kind === "everything") return {};
  return scope.kind === "rep" ? { repId: scope.repId } : { teamId: { in: [...scope.teamIds] } };
}

/** The scope as a condition on what is a team's own and no rep's: budgets, what was spent, whom the team wants to hire. */
export function ofTeamsInScope(scope: Scope): { teamId?: { in: number[] } } {
  if (scope.kind === "everything") return {};
  return { teamId: { in: scope.kind === "rep" ? [] : [...scope.teamIds] } };
}

/** The scope as a condition on whose career, training and reviews are seen: one's own, or those of the scope's teams today. */
export function staffInScope(scope: Scope): Prisma.RepWhereInput {
  if (scope.kind === "everything") return {};
  return scope.kind === "rep" ? { id: scope.repId } : { teamId: { in: [...scope.teamIds] } };
}
