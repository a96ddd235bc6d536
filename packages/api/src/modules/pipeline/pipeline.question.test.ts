import {
  everything,
  parsePeriod,
  queryFunnel,
  queryPipelineBoard,
  queryPipelineCoverage,
  queryPipelineForecast,
  queryStages,
  queryStuckDeals,
  queryWinLoss,
  type Scope,
} from "@salesglass/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Engines, openEngines } from "../../testing/engines.ts";
import {
  dayAfter,
  daysFrom,
  dealsOf,
  dealsSeen,
  openStageKeys,
  type PlainDeal,
  quantileOf,
  rowsOf,
  stageList,
  staysOf,
} from "../../testing/naive/pipeline.ts";

const calendar = { today: "2024-05-15", fiscalYearStart: 1, weekStart: 1 };
const period = (text: string) => parsePeriod(text, calendar);
const scopes: readonly (readonly [string, Scope])[] = [
  ["everything", everything],
  ["two teams", { kind: "teams", teamIds: [1, 3] }],
  ["a rep", { kind: "rep", repId: 2 }],
  ["nothing", { kind: "teams", teamIds: [] }],
];
const deals = dealsOf(11);
const sum = (values: readonly (number | null)[]) => values.reduce<number>((all, one) => all + (one ?? 0), 0);
const ofStatus = (all: readonly PlainDeal[], status: string) => all.filter((deal) => deal.status === status);

let engines: Engines;
beforeAll(async () => {
  engines = await openEngines();
  await engines.fill(rowsOf(deals));
});
afterAll(() => engines?.close());

