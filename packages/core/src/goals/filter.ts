import { badInput } from "../errors.ts";
import { type Catalog, dimensionsOf } from "../metrics/catalog.ts";
import type { MetricFilter } from "../metrics/question.ts";

/** A dimension, and the values of which a fact must have one. */
type Condition = readonly [dimension: string, values: readonly string[]];

/**
 * What a goal's filter means to questions: conditions that must all be met, each a dimension and its values. A value that
 * has one of `;|="` in it stands in double quotes, within which a double quote is written twice.
 *
 * @throws badInput where it can't be read
 * @example goalWhere("channel=online; category=Tea|Coffee") // { channel: { in: ["online"] }, category: { in: ["Tea", "Coffee"] } }
 */
export function goalWhere(filter: string | null): MetricFilter {
  return Object.fromEntries(conditionsOf(filter).map(([dimension, values]) => [dimension, { in: values }]));
}

/**
 * The filter as it is kept: conditions and values in the order of their code points.
 *
 * @throws badInput where it can't be read
 * @example formatGoalFilter("channel = online;category=Tea|Coffee") // "category=Coffee|Tea; channel=online"
 */
export function formatGoalFilter(filter: string): string {
  const conditions = conditionsOf(filter).map(([dimension, values]) => {
    const texts = [...new Set(values)].sort().map((value) => {
      return /[;|="]|^\s|\s$/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
    });
    return `${dimension}=${texts.join("|")}`;
  });
  return conditions.sort().join("; ");
}

/** @throws badInput where it can't be read, and for what the metric can't be filtered by */
export function checkGoalFilter(filter: string, metric: string, catalog: Catalog): void {
  const names = dimensionsOf(catalog, catalog.metric(metric))
    // Time and owner are the goal's own.
    .filter(
      ({ grain, entity, id }) => !grain && entity !== "team" && entity !== "rep" && !(entity && id.endsWith("Id")),
    )
    .map(({ id }) => id);
  for (const [dimension] of conditionsOf(filter)) {
    if (names.includes(dimension)) continue;
    const right = names.length > 0 ? `expected one of ${names.join(", ")}` : "which can't be filtered";
    throw badInput(`names ${JSON.stringify(dimension)}, which is no part of ${metric}; ${right}`);
  }
}

function conditionsOf(filter: string | null): Condition[] {
  const texts = split(filter ?? "", ";").filter((text) => text.trim() !== "");
  const conditions = texts.map((text): Condition => {
    const [dimension, ...rest] = split(text, "=");
    const values = split(rest.join("="), "|").map((value) => unquoted(value.trim()));
    if (!dimension?.trim() || rest.length !== 1 || values.includes("")) {
      throw badInput(
        `can't be read at ${JSON.stringify(text.trim())}: write dimension=value|value, and ; between several`,
      );
    }
    return [dimension.trim(), values];
  });
  const names = conditions.map(([dimension]) => dimension);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw badInput(`has ${twice} twice: write its values as ${twice}=one|other`);
  return conditions;
}

/** The parts between separators that stand in no quotes. */
function split(text: string, separator: string): string[] {
  const parts: string[] = [""];
  let isQuoted = false;
  for (const letter of text) {
    if (letter === '"') isQuoted = !isQuoted;
    if (letter === separator && !isQuoted) parts.push("");
    else parts[parts.length - 1] += letter;
  }
  return parts;
}

function unquoted(value: string): string {
  return value.length >= 2 && value.startsWith('"') && value.endsWith('"')
    ? value.slice(1, -1).replaceAll('""', '"')
    : value;
}
