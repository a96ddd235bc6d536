import { type RawBuilder, sql } from "kysely";
import type { Grain } from "../calendar.ts";
import { badInput, tooManyRows } from "../errors.ts";
import { and } from "../filters.ts";
import type { Scope } from "../scope.ts";
import type { WarehouseDb } from "../warehouse.ts";
import { builtInCatalog } from "./catalog.ts";
import { checkQuestion } from "./check-question.ts";
import { hasCounterpart } from "./counterparts.ts";
import type { DimensionDefinition } from "./dimensions.ts";
import { withForms } from "./forms.ts";
import { isHaving } from "./having.ts";
import { answerRows, type MetricRows, metricRows } from "./metric-rows.ts";
import { isName, nameOf, nameRows, nameTables } from "./names.ts";
import { type PartsShape, selectParts } from "./parts.ts";
import { type Prepared, prepare } from "./prepare.ts";
import type { MetricAnswerRow, MetricOrder, MetricQuestion } from "./question.ts";
import { isStock, operandsOf, type ParsedReading, parseReading, readingSql } from "./readings.ts";
import { isAfter, type OrderColumn, orderBy } from "./row-order.ts";
import { checkCombinations, looksAhead, withSpine } from "./spine.ts";
import { rankingOf, rankOf } from "./top.ts";

const mostRows = 100_000;

/**
 * Answers metrics over a period, grouped by the dimensions asked for: one statement, however many metrics and
 * comparisons, and one for the names of each kind of entity where they repeat. Only what is asked for is computed.
 *
 * Time dimensions answer the first day of their bucket. When they are the only ones, every bucket of the period has
 * a row, those that begin after today with null instead of nothing sold; so it is where a reading goes along time, for
 * every combination of the other dimensions. Rows come in the order asked for, else by time, then (of a top) by rank,
 * then by the other dimensions; absent values come last. An entity's rows are one an entity, whether its id or its name is asked for.
 *
 * @throws badInput when a metric can't be split or filtered by a dimension, and when an order names no column;
 *   tooManyRows when the answer would have more than 100 000
 * @example
 * await queryMetrics(db, scope, { period, calendar, dimensions: ["month"], metrics: [{ key: "revenue", metric: "revenue" }] })
 * // [{ dimensions: { month: "2024-01-01" }, values: { revenue: 1200.5 }, days: {}, isRest: false }, …]
 */
export async function queryMetrics(
  db: WarehouseDb,
  scope: Scope,
  question: MetricQuestion,
): Promise<MetricAnswerRow[]> {
  return answerRows(await queryMetricRows(db, scope, question), question);
}

/**
 * The same rows without an object for each: for who makes something else of many of them.
 *
 * @throws as `queryMetrics` does
 * @example
 * const { rows, values } = await queryMetricRows(db, scope, { period, calendar, dimensions: ["month"], metrics: [{ key: "revenue", metric: "revenue" }] })
 * rows.map(values.get("revenue")) // [1200.5, …]
 */
export async function queryMetricRows(db: WarehouseDb, scope: Scope, question: MetricQuestion): Promise<MetricRows> {
  const { prepared, readings, order, select } = await parse(db, scope, question);
  const { rows } = await select.execute(db);
  if (rows[0]?.combinations !== undefined) checkCombinations(prepared, Number(rows[0].combinations));
  // No row is left to tell of too many: one without conditions does.
  if (rows.length === 0 && question.having?.length && readings.some(isAlongTime)) {
    await queryMetricRows(db, scope, { ...question, having: undefined, after: undefined, first: 1 });
  }
  if (rows.length > mostRows) {
    throw tooManyRows(
      `metrics by ${question.dimensions.join(", ")}: more than ${mostRows} rows, expected a shorter period, a narrower where, fewer dimensions or first`,
      { rows: rows.length, limit: { rows: mostRows } },
    );
  }
  const namesApart = prepared.dimensions.map((dimension) => (namesInRow(prepared) ? undefined : dimension));
  await nameRows(db, rows, namesApart);
  return metricRows(rows, question, prepared, readings, order);
}

/**
 * The same rows as a table for a statement that asks more of them: dimensions as `d0`, `d1` …, metrics as `v0`, `v1` …,
 * in the order of the question. A name stands in its rows where it is one entity's and there is no time, else its id does.
 *
 * @throws badInput as `queryMetrics` does
 */
