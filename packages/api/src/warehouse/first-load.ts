import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Sql, Store } from "../store/store.ts";
import { type CopiedTable, copiedTables, createTable, readTable } from "./copied-tables.ts";
import type { Copy } from "./copy-file.ts";
import { currentSnapshot, type Moment } from "./marks.ts";

/**
 * Loads everything from a server. Several connections read at the same time, each a range of keys, and all of one
 * moment: the first exports its snapshot to the others.
 */
export async function loadFromServer(store: Store, copy: Copy): Promise<Moment> {
  return store.transaction(async (sql) => {
    const moment = await currentSnapshot(sql);
    const [exported] = await sql.query<{ id: string }>("select pg_export_snapshot() as id");
    for (const table of copiedTables) {
      const ranges = await keyRanges(sql, table);
      const reads = ranges.map(async (range, part) => {
        const file = join(copy.exchange, `${table.name}-${part}.csv`);
        await store.transaction(async (reader) => {
          await reader.exec(`set transaction snapshot '${exported!.id}'`);
          await reader.copyOut(`select * from warehouse.${table.name} where ${range}`, file);
        }, "repeatable read");
        return file;
      });
      const files = await settle(reads);
      const order = table.order ? ` order by ${table.order}` : "";
      await copy.writer.run(createTable(table.name));
      await copy.writer.run(`insert into "${table.name}" select * from ${readTable(table.name, files)}${order}`);
      await Promise.all(files.map((file) => rm(file)));
    }
    return moment;
  }, "repeatable read");
}

const parts = 4;

/** Conditions that cut the table's keys into equal ranges, the outer ones open. */
async function keyRanges(sql: Sql, { source, key }: CopiedTable): Promise<string[]> {
  const [ends] = await sql.query<{ first: number | null; last: number | null }>(
    `select min(id) as first, max(id) as last from public.${source}`,
  );
  const { first, last } = ends!;
  if (first === null || last === null || last - first < 20_000) return ["true"];
  const cuts = Array.from({ length: parts - 1 }, (_, cut) => Math.round(first + ((last - first) * (cut + 1)) / parts));
  return [
    `${key} <= ${cuts[0]}`,
    ...cuts.slice(1).map((cut, before) => `${key} > ${cuts[before]} and ${key} <= ${cut}`),
    `${key} > ${cuts.at(-1)}`,
  ];
}

/** Like `Promise.all`, but when one fails the others have ended as well: none still uses the snapshot. */
async function settle<T>(work: Promise<T>[]): Promise<T[]> {
  await Promise.allSettled(work);
  return Promise.all(work);
}
