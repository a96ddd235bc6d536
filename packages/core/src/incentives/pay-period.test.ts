import { describe, expect, it } from "vitest";
import { payPeriod } from "./pay-period.ts";
import type { PeriodInput } from "./statement.ts";
import {
  calendar,
  commission,
  inputOf,
  label,
  month,
  payMonths,
  paySalesOf,
  planWith,
  short,
  sum,
  table,
  totals,
} from "./testing/plans.ts";

const quarter = (fields: object) => planWith(commission({ accumulate: "QUARTER", ...fields }));
const rising = [
  [0, 0.01],
  [1000, 0.02],
  [3000, 0.03],
] as const;

describe("accumulation", () => {
  it("reaches tiers by the quarter's sales, and begins anew with the next quarter", () => {
    const paid = totals(paySalesOf(quarter({ rates: table("STEP", rising) }), [800, 400, 2000, 800]));
    expect(paid).toEqual([8, 2 + 4, 36 + 6, 8]);
  });

  it("pays new sales alone at the tier reached, or all sales anew", () => {
    const rates = table("FLAT", rising);
    expect(totals(paySalesOf(quarter({ rates }), [800, 400, 2000]))).toEqual([8, 8, 60]);
    const anew = paySalesOf(quarter({ rates, retroactive: true }), [800, 400, 2000]);
    expect(totals(anew)).toEqual([8, 16, 72]);
    expect(sum(totals(anew))).toBe(3200 * 0.03);
    expect(anew[2]!.lines[0]!.reasons).toContainEqual({ kind: "RATED_ANEW", due: "96.00", paid: "24.00" });
  });

  it("goes by the company's fiscal quarters where the plan says so", () => {
    const plan = { ...quarter({ rates: table("STEP", rising) }), year: "FISCAL" as const };
    const months = [1, 2].map((number) => {
      const input = inputOf(number, { sales: { basis: "1000" } });
      return { ...input, calendar: { ...calendar, fiscalYearStart: 2 } };
    });
    const first = payPeriod(plan, months[0]!);
    expect([first.total, payPeriod(plan, months[1]!, first.state).total]).toEqual(["10.00", "10.00"]);
  });

  it("rounds once: many small sales pay what they pay together", () => {
    const plan = planWith(commission({ rate: "1.5%", accumulate: "YEAR" }));
    const paid = totals(
      paySalesOf(
        plan,
        Array.from({ length: 12 }, () => "0.33"),
      ),
    );
    expect(sum(paid)).toBe(0.06);
    expect(paid.filter((amount) => amount > 0)).toHaveLength(6);
  });

  it("rounds halves away from zero, to the currency's smallest unit", () => {
    const yen = { ...planWith(commission({ rate: "50%" })), currency: "JPY" };
    expect(payPeriod(yen, inputOf(1, { sales: { basis: "101" } })).total).toBe("51");
    expect(payPeriod(yen, inputOf(1, { sales: { basis: "-101" } })).total).toBe("-51");
  });

  it("says what rounding has to do with tiers: their amounts add up to the line's", () => {
    const tiers = [
      [0, 0.01],
      [0.5, 0.01],
      [1, 0.01],
    ] as const;
    const [result] = paySalesOf(planWith(commission({ rates: table("STEP", tiers) })), ["1.50"]);
    expect(result!.total).toBe("0.02");
    expect(result!.lines[0]!.portions.map(({ amount }) => amount)).toEqual(["0.01", "0.01", "0.00"]);
  });
});

