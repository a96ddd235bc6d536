import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  expectedPurchases,
  expectedPurchasesOfNew,
  integrated,
  probabilityAlive,
  purchasesWhileAlive,
  summed,
} from "./expected-purchases.ts";
import { lifetimeGapText, lifetimeReason } from "./lifetime-texts.ts";
import { digamma, logBeta, logGamma } from "./log-gamma.ts";
import { minimise } from "./minimise.ts";
import { expectedSpend } from "./spend-model.ts";
import { lifetimeFigures, purchasesAhead } from "./value.ts";

/** Published for the CDNOW sample, in weeks: Fader, Hardie and Lee 2005, Fader and Hardie 2013. */
const cdnow = {
  purchases: { r: 0.2426, alpha: 4.4136, a: 0.7929, b: 2.4259 },
  spend: { p: 6.25, q: 3.74, v: 15.44 },
};
const terms = { horizonMonths: 12, discountRate: 0.1 };

const log = (least: number, most: number) =>
  fc.double({ min: Math.log(least), max: Math.log(most), noNaN: true }).map(Math.exp);
const purchases = fc.record({ r: log(1e-3, 100), alpha: log(0.1, 1e4), a: log(1e-3, 100), b: log(1e-3, 100) });
const history = fc
  .record({ frequency: fc.nat(300), recency: fc.nat(2_000), since: fc.nat(2_000) })
  .map(({ frequency, recency, since }) => ({
    frequency,
    recency: frequency === 0 ? 0 : recency,
    age: (frequency === 0 ? 0 : recency) + since,
  }));

describe("published figures", () => {
  it("conditional: who came back twice, last after 30.43 of 38.86 weeks", () => {
    const known = { frequency: 2, recency: 30.43, age: 38.86 };
    expect(expectedPurchases(cdnow.purchases, known, 39)).toBeCloseTo(1.226, 3);
    expect(probabilityAlive(cdnow.purchases, known)).toBeCloseTo(0.7266, 4);
  });

  it("unconditional: a new customer's purchases within so many weeks", () => {
    const weeks = [1 / 7, 1, 3, 31 + 6 / 7, 32, 78];
    const published = [0.0078, 0.0532, 0.1506, 1.0405, 1.0437, 1.8576];
    for (const [index, week] of weeks.entries()) {
      expect(Math.abs(expectedPurchasesOfNew(cdnow.purchases, week) - published[index]!)).toBeLessThan(5e-4);
    }
  });

  it("spend: of customers who came back, and of one who didn't", () => {
    expect(expectedSpend(cdnow.spend, { frequency: 2, total: 2 * 22.35 })).toBeCloseTo(24.65, 1);
    expect(expectedSpend(cdnow.spend, { frequency: 1, total: 11.77 })).toBeCloseTo(18.91, 1);
    expect(expectedSpend(cdnow.spend, { frequency: 0, total: 0 })).toBeCloseTo(35.17, 0);
    expect(expectedSpend(cdnow.spend, { frequency: 3, total: -5 })).toBeCloseTo(35.17, 0);
  });
});

