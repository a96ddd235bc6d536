import { mkdtemp, rm } from "node:fs/promises";
import { type AddressInfo, connect, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline, Readable } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDatabase } from "../testing/records.ts";
import { openPostgres } from "./postgres.ts";
import type { Store } from "./store.ts";

/** A busy network cuts what a server sends anywhere, also between a copy's last row and the count of its rows. */
describe("a server whose answers arrive a few bytes at a time", () => {
  let relay: Server;
  let store: Store;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "salesglass-packets-"));
    const url = new URL(await createDatabase());
    const { hostname, port } = url;
    relay = createServer((client) => {
      const server = connect(Number(port), hostname);
      client.setNoDelay(true);
      pipeline(client, server, () => {});
      pipeline(server, inPieces, client, () => {});
    }).listen(0, "127.0.0.1");
    await new Promise((listening) => relay.once("listening", listening));
    url.hostname = "127.0.0.1";
    url.port = String((relay.address() as AddressInfo).port);
    store = await openPostgres(url.href);
  });
  afterAll(async () => {
    await store?.close();
    relay?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it("counts the rows that it copied out, and goes on with the same connection", async () => {
    const file = join(folder, "rows.csv");
    const counts = await store.transaction(async (sql) => {
      const numbers: number[] = [];
      for (let rows = 1; rows <= 10; rows++) {
        numbers.push(await sql.copyOut(`select n from generate_series(1, ${rows}) n`, file));
      }
      return numbers;
    });
    expect(counts).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it("counts the rows that it copied in", async () => {
    await store.exec("create table packet (n integer)");
    expect(await store.copyIn("packet", ["n"], Readable.from(["1\n2\n", "3\n"]))).toBe(3);
  });

  it("says why a copy failed, and goes on", async () => {
    const file = join(folder, "failed.csv");
    await expect(store.copyOut("select 1 / (3 - n) from generate_series(1, 5) n", file)).rejects.toThrow(
      /division by zero/,
    );
    expect(await store.copyOut("select 1", file)).toBe(1);
  });
});

/** The same bytes, seven at a time, each piece a packet of its own. */
async function* inPieces(whole: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const chunk of whole) {
    for (let at = 0; at < chunk.length; at += 7) {
      yield chunk.subarray(at, at + 7);
      await pause(1);
    }
  }
}
