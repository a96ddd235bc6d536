import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import {
  everything,
  expectedPurchases,
  expectedSpend,
  fitLifetime,
  fitPurchases,
  fitSpend,
  isOutdated,
  type LifetimeFit,
  type LifetimeModel,
  lifetimeFigures,
  type PurchaseGroup,
  queryCustomerLifetimes,
  queryLifetimeOverview,
  queryLifetimeRanking,
  type Scope,
} from "@salesglass/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Engines, openEngines, type WarehouseRows } from "../../testing/engines.ts";

const calendar = { today: "2024-12-31", fiscalYearStart: 1, weekStart: 1 };
const terms = { horizonMonths: 12, discountRate: 0.1 };
const engineNames = ["duckdb", "postgres"] as const;

let engines: Engines;
beforeAll(async () => {
  engines = await openEngines();
});
afterAll(() => engines?.close());

interface Sale {
  readonly customer: number;
  readonly day: number;
  readonly amount: number;
}

const firstDay = Date.UTC(2023, 0, 1) / 86_400_000;
const today = Date.UTC(2024, 11, 31) / 86_400_000 - firstDay;
const dayOf = (day: number) => new Date((firstDay + day) * 86_400_000).toISOString().slice(0, 10);

/** 300 customers who purchase and leave by a rule without chance; every other order comes in two lines. */
const sales: readonly Sale[] = Array.from({ length: 300 }, (_, customer) => {
  const gap = 10 + ((customer * 37) % 140);
  const purchases = 1 + ((customer * 53) % 11) * ((customer * 17) % 3);
  const start = (customer * 97) % 500;
  return Array.from({ length: purchases }, (_, index) => ({
    customer: customer + 1,
    day: start + index * gap + ((index * customer) % 7),
    amount: 20 + ((customer * 31) % 200) + ((index * 13) % 19) + 0.25,
  }));
})
  .flat()
  .filter(({ day }) => day <= today);

const company: WarehouseRows = {
  rep: [
    { id: 1, name: "Ada", team_id: 1 },
    { id: 2, name: "Bo", team_id: 2 },
  ],
  customer: [
    ...Array.from({ length: 301 }, (_, index) => ({ id: index + 1, external_id: `${index + 1}`, kind: "PERSON" })),
    { id: 999, external_id: "nobody", kind: "PERSON", anonymous: true },
  ],
  sale: [
    ...sales.flatMap(({ customer, day, amount }, index) => {
      const order = {
        order_id: index + 1,
        day: dayOf(day),
        customer_id: customer,
        rep_id: 1 + (customer % 2),
        team_id: 1 + (customer % 2),
        channel: customer % 3 === 0 ? "online" : "shop",
        product_id: 1,
        order_net: amount,
      };
      if (index % 2 === 0) return [{ ...order, line: 1, net_amount: amount }];
      const second = { ...order, line: 2, product_id: 2, net_amount: secondLine(customer) };
      return [{ ...order, line: 1, net_amount: amount - second.net_amount }, second];
    }),
    // None of these is a purchase: nobody knows whose, a return, a gift.
    sold(90_001, "2022-06-01", 999, 50),
    sold(90_002, "2024-05-01", 1, -30),
    sold(90_003, "2024-06-01", 301, 0),
    // A second order on a day with one.
    sold(90_004, dayOf(sales[0]!.day), 1, 7),
  ],
};

/** Each fifth customer gives something back with what they buy. */
function secondLine(customer: number): number {
  return customer % 5 === 0 ? -5 : 5 + (customer % 7);
}

function sold(order_id: number, day: string, customer_id: number, net: number) {
  return { order_id, line: 1, day, customer_id, rep_id: 1, team_id: 1, product_id: 1, net_amount: net, order_net: net };
}

/** The same, counted with loops. */
function counted(until: number, kept: (sale: Sale) => boolean = () => true) {
  const days = new Map<number, Map<number, number>>();
  for (const sale of [...sales, { customer: 1, day: sales[0]!.day, amount: 7 }]) {
    if (sale.day > until || !kept(sale)) continue;
    const own = days.get(sale.customer) ?? new Map<number, number>();
    days.set(sale.customer, own.set(sale.day, (own.get(sale.day) ?? 0) + sale.amount));
  }
  return [...days].map(([customer, own]) => {
    const first = Math.min(...own.keys());
    const recency = Math.max(...own.keys()) - first;
    const total = [...own].reduce((sum, [day, amount]) => (day === first ? sum : sum + amount), 0);
    return { customer, frequency: own.size - 1, recency, age: until - first, total, customers: 1 };
  });
}

