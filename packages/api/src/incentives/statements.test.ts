import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "../context.ts";
import type { Store } from "../store/store.ts";
import { testServer } from "../testing/ask.ts";
import { testRecords } from "../testing/records.ts";
import { faultsOf, writer } from "../testing/write.ts";

const engines = { pglite: "duckdb", postgres: "postgres" } as const;
const label = (text: string) => ({ en: text, "zh-CN": text });
const day = (text: string) => new Date(`${text}T00:00:00Z`);

/** The published step rates. */
const steps = {
  id: "steps",
  label: label("Steps"),
  currency: "EUR",
  from: "2024-01-01",
  components: [
    {
      id: "sales",
      kind: "COMMISSION",
      label: label("Sales"),
      basis: "REVENUE",
      rates: {
        by: "AMOUNT",
        method: "STEP",
        tiers: [
          { from: 0, to: 1000, rate: "1%" },
          { from: 1000, to: 3000, rate: "2%" },
          { from: 3000, to: 8000, rate: "3%" },
          { from: 8000, to: 20000, rate: "5%" },
        ],
      },
    },
  ],
};

const flat = {
  id: "flat",
  label: label("Flat"),
  currency: "EUR",
  from: "2024-01-01",
  components: [
    { id: "sales", kind: "COMMISSION", label: label("Sales"), basis: "REVENUE", rate: "10%" },
    { id: "meals", kind: "ALLOWANCE", label: label("Meals"), amount: 310, prorated: true },
  ],
};

const lead = {
  id: "lead",
  label: label("Lead"),
  currency: "EUR",
  from: "2024-01-01",
  components: [{ id: "team", kind: "OVERRIDE", label: label("Team"), basis: "REVENUE", rate: "1%" }],
};

