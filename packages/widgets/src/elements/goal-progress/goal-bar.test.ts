import fc from "fast-check";
import { expect, it } from "vitest";
import { goalBar } from "./goal-bar.ts";

it("ends at the target, with the value, what is expected and where it should stand as parts of it", () => {
  expect(goalBar({ target: 200, value: 50, expected: 180, due: 60 })).toEqual({
    value: 25,
    expected: 90,
    due: 30,
    target: 100,
  });
});

it("ends at a value beyond the target, but for one beyond all measure", () => {
  expect(goalBar({ target: 100, value: 125, expected: 130, due: null })).toEqual({
    value: 100,
    expected: 100,
    due: undefined,
    target: 80,
  });
  expect(goalBar({ target: 100, value: 900, expected: 900, due: 100 })).toMatchObject({
    value: 100,
    target: 50,
    due: 50,
  });
});

it("shows nothing for no value, and for more returns than sales", () => {
  expect(goalBar({ target: 100, value: null, expected: null, due: 40 })).toMatchObject({
    value: 0,
    expected: 0,
    due: 40,
  });
  expect(goalBar({ target: 100, value: -5, expected: 20, due: 40 })).toMatchObject({ value: 0, expected: 20 });
});

it("never leaves the bar", () => {
  const amount = fc.double({ min: -1e9, max: 1e9, noNaN: true });
  fc.assert(
    fc.property(
      fc.double({ min: 0.01, max: 1e9, noNaN: true }),
      amount,
      amount,
      amount,
      (target, value, expected, due) => {
        for (const place of Object.values(goalBar({ target, value, expected, due }))) {
          expect(place).toBeGreaterThanOrEqual(0);
          expect(place).toBeLessThanOrEqual(100);
        }
      },
    ),
  );
});
