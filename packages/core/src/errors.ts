/**
 * A request that can't be answered, with a message for the person who asked: what was wrong with which value, and
 * what would be right. The API translates `code` for its callers; nothing here knows GraphQL.
 */
export class DomainError extends Error {
  override readonly name = "DomainError";
  readonly code: "BAD_USER_INPUT" | "NOT_FOUND" | "CONFLICT" | "FORBIDDEN" | "COST_LIMIT" | "TIMEOUT";
  /** Of COST_LIMIT: what it would have taken, and what may be. */
  readonly cost: RowCost | undefined;

  constructor(code: DomainError["code"], message: string, cost?: RowCost) {
    super(message);
    this.code = code;
    this.cost = cost;
  }
}

/** At least so many rows, where at most `limit` are answered. */
interface RowCost {
  readonly rows: number;
  readonly limit: { readonly rows: number };
}

export function badInput(message: string): DomainError {
  return new DomainError("BAD_USER_INPUT", message);
}

/** A question whose answer would be too large. */
export function tooManyRows(message: string, cost: RowCost): DomainError {
  return new DomainError("COST_LIMIT", message, cost);
}
