import { expect, it } from "vitest";
import { scorePlace, unitOf } from "./score-place.ts";

it("tells the best and the last quarter from those between, and nothing of no peers", () => {
  expect([0, 0.25, 0.26, 0.5, 0.74, 0.75, 1].map(scorePlace)).toEqual([
    "low",
    "low",
    "middle",
    "middle",
    "middle",
    "high",
    "high",
  ]);
  expect([null, undefined].map(scorePlace)).toEqual([undefined, undefined]);
});

it("reads each measure in its unit", () => {
  expect(["REVENUE", "ATTAINMENT", "CSAT", "NPS", "ACTIVITY"].map(unitOf)).toEqual([
    "MONEY",
    "RATIO",
    "RATIO",
    "SCORE",
    "SCORE",
  ]);
});
