import { DomainError } from "@salesglass/core";
import { builder } from "../../builder.ts";
import { type Erasure, eraseCustomer } from "../../duties/erase-customer.ts";
import { exportCustomer } from "../../duties/export-customer.ts";
import { InvalidInput } from "../../writing/invalid-input.ts";
import { keyOf } from "../customers/customers.schema.ts";
import { seen } from "./writing.schema.ts";

const RemovedRows = builder.objectRef<Erasure["removed"][number]>("RemovedRows").implement({
  description: "How many rows of a table an erasure emptied of what tells who it was.",
  fields: (t) => ({
    table: t.exposeString("table", {
      description: "The table, by its name in an import; `audit_log` for the log's old entries.",
    }),
    rows: t.exposeInt("rows", { description: "How many rows; contacts are deleted." }),
  }),
});

const ErasureType = builder.objectRef<Erasure>("Erasure").implement({
  description: "What an erasure removed, or would remove in a dry run.",
  fields: (t) => ({
    dryRun: t.exposeBoolean("dryRun", { description: "Whether nothing was removed." }),
    externalId: t.exposeString("externalId", {
      nullable: true,
      description: "The key under which the customer's sales go on; null in a dry run.",
    }),
    erasedOn: t.expose("erasedOn", { type: "Date", description: "The day of the erasure." }),
    alreadyErased: t.exposeBoolean("alreadyErased", {
      description: "Whether it had been done before: nothing was left to remove.",
    }),
    removed: t.expose("removed", { type: [RemovedRows], description: "What was removed, table by table." }),
  }),
});

const byId = "The customer's global id.";
const byKey = "Or the source system's own key.";

builder.queryFields((t) => ({
  exportCustomer: t.field({
    type: "JSON",
    authScopes: { administrator: true },
    complexity: 200,
    description:
      "Everything that is held on a customer, as one document: who they are, contacts, orders, deals, what passed between them and the company, and who wrote it when. For executives and administrators.",
    args: { id: t.arg.id({ description: byId }), externalId: t.arg.string({ description: byKey }) },
    resolve: (_, { id, externalId }, { prisma }) => exportCustomer(prisma, keyOf(id, externalId)),
  }),
}));

builder.mutationFields((t) => ({
  eraseCustomer: t.field({
    type: ErasureType,
    authScopes: { administrator: true },
    complexity: 200,
    description:
      "Makes a customer unknown for good, and changes no total: name, company, e-mail, phone and key, contacts, free texts and the audit log's old values are removed, and an import that would bring the customer back is refused. It can't be undone. For executives and administrators.",
    errors: { types: [InvalidInput], union: { description: "What eraseCustomer did, or why it did nothing." } },
    args: {
      id: t.arg.id({ description: byId }),
      externalId: t.arg.string({ description: byKey }),
      dryRun: t.arg.boolean({
        required: true,
        defaultValue: false,
        description: "Says what would be removed, and removes nothing.",
      }),
    },
    async resolve(_, { id, externalId, dryRun }, context) {
      const { store, viewer, latestDay: today } = context;
      try {
        const done = await eraseCustomer({ store, key: keyOf(id, externalId), dryRun, today, actor: viewer.name });
        if (!dryRun) await seen(context);
        return done;
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        const [path, value] = externalId == null ? ["id", id] : ["externalId", externalId];
        throw new InvalidInput([{ path: path!, value: value == null ? null : String(value), message: error.message }]);
      }
    },
  }),
}));
