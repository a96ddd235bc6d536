import { expect, it } from "vitest";
import { historyBars } from "./history-bars.ts";

it("draws bars from zero, and marks the year before", () => {
  const { bars, base } = historyBars([{ value: 10, comparison: 5 }], 10, 20);
  expect([bars, base]).toEqual([[{ x: 1, width: 8, y: 0, height: 20, before: 10 }], 20]);
});

it("draws more returns than sales below zero, and nothing for nothing", () => {
  const { bars, base } = historyBars(
    [
      { value: -5, comparison: null },
      { value: 15, comparison: 0 },
      { value: null, comparison: null },
    ],
    30,
    20,
  );
  expect(base).toBe(15);
  expect(bars.map(({ y, height, before }) => [y, height, before])).toEqual([
    [15, 5, undefined],
    [0, 15, undefined],
    [15, 0, undefined],
  ]);
  expect(historyBars([], 30, 20)).toEqual({ bars: [], base: 0 });
});
