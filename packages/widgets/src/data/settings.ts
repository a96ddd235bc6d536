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
  readonly live?: boolean | undefined;
  readonly download?: boolean | undefined;
  readonly csvNotes?: boolean | undefined;
  /** Undefined unless the provider links its elements. */
  readonly selections?: readonly KeptSelection[] | undefined;
  /** The provider's `where` as it stands, when it can't be read. */
  readonly badWhere?: string | undefined;
}

export const settingsContext = createContext<SalesSettings>(Symbol.for("salesglass-settings"));

/** Reads a `where` attribute; `bad` is its text when that is no JSON object, so that nothing is shown unfiltered. */
export function parseWhere(text: string | null | undefined): { where?: MetricFilter; bad?: string } {
  if (!text?.trim()) return {};
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === "object" && parsed !== null && !Array.isArray(parsed)) return { where: parsed };
  } catch {}
  return { bad: text };
}

/** Joins an element's filter with its provider's: both hold, and on the same field the element's own one wins. */
export function joinWhere(outer?: MetricFilter, inner?: MetricFilter): MetricFilter | undefined {
  return outer && inner ? { ...outer, ...inner } : (inner ?? outer);
}
