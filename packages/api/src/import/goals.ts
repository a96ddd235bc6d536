import { reject } from "./check-rows.ts";
import type { Duck } from "./duck.ts";
import { faultOfMetric, rejectMetrics } from "./metric-columns.ts";
import type { Settings } from "./settings.ts";
import { givenIn, type LoadedTable } from "./source.ts";
import { rejectLostGoals } from "./within-scope.ts";

/** Rejects goals of no metric, with filters that it can't have, and the same goal twice; warns of those longer than their parents. */
export async function checkGoals(duck: Duck, loaded: LoadedTable, { catalog, scope }: Settings): Promise<void> {
  await rejectMetrics(duck, "goals", catalog, (metric) => {
    return metric === "quota"
      ? "is what revenue goals add up to: a quota is a goal of revenue"
      : faultOfMetric(metric, catalog, ({ id }) => id !== "quota");
  });
  await rejectLostGoals(duck, scope);
  await seeAll(duck, loaded);
  await rejectSame(duck);
  await duck.run(
    `insert into warning select 'goals', t._row, t.key, 'parent', t.parent_key,
       'is a goal from ' || p.starts_on || ' to ' || p.ends_on || ', but this one goes from ' || t.starts_on || ' to ' || t.ends_on || ': a part should lie within its whole'
     from all_goals t join all_goals p on p.key = t.parent_key
     where t._row in (select _row from typed_goals) and (t.starts_on < p.starts_on or t.ends_on > p.ends_on)`,
  );
}

/** Makes `all_goals`: those of the input, and those of the record that the input says nothing of, with their parents' keys. */
async function seeAll(duck: Duck, loaded: LoadedTable): Promise<void> {
  const parent = loaded.columns.includes("parent")
    ? `case when ${givenIn(loaded, "parent")} then t.parent else k.external_id end`
    : "k.external_id";
  const common = "metric, filter, rep_id, team_id, starts_on, ends_on, target";
  await duck.run(
    `create or replace temp table all_goals as
     select w._row, w.id as key, ${common.replaceAll(/\w+/g, "w.$&")}, ${parent} as parent_key
     from whole_goals w join typed_goals t on t._row = w._row
     left join old_goals o on o.external_id = w.id left join old_goals k on k.id = o.parent_id
     union all
     select null, o.external_id, ${common.replaceAll(/\w+/g, "o.$&")}, k.external_id
     from old_goals o left join old_goals k on k.id = o.parent_id where o.external_id not in (select id from whole_goals)`,
  );
}

/** One owner has one goal for a metric over the same days: two would count twice, and which of them holds is not known. */
async function rejectSame(duck: Duck): Promise<void> {
  const target = "rtrim(rtrim(o.target::varchar, '0'), '.')";
  await reject(
    duck,
    "goals",
    `select t._row, 'target', t.target::varchar, any_value(
       case when o.target = t.target then 'is set twice: goal "' || o.key || '" has the same owner, metric and days: keep one'
         else 'contradicts goal "' || o.key || '", which has the same owner, metric and days and the target ' || ${target} || ': keep one' end order by o.key)
     from all_goals t join all_goals o on o.key <> t.key and o.metric = t.metric and o.starts_on = t.starts_on and o.ends_on = t.ends_on
       and o.filter is not distinct from t.filter and o.rep_id is not distinct from t.rep_id
       and (t.rep_id is not null or o.team_id is not distinct from t.team_id)
     where t._row is not null group by t._row, t.target`,
  );
}
