import { expect, it } from "vitest";
import { isIncomplete, periodOf } from "./buckets.ts";
import { columnFormat } from "./column-format.ts";
import { attributeOf, dimensionOf, filterFieldOf } from "./dimensions.ts";
import { faultOfReadings, metricsOf } from "./readings.ts";
import { selectionOf } from "./selection.ts";

const naming = { locale: "en", fiscalYearStart: 4, fiscalPattern: "MONTHS" } as const;
const row = { values: [1], from: "2024-03-01", to: "2024-03-31", isRest: false, unfinished: false };
const bucket = (start: string, from: string, to: string) => ({ start, from, to, unfinished: false });

it("reads dimensions as attributes and as fields of filters name them", () => {
  expect([dimensionOf("customer-kind"), dimensionOf("newOrReturning")]).toEqual(["CUSTOMER_KIND", "NEW_OR_RETURNING"]);
  expect([attributeOf("FISCAL_QUARTER"), filterFieldOf("CUSTOMER_KIND")]).toEqual(["fiscal-quarter", "customerKind"]);
});

it("reads metrics with their readings, and names one that there is not", () => {
  expect(metricsOf("revenue revenue:share orders:moving-6").map(({ as, over }) => [as, over])).toEqual([
    ["VALUE", undefined],
    ["SHARE", undefined],
    ["MOVING", 6],
  ]);
  expect(faultOfReadings("revenue:twice", undefined)).toContain('"twice"');
  expect(faultOfReadings("revenue:share-3", undefined)).toContain('"share-3"');
});

it("names the period of a whole bucket, and says a cut one from day to day", () => {
  expect(periodOf(bucket("2024-03-01", "2024-03-01", "2024-03-31"), "MONTH", naming)).toBe("2024-03");
  expect(periodOf(bucket("2024-03-01", "2024-03-10", "2024-03-31"), "MONTH", naming)).toBe("2024-03-10..2024-03-31");
  expect(periodOf(bucket("2024-01-01", "2024-01-01", "2024-03-31"), "FISCAL_QUARTER", naming)).toBe("FY2023-Q4");
  // A year of weeks may begin in the month before.
  const weeks = { fiscalYearStart: 2, fiscalPattern: "WEEKS_4_4_5" } as const;
  expect(periodOf(bucket("2024-01-29", "2024-01-29", "2024-02-25"), "FISCAL_MONTH", weeks)).toBe("FY2024-P01");
  expect(isIncomplete(bucket("2024-03-01", "2024-03-01", "2024-03-23"), "MONTH")).toBe(true);
});

it("narrows to what was chosen, and to nothing where it is the others", () => {
  const chosen = { ...row, keys: ["2024-03-01", null], labels: ["2024-03-01", null] };
  expect(selectionOf(chosen, ["MONTH", "CHANNEL"], naming)).toMatchObject({
    dimension: "MONTH",
    period: "2024-03",
    where: { channel: { isNull: true } },
  });
  expect(selectionOf({ ...chosen, isRest: true }, ["CHANNEL"], naming)).toBeUndefined();
});

it("writes a column's numbers with as many decimals each", () => {
  const dollars = { unit: "MONEY", currency: "USD" } as const;
  expect([1234.5, 8, null].map(columnFormat([1234.5, 8, null], dollars, "en"))).toEqual(["$1,234.50", "$8.00", "–"]);
  expect(columnFormat([123_456.78, 8.5], dollars, "en")(8.5)).toBe("$9");
});
