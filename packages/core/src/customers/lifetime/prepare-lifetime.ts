import type { Calendar } from "../../calendar.ts";
import { checkDay } from "../../calendar.ts";
import { badInput } from "../../errors.ts";
import { builtInCatalog } from "../../metrics/catalog.ts";
import { resolveFilters } from "../../metrics/resolve-filters.ts";
import type { DimensionFilter } from "../../metrics/select-facts.ts";
import { lastKnownDay } from "../../metrics/windows.ts";
import type { WarehouseDb } from "../../warehouse.ts";
import type { LifetimeQuestion } from "./question.ts";

/** A question that has been checked, with its day filled in. */
export interface PreparedLifetime {
  readonly asOf: string;
  readonly filters: readonly DimensionFilter[];
  readonly calendar: Calendar;
}

/** @throws badInput for a day that is none, and for filters that sales don't have or that cut histories short */
export async function prepareLifetime(db: WarehouseDb, question: LifetimeQuestion): Promise<PreparedLifetime> {
  const { calendar, where, catalog = builtInCatalog } = question;
  if (question.asOf !== undefined) checkDay(question.asOf, "asOf");
  const filters = await resolveFilters(db, where, catalog);
  const cutting = filters.find(({ dimension: { id, grain, columns } }) => {
    return grain !== undefined || id === "segment" || typeof columns?.sale?.sql === "function";
  });
  if (cutting) {
    throw badInput(
      `where: lifetime value needs whole histories, so it can't be filtered by ${cutting.dimension.id}, expected conditions on who sold what to whom and where`,
    );
  }
  return { asOf: lastKnownDay(question), filters, calendar };
}
