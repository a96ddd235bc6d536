import {
  type MetricFilter,
  parsePeriod,
  queryActivity,
  queryActivityCounts,
  queryCohorts,
  queryCustomers,
  queryPurchaseGaps,
  queryReferrals,
  queryReferrers,
  queryRfm,
  queryRfmMembers,
  queryRfmMovement,
  queryRfmMovers,
  type Scope,
  type WarehouseDb,
} from "@salesglass/core";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Engines, openEngines } from "../testing/engines.ts";
import { companyOf } from "../testing/naive/company.ts";
import {
  daysBefore,
  naiveActivity,
  naiveCohorts,
  naiveGaps,
  naiveMovement,
  naiveReferrals,
  quantileOf,
} from "../testing/naive/customers.ts";
import { scopes } from "../testing/naive/generate.ts";

const company = companyOf(7);
const seed = 20_240_315;

let engines: Engines;
beforeAll(async () => {
  engines = await openEngines();
  await engines.fill(company);
});
afterAll(() => engines?.close());

const calendar = fc.record({
  today: fc.constantFrom("2024-02-29", "2024-05-15", "2024-12-31"),
  fiscalYearStart: fc.constant(1),
  weekStart: fc.constant(1),
});
const days = fc.constantFrom("2022-10-03", "2023-03-31", "2023-12-31", "2024-05-15", "2024-11-30");
const wheres: fc.Arbitrary<MetricFilter> = fc.constantFrom<MetricFilter>(
  {},
  {},
  { country: { in: ["a", "中"] } },
  { channel: { not: ["B"] } },
  { category: { in: ["a", "é"] }, team: { in: [1] } },
);

/** Both engines must give the same answer to the last digit, which is handed on. */
async function answerOf<T>(ask: (db: WarehouseDb) => Promise<T>): Promise<T> {
  const [duckdb, postgres] = await Promise.all([ask(engines.duckdb), ask(engines.postgres)]);
  expect(duckdb).toEqual(postgres);
  return duckdb;
}

function check<T>(arbitrary: fc.Arbitrary<T>, runs: number, holds: (value: T) => Promise<void>): Promise<void> {
  return fc.assert(fc.asyncProperty(arbitrary, holds), { numRuns: runs, seed });
}

it("activity is what loops over the purchase days say, and counts and filters agree with it", async () => {
  await check(fc.tuple(scopes, days), 6, async ([scope, asOf]) => {
    const expected = naiveActivity(company, scope, asOf);
    const ids = company.customer.map(({ id }) => id);
    const found = (await answerOf((db) => queryActivity(db, scope, ids, asOf))).filter((one) => one !== undefined);
    expect(found).toEqual(expected.map((one) => expect.objectContaining(one)));
    const counts = await answerOf((db) => queryActivityCounts(db, scope, { asOf }));
    for (const { state, customers, share } of counts) {
      const own = expected.filter((one) => one.state === state);
      expect(customers).toBe(own.length);
      expect(share).toBeCloseTo(expected.length ? own.length / expected.length : 0, 12);
      const where = { activity: { in: [state] } };
      const orderBy = [{ by: "DUE_ON", direction: "ASC" } as const];
      const page = { where, orderBy, asOf, limit: 100, offset: 0 };
      const listed = await answerOf((db) => queryCustomers(db, scope, page));
      expect(listed.customers.map(({ customerId }) => customerId).sort((a, b) => a - b)).toEqual(
        own.map(({ customerId }) => customerId),
      );
    }
  });
});

