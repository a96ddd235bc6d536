import { expect, it } from "vitest";
import { type Funnel, funnelSteps } from "./funnel-steps.ts";

const stage = (key: string, entered: number, enteredAmount: number) => ({
  stage: { key, name: key },
  entered,
  enteredAmount,
  wentOn: 0,
  lost: 0,
  open: 0,
  skipped: 0,
  rate: null,
  rateOfLeft: null,
  medianDays: null,
  slowDays: null,
});
const better = (key: string, gainAtBest: number | null) => ({
  stage: { key },
  rate: 0.5,
  bestTeam: "North",
  bestRate: 0.6,
  gainAtBest,
});
const funnel: Funnel = {
  period: { from: "2024-01-01", to: "2024-12-31" },
  currency: "USD",
  created: 100,
  createdAmount: 1_000,
  won: 20,
  wonAmount: 800,
  lost: 60,
  open: 20,
  winRate: 0.25,
  undated: 0,
  stages: [stage("lead", 100, 1_000), stage("offer", 50, 900)],
  improvements: [better("offer", 200), better("lead", 100)],
};

it("ends with what was won, and measures every bar by the longest, in deals or in money", () => {
  expect(funnelSteps(funnel, "deals").map(({ width }) => width)).toEqual([1, 0.5, 0.2]);
  expect(funnelSteps(funnel, "amount").map(({ width }) => width)).toEqual([1, 0.9, 0.8]);
});

it("marks the one stage whose improvement would bring most, and none where none would", () => {
  expect(funnelSteps(funnel, "deals").map(({ improvement }) => improvement?.gainAtBest)).toEqual([
    undefined,
    200,
    undefined,
  ]);
  const none = { ...funnel, improvements: [better("offer", 0), better("lead", null)] };
  expect(funnelSteps(none, "deals").some(({ improvement }) => improvement)).toBe(false);
});

it("has bars of no length where there is nothing", () => {
  const nothing = { ...funnel, stages: [stage("lead", 0, 0)], won: 0, wonAmount: 0, improvements: [] };
  expect(funnelSteps(nothing, "deals").map(({ width }) => width)).toEqual([0, 0]);
});
