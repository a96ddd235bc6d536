import {
  type Contender,
  everything,
  type LeaderboardRow,
  parsePeriod,
  queryLeaderboard,
  queryWinners,
  type Scope,
} from "@salesglass/core";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Engines, openEngines, type WarehouseRows } from "../../testing/engines.ts";

const calendar = { today: "2024-06-30", fiscalYearStart: 1, weekStart: 1 };
const [may, june] = ["2024-05-10", "2024-06-10"];

let engines: Engines;
beforeAll(async () => {
  engines = await openEngines();
});
afterAll(() => engines?.close());

/** What a rep sold on a day. */
type Sold = readonly [rep: number | null, day: string, amount: number, quantity?: number];

const names = ["Ann", "Bo", "Cy", "Di", "Ed", "Fu"];
const company = (sold: readonly Sold[]): WarehouseRows => ({
  team: [
    { id: 1, name: "North" },
    { id: 2, name: "South" },
  ],
  rep: names.map((name, index) => ({ id: index + 1, name, team_id: 1 + (index % 2) })),
  customer: [{ id: 1, name: "Zeta" }],
  product: [{ id: 1, name: "Tea", category: "Tea" }],
  sale: sold.map(([rep_id, day, net_amount, quantity = 1], index) => ({
    order_id: index + 1,
    line: 1,
    day,
    customer_id: 1,
    product_id: 1,
    rep_id,
    team_id: rep_id === null ? null : 1 + ((rep_id - 1) % 2),
    quantity,
    net_amount,
    order_net: net_amount,
    cost: 0,
  })),
});
const short = ({ rank, name, value, previousRank, movement }: LeaderboardRow) => [
  rank,
  name,
  value,
  previousRank,
  movement,
];

describe.each(["duckdb", "postgres"] as const)("a leaderboard on %s", (name) => {
  const board = async (
    more: { metric?: string; by?: Contender; first?: number; where?: object; asOf?: string } = {},
    scope: Scope = everything,
  ) => {
    const question = { metric: "revenue", by: "REP" as const, first: 10, ...more };
    return queryLeaderboard(engines[name], scope, { period: parsePeriod("2024-06", calendar), calendar, ...question });
  };

  it("lets equals share a rank, leaves the next ones out, and tells how each has moved", async () => {
    const sold: Sold[] = [
      [1, june, 50],
      [2, june, 80],
      [3, june, 30.25],
      [3, "2024-06-11", 19.75],
      [4, june, 20],
      [null, june, 500],
      [1, may, 10],
      [2, may, 5],
      [4, may, 10],
      [5, may, 99],
    ];
    await engines.fill(company(sold));
    const { rows, ranked, comparison } = await board();
    expect(rows.map(short)).toEqual([
      [1, "Bo", 80, 4, 3],
      [2, "Ann", 50, 2, 0],
      [2, "Cy", 50, null, null],
      [4, "Di", 20, 2, -2],
    ]);
    expect(ranked).toBe(4);
    expect(comparison).toMatchObject({ from: "2024-05-01", to: "2024-05-31" });
  });

  it("answers all equals of the last rank, and how many there are beyond", async () => {
    await engines.fill(company(names.map((_, index) => [index + 1, june, index < 1 ? 9 : index < 4 ? 5 : 1])));
    const { rows, ranked } = await board({ first: 2 });
    expect(rows.map(({ rank }) => rank)).toEqual([1, 2, 2, 2]);
    expect(ranked).toBe(6);
  });

  it("puts the lowest first where lower is better, and who has no value nowhere", async () => {
    const sold: Sold[] = [
      [1, june, 100],
      [1, june, -10, -1],
      [2, june, 100],
      [2, june, -40, -4],
      [3, june, -5, -1],
    ];
    await engines.fill(company(sold));
    const { rows } = await board({ metric: "returnRate" });
    expect(rows.map(({ rank, name: who, value }) => [rank, who, value])).toEqual([
      [1, "Ann", 0.1],
      [2, "Bo", 0.4],
    ]);
  });

  it("ranks teams, within a filter, up to a day, and within what the viewer may see", async () => {
    const sold: Sold[] = [
      [1, june, 10],
      [2, june, 30],
      [3, "2024-06-20", 50],
    ];
    await engines.fill(company(sold));
    const who = async (...asked: Parameters<typeof board>) =>
      (await board(...asked)).rows.map(({ rank, name: one, value }) => [rank, one, value]);
    expect(await who({ by: "TEAM" })).toEqual([
      [1, "North", 60],
      [2, "South", 30],
    ]);
    expect(await who({ by: "TEAM", asOf: "2024-06-15" })).toEqual([
      [1, "South", 30],
      [2, "North", 10],
    ]);
    expect(await who({ where: { category: { in: ["Coffee"] } } })).toEqual([]);
    expect(await who({}, { kind: "teams", teamIds: [2] })).toEqual([[1, "Bo", 30]]);
    expect(await who({}, { kind: "rep", repId: 1 })).toEqual([[1, "Ann", 10]]);
  });

  it("refuses what can't be ranked", async () => {
    await expect(board({ first: 0 })).rejects.toThrow("first: 0, expected 1 to 500");
    await expect(board({ where: { month: { in: ["2024-06-01"] } } })).rejects.toThrow(
      "where.month: a ranking's days are its period's, expected no filter on time",
    );
    await expect(board({ metric: "profit" })).rejects.toThrow(/profit/);
  });

  const sales = fc.array(
    fc.tuple(fc.constantFrom(1, 2, 3, 4, 5, 6), fc.constantFrom(may, june), fc.constantFrom(5, 10, 10.5, -5)),
    { maxLength: 14 },
  );

  it("ranks as counting who is better does, whatever the order of the sales", async () => {
    await fc.assert(
      fc.asyncProperty(sales, fc.integer({ min: 1, max: 6 }), async (sold, first) => {
        await engines.fill(company(sold));
        const { rows, ranked } = await board({ first });
        const rankOn = (day: string) => {
          const totals = new Map<number, number>();
          for (const [rep, on, amount] of sold) if (on === day) totals.set(rep, (totals.get(rep) ?? 0) + amount);
          return (rep: number) =>
            totals.has(rep) ? 1 + [...totals.values()].filter((other) => other > totals.get(rep)!).length : null;
        };
        const [now, before] = [rankOn(june), rankOn(may)];
        const expected = names
          .map((one, index) => ({ one, rank: now(index + 1), previous: before(index + 1) }))
          .filter(({ rank }) => rank !== null);
        expect(ranked).toBe(rows.length === 0 ? 0 : expected.length);
        expect(rows.map(({ rank, name: one, previousRank }) => [rank, one, previousRank])).toEqual(
          expected
            .filter(({ rank }) => rank! <= first)
            .sort((a, b) => a.rank! - b.rank! || (a.one < b.one ? -1 : 1))
            .map(({ rank, one, previous }) => [rank, one, previous]),
        );
        await engines.fill(company([...sold].reverse()));
        expect((await board({ first })).rows).toEqual(rows);
      }),
      { numRuns: 12 },
    );
  });
});

