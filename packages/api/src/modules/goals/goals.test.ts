import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "../../context.ts";
import type { Store } from "../../store/store.ts";
import { fillSmallCompany, testServer } from "../../testing/ask.ts";
import { testRecords } from "../../testing/records.ts";
import { faultsOf, writer } from "../../testing/write.ts";

const engines = { pglite: "duckdb", postgres: "postgres" } as const;

const company = [
  { externalId: "year", name: "Year", target: "2000", startsOn: "2024-01-01", endsOn: "2024-12-31" },
  {
    externalId: "north",
    name: "North",
    team: "north",
    target: "1200",
    startsOn: "2024-01-01",
    endsOn: "2024-12-31",
    parent: "year",
  },
  {
    externalId: "ann",
    name: "Ann's quota",
    rep: "ann",
    target: "100",
    startsOn: "2024-06-01",
    endsOn: "2024-06-30",
    parent: "north",
    reward: "50",
  },
  { externalId: "bo", name: "Bo's quota", rep: "bo", target: "200", startsOn: "2024-06-01", endsOn: "2024-06-30" },
  { externalId: "bo-may", name: "Bo's May", rep: "bo", target: "10", startsOn: "2024-05-01", endsOn: "2024-05-31" },
  { externalId: "next", name: "Ann's July", rep: "ann", target: "120", startsOn: "2024-07-01", endsOn: "2024-07-31" },
  {
    externalId: "online",
    name: "Online",
    team: "sales",
    filter: "channel = online",
    target: "300",
    startsOn: "2024-06-01",
    endsOn: "2024-06-30",
  },
];

