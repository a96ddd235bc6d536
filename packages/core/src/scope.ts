/**
 * What a viewer may see. Every function that reads the warehouse takes one; there is no default.
 *
 * - `everything`: the whole company.
 * - `teams`: these teams (with their sub-teams, resolved by whoever makes the scope). An empty list sees nothing.
 * - `rep`: one rep's own sales, customers and deals.
 */
export type Scope =
  | { readonly kind: "everything" }
  | { readonly kind: "teams"; readonly teamIds: readonly number[] }
  | { readonly kind: "rep"; readonly repId: number };

export const everything: Scope = { kind: "everything" };