export async function metricTable(
  db: WarehouseDb,
  scope: Scope,
  question: MetricQuestion,
): Promise<RawBuilder<Record<string, unknown>>> {
  return sql`(${(await parse(db, scope, question)).select})`;
}

async function parse(db: WarehouseDb, scope: Scope, question: MetricQuestion) {
  const catalog = question.catalog ?? builtInCatalog;
  const prepared = await prepare(db, scope, question);
  const readings = question.metrics.map((reading) => parseReading(reading, catalog, prepared.timeGrains.length > 0));
  checkQuestion(question, prepared, readings);
  const order = orderOf(question, prepared, readings);
  return { prepared, readings, order, select: selectRows(question, prepared, readings, order) };
}

function selectRows(
  question: MetricQuestion,
  prepared: Prepared,
  readings: readonly ParsedReading[],
  order: readonly OrderColumn[],
): RawBuilder<Record<string, unknown>> {
  const { dimensions, keys, timeGrains } = prepared;
  if (dimensions.length + readings.length === 0) {
    throw badInput("metrics: nothing is selected, expected at least one metric or dimension");
  }
  const operands = readings.flatMap(operandsOf);
  const hasSpine = timeGrains.length > 0 && (keys.length === 0 || readings.some(isAlongTime));
  const top = question.top && {
    ranking: rankingOf(prepared, question.top, readings),
    rest: question.top.rest ?? true,
  };
  const shape: PartsShape = { timeGrains, keys, top };
  const needs = { bucket: readings.some(({ as }) => as === "MOVING"), ahead: looksAhead(prepared) };
  const parts = selectParts(prepared, operands, shape);
  const body = withForms(prepared, hasSpine ? withSpine(prepared, parts, needs) : parts.select, parts, operands, shape);
  const values = readings.map((reading) =>
    hasSpine && needs.ahead ? unlessAhead(reading, prepared) : valueSql(reading, prepared),
  );
  const selected = [
    ...dimensions.map((dimension, index) => [`d${index}`, dimensionSql(prepared, dimension)] as const),
    ...values.map((value, index) => [`v${index}`, value] as const),
    ...(top ? [["is_rest", sql`b.is_rest`] as const] : []),
    ...(hasSpine && keys.length > 0 ? [["combinations", sql`b.combinations`] as const] : []),
  ];
  const from = sql`(${body}) as b${namesJoined(prepared, order)}`;
  const limit = sql` limit ${sql.lit(Math.min(question.first ?? mostRows + 1, mostRows + 1))}`;
  const { having = [], after } = question;
  if (having.length === 0 && after === undefined && !question.cursors) {
    return sql`select ${columns(selected)} from ${from}${orderBy(order)}${limit}`;
  }
  const hidden = order.filter(({ name }) => name.startsWith("o")).map(({ name, column }) => [name, column] as const);
  const inner = [...selected, ...hidden];
  const outer = [...selected, ...hidden].map(([name]) => [name, sql.ref(`r.${name}`)] as const);
  const outerOrder = order.map((column) => ({ ...column, column: sql.ref(`r.${column.name}`) }));
  const conditions = [
    ...having.map((condition) => isHaving(condition, readings)),
    ...(after === undefined ? [] : [isAfter(outerOrder, after)]),
  ];
  return sql`select ${columns(outer)} from (select ${columns(inner)} from ${from}) as r
    where ${and(conditions)}${orderBy(outerOrder)}${limit}`;
}

function columns(selected: readonly (readonly [name: string, column: RawBuilder<unknown>])[]): RawBuilder<unknown> {
  return sql.join(selected.map(([name, column]) => sql`${column} as ${sql.ref(name)}`));
}

function isAlongTime({ as }: ParsedReading): boolean {
  return as === "RUNNING" || as === "MOVING";
}

function valueSql(reading: ParsedReading, prepared: Prepared): RawBuilder<unknown> {
  return readingSql(reading, (chain) => hasCounterpart(prepared, chain));
}

/** Of days that haven't begun nothing is known, unless something is recorded ahead of its day. */
function unlessAhead(reading: ParsedReading, prepared: Prepared): RawBuilder<unknown> {
  const value = valueSql(reading, prepared);
  if (reading.value.chain.length > 0) return value;
  const unknown = reading.as === "VALUE" && !isStock(reading) ? sql`b.ahead and ${value} = 0` : sql`b.ahead`;
  return sql`case when ${unknown} then null else ${value} end`;
}

