import { expect, it } from "vitest";
import { driversAnswer } from "../../testing/table-answers.ts";
import { waterfall } from "./waterfall.ts";

const ask = (by: string, metric = "revenue") => driversAnswer({ metric, by, first: 3, locale: "en" }).drivers;

it("leads from the value before to the value now, each bar from where the last one ended", () => {
  const drivers = ask("PRODUCT");
  const { steps } = waterfall(drivers, true, "en");
  expect(steps.map(({ kind }) => kind)).toEqual(["start", ...drivers.effects.map(() => "effect"), "end"]);
  expect(steps[1]!.from).toBe(drivers.comparisonValue);
  expect(steps.at(-2)!.to).toBe(drivers.value);
  for (const [index, step] of steps.slice(1, -2).entries()) expect(steps[index + 2]!.from).toBe(step.to);
});

it("tells contributions with what narrows to them, and the others without", () => {
  const { steps } = waterfall(ask("CHANNEL", "orders"), false, "en");
  const contributions = steps.slice(1, -1);
  expect(contributions.at(-1)).toMatchObject({ label: "Others" });
  expect(contributions.at(-1)!.selection).toBeUndefined();
  expect(contributions[0]!.selection).toMatchObject({ dimension: "CHANNEL" });
});

it("cuts the first and the last bar only where the changes would be too small to be seen", () => {
  expect(waterfall(ask("PRODUCT"), true, "en").floor).toBeGreaterThan(0);
  expect(waterfall({ ...ask("PRODUCT"), comparisonValue: 100_000 }, true, "en").floor).toBe(0);
});
