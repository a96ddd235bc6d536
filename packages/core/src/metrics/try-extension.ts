import type { Calendar } from "../calendar.ts";
import { parsePeriod } from "../period.ts";
import { everything } from "../scope.ts";
import type { WarehouseDb } from "../warehouse.ts";
import { type CatalogExtension, createCatalog } from "./catalog.ts";
import { placeOf } from "./check-fields.ts";
import { defineFact } from "./extension.ts";
import { type Fact, facts, type OpenSource } from "./facts.ts";
import { factsOf } from "./formula.ts";
import { queryFacts } from "./query-facts.ts";
import { queryMetrics } from "./query-metrics.ts";

/** A day long before any data: the engine reads the SQL, finds its columns and their types, and hardly any row. */
const emptyDay = "1900-01-01";
const calendar: Calendar = { today: emptyDay, fiscalYearStart: 1, weekStart: 1 };

/**
 * Tries each own fact, dimension and metric on the warehouse. The configuration has passed `checkExtension`.
 *
 * @returns what the engine refuses, each with its place and the engine's message
 */
export async function tryExtension(db: WarehouseDb, extension: CatalogExtension): Promise<string[]> {
  const { metrics = [], dimensions = [] } = extension;
  const catalog = createCatalog(extension);
  const period = parsePeriod(emptyDay, calendar);
  const builtIn = new Set<Fact>(Object.values(facts));
  const faults: string[] = [];
  const attempt = async (place: string, question: Promise<unknown>) => {
    const fault = await question.then(() => undefined, messageOf);
    if (fault !== undefined) faults.push(`${place}: ${fault}`);
    return fault === undefined;
  };
  // Split by time, so that a column outside of an aggregate is refused.
  const ask = (asked: readonly Fact[], split: readonly string[]) =>
    queryFacts(db, everything, { period, calendar, catalog, dimensions: ["month", ...split], facts: asked });

  const tried = new Map<Fact, boolean>();
  for (const [index, metric] of metrics.entries()) {
    const place = placeOf("metrics", index, metric);
    const used = factsOf(metric.value);
    for (const fact of used) {
      if (builtIn.has(fact) || tried.has(fact)) continue;
      tried.set(fact, await attempt(`${place}: fact ${JSON.stringify(fact.id)}`, ask([fact], [])));
    }
    if (used.some((fact) => tried.get(fact) === false)) continue;
    const readings = [{ key: "tried", metric: metric.id }];
    await attempt(
      place,
      queryMetrics(db, everything, { period, calendar, catalog, dimensions: ["month"], metrics: readings }),
    );
  }
  for (const [index, dimension] of dimensions.entries()) {
    for (const source of Object.keys(dimension.columns ?? {}) as OpenSource[]) {
      const counted = defineFact({ id: "tried", source, sql: "count(*)" });
      const isTried = await attempt(
        `${placeOf("dimensions", index, dimension)}: of ${source}`,
        ask([counted], [dimension.id]),
      );
      // The same text would have the same fault in every other source.
      if (!isTried) break;
    }
  }
  return faults;
}

/** An engine's message without the statement that it quotes, which is ours and no help. */
function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message
    .split(/\n\s*\n?LINE \d+:/)[0]!
    .replace(/\s*\n\s*/g, " ")
    .trim();
}
