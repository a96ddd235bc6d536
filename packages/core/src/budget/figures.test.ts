import fc from "fast-check";
import { expect, it } from "vitest";
import { figuresOf } from "./figures.ts";

const earned = { revenue: 1000, grossProfit: 450 };

it("says what is left, how fast it goes, and what comes of it", () => {
  expect(figuresOf({ planned: 300, plannedToDate: 100, spent: 150 }, earned, false)).toEqual({
    planned: 300,
    plannedToDate: 100,
    spent: 150,
    revenue: 1000,
    grossProfit: 450,
    remaining: 150,
    variance: 50,
    used: 0.5,
    pace: 1.5,
    state: "AHEAD",
    costOfSales: 0.15,
    returnOnSpend: 2,
  });
});

it("knows no ratio to nothing", () => {
  expect(figuresOf({ planned: 0, plannedToDate: 0, spent: 0 }, { revenue: 0, grossProfit: null }, false)).toMatchObject(
    { used: null, pace: null, costOfSales: null, returnOnSpend: null, state: "WITHIN" },
  );
});

it.each([
  // Bills come in lumps: a tenth more than planned by now is still within.
  [{ planned: 300, plannedToDate: 100, spent: 110 }, false, "WITHIN"],
  [{ planned: 300, plannedToDate: 100, spent: 110.01 }, false, "AHEAD"],
  [{ planned: 300, plannedToDate: 300, spent: 300 }, false, "WITHIN"],
  [{ planned: 300, plannedToDate: 300, spent: 300.01 }, false, "OVER"],
  [{ planned: 300, plannedToDate: 300, spent: 300.01 }, true, "WITHIN"],
  [{ planned: 300, plannedToDate: 300, spent: 330.01 }, true, "OVER"],
  [{ planned: 0, plannedToDate: 0, spent: 1 }, false, "UNPLANNED"],
  [{ planned: 0, plannedToDate: 0, spent: -1 }, false, "WITHIN"],
] as const)("of %o, where a month is cut: %s, says %s", (spending, cutsMonth, state) => {
  expect(figuresOf(spending, earned, cutsMonth).state).toBe(state);
});

it("answers differences of amounts without what doubles add behind the fourth place", () => {
  expect(figuresOf({ planned: 0.3, plannedToDate: 0.1, spent: 0.2 }, earned, false)).toMatchObject({
    remaining: 0.1,
    variance: 0.1,
  });
  const amount = fc.integer({ min: 0, max: 1_000_000_000 });
  fc.assert(
    fc.property(amount, amount, (planned, spent) => {
      const { remaining } = figuresOf(
        { planned: planned / 10_000, plannedToDate: 0, spent: spent / 10_000 },
        earned,
        false,
      );
      expect(Math.round(remaining * 10_000)).toBe(planned - spent);
    }),
  );
});
