import { reject } from "./check-rows.ts";
import type { Duck } from "./duck.ts";
import { givenIn, type LoadedTable } from "./source.ts";

/** Rejects what contradicts what else is known of the economy, of competitors and of technologies. */
export async function checkMarket(duck: Duck, loaded: LoadedTable): Promise<void> {
  const { name } = loaded.table;
  if (name === "indicators") await rejectOtherFrequency(duck);
  if (name === "indicator_values") await checkValues(duck, loaded);
  if (name === "competitors") await rejectTwoOfOurs(duck);
  if (name === "competitor_figures") await checkFigures(duck);
  if (name === "technology_signals") await rejectTwoStages(duck);
}

/** Rejects values of one period of a series that differ within the input, each naming the other; answers how many. */
export async function rejectTwoValues(duck: Duck, { columns }: LoadedTable): Promise<number> {
  if (!["series", "period", "value"].every((name) => columns.includes(name))) return 0;
  return reject(
    duck,
    "indicator_values",
    `select t._row, 'value', ${plain("t.value")}, 'contradicts ' || string_agg(distinct ${plain("o.value")}, ' and ' order by ${plain("o.value")})
       || ', another value of series "' || t.series || '" for the same period: keep one'
     from typed_indicator_values t join typed_indicator_values o on o.series = t.series and o.period = t.period and o.value <> t.value
     group by t._row, t.value, t.series`,
  );
}

/** A number without the zeros at its end. */
function plain(value: string): string {
  return `rtrim(rtrim((${value})::varchar, '0'), '.')`;
}

/** A series of months can't become one of quarters while its values stay. */
async function rejectOtherFrequency(duck: Duck): Promise<void> {
  await reject(
    duck,
    "indicators",
    `select w._row, 'frequency', w.frequency, 'can''t be changed: the series has been one of ' || o.frequency || '; write it under another id'
     from whole_indicators w join old_indicators o on o.external_id = w.id where o.frequency <> w.frequency`,
  );
}

async function checkValues(duck: Duck, loaded: LoadedTable): Promise<void> {
  const whole = "whole_indicator_values t join now_indicators i on i.id = t.series_id";
  const asked = `case i.frequency when 'MONTH' then 'a month, such as 2024-03' when 'QUARTER' then 'a quarter, such as 2024-Q1' else 'a year, such as 2024' end`;
  const first = `case i.frequency when 'MONTH' then date_trunc('month', t.period) when 'QUARTER' then date_trunc('quarter', t.period) else date_trunc('year', t.period) end`;
  const form = `case i.frequency when 'MONTH' then '[0-9]{4}-[0-9]{2}(-[0-9]{2})?' when 'QUARTER' then '[0-9]{4}(-?[Qq][1-4]|-[0-9]{2}-[0-9]{2})' else '[0-9]{4}(-[0-9]{2}-[0-9]{2})?' end`;
  const written = loaded.columns.includes("period")
    ? `join raw_indicator_values r on r.rowid = t._row where (${givenIn(loaded, "period")} and not regexp_full_match(trim(r.period), ${form})) or`
    : "where";
  const text = loaded.columns.includes("period") ? "coalesce(trim(r.period), t.period::varchar)" : "t.period::varchar";
  await reject(
    duck,
    "indicator_values",
    `select t._row, 'period', ${text}, 'must be ' || ${asked} || ', or its first day: the series is one of ' || i.frequency
     from ${whole} ${written} t.period <> ${first}`,
  );
  await seeAll(duck, "indicator_values");
  await reject(
    duck,
    "indicator_values",
    `select t._row, 'value', ${plain("t.value")}, any_value('is the value of a period that has the value ' || ${plain("o.value")} || ' under the id "' || o.key || '": keep one' order by o.key)
     from every_indicator_values t join every_indicator_values o on o.key <> t.key and o.series_id = t.series_id and o.period = t.period
     where t._row is not null group by t._row, t.value`,
  );
}

async function rejectTwoOfOurs(duck: Duck): Promise<void> {
  await seeAll(duck, "competitors");
  await reject(
    duck,
    "competitors",
    `select t._row, 'own', 'true', any_value('is the company itself, and so is "' || o.key || '": keep one' order by o.key)
     from every_competitors t join every_competitors o on o.key <> t.key and o.own and t.own
     where t._row is not null group by t._row`,
  );
}

async function rejectTwoStages(duck: Duck): Promise<void> {
  await seeAll(duck, "technology_signals");
  await reject(
    duck,
    "technology_signals",
    `select t._row, 'since', t.since::varchar, any_value('is the day from which "' || t.name || '" is ' || o.stage || ' under the id "' || o.key || '": keep one' order by o.key)
     from every_technology_signals t join every_technology_signals o on o.key <> t.key and o.name = t.name and o.since = t.since
     where t._row is not null group by t._row, t.since`,
  );
}

/** One competitor has one figure a day, and the shares of a market on a day are parts of one whole. */
async function checkFigures(duck: Duck): Promise<void> {
  await seeAll(duck, "competitor_figures");
  const same = "o.topic = t.topic and o.name = t.name and o.category is not distinct from t.category and o.day = t.day";
  await reject(
    duck,
    "competitor_figures",
    `select t._row, 'value', ${plain("t.value")}, any_value('is said of the same competitor, name and day as figure "' || o.key || '"' || coalesce(', which has ' || ${plain("o.value")}, '') || ': keep one' order by o.key)
     from every_competitor_figures t join every_competitor_figures o on o.key <> t.key and o.competitor_id = t.competitor_id and ${same}
     where t._row is not null group by t._row, t.value`,
  );
  await seeAll(duck, "competitor_figures");
  await reject(
    duck,
    "competitor_figures",
    `select t._row, 'value', ${plain("t.value")}, 'is too much: the shares of "' || t.name || '" on ' || t.day || ' come to ' || round(100 * sum(o.value), 2)::double::varchar
       || ' % (' || string_agg(o.key || ' ' || ${plain("100 * o.value")} || ' %', ', ' order by o.key) || '), at most 100 % can be'
     from every_competitor_figures t join every_competitor_figures o on ${same}
     where t._row is not null and t.topic = 'SHARE' group by t._row, t.value, t.name, t.day having sum(o.value) > 1`,
  );
}

/** Makes `every_<table>`: the rows of the input, and those of the record that the input says nothing of. */
async function seeAll(duck: Duck, name: string): Promise<void> {
  await duck.run(
    `create or replace temp table every_${name} as
     select _row, id as key, * exclude (_row, id) from whole_${name}
     union all by name select null::bigint as _row, external_id as key, * exclude (id, external_id) from old_${name}
       where external_id not in (select id from whole_${name})`,
  );
}
