import type { FiscalPattern } from "@salesglass/core";
import type { CompanySettings } from "./context.ts";
import type { Store } from "./store/store.ts";
import type { WarehouseService } from "./warehouse/warehouse.ts";

const unset: CompanySettings = {
  name: "",
  currency: "USD",
  timeZone: "UTC",
  fiscalYearStart: 1,
  weekStart: 1,
  fiscalPattern: "MONTHS",
};

/**
 * Reads the company's settings, which every request needs. They are kept for a second; after it the last ones are
 * still answered at once, and read again behind the answer, so that nobody waits for the embedded record while an
 * import holds it. When the data has changed, as it has when an import is over, the next request waits for the new.
 */
export function companySettings(
  store: Store,
  warehouse: Pick<WarehouseService, "onChange">,
  clock: () => Date,
): () => Promise<CompanySettings> {
  let known: CompanySettings | undefined;
  let readAt = 0;
  let reading: Promise<CompanySettings> | undefined;

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
    fresh.catch(() => {});
    return known;
  };
}
