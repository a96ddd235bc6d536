import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "../../context.ts";
import type { Store } from "../../store/store.ts";
import { fillSmallCompany, testServer } from "../../testing/ask.ts";
import { testRecords } from "../../testing/records.ts";
import { faultsOf, writer } from "../../testing/write.ts";

const engines = { pglite: "duckdb", postgres: "postgres" } as const;

describe.each(testRecords())("market data on $name", ({ name, open }) => {
  let store: Store;
  const servers: Awaited<ReturnType<typeof testServer>>[] = [];
  let executive: Awaited<ReturnType<typeof as>>;
  beforeAll(async () => {
    store = await open();
    await fillSmallCompany(store);
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

  it("says what is missing while nothing is recorded", async () => {
    expect(
      await executive.ask(`{
        economy { phase phaseText(locale: "zh-CN") signals { rule } sensitivities { series } advice { text } }
        indicators { name } competitors { name } competitorGrid { rows { name } }
        marketShares(period: "2024") { share } competitorMoves(period: "2024") { name }
        technologies { name } channelMix(period: "2022") { shares { share } shifts { channel } }
      }`),
    ).toEqual({
      economy: {
        phase: null,
        phaseText: "未知：需要近期的月度失业率或产出数据。",
        signals: [],
        sensitivities: [],
        advice: [],
      },
      indicators: [],
      competitors: [],
      competitorGrid: { rows: [] },
      marketShares: [],
      competitorMoves: [],
      technologies: [],
      channelMix: { shares: [], shifts: [] },
    });
  });

  it("writes series with their values, without keys for these, and judges the economy by them", async () => {
    const { write, ask } = executive;
    expect(
      await write("upsertIndicators", [
        {
          externalId: "unrate",
          name: "Unemployment",
          nameZh: "失业率",
          kind: "UNEMPLOYMENT",
          unit: "%",
          source: "Office",
        },
      ]),
    ).toMatchObject({ new: 1 });
    const values = Array.from({ length: 18 }, (_, index) => ({
      series: "unrate",
      period: `${2023 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, "0")}`,
      value: index < 15 ? "4" : "4.6",
    }));
    expect(await write("recordIndicatorValues", values)).toMatchObject({ new: 18 });
    expect(await write("recordIndicatorValues", values)).toMatchObject({ unchanged: 18 });
    const { economy } = await ask<{ economy: Record<string, unknown> }>(`{ economy {
      asOf phase phaseText
      signals { series name(locale: "zh-CN") rule period value reading since outdated text }
      sensitivities { text strongest { lag } lags { lag pairs correlation tooFew } }
      advice { topic text(locale: "zh-CN") reasons }
    } }`);
    expect(economy).toMatchObject({
      asOf: "2024-06-30",
      phase: "RECESSION",
      phaseText: "Recession",
      signals: [
        { series: "unrate", name: "失业率", rule: "SAHM", period: "2024-06-01", reading: "RECESSION", outdated: false },
      ],
      sensitivities: [{ strongest: null, text: expect.stringContaining("Too little data") }],
      advice: [
        { topic: "PRICING", reasons: ["Recession", expect.stringContaining("0.6 points above the low")] },
        { topic: "OFFER" },
      ],
    });
    expect(
      await ask(`{ indicators { externalId kind frequency values(last: 2) { externalId period value } } }`),
    ).toEqual({
      indicators: [
        {
          externalId: "unrate",
          kind: "UNEMPLOYMENT",
          frequency: "MONTH",
          values: [
            { externalId: "unrate/2024-06-01", period: "2024-06-01", value: "4.6" },
            { externalId: "unrate/2024-05-01", period: "2024-05-01", value: "4.6" },
          ],
        },
      ],
    });
  });

  it("refuses what contradicts, all or nothing, with the path to each fault", async () => {
    const { write, fault } = executive;
    const two = await write("recordIndicatorValues", [
      { series: "unrate", period: "2022-12", value: "3.9" },
      { series: "unrate", period: "2022-12-01", value: "4.1" },
      { series: "unrate", period: "2024-Q1", value: "4.1" },
      { series: "none", period: "2024-01", value: "4.1" },
    ]);
    const faults = faultsOf(two);
    expect(faults[0]).toContain(
      'input[0].value "3.9" contradicts 4.1, another value of series "unrate" for the same period',
    );
    expect(faults.join("\n")).toContain('input[2].period "2024-Q1" must be a month, such as 2024-03');
    expect(faults.join("\n")).toContain(
      'input[3].series "none" series "none" is neither in the input nor in the record',
    );
    expect(faultsOf(await write("deleteIndicators", ["unrate"]))).toEqual([
      'externalIds[0] "unrate" can\'t be deleted: the series has 18 values; delete these first',
    ]);
    expect(await fault(`{ indicators { values(last: 0) { value } } }`)).toMatchObject({
      code: "BAD_USER_INPUT",
      message: "last: 0, expected a whole number from 1 to 1200",
    });
    expect(await fault(`{ competitorMoves(period: "2024", days: 3) { name } }`)).toMatchObject({
      message: "days: 3, expected a whole number from 14 to 365",
    });
    expect((await fault(`{ demandTrends(period: "soon") { total } }`)).message).toContain('period "soon"');
  });

  it("writes competitors with figures and moves, and answers them side by side", async () => {
    const { write, ask } = executive;
    await write("upsertCompetitors", [
      { externalId: "us", name: "Small & Sons", own: true },
      { externalId: "hill", name: "Hill Tea" },
    ]);
    const share = { topic: "SHARE", name: "tea", day: "2024-05-01" };
    expect(
      await write("recordCompetitorFigures", [
        { externalId: "s1", competitor: "us", value: "0.4", ...share },
        { externalId: "s2", competitor: "hill", value: "0.6", ...share },
        {
          externalId: "p2",
          competitor: "hill",
          topic: "PRICE",
          name: "Tea",
          category: "Drinks",
          value: "9.5",
          day: "2024-06-01",
        },
      ]),
    ).toMatchObject({ new: 3 });
    await write("upsertCompetitors", [{ externalId: "peak", name: "Peak" }]);
    const tooMuch = await write("recordCompetitorFigures", [
      { externalId: "s3", competitor: "peak", value: "0.01", ...share },
    ]);
    expect(faultsOf(tooMuch)[0]).toContain("come to 101.0 % (s1 40 %, s2 60 %, s3 1 %), at most 100 % can be");
    await write("recordCompetitorMoves", [
      { externalId: "m1", competitor: "hill", day: "2024-06-01", kind: "CAMPAIGN", name: "Summer", category: "Drinks" },
    ]);
    expect(
      await ask(`{
        competitors { name own }
        competitorGrid(topic: [PRICE]) { rows { name own { value } figures { competitorName value day } } }
        marketConcentration(period: "2024") { day hhi hhiAtMost concentration }
        competitorMoves(period: "2024", days: 14) { name before after difference significant reason reasonText }
        far: competitorMoves(period: "2024", days: 60) { reason reasonText(locale: "zh-CN") }
      }`),
    ).toEqual({
      competitors: [
        { name: "Small & Sons", own: true },
        { name: "Hill Tea", own: false },
        { name: "Peak", own: false },
      ],
      competitorGrid: {
        rows: [{ name: "Tea", own: null, figures: [{ competitorName: "Hill Tea", value: 9.5, day: "2024-06-01" }] }],
      },
      marketConcentration: [{ day: "2024-05-01", hhi: 0.52, hhiAtMost: 0.52, concentration: "HIGH" }],
      competitorMoves: [
        {
          name: "Summer",
          before: 0,
          after: 100.25 / 14,
          difference: 100.25 / 14,
          significant: false,
          reason: null,
          reasonText: null,
        },
      ],
      far: [{ reason: "NOT_OVER", reasonText: "其后的 60 天尚未结束。" }],
    });
    const ofRep = await as("REP", {
      kind: "rep",
      repId: (await store.prisma.rep.findFirstOrThrow({ where: { externalId: "bo" } })).id,
    });
    expect(await ofRep.ask(`{ competitorMoves(period: "2024", days: 14) { reason } }`)).toEqual({
      competitorMoves: [{ reason: "NO_SALES" }],
    });
    expect(faultsOf(await write("deleteCompetitors", ["hill"]))[0]).toContain("2 figures, 1 moves");
  });

  it("takes topics from signals, needs and comments, and forgets a comment with the person", async () => {
    const { write, ask } = executive;
    await write("recordDemandSignals", [
      { externalId: "d1", topic: "cold brew", category: "Drinks", source: "SEARCH", day: "2024-06-10" },
    ]);
    await write("recordSurveyResponses", [
      {
        externalId: "s9",
        customer: "bell",
        kind: "NPS",
        score: 9,
        respondedOn: "2024-06-11",
        comment: "More Cold Brew",
      },
    ]);
    const asked = `{ demandTrends(period: "2024-06") { comparison { from to } total topics { topic signals direction revenue revenueBefore } }
      unmetNeeds { topic category reason needs customers } }`;
    expect(await ask(asked)).toEqual({
      demandTrends: {
        comparison: { from: "2024-05-01", to: "2024-05-31" },
        total: 2,
        topics: [
          { topic: "cold brew", signals: 2, direction: "UNKNOWN", revenue: 110.25, revenueBefore: 40 },
          { topic: "cups", signals: 0, direction: "UNKNOWN", revenue: null, revenueBefore: null },
        ],
      },
      unmetNeeds: [{ topic: "cups", category: null, reason: "NOT_OFFERED", needs: 1, customers: 1 }],
    });
    await ask(`mutation { eraseCustomer(externalId: "bell") { __typename } }`);
    expect(await ask(`{ demandTrends(period: "2024-06") { total } }`)).toEqual({ demandTrends: { total: 1 } });
  });

  it("writes stages of technologies, and answers what their channel sold before and after", async () => {
    const { write, ask } = executive;
    const stage = { name: "Mini program", channel: "online" };
    expect(
      await write("recordTechnologySignals", [
        { externalId: "t1", stage: "TRIAL", since: "2024-03-01", ...stage },
        { externalId: "t2", stage: "ADOPT", since: "2024-06-01", ...stage },
        { externalId: "t3", name: "Robots", stage: "ASSESS", since: "2024-06-01", process: "Packing" },
      ]),
    ).toMatchObject({ new: 3 });
    const twice = await write("recordTechnologySignals", [
      { externalId: "t9", stage: "HOLD", since: "2024-06-01", ...stage },
    ]);
    expect(faultsOf(twice)).toEqual([
      'input[0].since "2024-06-01" is the day from which "Mini program" is ADOPT under the id "t2": keep one',
    ]);
    const { technologies, channelMix } = await ask<Record<string, unknown>>(`{
      technologies(days: 14) {
        name stage since channel process adoptedOn stages { stage } before after significant reason reasonText(locale: "zh-CN")
      }
      channelMix(period: "2024") { first last shifts { channel first last change revenue } shares { start channel share } }
    }`);
    expect(technologies).toMatchObject([
      { name: "Mini program", stage: "ADOPT", stages: [{ stage: "TRIAL" }, { stage: "ADOPT" }] },
      { name: "Robots", process: "Packing", adoptedOn: null, reason: "NOT_ADOPTED", reasonText: "尚未采用。" },
    ]);
    expect(channelMix).toMatchObject({ first: "2024-01-01", last: "2024-06-01" });
  });

  it("is written by planners who see the whole company, and read by everybody", async () => {
    const ids = { sales: (await store.prisma.team.findFirstOrThrow({ where: { externalId: "sales" } })).id };
    const manager = await as("MANAGER", { kind: "teams", teamIds: [ids.sales] });
    const refused = await manager.write("upsertCompetitors", [{ externalId: "x", name: "X" }]);
    expect(faultsOf(refused)[0]).toContain("holds for the whole company: only who sees all of it may write it");
    expect(await manager.ask(`{ competitors { name } economy { phase } }`)).toMatchObject({
      economy: { phase: "RECESSION" },
    });
    const rep = await as("REP");
    for (const [field, type] of [
      ["recordDemandSignals", "DemandSignalInput"],
      ["upsertIndicators", "IndicatorInput"],
    ]) {
      expect(
        await rep.fault(`mutation ($input: [${type}!]!) { ${field}(input: $input) { __typename } }`, { input: [] }),
      ).toMatchObject({ code: "FORBIDDEN" });
    }
  });

  it("answers each as flat data", async () => {
    const names = [
      "economy",
      "economy-correlations",
      "competitor-grid",
      "market-shares",
      "market-concentration",
      "competitor-moves",
      "demand-trends",
      "unmet-needs",
      "technologies",
      "channel-mix",
    ];
    for (const document of names) {
      const answer = await executive.fetch(`http://localhost/data/${document}.csv`);
      const text = await answer.text();
      expect(answer.status, `${document}: ${text}`).toBe(200);
      expect(text.trim().split("\r\n").length, document).toBeGreaterThan(1);
    }
  });
});
