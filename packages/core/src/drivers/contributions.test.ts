import fc from "fast-check";
import { expect, it } from "vitest";
import { contributionsOf, type ValuePair } from "./contributions.ts";
import { Exact } from "./exact-value.ts";

it("names those that changed most, and adds up the others", () => {
  const pairs: ValuePair[] = [
    { key: "web", now: "5", before: "9" },
    { key: "shop", now: "7.25", before: undefined },
    { key: null, now: undefined, before: "4" },
    { key: "field", now: "1", before: "1" },
    { key: "never", now: undefined, before: undefined },
  ];
  expect(contributionsOf(pairs, 2)).toEqual([
    {
      key: "shop",
      value: "7.2500",
      comparisonValue: "0.0000",
      difference: "7.2500",
      change: null,
      presence: "NEW",
      isRest: false,
      effects: [],
    },
    {
      key: "web",
      value: "5.0000",
      comparisonValue: "9.0000",
      difference: "-4.0000",
      change: -4 / 9,
      presence: "BOTH",
      isRest: false,
      effects: [],
    },
    {
      key: null,
      value: "1.0000",
      comparisonValue: "5.0000",
      difference: "-4.0000",
      change: -0.8,
      presence: "BOTH",
      isRest: true,
      effects: [],
    },
  ]);
  expect(contributionsOf(pairs, 3).map(({ key, presence, isRest }) => [key, presence, isRest])).toEqual([
    ["shop", "NEW", false],
    ["web", "BOTH", false],
    [null, "LOST", false],
    [null, "BOTH", true],
  ]);
  expect(contributionsOf(pairs, 4)).toHaveLength(4);
});

it("adds up to the whole difference exactly, in any order", () => {
  const amount = fc.option(
    fc.bigInt(-(10n ** 20n), 10n ** 20n).map((units) => new Exact(units.toString()).times("0.0001").toFixed(4)),
    { nil: undefined },
  );
  const list = fc.uniqueArray(fc.record({ key: fc.option(fc.nat(50)), now: amount, before: amount }), {
    selector: ({ key }) => key,
    maxLength: 20,
  });
  const shuffled = list.chain((pairs) =>
    fc.tuple(fc.constant(pairs), fc.shuffledSubarray(pairs, { minLength: pairs.length })),
  );
  fc.assert(
    fc.property(shuffled, fc.nat(25), ([pairs, other], first) => {
      const rows = contributionsOf(pairs, first);
      const total = Exact.sum(0, ...pairs.map(({ now, before }) => new Exact(now ?? 0).minus(before ?? 0)));
      expect(Exact.sum(0, ...rows.map(({ difference }) => difference)).toFixed(4)).toBe(total.plus(0).toFixed(4));
      for (const { value, comparisonValue, difference } of rows) {
        expect(new Exact(value).minus(comparisonValue).minus(difference).isZero()).toBe(true);
      }
      expect(rows.filter(({ isRest }) => !isRest).length).toBeLessThanOrEqual(first);
      expect(contributionsOf(other, first)).toEqual(rows);
    }),
  );
});
