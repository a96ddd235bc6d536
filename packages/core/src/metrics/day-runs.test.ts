import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "../calendar.ts";
import { runsOf } from "./day-runs.ts";

describe("runs of days", () => {
  it("parts a year beside the year before at the leap day", () => {
    const days = Array.from({ length: 366 }, (_, index) => addDays("2024-01-01", index));
    const pairs = days
      .filter((day) => day !== "2024-02-29")
      .map((day): [string, string] => [`2023${day.slice(4)}`, day]);
    expect(runsOf(pairs)).toEqual([
      { first: "2023-01-01", last: "2023-02-28", days: 365 },
      { first: "2023-03-01", last: "2023-12-31", days: 366 },
    ]);
    expect(runsOf([])).toEqual([]);
  });

  it("say of each day where it stands, and of no other", () => {
    const shifts = fc.array(fc.record({ gap: fc.nat({ max: 2 }), days: fc.integer({ min: -3, max: 3 }) }));
    fc.assert(
      fc.property(shifts, (steps) => {
        let day = "2024-02-20";
        const pairs = steps.map(({ gap, days }): [string, string] => {
          day = addDays(day, 1 + gap);
          return [day, addDays(day, days)];
        });
        const told = runsOf(pairs).flatMap(({ first, last, days }) => {
          const all: [string, string][] = [];
          for (let one = first; one <= last; one = addDays(one, 1)) all.push([one, addDays(one, days)]);
          return all;
        });
        expect(told).toEqual(pairs);
      }),
    );
  });
});