describe("a threshold", () => {
  const threshold = { by: "AMOUNT", at: 1000 };

  it("pays nothing below, and from the first sale on once it is reached", () => {
    const results = paySalesOf(quarter({ rate: 0.1, threshold }), [400, 500, 100, 300]);
    expect(totals(results)).toEqual([0, 0, 100, 0]);
    expect(results[0]!.lines[0]!.reasons).toContainEqual({
      kind: "BELOW_THRESHOLD",
      by: "AMOUNT",
      at: "1000",
      reached: "400",
    });
    expect(results[2]!.lines[0]).toMatchObject({ amount: "100.00", earlier: "90.00" });
    expect(results[2]!.lines[0]!.portions).toMatchObject([{ basis: "100", amount: "10.00" }]);
  });

  it("takes exactly 80 % for 80 %, and nothing for a quota that isn't known", () => {
    const plan = planWith(commission({ rate: 0.1, threshold: { by: "ATTAINMENT", at: 0.8 } }));
    const paid = (basis: string, quota: string | null) => paySalesOf(plan, [basis], { quota })[0]!;
    expect(paid("2.4", "3").total).toBe("0.24");
    expect(paid("2.3999", "3").total).toBe("0.00");
    expect(paid("2.4", null).lines[0]!.reasons).toContainEqual({ kind: "NO_QUOTA" });
    expect(paid("2.4", "0").total).toBe("0.00");
  });

  it("stays reached when sales come back, so that new ones are paid at once", () => {
    const results = payMonths(quarter({ rate: 0.1, threshold }), [
      { sales: { basis: "1000" } },
      { sales: { basis: "0", returns: [{ period: "2024-01", basis: "-300" }] } },
      { sales: { basis: "100" } },
    ]);
    expect(results.map(short)).toEqual([["EARNED 100.00"], ["EARNED 0.00", "CLAWBACK -30.00"], ["EARNED 10.00"]]);
  });

  it("takes back what it had held back at the rate that was paid in the end", () => {
    const results = payMonths(quarter({ rate: 0.1, threshold }), [
      { sales: { basis: "600" } },
      { sales: { basis: "600" } },
      { sales: { basis: "0", returns: [{ period: "2024-01", basis: "-600" }] } },
    ]);
    expect(results.map(short)).toEqual([["EARNED 0.00"], ["EARNED 120.00"], ["EARNED 0.00", "CLAWBACK -60.00"]]);
  });

  it("takes back nothing for sales that were below it", () => {
    const plan = planWith(commission({ rate: 0.1, threshold }));
    const [, second] = payMonths(plan, [
      { sales: { basis: "600" } },
      { sales: { basis: "2000", returns: [{ period: "2024-01", basis: "-600" }] } },
    ]);
    expect(short(second!)).toEqual(["EARNED 200.00", "CLAWBACK 0.00"]);
  });
});

describe("a cap", () => {
  it("loses what is above it", () => {
    const results = paySalesOf(planWith(commission({ rate: 0.1, cap: { amount: 100, excess: "LOST" } })), [1500, 500]);
    expect(results.map(short)).toEqual([["EARNED 150.00", "CAPPED -50.00"], ["EARNED 50.00"]]);
  });

  it("carries what is above it until there is room", () => {
    const plan = planWith(commission({ rate: 0.1, cap: { amount: 100, excess: "CARRIED" } }));
    const results = paySalesOf(plan, [1500, 900, 400, 400]);
    expect(results.map(short)).toEqual([
      ["EARNED 150.00", "CAPPED -50.00"],
      ["EARNED 90.00", "CARRIED 10.00"],
      ["EARNED 40.00", "CARRIED 40.00"],
      ["EARNED 40.00"],
    ]);
    expect(results[1]!.lines[1]!.reasons).toEqual([{ kind: "CARRIED", before: "50.00", left: "40.00" }]);
  });

  it("limits the accumulation's pay unless it is said to limit a period's", () => {
    const cap = { amount: 100, excess: "LOST" };
    expect(totals(paySalesOf(quarter({ rate: 0.1, cap }), [800, 800, 800, 800]))).toEqual([80, 20, 0, 80]);
    const monthly = quarter({ rate: 0.1, cap: { ...cap, per: "PERIOD" } });
    expect(totals(paySalesOf(monthly, [1800, 800]))).toEqual([100, 80]);
  });

  it("is what was paid, so that a return takes back no more", () => {
    const plan = planWith(commission({ rate: 0.1, cap: { amount: 100, excess: "LOST" } }));
    const [, second] = payMonths(plan, [
      { sales: { basis: "2000" } },
      { sales: { basis: "0", returns: [{ period: "2024-01", basis: "-2000" }] } },
    ]);
    expect(short(second!)).toEqual(["EARNED 0.00", "CLAWBACK -100.00"]);
  });

  it("counts by the days of the plan, as the floor does", () => {
    const plan = planWith(commission({ rate: 0.1, floor: 30, cap: { amount: 60, excess: "LOST" } }));
    const half = (basis: string): PeriodInput => ({
      ...inputOf(4, { sales: { basis } }),
      days: [{ from: "2024-04-16", to: null }],
    });
    expect(short(payPeriod(plan, half("1000")))).toEqual(["EARNED 100.00", "CAPPED -70.00"]);
    expect(short(payPeriod(plan, half("100")))).toEqual(["EARNED 10.00", "FLOOR 5.00"]);
  });
});

