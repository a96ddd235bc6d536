import type { Scope } from "@salesglass/core";
import type { Prisma } from "../generated/prisma/client.ts";
import { customersInScope, customersInScopeSql, ownedInScope, ownInScopeSql } from "../modules/record-scope.ts";

/**
 * The scope as a condition on alerts: those on customers whom the viewer may see, and those on goals, reps and teams of theirs. What is
 * about the whole company is for who sees all of it.
 */
export function alertsInScope(scope: Scope): Prisma.AlertWhereInput {
  if (scope.kind === "everything") return {};
  return { OR: [{ customerId: null, ...ownedInScope(scope) }, { customer: { is: customersInScope(scope) } }] };
}

/** The same in SQL, for an alias of `alert`. */
export function alertsInScopeSql(scope: Scope, alias: string): string {
  if (scope.kind === "everything") return "true";
  const isSeen = `exists (select from public.customer c where c.id = ${alias}.customer_id and ${customersInScopeSql(scope, "c")})`;
  return `((${alias}.customer_id is null and ${ownInScopeSql(scope, alias)}) or ${isSeen})`;
}
