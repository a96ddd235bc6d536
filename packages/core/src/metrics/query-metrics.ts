import { type RawBuilder, sql } from "kysely";
import { checkDay } from "../calendar.ts";
import { badInput } from "../errors.ts";
import { withSubTeams } from "../filters.ts";
import type { Scope } from "../scope.ts";
import type { WarehouseDb } from "../warehouse.ts";
import { completeTime } from "./complete-time.ts";
import type { BaseFact, MetricSource } from "./definition.ts";
import { type DimensionId, dimensionOf, type EntityKind, isTime } from "./dimensions.ts";
import { absent, aggregates, type GroupKey, selectFacts } from "./facts.ts";
import { isName, nameOf, nameRows, nameTables } from "./names.ts";
import type { MetricAnswerRow, MetricFilter, MetricOrder, MetricQuestion } from "./question.ts";
import { factColumn, factsOf, operandsOf, type ParsedReading, parseReading, readingSql } from "./readings.ts";
import { windowOf } from "./windows.ts";

const mostRows = 100_000;

/**
 * Answers metrics over a period, grouped by the dimensions asked for: one statement, however many metrics and
 * comparisons, and one for the names of each kind of entity where they repeat. Only what is asked for is computed.
 *
 * Time dimensions answer the first day of their bucket. When they are the only ones, every bucket of the period has
 * a row, those that begin after today with null instead of nothing sold. Other rows come in the order asked for, else
 * by time and then by the other dimensions; absent values come last. An entity's rows are one an entity, whether its
 * id or its name is asked for.
 *
 * @throws badInput when a metric can't be split or filtered by a dimension, when an order names no column, and when
 *   the answer would have more than 100 000 rows
 * @example
 * await queryMetrics(db, scope, { period, calendar, dimensions: ["month"], metrics: [{ key: "revenue", metric: "revenue" }] })
 * // [{ dimensions: { month: "2024-01-01" }, values: { revenue: 1200.5 } }, …]
 */
export async function queryMetrics(
  db: WarehouseDb,
  scope: Scope,
  question: MetricQuestion,
): Promise<MetricAnswerRow[]> {
  const readings = question.metrics.map(parseReading);
  const dimensions = [...new Set(question.dimensions)];
  check(question, readings);
  const where = { ...question.where, team: await withSubTeams(db, question.where?.team) };
  const timeOnly = dimensions.length > 0 && dimensions.every(isTime);
  const { rows } = await selectRows(scope, { ...question, dimensions, where }, readings, timeOnly).execute(db);
  if (rows.length > mostRows) {
    throw badInput(
      `metrics by ${dimensions.join(", ")}: more than ${mostRows} rows, expected a shorter period, a narrower where, fewer dimensions or first`,
    );
  }
  if (keysOf(dimensions).length > 1) await nameRows(db, rows, dimensions);
  const answer = answerRows(rows, dimensions, readings);
  return timeOnly ? completeTime(answer, { ...question, dimensions: dimensions.filter(isTime) }, readings) : answer;
}

/** Plain loops over names made once: an answer may have 100 000 rows, and this is what each of them costs here. */
function answerRows(
  rows: readonly Record<string, unknown>[],
  dimensions: readonly DimensionId[],
  readings: readonly ParsedReading[],
): MetricAnswerRow[] {
  const dimensionColumns = dimensions.map((id, index) => [id, `d${index}`] as const);
  const valueColumns = readings.map(({ key }, index) => [key, `v${index}`] as const);
  return rows.map((row) => {
    const answer = { dimensions: {} as Record<string, unknown>, values: {} as Record<string, number | null> };
    for (const [id, column] of dimensionColumns) answer.dimensions[id] = row[column];
    for (const [key, column] of valueColumns) answer.values[key] = row[column] as number | null;
    return answer as MetricAnswerRow;
  });
}

function check(question: MetricQuestion, readings: readonly ParsedReading[]): void {
  const { dimensions, where, orderBy, first, asOf } = question;
  if (asOf !== undefined) checkDay(asOf, "asOf");
  if (first !== undefined && (!Number.isInteger(first) || first < 0)) {
    throw badInput(`first: ${first}, expected a whole number of rows, 0 or more`);
  }
  const filters = Object.entries(where ?? {}).flatMap(([filter, value]) => (value ? [filter] : []));
  for (const id of dimensions) {
    if (!dimensionOf(id)) throw badInput(`there is no dimension ${JSON.stringify(id)}`);
  }
  for (const { value } of readings) {
    const { metric } = value;
    const can = `expected one of ${metric.dimensions.join(", ")}`;
    const alien = dimensions.find((id) => !metric.dimensions.includes(id));
    if (alien) throw badInput(`metric ${metric.id} can't be split by ${alien}, ${can}`);
    const usable = new Set(metric.dimensions.map((id) => dimensionOf(id).filter));
    const unusable = filters.find((filter) => !usable.has(filter as EntityKind));
    if (unusable) {
      const names = [...usable].filter((name) => name !== undefined).join(", ");
      throw badInput(`metric ${metric.id} can't be filtered by ${unusable}, expected one of ${names}`);
    }
  }
  const columns = [...dimensions, ...readings.map(({ key }) => key)];
  for (const { by } of orderBy ?? []) {
    if (columns.includes(by)) continue;
    throw badInput(`orderBy: ${JSON.stringify(by)} is not selected, expected one of ${columns.join(", ")}`);
  }
}

