import { expect, it } from "vitest";
import { groupLines, type Line, lineName } from "./statement-lines.ts";

const line = (number: number, component: string, plan = "field", version = 1) =>
  ({
    number,
    component,
    plan,
    version,
    componentLabel: component,
    kindLabel: "Commission",
    planLabel: plan,
  }) as unknown as Line;

it("groups lines by component and plan, in the statement's order, wherever they stand", () => {
  const groups = groupLines([line(1, "sales"), line(2, "bonus"), line(3, "sales"), line(4, "sales", "other")]);
  expect(groups.map(({ label, about, lines }) => [label, about, lines.map(({ number }) => number)])).toEqual([
    ["sales", "Commission · field", [1, 3]],
    ["bonus", "Commission · field", [2]],
    ["sales", "Commission · other", [4]],
  ]);
});

it("names the period of a line that is about another one", () => {
  const of = (period: string) => ({ typeLabel: "Clawback", period }) as unknown as Line;
  expect(lineName(of("2024-11"), "2024-11")).toBe("Clawback");
  expect(lineName(of("2024-09"), "2024-11")).toBe("Clawback · 2024-09");
});
