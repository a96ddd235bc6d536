import type { Logger } from "../server.ts";
import type { WarehouseService } from "../warehouse/warehouse.ts";
import type { Metrics } from "./metrics.ts";

/** Counts the syncs, and says once that they fail and once that they work again, however often they are tried. */
export function watchSyncs(warehouse: WarehouseService, metrics: Metrics, logger: Logger): void {
  let failing = false;
  warehouse.onSync((outcome) => {
    metrics.synced(outcome);
    const { error, seconds } = outcome;
    if (error !== undefined && !failing) {
      logger.error({ error }, "the warehouse can't follow the record; it is tried again");
    }
    if (error === undefined && failing) logger.warn({ seconds }, "the warehouse follows the record again");
    failing = error !== undefined;
  });
}