describe.each(["duckdb", "postgres"] as const)("who wins on %s", (name) => {
  const winners = async (more: object = {}) => {
    const period = parsePeriod("2024-06", calendar);
    const question = { metric: "revenue", by: "REP" as const, period, calendar, ...more };
    return (await queryWinners(engines[name], everything, question)).map(({ name: who, value }) => [who, value]);
  };

  it("is the best who meets the minimum, and by the tie-break where several are", async () => {
    const sold: Sold[] = [
      [2, june, 50, 1],
      [1, june, 50, 3],
      [3, june, 40, 9],
    ];
    await engines.fill(company(sold));
    expect(await winners({ tieBreak: "volume" })).toEqual([["Ann", 50]]);
    expect(await winners({ minimum: 50 })).toEqual([
      ["Ann", 50],
      ["Bo", 50],
    ]);
    expect(await winners({ minimum: 50.01 })).toEqual([]);
    expect(await winners({ by: "TEAM" })).toEqual([["North", 90]]);
  });

  it("is everybody who is equal in both", async () => {
    const sold: Sold[] = [
      [2, june, 50, 3],
      [1, june, 50, 3],
      [3, june, 50, 1],
    ];
    await engines.fill(company(sold));
    expect(await winners({ tieBreak: "volume" })).toEqual([
      ["Ann", 50],
      ["Bo", 50],
    ]);
  });

  it("has at most the minimum where lower is better", async () => {
    const sold: Sold[] = [
      [1, june, 100],
      [1, june, -10, -1],
    ];
    await engines.fill(company(sold));
    expect(await winners({ metric: "returnRate", minimum: 0.1 })).toEqual([["Ann", 0.1]]);
    expect(await winners({ metric: "returnRate", minimum: 0.09 })).toEqual([]);
  });
});
