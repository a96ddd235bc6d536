import { expect, it } from "vitest";
import { spread } from "../../chart/labels.ts";
import { cutToFit } from "../../chart/look.ts";
import { tableAnswer } from "../../testing/table-answers.ts";
import { chartConfig } from "./chart-config.ts";
import type { ChartData, Series } from "./chart-data.ts";
import { finerThan } from "./drill.ts";
import { pivot } from "./load-pivot.ts";
import { faultOf } from "./question.ts";

const money = { unit: "MONEY", currency: "USD" } as const;
const colours = {
  series: ["rgb(1, 2, 3)", "rgb(4, 5, 6)"],
  comparison: "gray",
  others: "silver",
  rise: "green",
  fall: "red",
  text: "black",
  quiet: "gray",
  line: "lightgray",
  surface: "white",
  font: "sans-serif",
};
const look = { type: "bar", lying: false, locale: "en", animate: false, colours } as const;
const revenue: Series = { label: "Revenue", role: "value", measure: money, values: [10, 5], hue: 0 };
const data: ChartData = {
  categories: [
    { label: "Jan", full: "January 2024" },
    { label: "Feb", full: "February 2024", unfinished: true },
  ],
  series: [revenue, { label: "Year before", role: "comparison", measure: money, values: [8, null], hue: 0 }],
};
const datasetsOf = (config: ReturnType<typeof chartConfig>) =>
  config.data.datasets as unknown as Record<string, unknown>[];

it("cuts the bar of the others where the rest could not be told apart, and only there", () => {
  const categories = [
    { label: "a", full: "a" },
    { label: "Others", full: "Others", others: true },
  ];
  const withOthers = (values: readonly number[]): ChartData => ({ categories, series: [{ ...revenue, values }] });
  const ends = (data: ChartData) => chartConfig(data, { ...look, lying: true }).options!.scales!.first;
  expect(ends(withOthers([10, 100]))).toMatchObject({ max: 12.5 });
  expect(ends(withOthers([10, 15]))).not.toHaveProperty("max");
  expect(ends(withOthers([-10, 100]))).not.toHaveProperty("max");
});

it("cuts names to the room that they have", () => {
  const pen = { measureText: (text: string) => ({ width: 10 * [...text].length }) } as CanvasRenderingContext2D;
  expect(cutToFit(pen, "Overseas", 80)).toBe("Overseas");
  expect(cutToFit(pen, "Overseas", 79)).toBe("Overse…");
  expect(cutToFit(pen, "海外销售", 30)).toBe("海外…");
  expect(cutToFit(pen, "Overseas", 0)).toBe("O…");
});

it("draws bars from zero, the unfinished one faded", () => {
  const config = chartConfig(data, look);
  expect(config.options!.scales!.first).toMatchObject({ beginAtZero: true });
  expect(datasetsOf(config)[0]!.backgroundColor).toEqual(["rgb(1, 2, 3)", "rgba(1, 2, 3, 0.3)"]);
});

it("lets what is not selected step back", () => {
  const [bars] = datasetsOf(chartConfig(data, { ...look, selected: 1 }));
  expect((bars!.backgroundColor as string[])[0]).toBe("rgba(1, 2, 3, 0.35)");
});

it("dashes the line to an unfinished point and the comparison's whole line", () => {
  const [value, before] = datasetsOf(chartConfig(data, { ...look, type: "line" }));
  const segment = value!.segment as { borderDash(of: { p0DataIndex: number; p1DataIndex: number }): unknown };
  expect(segment.borderDash({ p0DataIndex: 0, p1DataIndex: 1 })).toEqual([4, 4]);
  expect([value!.borderDash, before!.borderDash]).toEqual([[], [2, 3]]);
});

it("lets a forecast begin where the last finished step ended, in its band", () => {
  const forecast: Series = { ...revenue, role: "forecast", values: [null, 12], low: [null, 11], high: [null, 14] };
  const config = chartConfig({ ...data, series: [revenue, forecast] }, { ...look, type: "line" });
  const [, line, high, low] = datasetsOf(config);
  expect([line!.data, high!.data, low!.data]).toEqual([
    [10, 12],
    [10, 14],
    [10, 11],
  ]);
});

it("puts areas on each other, in the order of the series", () => {
  const parts = [revenue, { ...revenue, hue: 1 }];
  const config = chartConfig({ ...data, series: parts }, { ...look, type: "area" });
  expect(config.plugins!.map(({ id }) => id)).toContain("bandsBetween");
  expect(config.options!.scales!.first).toMatchObject({ stacked: true, beginAtZero: true });
});

it("gives a second unit an axis of its own", () => {
  const ratio: Series = { label: "Margin", role: "value", measure: { unit: "RATIO" }, values: [0.1, 0.2], hue: 1 };
  const config = chartConfig({ ...data, series: [revenue, ratio] }, { ...look, type: "line" });
  expect(Object.keys(config.options!.scales!)).toEqual(["x", "first", "second"]);
});

it("keeps the names of lines apart, inside the drawing", () => {
  expect(spread([10, 12, 11], 15, 0, 100)).toEqual([10, 40, 25]);
  expect(spread([98, 99], 15, 0, 100)).toEqual([85, 100]);
});

it("adds up the others of both dimensions without losing anything", () => {
  const { metricTable: table } = tableAnswer({
    period: "2024",
    by: ["CATEGORY", "REGION"],
    metrics: [{ key: "m0", metric: "revenue" }],
  });
  const naming = { locale: "en", fiscalYearStart: 1, fiscalPattern: "MONTHS" } as const;
  const { categories, series } = pivot({ table, naming, today: "" }, { by: "CATEGORY", split: "REGION", limit: 3 });
  expect(categories.map(({ others }) => Boolean(others))).toEqual([false, false, false, true]);
  const drawn = series.flatMap(({ values }) => values).reduce<number>((sum, value) => sum + (value ?? 0), 0);
  expect(drawn).toBe(table.rows.reduce((sum, { values }) => sum + (values[0] ?? 0), 0));
});

it("goes from a year down to its days, and no further", () => {
  expect([finerThan("YEAR"), finerThan("QUARTER"), finerThan("MONTH"), finerThan("DAY")]).toEqual([
    "QUARTER",
    "MONTH",
    "DAY",
    undefined,
  ]);
});

it("names attributes that don't go together", () => {
  const base = {
    type: undefined,
    metrics: [{ metric: "revenue", as: "VALUE" }],
    by: "MONTH",
    split: undefined,
    forecast: false,
  } as const;
  expect(faultOf(base)).toBeUndefined();
  expect(faultOf({ ...base, type: "pie" })).toContain("line, bar, stacked, area, doughnut");
  expect(faultOf({ ...base, type: "doughnut" })).toContain("set by");
  expect(faultOf({ ...base, by: "CHANNEL", type: "line" })).toContain("needs time");
  expect(faultOf({ ...base, by: "CHANNEL", forecast: true })).toContain("over time");
});
