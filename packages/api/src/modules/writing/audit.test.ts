import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runImport } from "../../import/import.ts";
import type { Store } from "../../store/store.ts";
import { fillSmallCompany, testServer } from "../../testing/ask.ts";
import { testRecords } from "../../testing/records.ts";
import { writer } from "../../testing/write.ts";

type Entry = {
  actor: string;
  action: string;
  table: string | null;
  externalId: string | null;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
};
type Log = {
  auditLog: { edges: { node: Entry; cursor: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
};

describe.each(testRecords())("the audit log on $name", ({ open }) => {
  let store: Store;
  let server: Awaited<ReturnType<typeof testServer>>;
  let write: ReturnType<typeof writer>;
  beforeAll(async () => {
    store = await open();
    await fillSmallCompany(store);
    const viewer = { name: "Ада", role: "ADMIN", scope: { kind: "everything" } } as const;
    server = await testServer(store, "postgres", { viewer });
    write = writer(server);
  });
  afterAll(async () => {
    await server.close();
    await store.close();
  });

  async function log(args: string): Promise<Entry[]> {
    const { auditLog } = await server.ask<Log>(
      `{ auditLog${args} { edges { node { actor action table externalId before after } } } }`,
    );
    return auditLog.edges.map(({ node }) => node);
  }

  it("says who wrote what, and what was there before", async () => {
    await write("upsertCustomers", [{ externalId: "dot", name: "Dot", referredBy: "acme" }]);
    await write("upsertCustomers", [
      { externalId: "dot", email: "d@x.example" },
      { externalId: "acme", country: "DE" },
    ]);
    await write("deleteCustomers", ["dot"]);
    const entries = await log(`(externalId: "dot", table: CUSTOMER)`);
    expect(entries).toMatchObject([
      { actor: "Ада", action: "DELETED", before: { name: "Dot", email: "d@x.example" }, after: null },
      { actor: "Ада", action: "CHANGED", before: { email: null }, after: { email: "d@x.example", name: "Dot" } },
      {
        actor: "Ада",
        action: "CREATED",
        table: "customer",
        before: null,
        after: { referred_by_id: 1, kind: "COMPANY" },
      },
    ]);
    for (const { before, after } of entries) expect({ ...before, ...after }).not.toHaveProperty("changed");
    // The second row was as it is.
    expect(await log(`(externalId: "acme", first: 1)`)).toMatchObject([{ action: "CREATED" }]);
  });

  it("notes what goes with a deleted customer, and who wrote past the server", async () => {
    await write("upsertCustomers", [{ externalId: "gone", name: "Gone" }]);
    await write("recordNeeds", [{ externalId: "ng", customer: "gone", topic: "t", recordedOn: "2024-06-01" }]);
    await write("deleteCustomers", ["gone"]);
    expect(await log(`(table: NEED, externalId: "ng")`)).toMatchObject([
      { action: "DELETED", before: { topic: "t" } },
      {},
    ]);
    await store.exec("update need set topic = 'by hand' where external_id = 'n1'");
    const [entry] = await log(`(table: NEED, first: 1)`);
    expect(entry).toMatchObject({ action: "CHANGED", after: { topic: "by hand" } });
    expect(entry!.actor).toMatch(/^database role /);
  });

  it("notes nothing of what was refused, or would be done", async () => {
    const count = async () => (await store.query("select count(*) from audit_entry"))[0];
    const before = await count();
    await write("upsertCustomers", [{ externalId: "x1", name: "X" }, { externalId: "x2" }]);
    await write("upsertCustomers", [{ externalId: "x1", name: "X" }], { dryRun: true });
    await write("deleteContacts", ["k1"], { dryRun: true });
    expect(await count()).toEqual(before);
  });

  it("has one entry for an import, and none where it changed nothing", async () => {
    const folder = await mkdtemp(join(tmpdir(), "salesglass-audit-"));
    await writeFile(join(folder, "customers.csv"), "id,name\nacme,Acme\ni1,One\ni2,\n");
    await writeFile(join(folder, "needs.csv"), "id,customer,topic,recorded_on\nni,i1,t,2024-06-01\n");
    const rejectedFile = join(folder, "rejected.csv");
    const before = await log("(first: 500)");
    const options = { store, folder, rejectedFile, today: "2024-06-30", actor: "command by ada" };
    await runImport({ ...options, dryRun: true });
    await runImport(options);
    await runImport(options);
    await rm(folder, { recursive: true });
    const after = await log("(first: 500)");
    expect(after.length).toBe(before.length + 1);
    expect(after[0]).toMatchObject({
      actor: "command by ada",
      action: "IMPORTED",
      table: null,
      before: null,
      after: {
        tables: [
          { table: "customers", read: 3, new: 1, changed: 0, unchanged: 1, rejected: 1 },
          { table: "needs", new: 1 },
        ],
      },
    });
  });

  it("is answered page by page, the latest first", async () => {
    const all = await log("(first: 500)");
    const pages: Entry[] = [];
    for (let after: string | null = null, more = true; more; ) {
      const { auditLog }: Log = await server.ask<Log>(
        `query ($after: String) { auditLog(first: 4, after: $after) {
           edges { node { actor action table externalId before after } } pageInfo { hasNextPage endCursor } } }`,
        { after },
      );
      pages.push(...auditLog.edges.map(({ node }) => node));
      [after, more] = [auditLog.pageInfo.endCursor, auditLog.pageInfo.hasNextPage];
    }
    expect(pages).toEqual(all);
    expect(all.length).toBeGreaterThan(8);
  });

  it.each([
    ["update", "update audit_entry set actor = 'somebody else'"],
    ["delete", "delete from audit_entry"],
    ["truncate", "truncate audit_entry"],
    [
      "an erasure that would write",
      "set salesglass.erasing = '1'; update audit_entry set after = '{\"name\": \"X\"}' where customer_id = 1; reset salesglass.erasing",
    ],
    [
      "an erasure of another customer",
      "set salesglass.erasing = '2'; update audit_entry set after = null where customer_id = 1; reset salesglass.erasing",
    ],
    [
      "an erasure that would hide who wrote",
      "set salesglass.erasing = '1'; update audit_entry set actor = '' where customer_id = 1; reset salesglass.erasing",
    ],
  ])("refuses %s", async (_what, statement) => {
    const before = await store.query("select * from audit_entry order by id");
    await expect(store.transaction((sql) => sql.exec(statement))).rejects.toThrow(/audit log only grows/);
    expect(await store.query("select * from audit_entry order by id")).toEqual(before);
  });
});
