import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Store } from "../../store/store.ts";
import { fillSmallCompany, testServer } from "../../testing/ask.ts";
import { testRecords } from "../../testing/records.ts";

const [pglite, postgres] = testRecords();
const places = [
  { ...pglite!, engine: "duckdb" },
  { ...postgres!, engine: "postgres" },
] as const;

describe.each(places)("activity, value and loyalty on $name, engine $engine", ({ engine, open }) => {
  let store: Store;
  let server: Awaited<ReturnType<typeof testServer>>;
  beforeAll(async () => {
    store = await open();
    await fillSmallCompany(store);
    const acme = await store.prisma.customer.findFirstOrThrow({ where: { externalId: "acme" } });
    await store.prisma.customer.update({
      where: { externalId: "bell" },
      data: { referredById: acme.id, source: "referral" },
    });
    server = await testServer(store, engine);
  });
  afterAll(async () => {
    await server?.close();
    await store?.close();
  });

  it("says how active a customer is, and why, in both languages", async () => {
    const { customers } = await server.ask(`{ customers { edges { node { externalId activity {
      state label(locale: "zh-CN") purchaseDays lastPurchaseOn recencyDays usualGapDays hasOwnGap dueOn reason zh: reason(locale: "zh-CN")
    } rfm { orders segment } } } } }`);
    expect(customers).toEqual({
      edges: [
        {
          node: {
            externalId: "acme",
            activity: {
              state: "ACTIVE",
              label: "活跃",
              purchaseDays: 3,
              lastPurchaseOn: "2024-06-10",
              recencyDays: 20,
              // 325 days, then 31.
              usualGapDays: 178,
              hasOwnGap: true,
              dueOn: "2024-12-05",
              reason: "Last bought 20 days ago, 0.1 times the usual gap of 178 days.",
              zh: "距上次购买 20 天，为其通常间隔 178 天的 0.1 倍。",
            },
            // The order of 20 June 2023 lies before the 12 months.
            rfm: { orders: 2, segment: expect.any(String) },
          },
        },
        {
          node: {
            externalId: "bell",
            activity: {
              state: "ACTIVE",
              label: "活跃",
              purchaseDays: 1,
              lastPurchaseOn: "2024-06-12",
              recencyDays: 18,
              usualGapDays: 178,
              hasOwnGap: false,
              dueOn: "2024-12-07",
              reason:
                "Bought on one day, 18 days ago, 0.1 times the gap of 178 days that is usual among the customers.",
              zh: "仅在一天购买过，距今 18 天，为客户通常间隔 178 天的 0.1 倍。",
            },
            rfm: { orders: 1, segment: expect.any(String) },
          },
        },
        {
          node: {
            externalId: "cold",
            activity: {
              state: "PROSPECT",
              label: "潜在客户",
              purchaseDays: 0,
              lastPurchaseOn: null,
              recencyDays: null,
              usualGapDays: null,
              hasOwnGap: false,
              dueOn: null,
              reason: "Has not bought yet.",
              zh: "尚未购买。",
            },
            rfm: null,
          },
        },
      ],
    });
  });

  it("follows the day: another one of the field, and that of the list", async () => {
    const answer = await server.ask<{ one: { activity: object | null }; list: { edges: { node: object }[] } }>(`{
      one: customer(externalId: "acme") { activity(asOf: "2025-08-01") { state recencyDays } }
      none: customer(externalId: "nobody") { activity { state } }
      early: customer(externalId: "bell") { activity(asOf: "2024-04-01") { state } }
      list: customers(asOf: "2024-06-09", orderBy: [{ by: ACTIVITY, direction: DESC }]) { edges { node { externalId activity { state } } } }
    }`);
    expect(answer).toEqual({
      // 417 days are 2.3 times 178.
      one: { activity: { state: "DORMANT", recencyDays: 417 } },
      none: { activity: null },
      early: { activity: null },
      list: {
        edges: [
          { node: { externalId: "bell", activity: { state: "PROSPECT" } } },
          { node: { externalId: "cold", activity: { state: "PROSPECT" } } },
          { node: { externalId: "acme", activity: { state: "ACTIVE" } } },
        ],
      },
    });
  });

  it("counts customers by activity, and lists those of a state or a segment", async () => {
    const { customerActivity, prospects, bought, companies } = await server.ask(`{
      customerActivity(asOf: "2024-06-30") { state label customers share revenue }
      companies: customerActivity(where: { kind: { in: ["COMPANY"] } }) { state customers }
      prospects: customers(where: { activity: { in: [PROSPECT] } }) { totalCount edges { node { externalId } } }
      bought: customers(where: { segment: { isNull: false }, activity: { not: [LOST] } }) { totalCount }
    }`);
    expect(customerActivity).toEqual([
      { state: "ACTIVE", label: "Active", customers: 2, share: 2 / 3, revenue: 270.25 },
      { state: "COOLING", label: "Cooling", customers: 0, share: 0, revenue: 0 },
      { state: "DORMANT", label: "Dormant", customers: 0, share: 0, revenue: 0 },
      { state: "LOST", label: "Lost", customers: 0, share: 0, revenue: 0 },
      { state: "PROSPECT", label: "Prospect", customers: 1, share: 1 / 3, revenue: 0 },
    ]);
    expect(companies).toContainEqual({ state: "ACTIVE", customers: 1 });
    expect(prospects).toEqual({ totalCount: 1, edges: [{ node: { externalId: "cold" } }] });
    expect(bought).toEqual({ totalCount: 2 });
  });

  it("says who moved between segments, and lists them", async () => {
    const { rfm } = await server.ask(`{ rfm(asOf: "2024-06-30") { movement(from: "2024-06-11") {
      from windowBefore { from to } moves { from fromLabel to toLabel(locale: "zh-CN") customers revenueBefore revenue }
      entered: members(from: "none") { totalCount edges { node { customer { externalId } before { orders } now { orders recency segmentLabel } } } }
    } } }`);
    expect(rfm).toEqual({
      movement: {
        from: "2024-06-11",
        windowBefore: { from: "2023-06-12", to: "2024-06-11" },
        moves: [
          // Alone, Acme had the highest score in frequency and the lowest in recency; beside Bell, who came later, as well.
          {
            from: "cant-lose",
            fromLabel: "Can't lose",
            to: "cant-lose",
            toLabel: "重要挽留客户",
            customers: 1,
            revenueBefore: 250.25,
            revenue: 200.25,
          },
          {
            from: "none",
            fromLabel: "No purchase in the window",
            to: "new",
            toLabel: "新客户",
            customers: 1,
            revenueBefore: 0,
            revenue: 20,
          },
        ],
        entered: {
          totalCount: 1,
          edges: [
            {
              node: {
                customer: { externalId: "bell" },
                before: null,
                now: { orders: 1, recency: 5, segmentLabel: "New" },
              },
            },
          ],
        },
      },
    });
  });

  it("follows cohorts, with nothing in the future", async () => {
    const { cohorts } = await server.ask(
      `{ cohorts(period: "2023-06..2024-06", grain: YEAR, measure: REVENUE) {
      period { from to } asOf currency cohorts { from customers } cells { cohort size since start value share unfinished }
      curve { since share cohorts } } }`.replace("2023-06..2024-06", "2023-06-01..2024-06-30"),
    );
    expect(cohorts).toEqual({
      period: { from: "2023-01-01", to: "2024-12-31" },
      asOf: "2024-06-30",
      currency: "EUR",
      cohorts: [
        { from: "2023-01-01", customers: 1 },
        { from: "2024-01-01", customers: 1 },
      ],
      cells: [
        { cohort: "2023-01-01", size: 1, since: 0, start: "2023-01-01", value: 50, share: 1, unfinished: false },
        { cohort: "2023-01-01", size: 1, since: 1, start: "2024-01-01", value: 200.25, share: 4.005, unfinished: true },
        { cohort: "2024-01-01", size: 1, since: 0, start: "2024-01-01", value: 20, share: 1, unfinished: true },
        { cohort: "2024-01-01", size: 1, since: 1, start: "2025-01-01", value: null, share: null, unfinished: false },
      ],
      curve: [
        { since: 0, share: 1, cohorts: 1 },
        { since: 1, share: null, cohorts: 0 },
      ],
    });
  });

  it("says how customers were acquired, by source and by referral, and what they brought", async () => {
    const { acquisition } = await server.ask(`{ acquisition(period: "2024") {
      customers newCustomers returningCustomers repeatRate newRevenue returningRevenue returningRevenueShare
      acquired { acquired converted conversionRate revenue revenuePerAcquired }
      sources { source newCustomers acquired { acquired converted revenuePerAcquired } }
      referrals { referred { acquired revenue } others { acquired conversionRate }
        referrers { totalCount edges { node { customer { externalId } acquired { acquired converted revenue } } } } }
      timeBetweenPurchases { gaps median buckets { fromDays toDays gaps share } }
    } }`);
    expect(acquisition).toEqual({
      customers: 2,
      newCustomers: 1,
      returningCustomers: 1,
      repeatRate: 0.5,
      newRevenue: 20,
      returningRevenue: 200.25,
      returningRevenueShare: 200.25 / 220.25,
      acquired: {
        acquired: 3,
        converted: 2,
        conversionRate: 2 / 3,
        revenue: 270.25,
        revenuePerAcquired: 270.25 / 3,
      },
      sources: [
        // Acme had bought in 2023 already.
        { source: null, newCustomers: 0, acquired: { acquired: 2, converted: 1, revenuePerAcquired: 250.25 / 2 } },
        { source: "referral", newCustomers: 1, acquired: { acquired: 1, converted: 1, revenuePerAcquired: 20 } },
      ],
      referrals: {
        referred: { acquired: 1, revenue: 20 },
        others: { acquired: 2, conversionRate: 0.5 },
        referrers: {
          totalCount: 1,
          edges: [{ node: { customer: { externalId: "acme" }, acquired: { acquired: 1, converted: 1, revenue: 20 } } }],
        },
      },
      timeBetweenPurchases: expect.objectContaining({ gaps: 2, median: 178 }),
    });
    const { buckets } = (acquisition as unknown as { timeBetweenPurchases: { buckets: { gaps: number }[] } })
      .timeBetweenPurchases;
    expect(buckets.filter(({ gaps }) => gaps > 0)).toEqual([
      { fromDays: 31, toDays: 60, gaps: 1, share: 0.5 },
      { fromDays: 181, toDays: 365, gaps: 1, share: 0.5 },
    ]);
  });

  it.each([
    [`{ cohorts(period: "1900-01-01..1999-12-31") { asOf } }`, /1200 cohorts by month, expected at most 120/],
    [`{ cohorts(span: -1) { asOf } }`, /span: -1, expected a whole number from 0 to 120/],
    [`{ cohorts(where: { month: { in: ["2024-01-01"] } }) { asOf } }`, /cohorts can't be filtered by month/],
    [`{ rfm { movement(from: "2024-06-30") { from } } }`, /from: 2024-06-30, expected a day before .* 2024-06-30/],
    [`{ rfm { movement { members(from: "vip") { totalCount } } } }`, /no segment "vip", expected one of champions/],
    [
      `{ customers(where: { segment: { in: ["vip"] } }) { totalCount } }`,
      /no segment "vip", expected one of champions/,
    ],
    [`{ acquisition(where: { channel: { in: ["shop"] } }) { customers } }`, /can't be filtered by channel/],
    [
      `{ acquisition(where: { newOrReturning: { in: ["NEW"] } }) { timeBetweenPurchases { gaps } } }`,
      /can't be filtered by newOrReturning/,
    ],
    [`{ rfm(bins: 2) { customers } }`, /bins: 2, expected 3, 4 or 5/],
    [`{ rfm(bins: 2) { currency } }`, /bins: 2, expected 3, 4 or 5/],
  ])("says what is wrong with %s", async (query, message) => {
    const fault = await server.fault(query);
    expect(fault.message).toMatch(message);
    expect(fault.code).toBe("BAD_USER_INPUT");
  });
});
