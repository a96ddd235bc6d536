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

interface CountedFact {
  readonly fact: Fact;
  readonly column: string;
}

interface Part {
  readonly window: MetricWindow;
  readonly source: Fact["source"];
  readonly counted: CountedFact[];
}

/**
 * The facts of these operands as one select: a scan for each source and window, and several are stacked, a row put
 * together from those that have it. Comparisons whose windows coincide share a scan.
 */
export function selectParts(prepared: Prepared, operands: readonly CountedOperand[], shape: PartsShape): Parts {
  const parts = partsOf(prepared, operands);
  const counted = parts.flatMap((part) => part.counted);
  const selects = parts.map((part) =>
    selectFacts(
      { ...prepared, ...shape, source: part.source, window: part.window, isPart: parts.length > 1 },
      // Where there are several parts, each has the others' columns as well.
      counted.flatMap((one) =>
        part.counted.includes(one) ? countedColumn(one) : parts.length > 1 ? absentColumn(one) : [],
      ),
    ),
  );
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
  const parts = new Map<string, Part>();
  const known = new Set<string>();
  for (const { metric, chain } of operands) {
    for (const fact of factsOf(metric.value)) {
      const column = factColumn(fact, chain);
      if (known.has(column)) continue;
      known.add(column);
      const part = partOf(parts, prepared, fact.source, chain);
      part.counted.push({ fact, column });
    }
  }
  // Dimensions without a metric list what was sold by them.
  if (parts.size === 0) partOf(parts, prepared, "sale", []);
  return [...parts.values()];
}

function partOf(
  parts: Map<string, Part>,
  prepared: Prepared,
  source: Fact["source"],
  chain: readonly Comparison[],
): Part {
  const window = prepared.window(chain);
  const name = `${source} ${sameWindow(window, prepared)}`;
  const part = parts.get(name) ?? { window, source, counted: [] };
  parts.set(name, part);
  return part;
}

const windowNames = new WeakMap<MetricWindow, string>();

/** Windows of the same days whose facts stand in the same places have the same name. */
function sameWindow(window: MetricWindow, { timeGrains }: Prepared): string {
  const known = windowNames.get(window);
  if (known) return known;
  const { from, to, placement, rows } = window;
  // Without time all facts stand in the one row, wherever they come from. Where they stand on their own days, the days
  // of the window say all.
  const isOneRow = timeGrains.length === 0 && placement.kind !== "places";
  const place = isOneRow ? "" : placement.kind === "itself" ? "itself" : JSON.stringify([placement, rows()]);
  const name = `${from} ${to} ${place}`;
  windowNames.set(window, name);
  return name;
}
