import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parsePlan } from "./parse-plan.ts";
import { payPeriod, payPeriods } from "./pay-period.ts";
import { targetWithin } from "./prorate.ts";
import { incentiveReasonText } from "./reason-texts.ts";
import type { ComponentInput, PeriodResult, ReturnInput } from "./statement.ts";
import { inputOf, short } from "./testing/plans.ts";
import { warningsOf } from "./warnings.ts";

const folder = new URL("../../../../examples/plans/", import.meta.url);
const planOf = (name: string) => parsePlan(JSON.parse(readFileSync(new URL(`${name}.json`, folder), "utf8")));
const readmes = ["README.md", "README.zh-CN.md"].map((name) => readFileSync(new URL(name, folder), "utf8"));

/** Months by their numbers, one after the other. */
function pay(name: string, months: readonly (readonly [number, Record<string, ComponentInput>])[]): PeriodResult[] {
  const plan = planOf(name);
  return payPeriods(months.map(([number, components]) => ({ plan, input: inputOf(number, components) })));
}

/** The figures that the documentation has to have, in both languages. */
function expectTold(results: readonly PeriodResult[]): void {
  for (const { total } of results) {
    const told = new Intl.NumberFormat("en", { minimumFractionDigits: 2 }).format(Number(total)).replace(".00", "");
    for (const readme of readmes) expect(readme).toContain(told);
  }
}

const sales = (id: string, basis: string, more: object = {}) => ({ [id]: { basis, ...more } });
const returned = (period: string, basis: string): { returns: ReturnInput[] } => ({ returns: [{ period, basis }] });

describe("the example plans", () => {
  const names = readdirSync(folder).filter((name) => name.endsWith(".json"));

  it("are six, each told in both languages, and nothing about them is odd", () => {
    expect(names).toHaveLength(6);
    for (const name of names) {
      const plan = planOf(name.replace(".json", ""));
      expect(`${plan.id}.json`).toBe(name);
      expect(plan.note).not.toBeNull();
      expect(warningsOf(plan)).toEqual([]);
      for (const readme of readmes) expect(readme).toContain(name);
    }
  });

  it("pay a flat rate when customers pay, and take it back with what comes back", () => {
    const results = pay("startup-flat-rate", [
      [2, sales("sales", "30000")],
      [3, sales("sales", "42500", returned("2024-02", "-5000"))],
    ]);
    expect(results.map(short)).toEqual([["EARNED 2400.00"], ["EARNED 3400.00", "CLAWBACK -400.00"]]);
    expectTold(results);
  });

  it("pay the part above a yearly quota best, and carry what is above a month's cap", () => {
    const quota = { quota: "600000" };
    const results = pay("tiered-with-accelerators", [
      ...Array.from({ length: 10 }, (_, index) => [index + 1, sales("bookings", "54000", quota)] as const),
      [11, sales("bookings", "90000", quota)],
      [12, sales("bookings", "250000", quota)],
      [13, sales("bookings", "54000", quota)],
    ]);
    expect(results.slice(0, 10).map(({ total }) => total)).toEqual([
      ...Array(5).fill("3240.00"),
      // The sixth month crosses half of the quota: 30,000 at 6 % and 24,000 at 8 %.
      "3720.00",
      ...Array(4).fill("4320.00"),
    ]);
    expect(results.slice(10).map(short)).toEqual([
      ["EARNED 8400.00"],
      ["EARNED 30000.00", "CAPPED -10000.00"],
      ["EARNED 3240.00", "CARRIED 10000.00"],
    ]);
    expect(results[10]!.lines[0]!.portions.map(({ basis, amount }) => [basis, amount])).toEqual([
      ["60000", "4800.00"],
      ["30000", "3600.00"],
    ]);
    expectTold(results.slice(10));
  });

  it("pay margin, at least the floor, and take back at the month's own rate", () => {
    const results = pay("margin-with-floor", [
      [1, sales("margin", "4000")],
      [2, sales("margin", "14000")],
      [3, sales("margin", "9000", returned("2024-02", "-2000"))],
    ]);
    expect(results.map(short)).toEqual([
      ["EARNED 600.00", "FLOOR 600.00"],
      ["EARNED 2300.00"],
      ["EARNED 1350.00", "CLAWBACK -328.57"],
    ]);
    expectTold(results);
  });

  it("divide a team's bonus by sales", () => {
    const team = [
      { id: "chen", days: 91, sales: "1500000" },
      { id: "li", days: 91, sales: "1100000" },
      { id: "wang", days: 91, sales: "700000" },
    ];
    const goal = (member: string) => ({ achieved: "3300000", target: "3000000", member, team });
    const results = team.map(({ id }) => pay("team-bonus-by-quarter", [[3, { "team-goal": goal(id) }]])[0]!);
    expect(results.map(({ total }) => total)).toEqual(["22727.27", "16666.67", "10606.06"]);
    expectTold(results);
  });

  it("lend a newcomer the minimum, and are paid back from what is above it", () => {
    const plan = planOf("draw-for-newcomers");
    const joined = [{ from: "2024-01-16", to: null }];
    const results = payPeriods(
      ["4000", "18000", "45000", "50000"].map((basis, index) => ({
        plan,
        input: { ...inputOf(index + 1, sales("sales", basis)), days: joined, assigned: joined },
      })),
    );
    expect(results.map(short)).toEqual([
      ["EARNED 400.00", "DRAW 1148.39"],
      ["EARNED 1800.00", "DRAW 1200.00"],
      ["EARNED 4500.00", "RECOVERY -1500.00"],
      ["EARNED 5000.00", "RECOVERY -848.39"],
    ]);
    expect(results.map(({ state }) => state.drawBalance)).toEqual(["1148.39", "2348.39", "848.39", "0"]);
    expectTold(results);
  });

  it("pay shop staff by the days of their first month", () => {
    const plan = planOf("retail-allowances-and-spiffs");
    const joined = [{ from: "2024-03-11", to: null }];
    const target = targetWithin([{ from: "2024-03-01", to: "2024-03-31", target: "80000" }], joined);
    const goal = { achieved: "60000", target };
    const result = payPeriod(plan, {
      ...inputOf(3, {
        ...sales("shop-sales", "60000"),
        "month-goal": goal,
        travel: goal,
        "case-weeks": { count: "14" },
        "first-orders": { count: "3" },
      }),
      days: joined,
      assigned: joined,
    });
    expect(result.lines.map(({ component, amount }) => [component, amount])).toEqual([
      ["shop-sales", "900.00"],
      ["month-goal", "338.71"],
      ["meals", "203.23"],
      ["travel", "135.48"],
      ["phone", "67.74"],
      ["case-weeks", "280.00"],
      ["first-orders", "150.00"],
    ]);
    expect(result.lines[1]!.reasons.map((reason) => incentiveReasonText(reason, "CNY").en)).toEqual([
      "60,000 of 54,193.55 is 110.71% attainment.",
      "This attainment pays CN¥500.00.",
      "By days: 21 of 31.",
    ]);
    expectTold([result]);
  });
});
