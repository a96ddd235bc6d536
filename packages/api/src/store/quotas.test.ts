import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testRecords } from "../testing/records.ts";
import type { Store } from "./store.ts";

/** A goal of a company whose teams form the tree 1 ← 2 ← 3 and 1 ← 4, with reps 1 to 3 in teams 2, 3 and 4. */
interface PlainGoal {
  readonly rep: number | null;
  readonly team: number | null;
  readonly from: number;
  readonly to: number;
  readonly target: number;
  readonly parent: number | null;
}

const parents: Readonly<Record<number, number | null>> = { 1: null, 2: 1, 3: 2, 4: 1 };
const teamOf: Readonly<Record<number, number>> = { 1: 2, 2: 3, 3: 4 };

/** Days in the order of a few months, quarters and the year, so that some lie within others. */
const spans = [
  [0, 365],
  [0, 90],
  [91, 181],
  [0, 30],
  [31, 59],
  [15, 45],
] as const;

const goals = fc.array(
  fc.record({
    rep: fc.constantFrom(1, 2, 3, null, null),
    team: fc.constantFrom(1, 2, 3, 4, null),
    span: fc.constantFrom(...spans),
    target: fc.integer({ min: 1, max: 1000 }),
    parent: fc.option(fc.nat({ max: 9 }), { nil: null, freq: 2 }),
  }),
  { minLength: 1, maxLength: 10 },
);

describe.each(testRecords())("what goals count as quota on $name", ({ open }) => {
  let store: Store;
  beforeAll(async () => {
    store = await open();
    await store.exec(`
      insert into team (id, external_id, name, parent_id) values (1, 't1', 'x', null), (2, 't2', 'x', 1), (3, 't3', 'x', 2), (4, 't4', 'x', 1);
      insert into rep (id, external_id, name, team_id) values (1, 'r1', 'x', 2), (2, 'r2', 'x', 3), (3, 'r3', 'x', 4)`);
  });
  afterAll(() => store?.close());

  const insert = (id: number, { rep, team, from, to, target, parent }: PlainGoal, more = "'revenue', null") => `
    insert into goal (id, external_id, name, target, starts_on, ends_on, rep_id, team_id, parent_id, created_on, metric, filter)
    values (${id}, 'g${id}', 'x', ${target}, date '2024-01-01' + ${from}, date '2024-01-01' + ${to}, ${rep}, ${team}, ${parent}, '2024-01-01', ${more});`;

  /** Writes goals, each with a statement of its own, or in bulk with one count at the end. */
  async function counted(statements: string, bulk = false): Promise<Record<number, number>> {
    return store.transaction(async (sql) => {
      if (bulk) await sql.exec("set local salesglass.bulk = 'on'");
      await sql.exec(`delete from goal; ${statements}`);
      if (bulk) await sql.query("select count_quotas()");
      const rows = await sql.query<{ id: number; quota: number }>(
        "select id, quota::float8 as quota from goal order by id",
      );
      return Object.fromEntries(rows.map(({ id, quota }) => [id, quota]));
    });
  }

  const year = { rep: null, team: null, from: 0, to: 365, target: 1000, parent: null };

  it("a parent counts for what its children leave, on every level and over time", async () => {
    const statements = [
      insert(1, year),
      insert(2, { ...year, team: 1, target: 900 }),
      insert(3, { ...year, team: 2, target: 300 }),
      insert(4, { ...year, rep: 1, team: 2, target: 200 }),
      insert(5, { ...year, rep: 1, team: 2, to: 90, target: 60 }),
      insert(6, { ...year, rep: 1, team: 2, to: 30, target: 30 }),
      insert(7, { ...year, team: 2, to: 90, target: 70 }),
    ];
    expect(await counted(statements.join(""))).toEqual({ 1: 100, 2: 600, 3: 90, 4: 140, 5: 30, 6: 30, 7: 10 });
    expect(await counted([...statements].reverse().join(""))).toEqual({
      1: 100,
      2: 600,
      3: 90,
      4: 140,
      5: 30,
      6: 30,
      7: 10,
    });
  });

  it("counts nothing below zero where reps have more than their team", async () => {
    const both = [insert(1, { ...year, team: 2 }), insert(2, { ...year, rep: 1, team: 2, target: 1200 })];
    expect(await counted(both.join(""))).toEqual({ 1: 0, 2: 1200 });
  });

  it("leaves out other metrics and parts of the revenue", async () => {
    const others = [
      insert(1, year),
      insert(2, { ...year, team: 2, target: 5 }, "'nps', null"),
      insert(3, { ...year, team: 2, target: 7 }, "'revenue', 'channel=online'"),
    ];
    expect(await counted(others.join(""))).toEqual({ 1: 1000, 2: 0, 3: 0 });
    await store.exec("update goal set filter = null where id = 3");
    expect(await store.query("select quota::float8 as quota from goal order by id")).toEqual([
      { quota: 993 },
      { quota: 0 },
      { quota: 7 },
    ]);
  });

  it("is counted again when a goal goes or a team moves, and marks what it changed", async () => {
    const statements = [
      insert(1, { ...year, team: 2 }),
      insert(2, { ...year, rep: 2, team: 3, target: 400 }),
      insert(3, { ...year, team: 4 }),
    ];
    expect(await counted(statements.join(""))).toEqual({ 1: 600, 2: 400, 3: 1000 });
    await store.exec("update team set parent_id = 4 where id = 3");
    expect(await store.query("select quota::float8 as quota from goal order by id")).toEqual([
      { quota: 1000 },
      { quota: 400 },
      { quota: 600 },
    ]);
    await store.exec("update team set parent_id = 2 where id = 3");
    const marked = await store.transaction(async (sql) => {
      await sql.exec("delete from goal where id = 2");
      return sql.query("select id from goal where changed = pg_current_xact_id()::text::bigint order by id");
    });
    expect(marked).toEqual([{ id: 1 }]);
    expect(
      await store.query("select table_name, row_id from tombstone where table_name = 'goal' order by id desc limit 1"),
    ).toEqual([{ table_name: "goal", row_id: 2 }]);
  });

  it("refuses what is no goal", async () => {
    const wrong = [
      { ...year, target: 0 },
      { ...year, from: 5, to: 4 },
      { ...year, parent: 1 },
    ];
    for (const goal of wrong) await expect(store.exec(insert(1, goal))).rejects.toThrow(/goal_/);
  });

  it("counts each goal as plain loops over generated goals do, so that no total has anything twice", async () => {
    const property = fc.asyncProperty(goals, async (given) => {
      const plain = given.map(({ span: [from, to], rep, team, target, parent }, index): PlainGoal => {
        const above = parent === null || parent >= index ? null : parent + 1;
        return { rep, team: rep === null ? team : teamOf[rep]!, from, to, target, parent: above };
      });
      const expected = plainCounts(plain);
      const found = await counted(plain.map((goal, index) => insert(index + 1, goal)).join(""), true);
      expect(Object.values(found)).toEqual(expected);
    });
    await fc.assert(property, { numRuns: 60, seed: 18 });
  });
});

