import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Store } from "../../store/store.ts";
import { fillSmallCompany, testServer } from "../../testing/ask.ts";
import { testRecords } from "../../testing/records.ts";
import { faultsOf, writer } from "../../testing/write.ts";

const day = (text: string) => new Date(`${text}T00:00:00Z`);

/** The small company, in which six deals were won within 10, 20, … 60 days; Ann has a slow one, Bo a fresh one. */
async function fill(store: Store): Promise<void> {
  await fillSmallCompany(store);
  const { prisma } = store;
  await prisma.opportunity.deleteMany();
  const [ann, bo] = await prisma.rep.findMany({ orderBy: { externalId: "asc" } });
  const acme = await prisma.customer.findUniqueOrThrow({ where: { externalId: "acme" } });
  await prisma.pipelineStage.createMany({
    data: [
      { externalId: "lead", name: "Lead", nameZh: "线索", rank: 1 },
      { externalId: "offer", name: "Offer", nameZh: "报价", rank: 2, probability: 0.5 },
      { externalId: "won", name: "Won", rank: 3, kind: "WON" },
      { externalId: "lost", name: "Lost", rank: 4, kind: "LOST" },
    ],
  });
  const deal = (externalId: string, rep: typeof ann, more: object, stages: readonly [string, string][]) =>
    prisma.opportunity.create({
      data: {
        externalId,
        name: `Deal ${externalId}`,
        repId: rep!.id,
        teamId: rep!.teamId,
        customerId: acme.id,
        stage: stages.at(-1)![0],
        amount: 100,
        createdOn: day(stages[0]![1]),
        ...more,
        stages: { create: stages.map(([stage, on]) => ({ stage, enteredOn: day(on) })) },
      },
    });
  for (const [index, closed] of ["01-11", "01-21", "01-31", "02-10", "02-20", "03-01"].entries()) {
    await deal(`w${index}`, index % 2 ? ann : bo, { status: "WON", closedOn: day(`2024-${closed}`) }, [
      ["lead", "2024-01-01"],
      ["won", `2024-${closed}`],
    ]);
  }
  const lost = { status: "LOST", closedOn: day("2024-04-01"), lossReason: "price", lostTo: "Hill", source: "fair" };
  await deal("l1", bo, lost, [
    ["lead", "2024-01-01"],
    ["offer", "2024-02-01"],
    ["lost", "2024-04-01"],
  ]);
  await deal("slow", ann, { amount: 500 }, [["lead", "2024-04-01"]]);
  await deal("fresh", bo, { amount: 300 }, [
    ["lead", "2024-06-01"],
    ["offer", "2024-06-10"],
  ]);
}

