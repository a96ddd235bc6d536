import { queryCustomers, queryMetrics, queryRfm, queryRfmMembers, type WarehouseDb } from "@salesglass/core";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Engines, openEngines } from "../testing/engines.ts";
import { companyOf, companyTexts } from "../testing/naive/company.ts";
import { found } from "../testing/naive/found.ts";
import { questions, scopes } from "../testing/naive/generate.ts";

const calendar = fc.record({
  today: fc.constantFrom("2024-02-29", "2024-05-15"),
  fiscalYearStart: fc.constantFrom(1, 4),
  weekStart: fc.constantFrom(1, 6, 7),
});
const someTexts = fc.subarray([...companyTexts]);
const where = fc.record(
  {
    team: fc.record({ in: fc.subarray([1, 2, 3]) }),
    rep: fc.record({ not: fc.subarray([1, 2, 3]) }),
    country: fc.record({ in: someTexts }),
    industry: fc.record({ not: someTexts, isNull: fc.constantFrom(true, false, null) }, { requiredKeys: [] }),
  },
  { requiredKeys: [] },
);

let engines: Engines;
beforeAll(async () => {
  engines = await openEngines();
  await engines.fill(companyOf(7));
});
afterAll(() => engines?.close());

/** Asks both engines; the values must be the same to the last digit, and in the same order. */
async function sameAnswer(ask: (db: WarehouseDb) => Promise<unknown>): Promise<void> {
  const [duckdb, postgres] = await Promise.all([ask(engines.duckdb), ask(engines.postgres)]);
  expect(duckdb).toEqual(postgres);
}

it("both engines answer generated questions about metrics alike", async () => {
  const property = fc.asyncProperty(questions, scopes, (asked, seen) =>
    sameAnswer((db) => queryMetrics(db, seen, { ...asked, cursors: true })),
  );
  await fc.assert(property, { numRuns: 150, seed: 7, examples: [...found] });
});

it("both engines answer RFM alike", async () => {
  const rfm = fc.record({
    calendar,
    asOf: fc.constantFrom(undefined, "2024-03-31"),
    bins: fc.constantFrom(3, 4, 5),
    where,
  });
  await fc.assert(
    fc.asyncProperty(rfm, scopes, async (asked, seen) => {
      await sameAnswer((db) => queryRfm(db, seen, asked));
      await sameAnswer((db) => queryRfmMembers(db, seen, asked, { segment: "loyal", limit: 10, offset: 1 }));
    }),
    { numRuns: 40, seed: 7 },
  );
});

it("both engines list customers alike", async () => {
  const asked = fc.record({
    search: fc.constantFrom(undefined, "ZOË", "ada", "0%", "_", "李", "\\"),
    where: fc.record(
      { team: fc.record({ in: fc.subarray([1, 2, 3]) }), country: fc.record({ in: someTexts }) },
      { requiredKeys: [] },
    ),
    orderBy: fc
      .tuple(fc.constantFrom("NAME", "REVENUE", "ORDERS", "LAST_ORDER", "ACQUIRED_ON"), fc.constantFrom("ASC", "DESC"))
      .map(([by, direction]) => [{ by, direction }] as const),
    limit: fc.constantFrom(5, 100),
    offset: fc.constantFrom(0, 3),
    asOf: fc.constantFrom("2023-06-30", "2024-05-15"),
  });
  await fc.assert(
    fc.asyncProperty(asked, scopes, (list, seen) => sameAnswer((db) => queryCustomers(db, seen, list))),
    { numRuns: 60, seed: 7 },
  );
});
