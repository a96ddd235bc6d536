import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fitPurchases, type PurchaseGroup, purchaseLogLikelihood } from "./purchase-model.ts";
import { fitSpend, spendLogLikelihood } from "./spend-model.ts";
import { simulate } from "./testing/simulate.ts";

const truth = { r: 0.6, alpha: 40, a: 0.8, b: 2.5, p: 5, q: 4, v: 30 };
const purchaseNames = ["r", "alpha", "a", "b"] as const;
const spendNames = ["p", "q", "v"] as const;

async function fitted(groups: readonly PurchaseGroup[], starts?: Parameters<typeof fitPurchases>[1]) {
  const fit = await fitPurchases(groups, starts);
  if (typeof fit === "string") throw new Error(fit);
  return fit;
}

async function fittedSpend(...of: Parameters<typeof fitSpend>) {
  const fit = await fitSpend(...of);
  if (typeof fit === "string") throw new Error(fit);
  return fit;
}

describe("the fit of purchases", () => {
  const { histories } = simulate(truth, { customers: 20_000, days: 900, seed: 1 });

  it("finds the parameters that the purchases were made with", async () => {
    const { parameters, logLikelihood, steepestSlope, open } = await fitted(histories);
    for (const name of purchaseNames) {
      expect(Math.abs(parameters[name] / truth[name] - 1), name).toBeLessThan(0.15);
    }
    expect(parameters.r / parameters.alpha / (truth.r / truth.alpha)).toBeCloseTo(1, 1);
    expect(logLikelihood).toBeGreaterThan(purchaseLogLikelihood(histories, truth));
    expect(steepestSlope).toBeLessThan(1e-8);
    expect(open).toEqual([]);
  });

  it("is the same from any start, in any order, in groups, and in weeks", async () => {
    const some = histories.slice(0, 1_500).map((one) => ({ ...one, recency: Math.ceil(one.recency) }));
    const fit = await fitted(some);
    const positive = fc.double({ min: 0.05, max: 20, noNaN: true });
    await fc.assert(
      fc.asyncProperty(positive, positive, positive, positive, async (r, scale, a, b) => {
        const other = await fitted(some, { starts: [{ r, alpha: 300 * scale, a, b }] });
        expect(other.logLikelihood).toBeCloseTo(fit.logLikelihood, 6);
        for (const name of purchaseNames) expect(other.parameters[name] / fit.parameters[name]).toBeCloseTo(1, 5);
      }),
      { numRuns: 15, seed: 7 },
    );
    const grouped = await fitted(grouping(some).reverse());
    const weeks = await fitted(some.map((one) => ({ ...one, recency: one.recency / 7, age: one.age / 7 })));
    for (const name of purchaseNames) {
      expect(grouped.parameters[name] / fit.parameters[name]).toBeCloseTo(1, 6);
      expect((weeks.parameters[name] * (name === "alpha" ? 7 : 1)) / fit.parameters[name]).toBeCloseTo(1, 6);
    }
  });

  it("has a likelihood that neither grouping nor order changes", () => {
    const history = fc
      .record({ frequency: fc.nat(6), recency: fc.integer({ min: 1, max: 9 }), more: fc.nat(9) })
      .map(({ frequency, recency, more }) => {
        const until = frequency === 0 ? 0 : recency;
        return { frequency, recency: until, age: until + more, customers: 1 };
      });
    const positive = fc.double({ min: 0.01, max: 50, noNaN: true });
    const parameters = fc.record({ r: positive, alpha: positive, a: positive, b: positive });
    fc.assert(
      fc.property(fc.array(history, { minLength: 1, maxLength: 60 }), parameters, (histories, of) => {
        const each = histories.reduce((sum, one) => sum + purchaseLogLikelihood([one], of), 0);
        expect(purchaseLogLikelihood(grouping(histories).reverse(), of)).toBeCloseTo(each, 7);
      }),
    );
  });

  it("copes with heavy buyers, with people who never leave, and with one and the same rate for all", async () => {
    const heavy = { frequency: 4_000, recency: 4_010, age: 4_020, customers: 1 };
    expect(Object.values((await fitted([...histories, heavy])).parameters).every(Number.isFinite)).toBe(true);
    const loyal = Array.from({ length: 200 }, (_, index) => {
      return { frequency: 20 + (index % 21), recency: 398, age: 400, customers: 1 };
    });
    const { parameters, open } = await fitted(loyal);
    expect(parameters.a / (parameters.a + parameters.b)).toBeLessThan(0.001);
    expect(open).not.toEqual([]);
  });

  it("says so where too few came back", async () => {
    const one = { frequency: 1, recency: 10, age: 100 };
    const never = { frequency: 0, recency: 0, age: 90, customers: 500 };
    expect(await fitPurchases([{ ...one, customers: 19 }, never])).toBe("TOO_FEW_REPEAT_CUSTOMERS");
    expect(await fitPurchases([])).toBe("TOO_FEW_REPEAT_CUSTOMERS");
    expect(await fitPurchases([{ ...one, customers: 20 }, never])).toMatchObject({ logLikelihood: expect.any(Number) });
  });
});

