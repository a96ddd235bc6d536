import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Store } from "../../store/store.ts";
import { testServer } from "../../testing/ask.ts";
import { testRecords } from "../../testing/records.ts";

describe.each(testRecords())("the company over $name", ({ open }) => {
  let store: Store;
  let server: Awaited<ReturnType<typeof testServer>>;
  beforeAll(async () => {
    store = await open();
    server = await testServer(store, "duckdb");
  });
  afterAll(async () => {
    await server?.close();
    await store?.close();
  });

  const fiscalPattern = async () =>
    (await server.ask<{ company: { fiscalPattern: string } }>("{ company { fiscalPattern } }")).company.fiscalPattern;

  it("has fiscal months that are calendar months until it says otherwise", async () => {
    expect(await fiscalPattern()).toBe("MONTHS");
  });

  it.each([
    ["4-4-5", "WEEKS_4_4_5"],
    ["4-5-4", "WEEKS_4_5_4"],
    ["5-4-4", "WEEKS_5_4_4"],
    ["MONTHS", "MONTHS"],
  ])("tells the pattern %s as %s", async (pattern, answer) => {
    await store.query(
      "insert into company (name, fiscal_pattern) values ('Weeks', $1) on conflict (id) do update set fiscal_pattern = $1",
      [pattern],
    );
    await store.exec(`insert into team (external_id, name) values (gen_random_uuid(), 'Moves the version')`);
    await server.warehouse.sync();
    expect(await fiscalPattern()).toBe(answer);
  });
});