function selectRows(
  scope: Scope,
  question: MetricQuestion,
  readings: readonly ParsedReading[],
  timeOnly: boolean,
): RawBuilder<Record<string, unknown>> {
  const { dimensions } = question;
  const keys = keysOf(dimensions);
  const columnOf = (id: DimensionId) => sql.ref(`b.k${keys.indexOf(dimensionOf(id).entity ?? (id as GroupKey))}`);
  const named = [...new Set(dimensions.flatMap((id) => (isName(id) ? [dimensionOf(id).entity!] : [])))];
  const selected = [
    ...dimensions.map((id, index) => {
      // Of several keys the names repeat: then they are read afterwards.
      const column =
        isName(id) && keys.length === 1 ? nameOf(id) : isTime(id) ? sql`${columnOf(id)}::text` : columnOf(id);
      return sql`${column} as ${sql.ref(`d${index}`)}`;
    }),
    ...readings.map((reading, index) => sql`${readingSql(reading)} as ${sql.ref(`v${index}`)}`),
  ];
  if (selected.length === 0) throw badInput("metrics: nothing is selected, expected at least one metric or dimension");
  const names = named.map((entity) => {
    const key = sql.ref(`b.k${keys.indexOf(entity)}`);
    return sql` left join ${nameTables[entity]()} as ${sql.ref(entity)} on ${sql.ref(`${entity}.id`)} = ${key}`;
  });
  const parts = partsOf(scope, question, readings, keys);
  const body = sql`select ${sql.join(selected)} from (${parts}) as b${sql.join(names, sql``)}`;
  // Time alone is few rows, ordered once the gaps are filled.
  if (timeOnly) return body as RawBuilder<Record<string, unknown>>;
  const orders = ordersOf(question, readings, columnOf);
  const limit = sql.lit(Math.min(question.first ?? mostRows + 1, mostRows + 1));
  return sql`${body}${orders.length > 0 ? sql` order by ${sql.join(orders)}` : sql``} limit ${limit}`;
}

/** What rows are one of: an entity once, whether its id or its name is asked for. */
function keysOf(dimensions: readonly DimensionId[]): GroupKey[] {
  return [...new Set(dimensions.map((id) => dimensionOf(id).entity ?? (id as GroupKey)))];
}

/** One select for each source and window; several are stacked, and a row put together from the one that has it. */
function partsOf(
  scope: Scope,
  question: MetricQuestion,
  readings: readonly ParsedReading[],
  keys: readonly GroupKey[],
): RawBuilder<unknown> {
  const wanted = new Map<
    string,
    { source: MetricSource; chain: ParsedReading["value"]["chain"]; facts: Set<BaseFact> }
  >();
  for (const { metric, chain } of readings.flatMap(operandsOf)) {
    const name = [metric.source, ...chain].join(" ");
    const part = wanted.get(name) ?? { source: metric.source, chain, facts: new Set() };
    for (const fact of factsOf(metric.value)) part.facts.add(fact);
    wanted.set(name, part);
  }
  // Dimensions without a metric list what was sold by them.
  if (wanted.size === 0) wanted.set("sale", { source: "sale", chain: [], facts: new Set() });
  const parts = [...wanted.values()];
  const { period, calendar, asOf, where } = question;
  const timeGrains = question.dimensions.filter(isTime);
  const factKeys = parts.flatMap((part) =>
    [...part.facts].map((fact) => ({ part, fact, name: sql.ref(factColumn(part.source, part.chain, fact)) })),
  );
  const selects = parts.map((part) =>
    selectFacts(
      {
        scope,
        source: part.source,
        window: windowOf({ period, calendar, asOf, timeGrains }, part.chain),
        keys,
        facts: [...part.facts],
        where: where as MetricFilter,
        weekStart: calendar.weekStart,
      },
      factKeys.map(
        ({ part: owner, fact, name }) => sql`${owner === part ? aggregates[fact] : absent(fact)} as ${name}`,
      ),
    ),
  );
  if (selects.length === 1) return selects[0]!;
  const columns = keys.map((_, index) => sql.ref(`k${index}`));
  const sums = factKeys.map(({ name }) => sql`sum(${name}) as ${name}`);
  const groups = columns.length > 0 ? sql` group by ${sql.join(columns)}` : sql``;
  return sql`select ${sql.join([...columns, ...sums])} from (${sql.join(selects, sql` union all `)}) as part${groups}`;
}

function ordersOf(
  { dimensions, orderBy = [] }: MetricQuestion,
  readings: readonly ParsedReading[],
  columnOf: (id: DimensionId) => RawBuilder<unknown>,
): RawBuilder<unknown>[] {
  const byTime = [...dimensions].sort((a, b) => Number(isTime(b)) - Number(isTime(a)));
  const ties: MetricOrder[] = byTime.map((by) => ({ by, direction: "ASC" }));
  return [...orderBy, ...ties].flatMap(({ by, direction }) => {
    const way = direction === "DESC" ? sql`desc nulls last` : sql`asc nulls last`;
    const reading = readings.findIndex(({ key }) => key === by);
    if (reading >= 0) return [sql`${sql.ref(`v${reading}`)} ${way}`];
    const id = by as DimensionId;
    if (isName(id)) return [sql`${nameOf(id)} collate "C" ${way}`, sql`${columnOf(id)} ${way}`];
    const { kind } = dimensionOf(id);
    return [kind === "text" ? sql`${columnOf(id)} collate "C" ${way}` : sql`${columnOf(id)} ${way}`];
  });
}
