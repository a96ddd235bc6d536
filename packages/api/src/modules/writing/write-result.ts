import { encodeGlobalID } from "@pothos/plugin-relay";
import { builder } from "../../builder.ts";
import { type InputFault, InvalidInput } from "../../writing/invalid-input.ts";
import type { Outcome, WrittenRow } from "../../writing/write-rows.ts";

const ErrorInterface = builder.interfaceRef<Error>("Error").implement({
  description: "Why a mutation was not done.",
  fields: (t) => ({ message: t.exposeString("message", { description: "In words." }) }),
});

const InputFaultType = builder.objectRef<InputFault>("InputFault").implement({
  description: "One thing that is wrong with an input.",
  fields: (t) => ({
    path: t.exposeString("path", { description: "Where it stands, such as `input[3].score`." }),
    value: t.exposeString("value", { nullable: true, description: "What stands there, as text." }),
    message: t.exposeString("message", { description: "What is wrong with it, and what would be right." }),
  }),
});

builder.objectType(InvalidInput, {
  name: "InvalidInput",
  description: "The input can't be written as it is. Nothing was written.",
  interfaces: [ErrorInterface],
  fields: (t) => ({
    faults: t.expose("faults", { type: [InputFaultType], description: "Everything that is wrong, in its order." }),
  }),
});

export const WriteOutcome = builder.enumType("WriteOutcome", {
  description: "What became of a row.",
  values: {
    NEW: { description: "It was not there and is now." },
    CHANGED: { description: "It was there and is different now." },
    UNCHANGED: { description: "It was there as it is; or was to be deleted and was not there." },
    DELETED: { description: "It was there and is no more." },
  } as const satisfies Record<Outcome, object>,
});

type Row = WrittenRow & { readonly typename: string };

const WrittenRowType = builder.objectRef<Row>("WrittenRow").implement({
  description: "A row of the input, and what became of it.",
  fields: (t) => ({
    externalId: t.exposeString("externalId", { description: "The source system's own key." }),
    id: t.id({
      nullable: true,
      description: "The global id; null for what isn't there, as a new row of a dry run.",
      resolve: ({ id, typename }) => (id === null ? null : encodeGlobalID(typename, id)),
    }),
    outcome: t.expose("outcome", { type: WriteOutcome, description: "What became of it." }),
  }),
});

/** What a mutation did. */
export interface WriteSummary {
  readonly dryRun: boolean;
  readonly typename: string;
  readonly rows: readonly WrittenRow[];
  readonly warnings: readonly InputFault[];
}

export const WriteSummaryType = builder.objectRef<WriteSummary>("WriteSummary").implement({
  description: "What was written, or would have been in a dry run.",
  fields: (t) => {
    const count = (outcome: Outcome, description: string) =>
      t.int({ description, resolve: ({ rows }) => rows.filter((row) => row.outcome === outcome).length });
    return {
      dryRun: t.exposeBoolean("dryRun", { description: "Whether nothing was written." }),
      new: count("NEW", "How many rows are new."),
      changed: count("CHANGED", "How many were changed."),
      unchanged: count("UNCHANGED", "How many are as they were."),
      deleted: count("DELETED", "How many were deleted."),
      warnings: t.field({
        type: [InputFaultType],
        description: "What was written all the same and is worth a look.",
        resolve: ({ warnings }) => [...warnings],
      }),
      rows: t.field({
        type: [WrittenRowType],
        description: "Each row, in the order of the input.",
        resolve: ({ rows, typename }) => rows.map((row) => ({ ...row, typename })),
      }),
    };
  },
});
