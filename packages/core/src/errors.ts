/**
 * A request that can't be answered, with a message for the person who asked: what was wrong with which value, and
 * what would be right. The API translates `code` for its callers; nothing here knows GraphQL.
 */
export class DomainError extends Error {
  override readonly name = "DomainError";
  readonly code: "BAD_USER_INPUT" | "NOT_FOUND" | "CONFLICT" | "FORBIDDEN";

  constructor(code: DomainError["code"], message: string) {
    super(message);
    this.code = code;
  }
}

export function badInput(message: string): DomainError {
  return new DomainError("BAD_USER_INPUT", message);
}