describe("expected purchases", () => {
  it("agree as a sum and as an integral", () => {
    const past = fc.record({
      shape: log(1e-3, 1e3),
      span: log(1e-5, 500),
      leave: log(1e-4, 1e4),
      stay: log(1e-2, 1e4),
    });
    fc.assert(
      fc.property(past, (of) => {
        expect(summed(of) / integrated(of)).toBeCloseTo(1, 8);
      }),
    );
  });

  it("agree with Gauss's function where its series is easy", () => {
    const { r, alpha, a, b } = cdnow.purchases;
    const [frequency, age, time] = [3, 30, 20];
    const z = time / (alpha + age + time);
    let [term, gauss] = [1, 1];
    for (let n = 0; n < 400; n++) {
      term *= ((r + frequency + n) * (b + frequency + n) * z) / ((a + b + frequency - 1 + n) * (n + 1));
      gauss += term;
    }
    const published =
      ((a + b + frequency - 1) / (a - 1)) * (1 - ((alpha + age) / (alpha + age + time)) ** (r + frequency) * gauss);
    expect(purchasesWhileAlive(cdnow.purchases, { frequency, age }, time)).toBeCloseTo(published, 10);
  });

  it("rise with the horizon, from nothing, by no more than before a departure", () => {
    fc.assert(
      fc.property(purchases, history, fc.integer({ min: 1, max: 2_000 }), (of, known, days) => {
        const [now, later] = [expectedPurchases(of, known, days), expectedPurchases(of, known, days + 30)];
        expect(now).toBeGreaterThanOrEqual(0);
        expect(later).toBeGreaterThanOrEqual(now * (1 - 1e-12));
        const rate = (of.r + known.frequency) / (of.alpha + known.age);
        expect(now).toBeLessThanOrEqual(rate * days * (1 + 1e-9));
        expect(expectedPurchases(of, known, 0)).toBe(0);
      }),
    );
  });
});

describe("the probability of being a customer still", () => {
  it("is one, and falls while nothing is bought", () => {
    fc.assert(
      fc.property(purchases, history, fc.integer({ min: 1, max: 500 }), (of, known, days) => {
        const [now, later] = [known, { ...known, age: known.age + days }].map((one) => probabilityAlive(of, one));
        expect(now).toBeGreaterThanOrEqual(0);
        expect(now).toBeLessThanOrEqual(1);
        expect(later).toBeLessThanOrEqual(now!);
        if (known.frequency > 0 && now! > 1e-9) expect(later).toBeLessThan(now!);
        expect(probabilityAlive(of, { ...known, frequency: 0 })).toBe(1);
      }),
    );
  });
});

