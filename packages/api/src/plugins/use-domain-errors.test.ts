import { tooManyRows } from "@salesglass/core";
import { GraphQLError } from "graphql";
import { expect, it } from "vitest";
import { schema } from "../schema.ts";
import { maskError } from "./use-domain-errors.ts";

it("tells of an answer that would be too large what it would take and what may be", () => {
  const logger = { error() {}, warn() {}, info() {}, debug() {} };
  const cost = { rows: 100_001, limit: { rows: 100_000 } };
  const originalError = tooManyRows("more than 100000 rows, expected a shorter period", cost);
  const masked = maskError(logger, schema)(new GraphQLError("wrapped", { originalError }));
  expect(masked).toMatchObject({ message: originalError.message, extensions: { code: "COST_LIMIT", cost } });
});
