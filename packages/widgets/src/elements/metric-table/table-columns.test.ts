import { expect, it } from "vitest";
import type { Table } from "../../metrics/ask-table.ts";
import { metricsOf } from "../../metrics/readings.ts";
import { faultOfSort, tableColumns } from "./table-columns.ts";

const definition = { label: "Revenue", description: "What was sold.", unit: "MONEY", better: "HIGHER" } as const;
const column = (key: string, as = "VALUE") => ({ key, as, currency: "USD", definition });
const table = {
  columns: [column("m0"), column("m0Before"), column("m0Change", "CHANGE"), column("m0Difference", "DIFFERENCE")],
} as unknown as Table;

it("names a metric's comparison in full, shorter beside it, and gives a change no currency", () => {
  const columns = tableColumns(table, metricsOf("revenue"), "SAME_PERIOD_LAST_YEAR");
  expect(columns.map(({ label, short, measure }) => [label, short, measure.currency])).toEqual([
    ["Revenue", undefined, "USD"],
    ["Revenue, Year before", "Year before", "USD"],
    ["Revenue, change", "Change", undefined],
  ]);
});

it("takes the name of any shown column for sorting, either way round, and names the others' choices", () => {
  const faultOf = (sort: string | undefined) =>
    faultOfSort(sort, metricsOf("revenue orders:share"), ["NEW_OR_RETURNING"], "PREVIOUS_PERIOD");
  for (const right of [undefined, "-revenue", "revenue:change", "orders:share", "new-or-returning", "newOrReturning"]) {
    expect(faultOf(right), String(right)).toBeUndefined();
  }
  expect(faultOf("profit")).toBe(
    'sort="profit" is not known; it can be revenue, revenue:before, revenue:change, orders:share, new-or-returning.',
  );
});