describe("lifetime value", () => {
  it("is not negative, grows with the horizon, and shrinks with the discount", () => {
    const spend = fc.record({ p: log(0.1, 100), q: log(1.01, 100), v: log(1, 1e4) });
    const total = fc.double({ min: 0.01, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(purchases, spend, history, total, (purchases, spend, known, total) => {
        const value = (more: Partial<typeof terms>) =>
          lifetimeFigures({ purchases, spend }, { ...known, total }, { ...terms, ...more }).value;
        expect(value({})).toBeGreaterThanOrEqual(0);
        expect(value({ horizonMonths: 18 })).toBeGreaterThanOrEqual(value({}));
        expect(value({ discountRate: 0.3 })).toBeLessThanOrEqual(value({}));
      }),
      { numRuns: 50 },
    );
  });

  it("is purchases × spend where money keeps its worth, and the months' parts else", () => {
    const known = { frequency: 2, recency: 213, age: 272, total: 44.7 };
    const parameters = { ...cdnow, purchases: { ...cdnow.purchases, alpha: 7 * cdnow.purchases.alpha } };
    const free = lifetimeFigures(parameters, known, { horizonMonths: 1, discountRate: 0 });
    expect(free.value).toBeCloseTo(free.expectedPurchases * free.expectedSpend, 10);
    const dear = lifetimeFigures(parameters, known, { horizonMonths: 1, discountRate: 1 });
    expect(dear.value).toBeCloseTo(free.value / 2 ** (1 / 12), 10);
    const year = lifetimeFigures(parameters, known, { horizonMonths: 12, discountRate: 0 });
    expect(year.expectedPurchases).toBeCloseTo(expectedPurchases(parameters.purchases, known, 365.2425), 10);
    expect(purchasesAhead(parameters.purchases, known, terms).purchases * year.probabilityAlive).toBeCloseTo(
      year.expectedPurchases,
      10,
    );
  });

  it("refuses terms that make no sense, saying what would", () => {
    const known = { frequency: 0, recency: 0, age: 1, total: 0 };
    const ask = (more: Partial<typeof terms>) => () => lifetimeFigures(cdnow, known, { ...terms, ...more });
    for (const horizonMonths of [-1, 0, 1.5, 121, Number.NaN]) {
      expect(ask({ horizonMonths })).toThrow(
        `horizonMonths: ${horizonMonths}, expected a whole number of months, 1 to`,
      );
    }
    for (const discountRate of [-1, -2, 10, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(ask({ discountRate })).toThrow(`discountRate: ${discountRate}, expected a yearly rate above -1`);
    }
  });
});

describe("reasons", () => {
  const customer = {
    customerId: 1,
    purchases: 5,
    averageGapDays: 23.2,
    daysSinceLast: 80,
    probabilityAlive: 0.344,
    expectedPurchases: 2,
    expectedSpend: 1_234.5,
    value: 2_400,
  };

  it("say in both languages what a customer did and what follows", () => {
    expect(lifetimeReason(customer)).toEqual({
      en: "Bought on 5 days, every 23 days on average; last 80 days ago, so 34 % likely to be still a customer; expected to spend about 1,230 at a purchase.",
      "zh-CN":
        "在 5 天购买过，平均每 23 天一次；最近一次在 80 天前，因此仍为客户的可能性为 34 %；预计每次消费约 1,230。",
    });
    expect(lifetimeReason({ ...customer, probabilityAlive: 0.998 }).en).toMatch(/so over 99 % likely/);
    expect(lifetimeReason({ ...customer, probabilityAlive: 1e-5 })["zh-CN"]).toMatch(/可能性为不到 1 %/);
    const once = { ...customer, purchases: 1, averageGapDays: null, daysSinceLast: 1, probabilityAlive: 1 };
    expect(lifetimeReason(once).en).toMatch(/^Bought on one day, 1 day ago; who has come only once/);
    expect(lifetimeReason(once)["zh-CN"]).toMatch(/^仅在一天购买过，1 天前/);
    expect(lifetimeReason({ ...customer, averageGapDays: 1, daysSinceLast: 0 }).en).toMatch(
      /every day on average; last on the as-of day/,
    );
  });

  it("say in both languages why there is none", () => {
    expect(lifetimeGapText("SHORT_HISTORY").en).toMatch(/less than 120 days/);
    expect(lifetimeGapText("TOO_FEW_REPEAT_CUSTOMERS")["zh-CN"]).toMatch(/不足 20 个/);
  });
});

describe("the numerics", () => {
  it("know the gamma function, its derivative, and the beta function of small and of large arguments", () => {
    expect(logGamma(5)).toBeCloseTo(Math.log(24), 13);
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.sqrt(Math.PI)), 13);
    expect(digamma(1)).toBeCloseTo(-0.577_215_664_901_532_9, 13);
    expect(logBeta(2, 3)).toBeCloseTo(Math.log(1 / 12), 13);
    fc.assert(
      fc.property(log(1e-4, 1e6), log(1e-4, 1e6), (a, b) => {
        // B(a + 1, b) = B(a, b) · a ÷ (a + b)
        const size = Math.max(1, Math.abs(logBeta(a, b)));
        expect(Math.abs(logBeta(a + 1, b) - logBeta(a, b) - Math.log(a / (a + b))) / size).toBeLessThan(1e-10);
        expect(digamma(a + 1) - digamma(a) - 1 / a).toBeCloseTo(0, 8);
      }),
    );
  });

  it("find the bottom of a curved valley", async () => {
    const valley = ([x = 0, y = 0]: readonly number[]) => ({
      value: (1 - x) ** 2 + 100 * (y - x * x) ** 2,
      gradient: [-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)],
    });
    const { at, isFound } = await minimise(valley, [-1.2, 1]);
    expect(isFound).toBe(true);
    expect(at[0]).toBeCloseTo(1, 8);
    expect(at[1]).toBeCloseTo(1, 8);
    expect(await minimise(([x = 0]) => ({ value: -x, gradient: [-1] }), [0])).toMatchObject({ isFound: false });
  });
});
