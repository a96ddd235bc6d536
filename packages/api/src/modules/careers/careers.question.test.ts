import { everything, queryCareers, type Scope } from "@salesglass/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Engines, openEngines, type WarehouseRows } from "../../testing/engines.ts";

const calendar = { today: "2024-06-30", fiscalYearStart: 1, weekStart: 1 };

const quota = (id: number, rep_id: number, starts_on: string, ends_on: string, amount: number) => ({
  id,
  metric: "revenue",
  starts_on,
  ends_on,
  target: amount,
  quota: amount,
  rep_id,
  team_id: 1,
  created_on: starts_on,
});
const sale = (rep_id: number, day: string, net_amount: number) => ({
  order_id: Number(day.replaceAll("-", "")) * 10 + rep_id,
  line: 1,
  day,
  customer_id: 1,
  product_id: 1,
  rep_id,
  team_id: 1,
  quantity: 1,
  net_amount,
  order_net: net_amount,
});

// Ann at the first level, Bo at none, Cy at the top; Di is in another team, Ed has left.
const company: WarehouseRows = {
  team: [
    { id: 1, name: "North" },
    { id: 2, name: "South" },
  ],
  rep: [
    { id: 1, name: "Ann", team_id: 1, hired_on: "2022-06-30" },
    { id: 2, name: "Bo", team_id: 1, hired_on: "2024-01-31" },
    { id: 3, name: "Cy", team_id: 1, hired_on: null },
    { id: 4, name: "Di", team_id: 2, hired_on: "2020-01-01" },
    { id: 5, name: "Ed", team_id: 1, hired_on: "2020-01-01", left_on: "2024-06-30" },
  ],
  customer: [{ id: 1, name: "Zeta" }],
  product: [{ id: 1, name: "Tea" }],
  course: [
    { id: 1, external_id: "neg", name: "Negotiation", name_zh: "谈判" },
    { id: 2, external_id: "key", name: "Key accounts", name_zh: null },
  ],
  career_level: [
    { id: 3, external_id: "l3", track: "sales", rank: 9, attainment_months: 12 },
    {
      id: 2,
      external_id: "l2",
      track: "sales",
      rank: 5,
      min_attainment: 1,
      attainment_months: 3,
      min_tenure_months: 24,
      courses: "key|neg",
      min_review: 4,
    },
    {
      id: 1,
      external_id: "l1",
      track: "sales",
      rank: 1,
      min_attainment: null,
      attainment_months: 12,
      min_tenure_months: 6,
      courses: null,
      min_review: null,
    },
    { id: 7, external_id: "a", track: "account", rank: 1, attainment_months: 12 },
  ].map((level) => ({ min_attainment: null, min_tenure_months: null, courses: null, min_review: null, ...level })),
  career_step: [
    { id: 1, rep_id: 1, level_id: 2, since: "2024-07-01" },
    { id: 2, rep_id: 1, level_id: 1, since: "2023-01-01" },
    { id: 3, rep_id: 3, level_id: 3, since: "2023-01-01" },
    { id: 4, rep_id: 3, level_id: 2, since: "2023-01-01" },
    { id: 5, rep_id: 4, level_id: 1, since: "2021-01-01" },
  ],
  enrolment: [
    { id: 1, rep_id: 1, course_id: 1, enrolled_on: "2024-01-10", completed_on: "2024-02-10" },
    { id: 2, rep_id: 1, course_id: 1, enrolled_on: "2024-03-10", completed_on: null },
    { id: 3, rep_id: 1, course_id: 2, enrolled_on: "2024-05-10", completed_on: "2024-07-10" },
    { id: 4, rep_id: 2, course_id: 2, enrolled_on: "2024-05-10", completed_on: "2024-05-11" },
  ],
  review: [
    { id: 1, rep_id: 1, reviewed_on: "2023-12-01", score: 5 },
    { id: 2, rep_id: 1, reviewed_on: "2024-03-01", score: 4 },
    { id: 3, rep_id: 1, reviewed_on: "2024-03-01", score: 3 },
    { id: 4, rep_id: 1, reviewed_on: "2024-07-01", score: 1 },
  ],
  goal: [quota(1, 1, "2024-03-01", "2024-05-31", 100), quota(2, 1, "2024-06-01", "2024-06-30", 1000)],
  // February and June lie outside of the last three whole months.
  sale: [sale(1, "2024-02-29", 500), sale(1, "2024-03-01", 40), sale(1, "2024-05-31", 55), sale(1, "2024-06-01", 900)],
};

