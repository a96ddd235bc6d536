import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { companySettings } from "./company-settings.ts";
import type { Store } from "./store/store.ts";
import { testRecords } from "./testing/records.ts";

describe("the company's settings", () => {
  let store: Store;
  let now = 0;
  beforeAll(async () => {
    store = await testRecords()[0]!.open();
    await store.prisma.company.create({ data: { id: 1, name: "Small & Sons", currency: "EUR", timeZone: "UTC" } });
  });
  afterAll(() => store.close());

  const currencyOf = () => {
    const settings = companySettings(store, { onChange: () => () => {} }, () => new Date(now));
    return async () => (await settings()).currency;
  };
  const change = (currency: string) => store.prisma.company.update({ where: { id: 1 }, data: { currency } });

  it("are never older than a second, also where nothing but they has changed", async () => {
    await change("EUR");
    const currency = currencyOf();
    expect(await currency()).toBe("EUR");
    await change("CHF");
    now += 999;
    expect(await currency()).toBe("EUR");
    now += 1;
    expect(await currency()).toBe("CHF");
  });

  it("are the last ones while the embedded record is held, and the new ones after", async () => {
    await change("EUR");
    const currency = currencyOf();
    expect(await currency()).toBe("EUR");
    now += 60_000;
    await store.transaction(async (sql) => {
      await sql.exec("update company set currency = 'CHF'");
      expect(await currency()).toBe("EUR");
      const asked = performance.now();
      expect(await currency()).toBe("EUR");
      // Only the first one had to wait and see.
      expect(performance.now() - asked).toBeLessThan(50);
    });
    await expect.poll(currency).toBe("CHF");
  });
});
