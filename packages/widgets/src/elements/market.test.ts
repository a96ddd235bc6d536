import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { placeOn, reachOf, relativeOf } from "../market/figures.ts";
import { barsOf as mixBars } from "./channel-shift/mix.ts";
import { type Figure, gapOf, latestOf, sideBySide } from "./competitor-grid/side-by-side.ts";
import { shownTopics, type Topic } from "./demand-trends/topics.ts";
import { barsOf } from "./economy-panel/lags.ts";

describe("what changed", () => {
  it("is a part of what was before, and nothing where there was nothing", () => {
    expect(relativeOf({ before: 200, difference: -50, low: -100, high: 0 })).toEqual({
      change: -0.25,
      low: -0.5,
      high: 0,
    });
    expect(relativeOf({ before: 0, difference: 5, low: 1, high: 9 })).toBeUndefined();
    expect(relativeOf({ before: null, difference: null, low: null, high: null })).toBeUndefined();
  });

  it("is drawn on a scale that holds every interval, and at the edge what lies beyond", () => {
    expect(reachOf([{ low: -0.2, high: 0.1 }, undefined])).toBe(0.2);
    expect(reachOf([])).toBe(1);
    expect(reachOf([{ low: -3, high: 0.1 }])).toBe(1);
    expect([-0.2, 0, 0.1, 5].map((value) => placeOn(value, 0.2))).toEqual([0, 50, 75, 100]);
  });
});

it("draws the correlation at each lag from zero up or down, and nothing where there is too little data", () => {
  const bars = barsOf([
    { correlation: 0.5, significant: true },
    { correlation: -1, significant: false },
    { correlation: null, significant: null },
  ]);
  expect(bars).toEqual([
    { x: 1, y: 10, height: 10, kind: "sure" },
    { x: 11, y: 20, height: 20, kind: "unsure" },
    { x: 21, y: 20, height: 0, kind: "unknown" },
  ]);
});

describe("the grid of competitors", () => {
  const figure = (
    competitorName: string,
    topic: Figure["topic"],
    name: string,
    more: Partial<Figure> = {},
  ): Figure => ({
    topic,
    name,
    category: null,
    competitorName,
    own: competitorName === "Us",
    value: 1,
    text: null,
    ownValue: null,
    day: "2024-01-01",
    source: null,
    ...more,
  });

  it("has the company first, then who most is known of, and holes where nothing is known", () => {
    const { columns, groups } = sideBySide([
      figure("Hill", "PRICE", "tea"),
      figure("Us", "PRICE", "cup"),
      figure("Hill", "PRICE", "cup"),
      figure("Dale", "SHARE", "tea"),
    ]);
    expect(columns.map(({ name }) => name)).toEqual(["Us", "Hill", "Dale"]);
    expect(groups.map(({ topic, lines }) => [topic, lines.map(({ name }) => name)])).toEqual([
      ["PRICE", ["tea", "cup"]],
      ["SHARE", ["tea"]],
    ]);
    expect(groups[0]!.lines[0]!.cells.map((cell) => cell?.competitorName)).toEqual([undefined, "Hill", undefined]);
  });

  it("compares prices by their part, shares by points, and nothing else", () => {
    expect(gapOf(figure("Hill", "PRICE", "tea", { value: 90, ownValue: 100 }))).toBeCloseTo(-0.1, 9);
    expect(gapOf(figure("Hill", "SHARE", "tea", { value: 0.3, ownValue: 0.2 }))).toBeCloseTo(0.1, 9);
    expect(gapOf(figure("Hill", "REVIEW", "shop", { value: 4, ownValue: 3 }))).toBeUndefined();
    expect(gapOf(figure("Hill", "PRICE", "tea", { ownValue: 0 }))).toBeUndefined();
    expect(gapOf(figure("Us", "PRICE", "tea", { ownValue: 1 }))).toBeUndefined();
  });

  it("takes the latest of each market", () => {
    const of = (market: string, day: string) => ({ market, category: null, day });
    expect(latestOf([of("tea", "2024-01-01"), of("cups", "2024-02-01"), of("tea", "2024-03-01")])).toEqual([
      of("tea", "2024-03-01"),
      of("cups", "2024-02-01"),
    ]);
  });
});

it("cuts off topics that stay as they are, never those that rise or fall", () => {
  const topics = (["RISING", "RISING", "FALLING", "STEADY", "UNKNOWN"] as const).map(
    (direction, place) => ({ topic: String(place), direction }) as Topic,
  );
  expect(shownTopics(topics, 1).map(({ topic }) => topic)).toEqual(["0", "1", "2"]);
  expect(shownTopics(topics, 4)).toHaveLength(4);
});

it("fills each month's bar with its channels, whatever they come to", () => {
  const shares = fc.array(fc.double({ min: -0.5, max: 1, noNaN: true }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(shares, (given) => {
      const shifts = given.map((_, place) => ({
        channel: `${place}`,
        first: null,
        last: null,
        change: null,
        revenue: 1,
      }));
      const rows = given.map((share, place) => ({
        start: "2024-01-01",
        channel: `${place}`,
        revenue: 1,
        share,
        change: null,
        partial: false,
      }));
      const [bar] = mixBars({ shares: rows, shifts });
      const kept = given.filter((share) => share > 0).length;
      expect(bar!.parts).toHaveLength(kept);
      if (kept > 0) expect(bar!.parts.reduce((sum, { size }) => sum + size, 0)).toBeCloseTo(100, 6);
    }),
  );
  expect(
    mixBars({
      shares: [{ start: "2024-01-01", channel: null, revenue: 0, share: null, change: null, partial: true }],
      shifts: [],
    }),
  ).toEqual([{ start: "2024-01-01", partial: true, parts: [] }]);
});
