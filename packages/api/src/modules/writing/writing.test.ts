import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Store } from "../../store/store.ts";
import { fillSmallCompany, testServer } from "../../testing/ask.ts";
import { testRecords } from "../../testing/records.ts";
import { faultsOf, mutation, writer } from "../../testing/write.ts";

const places = testRecords().map((record) => ({
  ...record,
  engine: record.name === "pglite" ? ("duckdb" as const) : ("postgres" as const),
}));

describe.each(places)("mutations on $name, engine $engine", ({ engine, open }) => {
  let store: Store;
  let server: Awaited<ReturnType<typeof testServer>>;
  let write: ReturnType<typeof writer>;
  beforeAll(async () => {
    store = await open();
    await fillSmallCompany(store);
    server = await testServer(store, engine);
    write = writer(server);
  });
  afterAll(async () => {
    await server.close();
    await store.close();
  });

  const customer = async (externalId: string, fields: string) =>
    (
      await server.ask<{ customer: Record<string, unknown> | null }>(
        `query ($externalId: String) { customer(externalId: $externalId) { ${fields} } }`,
        { externalId },
      )
    ).customer;
  const entries = async () => Number((await store.query<{ n: string }>("select count(*) as n from audit_entry"))[0]!.n);

  it("adds and changes customers, each by the fields that it has, and says what became of each", async () => {
    const done = await write("upsertCustomers", [
      { externalId: "dot", name: " Dot ", email: "dot@x.example", referredBy: "acme", owner: "ann", kind: "PERSON" },
      { externalId: "acme", country: "AT" },
      { externalId: "bell", name: "Bell 50%_off" },
      { externalId: "eve", name: "Eve", referredBy: "dot", acquiredOn: "2024-06-01" },
    ]);
    expect(done).toMatchObject({ new: 2, changed: 1, unchanged: 1, deleted: 0 });
    expect(done.rows.map(({ externalId, outcome }) => `${externalId} ${outcome}`)).toEqual([
      "dot NEW",
      "acme CHANGED",
      "bell UNCHANGED",
      "eve NEW",
    ]);
    const { node } = await server.ask<{ node: unknown }>(
      "query ($id: ID!) { node(id: $id) { ... on Customer { name } } }",
      {
        id: done.rows[0]!.id,
      },
    );
    expect(node).toEqual({ name: "Dot" });
    expect(await customer("acme", "name country owner { externalId } acquiredOn")).toEqual({
      name: "Acme",
      country: "AT",
      owner: { externalId: "ann" },
      acquiredOn: "2024-01-10",
    });
    expect(await customer("eve", "kind anonymous email referredBy { externalId referredBy { externalId } }")).toEqual({
      kind: "COMPANY",
      anonymous: false,
      email: null,
      referredBy: { externalId: "dot", referredBy: { externalId: "acme" } },
    });
  });

  it("changes nothing and notes nothing when the same comes again", async () => {
    const rows = [
      { externalId: "dot", name: "Dot", email: "dot@x.example", referredBy: "acme", owner: "ann", kind: "PERSON" },
      { externalId: "eve", acquiredOn: "2024-06-01" },
    ];
    const marks = () => store.query("select id, changed::text from customer order by id");
    const [before, noted] = [await marks(), await entries()];
    expect(await write("upsertCustomers", rows)).toMatchObject({ new: 0, changed: 0, unchanged: 2 });
    expect(await marks()).toEqual(before);
    expect(await entries()).toBe(noted);
  });

  it("empties what is null, gives it its default, and leaves alone what isn't there", async () => {
    const done = await write("upsertCustomers", [{ externalId: "dot", email: null, kind: null, referredBy: null }]);
    expect(done).toMatchObject({ changed: 1 });
    expect(await customer("dot", "name email kind owner { externalId } referredBy { externalId }")).toEqual({
      name: "Dot",
      email: null,
      kind: "COMPANY",
      owner: { externalId: "ann" },
      referredBy: null,
    });
  });

  it("is in the very next answer, of the record and of the warehouse", async () => {
    const ask = () =>
      server.ask<{ metrics: object[]; customer: { needs: { edges: object[] } } }>(
        `{ metrics(period: "2024-06") { responses nps complaintRate } customer(externalId: "bell") { needs { edges { node { topic status } } } } }`,
      );
    expect((await ask()).metrics).toEqual([{ responses: 0, nps: null, complaintRate: expect.anything() }]);
    await write(
      "recordSurveyResponses",
      [9, 10, 3, 8, 10].map((score, index) => ({
        externalId: `r${index}`,
        customer: "bell",
        kind: "NPS",
        score,
        respondedOn: "2024-06-20",
      })),
    );
    await write("recordNeeds", [{ externalId: "n2", customer: "bell", topic: "pots", recordedOn: "2024-06-30" }]);
    const after = await ask();
    expect(after.metrics).toMatchObject([{ responses: 5, nps: 40 }]);
    expect(after.customer.needs.edges).toEqual([{ node: { topic: "pots", status: "OPEN" } }]);
    await write("recordNeeds", [{ externalId: "n2", status: "MET" }]);
    expect((await ask()).customer.needs.edges).toEqual([{ node: { topic: "pots", status: "MET" } }]);
    expect(await write("deleteSurveyResponses", ["r2", "r9"])).toMatchObject({ deleted: 1, unchanged: 1 });
    expect((await ask()).metrics).toMatchObject([{ responses: 4 }]);
  });

  it("reads local times in the company's time zone, and takes times with an offset as they stand", async () => {
    const common = { customer: "acme", kind: "CALL" };
    await write("recordInteractions", [
      { externalId: "i2", at: "2024-06-01 00:30", ...common },
      { externalId: "i3", at: "2024-06-01T00:30:00Z", ...common, rep: "bo", summary: "你好" },
    ]);
    const interactions = await store.query(
      "select external_id as id, at, day from interaction where id > 1 order by id",
    );
    expect(interactions).toEqual([
      { id: "i2", at: new Date("2024-05-31T22:30:00Z"), day: "2024-06-01" },
      { id: "i3", at: new Date("2024-06-01T00:30:00Z"), day: "2024-06-01" },
    ]);
  });

  it("writes all or nothing, and lists every fault with its place", async () => {
    const [before, noted] = [await store.query("select * from survey_response order by id"), await entries()];
    const answer = { customer: "acme", kind: "NPS", score: 9, respondedOn: "2024-06-01" };
    const done = await write("recordSurveyResponses", [
      { ...answer, externalId: "good" },
      { ...answer, externalId: "a", kind: "CSAT" },
      { ...answer, externalId: "b", score: 11, customer: "nobody-knows" },
      { ...answer, externalId: "c", respondedOn: "2024-07-02" },
      { ...answer, externalId: "d", order: "o2", respondedOn: "2024-06-09" },
      { ...answer, externalId: "e", order: "o3", respondedOn: "2024-06-13" },
      { externalId: "f", score: 5 },
      { externalId: "s1", kind: "CES" },
    ]);
    expect(done.__typename).toBe("InvalidInput");
    expect(faultsOf(done)).toEqual([
      'input[1].score "9" is out of range: CSAT goes from 1 to 5',
      'input[2].customer "nobody-knows" customer "nobody-knows" is neither in the input nor in the record',
      'input[2].score "11" is out of range: NPS goes from 0 to 10, CSAT from 1 to 5, CES from 1 to 7',
      'input[3].respondedOn "2024-07-02" lies in the future: today is 2024-06-30',
      'input[4].respondedOn "2024-06-09" is before the order\'s day (2024-06-10)',
      'input[5].order "o3" is an order of another customer than "acme"',
      'input[6].customer is required: there is no response "f" yet',
      'input[6].kind is required: there is no response "f" yet',
      'input[6].respondedOn is required: there is no response "f" yet',
      'input[7].score "9" is out of range: CES goes from 1 to 7',
    ]);
    expect(done.message).toBe(
      'input[1].score: "9" is out of range: CSAT goes from 1 to 5 (and 9 more); nothing was written',
    );
    expect(await store.query("select * from survey_response order by id")).toEqual(before);
    expect(await entries()).toBe(noted);
  });

  it("judges a row together with what the record has of it", async () => {
    await write("recordServiceCases", [
      { externalId: "c2", customer: "bell", kind: "COMPLAINT", openedOn: "2024-06-10" },
    ]);
    const early = await write("recordServiceCases", [{ externalId: "c2", resolvedOn: "2024-06-09" }]);
    expect(faultsOf(early)).toEqual(['input[0].resolvedOn "2024-06-09" is before openedOn (2024-06-10)']);
    expect(await write("recordServiceCases", [{ externalId: "c2", resolvedOn: "2024-06-11" }])).toMatchObject({
      changed: 1,
    });
    const late = await write("recordServiceCases", [{ externalId: "c2", openedOn: "2024-06-12" }]);
    expect(faultsOf(late)).toEqual(['input[0].resolvedOn "2024-06-11" is before openedOn (2024-06-12)']);
    await write("recordSurveyResponses", [
      { externalId: "o", customer: "acme", order: "o2", kind: "NPS", score: 9, respondedOn: "2024-06-20" },
    ]);
    const before = await write("recordSurveyResponses", [{ externalId: "o", respondedOn: "2024-06-01" }]);
    expect(faultsOf(before)).toEqual(['input[0].respondedOn "2024-06-01" is before the order\'s day (2024-06-10)']);
    const moved = await write("recordSurveyResponses", [{ externalId: "o", customer: "bell" }]);
    expect(faultsOf(moved)).toEqual(['input[0].order "o2" is an order of another customer than "bell"']);
    const wanted = await write("recordNeeds", [{ externalId: "n1", expectedOn: "2024-05-01" }]);
    expect(faultsOf(wanted)).toEqual(['input[0].expectedOn "2024-05-01" is before recordedOn (2024-05-02)']);
  });

  it("refuses referral circles through the input and the record, and names who is in them", async () => {
    const chain = ["u", "v", "w", "x"].map((externalId, index, all) => ({
      externalId,
      name: externalId,
      referredBy: index === 0 ? undefined : all[index - 1],
    }));
    expect(await write("upsertCustomers", chain)).toMatchObject({ new: 4 });
    const closed = await write("upsertCustomers", [
      { externalId: "u", referredBy: "z" },
      { externalId: "z", name: "Z", referredBy: "x" },
      { externalId: "bell", referredBy: "u" },
      { externalId: "acme", referredBy: "acme" },
    ]);
    expect(faultsOf(closed)).toEqual([
      'input[0].referredBy "z" makes a circle: u → z → x → w → v → u',
      'input[1].referredBy "x" makes a circle: z → x → w → v → u → z',
      `input[3].referredBy "acme" a customer can't have referred itself`,
      'input[3].referredBy "acme" makes a circle: acme → acme',
    ]);
    // What opens it in the same input is fine.
    const opened = await write("upsertCustomers", [
      { externalId: "u", referredBy: "x" },
      { externalId: "v", referredBy: null },
    ]);
    expect(opened).toMatchObject({ changed: 2 });
  });

  it("takes the same row twice, but not two that differ", async () => {
    const row = { externalId: "twin", name: "Twin" };
    expect(await write("upsertCustomers", [row, row], { dryRun: true })).toMatchObject({ new: 1, unchanged: 1 });
    const done = await write("upsertCustomers", [row, { externalId: "twin", name: "Twin", email: "x@y.example" }]);
    expect(faultsOf(done)).toEqual([
      'input[0].externalId "twin" this key is there 2 times with different content: keep one',
      'input[1].externalId "twin" this key is there 2 times with different content: keep one',
    ]);
  });

  it("says in a dry run what it would do, and does nothing", async () => {
    const row = { externalId: "dry", name: "Dry" };
    const done = await write("upsertCustomers", [row, { externalId: "acme", country: "CH" }], { dryRun: true });
    expect(done).toMatchObject({ dryRun: true, new: 1, changed: 1, rows: [{ id: null }, { id: expect.any(String) }] });
    expect(await customer("dry", "name")).toBeNull();
    expect(await customer("acme", "country")).toEqual({ country: "AT" });
    expect(await write("deleteContacts", ["k1"], { dryRun: true })).toMatchObject({ dryRun: true, deleted: 1 });
    expect(await customer("acme", "contacts { externalId }")).toEqual({ contacts: [{ externalId: "k1" }] });
  });

  it("takes 1,000 rows, and says what to do with more", async () => {
    const rows = Array.from({ length: 1_001 }, (_, index) => ({ externalId: `many${index}`, name: "M" }));
    const done = await write("upsertCustomers", rows);
    expect(faultsOf(done)).toEqual([
      'input "1,001 rows" are more than the 1,000 rows that one mutation takes: send them in several, or import them as a file',
    ]);
    expect(await write("upsertCustomers", rows.slice(1), { dryRun: true })).toMatchObject({ new: 1_000 });
    expect(await write("upsertCustomers", [])).toMatchObject({ new: 0, rows: [] });
  });

  it("deletes contacts, and customers with nothing sold or referred", async () => {
    await write("upsertCustomers", [{ externalId: "mistake", name: "Mistake" }]);
    await write("upsertContacts", [{ externalId: "k9", customer: "mistake", name: "Kay", primary: true }]);
    const refused = await write("deleteCustomers", ["mistake", "acme"]);
    expect(faultsOf(refused)).toEqual([
      `externalIds[1] "acme" can't be deleted: the customer has 4 orders, 4 deals; eraseCustomer makes the person unknown and keeps what was sold`,
    ]);
    expect(await customer("mistake", "contacts { name }")).toEqual({ contacts: [{ name: "Kay" }] });
    expect(await write("deleteCustomers", ["mistake", "never-there"])).toMatchObject({ deleted: 1, unchanged: 1 });
    expect(await customer("mistake", "name")).toBeNull();
    const { customers } = await server.ask<{ customers: { totalCount: number } }>(
      `{ customers(search: "Mistake") { totalCount } }`,
    );
    expect(customers).toEqual({ totalCount: 0 });
  });

  it.each([
    ["kind", { kind: "ROBOT" }, /at "input\[1\]\.kind".*Expected one of COMPANY, PERSON/s],
    ["a day", { acquiredOn: "2024-02-30" }, /^input\[1\]\.acquiredOn: .*2024-02-30/],
    ["a field", { colour: "red" }, /"colour" is not defined by type "CustomerInput".*Expected one of .*acquiredOn/s],
  ])("names the place of %s of the wrong type", async (_what, wrong, message) => {
    const input = [
      { externalId: "ok", name: "Ok" },
      { externalId: "bad", name: "Bad", ...wrong },
    ];
    const fault = await server.fault(mutation("upsertCustomers"), { input });
    expect(fault).toEqual({ code: "BAD_USER_INPUT", message: expect.stringMatching(message) });
  });

  it("keeps hostile text as text, and refuses what no text may have", async () => {
    const name = `'); drop table customer; -- <img src=x onerror=alert(1)> "quoted", ünï 名`;
    await write("upsertCustomers", [{ externalId: 'it\'s "x"', name }]);
    expect(await customer('it\'s "x"', "name")).toEqual({ name });
    const nul = await write("upsertCustomers", [
      { externalId: "nul", name: "a\0b" },
      { externalId: " ", name: "b" },
    ]);
    expect(faultsOf(nul)).toEqual([
      'input[0].name "a\0b" has a NUL character, which no text may have',
      "input[1].externalId is required",
    ]);
  });

  it("writes by POST with JSON only", async () => {
    const query = `mutation { upsertCustomers(input: [{ externalId: "csrf", name: "Csrf" }]) { __typename } }`;
    const url = `http://localhost/graphql?query=${encodeURIComponent(query)}`;
    const byGet = await server.fetch(url);
    expect(byGet.status).toBe(405);
    const form = await server.fetch("http://localhost/graphql", {
      method: "POST",
      headers: { "content-type": "text/plain", "content-length": "9" },
      body: JSON.stringify({ query }),
    });
    expect(form.status).toBe(415);
    const posted = await server.fetch(url, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded", "content-length": "1" },
      body: "x",
    });
    expect(posted.status).toBe(415);
    expect(await customer("csrf", "name")).toBeNull();
  });

  it("serves writers of the same rows one after the other", async () => {
    const countries = ["A", "B", "C", "D"];
    const all = await Promise.all(
      countries.map((country) => write("upsertCustomers", [{ externalId: "raced", name: "Raced", country }])),
    );
    expect(all.map((done) => done.new).sort()).toEqual([0, 0, 0, 1]);
    expect(all.reduce((sum, done) => sum + done.changed, 0)).toBe(3);
    expect(countries).toContain((await customer("raced", "country"))!.country);
  });
});
