import { reject } from "./check-rows.ts";
import type { Duck } from "./duck.ts";
import { givenIn, type LoadedTable } from "./source.ts";

/** Rejects budgets of no single month, and the second budget of a team, category and month: both would count. */
export async function checkBudgets(duck: Duck, loaded: LoadedTable): Promise<void> {
  if (loaded.columns.includes("month")) {
    await reject(
      duck,
      "budgets",
      `select t._row, 'month', trim(r.month), 'is no month: write 2024-03, or its first day'
       from whole_budgets t join raw_budgets r on r.rowid = t._row
       where ${givenIn(loaded, "month")} and (t.month <> date_trunc('month', t.month) or not regexp_full_match(trim(r.month), '[0-9]{4}-[0-9]{2}(-01)?'))`,
    );
  }
  const amount = "rtrim(rtrim(o.amount::varchar, '0'), '.')";
  await reject(
    duck,
    "budgets",
    `with every_budget as (
       select _row, id as key, team_id, category, month, amount from whole_budgets
       union all select null, external_id, team_id, category, month, amount from old_budgets
         where external_id not in (select id from whole_budgets))
     select t._row, 'amount', rtrim(rtrim(t.amount::varchar, '0'), '.'), any_value(
       case when o.amount = t.amount then 'is there twice: budget "' || o.key || '" has the same team, category, month and amount: keep one'
         else 'contradicts budget "' || o.key || '", which has the same team, category and month and the amount ' || ${amount} || ': keep one' end order by o.key)
     from every_budget t join every_budget o on o.key <> t.key and o.team_id is not distinct from t.team_id
       and o.category = t.category and o.month = t.month
     where t._row is not null group by t._row, t.amount`,
  );
}
