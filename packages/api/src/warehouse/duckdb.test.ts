import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import fc from "fast-check";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DuckDb, openDuckDb } from "./duckdb.ts";

describe("queries on DuckDB", () => {
  let duckDb: DuckDb;
  beforeAll(async () => {
    duckDb = await openDuckDb(":memory:");
    await duckDb.writer.run("create table team (id integer, external_id varchar, name varchar, parent_id integer)");
    await duckDb.writer.run("insert into team values (1, 'a', 'A', null), (2, 'b', '深圳 \"B\"', 1)");
  });
  afterAll(() => duckDb.close());

  async function ask(query: ReturnType<typeof sql<Record<string, unknown>>>): Promise<unknown> {
    return (await query.execute(duckDb.db)).rows[0];
  }

  it("answers dates as text and numbers of every kind as numbers", async () => {
    expect(
      await ask(sql`select date '2024-02-29' as day, 9007199254740991::bigint as big, sum(id) as huge, 1.5::decimal(18, 4) as money,
        sum(1.25::decimal(18, 4)) as total, 0.1::double as real, true as yes, null as nothing, 'x' as text,
        [1.5::decimal(18, 4), null] as list, [date '2024-01-01'] as days from team`),
    ).toEqual({
      day: "2024-02-29",
      big: 9007199254740991,
      huge: 3,
      money: 1.5,
      total: 2.5,
      real: 0.1,
      yes: true,
      nothing: null,
      text: "x",
      list: [1.5, null],
      days: ["2024-01-01"],
    });
  });

  it("takes every text for a text, whatever SQL it looks like", async () => {
    const piece = fc.constantFrom("'", "''", "\\", "\\'", '"', "$1", "?", "--", "/*", ";", "\n", "\0", "E'", "x", "深");
    const texts = fc
      .array(fc.oneof(piece, fc.string({ unit: "grapheme" })), { maxLength: 8 })
      .map((all) => all.join(""));
    const isTaken = fc.asyncProperty(texts, fc.integer(), async (text, number) => {
      expect(await ask(sql`select ${text} as text, ${number} as number, ${text} as again`)).toEqual({
        text,
        number,
        again: text,
      });
    });
    await fc.assert(isTaken, { numRuns: 300 });
  });

  it("takes parameters of every kind", async () => {
    expect(
      await ask(sql`select date '2024-01-02' > ${"2024-01-01"} as later, ${1.5}::double as real, ${7} + 1 as next,
        ${4_000_000_000} + 1 as big, ${null}::integer as nothing, ${true} as yes, 2 = any(${[1, 2]}) as among,
        'b' = any(${["a", "b"]}) as named`),
    ).toEqual({
      later: true,
      real: 1.5,
      next: 8,
      big: 4_000_000_001,
      nothing: null,
      yes: true,
      among: true,
      named: true,
    });
    const found = duckDb.db.selectFrom("team").select("id").where("name", "=", '深圳 "B"').where("id", "in", [1, 2]);
    expect(await found.limit(5).execute()).toEqual([{ id: 2 }]);
  });

  it("answers more queries at a time than it has connections, and goes on after a wrong one", async () => {
    const queries = Array.from({ length: 20 }, (_, number) =>
      number % 5 === 0 ? ask(sql`select nothing_such`) : ask(sql`select ${number}::integer as number`),
    );
    const answers = await Promise.allSettled(queries);
    for (const [number, answer] of answers.entries()) {
      if (number % 5 === 0) expect(answer.status).toBe("rejected");
      else expect(answer).toMatchObject({ value: { number } });
    }
  });

  it("ends the questions that are being asked when it closes, and those that wait", async () => {
    for (let round = 0; round < 10; round++) {
      const closing = await openDuckDb(":memory:");
      await closing.writer.run("create table team as select range as id, 'name ' || range as name from range(1000000)");
      const long = sql`select name, sum(id) over (order by name) from team where id > ${round}`;
      const asked = Promise.allSettled(Array.from({ length: 6 }, () => long.execute(closing.db)));
      await setTimeout(round * 10);
      await closing.close();
      for (const answer of await asked) {
        expect(answer).toMatchObject({
          status: "rejected",
          reason: { message: expect.stringMatching(/interrupt|closed/i) },
        });
      }
      await expect(long.execute(closing.db)).rejects.toThrow("the copy is closed");
    }
  });

  it("refuses to open one file twice", async () => {
    const folder = await mkdtemp(join(tmpdir(), "salesglass-duckdb-"));
    const path = join(folder, "x.duckdb");
    const first = await openDuckDb(path);
    await expect(openDuckDb(path)).rejects.toThrow(/lock|already open/i);
    await first.close();
    await (await openDuckDb(path)).close();
    await rm(folder, { recursive: true });
  });
});
