import fc from "fast-check";
import { expect, it } from "vitest";
import { budgetBars } from "./budget-bar.ts";

it("puts all budgets on one scale, which ends at the largest amount", () => {
  expect(
    budgetBars([
      { planned: 200, plannedToDate: 100, spent: 50 },
      { planned: 40, plannedToDate: 40, spent: 100 },
      { planned: 0, plannedToDate: 0, spent: 20 },
    ]),
  ).toEqual([
    { planned: 100, within: 25, spent: 25, due: 50 },
    { planned: 20, within: 20, spent: 50, due: undefined },
    { planned: 0, within: 0, spent: 10, due: undefined },
  ]);
});

it("shows nothing of nothing, and of more that came back than was spent", () => {
  expect(budgetBars([{ planned: 0, plannedToDate: 0, spent: 0 }])).toEqual([
    { planned: 0, within: 0, spent: 0, due: undefined },
  ]);
  expect(budgetBars([{ planned: 10, plannedToDate: 5, spent: -3 }])[0]).toMatchObject({ within: 0, spent: 0, due: 50 });
  expect(budgetBars([])).toEqual([]);
});

it("never leaves the scale", () => {
  const amount = fc.double({ min: 0, max: 1e9, noNaN: true });
  const row = fc
    .record({
      planned: amount,
      part: fc.double({ min: 0, max: 1, noNaN: true }),
      spent: fc.double({ min: -1e6, max: 1e9, noNaN: true }),
    })
    .map(({ planned, part, spent }) => ({ planned, plannedToDate: planned * part, spent }));
  fc.assert(
    fc.property(fc.array(row), (rows) => {
      for (const bar of budgetBars(rows)) {
        for (const place of Object.values(bar)) {
          if (place === undefined) continue;
          expect(place).toBeGreaterThanOrEqual(0);
          expect(place).toBeLessThanOrEqual(100.0000001);
        }
        expect(bar.within).toBeLessThanOrEqual(bar.spent);
      }
    }),
  );
});