describe("a return", () => {
  it("within its own period was never sold, and so is one whose sale nobody knows", () => {
    const returns = [
      { period: "2024-01", basis: "-100" },
      { period: null, basis: "-50" },
    ];
    const [result] = payMonths(planWith(commission({ rate: 0.1 })), [{ sales: { basis: "1000", returns } }]);
    expect(short(result!)).toEqual(["EARNED 85.00"]);
    expect(result!.lines[0]!.basis).toBe("850");
  });

  it("takes back exactly what was paid when all of it has come back, in whatever pieces", () => {
    const plan = planWith(commission({ rate: "3.335%" }));
    const piece = (basis: string) => ({ sales: { basis: "0", returns: [{ period: "2024-01", basis }] } });
    const results = payMonths(plan, [{ sales: { basis: "100" } }, piece("-33.3"), piece("-33.3"), piece("-33.4")]);
    expect(results[0]!.total).toBe("3.34");
    expect(sum(totals(results))).toBe(0);
  });

  it("leaves the accumulation that it was counted in, and not a later one", () => {
    const plan = quarter({ rates: table("STEP", rising) });
    const returned = { period: "2024-01", basis: "-1000" };
    const within = payMonths(plan, [{ sales: { basis: "1000" } }, { sales: { basis: "1000", returns: [returned] } }]);
    expect(short(within[1]!)).toEqual(["EARNED 10.00", "CLAWBACK -10.00"]);
    const later = payMonths(plan, [
      { sales: { basis: "1000" } },
      {},
      {},
      { sales: { basis: "1500", returns: [returned] } },
    ]);
    expect(short(later[3]!)).toEqual(["EARNED 20.00", "CLAWBACK -10.00"]);
  });

  it("of sales that are rated anew takes back their latest rate, and the rest is rated anew", () => {
    const plan = quarter({ rates: table("FLAT", rising), retroactive: true });
    const results = payMonths(plan, [
      { sales: { basis: "2000" } },
      { sales: { basis: "1000" } },
      { sales: { basis: "0", returns: [{ period: "2024-01", basis: "-1000" }] } },
    ]);
    expect(results.map(short)).toEqual([["EARNED 40.00"], ["EARNED 50.00"], ["EARNED -20.00", "CLAWBACK -30.00"]]);
    expect(sum(totals(results))).toBe(2000 * 0.02);
  });

  it("of sales that nobody was paid for takes back nothing", () => {
    const returns = [{ period: "2023-11", basis: "-500" }];
    const [result] = payMonths(planWith(commission({ rate: 0.1 })), [{ sales: { basis: "1000", returns } }]);
    expect(short(result!)).toEqual(["EARNED 100.00", "CLAWBACK 0.00"]);
  });

  it("is still taken back from who has left the plan", () => {
    const plan = planWith(commission({ rate: 0.1 }));
    const first = payPeriod(plan, inputOf(1, { sales: { basis: "1000" } }));
    const left = { basis: "0", returns: [{ period: "2024-01", basis: "-400" }] };
    const second = payPeriod(plan, { ...inputOf(2, { sales: left }), days: [] }, first.state);
    expect(short(second)).toEqual(["CLAWBACK -40.00"]);
    expect(payPeriod(plan, { ...inputOf(3, {}), days: [] }, second.state).lines).toEqual([]);
  });
});

