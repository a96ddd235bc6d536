import type { Plugin } from "graphql-yoga";
import type { WarehouseService } from "../warehouse/warehouse.ts";

/** Says in every answer which version of the data it was computed from, and as of when. */
export function useFreshness(warehouse: WarehouseService): Plugin {
  return {
    onExecute() {
      // Read before the answer is computed: it is at least as fresh as this.
      const { version, asOf } = warehouse.status();
      return {
        onExecuteDone({ result }) {
          if (Symbol.asyncIterator in result) return;
          result.extensions = { ...result.extensions, warehouseVersion: version, asOf };
        },
      };
    },
  };
}
