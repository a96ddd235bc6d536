import { type RawBuilder, sql } from "kysely";
import { badInput } from "../../errors.ts";
import type { Scope } from "../../scope.ts";
import type { WarehouseDb } from "../../warehouse.ts";
import { buyerTables } from "./buyer-sql.ts";
import { aheadTable, aliveSql, spendSql } from "./figures-sql.ts";
import type { LifetimeFit } from "./fit-lifetime.ts";
import type { Pause } from "./minimise.ts";
import type { CustomerLifetime, LifetimeTotal } from "./question.ts";
import { checkTerms, type LifetimeParameters, type LifetimeTerms, lifetimeFigures, purchasesAhead } from "./value.ts";

/** All customers together, and what is ahead of each frequency and age, by which they are ranked. */
export interface LifetimeOverview {
  readonly terms: LifetimeTerms;
  readonly total: LifetimeTotal;
  readonly ahead: readonly { readonly frequency: number; readonly age: number; readonly expected: number }[];
}

interface Pair {
  readonly frequency: number;
  readonly age: number;
  readonly customers: number;
  readonly active: number;
  readonly worth: number;
}

/**
 * What is expected of all customers of a fit together. What is ahead of somebody who is still a customer depends on
 * their frequency and age alone, of which there are far fewer combinations than customers; the engine adds up the
 * rest, a row a combination.
 *
 * @returns undefined where the fit has no model
 * @throws badInput for terms that `checkTerms` refuses
 */
export async function queryLifetimeOverview(
  db: WarehouseDb,
  scope: Scope,
  fit: LifetimeFit,
  terms: LifetimeTerms,
  pause?: Pause,
): Promise<LifetimeOverview | undefined> {
  checkTerms(terms);
  const parameters = parametersOf(fit);
  if (!parameters) return undefined;
  const { rows } = await sql<Pair>`
    with ${buyerTables(scope, fit.prepared)},
    valued as (
      select frequency, age, ${aliveSql(parameters)} as alive, ${spendSql(parameters)} as spend from buyer
    )
    select frequency, age, count(*)::integer as customers, sum(alive)::double precision as active,
      sum(alive * spend)::double precision as worth
    from valued group by frequency, age order by frequency, age`.execute(db);
  const total = { customers: 0, active: 0, purchases: 0, value: 0 };
  const ahead: { frequency: number; age: number; expected: number }[] = [];
  for (const [index, { frequency, age, customers, active, worth }] of rows.entries()) {
    if (index % 1000 === 999) await pause?.();
    const { purchases, discounted } = purchasesAhead(parameters.purchases, { frequency, age }, terms);
    total.customers += customers;
    total.active += active;
    total.purchases += active * purchases;
    total.value += worth * discounted;
    ahead.push({ frequency, age, expected: discounted });
  }
  return { terms, total, ahead };
}

/**
 * A page of the customers by lifetime value, the highest first, equals by id; they are ranked in the engine.
 *
 * @throws badInput for a limit or offset that is no whole number
 */
export async function queryLifetimeRanking(
  db: WarehouseDb,
  scope: Scope,
  fit: LifetimeFit,
  { terms, ahead }: LifetimeOverview,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<CustomerLifetime[]> {
  for (const [name, value] of Object.entries({ limit, offset })) {
    if (!Number.isInteger(value) || value < 0) throw badInput(`${name}: ${value}, expected a whole number, 0 or more`);
  }
  const parameters = parametersOf(fit);
  if (!parameters) return [];
  // At a millionth the engines agree, and customers who are equal stay so.
  const value = sql`(${aliveSql(parameters)} * ${spendSql(parameters)} * expected)::decimal(28, 6)`;
  const ranked = sql<History>`with ${buyerTables(scope, fit.prepared)}
    select ${historyColumns} from buyer join ${aheadTable(ahead)} as ahead using (frequency, age)
    order by ${value} desc, customer_id limit ${sql.lit(limit)} offset ${sql.lit(offset)}`;
  const { rows } = await ranked.execute(db);
  return rows.map((history) => lifetimeOf(history, parameters, terms));
}

/**
 * Lifetime values of customers, in the order of the ids; null for one who has not bought (or not within the scope), and
 * where the fit has no model.
 *
 * @throws badInput for terms that `checkTerms` refuses
 */
export async function queryCustomerLifetimes(
  db: WarehouseDb,
  scope: Scope,
  fit: LifetimeFit,
  terms: LifetimeTerms,
  ids: readonly number[],
): Promise<(CustomerLifetime | null)[]> {
  checkTerms(terms);
  const parameters = parametersOf(fit);
  if (!parameters || ids.length === 0) return ids.map(() => null);
  const histories = sql<History>`with ${buyerTables(scope, fit.prepared, { ids })} select ${historyColumns} from buyer`;
  const { rows } = await histories.execute(db);
  const byId = new Map(rows.map((history) => [history.customerId, lifetimeOf(history, parameters, terms)]));
  return ids.map((id) => byId.get(id) ?? null);
}

interface History {
  readonly customerId: number;
  readonly frequency: number;
  readonly recency: number;
  readonly age: number;
  readonly total: number;
}

const historyColumns: RawBuilder<unknown> = sql`customer_id as "customerId", frequency, recency, age,
  coalesce(total, 0)::double precision as total`;

function lifetimeOf(history: History, parameters: LifetimeParameters, terms: LifetimeTerms): CustomerLifetime {
  const { customerId, frequency, recency, age } = history;
  return {
    customerId,
    purchases: frequency + 1,
    averageGapDays: frequency > 0 ? recency / frequency : null,
    daysSinceLast: age - recency,
    ...lifetimeFigures(parameters, history, terms),
  };
}

function parametersOf({ model }: LifetimeFit): LifetimeParameters | undefined {
  if (typeof model === "string") return undefined;
  return { purchases: model.purchases.parameters, spend: model.spend.parameters };
}