async function fittedOn(histories: readonly (PurchaseGroup & { total: number })[]) {
  const repeat = histories.filter(({ frequency }) => frequency > 0);
  const byFrequency = repeat.map(({ frequency }) => ({ frequency, customers: 1 }));
  const byTotal = repeat.map(({ frequency, total }) => ({ total, customers: 1, days: frequency }));
  const [purchases, spend] = await Promise.all([fitPurchases(histories), fitSpend({ byFrequency, byTotal })]);
  if (typeof purchases === "string" || typeof spend === "string") throw new Error(`${purchases}, ${spend}`);
  return { purchases: purchases.parameters, spend: spend.parameters };
}

describe.each(engineNames)("lifetime value on %s", (engine) => {
  beforeAll(() => engines.fill(company));
  const fitOf = (more: object = {}, scope: Scope = everything) =>
    fitLifetime(engines[engine], scope, { calendar, ...more });
  const modelOf = ({ model }: LifetimeFit): LifetimeModel => {
    if (typeof model === "string") throw new Error(model);
    return model;
  };
  const overviewOf = async (fit: LifetimeFit) =>
    (await queryLifetimeOverview(engines[engine], everything, fit, terms))!;

  it("fits what loops over the sales count", async () => {
    const { purchases, spend, customers, repeatCustomers } = modelOf(await fitOf());
    const histories = counted(today);
    const expected = await fittedOn(histories);
    for (const [name, value] of Object.entries(expected.purchases)) {
      expect(purchases.parameters[name as "r"] / value).toBeCloseTo(1, 6);
    }
    for (const [name, value] of Object.entries(expected.spend)) {
      expect(spend.parameters[name as "p"] / value).toBeCloseTo(1, 6);
    }
    expect(customers).toBe(300);
    expect(repeatCustomers).toBe(histories.filter(({ frequency }) => frequency > 0).length);
  });

  it("values each customer as the formulas say, ranks them, and adds them up", async () => {
    const fit = await fitOf();
    const { purchases, spend } = modelOf(fit);
    const parameters = { purchases: purchases.parameters, spend: spend.parameters };
    const expected = counted(today)
      .map((history) => ({ ...history, ...lifetimeFigures(parameters, history, terms) }))
      .sort((a, b) => b.value - a.value || a.customer - b.customer);
    const overview = await overviewOf(fit);
    const sum = (of: "value" | "expectedPurchases" | "probabilityAlive") =>
      expected.reduce((sum, one) => sum + one[of], 0);
    expect(overview.total.customers).toBe(300);
    expect(overview.total.value / sum("value")).toBeCloseTo(1, 9);
    expect(overview.total.purchases / sum("expectedPurchases")).toBeCloseTo(1, 9);
    expect(overview.total.active / sum("probabilityAlive")).toBeCloseTo(1, 9);
    const all = await queryLifetimeRanking(engines[engine], everything, fit, overview, { limit: 1_000, offset: 0 });
    expect(all.map(({ customerId }) => customerId)).toEqual(expected.map(({ customer }) => customer));
    expect(all[0]).toEqual({
      customerId: expected[0]!.customer,
      purchases: expected[0]!.frequency + 1,
      averageGapDays: expected[0]!.recency / expected[0]!.frequency,
      daysSinceLast: expected[0]!.age - expected[0]!.recency,
      probabilityAlive: expect.closeTo(expected[0]!.probabilityAlive, 9),
      expectedPurchases: expect.closeTo(expected[0]!.expectedPurchases, 9),
      expectedSpend: expect.closeTo(expected[0]!.expectedSpend, 6),
      value: expect.closeTo(expected[0]!.value, 6),
    });
    const page = await queryLifetimeRanking(engines[engine], everything, fit, overview, { limit: 3, offset: 10 });
    expect(page).toEqual(all.slice(10, 13));
    const ids = [all[5]!.customerId, 301, all[2]!.customerId];
    expect(await queryCustomerLifetimes(engines[engine], everything, fit, terms, ids)).toEqual([all[5], null, all[2]]);
  });

  it("says how far off it was in the last quarter of the history, beside everybody's own rate", async () => {
    const { holdOut } = modelOf(await fitOf());
    const days = Math.round((today - Math.min(...sales.map(({ day }) => day)) + 1) / 4);
    const known = counted(today - days);
    const { purchases, spend } = await fittedOn(known);
    const compared = known.map((history) => {
      const came = sales.filter(({ customer, day }) => customer === history.customer && day > today - days);
      const model = expectedPurchases(purchases, history, days);
      const spent = came.reduce((sum, { amount }) => sum + amount, 0);
      return { came: came.length, spent, history, model, worth: model * expectedSpend(spend, history) };
    });
    const total = (of: (one: (typeof compared)[number]) => number) => compared.reduce((sum, one) => sum + of(one), 0);
    expect(holdOut).toMatchObject({ from: dayOf(today - days + 1), to: calendar.today, customers: known.length });
    const rate = ({ history: { frequency, age } }: (typeof compared)[number]) => (age ? (frequency / age) * days : 0);
    const { purchases: bought, revenue, meanAbsoluteError } = holdOut;
    expect(bought.actual).toBe(total(({ came }) => came));
    expect(bought.model / total(({ model }) => model)).toBeCloseTo(1, 6);
    expect(bought.baseline / total(rate)).toBeCloseTo(1, 9);
    expect(revenue.actual).toBeCloseTo(
      total(({ spent }) => spent),
      6,
    );
    expect(revenue.model / total(({ worth }) => worth)).toBeCloseTo(1, 6);
    expect(meanAbsoluteError.model).toBeCloseTo(total(({ model, came }) => Math.abs(model - came)) / known.length, 6);
    expect(meanAbsoluteError.baseline).toBeCloseTo(total((one) => Math.abs(rate(one) - one.came)) / known.length, 9);
    expect(bought.modelDeviation).toBeCloseTo(bought.model / bought.actual - 1, 12);
  });

  it("sees a viewer's own sales, and those that a filter leaves", async () => {
    const own = modelOf(await fitOf({}, { kind: "teams", teamIds: [2] }));
    expect(own.customers).toBe(150);
    const online = modelOf(await fitOf({ where: { channel: { in: ["online"] } } }));
    expect(online.customers).toBe(100);
    const { purchases } = await fittedOn(counted(today, ({ customer }) => customer % 3 === 0));
    expect(online.purchases.parameters.alpha / purchases.alpha).toBeCloseTo(1, 6);
    const fit = await fitOf({}, { kind: "rep", repId: 2 });
    const seen = await queryCustomerLifetimes(engines[engine], { kind: "rep", repId: 2 }, fit, terms, [1, 2]);
    expect(seen.map((one) => one?.customerId ?? null)).toEqual([1, null]);
  });

  it("learns no spend from who gave back as much as they bought, and expects the mean of them", async () => {
    const fit = await fitOf({ where: { product: { in: [2] } } });
    const { spend } = modelOf(fit);
    const { p, q, v } = spend.parameters;
    const values = await queryCustomerLifetimes(engines[engine], everything, fit, terms, [5, 10, 15, 20, 25, 30]);
    const own = values.filter((one) => one !== null);
    expect(own.some(({ purchases }) => purchases > 1)).toBe(true);
    for (const one of own) expect(one.expectedSpend).toBeCloseTo((p * v) / (q - 1), 9);
    expect((await overviewOf(fit)).total.value).toBeGreaterThan(0);
  });

  it("gives no number where none can be tested, and says why", async () => {
    expect((await fitOf({ asOf: dayOf(60) })).model).toBe("SHORT_HISTORY");
    expect((await fitOf({}, { kind: "rep", repId: 77 })).model).toBe("NO_PURCHASES");
    const few = await fitOf({ where: { customer: { in: [1, 2, 3, 4, 5, 6] } } });
    expect(few.model).toBe("TOO_FEW_REPEAT_CUSTOMERS");
    expect(await queryLifetimeOverview(engines[engine], everything, few, terms)).toBeUndefined();
    expect(await queryCustomerLifetimes(engines[engine], everything, few, terms, [1])).toEqual([null]);
  });

  it("refuses what makes no sense, saying what would", async () => {
    await expect(fitOf({ asOf: "2022-01-01" })).rejects.toThrow(
      "asOf: 2022-01-01 is before the first purchase, expected a day from 2023-01-01 to 2024-12-31",
    );
    await expect(fitOf({ asOf: "soon" })).rejects.toThrow("asOf");
    for (const where of [
      { month: { in: ["2024-01-01"] } },
      { segment: { in: ["new"] } },
      { newOrReturning: { in: ["NEW"] } },
    ]) {
      await expect(fitOf({ where })).rejects.toThrow("lifetime value needs whole histories");
    }
    const fit = await fitOf();
    await expect(
      queryLifetimeOverview(engines[engine], everything, fit, { ...terms, horizonMonths: -3 }),
    ).rejects.toThrow("horizonMonths: -3");
    await expect(
      queryCustomerLifetimes(engines[engine], everything, fit, { ...terms, discountRate: -1 }, [1]),
    ).rejects.toThrow("discountRate: -1");
    await expect(
      queryLifetimeRanking(engines[engine], everything, fit, await overviewOf(fit), { limit: -1, offset: 0 }),
    ).rejects.toThrow("limit: -1");
  });
});