describe("the fit of spend", () => {
  const { spend } = simulate(truth, { customers: 20_000, days: 900, seed: 2 });

  it("finds the parameters that the amounts were made with", async () => {
    const { parameters, logLikelihood, steepestSlope } = await fittedSpend(spend);
    for (const name of spendNames) expect(Math.abs(parameters[name] / truth[name] - 1), name).toBeLessThan(0.15);
    expect(logLikelihood).toBeGreaterThan(spendLogLikelihood(spend, truth));
    expect(steepestSlope).toBeLessThan(1e-8);
  });

  it("is the same from any start, and in any currency", async () => {
    const some = simulate(truth, { customers: 2_000, days: 900, seed: 3 }).spend;
    const fit = await fittedSpend(some);
    const positive = fc.double({ min: 0.05, max: 20, noNaN: true });
    await fc.assert(
      fc.asyncProperty(positive, positive, positive, async (p, q, v) => {
        const { parameters } = await fittedSpend(some, { starts: [{ p, q, v: 100 * v }] });
        for (const name of spendNames) expect(parameters[name] / fit.parameters[name]).toBeCloseTo(1, 5);
      }),
      { numRuns: 15, seed: 7 },
    );
    const byTotal = some.byTotal.map((one) => ({ ...one, total: one.total * 1e6 }));
    const dear = await fittedSpend({ ...some, byTotal });
    expect(dear.parameters.v / fit.parameters.v).toBeCloseTo(1e6, 0);
    expect(dear.parameters.q).toBeCloseTo(fit.parameters.q, 6);
  });

  it("needs of a customer's amounts only how often and how much", () => {
    const apart = { byFrequency: [2, 2, 5], byTotal: [60, 60, 60] };
    const groups = {
      byFrequency: apart.byFrequency.map((frequency) => ({ frequency, customers: 1 })),
      byTotal: apart.byTotal.map((total, index) => ({ total, customers: 1, days: apart.byFrequency[index]! })),
    };
    const grouped = {
      byFrequency: [
        { frequency: 5, customers: 1 },
        { frequency: 2, customers: 2 },
      ],
      byTotal: [{ total: 60, customers: 3, days: 9 }],
    };
    expect(spendLogLikelihood(grouped, truth)).toBeCloseTo(spendLogLikelihood(groups, truth), 10);
  });

  it("answers the price where everybody pays the same", async () => {
    const byFrequency = [1, 2, 3, 4].map((frequency) => ({ frequency, customers: 25 }));
    const byTotal = byFrequency.map(({ frequency }) => ({
      total: 12 * frequency,
      customers: 25,
      days: 25 * frequency,
    }));
    const { parameters, open } = await fittedSpend({ byFrequency, byTotal });
    expect((parameters.p * parameters.v) / (parameters.q - 1)).toBeCloseTo(12, 1);
    expect(open).not.toEqual([]);
  });

  it("says so where there is no mean, and where too few came back", async () => {
    const totals = Array.from({ length: 200 }, (_, index) => 1 / ((index + 0.5) / 200) ** 3);
    const heavy = {
      byFrequency: [{ frequency: 1, customers: 200 }],
      byTotal: totals.map((total) => ({ total, customers: 1, days: 1 })),
    };
    expect(await fitSpend(heavy)).toBe("NO_MEAN_SPEND");
    expect(await fitSpend({ byFrequency: [], byTotal: [] })).toBe("TOO_FEW_REPEAT_CUSTOMERS");
  });
});

function grouping(histories: readonly PurchaseGroup[]): PurchaseGroup[] {
  const groups = new Map<string, PurchaseGroup>();
  for (const { frequency, recency, age, customers } of histories) {
    const key = `${frequency} ${recency} ${age}`;
    const known = groups.get(key)?.customers ?? 0;
    groups.set(key, { frequency, recency, age, customers: known + customers });
  }
  return [...groups.values()];
}
