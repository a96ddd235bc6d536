import type { DimensionId } from "../metrics/dimensions.ts";
import type { Fact } from "../metrics/facts.ts";
import { queryFacts } from "../metrics/query-facts.ts";
import type { Scope } from "../scope.ts";
import type { WarehouseDb } from "../warehouse.ts";
import type { DriverKey } from "./contributions.ts";
import { Exact, type FactTexts } from "./exact-value.ts";
import type { DriversQuestion } from "./question.ts";

/** The facts of a combination of keys in the period and in its comparison; undefined where there are none. */
export interface FactPair {
  readonly keys: readonly DriverKey[];
  readonly now: FactTexts | undefined;
  readonly before: FactTexts | undefined;
}

interface PairsQuestion extends Pick<DriversQuestion, "period" | "calendar" | "where" | "asOf" | "catalog"> {
  readonly versus?: DriversQuestion["versus"] | undefined;
}

/** Facts by dimensions in both periods: one statement each. Without a comparison there is none of it. */
export async function queryFactPairs(
  db: WarehouseDb,
  scope: Scope,
  question: PairsQuestion,
  dimensions: readonly DimensionId[],
  facts: readonly Fact[],
): Promise<FactPair[]> {
  const { period, calendar, where, asOf, catalog, versus } = question;
  const asked = { period, calendar, where, asOf, catalog, dimensions, facts };
  const [now, before] = await Promise.all([
    queryFacts(db, scope, asked),
    versus ? queryFacts(db, scope, { ...asked, at: versus }) : [],
  ]);
  const pairs = new Map<string, { keys: readonly DriverKey[]; now?: FactTexts; before?: FactTexts }>();
  for (const [side, rows] of [["now", now] as const, ["before", before] as const]) {
    for (const row of rows) {
      const name = JSON.stringify(row.keys);
      const pair = pairs.get(name) ?? { keys: row.keys };
      pair[side] = new Map(facts.map((fact, index) => [fact, row.facts[index]!]));
      pairs.set(name, pair);
    }
  }
  return [...pairs.values()].map((pair) => ({ now: undefined, before: undefined, ...pair }));
}

/** The sums of all facts on one side. */
export function sumFacts(pairs: readonly FactPair[], side: "now" | "before"): FactTexts {
  const sums = new Map<Fact, Exact>();
  for (const pair of pairs) {
    for (const [fact, text] of pair[side] ?? []) sums.set(fact, (sums.get(fact) ?? new Exact(0)).plus(text));
  }
  return new Map([...sums].map(([fact, sum]) => [fact, sum.toFixed()]));
}