describe("a fit", () => {
  it("is outdated when more than a hundredth of the purchases have changed", async () => {
    await engines.fill(company);
    const fit = await fitLifetime(engines.duckdb, everything, { calendar });
    const more = (count: number) =>
      Array.from({ length: count }, (_, index) => sold(95_000 + index, "2024-12-30", 1 + index, 60));
    const isOutdatedWith = async (count: number) => {
      await engines.fill({ ...company, sale: [...company.sale!, ...more(count)] });
      return isOutdated(engines.duckdb, everything, fit);
    };
    expect(await isOutdatedWith(5)).toBe(false);
    expect(await isOutdatedWith(40)).toBe(true);
  });
});

const dataFolder =
  process.env.SALESGLASS_TEST_DATA ?? fileURLToPath(new URL("../../../../../../shared/data", import.meta.url));

describe.skipIf(!existsSync(`${dataFolder}/cdnow`))(
  "CDNOW in the engines (needs the data of SALESGLASS_TEST_DATA)",
  () => {
    it("gives nearly the published parameters, which count eight free orders as purchases", async () => {
      const text = readFileSync(`${dataFolder}/cdnow/CDNOW_sample.txt`, "latin1");
      const rows = text
        .split(/\r?\n/)
        .map((line) => line.trim().split(/\s+/))
        .filter(({ length }) => length === 5);
      await engines.fill({
        customer: [...new Set(rows.map(([, id]) => Number(id)))].map((id) => ({ id, external_id: String(id) })),
        sale: rows.map(([, id, day, , amount], index) => {
          return sold(index + 1, day!.replace(/(....)(..)(..)/, "$1-$2-$3"), Number(id), Number(amount));
        }),
      });
      const question = { calendar, asOf: "1997-09-30" };
      const { model } = await fitLifetime(engines.duckdb, everything, question);
      const other = await fitLifetime(engines.postgres, everything, question);
      const { purchases, spend, customers, repeatCustomers, holdOut } = model as LifetimeModel;
      expect([customers, repeatCustomers]).toEqual([2_349, 946]);
      expect(Math.abs(purchases.parameters.r / 0.2426 - 1)).toBeLessThan(0.01);
      expect(Math.abs(purchases.parameters.alpha / 7 / 4.4136 - 1)).toBeLessThan(0.01);
      expect(Math.abs(purchases.parameters.a / 0.7929 - 1)).toBeLessThan(0.01);
      expect(Math.abs(purchases.parameters.b / 2.4259 - 1)).toBeLessThan(0.01);
      expect(spend.parameters.p).toBeCloseTo(6.25, 2);
      expect(spend.logLikelihood).toBeCloseTo(-4_055.92, 2);
      expect(holdOut.meanAbsoluteError.model).toBeLessThan(holdOut.meanAbsoluteError.baseline);
      expect((other.model as LifetimeModel).purchases.logLikelihood).toBeCloseTo(purchases.logLikelihood, 6);
      expect((other.model as LifetimeModel).holdOut.purchases.model).toBeCloseTo(holdOut.purchases.model, 6);
    });
  },
);
