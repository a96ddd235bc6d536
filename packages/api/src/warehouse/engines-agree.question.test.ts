import {
  type Calendar,
  comparisons,
  type DimensionId,
  dimensionCatalog,
  everything,
  type MetricQuestion,
  metricCatalog,
  parsePeriod,
  queryCustomers,
  queryMetrics,
  queryRfm,
  queryRfmMembers,
  type Scope,
  type WarehouseDb,
} from "@salesglass/core";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Engines, openEngines, type WarehouseRows } from "../testing/engines.ts";

const texts = ["a", "B", "é", "中", "", null];

/** A company from a seed: small numbers, so that ties, gaps and absent values are frequent. */
function companyOf(seed: number): WarehouseRows {
  const [random] = fc.sample(fc.infiniteStream(fc.nat(1_000_000)), { numRuns: 1, seed });
  const upTo = (count: number) => random!.next().value! % count;
  const pick = <T>(values: readonly T[]) => values[upTo(values.length)]!;
  const day = () => new Date(Date.UTC(2023, 0, 1 + upTo(500))).toISOString().slice(0, 10);
  const list = <T>(count: number, make: (id: number) => T) =>
    Array.from({ length: count }, (_, index) => make(index + 1));
  const orders = list(300, (id) => ({
    order_id: id,
    day: day(),
    customer_id: 1 + upTo(30),
    rep_id: pick([1, 2, 3, 4, 5, null]),
    team_id: pick([1, 2, 3, null]),
    channel: pick(texts),
    region: pick(texts),
    lines: list(1 + upTo(3), (line) => ({
      line,
      product_id: 1 + upTo(6),
      quantity: (upTo(9) - 2) / 2,
      net_amount: (upTo(90_000) - 15_000) / 100,
      cost: upTo(20) === 0 ? null : upTo(500_000) / 10_000,
    })),
  }));
  return {
    team: list(3, (id) => ({ id, name: pick(["x", "Y"]), parent_id: id === 3 ? null : 3 })),
    rep: list(5, (id) => ({ id, name: pick(["x", "Y", "ß"]), team_id: pick([1, 2, 3, null]) })),
    product: list(6, (id) => ({ id, name: `p${id}`, category: pick(texts) })),
    customer: list(40, (id) => ({
      id,
      external_id: `c${id}`,
      kind: pick(["PERSON", "COMPANY"]),
      name: pick(["Zoë", "ada", "Ada", "李"]),
      company_name: pick(["100% Co", "A_B", null]),
      industry: pick(texts),
      region: pick(texts),
      country: pick(texts),
      source: pick(texts),
      owner_id: pick([1, 2, 3, null]),
      acquired_on: pick([day(), null]),
      anonymous: id === 7,
    })),
    sale: orders.flatMap(({ lines, ...order }) => {
      const net = lines.reduce((sum, line) => sum + Math.round(line.net_amount * 100), 0) / 100;
      return lines.map((line) => ({ ...order, ...line, order_net: net }));
    }),
    opportunity: list(80, (id) => ({
      id,
      stage: "s",
      status: pick(["WON", "LOST", "OPEN"]),
      customer_id: pick([1, 2, 3, null]),
      rep_id: pick([1, 2, null]),
      team_id: pick([1, 2, null]),
      product_id: pick([1, 2, null]),
      closed_on: pick([day(), null]),
    })),
  };
}

const calendar = fc.record({
  today: fc.constantFrom("2024-02-29", "2024-05-15"),
  fiscalYearStart: fc.constantFrom(1, 4),
  weekStart: fc.constantFrom(1, 6, 7),
});
const periodText = fc.constantFrom(
  "2024",
  "2023",
  "FY2023",
  "2024-Q1",
  "2024-02",
  "2024-W09",
  "2024-02-29",
  "2023-12-20..2024-03-05",
  "last-90-days",
  "last-12-months",
  "month-to-date",
  "year-to-date",
);
const scope = fc.constantFrom<Scope>(everything, { kind: "teams", teamIds: [1, 3] }, { kind: "rep", repId: 2 });
const someTexts = fc.subarray(texts.filter((text) => text !== null));
const where = fc.record(
  {
    team: fc.record({ in: fc.subarray([1, 2, 3]) }),
    rep: fc.record({ not: fc.subarray([1, 2, 3]) }),
    country: fc.record({ in: someTexts }),
    industry: fc.record({ not: someTexts, isNull: fc.constantFrom(true, false, null) }, { requiredKeys: [] }),
  },
  { requiredKeys: [] },
);

const question: fc.Arbitrary<MetricQuestion> = calendar.chain((chosen: Calendar) =>
  fc.subarray([...metricCatalog], { minLength: 1 }).chain((metrics) => {
    const possible = dimensionCatalog.flatMap(({ id }) =>
      metrics.every((one) => one.dimensions.includes(id)) ? [id] : [],
    );
    const readings = metrics.map(({ id: metric }) =>
      fc.record({
        key: fc.constant(metric),
        metric: fc.constant(metric),
        at: fc.constantFrom(undefined, ...comparisons),
        as: fc.constantFrom("VALUE" as const, "CHANGE" as const, "DIFFERENCE" as const),
      }),
    );
    return fc.record({
      period: periodText.map((text) => parsePeriod(text, chosen)),
      calendar: fc.constant(chosen),
      dimensions: fc.subarray<DimensionId>(possible, { maxLength: 3 }),
      metrics: fc.tuple(...readings),
      where,
      orderBy: fc.constantFrom([], [{ by: metrics[0]!.id, direction: "DESC" as const }]),
      first: fc.constantFrom(undefined, 5),
      asOf: fc.constantFrom(undefined, "2024-02-10"),
    });
  }),
);

let engines: Engines;
beforeAll(async () => {
  engines = await openEngines();
  await engines.fill(companyOf(7));
});
afterAll(() => engines?.close());

/** Asks both engines; the values must be the same to the last digit, and in the same order. */
async function sameAnswer(ask: (db: WarehouseDb) => Promise<unknown>): Promise<void> {
  expect(await ask(engines.duckdb)).toEqual(await ask(engines.postgres));
}

it("both engines answer generated questions about metrics alike", async () => {
  await fc.assert(
    fc.asyncProperty(question, scope, (asked, seen) => sameAnswer((db) => queryMetrics(db, seen, asked))),
    { numRuns: 250 },
  );
});

it("both engines answer RFM alike", async () => {
  const rfm = fc.record({
    calendar,
    asOf: fc.constantFrom(undefined, "2024-03-31"),
    bins: fc.constantFrom(3, 4, 5),
    where,
  });
  await fc.assert(
    fc.asyncProperty(rfm, scope, async (asked, seen) => {
      await sameAnswer((db) => queryRfm(db, seen, asked));
      await sameAnswer((db) => queryRfmMembers(db, seen, asked, { segment: "loyal", limit: 10, offset: 1 }));
    }),
    { numRuns: 40 },
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
    fc.asyncProperty(asked, scope, (list, seen) => sameAnswer((db) => queryCustomers(db, seen, list))),
    { numRuns: 60 },
  );
});
