/** Why a request has no answer: what the elements show depends on it. */
export type FailureKind = "network" | "expired" | "forbidden" | "refused";

/** A request that failed. The message is the server's own text where there is one. */
export class RequestError extends Error {
  override readonly name = "RequestError";
  readonly kind: FailureKind;
  readonly code: string | undefined;

  constructor(kind: FailureKind, message: string, code?: string) {
    super(message);
    this.kind = kind;
    this.code = code;
  }
}

/** One entry of a GraphQL response's `errors`. */
export interface ResponseError {
  readonly message?: string;
  readonly extensions?: { readonly code?: string };
}

/** Turns the errors of one answer into a failure. The first message speaks; they rarely differ. */
export function failureOf(errors: readonly ResponseError[], status: number): RequestError {
  const code = errors.find((error) => error.extensions?.code)?.extensions?.code;
  const message = [...new Set(errors.map((error) => error.message ?? ""))].filter(Boolean).join(" ");
  return new RequestError(kindOf(code, status), message, code);
}

/** What an HTTP status or an error code means for the reader. */
export function kindOf(code: string | undefined, status: number): FailureKind {
  if (code === "UNAUTHENTICATED" || status === 401) return "expired";
  if (code === "FORBIDDEN" || status === 403) return "forbidden";
  return "refused";
}