describe.each(["duckdb", "postgres"] as const)("the pipeline on %s", (engine) => {
  const db = () => engines[engine];

  it.each(scopes)("counts the funnel of %s as plain loops do, today and looked at from earlier", async (_, scope) => {
    for (const asOf of ["2024-05-15", "2023-09-30"]) {
      const { from, to } = period("2023");
      const seen = dealsSeen(deals, scope, asOf);
      const created = seen.filter(({ created_on: day }) => day !== null && day >= from && day <= to);
      const funnel = await queryFunnel(db(), scope, { period: period("2023"), calendar, asOf });
      const [won, lost] = [ofStatus(created, "WON"), ofStatus(created, "LOST")];
      expect(funnel).toMatchObject({
        asOf,
        listed: true,
        created: created.length,
        won: won.length,
        lost: lost.length,
        open: created.length - won.length - lost.length,
        winRate: won.length + lost.length === 0 ? null : won.length / (won.length + lost.length),
        undated: seen.filter(({ created_on }) => created_on === null).length,
      });
      expect(funnel.wonAmount).toBeCloseTo(sum(won.map(({ amount }) => amount)), 6);
      expect(funnel.stages.map(({ key }) => key)).toEqual(openStageKeys);
      for (const [place, stage] of funnel.stages.entries()) {
        const here = created.map((deal) => ({ deal, ...staysOf(deal, asOf) }));
        const entered = here.filter(({ reach }) => reach >= place);
        const further = entered.filter(({ reach }) => reach > place);
        const stuckHere = (status: string) =>
          entered.filter(({ reach, deal }) => reach === place && deal.status === status).length;
        const visited = ({ deal, stays }: (typeof here)[number]) =>
          stays.some((stay) => stay.place === place) || (deal.history.length === 0 && deal.stage === stage.key);
        const days = here.flatMap(({ stays }) => {
          const own = stays.filter((stay) => stay.place === place);
          if (own.length === 0 || own.some(({ to }) => to === null)) return [];
          return own.reduce((all, one) => all + daysFrom(one.from, one.to!), 0);
        });
        expect(stage).toMatchObject({
          entered: entered.length,
          wentOn: further.length,
          lost: stuckHere("LOST"),
          open: stuckHere("OPEN"),
          skipped: further.filter((one) => !visited(one)).length,
          rate: entered.length === 0 ? null : further.length / entered.length,
        });
        expect(stage.wentOnAmount).toBeCloseTo(sum(further.map(({ deal }) => deal.amount)), 6);
        for (const [share, told] of [
          [0.5, stage.medianDays],
          [0.8, stage.slowDays],
        ] as const) {
          const expected = quantileOf(days, share);
          if (expected === null) expect(told).toBeNull();
          else expect(told).toBeCloseTo(expected, 5);
        }
      }
    }
  });

  it.each(scopes)("finds the stuck deals of %s as plain loops do, the largest first", async (_, scope) => {
    const seen = dealsSeen(deals, scope, calendar.today).map((deal) => ({ deal, ...staysOf(deal, calendar.today) }));
    const daysIn = (stays: ReturnType<typeof staysOf>["stays"], place: number) =>
      stays
        .filter((stay) => stay.place === place)
        .reduce((all, one) => all + daysFrom(one.from, one.to ?? calendar.today), 0);
    const limits = openStageKeys.map((_, place) => {
      const of = seen.filter(({ deal, stays }) => deal.status === "WON" && stays.some((stay) => stay.place === place));
      return of.length < 5
        ? null
        : quantileOf(
            of.map(({ stays }) => daysIn(stays, place)),
            0.8,
          );
    });
    const stuck = seen.flatMap(({ deal, stays }) => {
      const now = stays.find(({ to }) => to === null);
      if (deal.status !== "OPEN" || !now) return [];
      const [limit, days] = [limits[now.place]!, daysIn(stays, now.place)];
      return limit !== null && days > limit ? [{ dealId: deal.id, amount: deal.amount, days, since: now.from }] : [];
    });
    const first = await queryStuckDeals(db(), scope, { calendar, limit: 1000, offset: 0 });
    expect(first.total).toBe(stuck.length);
    expect(first.totalAmount).toBeCloseTo(sum(stuck.map(({ amount }) => amount)), 6);
    for (const [place, limit] of limits.entries()) {
      if (limit === null) expect(first.limits[place]!.days).toBeNull();
      else expect(first.limits[place]!.days).toBeCloseTo(limit, 5);
    }
    const told = first.deals.map(({ dealId, amount, days, since }) => ({ dealId, amount, days, since }));
    expect(told.toSorted((a, b) => a.dealId - b.dealId)).toEqual(stuck);
    const amounts = told.map(({ amount }) => amount ?? -1);
    expect(amounts).toEqual([...amounts].sort((a, b) => b - a));
    const second = await queryStuckDeals(db(), scope, { calendar, limit: 1000, offset: 3 });
    expect(second.deals).toEqual(first.deals.slice(3));
  });

  it("puts every open deal on the board, weighted by its own chance, its stage's, or its stage's win rate", async () => {
    const board = await queryPipelineBoard(db(), everything, { calendar, dealsPerStage: 3 });
    const seen = dealsSeen(deals, everything, calendar.today).map((deal) => ({
      deal,
      ...staysOf(deal, calendar.today),
    }));
    const open = seen.filter(({ deal }) => deal.status === "OPEN");
    expect(sum(board.columns.map((column) => column.deals))).toBe(open.length);
    for (const [place, column] of board.columns.entries()) {
      const inside = open.filter(({ deal, stays }) => {
        const now = stays.find(({ to }) => to === null);
        return now ? now.place === place : deal.stage === openStageKeys[place];
      });
      const decided = seen.filter(({ deal, reach }) => deal.status !== "OPEN" && reach >= place);
      const rate =
        ofStatus(
          decided.map(({ deal }) => deal),
          "WON",
        ).length / decided.length;
      const weight = stageList[place]!.probability ?? Math.round(rate * 10_000) / 10_000;
      expect(column).toMatchObject({ deals: inside.length, unweighted: 0 });
      expect(column.amount).toBeCloseTo(sum(inside.map(({ deal }) => deal.amount)), 6);
      const weighted = inside.map(({ deal }) => (deal.amount ?? 0) * (deal.probability ?? weight));
      expect(column.weighted).toBeCloseTo(sum(weighted), 2);
      expect(column.first).toHaveLength(Math.min(3, inside.length));
      const marks = column.first.map(({ stuck, amount }) => (stuck ? 1e9 : 0) + (amount ?? -1));
      expect(marks).toEqual([...marks].sort((a, b) => b - a));
    }
  });

  it("splits what was won and lost as plain loops do", async () => {
    const { from, to } = period("2023");
    const decided = dealsSeen(deals, everything, calendar.today).filter(
      ({ status, closed_on: day }) => status !== "OPEN" && day! >= from && day! <= to,
    );
    const parents: Record<number, number | null> = { 1: 3, 2: 3, 3: null };
    const keys: Record<string, (deal: PlainDeal) => string | number | null> = {
      REP: ({ rep_id }) => rep_id,
      TEAM: ({ team_id }) => team_id,
      TEAM_ABOVE: ({ team_id }) => (team_id === null ? null : parents[team_id]!),
      PRODUCT: ({ product_id }) => product_id,
      CATEGORY: ({ product_id }) => (product_id === null ? null : ["Drinks", "Ware"][product_id - 1]!),
      INDUSTRY: ({ customer_id }) => (customer_id === null ? null : ["retail", "gifts", null][customer_id - 1]!),
      REGION: ({ customer_id }) => (customer_id === null ? null : ["East", "West", "East"][customer_id - 1]!),
      SOURCE: ({ source }) => source,
      LOSS_REASON: ({ loss_reason }) => loss_reason,
      COMPETITOR: ({ lost_to }) => lost_to,
    };
    for (const [by, keyOf] of Object.entries(keys)) {
      const ofLosses = by === "LOSS_REASON" || by === "COMPETITOR";
      const counted = ofLosses ? ofStatus(decided, "LOST") : decided;
      const answer = await queryWinLoss(db(), everything, { period: period("2023"), calendar, by: by as "REP" });
      expect(new Set(answer.rows.map(({ key }) => key))).toEqual(new Set(counted.map(keyOf)));
      for (const row of answer.rows) {
        const own = counted.filter((deal) => keyOf(deal) === row.key);
        const [won, lost] = [ofStatus(own, "WON"), ofStatus(own, "LOST")];
        expect(row).toMatchObject({ won: won.length, lost: lost.length });
        expect(row.winRate).toBe(ofLosses ? null : won.length / own.length);
        expect(row.lostAmount).toBeCloseTo(sum(lost.map(({ amount }) => amount)), 6);
        const days = won.flatMap(({ created_on, closed_on }) => (created_on ? daysFrom(created_on, closed_on!) : []));
        if (days.length === 0) expect(row.daysToWin).toBeNull();
        else expect(row.daysToWin).toBeCloseTo(sum(days) / days.length, 9);
        const median = quantileOf(days, 0.5);
        if (median !== null) expect(row.medianDaysToWin).toBeCloseTo(median, 5);
      }
      const sizes = answer.rows.map(({ won, lost }) => won + lost);
      expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
    }
    const { rows } = await queryWinLoss(db(), everything, { period: period("2023"), calendar, by: "TEAM" });
    expect(rows.find(({ key }) => key === 1)!.label).toBe("North");
  });

  it("forecasts by each stage's own past, and tells how far off it would have been, as plain loops do", async () => {
    const asked = period("2024-Q2");
    const last = daysFrom(calendar.today, asked.to);
    const seen = dealsSeen(deals, everything, calendar.today).map((deal) => ({
      deal,
      ...staysOf(deal, calendar.today),
    }));
    const ends: string[] = [];
    for (let month = new Date("2024-04-30"); ends.length < 40; ) {
      const day = month.toISOString().slice(0, 10);
      if (dayAfter(day, last) <= calendar.today) ends.push(day);
      month = new Date(Date.UTC(month.getUTCFullYear(), month.getUTCMonth(), 0));
    }
    const snapshot = (day: string, place: number) => {
      const inside = seen.filter(({ stays }) =>
        stays.some((stay) => stay.place === place && stay.from <= day && (stay.to === null || stay.to > day)),
      );
      const won = inside.filter(
        ({ deal }) => deal.status === "WON" && deal.closed_on! > day && deal.closed_on! <= dayAfter(day, last),
      );
      return { n: inside.length, amount: sum(inside.map(({ deal }) => deal.amount)), won };
    };
    const rate = (days: readonly string[], place: number) => {
      const all = days.map((day) => snapshot(day, place));
      const n = sum(all.map((one) => one.n));
      return n < 10 ? null : sum(all.map((one) => one.won.length)) / n;
    };
    const places = [0, 1, 2];
    const used = ends.slice(0, 36);
    const tests = used.toReversed().flatMap((day) => {
      const known = used.filter((end) => dayAfter(end, last) <= day);
      const parts = places
        .filter((place) => snapshot(day, place).n > 0)
        .map((place) => {
          const of = rate(known, place);
          return of === null ? null : snapshot(day, place).amount * of;
        });
      const forecast = sum(parts);
      if (parts.includes(null) || forecast === 0) return [];
      return {
        day,
        forecast,
        actual: sum(places.flatMap((place) => snapshot(day, place).won.map(({ deal }) => deal.amount))),
      };
    });
    expect(tests.length).toBeGreaterThan(6);
    const answer = await queryPipelineForecast(db(), everything, { period: asked, calendar });
    expect(answer.reason).toBeNull();
    expect(answer.tests.map(({ day }) => day)).toEqual(tests.map(({ day }) => day));
    for (const [index, test] of tests.entries()) {
      expect(answer.tests[index]!.forecast).toBeCloseTo(test.forecast, 6);
      expect(answer.tests[index]!.actual).toBeCloseTo(test.actual, 6);
    }
    const expected = sum(places.map((place) => snapshot(calendar.today, place).amount * rate(used, place)!));
    expect(answer.expected).toBeCloseTo(expected, 6);
    expect(answer.error).toBeCloseTo(
      sum(tests.map(({ forecast, actual }) => Math.abs(actual / forecast - 1))) / tests.length,
      9,
    );
    const over = await queryPipelineForecast(db(), everything, { period: period("2024-Q1"), calendar });
    expect(over).toMatchObject({ expected: null, total: null, reason: "OVER" });
    const small = await queryPipelineForecast(db(), { kind: "rep", repId: 9 }, { period: asked, calendar });
    expect(small).toMatchObject({ expected: null, total: null, reason: "NO_DEALS", error: null, tests: [] });
  });

  it("says what is missing of the target and how far the open deals reach, and plan against actual", async () => {
    const sale = (order_id: number, day: string, net_amount: number) => ({
      order_id,
      line: 1,
      day,
      customer_id: 1,
      rep_id: 1,
      team_id: 1,
      product_id: 1,
      quantity: 1,
      net_amount,
      order_net: net_amount,
    });
    const goal = { id: 1, external_id: "g", name: "Q2", metric: "revenue", target: 9_100, quota: 9_100, team_id: 1 };
    await engines.fill({
      ...rowsOf(deals),
      sale: [sale(1, "2024-04-10", 2_000), sale(2, "2024-05-10", 1_000)],
      goal: [{ ...goal, starts_on: "2024-04-01", ends_on: "2024-06-30", created_on: "2024-03-01" }],
    });
    const asked = { period: period("2024-Q2"), calendar };
    const answer = await queryPipelineCoverage(db(), everything, asked);
    const board = await queryPipelineBoard(db(), everything, { calendar, dealsPerStage: 0 });
    expect(answer).toMatchObject({ target: 9_100, achieved: 3_000, missing: 6_100 });
    expect(answer.weighted).toBeCloseTo(sum(board.columns.map(({ weighted }) => weighted)), 6);
    expect(answer.coverage).toBeCloseTo(answer.weighted / 6_100, 9);
    expect(answer.months.map(({ target, revenue }) => [target, revenue])).toEqual([
      [3_000, 2_000],
      [3_100, 1_000],
      [3_000, null],
    ]);
    expect(answer.months[0]!.attainment).toBeCloseTo(2 / 3, 9);
    const drinks = await queryPipelineCoverage(db(), everything, { ...asked, where: { category: { in: ["Drinks"] } } });
    expect(drinks).toMatchObject({ target: null, missing: null, coverage: null, achieved: 3_000 });
    const other = await queryPipelineCoverage(db(), { kind: "rep", repId: 9 }, asked);
    expect(other).toMatchObject({ target: null, deals: 0, weighted: 0, coverage: null });
    await engines.fill(rowsOf(deals));
  });

  it("orders the stages of a company without a list as deals enter them", async () => {
    expect((await queryStages(db(), everything)).stages.map(({ key }) => key)).toEqual([
      ...openStageKeys,
      "won",
      "lost",
    ]);
    await engines.fill(rowsOf(deals, []));
    const { listed, stages } = await queryStages(db(), everything);
    expect(listed).toBe(false);
    expect(stages.map(({ key, kind }) => [key, kind])).toEqual([
      ["lead", "OPEN"],
      ["offer", "OPEN"],
      ["terms", "OPEN"],
      ["won", "WON"],
      ["lost", "LOST"],
    ]);
    await engines.fill({});
    const nothing = await queryFunnel(db(), everything, { period: period("2023"), calendar });
    expect(nothing).toMatchObject({ created: 0, winRate: null, stages: [], improvements: [] });
    const board = await queryPipelineBoard(db(), everything, { calendar, dealsPerStage: 3 });
    expect(board.columns).toEqual([]);
    await engines.fill(rowsOf(deals));
  });

  it("filters by what a deal has, and says what it hasn't", async () => {
    const asked = { period: period("2023"), calendar };
    const all = await queryFunnel(db(), everything, { ...asked, where: { team: { in: [3] } } });
    const seen = dealsSeen(deals, everything, calendar.today).filter(
      ({ team_id, created_on }) => team_id !== null && created_on?.startsWith("2023"),
    );
    expect(all.created).toBe(seen.length);
    await expect(queryFunnel(db(), everything, { ...asked, where: { channel: { in: ["x"] } } })).rejects.toThrow(
      /winRate can't be filtered by channel, expected one of .*team/,
    );
    await expect(queryFunnel(db(), everything, { ...asked, where: { month: { in: ["2023-01-01"] } } })).rejects.toThrow(
      /where: month is nothing that a deal has/,
    );
    await expect(queryPipelineBoard(db(), everything, { calendar, dealsPerStage: 101 })).rejects.toThrow(
      "dealsPerStage: 101, expected a whole number from 0 to 100",
    );
    await expect(queryWinLoss(db(), everything, { ...asked, by: "MOON" as "REP" })).rejects.toThrow(
      /by: MOON, expected one of REP, TEAM/,
    );
    await expect(queryStuckDeals(db(), everything, { calendar, limit: -1, offset: 0 })).rejects.toThrow("limit: -1");
    await expect(queryFunnel(db(), everything, { ...asked, asOf: "2023-02-30" })).rejects.toThrow(/asOf: "2023-02-30"/);
  });
});
