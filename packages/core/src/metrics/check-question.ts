import { badInput } from "../errors.ts";
import { dimensionsOf } from "./catalog.ts";
import type { MetricDefinition } from "./definition.ts";
import type { DimensionDefinition } from "./dimensions.ts";
import type { Prepared } from "./prepare.ts";
import type { MetricQuestion } from "./question.ts";
import type { ParsedReading } from "./readings.ts";
import { rankOf } from "./top.ts";

const mostTop = 1_000;

/**
 * Checks what a question asks for against what its metrics have.
 *
 * @throws badInput naming the first thing that doesn't fit, and what would
 */
export function checkQuestion(question: MetricQuestion, prepared: Prepared, readings: readonly ParsedReading[]): void {
  const { first, orderBy = [], having = [], top } = question;
  if (first !== undefined) checkFirst(first);
  const keys = readings.map(({ key }) => key);
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  if (twice !== undefined)
    throw badInput(`metrics: ${JSON.stringify(twice)} is there twice, expected a key of its own for each`);
  // Under this name JavaScript's objects keep no value: it would be missing from the answer.
  if (keys.includes("__proto__")) throw badInput('metrics: a column can\'t have the key "__proto__", expected another');
  for (const metric of new Set(readings.map(({ value }) => value.metric))) checkFit(metric, prepared);
  const columns = [...prepared.dimensions.map(({ id }) => id), ...keys];
  for (const { by } of orderBy) {
    if (columns.includes(by)) continue;
    throw badInput(`orderBy: ${JSON.stringify(by)} is not selected, expected one of ${columns.join(", ")}`);
  }
  for (const { by } of having) {
    if (keys.includes(by)) continue;
    throw badInput(`having: ${JSON.stringify(by)} is no metric of the rows, expected one of ${keys.join(", ")}`);
  }
  if (!top) return;
  if (!Number.isInteger(top.first) || top.first < 1 || top.first > mostTop) {
    throw badInput(`top.first: ${top.first}, expected 1 to ${mostTop}`);
  }
  if (prepared.keys.length === 0)
    throw badInput("top: expected a dimension other than time, such as channel, to be ranked");
  if (keys.length === 0) throw badInput("top: expected a metric to rank by");
  const ranked = rankOf(top, readings).reading;
  if (!ranked) throw badInput(`top.by: ${JSON.stringify(top.by)} is not selected, expected one of ${keys.join(", ")}`);
  if (ranked.as === "RUNNING" || ranked.as === "MOVING") {
    throw badInput(
      `top.by: ${ranked.key} is ${ranked.as}, which has no value for the whole period, expected another reading`,
    );
  }
}

/** @throws badInput for what is no number of rows */
export function checkFirst(first: number): number {
  if (Number.isInteger(first) && first >= 0) return first;
  throw badInput(`first: ${first}, expected a whole number of rows, 0 or more`);
}

function checkFit(metric: MetricDefinition, { catalog, dimensions, filters }: Prepared): void {
  const fitting = dimensionsOf(catalog, metric);
  const alien = dimensions.find((dimension) => !fitting.includes(dimension));
  if (alien) {
    throw badInput(
      `metric ${metric.id} can't be split by ${alien.id}, expected one of ${fitting.map(({ id }) => id).join(", ")}`,
    );
  }
  const unusable = filters.find(({ dimension }) => !fitting.includes(dimension));
  if (!unusable) return;
  const names = [...new Set(fitting.map(filterName))].join(", ");
  throw badInput(
    `metric ${metric.id} can't be filtered by ${filterName(unusable.dimension)}, expected one of ${names}`,
  );
}

/** The field of a filter: of an entity the filter goes by the entity's name. */
export function filterName({ id, entity }: DimensionDefinition): string {
  return entity && id.endsWith("Id") ? entity : id;
}
