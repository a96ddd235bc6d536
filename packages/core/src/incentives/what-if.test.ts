import { describe, expect, it } from "vitest";
import { comparePay } from "./compare-pay.ts";
import { nextTier } from "./next-tier.ts";
import { payPeriod } from "./pay-period.ts";
import { commission, inputOf, label, planWith, table } from "./testing/plans.ts";
import { payOfDeal } from "./what-if.ts";

const rising = [
  [0, 0.05],
  [10000, 0.08],
] as const;
const step = planWith(commission({ rates: table("STEP", rising) }));
const flat = planWith(commission({ rates: table("FLAT", rising) }));
const sold = (basis: string, more: object = {}) => inputOf(1, { sales: { basis, ...more } });

describe("payOfDeal", () => {
  it("says what one more deal pays now, across a tier", () => {
    expect(payOfDeal(step, sold("9000"), { sales: "3000" })).toEqual({
      pays: "210.00",
      components: [{ component: "sales", pays: "210.00" }],
      before: "450.00",
      after: "660.00",
    });
    expect(payOfDeal(flat, sold("9000"), { sales: "1000" }).pays).toBe("350.00");
  });

  it("counts what it does to draws, caps, goals and spiffs, and goes on from earlier months", () => {
    const plan = planWith(
      commission({ rate: 0.1, accumulate: "QUARTER", cap: { amount: 300, excess: "LOST" } }),
      { id: "lamps", kind: "SPIFF", label, amount: 5, per: "ORDER", from: "2024-01-01", to: "2024-12-31" },
      { id: "goal", kind: "BONUS", label, every: "MONTHLY", amount: 50 },
      { id: "draw", kind: "DRAW", label, minimum: 200, recoverable: true },
    );
    const goal = (achieved: string) => ({ goal: { achieved, target: "2000" } });
    const january = payPeriod(plan, inputOf(1, { sales: { basis: "1500" }, ...goal("1500") }));
    const february = inputOf(2, { sales: { basis: "1000" }, ...goal("1000") });
    expect(payOfDeal(plan, february, { sales: "1000", lamps: "1", goal: "1000" }, january.state)).toEqual({
      pays: "0.00",
      components: [
        { component: "sales", pays: "50.00" },
        { component: "lamps", pays: "5.00" },
        { component: "goal", pays: "50.00" },
        { component: "draw", pays: "-105.00" },
      ],
      before: "200.00",
      after: "200.00",
    });
  });

  it("says which component doesn't pay on deals", () => {
    expect(() => payOfDeal(step, sold("1"), { sale: "1" })).toThrow('deal: plan "plan" pays no "sale" on a deal');
    expect(() => payOfDeal(step, sold("1"), { sales: "much" })).toThrow('deal["sales"]: "much", expected a decimal');
  });
});

describe("nextTier", () => {
  it("says how much is missing, and what changes there", () => {
    expect(nextTier(step, "sales", sold("9000"))).toEqual({
      kind: "TIER",
      at: "10000",
      reached: "9000",
      missing: "1000",
      rate: "0.05",
      nextRate: "0.08",
      pays: "50.00",
    });
    expect(nextTier(flat, "sales", sold("9000"))).toMatchObject({ missing: "1000", pays: "350.00" });
    expect(nextTier(step, "sales", sold("10000"))).toBeNull();
  });

  it("knows attainment, accumulation, thresholds and acceleration", () => {
    const yearly = planWith(
      commission({
        rates: table(
          "STEP",
          rising.map(([from, rate]) => [from / 10000, rate]),
          "ATTAINMENT",
        ),
        accumulate: "YEAR",
      }),
    );
    const january = payPeriod(yearly, inputOf(1, { sales: { basis: "3000", quota: "5000" } }));
    const february = inputOf(2, { sales: { basis: "500", quota: "5000" } });
    expect(nextTier(yearly, "sales", february, january.state)).toMatchObject({ at: "5000", missing: "1500" });
    expect(nextTier(yearly, "sales", sold("1"))).toBeNull();
    const threshold = planWith(
      commission({ rate: 0.1, threshold: { by: "ATTAINMENT", at: 0.5 }, accelerator: { factor: 2 } }),
    );
    expect(nextTier(threshold, "sales", sold("400", { quota: "1000" }))).toMatchObject({
      kind: "THRESHOLD",
      missing: "100",
      rate: "0",
      nextRate: "0.1",
      pays: "50.00",
    });
    expect(nextTier(threshold, "sales", sold("600", { quota: "1000" }))).toMatchObject({
      kind: "ACCELERATOR",
      missing: "400",
      rate: "0.1",
      nextRate: "0.2",
      pays: "40.00",
    });
  });

  it("knows the tiers of a bonus and of a goal", () => {
    const tiers = [
      { from: 0.8, amount: 100 },
      { from: 1, amount: 300 },
    ];
    const bonus = planWith({ id: "goal", kind: "BONUS", label, every: "ANNUAL", table: { tiers } });
    const goal = (achieved: string, target: string | null = "1000") => inputOf(1, { goal: { achieved, target } });
    expect(nextTier(bonus, "goal", goal("900"))).toMatchObject({ at: "1000", missing: "100", pays: "200.00" });
    expect(nextTier(bonus, "goal", goal("0"))).toMatchObject({ at: "800", missing: "800", pays: "100.00" });
    expect([nextTier(bonus, "goal", goal("1000")), nextTier(bonus, "goal", goal("1", null))]).toEqual([null, null]);
    const byGoal = planWith(
      commission({
        goal: "visits",
        rates: table(
          "FLAT",
          [
            [0, 0.01],
            [1, 0.02],
          ],
          "ATTAINMENT",
        ),
      }),
    );
    expect(nextTier(byGoal, "sales", sold("500", { achieved: "30", quota: "40" }))).toMatchObject({
      at: "40",
      missing: "10",
      rate: "0.01",
      nextRate: "0.02",
      pays: null,
    });
    expect(() => nextTier(bonus, "sales", goal("1"))).toThrow('plan "plan" has no component with tiers "sales"');
  });
});

describe("comparePay", () => {
  it("says what it costs, who wins and who loses", () => {
    const before = [
      { person: "ann", amount: "100.00" },
      { person: "bob", amount: "200.00" },
      { person: "cat", amount: "50.00" },
      { person: "dan", amount: "10.00" },
    ];
    const after = [
      { person: "cat", amount: "50.00" },
      { person: "bob", amount: "150.00" },
      { person: "ann", amount: "300.00" },
      { person: "eve", amount: "20.00" },
    ];
    expect(comparePay(before, after, { before: "3600", after: "0" }, "USD")).toEqual({
      before: { cost: "360.00", shareOfRevenue: "0.1" },
      after: { cost: "520.00", shareOfRevenue: null },
      change: "160.00",
      winners: [
        { person: "ann", before: "100.00", after: "300.00", change: "200.00" },
        { person: "eve", before: "0.00", after: "20.00", change: "20.00" },
      ],
      losers: [
        { person: "bob", before: "200.00", after: "150.00", change: "-50.00" },
        { person: "dan", before: "10.00", after: "0.00", change: "-10.00" },
      ],
      unchanged: 1,
    });
  });
});