describe.each(["duckdb", "postgres"] as const)("the pipeline over GraphQL, engine %s", (engine) => {
  let store: Store;
  let server: Awaited<ReturnType<typeof testServer>>;
  beforeAll(async () => {
    store = await testRecords()[engine === "duckdb" ? 0 : 1]!.open();
    await fill(store);
    server = await testServer(store, engine);
  });
  afterAll(async () => {
    await server?.close();
    await store?.close();
  });

  it("answers the funnel with its stages' names in both languages, and what is worth improving", async () => {
    const { funnel, pipelineStages } = await server.ask(`{
      pipelineStages { key place kind }
      funnel(period: "2024") { created won lost open winRate listed currency
        stages { stage { key name zh: name(locale: "zh-CN") } entered wentOn lost open skipped rateOfLeft medianDays }
        improvements { stage { key } rate bestTeam gainAtBest gainOfTenPoints } } }`);
    expect(pipelineStages).toEqual([
      { key: "lead", place: 1, kind: "OPEN" },
      { key: "offer", place: 2, kind: "OPEN" },
      { key: "won", place: 3, kind: "WON" },
      { key: "lost", place: 4, kind: "LOST" },
    ]);
    expect(funnel).toMatchObject({
      created: 9,
      won: 6,
      lost: 1,
      open: 2,
      winRate: 6 / 7,
      listed: true,
      currency: "EUR",
      stages: [
        { stage: { key: "lead", name: "Lead", zh: "线索" }, entered: 9, wentOn: 8, lost: 0, open: 1, rateOfLeft: 1 },
        { stage: { key: "offer" }, entered: 8, wentOn: 6, lost: 1, open: 1, skipped: 6, rateOfLeft: 6 / 7 },
      ],
    });
    // Of 600 won: a rate of 6 ÷ 7 raised by ten points, and one of 100 % by nothing; no team has ten deals.
    const [offer, lead] = (funnel as unknown as { improvements: Record<string, unknown>[] }).improvements;
    expect(offer).toMatchObject({ stage: { key: "offer" }, bestTeam: null, gainAtBest: null });
    expect(offer!.gainOfTenPoints).toBeCloseTo(600 * 0.1 * (7 / 6), 6);
    expect(lead).toMatchObject({ rate: 1, gainOfTenPoints: 0 });
  });

  it("finds the deal that has been in its stage for too long, with its record", async () => {
    const { stuckDeals } = await server.ask(`{ stuckDeals { totalCount totalAmount asOf
      limits { stage { key } won days reasonText(locale: "zh-CN") }
      edges { node { days since limitDays stuck stage { key } opportunity { externalId name customerName rep { name } } } } } }`);
    expect(stuckDeals).toMatchObject({
      totalCount: 1,
      totalAmount: 500,
      asOf: "2024-06-30",
      limits: [
        { stage: { key: "lead" }, won: 6, days: 50, reasonText: null },
        { stage: { key: "offer" }, won: 0, days: null, reasonText: expect.stringMatching(/不足 5 个/) },
      ],
      edges: [
        {
          node: {
            days: 90,
            since: "2024-04-01",
            limitDays: 50,
            stuck: true,
            stage: { key: "lead" },
            opportunity: { externalId: "slow", name: "Deal slow", customerName: "Acme", rep: { name: "Ann" } },
          },
        },
      ],
    });
  });

  it("puts open deals on a board by stage", async () => {
    const { pipelineBoard } = await server.ask(`{ pipelineBoard(dealsPerStage: 1) { columns {
      stage { key } deals amount weighted unweighted stuck stuckAmount limit { days stage { key } }
      first { days stuck opportunity { externalId } } } } }`);
    expect(pipelineBoard).toEqual({
      columns: [
        {
          stage: { key: "lead" },
          deals: 1,
          amount: 500,
          // Fewer than ten deals of the stage were decided, and the company gives it no chance.
          weighted: 0,
          unweighted: 1,
          stuck: 1,
          stuckAmount: 500,
          limit: { days: 50, stage: { key: "lead" } },
          first: [{ days: 90, stuck: true, opportunity: { externalId: "slow" } }],
        },
        {
          stage: { key: "offer" },
          deals: 1,
          amount: 300,
          weighted: 150,
          unweighted: 0,
          stuck: 0,
          stuckAmount: 0,
          limit: { days: null, stage: { key: "offer" } },
          first: [{ days: 20, stuck: false, opportunity: { externalId: "fresh" } }],
        },
      ],
    });
  });

  it("tells why deals were lost, to whom, and how long they took", async () => {
    const { reps, reasons, competitors } = await server.ask(`{
      reps: winLoss(period: "2024", by: REP) { total { won lost winRate daysToWin medianDaysToLoss } rows { key label won lost winRate } }
      reasons: winLoss(period: "2024", by: LOSS_REASON) { rows { key label lost lostAmount winRate } }
      competitors: winLoss(period: "2024", by: COMPETITOR) { rows { label lost } } }`);
    expect(reps).toMatchObject({
      total: { won: 6, lost: 1, winRate: 6 / 7, daysToWin: 35, medianDaysToLoss: 91 },
      rows: [
        { label: "Bo", won: 3, lost: 1, winRate: 0.75 },
        { label: "Ann", won: 3, lost: 0, winRate: 1 },
      ],
    });
    expect(reasons).toEqual({ rows: [{ key: "price", label: "price", lost: 1, lostAmount: 100, winRate: null }] });
    expect(competitors).toEqual({ rows: [{ label: "Hill", lost: 1 }] });
  });

  it("gives no forecast whose error isn't known, and says why in words", async () => {
    const { few, over, coverage } = await server.ask(`{
      few: pipelineForecast(period: "2024-Q3") { expected total error reason reasonText zh: reasonText(locale: "zh-CN") stages { stage { key } deals rate } }
      over: pipelineForecast(period: "2024-Q1") { expected wonSoFar reason }
      coverage: pipelineCoverage(period: "2024-06") { target missing coverage deals amount weighted months { from target revenue } } }`);
    expect(few).toMatchObject({
      expected: null,
      total: null,
      reason: "TOO_FEW_DEALS",
      reasonText: expect.stringMatching(/Fewer than 10 deals/),
      zh: expect.stringMatching(/不足 10 个商机/),
    });
    expect(over).toEqual({ expected: null, wonSoFar: 600, reason: "OVER" });
    expect(coverage).toMatchObject({
      target: null,
      missing: null,
      coverage: null,
      deals: 2,
      amount: 800,
      weighted: 150,
    });
  });

  it("shows a rep their own deals only, in lists, sums and limits", async () => {
    const bo = await store.prisma.rep.findUniqueOrThrow({ where: { externalId: "bo" } });
    const own = await testServer(store, engine, {
      viewer: { name: "Bo", role: "REP", scope: { kind: "rep", repId: bo.id } },
    });
    const answer = await own.ask(`{
      funnel(period: "2024") { created won }
      stuckDeals { totalCount limits { won days } }
      pipelineBoard { columns { deals first { opportunity { externalId } } } }
      winLoss(period: "2024", by: REP) { rows { label } } }`);
    expect(answer).toEqual({
      funnel: { created: 5, won: 3 },
      stuckDeals: {
        totalCount: 0,
        limits: [
          { won: 3, days: null },
          { won: 0, days: null },
        ],
      },
      pipelineBoard: {
        columns: [
          { deals: 0, first: [] },
          { deals: 1, first: [{ opportunity: { externalId: "fresh" } }] },
        ],
      },
      winLoss: { rows: [{ label: "Bo" }] },
    });
    await own.close();
  });

  it("names bad input", async () => {
    for (const [query, message] of [
      [`{ funnel(period: "2024-Q5") { created } }`, /there is no quarter 5/],
      [`{ funnel(period: "2024", where: { channel: { in: ["x"] } }) { created } }`, /can't be filtered by channel/],
      [`{ pipelineBoard(dealsPerStage: 1000) { asOf } }`, /dealsPerStage: 1000, expected a whole number from 0 to 100/],
      [`{ stuckDeals(first: 501) { totalCount } }`, /first: 501 rows can't be answered at once/],
    ] as const) {
      const fault = await server.fault(query);
      expect(fault.code).toBe("BAD_USER_INPUT");
      expect(fault.message).toMatch(message);
    }
  });

  it("lets planners list stages, and keeps those that deals are in", async () => {
    const write = writer(server);
    const added = await write("upsertPipelineStages", [
      { externalId: "terms", name: "Terms", rank: 5, kind: "OPEN", probability: "0.8" },
    ]);
    expect(added).toMatchObject({ new: 1 });
    const kept = await write("deletePipelineStages", ["lead", "terms"]);
    expect(kept.faults[0]).toMatchObject({
      path: "externalIds[0]",
      message: "can't be deleted: the stage has 1 deals, 9 days; move the deals to another stage first",
    });
    expect(await write("deletePipelineStages", ["terms"])).toMatchObject({ deleted: 1 });
  });

  it("takes deals that are pushed one by one, and notes the day on which each enters a stage", async () => {
    const write = writer(server);
    const historyOf = (key: string) =>
      store.query(
        `select s.stage, s.entered_on::text as day from opportunity_stage s join opportunity o on o.id = s.opportunity_id
         where o.external_id = $1 order by s.entered_on, s.stage`,
        [key],
      );
    const deal = { externalId: "pushed", name: "Tea room", customer: "acme", rep: "ann", stage: "lead", amount: "900" };
    expect(
      await write("upsertOpportunities", [deal, { ...deal, externalId: "old", createdOn: "2024-01-05" }]),
    ).toMatchObject({
      new: 2,
    });
    expect(await historyOf("pushed")).toEqual([{ stage: "lead", day: "2024-06-30" }]);
    // Since when it has been there, nobody knows.
    expect(await historyOf("old")).toEqual([]);
    expect(await write("upsertOpportunities", [{ externalId: "pushed", amount: "950" }])).toMatchObject({ changed: 1 });
    expect(await historyOf("pushed")).toHaveLength(1);
    expect(await write("upsertOpportunities", [{ externalId: "old", stage: "offer" }])).toMatchObject({ changed: 1 });
    expect(await historyOf("old")).toEqual([{ stage: "offer", day: "2024-06-30" }]);
    const { pipelineBoard } = await server.ask<{
      pipelineBoard: { columns: { first: { since: string; opportunity: { externalId: string; amount: string } }[] }[] };
    }>(
      `{ pipelineBoard(dealsPerStage: 100) { columns { stage { key } first { since opportunity { externalId amount } } } } }`,
    );
    const open = pipelineBoard.columns.flatMap(({ first }) => first);
    expect(open.find(({ opportunity }) => opportunity.externalId === "pushed")).toMatchObject({
      since: "2024-06-30",
      opportunity: { amount: expect.stringMatching(/^950/) },
    });
    const wrong = await write("upsertOpportunities", [{ externalId: "pushed", stage: "leed" }]);
    expect(faultsOf(wrong)[0]).toMatch(/^input\[0\]\.stage "leed" .*lead/);
    const { auditLog } = await server.ask<{ auditLog: { edges: { node: { action: string } }[] } }>(
      `{ auditLog(table: OPPORTUNITY, externalId: "pushed") { edges { node { action } } } }`,
    );
    expect(auditLog.edges.map(({ node }) => node.action)).toEqual(["CHANGED", "CREATED"]);
    expect(await write("deleteOpportunities", ["pushed", "old"])).toMatchObject({ deleted: 2 });
  });
});
