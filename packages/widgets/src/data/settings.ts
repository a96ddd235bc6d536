import { createContext } from "@lit/context";
import type { MetricFilter } from "../generated/graphql.ts";

/** What a provider says to the elements inside it. An element's own attribute goes before it. */
export interface SalesSettings {
  readonly endpoint?: string | undefined;
  readonly token?: string | undefined;
  readonly tokenUrl?: string | undefined;
  readonly period?: string | undefined;
  readonly where?: MetricFilter | undefined;
  readonly locale?: string | undefined;
  readonly theme?: string | undefined;
  readonly today?: string | undefined;
  readonly refresh?: number | undefined;
  /** What is wrong with the provider's attributes. */
  readonly fault?: string | undefined;
}

export const settingsContext = createContext<SalesSettings>(Symbol.for("salesglass-settings"));

/** Reads a `where` attribute. Text that is no JSON object is named and left out, so that nothing is shown unfiltered. */
export function parseWhere(text: string | null): MetricFilter | undefined {
  if (!text?.trim()) return undefined;
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    parsed = undefined;
  }
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) {
    throw new TypeError(`where: expected a JSON object such as {"channel":{"in":["online"]}}, got ${text}`);
  }
  return parsed as MetricFilter;
}

/** Joins an element's filter with its provider's: both hold, and on the same field the element's own one wins. */
export function joinWhere(outer?: MetricFilter, inner?: MetricFilter): MetricFilter | undefined {
  return outer && inner ? { ...outer, ...inner } : (inner ?? outer);
}

/** What is wrong with a `where` attribute, if anything. */
export function faultOfWhere(text: string | undefined): string | undefined {
  try {
    parseWhere(text ?? null);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}
