import {
  builtInCatalog,
  dimensionsOf,
  everything,
  parsePeriod,
  queryMetrics,
  queryRfm,
  querySatisfaction,
  queryServiceSummary,
  surveyKinds,
  type WarehouseDb,
} from "@salesglass/core";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { importDemo } from "../demo/demo.ts";
import type { Store } from "../store/store.ts";
import { testRecords } from "../testing/records.ts";
import { openWarehouse, type WarehouseService } from "../warehouse/warehouse.ts";
import { eraseCustomer } from "./erase-customer.ts";

const until = "2026-06-30";
const calendar = { today: until, fiscalYearStart: 4, weekStart: 1, fiscalPattern: "MONTHS" } as const;
const period = parsePeriod("last-24-months", calendar);

let store: Store;
let engines: WarehouseService[];
let customers: string[];
beforeAll(async () => {
  store = await testRecords()
    .find(({ name }) => name === "postgres")!
    .open();
  await importDemo({ store, lines: 1_500, seed: 5, until });
  engines = await Promise.all(
    (["duckdb", "postgres"] as const).map((engine) => openWarehouse({ store, engine, pollMilliseconds: 3_600_000 })),
  );
  const rows = await store.query<{ key: string }>(
    "select external_id as key from customer where not anonymous order by id",
  );
  customers = rows.map(({ key }) => key);
});
afterAll(async () => {
  for (const engine of engines ?? []) await engine.close();
  await store?.close();
});

/** One grain of the calendar and one of the fiscal year: who bought plays no part in how days make them up. */
const grains = new Set(["month", "fiscalQuarter"]);

/** Every metric of the catalogue on every dimension but the customer's name and number, RFM, and what customers say. */
async function figures(db: WarehouseDb): Promise<Record<string, unknown>> {
  const all: Record<string, unknown> = {};
  const dimensions = builtInCatalog.dimensions.filter(({ entity, grain }) =>
    grain ? grains.has(grain) : entity !== "customer",
  );
  for (const dimension of [undefined, ...dimensions]) {
    const metrics = builtInCatalog.metrics.filter(
      (metric) => !dimension || dimensionsOf(builtInCatalog, metric).includes(dimension),
    );
    all[dimension?.id ?? "in all"] = await queryMetrics(db, everything, {
      period,
      calendar,
      dimensions: dimension ? [dimension.id] : [],
      metrics: metrics.map(({ id }) => ({ key: id, metric: id })),
    });
  }
  all.rfm = await queryRfm(db, everything, { calendar });
  for (const kind of surveyKinds) {
    all[kind] = await querySatisfaction(db, everything, { kind, period, calendar, by: "region", series: "quarter" });
  }
  all.service = await queryServiceSummary(db, everything, { period, calendar });
  return all;
}

it("erasing customers changes no figure, on either engine", async () => {
  await Promise.all(engines.map((engine) => engine.sync()));
  const before = await Promise.all(engines.map(({ db }) => figures(db)));
  expect(Object.keys(before[0]!).length).toBeGreaterThan(18);
  await fc.assert(
    fc.asyncProperty(fc.subarray(customers, { minLength: 1, maxLength: 25 }), async (erased) => {
      for (const externalId of erased) {
        await eraseCustomer({ store, key: { externalId }, dryRun: false, today: until, actor: "a test" });
      }
      await Promise.all(engines.map((engine) => engine.sync()));
      expect(await Promise.all(engines.map(({ db }) => figures(db)))).toEqual(before);
    }),
    { numRuns: 2, seed: 11 },
  );
  const [row] = await store.query<{ n: number }>("select count(*)::integer as n from warehouse.customer where erased");
  expect(row!.n).toBeGreaterThan(10);
}, 300_000);
