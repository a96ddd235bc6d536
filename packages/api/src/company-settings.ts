import type { CompanySettings } from "./context.ts";
import type { Store } from "./store/store.ts";

const unset: CompanySettings = { name: "", currency: "USD", timeZone: "UTC", fiscalYearStart: 1, weekStart: 1 };

/**
 * Reads the company's settings, which every request needs. They are kept for a second, and the old ones are answered
 * while the new ones are read, so that nobody waits for the embedded record while an import holds it.
 */
export function companySettings(store: Store, clock: () => Date): () => Promise<CompanySettings> {
  let known: CompanySettings | undefined;
  let readAt = 0;
  let reading: Promise<CompanySettings> | undefined;

  async function read(): Promise<CompanySettings> {
    try {
      known = (await store.prisma.company.findUnique({ where: { id: 1 } })) ?? unset;
      readAt = clock().getTime();
      return known;
    } finally {
      reading = undefined;
    }
  }

  return async () => {
    if (known && clock().getTime() - readAt < 1_000) return known;
    reading ??= read();
    if (!known) return reading;
    reading.catch(() => {});
    return known;
  };
}