describe.each(testRecords())("goals on $name", ({ name, open }) => {
  let store: Store;
  const servers: Awaited<ReturnType<typeof testServer>>[] = [];
  let server: Awaited<ReturnType<typeof testServer>>;
  beforeAll(async () => {
    store = await open();
    await fillSmallCompany(store);
    server = await as("EXECUTIVE");
    const done = await writer(server)("upsertGoals", company);
    expect(done).toMatchObject({ new: company.length, warnings: [] });
  });
  afterAll(async () => {
    for (const one of servers) await one.close();
    await store.close();
  });

  async function as(role: Viewer["role"], scope: Viewer["scope"] = { kind: "everything" }) {
    const viewer = { name: role.toLowerCase(), role, scope };
    const made = await testServer(store, engines[name], { viewer });
    servers.push(made);
    return made;
  }
  const idOf = async (table: string, key: string) =>
    (await store.query<{ id: number }>(`select id from ${table} where external_id = $1`, [key]))[0]!.id;
  type Nodes = { goals: { totalCount: number; edges: { node: Record<string, unknown> }[] } };
  const list = async (asked: typeof server, fields: string, args = "") => {
    const { goals } = await asked.ask<Nodes>(`{ goals${args} { totalCount edges { node { ${fields} } } } }`);
    return { total: goals.totalCount, nodes: goals.edges.map(({ node }) => node) };
  };
  const keys = async (asked: typeof server, args = "") =>
    (await list(asked, "externalId", args)).nodes.map(({ externalId }) => externalId);

  it("lists goals with their owners, the company's first, in pages", async () => {
    const { total, nodes } = await list(server, "externalId level rep { name } team { name } target", "(first: 3)");
    expect(total).toBe(7);
    expect(nodes).toEqual([
      { externalId: "year", level: "COMPANY", rep: null, team: null, target: "2000" },
      { externalId: "north", level: "TEAM", rep: null, team: { name: "North" }, target: "1200" },
      { externalId: "online", level: "TEAM", rep: null, team: { name: "Sales" }, target: "300" },
    ]);
    expect(await keys(server, `(orderBy: [{ by: TARGET, direction: DESC }], first: 2)`)).toEqual(["year", "north"]);
  });

  it("gives a rep's goal the rep's team, and knows which days a period shares", async () => {
    const [ann] = (await list(server, "externalId team { externalId }", `(where: { rep: { in: ["ann"] } })`)).nodes;
    expect(ann).toEqual({ externalId: "ann", team: { externalId: "north" } });
    expect(await keys(server, `(period: "2024-05", where: { level: [REP] })`)).toEqual(["bo-may"]);
    expect(await keys(server, `(where: { team: { in: ["sales"] }, level: [TEAM] })`)).toEqual(["north", "online"]);
    expect(await keys(server, `(where: { hasParent: false, level: [COMPANY, TEAM] })`)).toEqual(["year", "online"]);
  });

  it("tells how far each goal is", async () => {
    const fields = 'externalId value attainment elapsed status statusText(locale: "zh-CN")';
    const { nodes } = await list(server, fields);
    const byKey = new Map(nodes.map(({ externalId, ...rest }) => [externalId, rest]));
    // June's last day is today, so June is not over; Ann's 100.25 of 100 is reached all the same.
    expect(byKey.get("ann")).toEqual({
      value: 100.25,
      attainment: 1.0025,
      elapsed: 1,
      status: "REACHED",
      statusText: "已达成",
    });
    expect(byKey.get("bo")).toEqual({
      value: 20,
      attainment: 0.1,
      elapsed: 1,
      status: "BEHIND",
      statusText: "进度落后",
    });
    expect(byKey.get("bo-may")).toEqual({
      value: 0,
      attainment: 0,
      elapsed: 1,
      status: "MISSED",
      statusText: "未达成",
    });
    expect(byKey.get("next")).toEqual({
      value: null,
      attainment: null,
      elapsed: 0,
      status: "NOT_STARTED",
      statusText: "未开始",
    });
    expect(byKey.get("online")).toMatchObject({ value: 120.25, attainment: 120.25 / 300 });
    expect(byKey.get("north")).toMatchObject({ value: 200.25 });
    expect(byKey.get("year")).toMatchObject({ value: 230.25 });
  });

  it("finds goals by how they stand, and looks from another day", async () => {
    expect(await keys(server, "(where: { status: [REACHED] })")).toEqual(["ann"]);
    expect(await keys(server, "(where: { status: [MISSED, NOT_STARTED] })")).toEqual(["bo-may", "next"]);
    expect(await keys(server, `(asOf: "2024-04-30", where: { status: [NOT_STARTED], level: [REP] })`)).toEqual([
      "bo-may",
      "ann",
      "bo",
      "next",
    ]);
    const [year] = (
      await list(server, "value children { externalId value }", `(asOf: "2024-05-31", where: { level: [COMPANY] })`)
    ).nodes;
    expect(year).toEqual({ value: 100, children: [{ externalId: "north", value: 100 }] });
  });

  it("answers one goal with its tree, its check-points and what its parts come to", async () => {
    const { goal } = await server.ask<{ goal: Record<string, unknown> }>(
      `{ goal(externalId: "north") { parent { externalId } children { externalId reward } parts { count target coverage value }
         checkPoints { on target value } history { periods } forecast { value } expected pace due } }`,
    );
    expect(goal).toMatchObject({
      parent: { externalId: "year" },
      children: [{ externalId: "ann", reward: "50" }],
      parts: { count: 1, target: 100, coverage: 100 / 1200, value: 100.25 },
      history: { periods: 1 },
    });
    const points = goal.checkPoints as { on: string; target: number; value: number | null }[];
    expect(points.map(({ on }) => on)).toEqual(["2024-03-31", "2024-06-30", "2024-09-30", "2024-12-31"]);
    expect(points.map(({ value }) => value)).toEqual([0, 200.25, null, null]);
    expect(points[1]!.target).toBeCloseTo((1200 * 182) / 366, 8);
    expect(goal.expected).toBe((goal.forecast as { value: number }).value);
    expect(goal.pace as number).toBeCloseTo(200.25 / ((1200 * 182) / 366), 8);
    expect(goal.due as number).toBeCloseTo((1200 * 182) / 366, 8);
  });

  it("looks at one goal, and at what contributes to it, from an earlier day", async () => {
    const { goal } = await server.ask<{ goal: unknown }>(
      `{ goal(externalId: "north", asOf: "2024-05-31") { value children { externalId value status } } }`,
    );
    expect(goal).toEqual({ value: 100, children: [{ externalId: "ann", value: null, status: "NOT_STARTED" }] });
  });

  it("checks each letter of SMART, in both languages", async () => {
    const smart = async (key: string) => {
      const { goal } = await server.ask<{ goal: { smart: Record<string, string>[] } }>(
        `{ goal(externalId: "${key}") { smart { letter result text zh: text(locale: "zh-CN") label(locale: "zh-CN") } } }`,
      );
      return goal.smart;
    };
    expect(await smart("ann")).toEqual([
      { letter: "SPECIFIC", result: "PASSED", text: "Revenue of Ann.", zh: "Ann的销售额。", label: "具体" },
      {
        letter: "MEASURABLE",
        result: "PASSED",
        text: "100.25 of 100 on 2024-06-30, 100 %.",
        zh: "截至 2024-06-30 为 100.25，目标 100，达成 100 %。",
        label: "可衡量",
      },
      {
        letter: "ACHIEVABLE",
        result: "UNKNOWN",
        text: "Reached in 1 of the 1 earlier period of the same length; it came to 100.",
        zh: "以往 1 个等长周期中有 1 个达到该目标，平均为 100。",
        label: "可实现",
      },
      { letter: "RELEVANT", result: "PASSED", text: "Contributes to “North”.", zh: "服务于“North”。", label: "相关" },
      {
        letter: "TIME_BOUND",
        result: "PASSED",
        text: "From 2024-06-01 to 2024-06-30, with 5 check-points.",
        zh: "从 2024-06-01 到 2024-06-30，设 5 个检查点。",
        label: "有时限",
      },
    ]);
    const letters = Object.fromEntries((await smart("bo")).map(({ letter, result, text }) => [letter, [result, text]]));
    expect(letters.RELEVANT).toEqual(["WARNING", "It is linked to no goal above."]);
    const [, , , relevant] = await smart("year");
    expect(relevant).toMatchObject({
      result: "WARNING",
      text: "A goal of the whole company. Its 1 part comes to 1,200, 60 % of it.",
    });
  });

  it("counts in quota and attainment what nothing inside of a goal counts already", async () => {
    const rows = async (question: string) =>
      (await server.ask<{ metrics: unknown[] }>(`{ metrics(${question} } }`)).metrics;
    // Ann's 100 of June and 120 of July lie in North's 1,200; Bo's 10 and 200 and North's lie in the company's 2,000.
    expect(await rows(`period: "2024") { quota attainment `)).toEqual([{ quota: 2000, attainment: 230.25 / 2000 }]);
    expect(await rows(`period: "2024", where: { rep: { isNull: false } }) { repName quota attainment `)).toEqual([
      { repName: "Ann", quota: 220, attainment: 200.25 / 220 },
      { repName: "Bo", quota: 210, attainment: 20 / 210 },
    ]);
    expect(await rows(`period: "2024") { teamName quota `)).toEqual([
      { teamName: "North", quota: 1200 },
      { teamName: "Sales", quota: 210 },
      { teamName: null, quota: 590 },
    ]);
    expect(await rows(`period: "2024-06", where: { rep: { in: ["bo"] } }) { month quota attainment `)).toEqual([
      { month: "2024-06-01", quota: 200, attainment: 0.1 },
    ]);
    expect(await rows(`period: "2024-05", where: { rep: { in: ["ann"] } }) { quota attainment `)).toEqual([
      { quota: 0, attainment: null },
    ]);
  });

  it("shows a rep their own goals and a manager those of their teams, and nothing of others", async () => {
    const ann = await as("REP", { kind: "rep", repId: await idOf("rep", "ann") });
    expect(await keys(ann)).toEqual(["ann", "next"]);
    const asked = `{ goal(externalId: "ann") { parent { externalId } smart { letter text } } other: goal(externalId: "bo") { name }
      metrics(period: "2024") { quota } }`;
    const seen = await ann.ask<{
      goal: { parent: unknown; smart: { letter: string; text: string }[] };
      other: unknown;
      metrics: unknown;
    }>(asked);
    expect(seen).toMatchObject({ goal: { parent: null }, other: null, metrics: [{ quota: 220 }] });
    expect(seen.goal.smart.map(({ text }) => text).join()).not.toContain("North");
    const north = await as("MANAGER", { kind: "teams", teamIds: [await idOf("team", "north")] });
    expect(await keys(north)).toEqual(["north", "ann", "next"]);
    const { goal: top, metrics } = await north.ask<{ goal: unknown; metrics: unknown }>(
      `{ goal(externalId: "north") { parent { name } } metrics(period: "2024") { quota } }`,
    );
    expect({ top, metrics }).toEqual({ top: { parent: null }, metrics: [{ quota: 1200 }] });
    const id = Buffer.from(`Goal:${await idOf("goal", "year")}`).toString("base64");
    expect(await north.ask(`{ node(id: "${id}") { id } }`)).toEqual({ node: null });
  });

  it("lets managers set goals of their teams, and reps none", async () => {
    const ann = await as("REP", { kind: "rep", repId: await idOf("rep", "ann") });
    expect(await ann.fault(`mutation { upsertGoals(input: []) { __typename } }`)).toMatchObject({ code: "FORBIDDEN" });
    const manager = await as("MANAGER", { kind: "teams", teamIds: [await idOf("team", "north")] });
    const write = writer(manager);
    const days = { startsOn: "2025-01-01", endsOn: "2025-12-31", target: "5", name: "x" };
    expect(
      faultsOf(
        await write("upsertGoals", [
          { externalId: "a", team: "sales", ...days },
          { externalId: "b", ...days },
          { externalId: "c", rep: "bo", ...days },
          { externalId: "year", target: "1" },
        ]),
      ),
    ).toEqual([
      'input[0].team "sales" is not one of your teams: you could not see the goal',
      "input[1].team is required: without one of your teams you could not see the goal",
      'input[2].rep "bo" is not one of your reps: their goals are not yours to set',
      'input[3].externalId "year" is the key of a goal that you may not write',
    ]);
    const above = await write("upsertGoals", [{ externalId: "d", team: "north", parent: "year", ...days }]);
    expect(faultsOf(above)).toEqual(['input[0].parent "year" goal "year" is neither in the input nor in the record']);
    expect(await write("deleteGoals", ["year"])).toMatchObject({ unchanged: 1 });
    expect(await write("upsertGoals", [{ externalId: "mine", team: "north", ...days }])).toMatchObject({ new: 1 });
    expect(await write("deleteGoals", ["mine"])).toMatchObject({ deleted: 1 });
  });

  it("says what is wrong with a goal, and what would be right", async () => {
    const days = { startsOn: "2025-01-01", endsOn: "2025-03-31", name: "x", target: "5" };
    const write = writer(server);
    expect(
      faultsOf(
        await write("upsertGoals", [
          { externalId: "a", ...days, metric: "revenu" },
          { externalId: "b", ...days, team: "sales", target: "0" },
          { externalId: "c", ...days, team: "north", endsOn: "2024-12-31" },
          { externalId: "d", ...days, rep: "ann", metric: "nps", filter: "channel=online" },
          { externalId: "e", ...days, rep: "bo", filter: "online" },
          { externalId: "f", ...days, metric: "orders", parent: "g" },
          { externalId: "g", ...days, metric: "volume", parent: "f" },
          {
            externalId: "h",
            ...days,
            name: "June again",
            rep: "bo",
            startsOn: "2024-06-01",
            endsOn: "2024-06-30",
            target: "250",
          },
          { externalId: "i", ...days, metric: "quota" },
        ]),
      ),
    ).toEqual([
      'input[0].metric "revenu" is no metric; did you mean "revenue"?',
      'input[1].target "0.0000" must be positive: a goal is something to be reached',
      'input[2].endsOn "2024-12-31" is before startsOn (2025-01-01)',
      expect.stringMatching(
        /^input\[3\]\.filter "channel=online" names "channel", which is no part of nps; expected one of customerName, /,
      ),
      'input[4].filter "online" can\'t be read at "online": write dimension=value|value, and ; between several',
      'input[5].parent "g" makes a circle: f → g → f',
      'input[6].parent "f" makes a circle: g → f → g',
      'input[7].target "250.0000" contradicts goal "bo", which has the same owner, metric and days and the target 200: keep one',
      'input[8].metric "quota" is what revenue goals add up to: a quota is a goal of revenue',
    ]);
  });

  it("warns of a goal that goes beyond the days of its parent, and writes it", async () => {
    const write = writer(server);
    const long = {
      externalId: "long",
      name: "Long",
      team: "north",
      target: "9",
      startsOn: "2024-07-01",
      endsOn: "2025-06-30",
      parent: "year",
    };
    const done = await write("upsertGoals", [long], { dryRun: true });
    expect(done).toMatchObject({
      new: 1,
      warnings: [
        {
          path: "input[0].parent",
          value: "year",
          message:
            "is a goal from 2024-01-01 to 2024-12-31, but this one goes from 2024-07-01 to 2025-06-30: a part should lie within its whole",
        },
      ],
    });
    expect(await write("upsertGoals", company)).toMatchObject({ unchanged: company.length, changed: 0 });
  });

  it("notes who changed a goal, and not what follows from it", async () => {
    const write = writer(server);
    await write("upsertGoals", [{ externalId: "ann", target: "110" }]);
    const { auditLog } = await server.ask<{
      auditLog: { edges: { node: { externalId: string; before: { target: number }; after: { target: number } } }[] };
    }>(`{ auditLog(table: GOAL, first: 1) { edges { node { externalId before after } } } }`);
    expect(auditLog.edges[0]!.node).toMatchObject({
      externalId: "ann",
      before: { target: 100 },
      after: { target: 110 },
    });
    const { metrics } = await server.ask<{ metrics: unknown }>(
      `{ metrics(period: "2024-06", where: { rep: { in: ["ann"] } }) { quota } }`,
    );
    expect(metrics).toEqual([{ quota: 110 }]);
    await write("upsertGoals", [{ externalId: "ann", target: "100" }]);
  });
});
