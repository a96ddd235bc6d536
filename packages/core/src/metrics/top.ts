import { type RawBuilder, sql } from "kysely";
import { withForms } from "./forms.ts";
import { selectParts } from "./parts.ts";
import { type Prepared, wholePeriod } from "./prepare.ts";
import type { MetricTop } from "./question.ts";
import { operandsOf, type ParsedReading, readingSql } from "./readings.ts";
import { orderBy } from "./row-order.ts";

/** The reading that a top ranks by, and which way. */
export function rankOf(top: MetricTop, readings: readonly ParsedReading[]) {
  const by = top.by ?? readings[0]?.key;
  return { reading: readings.find(({ key }) => key === by), direction: top.direction ?? ("DESC" as const) };
}

/**
 * The combinations of keys that stay, `k0`, `k1`, … marked `is_top`: ranked by a reading over the whole period,
 * whatever time the rows are split by.
 */
export function rankingOf(prepared: Prepared, top: MetricTop, readings: readonly ParsedReading[]): RawBuilder<unknown> {
  const { reading, direction } = rankOf(top, readings);
  const ranked = reading!;
  const whole = wholePeriod(prepared);
  const shape = { timeGrains: [], keys: prepared.keys };
  const operands = operandsOf(ranked);
  const parts = selectParts(whole, operands, shape);
  const body = withForms(whole, parts.select, parts, operands, shape);
  const keys = prepared.keys.map((key, index) => ({
    by: key.id,
    direction: "ASC" as const,
    type: key.kind === "text" ? ("text" as const) : ("number" as const),
    name: `k${index}`,
    column: sql.ref(`b.k${index}`),
  }));
  const value = {
    by: "",
    direction,
    type: "number" as const,
    name: "",
    column: readingSql(ranked, () => undefined),
  };
  const selected = sql.join([...keys.map(({ column }) => column), sql`true as is_top`]);
  return sql`select ${selected} from (${body}) as b${orderBy([value, ...keys])} limit ${sql.lit(top.first)}`;
}
