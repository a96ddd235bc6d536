import type { Plugin } from "graphql-yoga";
import type { WarehouseService } from "../warehouse/warehouse.ts";

/** Which version of the data is answered from, and as of when. */
export function freshnessOf(warehouse: WarehouseService): { warehouseVersion: number; asOf: Date | null } {
  const { version, asOf } = warehouse.status();
  return { warehouseVersion: version, asOf };
}

/** Says in every answer which version of the data it was computed from, and as of when. */
export function useFreshness(warehouse: WarehouseService): Plugin {
  return {
    onExecute() {
      // Read before the answer is computed: it is at least as fresh as this.
      const freshness = freshnessOf(warehouse);
      return {
        onExecuteDone({ result }) {
          if (Symbol.asyncIterator in result) return;
          result.extensions = { ...result.extensions, ...freshness };
        },
      };
    },
  };
}
