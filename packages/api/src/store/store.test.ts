import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testRecords } from "../testing/records.ts";
import type { Store } from "./store.ts";

describe.each(testRecords())("the store on $name", ({ open }) => {
  let store: Store;
  let folder: string;
  beforeAll(async () => {
    store = await open();
    folder = await mkdtemp(join(tmpdir(), "salesglass-store-"));
  });
  afterAll(async () => {
    await store.close();
    await rm(folder, { recursive: true });
  });

  it("answers dates and exact numbers as text, integers as numbers", async () => {
    const [row] = await store.query(
      `select date '2024-02-29' as day, 12345678901234567::int8 as big, 1.1000::numeric(18,4) as money, 7::int4 as small,
         0.5::float8 as real, array[date '2024-01-01'] as days, array[1,2]::int4[] as ids, true as yes, null as nothing`,
    );
    expect(row).toEqual({
      day: "2024-02-29",
      big: "12345678901234567",
      money: "1.1000",
      small: 7,
      real: 0.5,
      days: ["2024-01-01"],
      ids: [1, 2],
      yes: true,
      nothing: null,
    });
  });

  it("takes lists as parameters, also of the record's own types", async () => {
    const rows = await store.query("select unnest($1::int[]) as id, unnest($2::order_status[])::text as status", [
      [1, 2],
      ["OPEN", "CANCELLED"],
    ]);
    expect(rows).toEqual([
      { id: 1, status: "OPEN" },
      { id: 2, status: "CANCELLED" },
    ]);
  });

  it("rolls a transaction back as a whole when the work throws", async () => {
    const work = store.transaction(async (sql) => {
      await sql.query("insert into team (external_id, name) values ('gone', 'Gone')");
      throw new Error("stop");
    });
    await expect(work).rejects.toThrow("stop");
    expect(await store.query("select * from team where external_id = 'gone'")).toEqual([]);
  });

  it("reads everything of one moment in a repeatable-read transaction", async () => {
    await store.transaction(async (sql) => {
      const count = async () => (await sql.query("select count(*)::int as n from team"))[0]!.n;
      const before = await count();
      const outside = store.query("insert into team (external_id, name) values ('moment', 'Moment')");
      if (store.kind === "postgres") await outside;
      expect(await count()).toBe(before);
      outside.catch(() => {});
    }, "repeatable read");
    await expect.poll(() => store.query("select id from team where external_id = 'moment'")).toHaveLength(1);
  });

  it("keeps Prisma's writes out of another's transaction", async () => {
    let written: Promise<unknown> | undefined;
    await store
      .transaction(async (sql) => {
        await sql.query("insert into team (external_id, name) values ('mine', 'Mine')");
        written = store.prisma.team.create({ data: { externalId: "theirs", name: "Theirs" } });
        written.catch(() => {});
        await new Promise((resolve) => setTimeout(resolve, 50));
        throw new Error("roll back");
      })
      .catch(() => {});
    await written;
    const teams = await store.prisma.team.findMany({ where: { externalId: { in: ["mine", "theirs"] } } });
    expect(teams.map((team) => team.externalId)).toEqual(["theirs"]);
  });

  it("writes an order with its lines through Prisma at once, and nothing of a failed batch", async () => {
    const [customer, product] = await store.prisma.$transaction([
      store.prisma.customer.create({ data: { externalId: "buyer", name: "Buyer" } }),
      store.prisma.product.create({ data: { externalId: "thing", name: "Thing" } }),
    ]);
    const day = new Date("2024-02-29");
    const lines = [1, 2].map((line) => ({ line, productId: product.id, quantity: 1, unitPrice: 2, netAmount: 2 }));
    const order = { customerId: customer.id, orderedAt: day, day, currency: "USD" };
    await store.prisma.order.create({ data: { externalId: "o1", ...order, lines: { create: lines } } });
    const found = await store.prisma.order.findFirstOrThrow({ include: { lines: true } });
    expect(found.day).toEqual(day);
    expect(found.netAmount.toString()).toBe("4");
    expect(found.lines.map((line) => line.customerId)).toEqual([customer.id, customer.id]);

    const batch = store.prisma.$transaction(async (transaction) => {
      await transaction.order.create({ data: { externalId: "o2", ...order } });
      await transaction.order.create({ data: { externalId: "o1", ...order } });
    });
    await expect(batch).rejects.toThrow(/Unique constraint/);
    expect(await store.prisma.order.count()).toBe(1);
  });

  it("keeps points in time exact to the millisecond through Prisma", async () => {
    const customer = await store.prisma.customer.create({ data: { externalId: "time", name: "Time" } });
    const at = new Date("2024-03-31T01:02:03.456Z");
    await store.prisma.interaction.create({
      data: { externalId: "time", customerId: customer.id, kind: "CALL", at },
    });
    expect((await store.prisma.interaction.findFirstOrThrow()).at).toEqual(at);
    const [row] = await store.query("select (extract(epoch from at) * 1000)::int8 as ms from interaction");
    expect(row).toEqual({ ms: String(at.getTime()) });
  });

  it("copies CSV in and out: quotes, line breaks, nulls and empty texts survive", async () => {
    const rows: [string, string | null][] = [];
    for (let row = 0; row < 5_000; row++) rows.push([`copy-${row}`, nasty[row % nasty.length]!]);
    const csv = rows.map(([id, text]) => `${id},${id},${text === null ? "" : `"${text.replaceAll('"', '""')}"`}\n`);
    const count = await store.copyIn("product", ["external_id", "name", "category"], Readable.from(csv));
    expect(count).toBe(5_000);
    const stored = await store.query(
      "select external_id, category from product where external_id like 'copy-%' order by id",
    );
    expect(stored.map((row) => [row.external_id, row.category])).toEqual(rows);

    const file = join(folder, "out.csv");
    expect(
      await store.copyOut(
        "select external_id, category from product where external_id in ('copy-0', 'copy-1', 'copy-2') order by id",
        file,
      ),
    ).toBe(3);
    expect(await readFile(file, "utf8")).toBe('external_id,category\ncopy-0,plain\ncopy-1,\ncopy-2,""\n');
  });

  it("leaves nothing behind when a copy breaks off", async () => {
    const broken = Readable.from(
      (function* () {
        for (let row = 0; row < 50_000; row++) yield `broken-${row},Broken\n`;
        throw new Error("the source broke off");
      })(),
    );
    await expect(store.copyIn("product", ["external_id", "name"], broken)).rejects.toThrow("the source broke off");
    expect(await store.query("select id from product where external_id like 'broken-%'")).toEqual([]);
    await expect(store.copyIn("product", ["external_id"], Readable.from(["1,2\n"]))).rejects.toThrow(/extra data/);
    expect(await store.query("select 1 as works")).toEqual([{ works: 1 }]);
  });
});

const nasty = [
  "plain",
  null,
  "",
  'a "quoted" word',
  "two\nlines",
  "carriage\r\nreturn",
  "a,b",
  "深圳 \u{1F600}",
  "\\N",
  " ",
];
