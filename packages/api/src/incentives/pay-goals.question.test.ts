import {
  bucketEnd,
  everything,
  type PayCompany,
  type Person,
  parsePlan,
  queryPayInputs,
  settle,
} from "@salesglass/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Engines, openEngines, type WarehouseRows } from "../testing/engines.ts";

const calendar = { today: "2024-12-31", fiscalYearStart: 1, weekStart: 1 };
const label = { en: "x", "zh-CN": "x" };
const table = {
  method: "FLAT",
  tiers: [
    { from: "90%", to: "100%", amount: 900 },
    { from: "100%", amount: 1200 },
  ],
};
const bonus = (id: string, more: object) => ({ id, kind: "BONUS", label, every: "QUARTERLY", table, ...more });

const plan = parsePlan({
  id: "plan",
  label,
  currency: "EUR",
  from: "2024-01-01",
  components: [
    {
      id: "sales",
      kind: "COMMISSION",
      label,
      basis: "REVENUE",
      accumulate: "QUARTER",
      rates: {
        by: "ATTAINMENT",
        method: "STEP",
        tiers: [
          { from: 0, to: 1, rate: "1%" },
          { from: 1, rate: "2%" },
        ],
      },
    },
    bonus("own", { share: "REP", prorated: true }),
    bonus("equal", { share: "EQUAL" }),
    bonus("by-sales", { share: "BY_SALES" }),
    bonus("by-salary", { share: "BY_SALARY" }),
    bonus("keyed", { share: "REP", goal: "nps" }),
    { id: "car", kind: "ALLOWANCE", label, amount: 100, minimumAttainment: "50%" },
  ],
});

const person = (id: number, more: Partial<Person> = {}): Person => ({
  id,
  employed: { from: "2020-01-01", to: null },
  teamId: 1,
  memberships: [],
  salaries: [],
  ...more,
});

const company: PayCompany = {
  people: [
    person(1, {
      salaries: [
        { from: "2020-01-01", amount: "3000" },
        { from: "2024-03-01", amount: "6000" },
      ],
    }),
    // Half of the quarter's 91 days and one more: 46.
    person(2, { employed: { from: "2024-02-15", to: null }, salaries: [{ from: "2024-02-15", amount: "2900" }] }),
    person(3, { teamId: 2 }),
  ],
  teams: [
    { id: 1, parentId: null },
    { id: 2, parentId: 1 },
  ],
  assignments: [{ plan: "plan", team: "1", from: "2024-01-01", to: null }],
  plans: [plan],
  currency: "EUR",
};

let next = 1;
const sale = (rep: number, day: string, amount: number) => ({
  order_id: next++,
  line: 1,
  day,
  customer_id: 1,
  rep_id: rep,
  team_id: rep === 3 ? 2 : 1,
  product_id: 1,
  quantity: 1,
  net_amount: amount,
  order_net: amount,
});
const goal = (id: number, more: object) => ({
  id,
  external_id: `g${id}`,
  name: `Goal ${id}`,
  metric: "revenue",
  target: 0,
  quota: 0,
  starts_on: "2024-01-01",
  ends_on: "2024-03-31",
  created_on: "2024-01-01",
  ...more,
});
const rows: WarehouseRows = {
  customer: [{ id: 1, external_id: "c", kind: "PERSON", name: "C" }],
  product: [{ id: 1, external_id: "p", name: "P" }],
  rep: [1, 2, 3].map((id) => ({ id, external_id: `r${id}`, name: `R${id}`, team_id: id === 3 ? 2 : 1 })),
  team: [
    { id: 1, external_id: "t1", name: "T1" },
    { id: 2, external_id: "t2", name: "T2", parent_id: 1 },
  ],
  sale: [
    sale(1, "2024-01-10", 6000),
    sale(1, "2024-03-10", 5000),
    sale(2, "2024-03-20", 4000),
    sale(3, "2024-02-20", 1000),
    // Before who sold it was on the plan: it is the team's, and not theirs.
    sale(2, "2024-02-01", 500),
  ],
  goal: [
    goal(1, { rep_id: 1, team_id: 1, target: 10_000, quota: 10_000, reward: 250 }),
    goal(2, { rep_id: 2, team_id: 1, target: 9100, quota: 9100 }),
    goal(3, { team_id: 2, target: 2000, quota: 2000 }),
    // What the reps' goals leave of the team's: so all of it is asked of team 1.
    goal(4, { team_id: 1, target: 16_500, quota: 0, reward: 100 }),
    goal(5, { external_id: "nps", metric: "orders", target: 6 }),
  ],
};