describe("rates by a goal's attainment", () => {
  it("pay on one figure by what was reached of another", () => {
    const tiers = [
      [0, 0.1],
      [1, 0.15],
    ] as const;
    const plan = planWith(
      commission({ basis: "GROSS_PROFIT", goal: "revenue", rates: table("FLAT", tiers, "ATTAINMENT") }),
    );
    const paid = (achieved: string) => paySalesOf(plan, ["1000"], { achieved, quota: "5000" })[0]!.total;
    expect([paid("4999.99"), paid("5000")]).toEqual(["100.00", "150.00"]);
  });
});

describe("a bonus", () => {
  const bonus = (fields: object) => planWith({ id: "goal", kind: "BONUS", label, every: "QUARTERLY", ...fields });
  const goal = (achieved: string, target: string | null = "100") => ({ goal: { achieved, target } });

  it("is paid when its quarter ends and its goal is reached", () => {
    const results = payMonths(bonus({ amount: 500 }), [goal("100"), goal("100"), goal("100"), {}, {}, goal("99.99")]);
    expect(results.map(short)).toEqual([[], [], ["EARNED 500.00"], [], [], ["EARNED 0.00"]]);
    expect(results[5]!.lines[0]!.reasons).toEqual([
      { kind: "ATTAINMENT", achieved: "99.99", target: "100", attainment: "0.9999" },
      { kind: "GOAL_MISSED", needed: "1", attainment: "0.9999" },
    ]);
    expect(payMonths(bonus({ amount: 500 }), [{}, {}, goal("100", null)])[2]!.lines[0]!.reasons[0]!.kind).toBe(
      "NO_QUOTA",
    );
    expect(payMonths(bonus({ amount: 500, at: 0 }), [{}, {}, {}])[2]!.total).toBe("500.00");
  });

  it("pays by a table, flat or as far as its tiers are filled", () => {
    const tiers = [
      { from: 0.8, to: 1, amount: 100 },
      { from: 1, to: 1.2, amount: 300 },
    ];
    const paid = (method: string, achieved: string) =>
      payMonths(bonus({ table: { method, tiers } }), [{}, {}, goal(achieved)])[2]!.total;
    expect(["79", "80", "100", "130"].map((achieved) => paid("FLAT", achieved))).toEqual([
      "0.00",
      "100.00",
      "300.00",
      "300.00",
    ]);
    expect(["80", "90", "100", "110", "130"].map((achieved) => paid("INTERPOLATED", achieved))).toEqual([
      "0.00",
      "50.00",
      "100.00",
      "250.00",
      "400.00",
    ]);
  });

  it("is for the days on the plan, also of who has left in between", () => {
    const plan = bonus({ amount: 910 });
    const assigned = [{ from: "2024-01-01", to: "2024-02-10" }];
    const left = payPeriod(plan, { ...inputOf(3, goal("100")), days: [], assigned });
    expect(left.lines[0]).toMatchObject({ amount: "410.00" });
    expect(left.lines[0]!.reasons.at(-1)).toEqual({ kind: "PRORATED", days: 41, of: 91 });
    const leftBefore = { ...inputOf(6, goal("100")), days: [], assigned };
    expect(payPeriod(plan, leftBefore).lines).toEqual([]);
    const whole = bonus({ amount: 910, prorated: false });
    expect(payPeriod(whole, { ...inputOf(3, goal("100")), days: [], assigned }).total).toBe("910.00");
  });

  it("of a team is divided to the cent, whatever the order of its members", () => {
    const members = [
      { id: "bob", days: 91, sales: "100", salary: "1000" },
      { id: "ann", days: 91, sales: "200", salary: "1000" },
      { id: "cat", days: 91, sales: "-50", salary: "2000" },
    ];
    const parts = (share: string, team = members) => {
      const plan = bonus({ amount: "100.00", share });
      return ["ann", "bob", "cat"].map((member) => {
        const given = { goal: { achieved: "9", target: "9", member, team } };
        return Number(payMonths(plan, [{}, {}, given])[2]!.total);
      });
    };
    expect(parts("EQUAL")).toEqual([33.34, 33.33, 33.33]);
    expect(parts("BY_SALES")).toEqual([66.67, 33.33, 0]);
    expect(parts("BY_SALARY")).toEqual([25, 25, 50]);
    expect(parts("EQUAL", [...members].reverse())).toEqual(parts("EQUAL"));
    const joined = members.map((one) => (one.id === "bob" ? { ...one, days: 0 } : one));
    expect(parts("EQUAL", joined)).toEqual([50, 0, 50]);
  });

  it("says who isn't in the team, and what a member lacks", () => {
    const plan = bonus({ amount: 100, share: "BY_SALARY" });
    const pay = (goalInput: object) =>
      payMonths(plan, [{}, {}, { goal: { achieved: "1", target: "1", ...goalInput } }]);
    const team = [{ id: "ann", days: 91 }];
    expect(() => pay({})).toThrow('components["goal"].team: missing, expected the team\'s members');
    expect(() => pay({ member: "ann", team })).toThrow(
      'components["goal"].team["ann"].salary: missing, expected a decimal',
    );
    expect(() => pay({ member: "bob", team: [{ ...team[0]!, salary: "1" }] })).toThrow(
      'components["goal"].member: "bob"',
    );
  });
});

