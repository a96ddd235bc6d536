import { GraphQLBoolean, GraphQLError, type GraphQLSchema } from "graphql";
import { getVariableValues } from "graphql/execution/values.js";
import type { Plugin } from "graphql-yoga";
import type { Viewers } from "../access/use-access.ts";
import { type FlatRequest, problem } from "../flat-data/flat-response.ts";
import { BadParameter, type Parameter, variablesOf } from "../flat-data/parameters.ts";
import type { StoredDocument, StoredDocuments } from "../flat-data/stored-documents.ts";
import { maximalPageSize } from "../modules/paging.ts";
import type { AnswerStore } from "./answer-store.ts";
import { etagOf, isKnownTo } from "./etag.ts";
import type { FlatRequests } from "./use-csv.ts";

interface Options {
  readonly schema: GraphQLSchema;
  readonly documents: StoredDocuments;
  readonly requests: FlatRequests;
  readonly answers: AnswerStore;
  /** The path that GraphQL is answered at. */
  readonly endpoint: string;
  readonly viewers: Viewers;
}

interface DataRequest {
  readonly document: StoredDocument;
  readonly url: URL;
  readonly isHead: boolean;
}

const root = "/data";
/** One less than a question may have rows: one more is asked for, to know whether there are more. */
const maximalLimit = 99_999;
const formatParameters: readonly Parameter[] = [
  { name: "bom", type: "Boolean", required: false, default: false, values: undefined, inputType: GraphQLBoolean },
];

/**
 * `GET /data` lists the stored documents, and `GET /data/<name>.csv` or `.json` answers one of them as rows. Such a
 * request goes on as one for GraphQL, so that everything that holds there holds here: limits, scope, masking, cache.
 */
export function useStoredDocuments({ schema, documents, requests, answers, endpoint, viewers }: Options): Plugin {
  const asked = new WeakMap<Request, DataRequest>();

  return {
    onRequest({ request, url, endResponse, setRequest, fetchAPI }) {
      const { pathname } = url;
      if (!isDataPath(pathname)) return;
      const [, name, extension] = /^\/data\/(.+)\.(csv|json)$/.exec(pathname) ?? [];
      const format = extension === "csv" ? "csv" : "json";
      if (request.method === "OPTIONS") return;
      if (request.method !== "GET" && request.method !== "HEAD")
        return endResponse(
          refusal(format, 405, `${request.method} is not answered here, expected GET`, { allow: "GET, HEAD" }),
        );
      if (request.headers.get("content-type"))
        return endResponse(refusal(format, 415, "a GET request has no content type"));
      const { documents: allowed } = viewers.of(request);
      const mine = allowed ? new Map([...documents].filter(([known]) => allowed.has(known))) : documents;
      if (pathname === root || pathname === `${root}/`) return endResponse(listing(mine, request.method === "HEAD"));
      const document = name === undefined ? undefined : mine.get(name);
      if (!document) {
        const right = [...mine.keys()].map((known) => `${root}/${known}.csv`).join(", ");
        return endResponse(refusal(format, 404, `there is no ${pathname}, expected one of ${right}, or .json`));
      }
      const { headers, signal } = request;
      const onwards = new fetchAPI.Request(new URL(endpoint, request.url).href, { method: "GET", headers, signal });
      viewers.carry(request, onwards);
      asked.set(onwards, { document, url: new URL(request.url), isHead: request.method === "HEAD" });
      requests.set(onwards, { format, list: document.list, variables: {}, bom: false, headers: {} });
      setRequest(onwards);
    },
    onRequestParse({ request, setRequestParser, fetchAPI }) {
      const data = asked.get(request);
      const flat = requests.get(request);
      if (!data || !flat) return;
      setRequestParser(async () => {
        const params = paramsOf(schema, data, flat);
        const etag = data.document.versioned
          ? etagOf([(await answers.world(request)).key, flat.format, flat.bom, params])
          : undefined;
        flat.headers = {
          "cache-control": "private, no-cache",
          ...(etag ? { etag } : {}),
          ...(flat.format === "csv"
            ? { "content-disposition": `attachment; filename="${data.document.name}.csv"` }
            : {}),
        };
        if (etag && isKnownTo(request, etag))
          return new fetchAPI.Response(null, { status: 304, headers: flat.headers });
        return params;
      });
    },
    onResponse({ request, response, setResponse, fetchAPI }) {
      if (!asked.get(request)?.isHead) return;
      const { status, headers } = response;
      setResponse(new fetchAPI.Response(null, { status, headers }));
    },
  };
}

/** What GraphQL is asked with; the rest of what the URL says is kept with the request. */
function paramsOf(schema: GraphQLSchema, { document, url }: DataRequest, flat: FlatRequest) {
  const { text, paging, operation } = document;
  const variables = variablesIn(document, url, flat);
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
  // What can't be coerced is refused where it is executed.
  if (!coerced) return { query: text, variables };
  flat.variables = coerced;
  const limit = typeof coerced.first === "number" ? coerced.first : paging?.defaultLimit;
  if (!paging || limit === undefined) return { query: text, variables };
  const most = paging.by === "rows" ? maximalLimit : maximalPageSize;
  if (limit > most)
    throw badInput(`limit=${limit}: expected at most ${most}; the next rows are at the address in Link`);
  flat.page = { limit, by: paging.by, nextPath: (cursor) => withAfter(url, cursor) };
  return { query: paging.text, variables: { ...variables, first: paging.by === "rows" ? limit + 1 : limit } };
}

/** Whether a path is one of flat data. */
export function isDataPath(path: string): boolean {
  return path === root || path.startsWith(`${root}/`);
}

/** Without a host: behind a proxy this server knows neither the name nor the scheme that its clients use. */
function withAfter(url: URL, cursor: string): string {
  const next = new URL(url);
  next.searchParams.set("after", cursor);
  return next.pathname + next.search;
}

function variablesIn({ parameters }: StoredDocument, url: URL, flat: FlatRequest): Record<string, unknown> {
  const given = new URLSearchParams(url.searchParams);
  const ofFormat = flat.format === "csv" ? formatParameters : [];
  try {
    const { bom, ...variables } = variablesOf([...parameters, ...ofFormat], given);
    flat.bom = bom === true;
    return variables;
  } catch (error) {
    if (!(error instanceof BadParameter)) throw error;
    throw badInput(error.message);
  }
}

function badInput(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: "BAD_USER_INPUT", http: { status: 400 } } });
}

function refusal(format: "csv" | "json", status: number, message: string, headers: Record<string, string> = {}) {
  const code = status === 404 ? "NOT_FOUND" : "BAD_USER_INPUT";
  return problem(format, status, [{ message, code }], headers);
}

function listing(documents: StoredDocuments, isHead: boolean): Response {
  const list = [...documents.values()]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, description, parameters }) => ({
      name,
      description,
      csv: `${root}/${name}.csv`,
      json: `${root}/${name}.json`,
      parameters: parameters.map(({ name: parameter, type, required, default: value, values }) => ({
        name: parameter,
        type,
        required,
        default: value ?? null,
        ...(values ? { values } : {}),
      })),
    }));
  const headers = { "content-type": "application/json; charset=utf-8", "cache-control": "private, no-cache" };
  return new Response(isHead ? null : JSON.stringify(list, null, 2), { headers });
}
