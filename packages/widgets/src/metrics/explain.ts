import { msg, str } from "@lit/localize";
import type { SalesClient } from "../data/client.ts";
import { RequestError } from "../data/errors.ts";
import { faultOfDay, faultOfPeriod, Misconfigured } from "../faults.ts";
import type { Dimension, MetricFilter } from "../generated/graphql.ts";
import { MetricCatalogueDocument } from "../generated/graphql.ts";
import { attributeOf, filterFieldOf, grainOf } from "./dimensions.ts";

/** What a refused question was made of, as the element's attributes say it. */
export interface Asked {
  readonly metrics: readonly string[];
  readonly dimensions: readonly Dimension[];
  readonly period: string | undefined;
  readonly where: MetricFilter | undefined;
  readonly today: string | undefined;
  readonly locale: string;
}

/**
 * Says what would be right where a refused question names what there is not. The server's own message speaks English,
 * and of variables, which the writer of the page has never seen.
 */
export async function explain(
  error: unknown,
  client: SalesClient,
  asked: Asked,
  signal: AbortSignal,
): Promise<unknown> {
  if (!(error instanceof RequestError) || error.kind !== "refused") return error;
  const { today, period, where = {} } = asked;
  const badDay = faultOfDay("today", today);
  if (badDay) return new Misconfigured(badDay);
  if (period !== undefined && /^period ".*expected/.test(error.message))
    return new Misconfigured(faultOfPeriod(period));
  const catalogue = await client.request(MetricCatalogueDocument, { locale: asked.locale }, signal).catch(() => {});
  if (!catalogue) return error;

  const ids = catalogue.metricCatalog.map(({ id }) => id as string);
  const metric = asked.metrics.find((id) => !ids.includes(id));
  if (metric !== undefined) {
    const known = ids.join(", ");
    return new Misconfigured(msg(str`There is no metric "${metric}"; it can be ${known}.`, { id: "unknown-metric" }));
  }
  const names = catalogue.dimensionCatalog.map((one) => one.dimension);
  const dimension = asked.dimensions.find((one) => !names.includes(one));
  if (dimension !== undefined) {
    const [odd, known] = [attributeOf(dimension), names.map(attributeOf).join(", ")];
    return new Misconfigured(
      msg(str`There is no dimension "${odd}"; it can be ${known}.`, { id: "unknown-dimension" }),
    );
  }
  return faultOfFields(where, names, error.message) ?? error;
}

/** The field of a filter that the server doesn't know, or whose condition it doesn't understand. */
function faultOfFields(where: MetricFilter, names: readonly Dimension[], refusal: string): Misconfigured | undefined {
  const fields = names.filter((name) => !grainOf(name)).map(filterFieldOf);
  const bad = Object.entries(where).find(
    ([field, condition]) => !isCondition(condition) || refusal.includes(`"${field}"`),
  );
  if (!bad || !/where/.test(refusal)) return undefined;
  const [field, condition] = bad;
  if (isCondition(condition) && !fields.some((known) => known === field)) {
    const known = fields.join(", ");
    return new Misconfigured(msg(str`where has no field "${field}"; it can be ${known}.`, { id: "unknown-field" }));
  }
  const [shown, example] = [JSON.stringify(condition), '{"in":["…"]}'];
  return new Misconfigured(
    msg(str`where: "${field}" can't be ${shown}; it can be ${example}.`, { id: "bad-condition" }),
  );
}

/** Whether a filter's condition has the shape of one: lists under `in` and `not`. */
function isCondition(condition: unknown): boolean {
  if (typeof condition !== "object" || condition === null || Array.isArray(condition)) return false;
  const { in: values, not: others } = condition as { in?: unknown; not?: unknown };
  return [values, others].every((list) => list === undefined || Array.isArray(list));
}
