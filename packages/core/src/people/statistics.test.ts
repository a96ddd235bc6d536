import fc from "fast-check";
import { expect, it } from "vitest";
import { correlationOf } from "./correlation.ts";
import { standingAmong } from "./standing-among.ts";
import { tQuantile } from "./t-quantile.ts";

it("says where a value is among five peers or more, equals counting half", () => {
  expect(standingAmong(30, [10, 50, 30, 20, 40])).toEqual({ n: 5, median: 30, percentile: 0.5, z: 0 });
  expect(standingAmong(45, [10, 20, 30, 40, 50, 60])).toMatchObject({ median: 35, percentile: 4 / 6 });
  expect(standingAmong(null, [1, 2, 3, 4, 5])).toEqual({ n: 5, median: 3, percentile: null, z: null });
});

it("tells nothing of four peers but their number: one could tell who has what", () => {
  expect(standingAmong(30, [10, 20, 40, 50])).toEqual({ n: 4, median: null, percentile: null, z: null });
});

it("measures no distance in spreads of nothing", () => {
  expect(standingAmong(2, [0.1, 0.1, 0.1, 0.1, 0.1])).toEqual({ n: 5, median: 0.1, percentile: 1, z: null });
});

it("turns round with the values", () => {
  const values = fc.array(fc.integer({ min: -100, max: 100 }), { minLength: 5, maxLength: 30 });
  fc.assert(
    fc.property(fc.integer({ min: -100, max: 100 }), values, (value, peers) => {
      const one = standingAmong(value, peers);
      const other = standingAmong(
        -value,
        peers.map((peer) => -peer),
      );
      expect(one.percentile! + other.percentile!).toBeCloseTo(1, 12);
      if (one.z !== null) expect(one.z + other.z!).toBeCloseTo(0, 9);
    }),
  );
});

it("knows Student's t to a third of a percent", () => {
  const table = { 4: 2.776, 5: 2.571, 9: 2.262, 20: 2.086, 30: 2.042, 120: 1.98 };
  for (const [degrees, t] of Object.entries(table)) {
    expect(Math.abs(tQuantile(Number(degrees)) / t - 1), degrees).toBeLessThan(0.0033);
  }
});

it("gives a correlation its interval, and none of too little", () => {
  const found = correlationOf(0.5, { n: 28, free: 28, fewest: 12 });
  expect(found).toMatchObject({ n: 28, r: 0.5, significant: true, tooFew: false });
  expect([found.low, found.high]).toEqual([expect.closeTo(0.156, 3), expect.closeTo(0.736, 3)]);
  expect(correlationOf(0.9, { n: 11, free: 11, fewest: 12 })).toMatchObject({ r: null, low: null, tooFew: true });
  expect(correlationOf(null, { n: 28, free: 28, fewest: 12 })).toMatchObject({ r: null, tooFew: false });
  expect(correlationOf(1, { n: 28, free: 28, fewest: 12 }).high).toBeLessThanOrEqual(1);
});
