import { expect, it } from "vitest";
import { csvOf } from "./csv.ts";
import { fileName } from "./save.ts";

const csv = (rows: (string | number | null)[][]) => csvOf({ name: "", columns: ["a"], rows }).slice(1);

it("writes what every spreadsheet reads: a byte order mark, quotes where needed, CRLF", () => {
  const text = csvOf({
    name: "",
    columns: ["渠道", "Revenue (EUR)"],
    rows: [
      ['say "hi", all', 1234.5],
      ["two\nlines", null],
    ],
  });
  expect(text).toBe('\uFEFF渠道,Revenue (EUR)\r\n"say ""hi"", all",1234.5\r\n"two\nlines",\r\n');
});

it("disarms text that a spreadsheet would run, and leaves numbers alone", () => {
  for (const start of ["=", "+", "-", "@", "\t", "＝", "＠"])
    expect(csv([[`${start}cmd`]])).toBe(`a\r\n'${start}cmd\r\n`);
  expect(csv([["\rcmd"]])).toBe(`a\r\n"'\rcmd"\r\n`);
  expect(csv([["=1,2"]])).toBe(`a\r\n"'=1,2"\r\n`);
  expect(csv([[-5], [1e-7], [Number.NaN]])).toBe("a\r\n-5\r\n1e-7\r\n\r\n");
});

it("puts notes before the headings, a cell each", () => {
  const text = csvOf({ name: "", columns: ["a"], rows: [], notes: [["Filters", '{"a":{"in":["x"]}}']] });
  expect(text.slice(1)).toBe('"# Filters: {""a"":{""in"":[""x""]}}"\r\na\r\n');
});

it("names files as every system allows", () => {
  expect(fileName('Revenue: by "month"?', "csv")).toBe("Revenue by month.csv");
  expect(fileName("..", "png")).toBe("sales.png");
  expect(fileName("按月销售额", "csv")).toBe("按月销售额.csv");
});
