import { type Duck, quoted } from "./duck.ts";
import { firstDayOf } from "./row-checks.ts";
import type { LoadedTable } from "./source.ts";

/**
 * Gives rows that come without a key of their own one made of other columns, of tables that allow for it: a plain file of
 * `series,period,value` is enough. A period is written in one way, so that 2024-Q1 and 2024-01-01 are the same key.
 *
 * @returns the table as it is now
 */
export async function makeKeys(duck: Duck, loaded: LoadedTable): Promise<LoadedTable> {
  const { table, columns, partial } = loaded;
  if (!table.keyOf?.every((name) => columns.includes(name))) return loaded;
  const raw = `raw_${table.name}`;
  const hasKey = columns.includes("id");
  const parts = table.keyOf.map((name) => {
    const x = `trim(${quoted(name)})`;
    const isPeriod = table.columns.some((column) => column.name === name && column.type === "period");
    return isPeriod ? `coalesce((${firstDayOf(x)})::varchar, ${x})` : x;
  });
  const made = parts.join(" || '/' || ");
  const id = hasKey ? `coalesce(nullif(trim(id), ''), ${made}) as id` : `${made} as id`;
  const replaced = [hasKey ? id : "", partial ? "list_distinct(list_append(_given, 'id')) as _given" : ""].filter(
    Boolean,
  );
  // Made anew and not updated: an update of a list moves rows, and rows are known by their place.
  await duck.run(
    `create or replace table ${raw} as select *${replaced.length > 0 ? ` replace (${replaced.join(", ")})` : ""}${hasKey ? "" : `, ${id}`} from ${raw} order by rowid`,
  );
  return hasKey ? loaded : { ...loaded, columns: [...columns, "id"] };
}
