import type { TypedDocumentString } from "./generated/graphql.ts";

/** What the server said was wrong, one line an error. */
export class SalesglassError extends Error {
  override readonly name = "SalesglassError";
}

/**
 * Asks a question whose variables and answer are typed by its document.
 *
 * @throws SalesglassError with the server's messages
 */
export async function ask<Answer, Variables>(
  server: string,
  document: TypedDocumentString<Answer, Variables>,
  variables: Variables,
): Promise<Answer> {
  const response = await fetch(new URL("/graphql", server), {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/graphql-response+json" },
    body: JSON.stringify({ query: document.toString(), variables }),
  });
  const { data, errors } = (await response.json()) as { data?: Answer; errors?: { message: string }[] };
  if (errors || !data) throw new SalesglassError(errors?.map(({ message }) => message).join("\n") ?? "no answer");
  return data;
}
