import { type RawBuilder, sql } from "kysely";
import { and } from "../filters.ts";
import { factsOf } from "./formula.ts";
import { type Parts, type PartsShape, selectParts } from "./parts.ts";
import type { Prepared } from "./prepare.ts";
import { addsUp, factColumn, formColumn, type MetricOperand } from "./readings.ts";

/**
 * Adds the forms of facts that readings need to the rows of facts: totals, and sums along time. Totals that are no
 * sums of the rows are counted from the facts again, in the same statement.
 */
export function withForms(
  prepared: Prepared,
  body: RawBuilder<unknown>,
  { groups }: Pick<Parts, "groups">,
  operands: readonly MetricOperand[],
  shape: PartsShape,
): RawBuilder<unknown> {
  const timeOnly = prepared.keys.length === 0;
  const times = groups.filter((name) => name.startsWith("t"));
  const others = groups.filter((name) => !name.startsWith("t"));
  const leavesOut = shape.top?.rest === false;
  const formed = new Map<string, RawBuilder<unknown>>();
  const counted: MetricOperand[] = [];
  for (const operand of operands) {
    const { form, metric, chain } = operand;
    if (form.kind === "own") continue;
    if (form.kind === "total" && (leavesOut || !addsUp(operand, timeOnly))) {
      counted.push(operand);
      continue;
    }
    const over = form.kind === "total" ? partition(timeOnly ? [] : times) : along(others, times, form);
    for (const fact of factsOf(metric.value)) {
      const name = formColumn(fact, operand);
      formed.set(name, sql`sum(${sql.ref(`x.${factColumn(fact, chain)}`)}) over (${over}) as ${sql.ref(name)}`);
    }
  }
  const windowed = formed.size > 0 ? sql`select ${sql.join([sql`x.*`, ...formed.values()])} from (${body}) as x` : body;
  return counted.length > 0 ? withTotals(prepared, windowed, counted, timeOnly) : windowed;
}

function partition(columns: readonly string[]): RawBuilder<unknown> {
  if (columns.length === 0) return sql``;
  return sql`partition by ${sql.join(columns.map((name) => sql.ref(`x.${name}`)))}`;
}

function along(others: readonly string[], times: readonly string[], form: MetricOperand["form"]): RawBuilder<unknown> {
  const order = sql.join(times.map((name) => sql.ref(`x.${name}`)));
  const before = form.kind === "moving" ? sql.lit(form.over - 1) : sql`unbounded`;
  return sql`${partition(others)} order by ${order} rows between ${before} preceding and current row`;
}

/** Totals of the same time bucket, or of all rows where these are of time alone. */
function withTotals(
  prepared: Prepared,
  body: RawBuilder<unknown>,
  operands: readonly MetricOperand[],
  timeOnly: boolean,
): RawBuilder<unknown> {
  const counting = timeOnly ? { ...prepared, timeGrains: [], window: prepared.totalWindow } : prepared;
  const total = selectParts(counting, operands, { timeGrains: counting.timeGrains, keys: [] });
  const columns = new Map(
    operands.flatMap((operand) =>
      factsOf(operand.metric.value).map(
        (fact) => [formColumn(fact, operand), factColumn(fact, operand.chain)] as const,
      ),
    ),
  );
  const selected = [...columns].map(([form, column]) => sql`${sql.ref(`total.${column}`)} as ${sql.ref(form)}`);
  const same = and(total.groups.map((name) => sql<boolean>`${sql.ref(`total.${name}`)} = ${sql.ref(`y.${name}`)}`));
  return sql`select ${sql.join([sql`y.*`, ...selected])} from (${body}) as y left join (${total.select}) as total on ${same}`;
}
