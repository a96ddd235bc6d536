import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from "kysely";
import { expect, it } from "vitest";
import { parsePeriod } from "../period.ts";
import { everything } from "../scope.ts";
import type { Warehouse } from "../warehouse.ts";
import { metricTable } from "./query-metrics.ts";
import type { MetricQuestion } from "./question.ts";

const calendar = { today: "2024-12-31", fiscalYearStart: 1, weekStart: 1 };
const db = new Kysely<Warehouse>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (kysely) => new PostgresIntrospector(kysely),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

/** How often a question reads the sales. */
async function scansOf(period: string, asked: Pick<MetricQuestion, "dimensions" | "where">, metric = "revenue") {
  const metrics = [
    { key: "now", metric },
    { key: "before", metric, at: "SAME_PERIOD_LAST_YEAR" as const },
  ];
  const question = { ...asked, metrics, calendar, period: parsePeriod(period, calendar) };
  const { sql } = (await metricTable(db, everything, question)).compile(db);
  return sql.match(/\bfrom sale\b/g)?.length;
}

it("comparisons that overlap or follow each other share a scan", async () => {
  for (const dimensions of [["month"], ["day"], ["week", "quarter"]]) {
    expect(await scansOf("2024", { dimensions }), dimensions.join()).toBe(1);
    expect(await scansOf("2023-01-01..2024-06-30", { dimensions }), dimensions.join()).toBe(1);
  }
  expect(await scansOf("2024", { dimensions: ["month"], where: { channel: { in: ["online"] } } })).toBe(1);
  expect(await scansOf("2024", { dimensions: ["month"] }, "orders")).toBe(1);
});

it("each is read by itself where days lie between them, or where days don't add up", async () => {
  expect(await scansOf("2024-05", { dimensions: ["day"] })).toBe(2);
  expect(await scansOf("2024", { dimensions: ["month", "channel"] })).toBe(2);
  expect(await scansOf("2024", { dimensions: ["month"] }, "customers")).toBe(2);
  expect(await scansOf("2024", { dimensions: ["month"], where: { month: { not: ["2024-02-01"] } } })).toBe(2);
});
