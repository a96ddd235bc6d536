import { describe, expect, it } from "vitest";
import { commission, label, payMonths, paySalesOf, planWith, short, sum, table, totals } from "./testing/plans.ts";

describe("Oracle, Examples of Calculating Earnings Using Step Rates, and Using Interpolated Rates", () => {
  const bounds = [0, 1000, 3000, 8000, 20000];
  const sales = [200, 300, 1500, 1200, 2000, 4500];

  it("pays steps, each time rated by itself: 164 in total", () => {
    const tiers = [0.01, 0.02, 0.03, 0.05].map((rate, index) => ({ from: bounds[index], to: bounds[index + 1], rate }));
    const paid = totals(paySalesOf(planWith(commission({ rates: { by: "AMOUNT", method: "STEP", tiers } })), sales));
    expect(paid).toEqual([2, 3, 20, 14, 30, 95]);
    expect(sum(paid)).toBe(164);
  });

  it("pays tiers as far as they are filled: 149 in total", () => {
    const tiers = [10, 40, 100, 2000].map((amount, index) => ({ from: bounds[index], to: bounds[index + 1], amount }));
    const plan = planWith(commission({ rates: { by: "AMOUNT", method: "INTERPOLATED", tiers } }));
    const paid = totals(paySalesOf(plan, sales));
    expect(paid).toEqual([2, 3, 20, 14, 30, 80]);
    expect(sum(paid)).toBe(149);
  });

  // Report Split Rates in Calculation (24B): 2,500 on 1 % to 1,000, 2 % to 5,000, 3 % to 10,000, and nothing above.
  it("says how much of the sales lies in which tier: a blended 1.6 %", () => {
    const tiers = [
      [0, 0.01],
      [1000, 0.02],
      [5000, 0.03],
      [10000, 0],
    ] as const;
    const [result] = paySalesOf(planWith(commission({ rates: table("STEP", tiers) })), [2500]);
    expect(result!.total).toBe("40.00");
    expect(result!.lines[0]!.portions).toEqual([
      { from: "0", to: "1000", rate: "0.01", basis: "1000", amount: "10.00" },
      { from: "1000", to: "5000", rate: "0.02", basis: "1500", amount: "30.00" },
    ]);
  });

  // Options for Splitting Attainment Numbers Across Rate Tiers: not split, the tier reached rates everything.
  it("applies the rate of the highest tier reached to everything", () => {
    const tiers = [
      [0, 0.01],
      [10000, 0.02],
      [50000, 0.03],
      [100000, 0.04],
    ] as const;
    const plan = planWith(commission({ rates: table("FLAT", tiers) }));
    expect(totals(paySalesOf(plan, [5000, 15000, 60000]))).toEqual([50, 300, 1800]);
  });
});

describe("draws", () => {
  const draw = (minimum: number, fields: object = {}) => ({
    ...{ id: "draw", kind: "DRAW", label, minimum, recoverable: true },
    ...fields,
  });
  const earning = commission({ rate: 1 });

  it("lends what is missing of 1,000 for earnings of 500, 700, 400", () => {
    const results = paySalesOf(planWith(earning, draw(1000)), [500, 700, 400]);
    expect(results.map(({ lines }) => lines[1]!.amount)).toEqual(["500.00", "300.00", "600.00"]);
    expect(results.map(({ state }) => state.drawBalance)).toEqual(["500", "800", "1400"]);
  });

  // Siebel Incentive Compensation Administration Guide, Recoverable Draw Scenario (table 4).
  it("takes back what is above the draw: net earnings of Siebel's Terry Smythe", () => {
    const results = paySalesOf(planWith(earning, draw(2000)), [2750, 3000, 1500, 2375, 3000, 2750]);
    expect(totals(results)).toEqual([2750, 3000, 2000, 2000, 2875, 2750]);
    expect(results.map(({ state }) => state.drawBalance)).toEqual(["0", "0", "500", "125", "0", "0"]);
    expect(results.map(short)).toEqual([
      ["EARNED 2750.00"],
      ["EARNED 3000.00"],
      ["EARNED 1500.00", "DRAW 500.00"],
      ["EARNED 2375.00", "RECOVERY -375.00"],
      ["EARNED 3000.00", "RECOVERY -125.00"],
      ["EARNED 2750.00"],
    ]);
  });

  // Siebel, Creating a Draw for a Compensation Plan: 800 earned of 2,000, for the first six months of employment.
  it("guarantees without lending, for as many months as it says", () => {
    const plan = planWith(earning, draw(2000, { recoverable: false, months: 6 }));
    const results = paySalesOf(plan, [800, 800, 800, 800, 800, 800, 800]);
    expect(totals(results)).toEqual([2000, 2000, 2000, 2000, 2000, 2000, 800]);
    expect(results.every(({ state }) => state.drawBalance === "0")).toBe(true);
  });
});

