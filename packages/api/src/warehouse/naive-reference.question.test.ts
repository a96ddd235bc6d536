import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Engines, openEngines } from "../testing/engines.ts";
import { type Company, companyOf, companyOfOneSale, emptyCompany } from "../testing/naive/company.ts";
import { differenceTo } from "../testing/naive/differences.ts";
import { found } from "../testing/naive/found.ts";
import { questions, scopes } from "../testing/naive/generate.ts";
import { naiveAnswer } from "../testing/naive/question.ts";

/** `NAIVE_RUNS=20000 NAIVE_SEED=1 npx vitest run --project api naive-reference` asks more, and others. */
const runs = Number(process.env.NAIVE_RUNS ?? 1000);
const seed = Number(process.env.NAIVE_SEED ?? 20_240_229);

const companies: readonly { name: string; company: Company; share: number }[] = [
  { name: "a company", company: companyOf(7), share: 0.6 },
  { name: "a smaller company", company: companyOf(11, 60), share: 0.3 },
  { name: "a company with one sale", company: companyOfOneSale(), share: 0.06 },
  { name: "an empty company", company: emptyCompany, share: 0.04 },
];

let engines: Engines;
beforeAll(async () => {
  engines = await openEngines();
});
afterAll(() => engines?.close());

describe.each(companies)("of $name", ({ company, share }) => {
  beforeAll(() => engines.fill(company));

  it("both engines answer generated questions as plain loops over the rows do", { timeout: 3_600_000 }, async () => {
    const property = fc.asyncProperty(questions, scopes, async (question, scope) => {
      const expected = naiveAnswer(company, scope, question);
      const [duckdb, postgres] = await Promise.all([
        differenceTo(expected, engines.duckdb, scope, question),
        differenceTo(expected, engines.postgres, scope, question),
      ]);
      expect({ duckdb, postgres }).toEqual({});
    });
    await fc.assert(property, { numRuns: Math.ceil(runs * share), seed, examples: [...found] });
  });
});
