import type { Sql } from "../store/store.ts";
import { reject } from "./check-rows.ts";
import { type Duck, literal, quoted } from "./duck.ts";
import { copyFromRecord } from "./read-record.ts";
import { givenIn, type LoadedTable } from "./source.ts";

/** Copies the hashes of the external ids of erased customers into DuckDB, as `erased`. */
export async function readErased(duck: Duck, sql: Sql): Promise<void> {
  const columns: [string, string][] = [
    ["hash", "VARCHAR"],
    ["salt", "VARCHAR"],
  ];
  await copyFromRecord(duck, sql, "select hash, salt from public.erased_key", "erased", columns);
}

/** SQL: whether a key is one of an erased customer. */
export function isErased(key: string): string {
  return `coalesce(sha256((select any_value(salt) from erased) || ${key}) in (select hash from erased), false)`;
}

/** A candidate's key among those that were erased: a customer may have the same. */
export function candidateKey(externalId: string): string {
  return `candidate/${externalId}`;
}

/** Rejects rows that would bring an erased customer or candidate back, or refer to one. */
export async function rejectErased(duck: Duck, loaded: LoadedTable): Promise<void> {
  if ((await duck.count("select count(*) from erased")) === 0) return;
  const { name, columns } = loaded.table;
  if (name === "customers") {
    const reason = "is the key of a customer who was erased: take the customer out of the source, too";
    await reject(duck, name, `select _row, 'id', id, ${literal(reason)} from typed_customers where ${isErased("id")}`);
  }
  if (name === "candidates") {
    const reason = "is the key of a candidate who was erased: take the candidate out of the source, too";
    const erased = isErased(`${literal(candidateKey(""))} || id`);
    await reject(duck, name, `select _row, 'id', id, ${literal(reason)} from typed_candidates where ${erased}`);
  }
  for (const column of columns) {
    if (column.references !== "customers" || !loaded.columns.includes(column.name)) continue;
    const key = quoted(column.name);
    await reject(
      duck,
      name,
      `select _row, ${literal(column.name)}, ${key}, 'customer "' || ${key} || '" was erased' from typed_${name}
       where ${givenIn(loaded, column.name)} and ${isErased(key)}`,
    );
  }
}
