import { expect, it } from "vitest";
import { customerFilter } from "./customer-list/customer-filter.ts";
import { moveBy, rowsOf, stepOf } from "./rfm-matrix/matrix.ts";

it("puts the best recency on top and the best frequency to the right", () => {
  const cells = [1, 2, 3].flatMap((recency) => [1, 2, 3].map((frequency) => ({ recency, frequency })));
  expect(rowsOf(cells, 3)[0]!.map((cell) => `${cell?.recency}${cell?.frequency}`)).toEqual(["31", "32", "33"]);
});

it("keeps small amounts apart on the ramp, and nothing at nothing", () => {
  expect([0, 1, 25, 100].map((amount) => stepOf(amount, 100))).toEqual([0, 1, 4, 7]);
  expect(stepOf(null, 100)).toBe(0);
});

it("holds at the edges of the matrix", () => {
  expect(moveBy("ArrowUp", [0, 2], 5)).toEqual([0, 2]);
  expect(moveBy("End", [1, 2], 5)).toEqual([1, 4]);
  expect(moveBy("a", [0, 0], 5)).toBeUndefined();
});

it("takes from a filter on sales what says something about customers", () => {
  expect(customerFilter({ channel: { in: ["online"] } })).toBeUndefined();
  expect(customerFilter({ rep: { in: ["r1"] }, customerKind: { in: ["COMPANY"] } })).toEqual({
    kind: { in: ["COMPANY"] },
    owner: { in: ["r1"] },
  });
});
