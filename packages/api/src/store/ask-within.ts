import type pg from "pg";
import { cancelling } from "./cancelling.ts";
import type { Asking, Row } from "./store.ts";

/**
 * Asks one query on a connection of its own, and cancels it in the database when it takes too long or nobody waits for
 * it any more.
 *
 * @param prelude statements that hold for the query's transaction alone; none are needed without it
 */
export async function askWithin(
  readers: pg.Pool,
  others: pg.Pool,
  prelude: string | undefined,
  query: pg.QueryConfig,
  asking: Asking,
): Promise<Row[]> {
  asking.signal?.throwIfAborted();
  const client = await readers.connect();
  let broken: Error | undefined;
  const cancel = async () =>
    void (await others.query("select pg_cancel_backend($1)", [processOf(client)]).catch(() => {}));
  try {
    return await cancelling(asking, cancel, async () => {
      if (prelude === undefined) return (await client.query<Row>(query)).rows;
      try {
        await client.query(`begin read only; ${prelude}`);
        const { rows } = await client.query<Row>(query);
        await client.query("commit");
        return rows;
      } catch (error) {
        await client.query("rollback").catch((reason: Error) => {
          broken = reason;
        });
        throw error;
      }
    });
  } finally {
    client.release(broken);
  }
}

/** The server's process behind a connection; the driver keeps it, though its types don't say so. */
function processOf(client: pg.PoolClient): number {
  return (client as unknown as { processID: number }).processID;
}
