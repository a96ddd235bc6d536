import { createContext } from "@lit/context";
import type { Dimension, MetricFilter } from "../generated/graphql.ts";

/** One value of a dimension that the reader has chosen in an element. */
export interface Selection {
  readonly dimension: Dimension;
  /** The value as filters take it; null where none is given. */
  readonly key: string | null;
  /** The value as people read it. */
  readonly label: string;
  /** The filter that leaves only what belongs to it. */
  readonly where?: MetricFilter | undefined;
  /** Of a step of time: its days, as a period string. */
  readonly period?: string | undefined;
}

/** What a linking provider has kept: elements are filtered by the selections of the others, not by their own. */
export interface KeptSelection extends Selection {
  readonly source: EventTarget;
}

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
  readonly download?: boolean | undefined;
  readonly csvNotes?: boolean | undefined;
  /** Undefined unless the provider links its elements. */
  readonly selections?: readonly KeptSelection[] | undefined;
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