// Earn Base's glossary, Tiered Commission Structure and Retroactive Tier Jumping: 180,000 on 50 %, 60 %, 70 %.
describe("incremental and retroactive tiers of the same table", () => {
  const tiers = [
    [0, 0.5],
    [100000, 0.6],
    [250000, 0.7],
  ] as const;

  it("pays 98,000 incrementally, and 108,000 retroactively", () => {
    expect(totals(paySalesOf(planWith(commission({ rates: table("STEP", tiers) })), [180000]))).toEqual([98000]);
    const anew = commission({ rates: table("FLAT", tiers), accumulate: "YEAR", retroactive: true });
    const results = paySalesOf(planWith(anew), [80000, 100000]);
    // 40,000 for the first month's sales at 50 %, and 8,000 more for them when 60 % is reached.
    expect(totals(results)).toEqual([40000, 68000]);
    expect(results[1]!.lines[0]).toMatchObject({ earlier: "-40000.00", basis: "100000", amount: "68000.00" });
  });

  // Convious, Tiered commission explanation: 10 % to 10,000, 7 % to 20,000, 5 % above; 25,000 a year fall to 5 % of all.
  it("takes back what falling tiers had paid too much", () => {
    const falling = [
      [0, 0.1],
      [10000, 0.07],
      [20000, 0.05],
    ] as const;
    const plan = planWith(commission({ rates: table("FLAT", falling), accumulate: "YEAR", retroactive: true }));
    const paid = totals(paySalesOf(plan, [9000, 16000]));
    expect(paid).toEqual([900, 350]);
    expect(sum(paid)).toBe(1250);
  });
});

describe("attainment and acceleration", () => {
  // Prowi's glossary, Tiered Commission: quota 100,000, sales 140,000; 5 % to 50 %, 10 % to 100 %, 15 % to 150 %, 20 % above.
  it("pays 13,500 for 140 % attainment", () => {
    const tiers = [
      [0, 0.05],
      [0.5, 0.1],
      [1, 0.15],
      [1.5, 0.2],
    ] as const;
    const plan = planWith(commission({ rates: table("STEP", tiers, "ATTAINMENT") }));
    const [result] = paySalesOf(plan, [140000], { quota: "100000" });
    expect(result!.total).toBe("13500.00");
    expect(result!.lines[0]!.portions.map(({ amount }) => amount)).toEqual(["2500.00", "5000.00", "6000.00"]);
    expect(result!.lines[0]!.reasons).toContainEqual({
      kind: "ATTAINMENT",
      achieved: "140000",
      target: "100000",
      attainment: "1.4",
    });
  });

  // Excel Forum 861932: 5 % to 100,000, 1 % more to 125,000, another 1 % above; 150,000 pay 5,000 + 1,500 + 1,750.
  it("pays 8,250 for 150,000 of 100,000, and accelerates by what is accumulated only", () => {
    const tiers = [
      [0, 0.05],
      [100000, 0.06],
      [125000, 0.07],
    ] as const;
    expect(totals(paySalesOf(planWith(commission({ rates: table("STEP", tiers) })), [150000]))).toEqual([8250]);
    // 200,000 in the third time of a year of 400,000, after 50,000 and 75,000, accelerate nothing.
    const yearly = table(
      "STEP",
      [
        [0, 0.05],
        [1, 0.06],
        [1.25, 0.07],
      ],
      "ATTAINMENT",
    );
    const plan = planWith(commission({ rates: yearly, accumulate: "YEAR" }));
    expect(totals(paySalesOf(plan, [50000, 75000, 200000, 100000], { quota: "400000" }))).toEqual([
      2500, 3750, 10000, 5250,
    ]);
  });

  it("multiplies the rate above 100 %, of steps and of flat rates", () => {
    const accelerator = { factor: 1.5 };
    const [result] = paySalesOf(planWith(commission({ rate: "10%", accelerator })), [12000], { quota: "10000" });
    expect(result!.lines[0]!.portions).toEqual([
      { from: "0", to: null, rate: "0.1", basis: "10000", amount: "1000.00" },
      { from: "0", to: null, rate: "0.15", basis: "2000", amount: "300.00" },
    ]);
  });
});

// core8, Clawbacks and early exit: 10,000 earned, half of it terminated, takes back 5,000.
describe("clawback", () => {
  it("takes back half of the commission for half of the sale, at the rate of its time", () => {
    const tiers = [
      [0, 0.1],
      [50000, 0.2],
    ] as const;
    const plan = planWith(commission({ rates: table("FLAT", tiers) }));
    const results = payMonths(plan, [
      { sales: { basis: "50000" } },
      { sales: { basis: "1000", returns: [{ period: "2024-01", basis: "-25000" }] } },
    ]);
    expect(results.map(short)).toEqual([["EARNED 10000.00"], ["EARNED 100.00", "CLAWBACK -5000.00"]]);
    expect(results[1]!.lines[1]).toMatchObject({ period: "2024-01", rate: "0.2", basis: "-25000" });
  });
});
