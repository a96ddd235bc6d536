import { createWriteStream } from "node:fs";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { from as copyFrom, to as copyTo } from "pg-copy-streams";
import { PrismaClient } from "../generated/prisma/client.ts";
import { askWithin } from "./ask-within.ts";
import { copyInStatement, copyOutStatement } from "./copy.ts";
import { scopedReading } from "./scoped-reading.ts";
import type { Asking, Row, Sql, Store } from "./store.ts";

const maximalConnections = 10;

/**
 * Questions group and sort a million rows where a shop's own queries touch a few. With the usual 4 MB of memory the
 * server writes groups to files, and where it has guessed their number too low, it takes minutes instead of a second.
 */
const forAnalysis = "set time zone 'UTC'; set search_path to warehouse; set work_mem = '64MB'";

/**
 * Opens a record on a PostgreSQL server.
 *
 * @param url for example `postgresql://sales:secret@db.example.com:5432/sales`
 * @throws when the server can't be reached, refuses the login, or is older than PostgreSQL 14
 */
export async function openPostgres(url: string): Promise<Store> {
  // Prisma sends points in time without a zone: they are UTC.
  const pool = openPool(url, "set time zone 'UTC'", getTypeParser);
  const readers = openPool(url, forAnalysis, getNumberParser);
  try {
    await requireVersion(pool);
  } catch (error) {
    await pool.end();
    throw error;
  }
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  const scoped = scopedReading(pool, prisma);

  return {
    kind: "postgres",
    url,
    prisma,
    ...sqlOf(async (work) => {
      const client = await pool.connect();
      try {
        return await work(client);
      } finally {
        client.release();
      }
    }),
    async transaction(work, isolation = "read committed") {
      const client = await pool.connect();
      let broken: Error | undefined;
      try {
        await client.query(`begin isolation level ${isolation}`);
        const answer = await work(sqlOf(inTurn(client)));
        const { command } = await client.query("commit");
        if (command === "ROLLBACK") throw new Error("the transaction was rolled back: a statement in it had failed");
        return answer;
      } catch (error) {
        await client.query("rollback").catch((reason: Error) => {
          broken = reason;
        });
        throw error;
      } finally {
        client.release(broken);
      }
    },
    analyse: async <R extends Row>(text: string, parameters: readonly unknown[] = [], asking: Asking = {}) =>
      askWithin(
        readers,
        pool,
        await scoped.prelude(asking.scope),
        { text, values: [...parameters] },
        asking,
      ) as Promise<R[]>,
    prismaFor: scoped.prismaFor,
    limitsRows: scoped.hasRole,
    async close() {
      await prisma.$disconnect();
      await Promise.all([pool.end(), readers.end()]);
    },
  };
}

function openPool(url: string, greeting: string, parserOf: typeof getTypeParser): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: maximalConnections,
    // Somebody who waits for a server that answers nothing is told so; also who waits for a connection to be free.
    connectionTimeoutMillis: 30_000,
    keepAlive: true,
    application_name: "salesglass",
    types: { getTypeParser: parserOf },
    // The pool waits for it, although its type doesn't say so.
    onConnect: (client) => client.query(greeting),
  });
  // A connection that the server closed is replaced at the next use. While one is in use its statement fails, and the
  // event that tells of it besides must not end the process.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  return pool;
}

async function requireVersion(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ number: string; version: string }>(
    "select current_setting('server_version_num') as number, current_setting('server_version') as version",
  );
  if (Number(rows[0]!.number) < 140_000) {
    throw new Error(`DATABASE_URL: PostgreSQL 14 or newer is needed, the server is ${rows[0]!.version}`);
  }
}

/** What is asked at the same moment is asked one after the other: a connection does one thing at a time. */
function inTurn(client: pg.PoolClient): Use {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.catch(() => {}).then(() => work(client));
    last = next;
    return next;
  };
}

type Use = <T>(work: (client: pg.PoolClient) => Promise<T>) => Promise<T>;

function sqlOf(use: Use): Sql {
  return {
    query: <R extends Row>(text: string, parameters: readonly unknown[] = []) =>
      use(async (client) => (await client.query<R>(text, [...parameters])).rows),
    exec: (text) => use(async (client) => void (await client.query(text))),
    copyIn: (table, columns, csv) =>
      use(async (client) => {
        const stream = client.query(copyFrom(copyInStatement(table, columns, "STDIN")));
        await pipeline(csv, stream);
        return stream.rowCount;
      }),
    copyOut: (query, file) =>
      use(async (client) => {
        const stream = client.query(copyTo(copyOutStatement(query, "STDOUT")));
        await pipeline(stream as Readable, createWriteStream(file, { mode: 0o600, highWaterMark: 1 << 20 }));
        // The stream ends with the last row. How many there were comes after it, perhaps in another packet, and is
        // known for certain when the server has answered something else.
        await client.query("");
        return stream.rowCount;
      }),
  };
}

/** Dates stay `YYYY-MM-DD`; the driver would make them points in time of the server's zone. */
function getTypeParser(type: number, format?: string): (text: string) => unknown {
  if (format === "binary") return pg.types.getTypeParser(type, "binary");
  if (type === pg.types.builtins.DATE) return (text) => text;
  if (type === dateArray) return pg.types.getTypeParser(textArray as typeof pg.types.builtins.TEXT, "text");
  return pg.types.getTypeParser(type, "text");
}

/** For analysis: counts and sums are numbers. */
function getNumberParser(type: number, format?: string): (text: string) => unknown {
  if (type === pg.types.builtins.INT8 || type === pg.types.builtins.NUMERIC) return Number;
  return getTypeParser(type, format);
}

const dateArray = 1182;
const textArray = 1009;
