import { describe, expect, it } from "vitest";
import { endingWithin } from "./cycles.ts";

const calendar = { today: "2024-06-30", fiscalYearStart: 4, weekStart: 1 };
const ending = (from: string, to: string, cycle: "MONTH" | "QUARTER" | "YEAR") =>
  endingWithin({ from, to }, cycle, calendar).map(({ text, from: first, to: last }) => `${text} ${first} ${last}`);

describe("the periods that honours are given for", () => {
  it("are those whose last day lies within the days, whenever they began", () => {
    expect(ending("2024-06-01", "2024-06-30", "MONTH")).toEqual(["2024-06 2024-06-01 2024-06-30"]);
    expect(ending("2024-06-01", "2024-06-30", "QUARTER")).toEqual(["2024-Q2 2024-04-01 2024-06-30"]);
    expect(ending("2023-12-31", "2024-01-31", "YEAR")).toEqual(["2023 2023-01-01 2023-12-31"]);
    expect(ending("2023-12-15", "2024-02-28", "MONTH")).toEqual([
      "2023-12 2023-12-01 2023-12-31",
      "2024-01 2024-01-01 2024-01-31",
    ]);
  });

  it("are none where none ends", () => {
    expect(ending("2024-05-01", "2024-05-31", "QUARTER")).toEqual([]);
    expect(ending("2024-06-01", "2024-06-29", "MONTH")).toEqual([]);
    expect(ending("2024-01-01", "2024-12-30", "YEAR")).toEqual([]);
  });
});
