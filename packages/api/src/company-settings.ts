import { setTimeout } from "node:timers/promises";
import type { FiscalPattern } from "@salesglass/core";
import type { CompanySettings } from "./context.ts";
import type { Store } from "./store/store.ts";
import type { WarehouseService } from "./warehouse/warehouse.ts";

const patience = 100;

const unset: CompanySettings = {
  name: "",
  currency: "USD",
  timeZone: "UTC",
  fiscalYearStart: 1,
  weekStart: 1,
  fiscalPattern: "MONTHS",
};

/**
 * Reads the company's settings, which every request needs. They are kept for a second, then read again. A request
 * waits for that a moment only, and is answered with the last ones meanwhile, so that nobody waits for the embedded
 * record while an import holds it. When the data has changed, as it has when an import is over, the next request waits
 * for the new ones however long that takes.
 */
export function companySettings(
  store: Store,
  warehouse: Pick<WarehouseService, "onChange">,
  clock: () => Date,
): () => Promise<CompanySettings> {
  let known: CompanySettings | undefined;
  let readAt = 0;
  let reading: Promise<CompanySettings> | undefined;
  let tooLong: Promise<unknown> = Promise.resolve();

  function read(): Promise<CompanySettings> {
    const mine = store.prisma.company.findUnique({ where: { id: 1 } }).then(
      (company) => {
        // A check of the record admits these patterns only.
        const settings = company ? { ...company, fiscalPattern: company.fiscalPattern as FiscalPattern } : unset;
        if (reading === mine) [known, readAt, reading] = [settings, clock().getTime(), undefined];
        return settings;
      },
      (error) => {
        if (reading === mine) reading = undefined;
        throw error;
      },
    );
    reading = mine;
    tooLong = setTimeout(patience, undefined, { ref: false });
    return mine;
  }

  warehouse.onChange(() => {
    known = undefined;
    read().catch(() => {});
  });

  return async () => {
    if (known && clock().getTime() - readAt < 1_000) return known;
    const fresh = reading ?? read();
    if (!known) return fresh;
    const last = known;
    return Promise.race([fresh.catch(() => last), tooLong.then(() => last)]);
  };
}
