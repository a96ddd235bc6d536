import { expect, it } from "vitest";
import { keep } from "../sales-provider/selections.ts";
import { chosenOf, matching, shortList, withChosen, without } from "./filters.ts";

it("changes the list of one dimension and keeps all else that the filter says", () => {
  const where = { region: { in: ["North"] }, channel: { not: ["fax"] } };
  const next = withChosen(where, "CHANNEL", ["online"]);
  expect(next).toEqual({ region: { in: ["North"] }, channel: { not: ["fax"], in: ["online"] } });
  expect(chosenOf(next, "CHANNEL")).toEqual(["online"]);
  expect(withChosen(next, "CHANNEL", [])).toEqual(where);
  expect(withChosen({ region: { in: ["North"] } }, "REGION", [])).toBeUndefined();
  expect(without(where, "REGION")).toEqual({ channel: { not: ["fax"] } });
});

it("finds every word anywhere in a name, capitals or not", () => {
  const options = [{ label: "Northwind Traders" }, { label: "上海长江贸易" }];
  expect(matching(options, "TRAD north", "en")).toEqual([options[0]]);
  expect(matching(options, "长江", "zh-CN")).toEqual([options[1]]);
  expect(matching(options, "  ", "en")).toEqual(options);
});

it("says two names and how many more", () => {
  expect(shortList(["a", "b", "c"], "en")).toBe("a, b +1");
  expect(shortList(["a", "b"], "zh-CN")).toBe("a、b");
});

it("keeps one selection an element: the same again ends it, another takes its place", () => {
  const [chart, list] = [new EventTarget(), new EventTarget()];
  const online = {
    dimension: "CHANNEL",
    key: "online",
    label: "Online",
    where: { channel: { in: ["online"] } },
  } as const;
  const retail = { ...online, key: "retail", label: "Retail" };
  const one = keep([], chart, online);
  expect(one).toMatchObject([{ key: "online", source: chart }]);
  expect(keep(one, chart, online)).toEqual([]);
  expect(keep(one, chart, retail)).toMatchObject([{ key: "retail" }]);
  expect(keep(one, list, retail).length).toBe(2);
  expect(keep(one, chart, { ...online, selected: true }).length).toBe(1);
  expect(keep([], chart, { ...online, selected: false })).toEqual([]);
  expect(keep([], chart, { dimension: "CHANNEL" })).toEqual([]);
});
