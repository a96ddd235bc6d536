import type { Attributes, Span } from "@opentelemetry/api";
import { requestKind } from "./request-kind.ts";
import type { Tracing } from "./start-tracing.ts";

/** Nothing of OpenTelemetry is loaded, and nothing is measured, until something is told where to send it. */
let tracing: Tracing | undefined;

/** Traces from now on, or no longer. */
export function useTracing(started: Tracing | undefined): void {
  tracing = started;
}

export function isTracing(): boolean {
  return tracing !== undefined;
}

/**
 * Does something as a span of the trace under way, or as one of its own.
 *
 * @example await traced("warehouse sync", { "salesglass.version": 4 }, () => take(store, copy))
 */
export function traced<R>(name: string, attributes: Attributes, work: () => R): R {
  return tracing ? tracing.tracer.startActiveSpan(name, { attributes }, (span) => ended(span, work)) : work();
}

/** Does what a request asks for, as a span that continues the caller's trace where it names one (`traceparent`). */
export function tracedRequest<R>(request: Request, work: () => R): R {
  if (!tracing) return work();
  const { api, tracer } = tracing;
  const { pathname } = new URL(request.url, "http://localhost");
  const parent = api.propagation.extract(api.ROOT_CONTEXT, request.headers, {
    get: (headers, key) => headers.get(key) ?? undefined,
    keys: (headers) => [...headers.keys()],
  });
  const attributes = { "http.request.method": request.method, "url.path": pathname };
  const options = { kind: api.SpanKind.SERVER, attributes };
  return tracer.startActiveSpan(`${request.method} ${requestKind(pathname)}`, options, parent, (span) =>
    ended(span, work),
  );
}

/** A statement of the engine, where it is part of something that is traced. Its values are not told. */
export function tracedStatement<T>(system: "duckdb" | "postgresql", sql: string, work: () => Promise<T>): Promise<T> {
  if (!tracing?.api.trace.getActiveSpan()) return work();
  const text = sql.replace(/'(?:[^']|'')*'/g, "?").slice(0, longestStatement);
  const attributes = { "db.system.name": system, "db.query.text": text };
  const options = { kind: tracing.api.SpanKind.CLIENT, attributes };
  return tracing.tracer.startActiveSpan(`${system} query`, options, (span) => ended(span, work));
}

/** Says more about the span under way. */
export function annotate(attributes: Attributes): void {
  tracing?.api.trace.getActiveSpan()?.setAttributes(attributes);
}

const longestStatement = 8_192;

function ended<R>(span: Span, work: () => R): R {
  let answer: R;
  try {
    answer = work();
  } catch (error) {
    fail(span, error);
    throw error;
  }
  if (!isPromise(answer)) {
    span.end();
    return answer;
  }
  return answer.then(
    (value: unknown) => {
      span.end();
      return value;
    },
    (error: unknown) => {
      fail(span, error);
      throw error;
    },
  ) as R;
}

/** Yoga has promises of its own kind. */
function isPromise(value: unknown): value is Promise<unknown> {
  return typeof (value as { then?: unknown } | undefined)?.then === "function";
}

/** An error's message may hold somebody's data: its kind is told, and the log has the rest. */
function fail(span: Span, error: unknown): void {
  span.setAttribute("error.type", error instanceof Error ? error.name : typeof error);
  span.setStatus({ code: 2 satisfies import("@opentelemetry/api").SpanStatusCode.ERROR });
  span.end();
}
