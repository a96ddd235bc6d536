import { sql } from "kysely";
import { addDays, daysBetween } from "../../calendar.ts";
import { dateOf } from "../../filters.ts";
import type { Scope } from "../../scope.ts";
import type { WarehouseDb } from "../../warehouse.ts";
import { buyerTables } from "./buyer-sql.ts";
import { purchasesWhileAlive } from "./expected-purchases.ts";
import { aheadTable, aliveSql, spendSql } from "./figures-sql.ts";
import { fitGroups } from "./fit-groups.ts";
import type { Pause } from "./minimise.ts";
import type { PreparedLifetime } from "./prepare-lifetime.ts";
import type { PurchaseGroup } from "./purchase-model.ts";
import { queryLifetimeGroups } from "./query-groups.ts";
import type { HoldOutFigures, LifetimeGap, LifetimeHoldOut } from "./question.ts";
import type { LifetimeParameters } from "./value.ts";

/** A quarter of these is a month. */
export const shortestHistory = 120;
const longestHoldOut = 365;

/**
 * Fits on the purchases until a day earlier, predicts those of the days since, and compares with what came. The days
 * held out are the last quarter of the history, at most a year; all that is predicted and compared is so in the engine.
 *
 * @returns why not, where the history is too short or the earlier purchases don't allow a fit
 */
export async function queryHoldOut(
  db: WarehouseDb,
  scope: Scope,
  prepared: PreparedLifetime,
  firstDay: string,
  pause: Pause | undefined,
): Promise<LifetimeHoldOut | LifetimeGap> {
  const { asOf } = prepared;
  const history = daysBetween(firstDay, asOf) + 1;
  if (history < shortestHistory) return "SHORT_HISTORY";
  const days = Math.min(Math.round(history / 4), longestHoldOut);
  const knownUntil = addDays(asOf, -days);
  const groups = await queryLifetimeGroups(db, scope, prepared, knownUntil);
  const fit = await fitGroups(groups, pause);
  if (typeof fit === "string") return fit;
  const parameters = { purchases: fit.purchases.parameters, spend: fit.spend.parameters };
  const expected = pairsOf(groups.histories).map((pair) => {
    return { ...pair, expected: purchasesWhileAlive(parameters.purchases, pair, days) };
  });
  const compared = await compare(db, scope, prepared, { knownUntil, days, parameters, expected });
  return { from: addDays(knownUntil, 1), to: asOf, ...compared };
}

interface Comparison {
  readonly knownUntil: string;
  readonly days: number;
  readonly parameters: LifetimeParameters;
  readonly expected: Parameters<typeof aheadTable>[0];
}

/** The baseline of who bought on one day only is nothing: they have no rate yet. */
async function compare(
  db: WarehouseDb,
  scope: Scope,
  prepared: PreparedLifetime,
  { knownUntil, days, parameters, expected }: Comparison,
): Promise<Omit<LifetimeHoldOut, "from" | "to">> {
  const { rows } = await sql<Record<string, number>>`
    with ${buyerTables(scope, prepared, { knownUntil })},
    came as (
      select customer_id, count(*) as purchases, sum(spend) as spend
      from purchase where day > ${dateOf(knownUntil)} group by customer_id
    ),
    compared as (
      select coalesce(came.purchases, 0) as purchases, coalesce(came.spend, 0) as spend,
        ${aliveSql(parameters)} * ahead.expected as model,
        case when age > 0 then frequency::double precision / age * ${days}::double precision else 0 end as baseline,
        ${spendSql(parameters)} as model_spend,
        case when frequency > 0 then total::double precision / frequency else 0 end as baseline_spend
      from buyer join ${aheadTable(expected)} as ahead using (frequency, age) left join came using (customer_id)
    )
    select count(*)::integer as customers,
      sum(purchases)::double precision as purchases, sum(model) as model, sum(baseline) as baseline,
      avg(abs(purchases - model)) as "modelError", avg(abs(purchases - baseline)) as "baselineError",
      sum(spend)::double precision as revenue, sum(model * model_spend) as "modelRevenue",
      sum(baseline * baseline_spend) as "baselineRevenue"
    from compared`.execute(db);
  const row = rows[0]!;
  return {
    customers: row.customers!,
    purchases: besideActual(row.purchases!, row.model!, row.baseline!),
    revenue: besideActual(row.revenue!, row.modelRevenue!, row.baselineRevenue!),
    meanAbsoluteError: { model: row.modelError!, baseline: row.baselineError! },
  };
}

function besideActual(actual: number, model: number, baseline: number): HoldOutFigures {
  const deviation = (predicted: number) => (actual > 0 ? predicted / actual - 1 : null);
  return { actual, model, baseline, modelDeviation: deviation(model), baselineDeviation: deviation(baseline) };
}

/** Each combination of frequency and age once. */
function pairsOf(histories: readonly PurchaseGroup[]): { frequency: number; age: number }[] {
  const pairs = new Map(histories.map(({ frequency, age }) => [`${frequency} ${age}`, { frequency, age }]));
  return [...pairs.values()];
}
