import { expect, it } from "vitest";
import { highestOf, moveIn, rowsOf as rowsOfCohorts, stepOf as stepOfCohort } from "./cohort-grid/triangle.ts";
import { customerFilter } from "./customer-list/customer-filter.ts";
import { moveBy, rowsOf, stepOf } from "./rfm-matrix/matrix.ts";
import { movesOf } from "./rfm-matrix/movement.ts";

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

const cell = (cohort: string, since: number, share: number | null) => ({
  cohort,
  since,
  start: cohort,
  value: share,
  share,
  unfinished: false,
});

it("leaves the future of a cohort out, and colours by the highest share after the first step", () => {
  const cells = [cell("a", 0, 1), cell("a", 1, 0.4), cell("b", 0, 1), cell("b", 1, null)];
  const cohorts = [
    { from: "a", customers: 5 },
    { from: "b", customers: 2 },
  ];
  expect(rowsOfCohorts({ cohorts, cells }).map((row) => row.cells.length)).toEqual([2, 1]);
  expect(highestOf(cells)).toBe(0.4);
  expect(cells.map((one) => stepOfCohort(one, 0.4, 7))).toEqual([0, 7, 0, 0]);
  expect(stepOfCohort(cell("a", 2, 0.01), 0.4, 7)).toBe(1);
});

it("enters a shorter row at its end, and holds at the edges", () => {
  const lengths = [3, 2, 1];
  expect(moveIn("ArrowDown", [0, 2], lengths)).toEqual([1, 1]);
  expect(moveIn("ArrowDown", [2, 0], lengths)).toEqual([2, 0]);
  expect(moveIn("End", [1, 0], lengths)).toEqual([1, 1]);
  expect(moveIn("ArrowRight", [2, 0], lengths)).toEqual([2, 0]);
  expect(moveIn("x", [0, 0], lengths)).toBeUndefined();
});

it("sorts moves by how many made them, and counts who stayed", () => {
  const move = (from: string, to: string, customers: number) => ({
    from,
    to,
    customers,
    fromLabel: from,
    toLabel: to,
    revenue: 0,
    revenueBefore: 0,
  });
  const { moved, stayed } = movesOf([move("a", "a", 9), move("a", "b", 2), move("none", "a", 5), move("b", "b", 1)]);
  expect(moved.map(({ customers }) => customers)).toEqual([5, 2]);
  expect(stayed).toBe(10);
});
