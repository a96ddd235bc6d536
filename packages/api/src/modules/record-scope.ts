import type { Scope } from "@salesglass/core";
import type { Prisma } from "../generated/prisma/client.ts";

/** The scope as a condition on the record's customers: those of the scope's reps, and those they sold to. */
export function customersInScope(scope: Scope): Prisma.CustomerWhereInput {
  if (scope.kind === "everything") return {};
  return { OR: [customersInCare(scope), { orders: { some: ordersInScope(scope) } }] };
}

/** The scope as a condition on whose feedback is seen: customers in the care of the scope's reps. */
export function customersInCare(scope: Scope): Prisma.CustomerWhereInput {
  if (scope.kind === "everything") return {};
  return scope.kind === "rep" ? { ownerId: scope.repId } : { owner: { teamId: { in: [...scope.teamIds] } } };
}

/** The scope as a condition on the record's orders. */
export function ordersInScope(scope: Scope): Prisma.OrderWhereInput {
  if (scope.kind === "everything") return {};
  return scope.kind === "rep" ? { repId: scope.repId } : { teamId: { in: [...scope.teamIds] } };
}

/** The scope as a condition on the record's opportunities. */
export function dealsInScope(scope: Scope): Prisma.OpportunityWhereInput {
  if (scope.kind === "everything") return {};
  return scope.kind === "rep" ? { repId: scope.repId } : { teamId: { in: [...scope.teamIds] } };
}
