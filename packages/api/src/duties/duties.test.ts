import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { getDatamodel } from "../generated/pothos-types.ts";
import { runImport } from "../import/import.ts";
import type { Store } from "../store/store.ts";
import { fillSmallCompany, testServer } from "../testing/ask.ts";
import { testRecords } from "../testing/records.ts";
import { faultsOf, writer } from "../testing/write.ts";
import { type CustomerExport, heldOnCustomer, isDay, isOwnNumber } from "./export-customer.ts";

type Rows = Record<string, unknown>[];
type Erased = {
  __typename: string;
  externalId: string | null;
  erasedOn: string;
  alreadyErased: boolean;
  removed: { table: string; rows: number }[];
  faults: { path: string; value: string; message: string }[];
};

type Model = { fields: { name: string; kind: string; type: string; isList: boolean }[] };

describe("what is held on a customer", () => {
  const { datamodel } = getDatamodel() as unknown as {
    datamodel: { models: Record<string, Model> };
  };
  const included = (model: string, part: object): [string, object][] =>
    Object.entries(part)
      .filter(([name]) => name !== "orderBy")
      .map(([name, more]) => [datamodel.models[model]!.fields.find((field) => field.name === name)!.type, more]);

  it("is every model of the record that refers to one", () => {
    const held = new Set<string>(["AuditEntry"]);
    const visit = (model: string, include: object) => {
      for (const [type, more] of included(model, include)) {
        // Of others, a `select` names who they are; they are not the customer's.
        if ("select" in more) continue;
        held.add(type);
        visit(type, "include" in more ? (more.include as object) : {});
      }
    };
    visit("Customer", heldOnCustomer);
    const own = ({ fields }: Model) => fields.filter(({ kind, isList }) => kind === "object" && !isList);
    const refers = (name: string): boolean => {
      const model = datamodel.models[name]!;
      if (model.fields.some((field) => field.name === "customerId")) return true;
      return own(model).some(({ type }) => type === "Customer" || (type !== name && refers(type)));
    };
    const referring = Object.keys(datamodel.models).filter((name) => name !== "Customer" && refers(name));
    expect(referring.length).toBeGreaterThan(9);
    expect(referring.filter((name) => !held.has(name))).toEqual([]);
  });

  it("has days where the record has days", async () => {
    const schema = await readFile(new URL("../../prisma/schema.prisma", import.meta.url), "utf8");
    const fields = [...schema.matchAll(/^ {2}(\w+) +DateTime\??[^\n]*@db\.(\w+)/gm)];
    expect(fields.length).toBeGreaterThan(15);
    for (const [, name, type] of fields) expect([name, isDay(name!)]).toEqual([name, type === "Date"]);
  });
});

