import type { MetricFilter, ValueFilter } from "@salesglass/core";
import type { Company } from "./company.ts";
import type { Attributes } from "./sources.ts";

/** Whether a row meets every filter; `buckets` are the first days of time's buckets, as text. */
export function meets(
  where: MetricFilter,
  attributes: Attributes,
  buckets: Readonly<Record<string, string>>,
  company: Company,
): boolean {
  return Object.entries(where).every(([dimension, filter]) => {
    if (!filter) return true;
    if (dimension in buckets) return matches(buckets[dimension]!, filter);
    if (!dimension.endsWith("Name")) {
      const wanted = dimension === "team" ? withSubTeams(filter as ValueFilter<number>, company) : filter;
      return matches(attributes[dimension] ?? null, wanted);
    }
    const entity = dimension.replace("Name", "");
    return matches(nameOf(entity, attributes[entity] ?? null, company), filter);
  });
}

/** An absent value is in no list and in no range, so it passes `not`. */
export function matches<T extends string | number>(value: T | null, filter: object): boolean {
  const wanted = filter as ValueFilter<T>;
  if (wanted.in && (value === null || !wanted.in.includes(value))) return false;
  if (wanted.not && value !== null && wanted.not.includes(value)) return false;
  if (typeof wanted.isNull === "boolean" && wanted.isNull !== (value === null)) return false;
  if (wanted.gte != null && (value === null || compare(value, wanted.gte) < 0)) return false;
  return !(wanted.lte != null && (value === null || compare(value, wanted.lte) > 0));
}

function withSubTeams(filter: ValueFilter<number>, company: Company): ValueFilter<number> {
  const below = (id: number): number[] => {
    return [id, ...company.team.filter((team) => team.parent_id === id).flatMap((team) => below(team.id))];
  };
  return { ...filter, in: filter.in?.flatMap(below), not: filter.not?.flatMap(below) };
}

/** The name of an entity by its id. */
export function nameOf(entity: string, id: string | number | null, company: Company): string | null {
  const table = company[entity as "team" | "rep" | "customer" | "product"];
  return table.find((row) => row.id === id)?.name ?? null;
}

/** Numbers by size, texts by their code points. */
export function compare(a: string | number, b: string | number): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  return Buffer.compare(Buffer.from(String(a)), Buffer.from(String(b)));
}