const periods = ["2024-01", "2024-02", "2024-03"].map((key) => ({
  key,
  from: `${key}-01`,
  to: bucketEnd(`${key}-01`, "month", calendar),
}));

let engines: Engines;
beforeAll(async () => {
  engines = await openEngines();
  await engines.fill(rows);
});
afterAll(() => engines?.close());

describe.each(["duckdb", "postgres"] as const)("what goals pay on %s", (engine) => {
  async function paid(id: number, people?: readonly number[]) {
    const inputs = await queryPayInputs(engines[engine], everything, company, { periods, calendar, people });
    const own = inputs.filter((one) => one.person.id === id);
    return settle(own, [], periods, "EUR").map(({ lines }) =>
      Object.fromEntries(lines.map(({ component, amount }) => [component, amount])),
    );
  }

  it("rates sales by the quota of the quarter, and pays bonuses in the month in which it ends", async () => {
    const [january, , march] = await paid(1);
    expect(january).toEqual({ sales: "60.00", car: "100.00" });
    // 4,000 at 1 % up to the quota of 10,000, and 1,000 at 2 %; 11,000 of 10,000 reached.
    expect(march).toMatchObject({ sales: "60.00", own: "1200.00", car: "100.00" });
  });

  it("asks of who joins the part of the quota that their days are, and prorates what they reach", async () => {
    const [january, , march] = await paid(2);
    expect(january).toEqual({});
    // 46 of 91 days of 9,100 are 4,600, and 4,000 of it 87 %: no bonus of one's own.
    expect(march).toMatchObject({ sales: "40.00", own: "0.00", car: "100.00" });
  });

  it("shares a team's bonus by days, by sales and by salary, to the cent", async () => {
    // With the teams below: 16,500 of 10,000 + 9,100 + 2,000 are 78 %: nothing. Team 2 alone: 1,000 of 2,000, nothing.
    const [, , first] = await paid(1);
    expect(first).toMatchObject({ equal: "0.00", "by-sales": "0.00", "by-salary": "0.00" });
    await engines.fill({ ...rows, sale: [...rows.sale!, sale(1, "2024-03-25", 4600)] });
    const shares = await Promise.all([1, 2].map(async (id) => (await paid(id))[2]!));
    // 21,100 of 21,100: 1,200 in the proportion of 91 days to 46, and 15,600 of sales to 4,000.
    expect(shares.map(({ equal }) => equal)).toEqual(["797.08", "402.92"]);
    expect(shares.map((one) => one["by-sales"])).toEqual(["955.10", "244.90"]);
    // 3,000 + 3,000 + 6,000 of salary; of 2,900 15 of 29 days, and all of March: 1,500 + 2,900.
    expect(shares.map((one) => one["by-salary"])).toEqual(["878.05", "321.95"]);
    // Whoever is asked for, everybody shares.
    expect((await paid(2, [2]))[2]).toMatchObject({ equal: "402.92", "by-sales": "244.90", "by-salary": "321.95" });
    await engines.fill(rows);
  });

  it("pays by a goal of another metric, and the rewards of goals to whom they belong", async () => {
    const [first, second, third] = await Promise.all([1, 2, 3].map(async (id) => (await paid(id))[2]!));
    // 5 orders of 6 are 83 %: less than 90 %.
    expect(first).toMatchObject({ keyed: "0.00", g1: "250.00" });
    expect(second!.g1).toBeUndefined();
    // The team's goal of 16,500 is reached by 16,500, by its sub-team's member, too.
    expect([first, second, third].map((one) => one!.g4)).toEqual(["33.34", "33.33", "33.33"]);
  });
});