let engines: Engines;
beforeAll(async () => {
  engines = await openEngines();
  await engines.fill(company);
});
afterAll(() => engines?.close());

describe.each(["duckdb", "postgres"] as const)("careers on %s", (name) => {
  const careers = (more: Partial<Parameters<typeof queryCareers>[2]> = {}, scope: Scope = everything) =>
    queryCareers(engines[name], scope, { calendar, limit: 10, offset: 0, ...more });
  const ids = async (...asked: Parameters<typeof careers>) =>
    (await careers(...asked)).careers.map(({ repId }) => repId);

  it("tells where each stands and what they have of what the next level asks for", async () => {
    const { total, careers: found } = await careers();
    expect(total).toBe(4);
    expect(
      found.map(({ repId, levelId, since, nextId, readiness }) => [repId, levelId, since, nextId, readiness]),
    ).toEqual([
      [1, 1, "2023-01-01", 2, "CLOSE"],
      [2, null, null, 1, "CLOSE"],
      [3, 3, "2023-01-01", null, null],
      [4, 1, "2021-01-01", 2, "NOT_YET"],
    ]);
    expect(found[0]!.conditions.map(({ kind, required, actual, met }) => [kind, required, actual, met])).toEqual([
      ["ATTAINMENT", 1, 0.95, false],
      ["TENURE", 24, 24, true],
      ["COURSES", 2, 1, false],
      ["REVIEW", 4, 3.5, false],
    ]);
    expect(found[0]!.conditions[2]!.text).toEqual({
      en: "Still to be completed: Key accounts (begun).",
      "zh-CN": "尚待完成：Key accounts（已报名）。",
    });
    // Five months after 31 January is 30 June, which has no 31st.
    expect(found[1]!.conditions).toMatchObject([{ kind: "TENURE", required: 6, actual: 5, met: false }]);
    expect(found[3]!.conditions).toMatchObject([
      { kind: "ATTAINMENT", actual: null, met: false },
      { kind: "TENURE", met: true },
      { kind: "COURSES", actual: 0 },
      { kind: "REVIEW", actual: null },
    ]);
  });

  it("looks from another day, and knows nothing of what came later", async () => {
    const { careers: found } = await careers({ asOf: "2024-03-31", where: { rep: { in: [1, 5] } } });
    expect(found.map(({ repId }) => repId)).toEqual([1, 5]);
    // 31 of the 92 days have 33.6956 of the quota of 100.
    const [attainment, tenure, courses] = found[0]!.conditions;
    expect(attainment!.actual).toBeCloseTo(540 / 33.6956, 9);
    expect(tenure!.actual).toBe(21);
    expect(courses!.actual).toBe(1);
  });

  it("finds those of one readiness, of a team, and of what the viewer may see, in pages", async () => {
    expect(await ids({ where: { readiness: ["CLOSE"] } })).toEqual([1, 2]);
    expect(await careers({ where: { readiness: ["CLOSE"] }, limit: 1, offset: 1 })).toMatchObject({
      total: 2,
      careers: [{ repId: 2 }],
    });
    expect(await ids({ where: { team: { in: [2] } } })).toEqual([4]);
    expect(await ids({}, { kind: "rep", repId: 2 })).toEqual([2]);
    expect(await ids({}, { kind: "teams", teamIds: [2] })).toEqual([4]);
    expect(await ids({}, { kind: "teams", teamIds: [] })).toEqual([]);
    expect(await careers({ limit: 2, offset: 4 })).toEqual({ total: 4, careers: [] });
    await expect(careers({ limit: -1 })).rejects.toThrow("limit: -1");
  });

  it("puts nobody on a ladder that there is not", async () => {
    await engines.fill({ ...company, career_level: [], career_step: [] });
    const { careers: found } = await careers();
    expect(found.every(({ nextId, readiness }) => nextId === null && readiness === null)).toBe(true);
    await engines.fill(company);
  });
});