it("cohorts are what loops over the order lines say", async () => {
  const question = fc.record({
    calendar,
    period: fc.constantFrom("2023", "2022-11-15..2024-03-10", "2023-Q1", "2025"),
    grain: fc.constantFrom("month" as const, "quarter" as const, "year" as const),
    measure: fc.constantFrom("CUSTOMERS" as const, "REVENUE" as const, "ORDERS" as const),
    where: wheres,
    asOf: fc.constantFrom(undefined, "2023-08-20", "2024-01-31"),
  });
  await check(fc.tuple(question, scopes), 24, async ([{ period, ...rest }, scope]) => {
    const asked = { ...rest, period: parsePeriod(period, rest.calendar) };
    const expected = naiveCohorts(company, scope, asked);
    const { cohorts, cells, curve } = await answerOf((db) => queryCohorts(db, scope, asked));
    expect(cohorts.map(({ from, customers }) => [from, customers])).toEqual(
      expected.map(({ cohort, size }) => [cohort, size]),
    );
    for (const { cohort, size, values } of expected) {
      const own = cells.filter((cell) => cell.cohort === cohort);
      expect(own.flatMap(({ value }) => value ?? [])).toEqual(values);
      expect(own.every((cell) => cell.size === size)).toBe(true);
      // What lies ahead has no value, and is no zero.
      expect(own.slice(values.length).every(({ value, share }) => value === null && share === null)).toBe(true);
      if (asked.measure === "CUSTOMERS" && size > 0) expect(own[0]!.share).toBe(1);
    }
    for (const { since, share } of curve) {
      const known = cells.filter((cell) => cell.since === since && cell.value !== null && !cell.unfinished);
      const firsts = known.map(
        ({ cohort }) => cells.find((cell) => cell.cohort === cohort && cell.since === 0)!.value!,
      );
      const base = firsts.reduce((sum, value) => sum + value, 0);
      if (base > 0) expect(share).toBeCloseTo(known.reduce((sum, { value }) => sum + value!, 0) / base, 9);
      else expect(share).toBeNull();
    }
  });
});

it("sizes of cohorts are the new customers of the same filter", async () => {
  const { queryMetrics } = await import("@salesglass/core");
  const today = { today: "2024-05-15", fiscalYearStart: 1, weekStart: 1 };
  await check(fc.tuple(wheres, scopes), 10, async ([where, scope]) => {
    const asked = { period: parsePeriod("2023", today), calendar: today, where };
    const { cohorts } = await answerOf((db) =>
      queryCohorts(db, scope, { ...asked, grain: "month", measure: "CUSTOMERS" }),
    );
    const rows = await queryMetrics(engines.duckdb, scope, {
      ...asked,
      dimensions: ["month"],
      metrics: [{ key: "n", metric: "newCustomers" }],
    });
    expect(cohorts.map(({ customers }) => customers)).toEqual(rows.map(({ values }) => values.n));
  });
});

it("movement joins the segments of both days, and its members are those counted", async () => {
  const question = fc.record({ calendar, months: fc.constantFrom(1, 3, 12) });
  await check(fc.tuple(question, scopes), 5, async ([{ calendar: chosen, months }, scope]) => {
    const asked = { calendar: chosen, from: daysBefore(chosen, months) };
    const { moves, from, asOf } = await answerOf((db) => queryRfmMovement(db, scope, asked));
    const counts = Object.fromEntries(moves.map((move) => [`${move.from} ${move.to}`, move.customers]));
    expect(counts).toEqual(naiveMovement(company, scope, from, asOf));
    const page = { limit: 100, offset: 0 };
    const all = await answerOf((db) => queryRfmMovers(db, scope, asked, page));
    expect(all.total).toBe(moves.reduce((sum, { customers }) => sum + customers, 0));
    for (const move of moves.slice(0, 3)) {
      const { movers, total } = await answerOf((db) =>
        queryRfmMovers(db, scope, asked, { ...page, from: move.from, to: move.to }),
      );
      expect(total).toBe(move.customers);
      expect(movers.map(({ before, now }) => [before?.segment ?? "none", now?.segment ?? "none"])).toEqual(
        movers.map(() => [move.from, move.to]),
      );
      const revenue = movers.reduce((sum, { now }) => sum + (now?.revenue ?? 0), 0);
      expect(revenue).toBeCloseTo(move.revenue, 6);
    }
  });
});