/** The rule as the decision has it: the smallest first, each less what is counted inside of it. */
function plainCounts(all: readonly PlainGoal[]): number[] {
  const counts = all.map(() => 0);
  const rank = (goal: PlainGoal) => [ownerRank(goal), goal.to - goal.from] as const;
  const isBelow = (a: PlainGoal, b: PlainGoal) => {
    const [x, y] = [rank(a), rank(b)];
    return x[0] < y[0] || (x[0] === y[0] && x[1] < y[1]);
  };
  const order = all
    .map((_, index) => index)
    .sort((a, b) => (isBelow(all[a]!, all[b]!) ? -1 : isBelow(all[b]!, all[a]!) ? 1 : 0));
  for (const index of order) {
    const goal = all[index]!;
    const inside = all.flatMap((other, at) => {
      if (!isBelow(other, goal)) return [];
      const isWithin = other.from >= goal.from && other.to <= goal.to && isOf(other, goal);
      return isWithin || isChild(other, goal, index) ? [counts[at]!] : [];
    });
    counts[index] = Math.max(0, goal.target - inside.reduce((sum, one) => sum + one, 0));
  }
  return counts;
}

/** Reps, then teams from the lowest to the highest, then the company. */
function ownerRank({ rep, team }: PlainGoal): number {
  if (rep !== null) return 0;
  return team === null ? 100 : 50 - ancestors(team).length;
}

function ancestors(team: number): number[] {
  const above = parents[team]!;
  return above === null ? [] : [above, ...ancestors(above)];
}

function isOf(part: PlainGoal, whole: PlainGoal): boolean {
  if (whole.rep !== null) return part.rep === whole.rep;
  if (whole.team === null) return true;
  return part.team !== null && [part.team, ...ancestors(part.team)].includes(whole.team);
}

/** One that names it as its parent, of a lower level or of the same owner. */
function isChild(part: PlainGoal, whole: PlainGoal, index: number): boolean {
  if (part.parent !== index + 1) return false;
  if (whole.rep !== null) return part.rep === whole.rep;
  if (part.rep !== null) return true;
  if (whole.team === null) return part.team !== null;
  return part.team !== null && ancestors(part.team).includes(whole.team);
}
