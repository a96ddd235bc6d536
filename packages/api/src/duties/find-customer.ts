import { DomainError } from "@salesglass/core";

/** One customer, by the record's id or by the source system's own key. */
export type CustomerKey = { readonly id: number } | { readonly externalId: string };

/** There is no such customer. */
export function noSuchCustomer(key: CustomerKey): DomainError {
  const what = "id" in key ? "global id" : `external id ${JSON.stringify(key.externalId)}`;
  return new DomainError("NOT_FOUND", `there is no customer with this ${what}`);
}

/** The customer stands for nobody in particular. */
export function nobody(key: string): DomainError {
  return new DomainError(
    "BAD_USER_INPUT",
    `customer ${JSON.stringify(key)} stands for sales with no known buyer: there is no person behind it`,
  );
}
