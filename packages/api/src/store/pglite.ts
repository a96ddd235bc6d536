import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { PGlite, type Transaction } from "@electric-sql/pglite";
import { PrismaPGlite } from "pglite-prisma-adapter";
import { PrismaClient } from "../generated/prisma/client.ts";
import { copyInStatement, copyOutStatement, csvSlices } from "./copy.ts";
import type { Row, Sql, Store } from "./store.ts";

/** Bytes that one COPY statement loads: up to about 100 ms, then requests are answered. */
const sliceSize = 256 * 1024;

/**
 * Opens the embedded record in `<folder>/record`, made when it isn't there; without a folder, in memory.
 * Two processes on one folder would lose data silently: hold `acquireLock(folder)` first.
 *
 * @param begin the files of a record (PGlite's `dumpDataDir`) that a new one begins with; else it begins empty
 */
export async function openPglite(folder?: string, begin?: Blob): Promise<Store> {
  const path = folder === undefined ? "memory://" : join(folder, "record");
  if (folder !== undefined) await mkdir(folder, { recursive: true });
  const database = await PGlite.create(path, { parsers, startParams, ...(begin && { loadDataDir: begin }) });
  const prisma = new PrismaClient({ adapter: new PrismaPGlite(database) });
  const sql = sqlOf(database, (text) => learnTypes(database, text));

  return {
    kind: "pglite",
    url: undefined,
    prisma,
    ...sql,
    // On its own, so that a broken stream leaves nothing behind.
    copyIn: (table, columns, csv) => database.transaction((inner) => sqlOf(inner).copyIn(table, columns, csv)),
    async transaction(work, isolation = "read committed") {
      let statements = "";
      const answer = await database.transaction(async (inner) => {
        if (isolation !== "read committed") await inner.exec(`set transaction isolation level ${isolation}`);
        const collect = async (text: string) => {
          if (makesType.test(text)) statements += text;
        };
        return work(sqlOf(inner, collect));
      });
      await learnTypes(database, statements);
      return answer;
    },
    analyse: <R extends Row>(text: string, parameters: readonly unknown[] = []) =>
      database.transaction(async (inner) => {
        await inner.exec("set local search_path to warehouse");
        return (await inner.query<R>(text, [...parameters], { parsers: numberParsers })).rows;
      }),
    prismaFor: () => prisma,
    limitsRows: async () => false,
    async close() {
      await prisma.$disconnect();
      if (!database.closed) await database.close();
    },
  };
}

/**
 * PostgreSQL's own cache of pages is small: the system's cache of files stands behind it, and its memory has to be
 * prepared on each start, which took longer than all the rest of it.
 */
const startParams = [...PGlite.defaultStartParams, "-c", "shared_buffers=16MB"];

function sqlOf(database: PGlite | Transaction, afterExec?: (text: string) => Promise<void>): Sql {
  return {
    query: async <R extends Row>(text: string, parameters: readonly unknown[] = []) =>
      (await database.query<R>(text, [...parameters])).rows,
    async exec(text) {
      await database.exec(text);
      await afterExec?.(text);
    },
    async copyIn(table, columns, csv) {
      const statement = copyInStatement(table, columns, "'/dev/blob'");
      let rows = 0;
      for await (const slice of csvSlices(csv, sliceSize)) {
        const { affectedRows } = await database.query(statement, [], { blob: new Blob([new Uint8Array(slice)]) });
        rows += affectedRows ?? 0;
        await setImmediate();
      }
      return rows;
    },
    async copyOut(query, file) {
      const { blob, affectedRows } = await database.query(copyOutStatement(query, "'/dev/blob'"));
      await writeFile(file, new Uint8Array((await blob?.arrayBuffer()) ?? new ArrayBuffer(0)), { mode: 0o600 });
      return affectedRows ?? 0;
    },
  };
}

/** PGlite learns the types of arrays when it opens, so it has to be told of those that a migration makes. */
async function learnTypes(database: PGlite, statements: string): Promise<void> {
  if (makesType.test(statements)) await database.refreshArrayTypes();
}

const makesType = /create\s+type/i;

const int8 = 20;
const date = 1082;
const numeric = 1700;
const asText = (text: string) => text;
const parsers = { [int8]: asText, [date]: asText, [numeric]: asText };
/** For analysis: counts and sums are numbers. */
const numberParsers = { [int8]: Number, [date]: asText, [numeric]: Number };
