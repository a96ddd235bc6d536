import type { SalesClient } from "../../data/client.ts";
import { CompanyCardDocument, type CompanyCardQueryVariables } from "../../generated/graphql.ts";

/** What a card of the whole company asks. */
export function askCompany(client: SalesClient, variables: CompanyCardQueryVariables, signal: AbortSignal) {
  return client.request(CompanyCardDocument, variables, signal);
}
