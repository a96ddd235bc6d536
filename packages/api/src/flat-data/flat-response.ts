import type { ExecutionResult, GraphQLError } from "graphql";
import { byteOrderMark, type Cell, toCsv } from "./csv.ts";
import { type FlatList, objectIn, reader, rowsIn } from "./flat-list.ts";
import { type Paging, placeKey } from "./paging.ts";

/** A part of a list, and where the next one is. */
interface Page {
  readonly limit: number;
  readonly by: Paging["by"];
  /** The path and query of the rows after this cursor. */
  nextPath(cursor: string): string;
}

/** How a request wants its one list. */
export interface FlatRequest {
  readonly format: "csv" | "json";
  /** Known once the document is. */
  list?: FlatList;
  variables: Record<string, unknown>;
  bom: boolean;
  page?: Page;
  headers: Record<string, string>;
}

/** Writes an answer as rows, or its errors with the status that they stand for. */
export function flatResponse(request: FlatRequest, result: ExecutionResult): Response {
  const { list, format, page, headers } = request;
  if (result.errors?.length || !list) return errorResponse(format, result.errors ?? []);
  const found = rowsIn(result.data, list.path);
  const rows = page?.by === "rows" ? found.slice(0, page.limit) : found;
  const next = page && nextCursor(page, list, found, result.data);
  const link: Record<string, string> = page && next ? { link: `<${page.nextPath(next)}>; rel="next"` } : {};
  const columns = list.columns(request.variables);
  const body = format === "csv" ? csvOf(columns, rows, request.bom) : jsonOf(columns, rows, page?.by === "rows");
  return new Response(body, { headers: { "content-type": types[format], ...headers, ...link } });
}

/** Where the next page begins; undefined when there is none. */
function nextCursor({ by, limit }: Page, { path }: FlatList, rows: Rows, data: unknown): string | undefined {
  if (by === "rows") return rows.length > limit ? (rows[limit - 1]?.[placeKey] as string) : undefined;
  const info = objectIn(data, [...path.slice(0, -1), placeKey]) as PageInfo | undefined;
  return info?.hasNextPage ? (info.endCursor ?? undefined) : undefined;
}

interface PageInfo {
  readonly hasNextPage: boolean;
  readonly endCursor: string | null;
}

type Columns = ReturnType<FlatList["columns"]>;
type Rows = ReturnType<typeof rowsIn>;

function csvOf(columns: Columns, rows: Rows, bom: boolean): string {
  const readers = columns.map(reader);
  const cells = function* () {
    for (const row of rows) yield readers.map((read) => read(row) as Cell);
  };
  const names = columns.map(({ name }) => name);
  return (bom ? byteOrderMark : "") + toCsv(names, cells());
}

function jsonOf(columns: Columns, rows: Rows, hasPlaces: boolean): string {
  // Rows that are flat already, with nothing beside the columns, are written as they are.
  if (!hasPlaces && columns.every(({ path }) => path.length === 1)) return JSON.stringify(rows);
  const readers = columns.map((column) => [column.name, reader(column)] as const);
  return JSON.stringify(
    rows.map((row) => Object.fromEntries(readers.map(([name, read]) => [name, read(row) ?? null]))),
  );
}

const types = { csv: "text/csv; charset=utf-8", json: "application/json; charset=utf-8" };

/** What an error's code means in HTTP; a cost is a limit on what is sent, so a retry would not help. */
const statuses: Record<string, number> = {
  BAD_USER_INPUT: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  NOT_ACCEPTABLE: 406,
  CONFLICT: 409,
  COST_LIMIT: 413,
  RATE_LIMIT: 429,
  INTERNAL: 500,
  TIMEOUT: 504,
};

function errorResponse(format: FlatRequest["format"], errors: readonly GraphQLError[]): Response {
  const found = errors.map(({ message, extensions }) => {
    const code = String(extensions?.code ?? "BAD_USER_INPUT");
    const http = extensions?.http as { status?: number } | undefined;
    return { message, code, status: statuses[code] ?? http?.status ?? 400 };
  });
  const status = Math.max(...found.map((error) => error.status), 400);
  return problem(
    format,
    status,
    found.map(({ message, code }) => ({ message, code })),
  );
}

/** An error of an address that is asked for rows: text for who wants CSV, else JSON. */
export function problem(
  format: FlatRequest["format"],
  status: number,
  errors: readonly { readonly message: string; readonly code: string }[],
  headers: Record<string, string> = {},
): Response {
  const body =
    format === "csv"
      ? `${errors.map(({ message }) => message).join("\n")}\n`
      : JSON.stringify({ errors: errors.map(({ message, code }) => ({ message, code })) });
  const type = format === "csv" ? "text/plain; charset=utf-8" : types.json;
  return new Response(body, { status, headers: { "content-type": type, "cache-control": "no-store", ...headers } });
}
