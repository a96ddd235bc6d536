import type { ImportTableName } from "./column-types.ts";
import { literal } from "./duck.ts";
import type { Settings } from "./settings.ts";
import type { LoadedTable } from "./source.ts";

/** What must hold between the columns of one row. `when` and `reason` are SQL over them. */
export type Rule = {
  /** The columns that it looks at. */
  readonly needs: readonly string[];
  /** True where it is broken. */
  readonly when: string;
  /** The column that is named, with its value. */
  readonly column: string;
  readonly reason: string;
};

/** The rules of a table that can be judged by what its rows say themselves. */
export function rulesOfRows(loaded: LoadedTable, settings: Settings): Rule[] {
  if (loaded.partial) return [];
  return rulesOf(loaded.table.name, settings).filter(({ needs }) =>
    needs.every((name) => loaded.columns.includes(name)),
  );
}

/** The others that rows can break: the columns that they lack are in the record, or are defaults. */
export function rulesOfWholeRows({ table, columns, partial }: LoadedTable, settings: Settings): Rule[] {
  const isGiven = (name: string) => columns.includes(name);
  return rulesOf(table.name, settings).filter(({ needs }) => needs.some(isGiven) && (partial || !needs.every(isGiven)));
}

function rulesOf(table: ImportTableName, settings: Settings): readonly Rule[] {
  return (rules[table] ?? (() => []))(settings);
}

