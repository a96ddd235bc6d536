import { describe, expect, it } from "vitest";
import { type PlanQuestion, planDaysOf } from "./assignments.ts";
import type { Plan } from "./plan.ts";
import { targetWithin } from "./prorate.ts";
import { commission, planWith } from "./testing/plans.ts";

const base = planWith(commission({ rate: 0.1 }));
const plan = (id: string, fields: Partial<Plan> = {}): Plan => ({ ...base, id, ...fields });
const team = plan("team");
const own = plan("own");
const upper = plan("upper");
const march = { from: "2024-03-01", to: "2024-03-31" };
const always = { from: "2024-01-01", to: null };

const question: PlanQuestion = {
  rep: "ann",
  employed: [always],
  memberships: [{ teams: ["north", "all"], ...always }],
  assignments: [
    { team: "north", plan: "team", ...always },
    { team: "all", plan: "upper", ...always },
    { team: "south", plan: "south", ...always },
  ],
  plans: [team, own, upper],
};
const found = (changed: Partial<PlanQuestion>, period = march) =>
  planDaysOf({ ...question, ...changed }, period).map(({ plan: { id, version }, days }) => [
    `${id} ${version}`,
    ...days.map(({ from, to }) => `${from.slice(5)}–${to.slice(5)}`),
  ]);

describe("planDaysOf", () => {
  it("goes by the nearest team, and by the rep's own plan before any", () => {
    expect(found({})).toEqual([["team 1", "03-01–03-31"]]);
    expect(found({ memberships: [{ teams: ["west", "all"], ...always }] })).toEqual([["upper 1", "03-01–03-31"]]);
    const assignments = [...question.assignments, { rep: "ann", plan: "own", from: "2024-03-16", to: "2024-03-20" }];
    expect(found({ assignments })).toEqual([
      ["team 1", "03-01–03-15", "03-21–03-31"],
      ["own 1", "03-16–03-20"],
    ]);
  });

  it("parts a period where people join, leave, or change their team", () => {
    expect(found({ employed: [{ from: "2024-03-11", to: "2024-03-20" }] })).toEqual([["team 1", "03-11–03-20"]]);
    const memberships = [
      { teams: ["north", "all"], from: "2024-01-01", to: "2024-03-10" },
      { teams: ["west", "all"], from: "2024-03-12", to: null },
    ];
    expect(found({ memberships })).toEqual([
      ["team 1", "03-01–03-10"],
      ["upper 1", "03-12–03-31"],
    ]);
    expect(found({ employed: [{ from: "2024-04-01", to: null }] })).toEqual([]);
  });

  it("parts it by versions, which share the days of their plan", () => {
    const versions = [plan("team", { to: "2024-03-09" }), plan("team", { version: 2, from: "2024-03-10" })];
    const answer = planDaysOf({ ...question, plans: versions }, march);
    expect(answer.map(({ plan: { version }, days }) => [version, days])).toEqual([
      [1, [{ from: "2024-03-01", to: "2024-03-09" }]],
      [2, [{ from: "2024-03-10", to: "2024-03-31" }]],
    ]);
    expect(answer[1]!.assigned).toEqual([
      { from: "2024-01-01", to: "2024-03-09" },
      { from: "2024-03-10", to: "9999-12-31" },
    ]);
  });

  it("names plans that are over too, by their last version, and none that is still to come", () => {
    const versions = [plan("team", { to: "2024-01-31" }), plan("team", { version: 2, from: "2024-02-01" }), own];
    const assignments = [
      { team: "north", plan: "team", from: "2024-01-01", to: "2024-02-20" },
      { rep: "ann", plan: "own", from: "2024-04-01", to: null },
    ];
    expect(found({ plans: versions, assignments })).toEqual([["team 2"]]);
    expect(found({ plans: versions, assignments }, { from: "2024-04-01", to: "2024-04-30" })).toEqual([
      ["team 2"],
      ["own 1", "04-01–04-30"],
    ]);
  });
});

describe("targetWithin", () => {
  const january = { from: "2024-01-01", to: "2024-01-31", target: "3100" };

  it("asks of who joins later the part of their days, and all of what was set for these days", () => {
    const joined = [{ from: "2024-01-22", to: null }];
    expect(targetWithin([january], joined)).toBe("1000");
    expect(targetWithin([{ ...january, from: "2024-01-22", target: "500" }], joined)).toBe("500");
  });

  it("adds up targets of a longer time, and knows none where there is none", () => {
    const february = { from: "2024-02-01", to: "2024-02-29", target: "0.10" };
    expect(targetWithin([january, february], [always])).toBe("3100.1");
    expect(targetWithin([january], [{ from: "2024-02-01", to: null }])).toBeNull();
    expect(targetWithin([], [always])).toBeNull();
    expect(() => targetWithin([{ ...january, target: "1e3" }], [always])).toThrow('targets[0].target: "1e3"');
  });
});
