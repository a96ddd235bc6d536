import type { Scope } from "@salesglass/core";
import type { Prisma } from "../generated/prisma/client.ts";

/** The scope as a condition on the record's customers: those of the scope's reps, and those they sold to. */
export function customersInScope(scope: Scope): Prisma.CustomerWhereInput {
  if (scope.kind === "everything") return {};
  const owner = scope.kind === "rep" ? { ownerId: scope.repId } : { owner: { teamId: { in: [...scope.teamIds] } } };
  return { OR: [owner, { orders: { some: ordersInScope(scope) } }] };
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
