import { type RawBuilder, sql } from "kysely";
import type { Grain } from "../calendar.ts";
import type { Comparison } from "../comparison.ts";
import type { MetricDefinition } from "./definition.ts";
import type { DimensionDefinition } from "./dimensions.ts";
import { absent, type Fact } from "./facts.ts";
import { factsOf } from "./formula.ts";
import type { Prepared } from "./prepare.ts";
import { factColumn } from "./readings.ts";
import { type FactColumn, type FactsQuestion, namesOf, selectFacts } from "./select-facts.ts";
import { scansOf, selectSharedDays } from "./shared-days.ts";
import type { MetricWindow } from "./windows.ts";

/** What the rows of the facts are one of. */
export interface PartsShape {
  readonly timeGrains: readonly Grain[];
  readonly keys: readonly DimensionDefinition[];
  readonly top?: FactsQuestion["top"];
}

/** A select of facts, with the names of its columns: those that rows are one of, and the facts. */
export interface Parts {
  readonly select: RawBuilder<unknown>;
  readonly groups: readonly string[];
  readonly facts: readonly string[];
}

/** What has to be counted: of a metric only its formula. */
export interface CountedOperand {
  readonly metric: Pick<MetricDefinition, "value">;
  readonly chain: readonly Comparison[];
}

/** A fact at the end of a chain of comparisons, and the column that it stands in. */
export interface CountedFact {
  readonly fact: Fact;
  readonly column: string;
}

/** The facts of one source in one window. */
export interface Part {
  readonly window: MetricWindow;
  readonly source: Fact["source"];
  readonly counted: CountedFact[];
}

/**
 * The facts of these operands as one select: comparisons share a scan where it can count them, and what several scans
 * count is stacked, a row put together from those that have it.
 */
export function selectParts(prepared: Prepared, operands: readonly CountedOperand[], shape: PartsShape): Parts {
  const scans = scansOf(prepared, partsOf(prepared, operands), shape);
  const counted = scans.flatMap((parts) => parts.flatMap((part) => part.counted));
  const isStacked = scans.length > 1;
  const selects = scans.map((parts) => {
    const own = new Set(parts.flatMap((part) => part.counted));
    // Where there are several, each has the others' columns as well.
    const columns = isStacked ? counted : [...own];
    if (parts.length > 1) return selectSharedDays(prepared, parts, shape.timeGrains, columns);
    const { source, window } = parts[0]!;
    return selectFacts(
      { ...prepared, ...shape, source, window, isPart: isStacked },
      columns.map((one) => (own.has(one) ? countedColumn(one) : absentColumn(one))),
    );
  });
  const names = { groups: namesOf(shape), facts: counted.map(({ column }) => column) };
  if (selects.length === 1) return { select: selects[0]!, ...names };
  const groups = names.groups.map((name) => sql.ref(name));
  const sums = counted.map(({ column }) => sql`sum(${sql.ref(column)}) as ${sql.ref(column)}`);
  const groupBy = groups.length > 0 ? sql` group by ${sql.join(groups)}` : sql``;
  const stacked = sql`(${sql.join(selects, sql` union all `)}) as part`;
  return { select: sql`select ${sql.join([...groups, ...sums])} from ${stacked}${groupBy}`, ...names };
}

function countedColumn({ fact, column }: CountedFact): FactColumn {
  return { name: column, sql: fact.sql, needs: fact.needs, isAdditive: fact.additive.overTime };
}

function absentColumn({ fact, column }: CountedFact): FactColumn {
  return { name: column, sql: absent(fact), needs: [], isAdditive: true };
}

function partsOf(prepared: Prepared, operands: readonly CountedOperand[]): Part[] {
  const parts: Part[] = [];
  const known = new Set<string>();
  for (const { metric, chain } of operands) {
    for (const fact of factsOf(metric.value)) {
      const column = factColumn(fact, chain);
      if (known.has(column)) continue;
      known.add(column);
      partOf(parts, prepared, fact.source, chain).counted.push({ fact, column });
    }
  }
  // Dimensions without a metric list what was sold by them.
  if (parts.length === 0) partOf(parts, prepared, "sale", []);
  return parts;
}

function partOf(parts: Part[], prepared: Prepared, source: Fact["source"], chain: readonly Comparison[]): Part {
  const window = prepared.window(chain);
  const known = parts.find((part) => part.source === source && coincide(part.window, window, prepared));
  if (known) return known;
  const part = { window, source, counted: [] };
  parts.push(part);
  return part;
}

/** Whether two windows have the same days, and their facts stand in the same places. */
function coincide(a: MetricWindow, b: MetricWindow, { timeGrains }: Prepared): boolean {
  if (a === b) return true;
  if (a.from !== b.from || a.to !== b.to) return false;
  const kinds = [a.placement.kind, b.placement.kind];
  // Without time all facts stand in the one row, wherever they come from.
  if (timeGrains.length === 0 && !kinds.includes("places")) return true;
  // Where they stand on their own days, the days of the window say all.
  if (kinds.every((kind) => kind === "itself")) return true;
  return JSON.stringify([a.placement, a.rows()]) === JSON.stringify([b.placement, b.rows()]);
}
