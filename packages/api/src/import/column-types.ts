/** What a column of an import file may hold. */
export type ColumnType =
  | "text"
  | "integer"
  | "amount"
  | "share"
  | "probability"
  | "date"
  | "period"
  | "timestamp"
  | "boolean"
  | "choice"
  | "reference";

export type Localized = { readonly en: string; readonly "zh-CN": string };

/** A column that a file may have. */
export type ImportColumn = {
  readonly name: string;
  readonly type: ColumnType;
  readonly required?: boolean;
  /** Choices, in the record's spelling. */
  readonly values?: readonly string[];
  /** The table that a reference points to. */
  readonly references?: ImportTableName;
  /** Bounds of a number, inclusive. */
  readonly minimum?: number;
  readonly maximum?: number;
  /** What is said of a number that is out of bounds, where the bounds alone say too little. */
  readonly outOfRange?: string;
  /** Whether it says when something took place, which may not lie in the future. */
  readonly past?: boolean;
  /** Whether it can tell who a customer is, and is emptied when the customer is erased. */
  readonly personal?: boolean;
  /** SQL of the value that an absent or empty one stands for. */
  readonly fallback?: string;
  /** The same in words, where the SQL would not be understood. */
  readonly fallbackText?: Localized;
  /** The record's column, where it has another name. */
  readonly target?: string;
  readonly description: Localized;
};

/** A table that an import may bring. */
export type ImportTable = {
  readonly name: ImportTableName;
  /** One row of it, in a message: `customer "42" …`. */
  readonly noun: string;
  /** The record's table. */
  readonly record: string;
  /** The columns that identify a row. */
  readonly key: readonly string[];
  /** The columns that make a key, `a/b`, of rows that are given without one. */
  readonly keyOf?: readonly string[];
  /** The reference whose rows are replaced as a whole, for rows without a key of their own. */
  readonly partOf?: string;
  readonly columns: readonly ImportColumn[];
  readonly description: Localized;
};

export type ImportTableName =
  | "company"
  | "teams"
  | "reps"
  | "products"
  | "customers"
  | "contacts"
  | "orders"
  | "order_lines"
  | "order_credits"
  | "pipeline_stages"
  | "opportunities"
  | "opportunity_stages"
  | "interactions"
  | "needs"
  | "survey_responses"
  | "service_cases"
  | "goals"
  | "memberships"
  | "salaries"
  | "assignments"
  | "courses"
  | "enrolments"
  | "career_levels"
  | "career_steps"
  | "reviews"
  | "honour_rules"
  | "budgets"
  | "expenses"
  | "openings"
  | "candidates"
  | "indicators"
  | "indicator_values"
  | "competitors"
  | "competitor_figures"
  | "competitor_moves"
  | "demand_signals"
  | "technology_signals";

/** The type of a column in DuckDB, once references are ids. */
export const duckTypes: Record<ColumnType, string> = {
  text: "VARCHAR",
  integer: "INTEGER",
  amount: "DECIMAL(18,4)",
  share: "DECIMAL(9,8)",
  probability: "DECIMAL(5,4)",
  date: "DATE",
  period: "DATE",
  timestamp: "TIMESTAMPTZ",
  boolean: "BOOLEAN",
  choice: "VARCHAR",
  reference: "INTEGER",
};

/** The name of a column in the record: `customer` → `customer_id`, `id` → `external_id`. */
export function targetOf(column: ImportColumn): string {
  if (column.target) return column.target;
  if (column.type === "reference") return `${column.name}_id`;
  return column.name === "id" ? "external_id" : column.name;
}
