import fc from "fast-check";
import { expect, it } from "vitest";
import { addDays } from "../calendar.ts";
import { stageImprovements } from "./improvements.ts";
import { forecastByStage, type StageSnapshot } from "./stage-forecast.ts";

const over = (day: string) => addDays(day, 31);
const ends = ["2024-01-31", "2024-02-29", "2024-03-31", "2024-04-30", "2024-05-31", "2024-06-30"];
const steady = (day: string, place = 1): StageSnapshot => ({
  day,
  place,
  deals: 10,
  amount: 1_000,
  won: 4,
  wonAmount: 400,
});

it("expects of open deals what came of as many like them before, and is right of what never changes", () => {
  const answer = forecastByStage(
    [{ place: 1, deals: 4, amount: 700 }],
    ends.map((day) => steady(day)),
    over,
  );
  expect(answer).toMatchObject({ expected: 280, reason: null, error: 0 });
  // At the end of January nothing was over yet; what was open then ended on 2 March.
  expect(answer.tests.map(({ day }) => day)).toEqual(ends.slice(2));
  expect(answer.stages[0]).toMatchObject({ seen: 60, seenWon: 24, rate: 0.4 });
});

it("looks at nothing in a test that wasn't known on its day", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(10), { minLength: 6, maxLength: 6 }), fc.nat(10), (won, later) => {
      const past = ends.map((day, index) => ({ ...steady(day), won: won[index]!, wonAmount: 100 * won[index]! }));
      const changed = past.map((one, index) => (index < 4 ? one : { ...one, won: later, wonAmount: 1 }));
      const open = [{ place: 1, deals: 1, amount: 1 }];
      const upTo = (day: string) => (test: { day: string }) => test.day <= day;
      const before = forecastByStage(open, past, over).tests.filter(upTo("2024-04-30"));
      expect(forecastByStage(open, changed, over).tests.filter(upTo("2024-04-30"))).toEqual(before);
    }),
  );
});

it("gives no figure of too little: no deals, a stage hardly ever seen, too few months to try it on", () => {
  const past = ends.map((day) => steady(day));
  const open = { place: 1, deals: 1, amount: 100 };
  expect(forecastByStage([{ ...open, deals: 0, amount: 0 }], past, over)).toMatchObject({
    expected: null,
    reason: "NO_DEALS",
  });
  const fresh = { place: 2, deals: 1, amount: 100 };
  expect(forecastByStage([open, fresh], past, over)).toMatchObject({ expected: null, reason: "TOO_FEW_DEALS" });
  expect(forecastByStage([open], past.slice(0, 5), over)).toMatchObject({ expected: null, reason: "TOO_FEW_TESTS" });
  expect(forecastByStage([], [], over)).toMatchObject({ expected: null, reason: "NO_DEALS", error: null });
});

it("ranks stages by what they would bring at the best team's rate, of teams with enough deals", () => {
  const stages = [
    { place: 1, wentOn: 50, lost: 50 },
    { place: 2, wentOn: 40, lost: 10 },
    { place: 3, wentOn: 0, lost: 0 },
  ];
  const teams = [
    { teamId: 4, place: 1, wentOn: 12, lost: 8 },
    { teamId: 5, place: 1, wentOn: 9, lost: 0 },
    { teamId: null, place: 1, wentOn: 99, lost: 0 },
    { teamId: 4, place: 2, wentOn: 6, lost: 4 },
  ];
  const ranked = stageImprovements(stages, teams, 1_000);
  expect(ranked.map(({ place }) => place)).toEqual([1, 2, 3]);
  expect(ranked[0]).toMatchObject({ rate: 0.5, bestTeamId: 4, bestRate: 0.6 });
  expect(ranked[0]!.gainAtBest).toBeCloseTo(200, 9);
  expect(ranked[0]!.gainOfTenPoints).toBeCloseTo(200, 9);
  expect(ranked[1]).toMatchObject({ bestRate: 0.6, gainAtBest: 0 });
  expect(ranked[1]!.gainOfTenPoints).toBeCloseTo(125, 9);
  expect(ranked[2]).toMatchObject({ rate: null, bestTeamId: null, gainAtBest: null, gainOfTenPoints: null });
});