describe("allowances and spiffs", () => {
  it("pays an allowance by days, under its condition", () => {
    const plan = planWith({ id: "meals", kind: "ALLOWANCE", label, amount: "100.01", minimumAttainment: 0.8 });
    const days = (from: string, to: string | null) => [{ from, to }];
    const reached = { meals: { achieved: "8", target: "10" } };
    const pay = (range: PeriodInput["days"], components: PeriodInput["components"] = reached) =>
      payPeriod(plan, { ...inputOf(4, components), days: range }).total;
    expect([pay(days("2024-04-01", "2024-04-15")), pay(days("2024-04-16", null))]).toEqual(["50.01", "50.00"]);
    expect(pay(days("2024-04-01", null), { meals: { achieved: "7.99", target: "10" } })).toBe("0.00");
    expect(pay(days("2024-04-01", null), {})).toBe("0.00");
  });

  it("pays a spiff for each, and takes it back for what came back", () => {
    const plan = planWith({
      ...{ id: "lamps", kind: "SPIFF", label, amount: "2.50", per: "UNIT" },
      ...{ from: "2024-01-01", to: "2024-01-31" },
    });
    const results = payMonths(plan, [{ lamps: { count: "7.5" } }, { lamps: { count: "-1" } }, {}]);
    expect(results.map(short)).toEqual([["EARNED 18.75"], ["EARNED -2.50"], []]);
  });
});

describe("overrides and draws", () => {
  it("pays an override like a commission, on the team's sales", () => {
    const plan = planWith({ id: "team", kind: "OVERRIDE", label, basis: "REVENUE", rate: "1%" });
    const [result] = payMonths(plan, [{ team: { basis: "50000" } }]);
    expect(result!.lines[0]).toMatchObject({ kind: "OVERRIDE", rate: "0.01", amount: "500.00" });
  });

  it("holds a draw against what it names, all but allowances unless it does", () => {
    const parts = [
      commission({ rate: 1 }),
      { id: "phone", kind: "ALLOWANCE", label, amount: 50 },
      { id: "lamps", kind: "SPIFF", label, amount: 1, per: "UNIT", from: "2024-01-01", to: "2024-12-31" },
    ];
    const draw = { id: "draw", kind: "DRAW", label, minimum: 1000, recoverable: true };
    const month1 = { sales: { basis: "300" }, lamps: { count: "100" } };
    expect(short(payMonths(planWith(...parts, draw), [month1])[0]!).at(-1)).toBe("DRAW 600.00");
    expect(short(payMonths(planWith(...parts, { ...draw, against: ["sales"] }), [month1])[0]!).at(-1)).toBe(
      "DRAW 700.00",
    );
  });

  it("guarantees a newcomer the part of the first month, and takes back after the last one", () => {
    const plan = planWith(commission({ rate: 1 }), {
      ...{ id: "draw", kind: "DRAW", label, minimum: 3000, recoverable: true, months: 2 },
    });
    const joined = [{ from: "2024-04-16", to: null }];
    const pay = (number: number, basis: string, state?: Parameters<typeof payPeriod>[2]) =>
      payPeriod(plan, { ...inputOf(number, { sales: { basis } }), days: joined, assigned: joined }, state);
    const april = pay(4, "0");
    const june = pay(6, "0", april.state);
    const july = pay(7, "400", june.state);
    expect([april, june, july].map(short)).toEqual([
      ["EARNED 0.00", "DRAW 1500.00"],
      ["EARNED 0.00", "DRAW 1500.00"],
      ["EARNED 400.00", "RECOVERY -400.00"],
    ]);
    expect(july.state.drawBalance).toBe("2600");
  });
});