describe.each(testRecords())("statements on $name", ({ name, open }) => {
  let store: Store;
  const servers: Awaited<ReturnType<typeof testServer>>[] = [];
  let server: Awaited<ReturnType<typeof testServer>>;
  const orders: Record<string, number> = {};
  beforeAll(async () => {
    store = await open();
    const { prisma } = store;
    await prisma.company.create({ data: { id: 1, name: "Small", currency: "EUR", timeZone: "UTC" } });
    const sales = await prisma.team.create({ data: { externalId: "sales", name: "Sales" } });
    const north = await prisma.team.create({ data: { externalId: "north", name: "North", parentId: sales.id } });
    for (const [key, teamId] of [
      ["ann", north.id],
      ["bo", north.id],
      ["cy", sales.id],
    ] as const) {
      await prisma.rep.create({ data: { externalId: key, name: key.toUpperCase(), teamId } });
    }
    await prisma.product.create({ data: { externalId: "tea", name: "Tea", category: "Drinks" } });
    await prisma.customer.create({ data: { externalId: "acme", name: "Acme" } });
    const amounts = [200, 300, 1500, 1200, 2000, 4500];
    for (const [index, amount] of amounts.entries())
      await sell(`a${index + 1}`, "ann", `2024-0${index + 1}-10`, amount);
    await sell("b1", "bo", "2024-01-20", 1000);
    await sell("b2", "bo", "2024-02-05", -400, { returnOf: "b1" });
    await sell("b3", "bo", "2024-02-20", 900, { credits: { ann: 0, bo: 0.25, cy: 0.75 } });
    server = await as("EXECUTIVE");
  });
  afterAll(async () => {
    for (const one of servers)
      if (one.logged.length > 0)
        console.log(JSON.stringify(one.logged, (_, v) => (v instanceof Error ? v.stack : v)).slice(0, 1500));
    for (const one of servers) await one.close();
    await store.close();
  });

  async function as(role: Viewer["role"], scope: Viewer["scope"] = { kind: "everything" }, repId?: number) {
    const viewer = { name: role.toLowerCase(), role, scope, ...(repId === undefined ? {} : { repId }) };
    const made = await testServer(store, engines[name], { viewer });
    servers.push(made);
    return made;
  }
  const idOf = async (table: string, key: string) =>
    (await store.query<{ id: number }>(`select id from ${table} where external_id = $1`, [key]))[0]!.id;
  async function sell(
    key: string,
    rep: string,
    on: string,
    amount: number,
    { returnOf, credits }: { returnOf?: string; credits?: Record<string, number> } = {},
  ) {
    const [repId, customerId, productId] = [
      await idOf("rep", rep),
      await idOf("customer", "acme"),
      await idOf("product", "tea"),
    ];
    const { teamId } = await store.prisma.rep.findUniqueOrThrow({ where: { id: repId } });
    const order = await store.prisma.order.create({
      data: {
        externalId: key,
        customerId,
        repId,
        teamId,
        orderedAt: day(on),
        day: day(on),
        currency: "EUR",
        returnOfId: returnOf ? orders[returnOf]! : null,
        lines: {
          create: [{ line: 1, productId, quantity: Math.sign(amount), unitPrice: Math.abs(amount), netAmount: amount }],
        },
      },
    });
    orders[key] = order.id;
    for (const [who, share] of Object.entries(credits ?? {})) {
      if (share === 0) continue;
      await store.prisma.orderCredit.create({
        data: { orderId: order.id, customerId, repId: await idOf("rep", who), share },
      });
    }
  }
  const save = (plan: object, more: object = {}) =>
    server.ask<{ savePlan: { __typename: string; outcome?: string; faults?: { path: string; message: string }[] } }>(
      `mutation ($plan: JSON!, $status: PlanStatus, $confirm: Boolean, $endBefore: Boolean) {
        savePlan(plan: $plan, status: $status, confirm: $confirm, endBefore: $endBefore) { __typename
          ... on SavedPlan { outcome ended version { version to } } ... on InvalidInput { faults { path value message } } } }`,
      { plan, status: "ACTIVE", ...more },
    );
  type Statement = { total: { amount: string }; status: string; lines: Record<string, unknown>[] };
  const statement = async (rep: string, period: string, fields = "", asked = server) =>
    (
      await asked.ask<{ statement: Statement | null }>(
        `query ($rep: ID!, $period: Period!) { statement(rep: $rep, period: $period) { total { amount } status
          lines { component type period basis rate amount { amount currency } portions { basis rate amount { amount } } ${fields} } } }`,
        { rep, period },
      )
    ).statement;
  const amounts = (found: Statement | null) =>
    found?.lines.map(
      ({ component, type, period, amount }) =>
        `${component} ${type} ${period} ${(amount as { amount: string }).amount}`,
    );
  const close = (period: string, dryRun = false) =>
    server.ask<{ closeStatements: object }>(
      `mutation ($period: Period!, $dryRun: Boolean) { closeStatements(period: $period, dryRun: $dryRun) { statements total { amount } adjustments adjusted { amount } } }`,
      { period, dryRun },
    );
  const closeFault = (period: string) =>
    server.fault("mutation ($period: Period!) { closeStatements(period: $period) { statements } }", { period });

  it("has nothing to close before anybody is on a plan", async () => {
    expect((await closeFault("2024-01")).message).toBe(
      "period: nobody has been assigned to a plan yet: there is nothing to close",
    );
    expect(await statement("ann", "2024-01")).toBeNull();
  });

  it("keeps plans, each fault with its path, and warnings until they are confirmed", async () => {
    expect((await save(steps)).savePlan.faults).toMatchObject([
      { path: "plan.components[0].rates.tiers[3].to", message: expect.stringContaining("Say confirm: true") },
    ]);
    expect((await save(steps, { confirm: true })).savePlan).toMatchObject({ outcome: "NEW" });
    expect((await save(steps)).savePlan).toMatchObject({ outcome: "UNCHANGED" });
    expect((await save(flat)).savePlan).toMatchObject({ outcome: "NEW" });
    expect((await save(lead)).savePlan).toMatchObject({ outcome: "NEW" });
    const overlapping = structuredClone(steps);
    overlapping.components[0]!.rates.tiers[1]!.from = 900;
    expect((await save(overlapping)).savePlan.faults).toMatchObject([
      { path: "plan.components[0].rates.tiers[1].from", message: expect.stringContaining("expected 1000") },
    ]);
    const high = { ...flat, id: "high", components: [{ ...flat.components[0], rate: "300%" }] };
    expect((await save(high)).savePlan.faults).toMatchObject([
      { path: "plan.components[0].rates.tiers[0].rate", message: expect.stringContaining("Was 3 % meant?") },
    ]);
    expect((await save(high, { confirm: true })).savePlan).toMatchObject({ outcome: "NEW" });
    expect((await save({ ...flat, currency: "USD" })).savePlan.faults).toMatchObject([
      { path: "plan.currency", value: "USD", message: "is another currency than that of the sales, expected EUR" },
    ]);
    const second = { ...flat, version: 2, from: "2024-06-01" };
    expect((await save(second)).savePlan.faults).toMatchObject([
      { path: "plan.from", message: expect.stringContaining("expected version 1 to end by 2024-05-31") },
    ]);
    expect((await save(second, { endBefore: true })).savePlan).toMatchObject({ outcome: "NEW", ended: "2024-05-31" });
  });

  it("assigns plans, and refuses two at once, plans that aren't there, and nobody", async () => {
    const write = writer(server);
    const rows = [
      { externalId: "1", plan: "steps", rep: "ann", startsOn: "2024-01-01" },
      { externalId: "2", plan: "flat", team: "north", startsOn: "2024-01-16" },
      { externalId: "3", plan: "lead", rep: "cy", startsOn: "2024-01-01" },
    ];
    expect(await write("assignPlans", rows)).toMatchObject({ new: 3 });
    expect(await write("assignPlans", rows)).toMatchObject({ unchanged: 3 });
    const bad = await write("assignPlans", [
      { externalId: "4", plan: "stepz", rep: "bo", startsOn: "2024-01-01" },
      { externalId: "5", plan: "flat", startsOn: "2024-01-01" },
      { externalId: "6", plan: "flat", rep: "ann", startsOn: "2024-06-01", endsOn: "2024-06-30" },
    ]);
    expect(faultsOf(bad)).toEqual([
      'input[0].plan "stepz" is no plan; expected one of flat, high, lead, steps',
      "input[1].rep is empty, and so is team: an assignment is that of a rep or of a team",
      'input[2].startsOn "2024-06-01" runs into "1", an assignment of the same rep: one is on one plan at a time, from 2024-01-01 without an end',
    ]);
    expect(
      await write("upsertMemberships", [
        { externalId: "m1", rep: "cy", team: "north", role: "MANAGER", startsOn: "2024-01-01" },
      ]),
    ).toMatchObject({ new: 1 });
  });

  it("drafts the published step rates, month by month", async () => {
    const months = ["2024-01", "2024-02", "2024-03", "2024-04", "2024-05", "2024-06"];
    const totals = [];
    for (const month of months) totals.push((await statement("ann", month))!.total.amount);
    expect(totals).toEqual(["2.00", "3.00", "20.00", "14.00", "30.00", "95.00"]);
    const march = (await statement("ann", "2024-03", 'reasons(locale: "zh-CN") componentLabel'))!;
    expect(march.status).toBe("DRAFT");
    expect(march.lines[0]).toMatchObject({
      reasons: [expect.stringContaining("档")],
      componentLabel: "Sales",
      basis: "1500",
      portions: [
        { basis: "1000", rate: "0.01", amount: { amount: "10.00" } },
        { basis: "500", rate: "0.02", amount: { amount: "10.00" } },
      ],
    });
  });

  it("prorates who joins within a month, splits credit, takes back at the rate of the sale, and pays managers on their teams", async () => {
    // From the 16th: 1,000 on the 20th, and 16 of 31 days of 310.
    expect(amounts(await statement("bo", "2024-01"))).toEqual([
      "sales EARNED 2024-01 100.00",
      "meals EARNED 2024-01 160.00",
    ]);
    // A quarter of 900, and 400 of January's come back at 10 %.
    expect(amounts(await statement("bo", "2024-02"))).toEqual([
      "sales EARNED 2024-02 22.50",
      "sales CLAWBACK 2024-01 -40.00",
      "meals EARNED 2024-02 310.00",
    ]);
    // 1 % of the team's 200 + 1,000; his own three quarters of 900 aren't the team's.
    expect(amounts(await statement("cy", "2024-01"))).toEqual(["team EARNED 2024-01 12.00"]);
  });

  it("answers one line by its number, and none for a number that there isn't", async () => {
    const { statement: found } = await server.ask<{ statement: unknown }>(
      `{ statement(rep: "bo", period: "2024-02") { second: line(number: 2) { type amount { amount } } none: line(number: 4) { type } zero: line(number: 0) { type } } }`,
    );
    expect(found).toEqual({ second: { type: "CLAWBACK", amount: { amount: "-40.00" } }, none: null, zero: null });
  });

  it("tells the orders behind a line", async () => {
    const found = await statement(
      "bo",
      "2024-02",
      "orders { totalCount edges { node { order { externalId } share basis soldIn countedOn } } }",
    );
    expect(found!.lines[0]!.orders).toMatchObject({
      totalCount: 2,
      edges: [
        { node: { order: { externalId: "b3" }, share: "0.25", basis: "225", soldIn: null, countedOn: "2024-02-20" } },
        { node: { order: { externalId: "b2" }, basis: "-400", soldIn: "2024-01", countedOn: "2024-02-05" } },
      ],
    });
  });

  it("closes months in order, once, when they are over", async () => {
    expect((await closeFault("2024-02")).message).toBe(
      "period: 2024-02 can't be closed now, expected 2024-01: periods are closed in order",
    );
    expect((await closeFault("2024")).message).toContain("expected one such as 2024-03");
    expect(await close("2024-01", true)).toEqual({
      closeStatements: { statements: 3, total: { amount: "274.00" }, adjustments: 0, adjusted: { amount: "0.00" } },
    });
    expect((await statement("bo", "2024-01"))!.status).toBe("DRAFT");
    await close("2024-01");
    expect((await statement("bo", "2024-01"))!.status).toBe("CLOSED");
    expect((await closeFault("2024-01")).message).toMatch(
      /^period: 2024-01 was closed on .* by executive; corrections are made in 2024-02$/,
    );
  });

  it("adjusts what facts change after closing, to what one close with the final facts would have paid", async () => {
    const before = amounts(await statement("bo", "2024-01"));
    await store.query("update public.order_line set net_amount = 1500, unit_price = 1500 where order_id = $1", [
      orders.b1,
    ]);
    await server.warehouse.sync();
    expect(amounts(await statement("bo", "2024-01"))).toEqual(before);
    const february = await statement("bo", "2024-02");
    expect(amounts(february)).toEqual([
      "sales EARNED 2024-02 22.50",
      "sales CLAWBACK 2024-01 -40.00",
      "meals EARNED 2024-02 310.00",
      "sales ADJUSTMENT 2024-01 50.00",
    ]);
    await close("2024-02");
    await store.query("update public.order_line set net_amount = 1000, unit_price = 1000 where order_id = $1", [
      orders.b1,
    ]);
    await server.warehouse.sync();
    // Facts are back to what they were: what was adjusted is taken back.
    expect(amounts(await statement("bo", "2024-03"))).toEqual([
      "sales EARNED 2024-03 0.00",
      "meals EARNED 2024-03 310.00",
      "sales ADJUSTMENT 2024-01 -50.00",
    ]);
    expect(amounts(await statement("cy", "2024-03"))).toContain("team ADJUSTMENT 2024-01 -5.00");
  });

  it("never changes a plan that was used, but gives it an end", async () => {
    const changed = { ...steps, components: [{ ...steps.components[0], note: label("Changed") }] };
    expect((await save(changed, { confirm: true })).savePlan.faults).toMatchObject([
      {
        path: "plan.version",
        message: "was used to close 2024-01 and may only be given an end, expected version 2 or higher",
      },
    ]);
    expect((await save({ ...steps, to: "2024-12-31" }, { confirm: true })).savePlan).toMatchObject({
      outcome: "CHANGED",
    });
    await expect(store.query("update public.statement set total = 0")).rejects.toThrow("what was paid never changes");
    await expect(store.query("delete from public.statement_line")).rejects.toThrow("what was paid never changes");
    await expect(store.query("update public.plan_version set document = '{}' where plan = 'steps'")).rejects.toThrow(
      "it may end, and a new version may follow",
    );
  });

  it("shows a rep their own statement, a manager those of their teams, and nobody others'", async () => {
    const ann = await as("REP", { kind: "rep", repId: await idOf("rep", "ann") });
    const manager = await as("MANAGER", { kind: "teams", teamIds: [await idOf("team", "north")] });
    const names = async (asked: typeof server, period: string) =>
      (
        await asked.ask<{ statements: { edges: { node: { rep: { name: string } } }[] } }>(
          "query ($period: Period!) { statements(period: $period) { totalCount edges { node { rep { name } } } } }",
          { period },
        )
      ).statements.edges.map(({ node }) => node.rep.name);
    for (const period of ["2024-01", "2024-03"]) {
      expect(await names(server, period)).toEqual(["ANN", "BO", "CY"]);
      expect(await names(ann, period)).toEqual(["ANN"]);
      expect(await names(manager, period)).toEqual(["ANN", "BO"]);
      expect(await statement("bo", period, "", ann)).toBeNull();
      expect(await statement("cy", period, "", manager)).toBeNull();
    }
    for (const asked of [ann, manager]) {
      expect((await asked.fault('mutation { closeStatements(period: "2024-03") { total { amount } } }')).code).toBe(
        "FORBIDDEN",
      );
    }
    expect((await ann.fault('mutation { approveStatements(period: "2024-01") }')).code).toBe("FORBIDDEN");
  });

  it("takes a dispute of a line that is one's own, and one answer", async () => {
    const ann = await as("REP", { kind: "rep", repId: await idOf("rep", "ann") });
    const manager = await as("MANAGER", { kind: "teams", teamIds: [await idOf("team", "north")] });
    const dispute = (rep: string, period: string, line: number, reason = "One order is missing") =>
      [
        "mutation ($rep: ID!, $period: Period!, $line: Int!, $reason: String!) { disputeStatementLine(rep: $rep, period: $period, line: $line, reason: $reason) { lines { disputes { id status reason openedBy answer answeredBy } } } }",
        { rep, period, line, reason },
      ] as const;
    expect((await ann.fault(...dispute("bo", "2024-01", 1))).message).toContain("there is none of 2024-01 of this rep");
    expect((await ann.fault(...dispute("ann", "2024-03", 1))).message).toContain("isn't closed");
    expect((await ann.fault(...dispute("ann", "2024-01", 9))).message).toBe("line: 9 is none, expected 1 to 1");
    expect((await ann.fault(...dispute("ann", "2024-01", 1, " "))).message).toContain("reason: is empty");
    type Disputed = { disputeStatementLine: { lines: { disputes: { id: string }[] }[] } };
    const { disputeStatementLine } = await ann.ask<Disputed>(...dispute("ann", "2024-01", 1));
    const [opened] = disputeStatementLine.lines[0]!.disputes;
    expect(opened).toMatchObject({ status: "OPEN", reason: "One order is missing", openedBy: "rep", answer: null });
    expect((await ann.fault(...dispute("ann", "2024-01", 1))).message).toContain("is disputed already");
    const answer = [
      'mutation ($id: ID!) { answerDispute(dispute: $id, accepted: false, answer: "It is another\'s") { status } }',
      { id: opened!.id },
    ] as const;
    expect((await ann.fault(...answer)).code).toBe("FORBIDDEN");
    await manager.ask(...answer);
    expect((await manager.fault(...answer)).message).toBe("dispute: was answered by manager already");
    const after = await statement("ann", "2024-01", "disputes { status answer answeredBy }");
    expect(after!.lines[0]!.disputes).toEqual([
      { status: "REJECTED", answer: "It is another's", answeredBy: "manager" },
    ]);
  });

  it("has managers approve closed statements, and notes who did what", async () => {
    const manager = await as("MANAGER", { kind: "teams", teamIds: [await idOf("team", "north")] });
    expect((await manager.fault('mutation { approveStatements(period: "2024-03") }')).message).toContain(
      "isn't closed",
    );
    expect((await manager.fault('mutation { approveStatements(period: "2024-01", reps: ["cy"]) }')).message).toContain(
      "that you may approve",
    );
    // What managers are paid themselves is for another to approve.
    const self = await as(
      "MANAGER",
      { kind: "teams", teamIds: [await idOf("team", "north")] },
      await idOf("rep", "ann"),
    );
    expect(await self.fault('mutation { approveStatements(period: "2024-01", reps: ["ann"]) }')).toEqual({
      message: "reps: your own statement is for another to approve",
      code: "FORBIDDEN",
    });
    expect(await self.ask('mutation { approveStatements(period: "2024-01") }')).toEqual({ approveStatements: 1 });
    expect((await statement("ann", "2024-01"))!.status).toBe("CLOSED");
    expect(await manager.ask('mutation { approveStatements(period: "2024-01") }')).toEqual({ approveStatements: 1 });
    expect(await manager.ask('mutation { approveStatements(period: "2024-01") }')).toEqual({ approveStatements: 0 });
    expect((await statement("ann", "2024-01"))!.status).toBe("APPROVED");
    expect((await statement("cy", "2024-01"))!.status).toBe("CLOSED");
    const { auditLog } = await server.ask<{
      auditLog: { edges: { node: { actor: string; action: string; table: string } }[] };
    }>("{ auditLog(first: 100) { edges { node { actor action table } } } }");
    const noted = auditLog.edges.map(({ node }) => `${node.table} ${node.action} ${node.actor}`);
    expect(noted).toEqual(
      expect.arrayContaining([
        "statement CHANGED manager",
        "dispute CREATED rep",
        "dispute CHANGED manager",
        "pay_period CREATED executive",
        "plan_version CREATED executive",
        "plan_assignment CREATED executive",
      ]),
    );
  });

  it("gives payroll every line, as JSON or CSV", async () => {
    const { payroll } = await server.ask<{ payroll: object[] }>(
      '{ payroll(period: "2024-01", status: [APPROVED]) { rep repName team component type about amount currency status } }',
    );
    expect(payroll).toEqual([
      {
        rep: "ann",
        repName: "ANN",
        team: "North",
        component: "sales",
        type: "EARNED",
        about: "2024-01",
        amount: "2.00",
        currency: "EUR",
        status: "APPROVED",
      },
      {
        rep: "bo",
        repName: "BO",
        team: "North",
        component: "sales",
        type: "EARNED",
        about: "2024-01",
        amount: "100.00",
        currency: "EUR",
        status: "APPROVED",
      },
      {
        rep: "bo",
        repName: "BO",
        team: "North",
        component: "meals",
        type: "EARNED",
        about: "2024-01",
        amount: "160.00",
        currency: "EUR",
        status: "APPROVED",
      },
    ]);
  });

  it("says what the next deal pays, and how far the next tier is", async () => {
    const { payoutOfDeal, nextTiers } = await server.ask<Record<string, unknown>>(
      `{ payoutOfDeal(rep: "ann", period: "2024-06", deal: { amount: "4500" }) { pays { amount } before { amount } after { amount } components { component label pays { amount } } }
         nextTiers(rep: "ann", period: "2024-06") { component kind at reached missing rate nextRate pays { amount } } }`,
    );
    // 3,500 at 3 % and 1,000 at 5 %.
    expect(payoutOfDeal).toEqual({
      pays: { amount: "155.00" },
      before: { amount: "95.00" },
      after: { amount: "250.00" },
      components: [{ component: "sales", label: "Sales", pays: { amount: "155.00" } }],
    });
    expect(nextTiers).toEqual([
      {
        component: "sales",
        kind: "TIER",
        at: "8000",
        reached: "4500",
        missing: "3500",
        rate: "0.03",
        nextRate: "0.05",
        pays: { amount: "105.00" },
      },
    ]);
    expect(
      (await server.fault('{ payoutOfDeal(rep: "ann", period: "2024-01", deal: { amount: "1" }) { pays { amount } } }'))
        .message,
    ).toContain("2024-01 is closed");
  });

  it("compares a draft with what is in force on the same sales", async () => {
    const compare = (rate: string, replaces = "steps", period = "2024-01-01..2024-06-30") =>
      [
        `query ($plan: JSON!, $replaces: String!, $period: Period!) { comparePlan(plan: $plan, replaces: $replaces, period: $period) {
          before { cost { amount } shareOfRevenue } after { cost { amount } } change { amount } winners { rep { name } change { amount } } losers { rep { name } } unchanged } }`,
        { plan: { ...flat, id: "try", components: [{ ...flat.components[0], rate }] }, replaces, period },
      ] as const;
    expect((await server.ask<{ comparePlan: object }>(...compare("10%"))).comparePlan).toMatchObject({
      winners: [{ rep: { name: "ANN" }, change: { amount: "806.00" } }],
      losers: [],
      change: { amount: "806.00" },
      unchanged: 2,
    });
    expect((await server.ask<{ comparePlan: object }>(...compare("1%"))).comparePlan).toMatchObject({
      losers: [{ rep: { name: "ANN" } }],
    });
    expect((await server.fault(...compare("1%", "nothing"))).message).toBe(
      'replaces: there is no plan "nothing" in force, expected one of flat, high, lead, steps',
    );
    expect((await server.fault(...compare("1%", "steps", "2024-01-15..2024-02-10"))).message).toContain(
      "is no whole months",
    );
  });
});
