import { expect, it } from "vitest";
import { type BoardColumn, type BoardDeal, boardTotals, dealName, lossBars } from "./board.ts";

const column = (deals: number, amount: number, stuck: number, stuckAmount: number): BoardColumn => ({
  stage: { key: "x", name: "X" },
  deals,
  amount,
  stuck,
  stuckAmount,
  limit: null,
  first: [],
});
const deal = (more: Partial<BoardDeal["opportunity"]>): BoardDeal => ({
  opportunity: { id: "1", externalId: "D-1", name: null, customerName: null, rep: null, ...more },
  amount: null,
  days: null,
  stuck: false,
});

it("adds up the columns", () => {
  expect(boardTotals([column(2, 100, 1, 60), column(3, 50, 0, 0)])).toEqual({
    deals: 5,
    amount: 150,
    stuck: 1,
    stuckAmount: 60,
  });
  expect(boardTotals([])).toEqual({ deals: 0, amount: 0, stuck: 0, stuckAmount: 0 });
});

it("knows a deal by its customer, else by its name, else by its key", () => {
  expect(dealName(deal({ customerName: "Acme", name: "Supply" }))).toBe("Acme");
  expect(dealName(deal({ name: "Supply" }))).toBe("Supply");
  expect(dealName(deal({}))).toBe("D-1");
});

it("shows the reasons that weigh most, and those without one last", () => {
  const row = (key: string | null, lost: number) => ({ key, label: key, lost, lostAmount: 0 });
  const bars = lossBars([row(null, 8), row("price", 4), row("time", 2), row("other", 1)], 2);
  expect(bars.map(({ key, width }) => [key, width])).toEqual([
    ["price", 0.5],
    ["time", 0.25],
    [null, 1],
  ]);
  expect(lossBars([], 3)).toEqual([]);
});
