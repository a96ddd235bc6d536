import { GraphQLError, type GraphQLSchema, getOperationAST, parse } from "graphql";
import { getVariableValues } from "graphql/execution/values.js";
import type { GraphQLParams, Plugin } from "graphql-yoga";
import { LRUCache } from "lru-cache";
import { type FlatList, flatListOf, NotFlat, UnknownField } from "../flat-data/flat-list.ts";
import { type FlatRequest, flatResponse } from "../flat-data/flat-response.ts";
import { wantsCsv } from "../flat-data/wants-csv.ts";
import { maximalTokens } from "./use-document-limits.ts";

/** The requests that are answered as rows. */
export type FlatRequests = WeakMap<Request, FlatRequest>;

/**
 * `Accept: text/csv`: a query of one list of scalar fields is answered as CSV, its columns called as the fields are.
 * Errors have the status that they stand for.
 */
export function useCsv(schema: GraphQLSchema, requests: FlatRequests): Plugin {
  const lists = new LRUCache<
    string,
    { readonly list: FlatList; readonly operation: ReturnType<typeof getOperationAST> }
  >({
    max: 500,
  });

  function find({ query = "", operationName }: GraphQLParams) {
    const key = `${operationName ?? ""}\n${query}`;
    const known = lists.get(key);
    if (known) return known;
    const document = parse(query, { maxTokens: maximalTokens });
    const operation = getOperationAST(document, operationName);
    if (!operation) return undefined;
    const found = { list: flatListOf(schema, document, operation), operation };
    if (key.length < 10_000) lists.set(key, found);
    return found;
  }

  return {
    onRequestParse({ request }) {
      if (requests.has(request) || !wantsCsv(request.headers.get("accept"))) return;
      requests.set(request, { format: "csv", variables: {}, bom: false, headers: {} });
      return {
        onRequestParseDone({ requestParserResult }) {
          if (Array.isArray(requestParserResult)) throw notAcceptable("a batch of requests has several answers");
        },
      };
    },
    onParams({ params, request }) {
      const flat = requests.get(request);
      if (!flat || flat.list || typeof params?.query !== "string") return;
      try {
        const found = find(params);
        const { coerced = {} } = found
          ? getVariableValues(schema, found.operation?.variableDefinitions ?? [], params.variables ?? {})
          : {};
        if (found) Object.assign(flat, { list: found.list, variables: coerced });
      } catch (error) {
        // What is wrong with the document itself is said better by its validation.
        if (error instanceof NotFlat) throw notAcceptable(error.message);
        if (!(error instanceof GraphQLError || error instanceof UnknownField)) throw error;
      }
    },
    onResultProcess({ request, setResultProcessor }) {
      const flat = requests.get(request);
      if (!flat) return;
      setResultProcessor((result) => flatResponse(flat, Array.isArray(result) ? {} : (result as object)), "text/csv");
    },
  };
}

function notAcceptable(reason: string): GraphQLError {
  const message = `${reason}; CSV holds one list whose rows are scalars, such as { metrics(period: "2024") { month revenue } }; expected such a query, or Accept: application/json`;
  return new GraphQLError(message, { extensions: { code: "NOT_ACCEPTABLE", http: { status: 406 } } });
}