describe.each(testRecords())("duties towards a person on $name", ({ open }) => {
  let store: Store;
  let server: Awaited<ReturnType<typeof testServer>>;
  let write: ReturnType<typeof writer>;
  beforeAll(async () => {
    store = await open();
    await fillSmallCompany(store);
    server = await testServer(store, "duckdb");
    write = writer(server);
    await write("upsertCustomers", [
      { externalId: "acme", companyName: "Acme Ltd", email: "acme@secret.example", phone: "+49 555" },
      { externalId: "bell", referredBy: "acme" },
    ]);
    await write("recordNeeds", [{ externalId: "n1", statement: "Secret words" }]);
    await write("recordServiceCases", [{ externalId: "c1", subject: "Secret subject" }]);
    await write("recordSurveyResponses", [{ externalId: "s1", comment: "Secret comment" }]);
    await write("upsertContacts", [{ externalId: "kim@secret.example", customer: "acme", name: "Kim Secret" }]);
    await store.exec("update opportunity set name = 'Secret deal' where external_id = 'd1'");
  });
  afterAll(async () => {
    await server.close();
    await store.close();
  });

  const exported = async (externalId: string) =>
    (
      await server.ask<{ exportCustomer: CustomerExport }>(
        `query ($externalId: String) { exportCustomer(externalId: $externalId) }`,
        { externalId },
      )
    ).exportCustomer;
  const erase = async (externalId: string, dryRun = false) =>
    (
      await server.ask<{ eraseCustomer: Erased }>(
        `mutation ($externalId: String, $dryRun: Boolean) { eraseCustomer(externalId: $externalId, dryRun: $dryRun) {
           __typename ... on Erasure { externalId erasedOn alreadyErased removed { table rows } }
           ... on InvalidInput { faults { path value message } } } }`,
        { externalId, dryRun },
      )
    ).eraseCustomer;
  /** Every row of the record as text. */
  async function everything(): Promise<string> {
    const tables = await store.query<{ name: string }>(
      "select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'",
    );
    const texts: string[] = [];
    for (const { name } of tables) {
      const [row] = await store.query<{ text: string | null }>(
        `select string_agg(t::text, chr(10)) as text from public.${name} t`,
      );
      texts.push(`${name}: ${row!.text}`);
    }
    return texts.join("\n");
  }

  it("exports everything, under names and not the record's numbers", async () => {
    const document = await exported("acme");
    expect(document.customer).toEqual({
      externalId: "acme",
      kind: "COMPANY",
      name: "Acme",
      companyName: "Acme Ltd",
      email: "acme@secret.example",
      phone: "+49 555",
      industry: null,
      region: null,
      country: "DE",
      source: null,
      acquiredOn: "2024-01-10",
      anonymous: false,
      erasedOn: null,
      owner: { externalId: "ann", name: "Ann" },
      referredBy: null,
    });
    expect(document.referrals).toEqual([{ externalId: "bell" }]);
    const orders = document.orders as Rows;
    expect(orders.map(({ externalId }) => externalId)).toEqual(["o0", "o1", "o2", "o5"]);
    expect(orders[2]).toMatchObject({
      day: "2024-06-10",
      orderedAt: "2024-06-10T00:00:00.000Z",
      netAmount: "100.25",
      rep: { externalId: "ann" },
      lines: [{ line: 1, product: { name: "Tea" }, quantity: "10", netAmount: "100.25", cost: "50" }],
      credits: [],
    });
    expect(document.contacts).toMatchObject([{ name: "Kim" }, { name: "Kim Secret" }]);
    expect(document.opportunities).toHaveLength(4);
    expect(document.interactions).toMatchObject([
      { at: "2024-05-02T00:00:00.000Z", day: "2024-05-02", summary: "Asked for cups" },
    ]);
    expect(document.needs).toMatchObject([{ statement: "Secret words", recordedOn: "2024-05-02" }]);
    expect(document.responses).toMatchObject([{ score: 9, comment: "Secret comment", order: null }]);
    expect(document.cases).toMatchObject([{ subject: "Secret subject", openedOn: "2024-06-05" }]);
    const log = document.auditLog as Rows;
    expect(log.filter(({ table }) => table === "customer").map(({ action }) => action)).toEqual(["CREATED", "CHANGED"]);
    expect(log.findLast(({ table }) => table === "contact")).toMatchObject({
      actor: "local",
      after: { name: "Kim Secret" },
    });
    const names = (value: unknown): string[] =>
      value !== null && typeof value === "object"
        ? Object.entries(value).flatMap(([name, inner]) =>
            /^(before|after)$/.test(name) ? [] : [name, ...names(inner)],
          )
        : [];
    expect(names(document).filter((name) => Number.isNaN(Number(name)) && isOwnNumber(name))).toEqual([]);
  });

  it("says that there is no such customer, or no person", async () => {
    expect(await server.fault(`{ exportCustomer(externalId: "who?") }`)).toEqual({
      code: "NOT_FOUND",
      message: 'there is no customer with this external id "who?"',
    });
    expect(await server.fault(`{ exportCustomer(externalId: "nobody") }`)).toMatchObject({ code: "BAD_USER_INPUT" });
    expect((await erase("who?")).faults).toEqual([
      { path: "externalId", value: "who?", message: 'there is no customer with this external id "who?"' },
    ]);
    expect((await erase("nobody")).faults[0]!.message).toMatch(/sales with no known buyer/);
  });

  const acme = [
    { table: "customers", rows: 1 },
    { table: "contacts", rows: 2 },
    { table: "opportunities", rows: 1 },
    { table: "interactions", rows: 1 },
    { table: "needs", rows: 1 },
    { table: "survey_responses", rows: 1 },
    { table: "service_cases", rows: 1 },
    { table: "alerts", rows: 0 },
  ];

  it("says in a dry run what an erasure would remove, and removes nothing", async () => {
    const before = await everything();
    const planned = await erase("acme", true);
    expect(planned).toMatchObject({ __typename: "Erasure", externalId: null, alreadyErased: false });
    expect(planned.removed.slice(0, -1)).toEqual(acme);
    expect(planned.removed.at(-1)).toEqual({ table: "audit_log", rows: 16 });
    expect(await everything()).toEqual(before);
  });

  it("leaves nothing that tells who it was, and every figure as it was", async () => {
    const figures = () =>
      server.ask(
        `{ metrics(period: "2024", orderBy: [{ by: "revenue", direction: DESC }]) { customerId revenue orders responses complaintRate winRate conversionRate } }`,
      );
    const before = await figures();
    const secrets = ["acme@secret", "Acme", "acme", "+49 555", "Kim", "k1", "Secret", "Asked for cups"];
    const text = await everything();
    for (const secret of secrets) expect(text, secret).toContain(secret);

    const done = await erase("acme");
    expect(done).toMatchObject({
      erasedOn: "2024-06-30",
      alreadyErased: false,
      removed: [...acme, { table: "audit_log", rows: 16 }],
    });
    expect(done.externalId).toMatch(/^erased-[0-9a-f]{16}$/);
    const after = await everything();
    for (const secret of secrets) expect(after, secret).not.toContain(secret);
    expect(await figures()).toEqual(before);

    const { customer } = await server.ask<{ customer: object }>(
      `query ($key: String) { customer(externalId: $key) { name erasedOn email country acquiredOn owner { name } contacts { name } orders { totalCount } needs { edges { node { topic statement } } } } }`,
      { key: done.externalId },
    );
    expect(customer).toEqual({
      name: "Erased customer",
      erasedOn: "2024-06-30",
      email: null,
      country: "DE",
      acquiredOn: "2024-01-10",
      owner: { name: "Ann" },
      contacts: [],
      orders: { totalCount: 4 },
      needs: { edges: [{ node: { topic: "cups", statement: null } }] },
    });
  });

  it("notes that somebody was erased, and not who", async () => {
    const { auditLog } = await server.ask<{ auditLog: { edges: { node: Record<string, unknown> }[] } }>(
      `{ auditLog(first: 1) { edges { node { actor action table externalId before after } } } }`,
    );
    expect(auditLog.edges[0]!.node).toMatchObject({
      actor: "local",
      action: "ERASED",
      table: "customer",
      before: null,
    });
    expect(auditLog.edges[0]!.node.externalId).toMatch(/^erased-/);
  });

  it("is done once: asked again, it says when it was done", async () => {
    const before = await everything();
    expect(await erase("acme")).toMatchObject({ alreadyErased: true, erasedOn: "2024-06-30", removed: [] });
    expect(await everything()).toEqual(before);
  });

  it("is not undone by an import or a mutation that still has the customer", async () => {
    const folder = await mkdtemp(join(tmpdir(), "salesglass-duties-"));
    await writeFile(join(folder, "customers.csv"), "id,name,referred_by\nacme,Acme,\nnew,New,acme\nbell,Bell,\n");
    await writeFile(join(folder, "contacts.csv"), "id,customer,name\nk1,acme,Kim\n");
    await writeFile(join(folder, "orders.csv"), "id,customer,ordered_at\no2,acme,2024-06-10\n");
    await writeFile(
      join(folder, "order_lines.csv"),
      "order,line,product,quantity,unit_price,net_amount\no2,1,tea,10,10,100.25\n",
    );
    const rejectedFile = join(folder, "rejected.csv");
    const summary = await runImport({ store, folder, rejectedFile, today: "2024-06-30", actor: "a test" });
    const rejected = (await readFile(rejectedFile, "utf8")).trimEnd().split("\n").slice(1);
    await rm(folder, { recursive: true });
    expect(rejected).toEqual([
      'contacts.csv,2,customer,acme,"customer ""acme"" was erased"',
      'customers.csv,2,id,acme,"is the key of a customer who was erased: take the customer out of the source, too"',
      'customers.csv,3,referred_by,acme,"customer ""acme"" was erased"',
      'orders.csv,2,customer,acme,"customer ""acme"" was erased"',
    ]);
    expect(summary.tables.find(({ table }) => table === "customers")).toMatchObject({
      new: 0,
      changed: 1,
      rejected: 2,
    });
    const again = await write("upsertCustomers", [{ externalId: "acme", name: "Acme" }]);
    expect(faultsOf(again)).toEqual([
      'input[0].externalId "acme" is the key of a customer who was erased: take the customer out of the source, too',
    ]);
  });

  it("also empties what the log says of a customer who was deleted before", async () => {
    await write("upsertCustomers", [{ externalId: "gone", name: "Gone Girl", email: "gone@x.example" }]);
    await write("upsertContacts", [{ externalId: "kg", customer: "gone", name: "Gone Contact" }]);
    await write("deleteCustomers", ["gone"]);
    expect(await everything()).toContain("Gone Girl");
    const done = await erase("gone");
    expect(done).toMatchObject({
      externalId: null,
      removed: expect.arrayContaining([{ table: "audit_log", rows: 4 }]),
    });
    expect(await everything()).not.toMatch(/Gone|gone@x/);
    expect(await write("upsertCustomers", [{ externalId: "gone", name: "Back" }])).toMatchObject({
      __typename: "InvalidInput",
    });
  });
});
