import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "../../context.ts";
import type { Store } from "../../store/store.ts";
import { fillSmallCompany, testServer } from "../../testing/ask.ts";
import { testRecords } from "../../testing/records.ts";
import { faultsOf, writer } from "../../testing/write.ts";

const engines = { pglite: "duckdb", postgres: "postgres" } as const;

/** In May Ann sold 100 and Bo nothing; in June Ann 100.25 and Bo 20, of which June's last day is today. */
const rules = [
  { externalId: "star", name: "Sales Star", nameZh: "销售之星", every: "MONTH", minimum: "100", tieBreak: "orders" },
  { externalId: "team", name: "Best Team", every: "QUARTER", givenTo: "TEAM" },
  { externalId: "net", name: "Web Star", every: "MONTH", filter: "channel = online" },
  { externalId: "late", name: "From June", every: "MONTH", startsOn: "2024-06-01" },
];

describe.each(testRecords())("honours on $name", ({ name, open }) => {
  let store: Store;
  const servers = new Map<string, Awaited<ReturnType<typeof testServer>>>();
  let server: Awaited<ReturnType<typeof testServer>>;
  beforeAll(async () => {
    store = await open();
    await fillSmallCompany(store);
    server = await as("EXECUTIVE");
    expect(await writer(server)("upsertHonourRules", rules)).toMatchObject({ new: 4, warnings: [] });
  });
  afterAll(async () => {
    for (const one of servers.values()) await one.close();
    await store.close();
  });

  /** A server for a viewer; each is made once. */
  async function as(role: Viewer["role"], scope: Viewer["scope"] = { kind: "everything" }, today = "2024-06-30") {
    const key = JSON.stringify([role, scope, today]);
    const viewer = { name: role.toLowerCase(), role, scope };
    const made = servers.get(key) ?? (await testServer(store, engines[name], { viewer, today }));
    servers.set(key, made);
    return made;
  }
  const idOf = async (table: string, key: string) =>
    (await store.query<{ id: number }>(`select id from ${table} where external_id = $1`, [key]))[0]!.id;
  type Server = typeof server;
  const award = async (period: string, dryRun = false, asked: Server = server) => {
    const { done } = await asked.ask<{ done: Record<string, unknown> & { honours: Record<string, unknown>[] } }>(
      `mutation ($period: Period!, $dryRun: Boolean) { done: awardHonours(period: $period, dryRun: $dryRun) { __typename
        ... on AwardedHonours { dryRun honours { title period winner value shared } }
        ... on InvalidInput { faults { path value message } } } }`,
      { period, dryRun },
    );
    return done;
  };
  const fame = async (asked: Server, args = "", fields = "title period winner value") => {
    const { honours } = await asked.ask<{
      honours: { totalCount: number; edges: { node: Record<string, unknown> }[] };
    }>(`{ honours${args} { totalCount edges { node { ${fields} } } } }`);
    return { total: honours.totalCount, nodes: honours.edges.map(({ node }) => node) };
  };

  /** A month can be closed once somebody is on a plan. */
  async function assignSomebody() {
    const plan = {
      id: "flat",
      label: { en: "Flat", "zh-CN": "固定" },
      currency: "EUR",
      from: "2024-05-01",
      components: [
        { id: "sales", kind: "COMMISSION", label: { en: "Sales", "zh-CN": "提成" }, basis: "REVENUE", rate: "10%" },
      ],
    };
    await server.ask(
      `mutation ($plan: JSON!) { savePlan(plan: $plan, status: ACTIVE, confirm: true) { __typename ... on InvalidInput { message } } }`,
      { plan },
    );
    const row = { externalId: "a", plan: "flat", rep: "ann", startsOn: "2024-05-01" };
    expect(await writer(server)("assignPlans", [row])).toMatchObject({ new: 1 });
  }

  it("ranks reps and teams on the leaderboard", async () => {
    const { leaderboard } = await server.ask<{ leaderboard: Record<string, unknown> }>(
      `{ leaderboard(metric: revenue, period: "2024-06") { ranked currency definition { id } period { from } comparison { from }
         rows { rank name value previousRank movement } } }`,
    );
    expect(leaderboard).toEqual({
      ranked: 2,
      currency: "EUR",
      definition: { id: "revenue" },
      period: { from: "2024-06-01" },
      comparison: { from: "2024-05-01" },
      rows: [
        { rank: 1, name: "Ann", value: 100.25, previousRank: 1, movement: 0 },
        { rank: 2, name: "Bo", value: 20, previousRank: null, movement: null },
      ],
    });
    const keyed = await server.ask<{ leaderboard: { rows: { key: string }[] } }>(
      `{ leaderboard(metric: revenue, period: "2024-06", by: TEAM, first: 1, where: { team: { in: ["sales"] } }) { rows { key } } }`,
    );
    const { node } = await server.ask<{ node: unknown }>(
      `query ($id: ID!) { node(id: $id) { ... on Team { name } } }`,
      {
        id: keyed.leaderboard.rows[0]!.key,
      },
    );
    expect(node).toEqual({ name: "North" });
    const bo = await as("REP", { kind: "rep", repId: await idOf("rep", "bo") });
    const own = `{ leaderboard(metric: revenue, period: "2024-06") { ranked rows { rank name } } }`;
    expect(await bo.ask(own)).toEqual({ leaderboard: { ranked: 1, rows: [{ rank: 1, name: "Bo" }] } });
    expect(await server.fault(own.replace('"2024-06"', '"2024-06", first: 0'))).toEqual({
      code: "BAD_USER_INPUT",
      message: expect.stringContaining("first: 0, expected 1 to 500"),
    });
  });

  it("says what would be given, gives it when the month is closed, once, and gives nothing of what is not over", async () => {
    const star = { title: "Sales Star", period: "2024-05", winner: "Ann", value: 100, shared: false };
    expect(await award("2024-05", true)).toEqual({ __typename: "AwardedHonours", dryRun: true, honours: [star] });
    expect((await fame(server)).total).toBe(0);
    await assignSomebody();
    const { closeStatements } = await server.ask<{ closeStatements: object }>(
      `mutation { closeStatements(period: "2024-05") { honours { title period winner value shared } } }`,
    );
    expect(closeStatements).toEqual({ honours: [star] });
    expect((await award("2024-05")).honours).toEqual([]);
    expect((await award("2024-05", true)).honours).toEqual([]);
    // The quarter isn't over, and neither is June, on its last day.
    expect((await award("2024-Q2")).honours).toEqual([]);
    expect(await award("2024-06")).toMatchObject({
      __typename: "InvalidInput",
      faults: [{ path: "period", value: "2024-06", message: expect.stringContaining("today is 2024-06-30") }],
    });
  });

  it("gives what a month closes, the month's and the quarter's that ends with it, once to two who ask at once", async () => {
    const july = await as("ADMIN", undefined, "2024-07-01");
    const both = await Promise.all([award("2024-06", false, july), award("2024-06", false, july)]);
    expect(both.flatMap(({ honours }) => honours)).toEqual([
      { title: "From June", period: "2024-06", winner: "Ann", value: 100.25, shared: false },
      { title: "Web Star", period: "2024-06", winner: "Ann", value: 100.25, shared: false },
      { title: "Sales Star", period: "2024-06", winner: "Ann", value: 100.25, shared: false },
      { title: "Best Team", period: "2024-Q2", winner: "North", value: 200.25, shared: false },
    ]);
  });

  it("keeps what was given when later facts and names say otherwise, and notes who gave it", async () => {
    await store.query(
      "update order_line set net_amount = 5000 where order_id = (select id from sales_order where external_id = 'o3')",
    );
    await writer(server)("upsertHonourRules", [{ externalId: "star", name: "Star of the month" }]);
    await server.warehouse.sync();
    expect((await award("2024-05")).honours).toEqual([]);
    const { nodes } = await fame(
      server,
      `(period: "2024-Q2", rep: ["ann"])`,
      `title(locale: "zh-CN") winner period value rule { name }`,
    );
    expect(nodes.filter(({ title }) => title === "销售之星")).toEqual([
      { title: "销售之星", winner: "Ann", period: "2024-06", value: 100.25, rule: { name: "Star of the month" } },
      { title: "销售之星", winner: "Ann", period: "2024-05", value: 100, rule: { name: "Star of the month" } },
    ]);
    await expect(store.query("update honour_award set value = 1")).rejects.toThrow(
      "an honour that was given is never changed",
    );
    const { auditLog } = await server.ask<{ auditLog: { edges: { node: { actor: string; after: object } }[] } }>(
      "{ auditLog(table: HONOUR_AWARD) { edges { node { actor after } } } }",
    );
    expect(auditLog.edges.map(({ node }) => node.actor)).toEqual([...Array(4).fill("admin"), "executive"]);
    expect(auditLog.edges.at(-1)!.node.after).toMatchObject({ title: "Sales Star", value: 100, period: "2024-05" });
  });

  it("shows the hall of fame to everybody, and values to who may see them", async () => {
    const values = async (asked: Server) =>
      (await fame(asked, `(period: "2024-06")`)).nodes.map(({ title, winner, value }) => [title, winner, value]);
    expect(await values(server)).toEqual([
      ["Best Team", "North", 200.25],
      ["From June", "Ann", 100.25],
      ["Sales Star", "Ann", 100.25],
      ["Web Star", "Ann", 100.25],
    ]);
    const ann = await as("REP", { kind: "rep", repId: await idOf("rep", "ann") });
    expect((await values(ann)).map(([, , value]) => value)).toEqual([null, 100.25, 100.25, 100.25]);
    const bo = await as("REP", { kind: "rep", repId: await idOf("rep", "bo") });
    expect((await values(bo)).map(([, , value]) => value)).toEqual([null, null, null, null]);
    const north = await as("MANAGER", { kind: "teams", teamIds: [await idOf("team", "north")] });
    expect((await values(north)).map(([, , value]) => value)).toEqual([200.25, 100.25, 100.25, 100.25]);
    expect((await fame(bo, `(team: ["north"], first: 2)`)).total).toBe(5);
    expect((await fame(bo, `(team: ["sales"])`)).total).toBe(0);
    const reps = await bo.ask(`{ honours(rep: ["ann"], first: 1) { edges { node { rep { honours { winner } } } } } }`);
    expect(reps).toEqual({
      honours: { edges: [{ node: { rep: { honours: Array(4).fill({ winner: "Ann" }) } } }] },
    });
  });

  it("lists the rules", async () => {
    const { honourRules } = await server.ask<{ honourRules: object[] }>(
      `{ honourRules { name(locale: "zh-CN") metric { id } tieBreak { id } givenTo every minimum filter startsOn } }`,
    );
    expect(honourRules[3]).toEqual({
      name: "Web Star",
      metric: { id: "revenue" },
      tieBreak: null,
      givenTo: "REP",
      every: "MONTH",
      minimum: null,
      filter: "channel=online",
      startsOn: null,
    });
    expect(honourRules[2]).toMatchObject({ tieBreak: { id: "orders" }, minimum: "100" });
  });

  it("refuses rules that can't be, each with its place", async () => {
    const done = await writer(server)("upsertHonourRules", [
      { externalId: "a", name: "A", every: "MONTH", metric: "revenu" },
      { externalId: "b", name: "B", every: "MONTH", filter: "colour=red" },
      { externalId: "c", name: "C", every: "MONTH", tieBreak: "nothing" },
      { externalId: "d", name: "D", every: "MONTH", tieBreak: "revenue" },
      { externalId: "e", name: "E", every: "MONTH", startsOn: "2024-02-01", endsOn: "2024-01-01" },
      { externalId: "f", name: "F" },
      { externalId: "g", every: "YEAR" },
    ]);
    expect(faultsOf(done)).toEqual([
      'input[0].metric "revenu" is no metric; did you mean "revenue"?',
      expect.stringMatching(
        /^input\[1\]\.filter "colour=red" names "colour", which is no part of revenue; expected one of /,
      ),
      expect.stringMatching(/^input\[2\]\.tieBreak "nothing" is no metric; expected one of revenue, /),
      'input[3].tieBreak "revenue" is the metric itself: another has to decide between equals',
      'input[4].endsOn "2024-01-01" is before startsOn (2024-02-01)',
      'input[5].every is required: there is no honour "f" yet',
      'input[6].name is required: there is no honour "g" yet',
    ]);
  });

  it("lets nobody who sees a part of the company set or give honours", async () => {
    const north = await as("MANAGER", { kind: "teams", teamIds: [await idOf("team", "north")] });
    const write = writer(north);
    expect(faultsOf(await write("upsertHonourRules", [{ externalId: "mine", name: "Mine", every: "MONTH" }]))).toEqual([
      'input[0].externalId "mine" holds for the whole company: only who sees all of it may write it',
    ]);
    expect(faultsOf(await write("deleteHonourRules", ["late"]))).toEqual([
      'externalIds[0] "late" holds for the whole company: only who sees all of it may write it',
    ]);
    expect(await north.fault(`mutation { awardHonours(period: "2024-05") { __typename } }`)).toEqual({
      code: "FORBIDDEN",
      message: expect.stringContaining("awardHonours compares everybody, and you see a part of the company"),
    });
    const ann = await as("REP", { kind: "rep", repId: await idOf("rep", "ann") });
    expect(await ann.fault(`mutation { awardHonours(period: "2024-05") { __typename } }`)).toMatchObject({
      code: "FORBIDDEN",
    });
  });

  it("deletes a rule that was never given, and no other", async () => {
    await writer(server)("upsertHonourRules", [{ externalId: "never", name: "Never", every: "YEAR" }]);
    expect(await writer(server)("deleteHonourRules", ["never", "who?"])).toMatchObject({ deleted: 1, unchanged: 1 });
    expect(faultsOf(await writer(server)("deleteHonourRules", ["star"]))).toEqual([
      'externalIds[0] "star" can\'t be deleted: the honour has 2 awards; endsOn ends it and keeps what was given',
    ]);
  });
});