/** Names of a single key come with the rows; of several, or along time, they would repeat, and are read afterwards. */
function namesInRow({ keys, timeGrains }: Prepared): boolean {
  return keys.length <= 1 && timeGrains.length === 0;
}

function dimensionSql(prepared: Prepared, dimension: DimensionDefinition): RawBuilder<unknown> {
  if (dimension.grain) return timeSql(prepared, dimension.grain);
  if (isName(dimension) && namesInRow(prepared)) return nameOf(dimension);
  return keySql(prepared, dimension);
}

function timeSql({ timeGrains }: Prepared, grain: Grain): RawBuilder<unknown> {
  return sql.ref(`b.t${timeGrains.indexOf(grain)}`);
}

function keySql({ keys }: Prepared, { id, entity }: DimensionDefinition): RawBuilder<unknown> {
  return sql.ref(`b.k${keys.findIndex((key) => (entity ? key.entity === entity : key.id === id))}`);
}

function namesJoined(prepared: Prepared, order: readonly OrderColumn[]): RawBuilder<unknown> {
  const ordered = new Set(order.map(({ by }) => by));
  const joins = prepared.dimensions
    .filter((dimension) => isName(dimension) && (namesInRow(prepared) || ordered.has(dimension.id)))
    .map((dimension) => {
      const name = sql.ref(dimension.entity!);
      return sql` left join ${nameTables[dimension.entity!]()} as ${name} on ${sql.ref(`${dimension.entity}.id`)} = ${keySql(prepared, dimension)}`;
    });
  return joins.length > 0 ? sql.join(joins, sql``) : sql``;
}

/**
 * The order asked for, then time, then a top's rank, then the other dimensions. The rest of a top comes last, whatever
 * it adds up to: of the answer, or of each bucket where the rows are in order of time first.
 */
function orderOf(
  { orderBy = [], top }: MetricQuestion,
  prepared: Prepared,
  readings: readonly ParsedReading[],
): OrderColumn[] {
  const { dimensions, catalog } = prepared;
  const times = dimensions.filter(({ grain }) => grain).map(({ id }) => ({ by: id, direction: "ASC" as const }));
  const others = dimensions.filter(({ grain }) => !grain).map(({ id }) => ({ by: id, direction: "ASC" as const }));
  const order: OrderColumn[] = [];
  const asked = new Set<string>();
  const put = (column: OrderColumn) => {
    if (!asked.has(column.by)) order.push(column);
    asked.add(column.by);
  };
  const putDimension = (id: string, direction: "ASC" | "DESC") => {
    const dimension = catalog.dimension(id);
    const selected = `d${dimensions.indexOf(dimension)}`;
    const hidden = `o${order.length}`;
    if (dimension.grain) {
      return put({ by: id, direction, type: "date", name: selected, column: timeSql(prepared, dimension.grain) });
    }
    if (isName(dimension)) {
      const name = namesInRow(prepared) ? selected : hidden;
      put({ by: id, direction, type: "text", name, column: nameOf(dimension) });
    }
    const isText = dimension.kind === "text";
    const key = isText ? { by: id, type: "text" as const } : { by: `${dimension.entity}Id`, type: "number" as const };
    put({ ...key, direction, name: `o${order.length}`, column: keySql(prepared, dimension) });
  };
  const putEach = (orders: readonly MetricOrder[]) => {
    for (const { by, direction } of orders) {
      const at = readings.findIndex(({ key }) => key === by);
      if (at >= 0) put({ by, direction, type: "number", name: `v${at}`, column: sql.ref(`v${at}`) });
      else putDimension(by, direction);
    }
  };
  if (!top) {
    putEach([...orderBy, ...times, ...others]);
    return order;
  }
  const isOfTime = ({ by }: MetricOrder) => times.some((time) => time.by === by);
  const first = orderBy.findIndex((one) => !isOfTime(one));
  putEach(first < 0 ? [...orderBy, ...times] : orderBy.slice(0, first));
  put({ by: "", direction: "ASC", type: "boolean", name: "is_rest", column: sql`b.is_rest` });
  const { reading, direction } = rankOf(top, readings);
  putEach([...orderBy, ...times, { by: reading!.key, direction }, ...others]);
  return order;
}