it("times between purchases are the gaps that end in the period", async () => {
  const period = fc.constantFrom("2023", "2023-06-15..2024-01-10", "2024-02", "2021");
  await check(fc.tuple(period, wheres, scopes, fc.constantFrom(undefined, "2023-11-05")), 25, async (values) => {
    const [text, where, scope, asOf] = values;
    const today = { today: "2024-05-15", fiscalYearStart: 1, weekStart: 1 };
    const asked = { period: parsePeriod(text, today), calendar: today, where, asOf };
    const found = await answerOf((db) => queryPurchaseGaps(db, scope, asked));
    const to = asOf && asOf < asked.period.to ? asOf : asked.period.to;
    const expected = naiveGaps(company, scope, where, asked.period.from, to);
    expect(found).toMatchObject({
      gaps: expected.length,
      lowerQuartile: quantileOf(expected, 0.25),
      median: quantileOf(expected, 0.5),
      upperQuartile: quantileOf(expected, 0.75),
    });
    for (const { fromDays, toDays, gaps } of found.buckets) {
      expect(gaps).toBe(expected.filter((gap) => gap >= fromDays && gap <= (toDays ?? Infinity)).length);
    }
    expect(found.buckets.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(expected.length > 0 ? 1 : 0, 12);
  });
});

it("referrals are what the acquired customers became", async () => {
  await check(fc.tuple(fc.constantFrom("2023", "2024-Q1", "2021"), scopes), 15, async ([text, scope]) => {
    const today = { today: "2024-05-15", fiscalYearStart: 1, weekStart: 1 };
    const asked = { period: parsePeriod(text, today), calendar: today };
    const expected = naiveReferrals(company, scope, asked.period.from, asked.period.to);
    const { referred, others } = await answerOf((db) => queryReferrals(db, scope, asked));
    const ofReferred = expected.filter(({ referredBy }) => referredBy !== null);
    expect([referred.acquired, others.acquired]).toEqual([ofReferred.length, expected.length - ofReferred.length]);
    expect(referred.converted).toBe(ofReferred.filter(({ converted }) => converted).length);
    expect(referred.revenue).toBeCloseTo(
      ofReferred.reduce((sum, { spent }) => sum + spent, 0),
      6,
    );
    const { referrers, total } = await answerOf((db) => queryReferrers(db, scope, asked, { limit: 50, offset: 0 }));
    const seen = ofReferred.filter(({ isSeenReferrer }) => isSeenReferrer);
    expect(total).toBe(new Set(seen.map(({ referredBy }) => referredBy)).size);
    for (const { customerId, acquired, converted } of referrers) {
      const own = seen.filter(({ referredBy }) => referredBy === customerId);
      expect([acquired, converted]).toEqual([own.length, own.filter((one) => one.converted).length]);
    }
    expect(referrers.map(({ acquired }) => acquired)).toEqual(
      referrers.map(({ acquired }) => acquired).sort((one, other) => other - one),
    );
  });
});

it("every buyer has exactly one segment, scores rise with the value, and shares sum to 1", async () => {
  const question = fc.record({ calendar, bins: fc.constantFrom(3, 4, 5) });
  await check(fc.tuple(question, scopes), 12, async ([asked, scope]) => {
    const { customers, segments, cells, revenue } = await answerOf((db) => queryRfm(db, scope, asked));
    const { members, total } = await membersOf(engines.duckdb, scope, asked);
    expect(total).toBe(customers);
    expect(segments.reduce((sum, segment) => sum + segment.customers, 0)).toBe(customers);
    expect(cells.reduce((sum, cell) => sum + cell.customers, 0)).toBe(customers);
    expect(segments.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(customers > 0 ? 1 : 0, 9);
    expect(segments.reduce((sum, segment) => sum + segment.revenue, 0)).toBeCloseTo(revenue, 6);
    for (const { id, customers: count } of segments) {
      expect(members.filter(({ segment }) => segment === id)).toHaveLength(count);
    }
    for (const one of members) {
      for (const other of members) {
        if (one.recencyDays <= other.recencyDays) expect(one.recency).toBeGreaterThanOrEqual(other.recency);
        if (one.orders >= other.orders) expect(one.frequency).toBeGreaterThanOrEqual(other.frequency);
        if (one.revenue >= other.revenue) expect(one.monetary).toBeGreaterThanOrEqual(other.monetary);
      }
    }
  });
});

it("the order of the rows plays no part", async () => {
  const scope: Scope = { kind: "everything" };
  const today = { today: "2024-05-15", fiscalYearStart: 1, weekStart: 1 };
  const asked = { calendar: today, from: "2023-11-15" };
  const cohorts = { period: parsePeriod("2023", today), calendar: today, grain: "month", measure: "REVENUE" } as const;
  const askAll = () =>
    answerOf((db) =>
      Promise.all([
        queryRfm(db, scope, asked),
        queryRfmMovement(db, scope, asked),
        queryCohorts(db, scope, cohorts),
        queryActivityCounts(db, scope, { asOf: "2024-05-15" }),
      ]),
    );
  const before = await askAll();
  await engines.fill({ ...company, sale: [...company.sale].reverse(), customer: [...company.customer].reverse() });
  expect(await askAll()).toEqual(before);
  await engines.fill(company);
});

function membersOf(db: WarehouseDb, scope: Scope, asked: Parameters<typeof queryRfm>[2]) {
  return queryRfmMembers(db, scope, asked, { limit: 100, offset: 0 });
}
