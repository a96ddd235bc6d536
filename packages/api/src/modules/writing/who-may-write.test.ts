import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "../../context.ts";
import { schema } from "../../schema.ts";
import type { Store } from "../../store/store.ts";
import { fillSmallCompany, testServer } from "../../testing/ask.ts";
import { testRecords } from "../../testing/records.ts";
import { faultsOf, mutation, writer } from "../../testing/write.ts";

/** Mutations that don't write or delete rows of a table. */
const calls: Readonly<Record<string, string>> = {
  acknowledgeAlerts: `acknowledgeAlerts(ids: []) { acknowledged }`,
  eraseCustomer: `eraseCustomer(externalId: "acme") { __typename }`,
  savePlan: `savePlan(plan: {}) { __typename }`,
  deletePlanVersion: `deletePlanVersion(plan: "flat", version: 1)`,
  closeStatements: `closeStatements(period: "2024-05") { period }`,
  approveStatements: `approveStatements(period: "2024-05")`,
  disputeStatementLine: `disputeStatementLine(rep: "ann", period: "2024-05", line: 1, reason: "wrong") { period }`,
  answerDispute: `answerDispute(dispute: 1, accepted: true, answer: "yes") { status }`,
  awardHonours: `awardHonours(period: "2024-05") { __typename }`,
};

describe.each(testRecords())("who may write on $name", ({ open }) => {
  let store: Store;
  const servers: Awaited<ReturnType<typeof testServer>>[] = [];
  beforeAll(async () => {
    store = await open();
    await fillSmallCompany(store);
  });
  afterAll(async () => {
    for (const server of servers) await server.close();
    await store.close();
  });

  async function as(role: Viewer["role"], scope: Viewer["scope"] = { kind: "everything" }) {
    const server = await testServer(store, "postgres", { viewer: { name: role.toLowerCase(), role, scope } });
    servers.push(server);
    return { ...server, write: writer(server) };
  }
  const idOf = async (table: string, key: string) =>
    (await store.query<{ id: number }>(`select id from ${table} where external_id = $1`, [key]))[0]!.id;

  it("refuses every mutation to analysts and embedded pages", async () => {
    const fields = Object.keys(schema.getMutationType()!.getFields());
    expect(fields.length).toBeGreaterThan(12);
    const before = await store.query("select * from customer order by id");
    for (const role of ["ANALYST", "EMBED"] as const) {
      const server = await as(role);
      for (const field of fields) {
        const query = calls[field] ? `mutation { ${calls[field]} }` : mutation(field);
        const fault = await server.fault(query, { input: [], externalIds: ["cold"] });
        expect(fault, field).toEqual({
          code: "FORBIDDEN",
          message: `${field} is not for the role ${role}: writing is for EXECUTIVE, ADMIN, MANAGER, REP, goals, honours, careers, market data, stages of the pipeline, approvals and answers to disputes are for EXECUTIVE, ADMIN, MANAGER, and plans, salaries, budgets, hiring, deals, closing a month, the audit log, exports and erasures are for EXECUTIVE, ADMIN`,
        });
      }
    }
    expect(await store.query("select * from customer order by id")).toEqual(before);
  });

  it("keeps the audit log, exports and erasures for executives and administrators", async () => {
    const asked = [
      `{ auditLog { edges { node { actor } } } }`,
      `{ exportCustomer(externalId: "acme") }`,
      `mutation { eraseCustomer(externalId: "acme", dryRun: true) { __typename } }`,
    ];
    for (const role of ["MANAGER", "REP"] as const) {
      const server = await as(role);
      for (const query of asked) expect(await server.fault(query)).toMatchObject({ code: "FORBIDDEN" });
    }
    const server = await as("ADMIN");
    for (const query of asked) await server.ask(query);
  });

  it("lets a rep write to customers of theirs, and be told nothing of others", async () => {
    const ann = await as("REP", { kind: "rep", repId: await idOf("rep", "ann") });
    const need = { topic: "x", recordedOn: "2024-06-01" };
    expect(await ann.write("recordNeeds", [{ externalId: "mine", customer: "acme", ...need }])).toMatchObject({
      new: 1,
    });
    const others = await ann.write("recordNeeds", [
      { externalId: "a", customer: "bell", ...need },
      { externalId: "b", customer: "who?", ...need },
    ]);
    expect(faultsOf(others)).toEqual([
      'input[0].customer "bell" customer "bell" is neither in the input nor in the record',
      'input[1].customer "who?" customer "who?" is neither in the input nor in the record',
    ]);
    const order = await ann.write("recordSurveyResponses", [
      { externalId: "s9", customer: "acme", order: "o3", kind: "NPS", score: 9, respondedOn: "2024-06-20" },
    ]);
    expect(faultsOf(order)).toEqual(['input[0].order "o3" order "o3" is neither in the input nor in the record']);
  });

  it("lets nobody take a key of another's customer, nor move what is another's", async () => {
    const executive = await as("EXECUTIVE");
    await executive.write("upsertContacts", [{ externalId: "kb", customer: "bell", name: "Ben" }]);
    const ann = await as("REP", { kind: "rep", repId: await idOf("rep", "ann") });
    expect(faultsOf(await ann.write("upsertCustomers", [{ externalId: "bell", name: "Mine now" }]))).toEqual([
      'input[0].externalId "bell" is the key of a customer that you may not write',
    ]);
    expect(faultsOf(await ann.write("upsertContacts", [{ externalId: "kb", customer: "acme" }]))).toEqual([
      'input[0].externalId "kb" is the key of a contact that you may not write',
    ]);
    expect(await ann.write("deleteContacts", ["kb"])).toMatchObject({ unchanged: 1, rows: [{ id: null }] });
    expect(await store.query("select name from contact where external_id = 'kb'")).toEqual([{ name: "Ben" }]);
  });

  it("asks for an owner within the scope, so that nobody loses sight of what they write", async () => {
    const team = await as("MANAGER", { kind: "teams", teamIds: [await idOf("team", "north")] });
    const done = await team.write("upsertCustomers", [
      { externalId: "new1", name: "New" },
      { externalId: "new2", name: "New", owner: "bo" },
      { externalId: "new3", name: "New", owner: "ann" },
      { externalId: "acme", owner: "bo" },
      { externalId: "new4", name: "New", owner: "who?" },
    ]);
    expect(faultsOf(done)).toEqual([
      "input[0].owner is required: without one of your reps as the owner you could not see the customer",
      'input[1].owner "bo" is not one of your reps: you could no longer see the customer',
      'input[3].owner "bo" is not one of your reps: you could no longer see the customer',
      'input[4].owner "who?" rep "who?" is neither in the input nor in the record',
    ]);
    expect(await team.write("upsertCustomers", [{ externalId: "acme", industry: "Toys" }])).toMatchObject({
      changed: 1,
    });
  });

  it("finds a circle of referrals through customers that the writer may not see, and does not name them", async () => {
    const executive = await as("EXECUTIVE");
    await executive.write("upsertCustomers", [
      { externalId: "bell", referredBy: "cold" },
      { externalId: "cold", referredBy: "acme" },
      { externalId: "seen", name: "Seen", owner: "ann", referredBy: "bell" },
    ]);
    const ann = await as("REP", { kind: "rep", repId: await idOf("rep", "ann") });
    const done = await ann.write("upsertCustomers", [{ externalId: "acme", referredBy: "seen" }]);
    expect(faultsOf(done)).toEqual(['input[0].referredBy "seen" makes a circle: acme → seen → … → … → acme']);
  });
});
