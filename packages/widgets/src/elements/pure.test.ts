import { readFileSync } from "node:fs";
import { buildSchema, parse, validate } from "graphql";
import { expect, it } from "vitest";
import { customerFilter } from "./customer-list/customer-filter.ts";
import { chartConfig } from "./metric-chart/chart-config.ts";
import { type ChartData, splitSeries } from "./metric-chart/chart-data.ts";
import { dimensions } from "./metric-chart/dimensions.ts";
import { fieldsOf, metricsDocument, whereOthers } from "./metric-chart/metrics-document.ts";
import { moveBy, rowsOf, stepOf } from "./rfm-matrix/matrix.ts";

const money = { unit: "MONEY", currency: "USD" } as const;
const names = { measure: money, others: "Others", none: "Not given" };
const colours = {
  series: ["rgb(1, 2, 3)", "rgb(4, 5, 6)"],
  comparison: "gray",
  others: "silver",
  text: "black",
  quiet: "gray",
  line: "lightgray",
  surface: "white",
  font: "sans-serif",
};
const look = { type: "bar", lying: false, locale: "en", animate: false, colours } as const;
const data: ChartData = {
  categories: [
    { label: "Jan", full: "January 2024" },
    { label: "Feb", full: "February 2024", unfinished: true },
  ],
  series: [
    { label: "Revenue", role: "value", measure: money, values: [10, 5] },
    { label: "Year before", role: "comparison", measure: money, values: [8, null] },
  ],
};

it("writes documents that the server's schema accepts, for every dimension", () => {
  const schema = buildSchema(readFileSync(new URL("../../../api/schema.graphql", import.meta.url), "utf8"));
  for (const dimension of Object.values(dimensions)) {
    for (const fields of [fieldsOf(dimension), ["month", dimension.field]]) {
      const text = metricsDocument(["revenue", "winRate"], fields, "SAME_PERIOD_LAST_YEAR").toString();
      expect(validate(schema, parse(text))).toEqual([]);
    }
  }
});

it("lets nothing but names into a document", () => {
  expect(() => metricsDocument(["revenue } secret {"], ["month"])).toThrow('metric "revenue } secret {"');
});

it("leaves out what is shown, and what was left out before", () => {
  const rows = [{ channel: "online" }, { channel: null }];
  expect(whereOthers({ channel: { not: ["fax"] } }, dimensions.channel!, rows)).toEqual({
    channel: { not: ["fax", "online"], isNull: false },
  });
  expect(whereOthers(undefined, dimensions.rep!, [{ repName: "Li", repId: "r1" }])).toEqual({ rep: { not: ["r1"] } });
});

it("shows the six largest series and adds up the others, where a metric may be added", () => {
  const rows = Array.from({ length: 8 }, (_, part) => ({ at: "2024-01-01", part: `p${part}`, value: 10 - part }));
  const added = splitSeries(rows, { ...names, additive: true });
  expect(added.series.map(({ label, values }) => [label, values[0]])).toEqual([
    ["p0", 10],
    ["p1", 9],
    ["p2", 8],
    ["p3", 7],
    ["p4", 6],
    ["p5", 5],
    ["Others", 4 + 3],
  ]);
  const ratio = splitSeries(rows, { ...names, additive: false });
  expect([ratio.series.length, ratio.leftOut]).toEqual([6, 2]);
});

it("draws bars from zero, the unfinished one faded", () => {
  const { options, data: drawn } = chartConfig(data, look);
  expect(options!.scales!.first).toMatchObject({ beginAtZero: true });
  expect(drawn.datasets[0]!.backgroundColor).toEqual(["rgb(1, 2, 3)", "rgba(1, 2, 3, 0.25)"]);
});

it("dashes the line to an unfinished point and the comparison's whole line", () => {
  const [value, before] = chartConfig(data, { ...look, type: "line" }).data.datasets as never as {
    borderDash: number[];
    segment: { borderDash(context: { p0DataIndex: number; p1DataIndex: number }): number[] | undefined };
  }[];
  expect(value!.segment.borderDash({ p0DataIndex: 0, p1DataIndex: 1 })).toEqual([4, 4]);
  expect(value!.borderDash).toEqual([]);
  expect(before!.borderDash).toEqual([2, 3]);
});

it("gives a second unit an axis of its own", () => {
  const ratio = { label: "Margin", role: "value", measure: { unit: "RATIO" }, values: [0.1, 0.2] } as const;
  const config = chartConfig({ ...data, series: [data.series[0]!, ratio] }, { ...look, type: "line" });
  expect(Object.keys(config.options!.scales!)).toEqual(["x", "first", "second"]);
});

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