describe("two versions within a period", () => {
  it("go on from where the other stopped, and pay fixed amounts by their days", () => {
    const rates = table("STEP", rising);
    const components = [commission({ rates }), { id: "phone", kind: "ALLOWANCE", label, amount: "31.01" }];
    const first = planWith(...components);
    const second = { ...first, version: 2 };
    const part = (from: string, to: string, basis: string) => ({
      ...inputOf(1, { sales: { basis } }),
      days: [{ from, to }],
    });
    const early = payPeriod(first, part("2024-01-01", "2024-01-10", "600"));
    const late = payPeriod(second, part("2024-01-11", "2024-01-31", "600"), early.state);
    expect([early, late].map(short)).toEqual([
      ["EARNED 6.00", "EARNED 10.00"],
      ["EARNED 8.00", "EARNED 21.01"],
    ]);
    expect(late.lines.map(({ version }) => version)).toEqual([2, 2]);
    // What they sold together was paid together, and comes back so.
    const returned = { basis: "0", returns: [{ period: "2024-01", basis: "-1200" }] };
    expect(short(payPeriod(second, inputOf(2, { sales: returned }), late.state))).toContain("CLAWBACK -14.00");
  });

  it("share a cap by their days", () => {
    const first = planWith(commission({ rate: 1, cap: { amount: 310, excess: "LOST" } }));
    const part = (from: string, to: string) => ({
      ...inputOf(1, { sales: { basis: "1000" } }),
      days: [{ from, to }],
    });
    const early = payPeriod(first, part("2024-01-01", "2024-01-10"));
    const late = payPeriod({ ...first, version: 2 }, part("2024-01-11", "2024-01-31"), early.state);
    expect([early.total, late.total]).toEqual(["100.00", "210.00"]);
  });

  it("leave a bonus to the later one", () => {
    const plan = planWith({ id: "goal", kind: "BONUS", label, every: "MONTHLY", amount: 310 });
    const assigned = [{ from: "2024-01-01", to: "2024-01-20" }];
    const pay = (from: string, to: string) =>
      payPeriod(plan, { ...inputOf(1, { goal: { achieved: "1", target: "1" } }), days: [{ from, to }], assigned });
    expect(pay("2024-01-01", "2024-01-10").lines).toEqual([]);
    expect(pay("2024-01-11", "2024-01-20").total).toBe("200.00");
  });
});

it("names what it can't read, and where", () => {
  const plan = planWith(commission({ rate: 1 }));
  const pay = (components: PeriodInput["components"]) => payPeriod(plan, { ...inputOf(1, components) });
  expect(() => pay({ sales: { basis: "1,000" } })).toThrow(
    'components["sales"].basis: "1,000", expected a decimal such as',
  );
  expect(() => pay({ sales: { basis: "1", returns: [{ period: "2023-12", basis: "x" }] } })).toThrow(
    'components["sales"].returns[0].basis: "x"',
  );
  expect(() => pay({ sale: { basis: "1" } })).toThrow(
    'components: plan "plan" has no component "sale", did you mean sales?',
  );
  expect(month(1).key).toBe("2024-01");
});
