import { expect, it } from "vitest";
import { movementOf } from "./change.ts";
import { bucketEnd, formatBucket, formatPeriod, grainFor, isWhole } from "./date.ts";
import { formatList } from "./list.ts";
import { formatChange, formatDecimal, formatMoney, formatRate, formatTick, formatValue } from "./number.ts";
import { sparkline } from "./sparkline.ts";

const dollars = { unit: "MONEY", currency: "USD" } as const;
const yuan = { unit: "MONEY", currency: "CNY" } as const;

it("shortens large money in the manner of the language", () => {
  expect(formatValue(1_234_567, dollars, "en", "short")).toBe("$1.23M");
  expect(formatValue(1_234_567, yuan, "zh-CN", "short")).toBe("¥123万");
  expect(formatValue(123_456_789, yuan, "zh-CN", "short")).toBe("¥1.23亿");
  expect(formatValue(98_432.4, dollars, "en", "short")).toBe("$98,432");
  expect(formatValue(1_234_567.4, dollars, "en")).toBe("$1,234,567");
  expect(formatValue(86.4, dollars, "en", "short")).toBe("$86.40");
  expect(formatValue(5_300_000, dollars, "en", "short")).toBe("$5.30M");
});

it("puts names together in the manner of the language, and leaves a single one alone", () => {
  expect(formatList([], "en")).toBe("");
  expect(formatList(["North"], "en")).toBe("North");
  expect(formatList(["North", "South"], "en")).toBe("North and South");
  expect(formatList(["Revenue", "Orders"], "en", "narrow")).toBe("Revenue, Orders");
  expect(formatList(["销售额", "订单数"], "zh-CN")).toBe("销售额和订单数");
});

it("says that days are days", () => {
  expect(formatValue(70.94, { unit: "DAYS" }, "en", "short")).toBe("70.9 days");
  expect(formatValue(70.94, { unit: "DAYS" }, "zh-CN")).toBe("70.9天");
});

it("writes ratios as percentages and a figure that is none as a dash", () => {
  expect(formatValue(0.3821, { unit: "RATIO" }, "en")).toBe("38.2%");
  expect(formatValue(null, dollars, "en")).toBe("–");
  expect(formatValue(Number.NaN, dollars, "en")).toBe("–");
});

it("gives changes a sign, and very large ones as a multiple", () => {
  expect(formatChange(0.1234, "en")).toBe("+12.3%");
  expect(formatChange(-0.05, "en")).toBe("-5.0%");
  expect(formatChange(12.5, "en")).toBe("×14");
  expect(formatTick(1_500_000, dollars, "en")).toBe("$1.5M");
});

it("names whole years and months, and says other periods from day to day", () => {
  expect(formatPeriod("2024-01-01", "2024-12-31", "en")).toBe("2024");
  expect(formatPeriod("2024-02-01", "2024-02-29", "en")).toBe("February 2024");
  expect(formatPeriod("2024-02-01", "2024-02-29", "zh-CN")).toBe("2024年2月");
  expect(formatPeriod("2024-07-01", "2024-09-30", "en")).toMatch(/^Jul\s–\sSep 2024$/);
  expect(formatPeriod("2024-03-05", "2024-03-05", "en")).toBe("Mar 5, 2024");
});

it("names buckets and their last days", () => {
  expect(formatBucket("2024-07-01", "MONTH", "en", true)).toBe("Jul 2024");
  expect(bucketEnd("2024-02-01", "MONTH")).toBe("2024-02-29");
  expect(bucketEnd("2024-01-01", "YEAR")).toBe("2024-12-31");
  expect(bucketEnd("2024-10-01", "QUARTER")).toBe("2024-12-31");
  expect(bucketEnd("2024-12-30", "WEEK")).toBe("2025-01-05");
  expect(isWhole("2024-11-24", "2024-11-30", "MONTH")).toBe(false);
  expect(isWhole("2024-11-01", "2024-11-23", "MONTH")).toBe(false);
  expect(isWhole("2024-11-01", "2024-11-30", "MONTH")).toBe(true);
});

it("chooses a grain that gives a line some points", () => {
  expect(
    ["2024", "last-12-months", "this-quarter", "2024-03", "last-30-days", "2020-01-01..2024-12-31"].map(grainFor),
  ).toEqual(["MONTH", "MONTH", "WEEK", "DAY", "DAY", "MONTH"]);
});

it("tells a rise from what is good", () => {
  const rise = { change: 0.1, difference: 5 };
  expect(movementOf(rise, "MONEY", "HIGHER", "en")).toMatchObject({ direction: "rise", good: true, amount: "+10.0%" });
  expect(movementOf(rise, "MONEY", "LOWER", "en")).toMatchObject({ direction: "rise", good: false });
  expect(movementOf({ change: -0.2, difference: -0.021 }, "RATIO", "HIGHER", "en")).toMatchObject({
    points: true,
    amount: "-2.1",
  });
  expect(movementOf({ change: 0, difference: 0 }, "COUNT", "HIGHER", "en")).toMatchObject({ direction: "same" });
  expect(movementOf({ change: null, difference: null }, "COUNT", "HIGHER", "en")).toBeUndefined();
});

it("writes what is paid to the smallest unit of its currency, exactly, however much it is", () => {
  expect(formatMoney("1234.5", "USD", "en")).toBe("$1,234.50");
  expect(formatMoney("-0.05", "EUR", "en")).toBe("-€0.05");
  expect(formatMoney("1234", "JPY", "zh-CN")).toBe("¥1,234");
  // More digits than a double holds.
  expect(formatMoney("90071992547409931.23", "USD", "en")).toBe("$90,071,992,547,409,931.23");
  expect(formatDecimal("82345.675", "en")).toBe("82,345.68");
  expect([formatDecimal("12", "en"), formatDecimal("2994.5", "en")]).toEqual(["12", "2,994.50"]);
  expect(formatRate("0.0525", "en")).toBe("5.25%");
});

it("draws a line that breaks where a value is missing and is apart where its period has not ended", () => {
  expect(sparkline([{ value: 0 }, { value: 10 }], 100, 20)).toEqual({
    solid: "M0 20L100 0",
    dashed: "",
    end: [100, 0],
  });
  const broken = sparkline([{ value: 1 }, { value: null }, { value: 3 }, { value: 2, unfinished: true }], 90, 10);
  expect(broken).toEqual({ solid: "M0 10M60 0", dashed: "M60 0L90 5", end: [90, 5] });
  const cut = sparkline([{ value: 0, unfinished: true }, { value: 2 }, { value: 1 }], 20, 10);
  expect([cut.dashed, cut.solid]).toEqual(["M0 10L10 0", "M10 0L20 5"]);
  expect(sparkline([{ value: null }], 10, 10).solid).toBe("");
});
