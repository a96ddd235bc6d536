import { type Duck, literal, quoted } from "./duck.ts";
import { rejectTwoValues } from "./market.ts";
import { faultOf, typedValue } from "./row-checks.ts";
import { rulesOfRows } from "./row-rules.ts";
import type { Settings } from "./settings.ts";
import { givenIn, type LoadedTable } from "./source.ts";

/** Table of everything that is wrong, one row a fault; `row` is the rowid in `raw_<tbl>`. */
export const faultTable = "create table fault (tbl varchar, row bigint, col varchar, value varchar, reason varchar)";

/** The same of what is written all the same, but is worth a look. */
export const warningTable =
  "create table warning (tbl varchar, row bigint, key varchar, col varchar, value varchar, reason varchar)";

/**
 * Checks every value of a table by itself and makes `typed_<name>` of the rows without fault, where references are
 * still the source's keys; then lets identical duplicates collapse and refuses contradictory ones.
 */
export async function checkRows(duck: Duck, loaded: LoadedTable, settings: Settings): Promise<void> {
  const { table, columns } = loaded;
  const name = literal(table.name);
  const present = table.columns.filter((column) => columns.includes(column.name));
  const given = loaded.partial ? ", _given" : "";
  const source = `(select rowid as _row, ${present.map((c) => `nullif(trim(${quoted(c.name)}), '') as ${quoted(c.name)}`).join(", ")}${given} from raw_${table.name})`;
  const values = present.map((column) => {
    const value = typedValue(column, quoted(column.name), settings.timeZone);
    const fallback = column.fallback ? `coalesce(${value}, ${column.fallback})` : value;
    return `${fallback} as ${quoted(column.name)}`;
  });
  const faults = present.map((column) => {
    const fault = faultOf(column, quoted(column.name), settings);
    return { column, sql: loaded.partial ? `case when ${givenIn(loaded, column.name)} then ${fault} end` : fault };
  });
  await duck.run(
    `create table typed_${table.name} as select _row${given}, ${values.join(", ")}, ${faults.map(({ sql }) => `(${sql}) is not null`).join(" or ")} as _bad from ${source}`,
  );
  if ((await duck.count(`select count(*) from typed_${table.name} where _bad`)) > 0) {
    for (const { column, sql } of faults) {
      await duck.run(
        `insert into fault select ${name}, _row, ${literal(column.name)}, ${quoted(column.name)}, reason
         from (select *, ${sql} as reason from ${source} where _row in (select _row from typed_${table.name} where _bad)) where reason is not null`,
      );
    }
    if (!duck.keepsRejected) await duck.run(`delete from typed_${table.name} where _bad`);
  }
  if (table.name === "order_lines") await completeLines(duck, columns);
  for (const { when, column, reason } of rulesOfRows(loaded, settings)) {
    await reject(
      duck,
      table.name,
      `select _row, ${literal(column)}, ${quoted(column)}::varchar, ${reason} from typed_${table.name} where ${when}`,
    );
  }
  const contradicted = table.name === "indicator_values" ? await rejectTwoValues(duck, loaded) : 0;
  // Where rejected rows are kept, they need no telling twice.
  if (contradicted > 0 && duck.keepsRejected) return;
  await checkDuplicates(duck, loaded);
}

/**
 * Notes faults, given as `select _row, column, value, reason`, and takes their rows out, unless these are kept so that
 * their other faults are found too. Answers how many were not known yet.
 */
export async function reject(duck: Duck, table: string, faults: string): Promise<number> {
  const name = literal(table);
  await duck.run(
    `create or replace temp table found as select distinct * from (${faults}) as f(_row, col, value, reason)
     where not exists (select 1 from fault k where k.tbl = ${name} and k.row = f._row and k.col = f.col and k.reason = f.reason)`,
  );
  const count = await duck.count("select count(*) from found");
  if (count > 0) {
    await duck.run(`insert into fault select ${name}, * from found`);
    if (!duck.keepsRejected) await duck.run(`delete from typed_${table} where _row in (select _row from found)`);
  }
  return count;
}

/** Numbers the lines and works out net amounts where the file leaves that to us. */
async function completeLines(duck: Duck, columns: readonly string[]): Promise<void> {
  const discount = columns.includes("discount") ? "discount" : "0";
  const computed = `try_cast(quantity * unit_price - ${discount} as DECIMAL(18,4))`;
  const line = columns.includes("line")
    ? ""
    : `, row_number() over (partition by "order" order by _row)::integer as line`;
  if (columns.includes("line") && columns.includes("net_amount")) {
    await duck.run(`update typed_order_lines set net_amount = ${computed} where net_amount is null`);
    return;
  }
  const net = columns.includes("net_amount") ? `coalesce(net_amount, ${computed})` : computed;
  const kept = columns.includes("net_amount") ? "* exclude (net_amount)" : "*";
  await duck.run(
    `create or replace table typed_order_lines as select ${kept}, ${net} as net_amount${line} from typed_order_lines order by _row`,
  );
}

async function checkDuplicates(duck: Duck, { table, columns }: LoadedTable): Promise<void> {
  if (table.key.length === 0 || !table.key.every((name) => name === "line" || columns.includes(name))) return;
  const key = table.key.map(quoted).join(", ");
  const typed = `typed_${table.name}`;
  if ((await duck.count(`select count(*) from (select 1 from ${typed} group by ${key} having count(*) > 1)`)) === 0)
    return;
  await duck.run(
    `create or replace temp table twice as
     with content as (select * exclude (_row, _bad), min(_row) as first, list(_row order by _row) as all_rows
       from ${typed} where (${key}) in (select (${key}) from ${typed} group by ${key} having count(*) > 1) group by all)
     select *, count(*) over (partition by ${key}) as versions from content`,
  );
  const label = table.key.map((name) => `${quoted(name)}::varchar`).join(" || ' / ' || ");
  await reject(
    duck,
    table.name,
    `select unnest(all_rows) as _row, ${literal(table.key.join(", "))}, ${label}, 'this key is there ' || versions || ' times with different content: keep one' from twice where versions > 1`,
  );
  await duck.run(
    `delete from ${typed} where _row in (select row from (select unnest(all_rows) as row, first from twice) where row <> first)`,
  );
}
