import type { TypedDocumentString } from "./generated/graphql.ts";

/**
 * Asks the server one question. A generated document knows the types of its variables and of its answer, so that a
 * misspelt field or a missing variable is found by the compiler.
 */
export async function ask<Answer, Variables>(
  endpoint: string,
  document: TypedDocumentString<Answer, Variables>,
  variables: Variables,
  signal: AbortSignal | null = null,
): Promise<Answer> {
  const response = await fetch(endpoint, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/graphql-response+json, application/json" },
    body: JSON.stringify({ query: document.toString(), variables }),
    signal,
  });
  // Something between the browser and the server may answer with a page.
  const { data, errors } = (await response.json().catch(() => ({}))) as {
    data?: Answer;
    errors?: readonly { readonly message: string }[];
  };
  if (errors?.length) throw new Error(errors.map(({ message }) => message).join("\n"));
  if (!data) throw new Error(`${response.status} ${response.statusText}`);
  return data;
}
