import {
  everything,
  parsePeriod,
  queryAfterwards,
  queryBudget,
  queryCareers,
  queryDemandTrends,
  queryEconomy,
  queryFunnel,
  queryGoals,
  queryGrid,
  queryHiring,
  queryMetrics,
  queryMoves,
  queryPipelineForecast,
  queryRecovery,
  queryServiceSummary,
  queryStandings,
  queryStuckDeals,
  queryTechnologies,
  queryWinLoss,
} from "@salesglass/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ImportSummary } from "../import/import.ts";
import type { Store } from "../store/store.ts";
import { testRecords } from "../testing/records.ts";
import { openWarehouse } from "../warehouse/warehouse.ts";
import { importDemo, runDemo } from "./demo.ts";

describe.each(testRecords())("the demo company in $name", ({ open }) => {
  let store: Store;
  let summary: ImportSummary;
  beforeAll(async () => {
    store = await open();
    summary = await runDemo({ store, lines: 5_000, seed: 7, until: "2026-06-30" });
  });
  afterAll(() => store?.close());

  it("has about as many lines as asked for, and no faults", () => {
    const lines = summary.tables.find(({ table }) => table === "order_lines")!.new;
    expect(lines).toBeGreaterThan(4_500);
    expect(lines).toBeLessThan(5_500);
    expect(summary.faults).toBe(0);
  });

  it("keeps the sums of orders that its lines have", async () => {
    const [row] = await store.query(
      "select count(*)::int as n from sales_order o where net_amount <> coalesce((select sum(l.net_amount) from order_line l where l.order_id = o.id), 0)",
    );
    expect(row).toEqual({ n: 0 });
  });
});

const { open } = testRecords().find(({ name }) => name === "postgres")!;

it("the demo company is the same for the same seed and day, and another for another", async () => {
  const print = async (one: Store) =>
    (
      await one.query<{ hash: string }>(
        `select md5(string_agg(concat_ws(',', o.external_id, o.day, c.name, p.external_id, l.line, l.quantity, l.net_amount, l.cost), ';' order by o.external_id, l.line)) as hash
         from order_line l join sales_order o on o.id = l.order_id join customer c on c.id = o.customer_id join product p on p.id = l.product_id`,
      )
    )[0]!.hash;
  const prints = [];
  for (const seed of [7, 7, 8]) {
    const other = await open();
    await importDemo({ store: other, lines: 1_000, seed, until: "2026-06-30" });
    prints.push(await print(other));
    await other.close();
  }
  expect(prints[0]).toBe(prints[1]);
  expect(prints[0]).not.toBe(prints[2]);
});

