import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "../../context.ts";
import type { Store } from "../../store/store.ts";
import { fillSmallCompany, testServer } from "../../testing/ask.ts";
import { testRecords } from "../../testing/records.ts";
import { faultsOf, writer } from "../../testing/write.ts";

const engines = { pglite: "duckdb", postgres: "postgres" } as const;

describe.each(testRecords())("people and budgets on $name", ({ name, open }) => {
  let store: Store;
  const servers: Awaited<ReturnType<typeof testServer>>[] = [];
  let executive: Awaited<ReturnType<typeof as>>;
  const ids: Record<string, number> = {};
  beforeAll(async () => {
    store = await open();
    await fillSmallCompany(store);
    for (const { id, external_id } of await store.query<{ id: number; external_id: string }>(
      "select id, external_id from team union all select id, external_id from rep",
    )) {
      ids[external_id] = id;
    }
    executive = await as("EXECUTIVE");
  });
  afterAll(async () => {
    for (const server of servers) await server.close();
    await store.close();
  });

  async function as(role: Viewer["role"], scope: Viewer["scope"] = { kind: "everything" }) {
    const server = await testServer(store, engines[name], { viewer: { name: role.toLowerCase(), role, scope } });
    servers.push(server);
    return { ...server, write: writer(server) };
  }
  const managerOfNorth = () => as("MANAGER", { kind: "teams", teamIds: [ids.north!] });
  const ann = () => as("REP", { kind: "rep", repId: ids.ann! });

  it("says what is missing while nothing is recorded", async () => {
    expect(
      await executive.ask(`{
        budget(period: "2024") { total { planned spent used pace state stateText(locale: "zh-CN") } rows { key } }
        hiring(period: "2024") { applied inProcess stages { stage reached rate } timeToHire { median n } openings }
        openings { totalCount }
        trainingEffect { course }
        activityEffect(period: "2024-06") { weeks effects { result withinReps { n r tooFew } } }
      }`),
    ).toEqual({
      budget: {
        total: { planned: 0, spent: 0, used: null, pace: null, state: "WITHIN", stateText: "预算之内" },
        rows: [],
      },
      hiring: {
        applied: 0,
        inProcess: 0,
        stages: ["APPLIED", "SCREENED", "INTERVIEWED", "OFFERED", "HIRED"].map((stage) => ({
          stage,
          reached: 0,
          rate: null,
        })),
        timeToHire: { median: null, n: 0 },
        openings: 0,
      },
      openings: { totalCount: 0 },
      trainingEffect: [],
      activityEffect: {
        weeks: 4,
        effects: ["REVENUE", "WON_DEALS"].map((result) => ({ result, withinReps: { n: 8, r: null, tooFew: true } })),
      },
    });
  });

  it("writes budgets and expenses, and says what was planned, spent and earned", async () => {
    const { write, ask } = executive;
    const budgets = [
      { externalId: "B1", team: "north", category: "travel", month: "2024-06", amount: "30" },
      { externalId: "B2", team: "north", category: "travel", month: "2024-07", amount: "31" },
      { externalId: "B3", category: "events", month: "2024-06-01", amount: "60" },
    ];
    expect(await write("upsertBudgets", budgets)).toMatchObject({ new: 3 });
    expect(await write("upsertBudgets", budgets)).toMatchObject({ unchanged: 3 });
    expect(
      await write("recordExpenses", [
        { externalId: "X1", team: "north", category: "travel", day: "2024-06-10", amount: "20.05", channel: "online" },
        { externalId: "X2", category: "events", day: "2024-06-20", amount: "70" },
        { externalId: "X3", team: "sales", category: "gifts", day: "2024-06-21", amount: "10" },
      ]),
    ).toMatchObject({ new: 3 });
    const fields =
      "label planned plannedToDate spent remaining variance used pace state revenue costOfSales returnOnSpend";
    const { total, byTeam, byMonth } = await ask<Record<string, { total: object; rows: object[]; knownTo: string }>>(`{
      total: budget(period: "2024-Q3", asOf: "2024-07-10", by: MONTH) { knownTo total { planned plannedToDate spent } rows { label planned plannedToDate } }
      byTeam: budget(period: "2024-06", by: TEAM) { total { ${fields} } rows { ${fields} } }
      byMonth: budget(period: "2024-06", asOf: "2024-06-15", by: CATEGORY) { knownTo rows { ${fields} } }
    }`);
    // Today is 30 June: nothing of the quarter is known.
    expect(total).toEqual({
      knownTo: "2024-06-30",
      total: { planned: 31, plannedToDate: 0, spent: 0 },
      rows: [
        { label: "2024-07-01", planned: 31, plannedToDate: 0 },
        { label: "2024-08-01", planned: 0, plannedToDate: 0 },
        { label: "2024-09-01", planned: 0, plannedToDate: 0 },
      ],
    });
    expect(byTeam!.total).toMatchObject({
      planned: 90,
      spent: 100.05,
      remaining: -10.05,
      state: "OVER",
      revenue: 130.25,
    });
    expect(byTeam!.rows).toMatchObject([
      { label: null, planned: 60, spent: 70, variance: 10, state: "OVER", revenue: 10 },
      { label: "North", planned: 30, spent: 20.05, state: "WITHIN", revenue: 100.25, costOfSales: 0.2 },
      {
        label: "Sales",
        planned: 0,
        spent: 10,
        used: null,
        pace: null,
        state: "UNPLANNED",
        revenue: 20,
        costOfSales: 0.5,
      },
    ]);
    expect((byTeam!.rows[2] as { returnOnSpend: number }).returnOnSpend).toBeCloseTo((20 - 10 - 10) / 10, 9);
    expect(byMonth).toMatchObject({
      knownTo: "2024-06-15",
      rows: [
        { label: "travel", plannedToDate: 15, spent: 20.05, variance: 5.05, state: "AHEAD", returnOnSpend: null },
        { label: "events", plannedToDate: 30, spent: 0, pace: 0, state: "WITHIN" },
      ],
    });
    const { metrics } = await ask<{ metrics: object[] }>(
      `{ metrics(period: "2024-06") { budget spend budgetVariance costOfSales returnOnSpend } }`,
    );
    expect(metrics).toEqual([
      {
        budget: 90,
        spend: 100.05,
        budgetVariance: 10.05,
        costOfSales: 100.05 / 130.25,
        returnOnSpend: expect.closeTo((130.25 - 65 - 100.05) / 100.05, 9),
      },
    ]);
  });

  it("refuses what contradicts, all or nothing, with the path to each fault", async () => {
    const faults = faultsOf(
      await executive.write("upsertBudgets", [
        { externalId: "N1", team: "north", category: "travel", month: "2024-06", amount: "31" },
        { externalId: "N2", category: "travel", month: "2024-06-02", amount: "1" },
        { externalId: "N3", category: "travel", month: "2024-06", amount: "1", currency: "USD" },
      ]),
    );
    expect(faults).toEqual([
      expect.stringContaining('input[0].amount "31" contradicts budget "B1"'),
      'input[1].month "2024-06-02" is no month: write 2024-03, or its first day',
      'input[2].currency "USD" must be the company\'s currency, EUR: convert the amounts',
    ]);
    expect(await executive.fault(`{ budget(period: "2024", team: { in: ["nowhere"] }) { knownTo } }`)).toMatchObject({
      message: expect.stringContaining('there is no team with the id "nowhere"'),
    });
    expect(await executive.fault(`{ trainingEffect(days: 3) { course } }`)).toEqual({
      code: "BAD_USER_INPUT",
      message: "days: 3, expected a whole number from 7 to 365",
    });
    expect((await executive.fault(`{ activityEffect(period: "2024", lag: 13) { weeks } }`)).message).toBe(
      "lag: 13, expected a whole number from 0 to 12",
    );
    expect((await executive.fault(`{ turnover(period: "2025") { days } }`)).message).toContain(
      "2025 begins after 2024-06-30",
    );
  });

  it("shows managers the budgets and candidates of their teams, and reps none", async () => {
    expect(
      await executive.write("upsertOpenings", [
        { externalId: "O1", team: "north", title: "Rep", openedOn: "2024-04-01", filledOn: "2024-05-01" },
        { externalId: "O2", team: "sales", title: "Head", headcount: 2, openedOn: "2024-06-01" },
      ]),
    ).toMatchObject({ new: 2 });
    expect(
      await executive.write("recordCandidates", [
        {
          externalId: "kim",
          opening: "O1",
          name: "Kim Secret",
          source: "referral",
          appliedOn: "2024-04-03",
          interviewedOn: "2024-04-10",
          hiredOn: "2024-05-01",
        },
        { externalId: "lee", opening: "O1", appliedOn: "2024-04-04", rejectedOn: "2024-04-09" },
        { externalId: "ray", opening: "O2", name: "Ray Secret", appliedOn: "2024-06-04" },
      ]),
    ).toMatchObject({ new: 3 });
    const manager = await managerOfNorth();
    const asked = `{
      budget(period: "2024-06", by: TEAM) { total { spent } rows { label } }
      hiring(period: "2024") { applied hired rejected inProcess openings places timeToHire { median n } timeToFill { median n } sources { source applied rate } stages { reached rate medianDays timed } }
      openings { totalCount edges { node { title candidates { name stage } } } }
      turnover(period: "2024-06") { total { headcount left annualTurnover } teams { teamName meanHeadcount } }
    }`;
    expect(await manager.ask(asked)).toEqual({
      budget: { total: { spent: 20.05 }, rows: [{ label: "North" }] },
      hiring: {
        applied: 2,
        hired: 1,
        rejected: 1,
        inProcess: 0,
        openings: 0,
        places: 0,
        timeToHire: { median: 28, n: 1 },
        timeToFill: { median: 30, n: 1 },
        sources: [
          { source: "referral", applied: 1, rate: 1 },
          { source: null, applied: 1, rate: 0 },
        ],
        stages: [
          { reached: 2, rate: null, medianDays: 0, timed: 2 },
          { reached: 1, rate: 0.5, medianDays: null, timed: 0 },
          { reached: 1, rate: 1, medianDays: 7, timed: 1 },
          { reached: 1, rate: 1, medianDays: null, timed: 0 },
          { reached: 1, rate: 1, medianDays: 28, timed: 1 },
        ],
      },
      openings: {
        totalCount: 1,
        edges: [
          {
            node: {
              title: "Rep",
              candidates: [
                { name: null, stage: "REJECTED" },
                { name: "Kim Secret", stage: "HIRED" },
              ],
            },
          },
        ],
      },
      turnover: {
        total: { headcount: 1, left: 0, annualTurnover: 0 },
        teams: [{ teamName: "North", meanHeadcount: 1 }],
      },
    });
    expect(
      await executive.ask(
        `{ hiring(period: "2024") { applied inProcess openings places } openings(open: true) { totalCount } }`,
      ),
    ).toEqual({
      hiring: { applied: 3, inProcess: 1, openings: 1, places: 2 },
      openings: { totalCount: 1 },
    });
    const rep = await ann();
    for (const field of [
      `budget(period: "2024") { knownTo }`,
      `hiring(period: "2024") { applied }`,
      "openings { totalCount }",
      `turnover(period: "2024") { days }`,
    ]) {
      expect((await rep.fault(`{ ${field} }`)).code, field).toBe("FORBIDDEN");
    }
    expect(await rep.ask(`{ metrics(period: "2024-06") { budget spend } }`)).toEqual({
      metrics: [{ budget: 0, spend: 0 }],
    });
    const [{ id }] = (await store.query<{ id: number }>("select id from candidate where external_id = 'kim'")) as [
      { id: number },
    ];
    const node = (server: typeof rep) =>
      server.send(
        JSON.stringify({
          query: `{ node(id: "${Buffer.from(`Candidate:${id}`).toString("base64")}") { ... on Candidate { name } } }`,
        }),
      );
    expect(await (await node(rep)).text()).not.toContain("Kim");
    expect(await (await node(manager)).text()).toContain("Kim Secret");
    for (const field of ["upsertBudgets", "recordExpenses", "upsertOpenings", "recordCandidates"]) {
      await expect(manager.write(field, [])).rejects.toThrow("is not for the role MANAGER");
    }
  });

  it("shows a rep their own scorecard, and of so few peers nothing but their number", async () => {
    const asked = `query ($peers: PeerGroup!) { scorecards(period: "2024", peers: $peers) { totalCount edges { node { rep { name } scores { measure label(locale: "zh-CN") value peers { n median percentile z } } } } } }`;
    const { scorecards } = await (await ann()).ask<{
      scorecards: {
        totalCount: number;
        edges: { node: { rep: object; scores: { measure: string; value: number | null; peers: object }[] } }[];
      };
    }>(asked, { peers: "COMPANY" });
    expect(scorecards.totalCount).toBe(1);
    const [{ node }] = scorecards.edges as [(typeof scorecards.edges)[number]];
    expect(node.rep).toEqual({ name: "Ann" });
    const hidden = { median: null, percentile: null, z: null };
    expect(node.scores).toMatchObject([
      { measure: "ATTAINMENT", value: null, peers: { n: 0, ...hidden } },
      { measure: "REVENUE", label: "销售额", value: 200.25, peers: { n: 1, ...hidden } },
      { measure: "MARGIN", value: expect.closeTo((200.25 - 110) / 200.25, 9), peers: { n: 1, ...hidden } },
      { measure: "WIN_RATE", value: 1, peers: { n: 1, ...hidden } },
      { measure: "CSAT", value: null },
      { measure: "NPS", value: null },
      // One call in the 26 weeks up to today.
      { measure: "ACTIVITY", value: expect.closeTo(7 / 182, 9), peers: { n: 0, ...hidden } },
    ]);
    expect(await executive.ask(`{ scorecards(period: "2024", team: ["sales"]) { totalCount } }`)).toEqual({
      scorecards: { totalCount: 2 },
    });
  });

  it("keeps who candidates are out of the audit log, and erases them without changing a figure", async () => {
    const everything = async () => {
      const [row] = await store.query<{ text: string }>(
        "select string_agg(e::text, chr(10)) as text from audit_entry e",
      );
      return row!.text;
    };
    const log = await everything();
    expect(log).not.toMatch(/Secret|kim|ray/);
    expect(log).toContain("interviewed_on");
    const figures = () => executive.ask(`{ hiring(period: "2024") { applied hired stages { reached } } }`);
    const before = await figures();
    const erase = `mutation ($ids: [String!]!, $dryRun: Boolean) { eraseCandidates(externalIds: $ids, dryRun: $dryRun) {
      ... on WriteSummary { changed rows { externalId } } ... on InvalidInput { faults { path message } } } }`;
    expect(await executive.ask(erase, { ids: ["kim", "who"] })).toEqual({
      eraseCandidates: {
        faults: [{ path: "externalIds[1]", message: "is no candidate's key: who was erased has another" }],
      },
    });
    expect(await executive.ask(erase, { ids: ["kim"], dryRun: true })).toMatchObject({
      eraseCandidates: { changed: 1 },
    });
    expect(await executive.ask(erase, { ids: ["kim"] })).toEqual({
      eraseCandidates: { changed: 1, rows: [{ externalId: expect.stringMatching(/^erased-[0-9a-f]{16}$/) }] },
    });
    expect(await store.query("select name from candidate where name = 'Kim Secret'")).toEqual([]);
    expect(await figures()).toEqual(before);
    const again = await executive.write("recordCandidates", [
      { externalId: "kim", opening: "O1", appliedOn: "2024-04-03" },
    ]);
    expect(faultsOf(again)).toEqual([
      'input[0].externalId "kim" is the key of a candidate who was erased: take the candidate out of the source, too',
    ]);
    expect(await everything()).not.toMatch(/Secret|kim/);
  });

  it("keeps openings with candidates from being deleted", async () => {
    expect(faultsOf(await executive.write("deleteOpenings", ["O2"]))).toEqual([
      'externalIds[0] "O2" can\'t be deleted: the opening has 1 candidates; closedOn ends it and keeps who applied',
    ]);
    expect(await executive.write("deleteCandidates", ["ray"])).toMatchObject({ deleted: 1 });
    expect(await executive.write("deleteOpenings", ["O2"])).toMatchObject({ deleted: 1 });
  });
});
