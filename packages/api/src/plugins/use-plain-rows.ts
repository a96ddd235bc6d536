import type { Plugin } from "graphql-yoga";
import { putPlainRows } from "../modules/metrics/plain-rows.ts";

/** Puts the rows that resolvers answered past the executor into the data. */
export function usePlainRows(): Plugin {
  return {
    onExecute({ args }) {
      return {
        onExecuteDone({ result }) {
          if (!(Symbol.asyncIterator in result)) putPlainRows(args.contextValue, result.data);
        },
      };
    },
  };
}
