import { expect, it } from "vitest";
import { builtInCatalog } from "../metrics/catalog.ts";
import { checkExtension } from "../metrics/check-extension.ts";
import { checkSwotSettings } from "./check-settings.ts";
import { builtInRules } from "./rules.ts";

const faults = (settings: unknown) => checkSwotSettings(settings, builtInCatalog);
const text = { en: "Online grows", "zh-CN": "线上增长" };
const rule = {
  id: "online-grows",
  quadrant: "OPPORTUNITY",
  text,
  when: [{ metric: "revenue", as: "CHANGE", atLeast: 0.1 }],
  by: "channel",
};

it("finds nothing wrong with what is right, the built-in rules among them", () => {
  expect(faults({ rules: [rule], thresholds: { "sales-rising": 0.1 }, without: ["low-margin"] })).toEqual([]);
  const renamed = builtInRules.map((one) => ({ ...one, id: `own-${one.id}` }));
  expect(faults({ rules: renamed })).toEqual([]);
});

it("names the place of everything that is wrong, and what would be right", () => {
  expect(faults([])).toEqual(["is [], expected { rules, thresholds, without }"]);
  const wrong = faults({
    treshold: 1,
    thresholds: { "sales-up": 1, "low-margin": "10%", "demand-rising": 1 },
    without: ["margins"],
    rules: [
      { ...rule, id: "sales-rising", quadrant: "GOOD" },
      { ...rule, when: [{ metric: "sales", atLeast: 1 }] },
      { ...rule, id: "b", when: [{ metric: "nps", as: "GROWTH", atLeast: 1, atMost: 2 }], by: "product" },
      { ...rule, id: "c", when: [] },
      7,
    ],
  });
  for (const part of [
    "treshold: there is no such field",
    'without[0] is "margins", expected one of sales-rising, margin-rising',
    'thresholds: "sales-up" is no rule',
    "thresholds: demand-rising has none to set",
    'thresholds: low-margin is "10%", expected a number',
    'rules[0] "sales-rising": id is "sales-rising", which another rule has',
    'rules[0] "sales-rising": quadrant is "GOOD", expected one of STRENGTH',
    'rules[1] "online-grows": when[0]: metric is "sales", expected one of revenue',
    'rules[2] "b": when[0]: as is "GROWTH", expected one of VALUE',
    "atLeast is 1 and atMost 2, expected a number for one of them",
    'by: nps can\'t be split by "productId", expected one of team, rep, customer',
    'rules[3] "c": when is [], expected a list of conditions',
    "rules[4]: is 7, expected a rule",
  ]) {
    expect(wrong.join("\n")).toContain(part);
  }
});

it("is part of a company's configuration", () => {
  expect(checkExtension({ swot: { without: ["x"] } })[0]).toContain('swot: without[0] is "x", expected one of');
});
