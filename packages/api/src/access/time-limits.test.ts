import { pbkdf2 } from "node:crypto";
import { promisify } from "node:util";
import { everything } from "@salesglass/core";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Store } from "../store/store.ts";
import { fillSmallCompany } from "../testing/ask.ts";
import { testRecords } from "../testing/records.ts";
import { openWarehouse, type WarehouseService } from "../warehouse/warehouse.ts";

// PGlite can't be interrupted: it runs in this process's own thread.
describe.each(["duckdb", "postgres"] as const)("questions to the engine %s", (engine) => {
  let store: Store;
  let warehouse: WarehouseService;
  beforeAll(async () => {
    store = await testRecords()
      .find(({ name }) => name === "postgres")!
      .open();
    await fillSmallCompany(store);
    warehouse = await openWarehouse({ store, engine });
    await warehouse.sync();
  });
  afterAll(async () => {
    await warehouse.close();
    await store.close();
  });

  /** Takes minutes in either engine. */
  const endless = sql`select count(*) from generate_series(1, 100000) as a(x), generate_series(1, 100000) as b(y), generate_series(1, 1000) as c(z) where x * y % 7 = z`;
  const quick = sql<{ n: number }>`select count(*) as n from customer`;

  it("are cancelled when they take too long, and the next ones are answered", async () => {
    const start = performance.now();
    const limited = warehouse.dbFor({ scope: everything, seconds: 0.3 });
    // As many as there are connections: none of them may be lost.
    const late = await Promise.allSettled(Array.from({ length: 10 }, () => endless.execute(limited)));
    for (const result of late) {
      expect(result).toMatchObject({
        status: "rejected",
        reason: {
          name: "DomainError",
          code: "TIMEOUT",
          message: expect.stringMatching(/longer than 0\.3 s and was cancelled; ask for/),
        },
      });
    }
    expect(performance.now() - start).toBeLessThan(8_000);
    expect((await quick.execute(limited)).rows).toEqual([{ n: 4 }]);
    // The database says that it is at rest a moment after it has said that it gave up.
    await expect.poll(() => running(store)).toBe(0);
  });

  it("are cancelled also when the limit is over before the engine has begun", async () => {
    const limited = warehouse.dbFor({ scope: everything, seconds: 0.001 });
    // The threads that questions are handed to have something else to do, as on a busy machine.
    const busy = Array.from({ length: 8 }, () => promisify(pbkdf2)("password", "salt", 300_000, 64, "sha512"));
    const late = await Promise.allSettled(Array.from({ length: 4 }, () => endless.execute(limited)));
    for (const result of late) {
      expect(result).toMatchObject({ status: "rejected", reason: { code: "TIMEOUT" } });
    }
    await Promise.all(busy);
    expect((await quick.execute(warehouse.db)).rows).toEqual([{ n: 4 }]);
  });

  it("are cancelled when nobody waits for them any more", async () => {
    const leaving = new AbortController();
    const db = warehouse.dbFor({ scope: everything, signal: leaving.signal });
    const asked = endless.execute(db);
    setTimeout(() => leaving.abort(new Error("gone")), 200);
    await expect(asked).rejects.toThrow("gone");
    await expect(quick.execute(db)).rejects.toThrow("gone");
    expect((await quick.execute(warehouse.db)).rows).toEqual([{ n: 4 }]);
    // The database says that it is at rest a moment after it has said that it gave up.
    await expect.poll(() => running(store)).toBe(0);
  });
});

/** How many endless questions the database still works on. */
async function running(store: Store): Promise<number> {
  const [row] = await store.query<{ count: number }>(
    "select count(*)::integer as count from pg_stat_activity where state = 'active' and query like '%generate_series(1, 100000)%' and pid <> pg_backend_pid()",
  );
  return row!.count;
}