describe("the demo company as large as the one that a first start makes", () => {
  let shown: Store;
  beforeAll(async () => {
    shown = await open();
    await runDemo({ store: shown, lines: 50_000, seed: 1, until: "2026-06-30" });
  });
  afterAll(() => shown?.close());

  it("has enough of everything for every figure in each of the last 24 months", async () => {
    const months = await shown.query(
      `with month as (
         select start::date as start, (start + interval '1 month')::date as next
         from generate_series(timestamp '2024-07-01', '2026-06-01', interval '1 month') start)
       select to_char(start, 'YYYY-MM') as month,
         (select min(n) >= 5 and count(*) = 3 from (
           select count(*) as n from survey_response where responded_on >= start and responded_on < next group by kind) k) as responses,
         (select count(*) filter (where kind = 'COMPLAINT') > 0 from service_case where opened_on >= start and opened_on < next) as complaints,
         (select count(*) > 0 from service_case where resolved_on >= start and resolved_on < next) as resolved,
         (select count(*) filter (where status = 'WON' and created_on < closed_on) > 0 and count(*) filter (where status = 'LOST') > 0
          from opportunity where closed_on >= start and closed_on < next) as closed,
         (select sum(amount * probability) > 0 from opportunity
          where created_on < next and (closed_on is null or closed_on >= next)) as open,
         (select sum(l.discount) > 0 and min(l.net_amount) < 0 from sales_order o join order_line l on l.order_id = o.id
          where o.day >= start and o.day < next) as discounts
       from month`,
    );
    expect(months).toHaveLength(24);
    for (const { month, ...enough } of months) expect(Object.values(enough), String(month)).not.toContain(false);
  });

  it("sells tea with teaware and coffee with what makes it, sells them again, and knows what is needed next", async () => {
    const [told] = await shown.query<Record<string, number | boolean>>(
      `with line as (
         select o.customer_id, o.id, p.name, p.category, c.kind, o.day from sales_order o
           join order_line l on l.order_id = o.id and l.quantity > 0
           join product p on p.id = l.product_id join customer c on c.id = o.customer_id),
       espresso as (select distinct id from line where name like 'House Espresso%')
       select (select count(distinct id) from line join espresso using (id) where name like 'Milk Frother%')::float
           / (select count(*) from espresso) as together,
         (select count(distinct id)::float from line where name like 'Milk Frother%') / (select count(distinct id) from line) as usual,
         (select max(n) = 1 from (select count(distinct day) as n from line
           where kind = 'PERSON' and category like 'Kitchen%' group by customer_id, name) t) as kettles_once,
         (select count(*)::int from (select 1 from line where kind = 'PERSON' and (category like 'Tea%' or category like 'Coffee%')
           group by customer_id, name having count(distinct day) >= 3) t) as habits,
         (select count(*)::int from need where status = 'OPEN' and expected_on < '2026-06-30') as overdue,
         (select count(product_id)::int from need where status = 'OPEN') as named,
         (select count(*) filter (where topic like 'Monthly%' and recorded_on >= '2026-01-01')
           > count(*) filter (where topic like 'Monthly%' and recorded_on < '2026-01-01') from need) as rising`,
    );
    expect(Number(told!.together)).toBeGreaterThan(2 * Number(told!.usual));
    expect(told).toMatchObject({ kettles_once: true, rising: true });
    for (const count of [told!.habits, told!.overdue, told!.named]) expect(Number(count)).toBeGreaterThan(20);
  });

  it("has goals of the company, its teams and reps, some met and some not, of which nothing counts twice", async () => {
    const warehouse = await openWarehouse({ store: shown, engine: "postgres" });
    await warehouse.sync();
    const calendar = { today: "2026-06-30", fiscalYearStart: 1, weekStart: 1 };
    const view = { calendar, limit: 500, offset: 0 };
    const { goals } = await queryGoals(warehouse.db, everything, {
      ...view,
      period: parsePeriod("2025-01-01..2026-12-31", calendar),
    });
    const standings = await queryStandings(warehouse.db, everything, goals, view);
    const [year] = await queryMetrics(warehouse.db, everything, {
      period: parsePeriod("2025", calendar),
      calendar,
      dimensions: [],
      metrics: [
        { key: "quota", metric: "quota" },
        { key: "attainment", metric: "attainment" },
      ],
    });
    await warehouse.close();
    const statuses = new Set(standings.map(({ status }) => status));
    for (const status of ["NOT_STARTED", "ON_TRACK", "BEHIND", "REACHED", "MISSED"]) expect(statuses).toContain(status);
    const ofReps = standings.filter(
      (_, index) => goals[index]!.repId !== null && goals[index]!.endsOn < calendar.today,
    );
    const reached = ofReps.filter(({ status }) => status === "REACHED").length / ofReps.length;
    expect(reached).toBeGreaterThan(0.2);
    expect(reached).toBeLessThan(0.7);
    const top = goals.find(
      ({ repId, teamId, metric, startsOn }) =>
        repId === null && teamId === null && metric === "revenue" && startsOn === "2025-01-01",
    )!;
    // Reps have a little more together than their teams promised.
    expect(year!.values.quota! / top.target).toBeGreaterThanOrEqual(1);
    expect(year!.values.quota! / top.target).toBeLessThan(1.1);
    expect(year!.values.attainment).toBeGreaterThan(0.8);
    expect(year!.values.attainment).toBeLessThan(1.2);
  });

  it("has reps who are ready for their next level, close to it and further away, and somebody to honour", async () => {
    const warehouse = await openWarehouse({ store: shown, engine: "postgres" });
    await warehouse.sync();
    const calendar = { today: "2026-06-30", fiscalYearStart: 1, weekStart: 1 };
    const { careers, total } = await queryCareers(warehouse.db, everything, { calendar, limit: 100, offset: 0 });
    // What was given when the months were closed, of which a year and two quarters end among them.
    const honours = await shown.query<{ title: string; name: string }>(
      "select title, coalesce(r.name, t.name) as name from honour_award left join rep r on r.id = rep_id left join team t on t.id = honour_award.team_id",
    );
    await warehouse.close();
    expect(total).toBe(20);
    const count = (readiness: string) => careers.filter((career) => career.readiness === readiness).length;
    for (const readiness of ["READY", "CLOSE", "NOT_YET"]) expect(count(readiness), readiness).toBeGreaterThan(1);
    expect(new Set(careers.map(({ levelId }) => levelId)).size).toBe(3);
    const winners = (title: string) => honours.filter((one) => one.title === title).map(({ name }) => name);
    expect(winners("Sales Star").length).toBeGreaterThanOrEqual(6);
    expect(new Set(winners("Sales Star")).size).toBeGreaterThan(1);
    for (const title of ["Quota Champion", "Customers' Favourite", "Best Team"]) {
      expect(winners(title).length, title).toBeGreaterThan(0);
    }
  });

  it("has a pipeline with stuck deals, a forecast with its error, reasons and competitors, and a stage worth improving", async () => {
    const warehouse = await openWarehouse({ store: shown, engine: "postgres" });
    await warehouse.sync();
    const calendar = { today: "2026-06-30", fiscalYearStart: 1, weekStart: 1 };
    const asked = { calendar, period: parsePeriod("2025", calendar) };
    const [funnel, stuck, reasons, competitors, forecast] = await Promise.all([
      queryFunnel(warehouse.db, everything, asked),
      queryStuckDeals(warehouse.db, everything, { calendar, limit: 100, offset: 0 }),
      queryWinLoss(warehouse.db, everything, { ...asked, by: "LOSS_REASON" }),
      queryWinLoss(warehouse.db, everything, { ...asked, by: "COMPETITOR" }),
      queryPipelineForecast(warehouse.db, everything, { calendar, period: parsePeriod("2026-Q3", calendar) }),
    ]);
    await warehouse.close();
    expect(funnel.stages.map(({ key }) => key)).toEqual(["Qualification", "Proposal", "Negotiation"]);
    for (const stage of funnel.stages) expect(stage.medianDays).toBeGreaterThan(5);
    expect(funnel.improvements[0]!.gainAtBest).toBeGreaterThan(0);
    expect(stuck.total).toBeGreaterThan(5);
    expect(stuck.total).toBeLessThan(40);
    for (const { days } of stuck.limits) expect(days).toBeGreaterThan(10);
    expect(reasons.rows).toHaveLength(4);
    expect(competitors.rows.filter(({ label }) => label)).toHaveLength(3);
    expect(forecast.expected).toBeGreaterThan(0);
    expect(forecast.error).toBeLessThan(0.5);
  });

  it("knows its market: an economy that slows down, rivals, topics that rise and fall, and technologies in use", async () => {
    const warehouse = await openWarehouse({ store: shown, engine: "postgres" });
    await warehouse.sync();
    const { db } = warehouse;
    const calendar = { today: "2026-06-30", fiscalYearStart: 1, weekStart: 1 };
    const period = parsePeriod("last-12-months", calendar);
    const economy = await queryEconomy(db, everything, { calendar });
    const grid = await queryGrid(db, { calendar });
    const moves = await queryMoves(db, everything, { calendar, period });
    const { topics } = await queryDemandTrends(db, everything, { calendar, period });
    const technologies = await queryTechnologies(db, everything, { calendar });
    await warehouse.close();
    expect(economy.phase).toBe("SLOWDOWN");
    expect(economy.sensitivities.some(({ lags }) => lags[0]!.correlation !== null)).toBe(true);
    expect(new Set(grid.map(({ topic }) => topic)).size).toBe(4);
    for (const { own, figures } of grid) expect(own && figures.length > 0).toBe(true);
    expect(moves.filter(({ before }) => before !== null).length).toBeGreaterThan(3);
    const going = (direction: string) => topics.filter((one) => one.direction === direction).length;
    for (const direction of ["RISING", "FALLING"]) expect(going(direction), direction).toBeGreaterThan(0);
    expect(technologies.filter(({ before }) => before !== null).length).toBeGreaterThan(0);
  });

  it("has budgets that are kept by most, presents that nobody planned, and hires, most of whom were recommended", async () => {
    const warehouse = await openWarehouse({ store: shown, engine: "postgres" });
    await warehouse.sync();
    const calendar = { today: "2026-06-30", fiscalYearStart: 1, weekStart: 1 };
    const year = parsePeriod("2026", calendar);
    const ask = (by: "TEAM" | "CATEGORY") => queryBudget(warehouse.db, everything, { period: year, calendar, by });
    const [teams, categories, hiring] = await Promise.all([
      ask("TEAM"),
      ask("CATEGORY"),
      queryHiring(warehouse.db, everything, { period: parsePeriod("last-24-months", calendar), calendar }),
    ]);
    await warehouse.close();
    expect(teams.rows.length).toBeGreaterThan(6);
    expect(teams.total.pace).toBeGreaterThan(0.9);
    expect(teams.total.pace).toBeLessThan(1.1);
    expect(teams.total.costOfSales).toBeGreaterThan(0.05);
    expect(teams.total.costOfSales).toBeLessThan(0.2);
    expect(teams.total.returnOnSpend).toBeGreaterThan(0.5);
    expect(teams.rows.find(({ label }) => label === "West 西部")!.pace).toBeGreaterThan(1.02);
    expect(categories.rows.find(({ key }) => key === "Presents 礼品")!.state).toBe("UNPLANNED");
    expect(hiring.applied).toBeGreaterThan(60);
    expect(hiring.hired).toBeGreaterThan(5);
    expect(hiring.hired / hiring.applied).toBeLessThan(0.2);
    expect(hiring.timeToFill.n).toBeGreaterThan(5);
    expect(hiring.openings).toBeGreaterThan(0);
  });

  it("has customers to win back, some of them called, cases that lie around, and promoters who stay", async () => {
    const warehouse = await openWarehouse({ store: shown, engine: "postgres" });
    await warehouse.sync();
    const calendar = { today: "2026-06-30", fiscalYearStart: 1, weekStart: 1 };
    const year = parsePeriod("2025", calendar);
    const [list, summary, { rows }] = await Promise.all([
      queryRecovery(warehouse.db, everything, { asOf: calendar.today, limit: 500, offset: 0 }),
      queryServiceSummary(warehouse.db, everything, { period: year, calendar }),
      queryAfterwards(warehouse.db, everything, { period: year, calendar, days: 180 }),
    ]);
    const [words] = await shown.query(
      "select count(comment)::int as low from survey_response where kind = 'NPS' and score <= 6",
    );
    await warehouse.close();
    expect(list.total).toBeGreaterThan(20);
    expect(list.rows.filter(({ value }) => value > 1000).length).toBeGreaterThan(10);
    expect(list.untouched).toBeGreaterThan(5);
    expect(list.total - list.untouched).toBeGreaterThan(5);
    expect(list.rows.filter(({ caseKind }) => caseKind).length).toBeGreaterThan(2);
    expect(words!.low).toBeGreaterThan(20);
    expect(summary.open.reduce((sum, { overdue }) => sum + overdue, 0)).toBeGreaterThan(2);
    const [promoters, , detractors] = rows;
    expect(detractors!.counted).toBeGreaterThan(20);
    expect(promoters!.boughtAgain!).toBeGreaterThan(detractors!.boughtAgain! + 0.1);
  });
});