const rules: Partial<Record<ImportTableName, (settings: Settings) => readonly Rule[]>> = {
  company: () => [
    {
      needs: ["currency"],
      when: "not regexp_full_match(currency, '[A-Z]{3}')",
      column: "currency",
      reason: "'must be an ISO 4217 code of three capitals, such as CNY'",
    },
    {
      needs: ["time_zone"],
      when: "time_zone not in (select name from pg_timezone_names())",
      column: "time_zone",
      reason: "'is no IANA time zone: write a name such as Asia/Shanghai'",
    },
    { needs: [], when: "_row > 0", column: "name", reason: "'there is only one company: keep one row'" },
  ],
  teams: () => [
    { needs: ["parent"], when: "parent = id", column: "parent", reason: "'a team can''t be its own parent'" },
  ],
  reps: () => [before("left_on", "hired_on")],
  customers: () => [
    {
      needs: ["referred_by"],
      when: "referred_by = id",
      column: "referred_by",
      reason: "'a customer can''t have referred itself'",
    },
  ],
  memberships: () => [before("ends_on", "starts_on")],
  assignments: ({ plans }) => [
    before("ends_on", "starts_on"),
    {
      needs: ["plan"],
      when: `plan not in (${plans.map(literal).join(", ") || "''"})`,
      column: "plan",
      reason: literal(
        plans.length > 0 ? `is no plan; expected one of ${plans.join(", ")}` : "is no plan: there is none yet",
      ),
    },
  ],
  orders: ({ currency }) => [
    {
      needs: ["return_of"],
      when: "return_of = id",
      column: "return_of",
      reason: "'an order can''t be a return of itself'",
    },
    ofCurrency(currency),
  ],
  order_lines: () => [
    { needs: ["line"], when: "line is null", column: "line", reason: "'is required where the file has the column'" },
    {
      needs: [],
      when: "net_amount is null",
      column: "net_amount",
      reason: "'quantity × unit_price − discount is out of range: at most 14 digits before the decimal point'",
    },
    {
      needs: [],
      when: "quantity > 0 and net_amount < 0",
      column: "net_amount",
      reason: "'is negative although the quantity is positive: a return has both negative'",
    },
    {
      needs: [],
      when: "quantity < 0 and net_amount > 0",
      column: "net_amount",
      reason: "'is positive although the quantity is negative: a return has both negative'",
    },
  ],
  pipeline_stages: () => [
    {
      needs: ["kind", "probability"],
      when: "kind <> 'OPEN' and probability is not null",
      column: "probability",
      reason: "'must be empty: deals in the stage are ' || lower(kind) || ', not open'",
    },
  ],
  opportunities: () => [
    {
      needs: ["status", "lost_to"],
      when: "status <> 'LOST' and lost_to is not null",
      column: "lost_to",
      reason: "'must be empty, since the opportunity is ' || status",
    },
    {
      needs: ["status", "closed_on"],
      when: "status <> 'OPEN' and closed_on is null",
      column: "closed_on",
      reason: "'is required, since the opportunity is ' || status",
    },
    {
      needs: ["status", "closed_on"],
      when: "status = 'OPEN' and closed_on is not null",
      column: "closed_on",
      reason: "'must be empty, since the opportunity is OPEN'",
    },
    before("closed_on", "created_on"),
  ],
  needs: () => [before("expected_on", "recorded_on")],
  survey_responses: () => [
    {
      needs: ["kind", "score"],
      when: "kind = 'CSAT' and score not between 1 and 5",
      column: "score",
      reason: "'is out of range: CSAT goes from 1 to 5'",
    },
    {
      needs: ["kind", "score"],
      when: "kind = 'CES' and score not between 1 and 7",
      column: "score",
      reason: "'is out of range: CES goes from 1 to 7'",
    },
  ],
  goals: () => [
    {
      needs: ["target"],
      when: "target <= 0",
      column: "target",
      reason: "'must be positive: a goal is something to be reached'",
    },
    before("ends_on", "starts_on"),
    { needs: ["parent"], when: "parent = id", column: "parent", reason: "'a goal can''t be its own parent'" },
  ],
  service_cases: () => [before("resolved_on", "opened_on")],
  enrolments: () => [before("completed_on", "enrolled_on")],
  budgets: ({ currency }) => [ofCurrency(currency)],
  expenses: ({ currency }) => [ofCurrency(currency)],
  openings: () => [
    before("filled_on", "opened_on"),
    before("closed_on", "opened_on"),
    {
      needs: ["filled_on", "closed_on"],
      when: "filled_on is not null and closed_on is not null",
      column: "closed_on",
      reason: "'is given, and so is filled_on: an opening was filled or given up'",
    },
  ],
  candidates: () => [
    ...stages.flatMap((stage, index) => stages.slice(0, index).map((earlier) => before(stage, earlier))),
    ...stages.slice(0, -1).map((stage) => before("rejected_on", stage)),
    {
      needs: ["hired_on", "rejected_on"],
      when: "hired_on is not null and rejected_on is not null",
      column: "rejected_on",
      reason: "'is given, and so is hired_on: a candidate is hired or not'",
    },
  ],
  competitor_figures: () => [
    {
      needs: ["topic", "value"],
      when: "topic in ('SHARE', 'PRICE') and value is null",
      column: "value",
      reason: "'is required: a ' || lower(topic) || ' is a number'",
    },
    {
      needs: ["topic", "value"],
      when: "topic = 'SHARE' and value not between 0 and 1",
      column: "value",
      reason: "'is out of range: a share goes from 0 to 1, 0.4 is 40 %'",
    },
    {
      needs: ["topic", "value"],
      when: "topic = 'PRICE' and value < 0",
      column: "value",
      reason: "'must not be negative: it is a price'",
    },
    {
      needs: ["value", "text"],
      when: "value is null and text is null and topic not in ('SHARE', 'PRICE')",
      column: "value",
      reason: "'is empty, and so is text: a figure says something'",
    },
  ],
  demand_signals: () => [
    {
      needs: ["weight"],
      when: "weight <= 0",
      column: "weight",
      reason: "'must be positive: what weighs nothing is no signal'",
    },
    {
      needs: ["sentiment"],
      when: "sentiment not between -1 and 1",
      column: "sentiment",
      reason: "'is out of range: it goes from -1 (bad) to 1 (good)'",
    },
  ],
  honour_rules: () => [
    before("ends_on", "starts_on"),
    {
      needs: ["metric", "tie_break"],
      when: "tie_break = metric",
      column: "tie_break",
      reason: "'is the metric itself: another has to decide between equals'",
    },
  ],
};

/** The days of a candidate's stages, in their order; `rejected_on` may follow any but the last. */
const stages = ["applied_on", "screened_on", "interviewed_on", "offered_on", "hired_on"];

function ofCurrency(currency: string): Rule {
  return {
    needs: ["currency"],
    when: `upper(currency) <> ${literal(currency)}`,
    column: "currency",
    reason: literal(`must be the company's currency, ${currency}: convert the amounts`),
  };
}

function before(column: string, earlier: string): Rule {
  return {
    needs: [column, earlier],
    when: `${column} < ${earlier}`,
    column,
    reason: `'is before ${earlier} (' || ${earlier} || ')'`,
  };
}
