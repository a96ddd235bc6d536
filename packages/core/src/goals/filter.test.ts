import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { builtInCatalog } from "../metrics/catalog.ts";
import { checkGoalFilter, formatGoalFilter, goalWhere } from "./filter.ts";

describe("a goal's filter", () => {
  it("is dimensions with their values", () => {
    expect(goalWhere("channel=online; category=Tea|Coffee")).toEqual({
      channel: { in: ["online"] },
      category: { in: ["Tea", "Coffee"] },
    });
    expect(goalWhere(null)).toEqual({});
    expect(goalWhere(" ; ")).toEqual({});
  });

  it("keeps what separates in quotes", () => {
    expect(goalWhere('category="A|B; ""x""=1"|C')).toEqual({ category: { in: ['A|B; "x"=1', "C"] } });
  });

  it("is kept in one form, whatever it was written like", () => {
    expect(formatGoalFilter("channel = online;category=Tea |Coffee|Tea;")).toBe("category=Coffee|Tea; channel=online");
    const values = fc.uniqueArray(
      fc.string({ minLength: 1 }).filter((text) => text.trim() === text && text !== ""),
      {
        minLength: 1,
        maxLength: 4,
      },
    );
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom("channel", "category", "region"), values, { minKeys: 1 }), (given) => {
        const quoted = Object.entries(given).map(([name, texts]) => {
          return `${name}=${texts.map((text) => `"${text.replaceAll('"', '""')}"`).join("|")}`;
        });
        const kept = formatGoalFilter(quoted.join(";"));
        expect(formatGoalFilter(kept)).toBe(kept);
        const sorted = Object.entries(given).map(([name, texts]) => [name, { in: [...texts].sort() }]);
        expect(goalWhere(kept)).toEqual(Object.fromEntries(sorted));
      }),
    );
  });

  it.each([
    ["online", 'can\'t be read at "online": write dimension=value|value, and ; between several'],
    ["=x", 'can\'t be read at "=x": write dimension=value|value, and ; between several'],
    ["channel=", 'can\'t be read at "channel=": write dimension=value|value, and ; between several'],
    ["channel=a; channel=b", "has channel twice: write its values as channel=one|other"],
    ["team=x", /^names "team", which is no part of revenue; expected one of customerName, productName, channel, /],
    ["month=2024-01-01", /^names "month", which is no part of revenue; /],
  ])("refuses %s", (filter, message) => {
    expect(() => checkGoalFilter(filter, "revenue", builtInCatalog)).toThrow(message);
  });

  it("can't narrow what has no part", () => {
    expect(() => checkGoalFilter("channel=online", "attainment", builtInCatalog)).toThrow(
      'names "channel", which is no part of attainment; which can\'t be filtered',
    );
  });
});
