import { type Duck, literal, quoted } from "./duck.ts";
import { faultOf, typedValue } from "./row-checks.ts";
import type { LoadedTable } from "./source.ts";

/** The company's settings that decide what a value means. */
export type Settings = { readonly currency: string; readonly timeZone: string };

/** Table of everything that is wrong, one row a fault; `row` is the rowid in `raw_<tbl>`. */
export const faultTable = "create table fault (tbl varchar, row bigint, col varchar, value varchar, reason varchar)";

/**
 * Checks every value of a table by itself and makes `typed_<name>` of the rows without fault, where references are
 * still the source's keys; then lets identical duplicates collapse and refuses contradictory ones.
 */
export async function checkRows(duck: Duck, loaded: LoadedTable, settings: Settings): Promise<void> {
  const { table, columns } = loaded;
  const name = literal(table.name);
  const present = table.columns.filter((column) => columns.includes(column.name));
  const source = `(select rowid as _row, ${present.map((c) => `nullif(trim(${quoted(c.name)}), '') as ${quoted(c.name)}`).join(", ")} from raw_${table.name})`;
  const values = present.map((column) => {
    const value = typedValue(column, quoted(column.name), settings.timeZone);
    const fallback = column.fallback ? `coalesce(${value}, ${column.fallback})` : value;
    return `${fallback} as ${quoted(column.name)}`;
  });
  const faults = present.map((column) => ({ column, sql: faultOf(column, quoted(column.name)) }));
  await duck.run(
    `create table typed_${table.name} as select _row, ${values.join(", ")}, ${faults.map(({ sql }) => `(${sql}) is not null`).join(" or ")} as _bad from ${source}`,
  );
  if ((await duck.count(`select count(*) from typed_${table.name} where _bad`)) > 0) {
    for (const { column, sql } of faults) {
      await duck.run(
        `insert into fault select ${name}, _row, ${literal(column.name)}, ${quoted(column.name)}, reason
         from (select *, ${sql} as reason from ${source} where _row in (select _row from typed_${table.name} where _bad)) where reason is not null`,
      );
    }
    await duck.run(`delete from typed_${table.name} where _bad`);
  }
  if (table.name === "order_lines") await completeLines(duck, columns);
  for (const { when, column, value, reason } of rowRules(loaded, settings)) {
    await reject(
      duck,
      table.name,
      `select _row, ${literal(column)}, (${value})::varchar, ${reason} from typed_${table.name} where ${when}`,
    );
  }
  await checkDuplicates(duck, loaded);
}

/** Notes faults, given as `select _row, column, value, reason`, and takes their rows out. Answers how many there were. */
export async function reject(duck: Duck, table: string, faults: string): Promise<number> {
  await duck.run(`create or replace temp table found as ${faults.replace(/^select /, "select ")}`);
  const count = await duck.count("select count(*) from found");
  if (count > 0) {
    await duck.run(`insert into fault select ${literal(table)}, * from found`);
    await duck.run(`delete from typed_${table} where _row in (select _row from found)`);
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

type Rule = { when: string; column: string; value: string; reason: string };

/** What must hold between the columns of one row. `reason` is SQL. */
function rowRules({ table, columns }: LoadedTable, settings: Settings): Rule[] {
  const has = (...names: string[]) => names.every((name) => columns.includes(name));
  const rules: (Rule | false)[] = [];
  switch (table.name) {
    case "company":
      rules.push(
        has("currency") && {
          when: "not regexp_full_match(currency, '[A-Z]{3}')",
          column: "currency",
          value: "currency",
          reason: "'must be an ISO 4217 code of three capitals, such as CNY'",
        },
        has("time_zone") && {
          when: "time_zone not in (select name from pg_timezone_names())",
          column: "time_zone",
          value: "time_zone",
          reason: "'is no IANA time zone: write a name such as Asia/Shanghai'",
        },
        { when: "_row > 0", column: "name", value: "name", reason: "'there is only one company: keep one row'" },
      );
      break;
    case "teams":
      rules.push(
        has("parent") && {
          when: "parent = id",
          column: "parent",
          value: "parent",
          reason: "'a team can''t be its own parent'",
        },
      );
      break;
    case "reps":
      rules.push(
        has("hired_on", "left_on") && {
          when: "left_on < hired_on",
          column: "left_on",
          value: "left_on",
          reason: "'is before hired_on (' || hired_on || ')'",
        },
      );
      break;
    case "customers":
      rules.push(
        has("referred_by") && {
          when: "referred_by = id",
          column: "referred_by",
          value: "referred_by",
          reason: "'a customer can''t have referred itself'",
        },
      );
      break;
    case "orders":
      rules.push(
        has("currency") && {
          when: `upper(currency) <> ${literal(settings.currency)}`,
          column: "currency",
          value: "currency",
          reason: literal(`must be the company's currency, ${settings.currency}: convert the amounts`),
        },
      );
      break;
    case "order_lines":
      rules.push(
        has("line") && {
          when: "line is null",
          column: "line",
          value: "null",
          reason: "'is required where the file has the column'",
        },
        {
          when: "net_amount is null",
          column: "net_amount",
          value: "null",
          reason: "'quantity × unit_price − discount is out of range: at most 14 digits before the decimal point'",
        },
        {
          when: "quantity > 0 and net_amount < 0",
          column: "net_amount",
          value: "net_amount",
          reason: "'is negative although the quantity is positive: a return has both negative'",
        },
        {
          when: "quantity < 0 and net_amount > 0",
          column: "net_amount",
          value: "net_amount",
          reason: "'is positive although the quantity is negative: a return has both negative'",
        },
      );
      break;
    case "opportunities":
      rules.push(
        has("status", "closed_on") && {
          when: "status <> 'OPEN' and closed_on is null",
          column: "closed_on",
          value: "closed_on",
          reason: "'is required, since the opportunity is ' || status",
        },
        has("status", "closed_on") && {
          when: "status = 'OPEN' and closed_on is not null",
          column: "closed_on",
          value: "closed_on",
          reason: "'must be empty, since the opportunity is OPEN'",
        },
        has("created_on", "closed_on") && {
          when: "closed_on < created_on",
          column: "closed_on",
          value: "closed_on",
          reason: "'is before created_on (' || created_on || ')'",
        },
      );
      break;
    case "survey_responses":
      rules.push(
        {
          when: "kind = 'CSAT' and score not between 1 and 5",
          column: "score",
          value: "score",
          reason: "'is out of range: CSAT goes from 1 to 5'",
        },
        {
          when: "kind = 'CES' and score not between 1 and 7",
          column: "score",
          value: "score",
          reason: "'is out of range: CES goes from 1 to 7'",
        },
      );
      break;
    case "service_cases":
      rules.push(
        has("resolved_on") && {
          when: "resolved_on < opened_on",
          column: "resolved_on",
          value: "resolved_on",
          reason: "'is before opened_on (' || opened_on || ')'",
        },
      );
      break;
    default:
  }
  return rules.filter((rule) => rule !== false);
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
