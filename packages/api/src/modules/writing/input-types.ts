import type { InputRef } from "@pothos/core";
import { builder } from "../../builder.ts";
import type { ImportColumn, ImportTable } from "../../import/column-types.ts";
import { fieldOf } from "../../writing/field-names.ts";
import type { GivenRow } from "../../writing/write-rows.ts";
import { kinds } from "../customers/customer.schema.ts";
import { ContenderEnum, HonourCycleEnum } from "../honours/honour-kinds.ts";
import { TeamRoleEnum } from "../incentives/kinds.ts";
import { marketKinds } from "../market/market-kinds.ts";
import { OpportunityStatusEnum } from "../sales/sales.schema.ts";

/** What a row looks like in a mutation's input: its fields by name. */
export type InputRow = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** The input type of a table's rows, made from the columns that an import may bring. */
export function inputTypeOf(name: string, table: ImportTable): InputRef<InputRow> {
  return builder.inputRef<InputRow>(name).implement({
    description: `${table.description.en} What is left out stays as it is; null empties it, or gives it its default.`,
    fields: (t) =>
      Object.fromEntries(
        table.columns.map((column) => [
          fieldOf(column.name),
          t.field({
            type: typeOf(column, table),
            required: column.name === "id" && !table.keyOf,
            description: descriptionOf(column),
          }),
        ]),
      ),
  });
}

/** The rows of an input as an import has them: text by the names of the columns. */
export function givenRows(table: ImportTable, input: readonly InputRow[]): GivenRow[] {
  return input.map((row) =>
    Object.fromEntries(
      table.columns.flatMap(({ name }): [string, string | null][] => {
        const value = row[fieldOf(name)];
        return value === undefined ? [] : [[name, value === null ? null : String(value)]];
      }),
    ),
  );
}

function typeOf(column: ImportColumn, { name }: ImportTable) {
  switch (column.type) {
    case "choice":
      return choices[`${name}.${column.name}`]!;
    case "integer":
      return "Int";
    case "boolean":
      return "Boolean";
    case "date":
      return "Date";
    case "timestamp":
      return "DateTime";
    case "amount":
    case "share":
    case "probability":
      return "Decimal";
    default:
      return "String";
  }
}

/** A choice has the type that it is answered with. */
const choices: Record<
  string,
  | (typeof kinds)[keyof typeof kinds]
  | (typeof marketKinds)[keyof typeof marketKinds]
  | typeof ContenderEnum
  | typeof HonourCycleEnum
  | typeof TeamRoleEnum
  | typeof OpportunityStatusEnum
> = {
  "customers.kind": kinds.customer,
  "interactions.kind": kinds.interaction,
  "needs.source": kinds.needSource,
  "needs.status": kinds.needStatus,
  "survey_responses.kind": kinds.survey,
  "service_cases.kind": kinds.serviceCase,
  "service_cases.severity": kinds.severity,
  "honour_rules.given_to": ContenderEnum,
  "honour_rules.every": HonourCycleEnum,
  "memberships.role": TeamRoleEnum,
  "indicators.kind": marketKinds.indicator,
  "indicators.frequency": marketKinds.frequency,
  "competitor_figures.topic": marketKinds.topic,
  "competitor_moves.kind": marketKinds.move,
  "demand_signals.source": marketKinds.demandSource,
  "technology_signals.stage": marketKinds.stage,
  "pipeline_stages.kind": OpportunityStatusEnum,
  "opportunities.status": OpportunityStatusEnum,
};

function descriptionOf(column: ImportColumn): string {
  const { description, references, required, fallback, fallbackText, past } = column;
  const more = [
    references && `The external id of one of the ${references}.`,
    past && "Not in the future.",
    required && column.name !== "id" && "A new one needs it.",
    fallbackText ? `Unless said: ${fallbackText.en}.` : fallback && `\`${fallback.replaceAll("'", "")}\` unless said.`,
  ];
  return [description.en, ...more.filter(Boolean)].join(" ");
}
