import { expect, it } from "vitest";
import { monthsOf } from "./statement-head.ts";

const month = (period: string) => ({ period, from: `${period}-01`, to: `${period}-28` });

it("offers every month from the newest to the oldest, the open ones between too", () => {
  const months = monthsOf([month("2024-01"), month("2023-11")], month("2024-03"));
  expect(months.map(({ period }) => period)).toEqual(["2024-03", "2024-02", "2024-01", "2023-12", "2023-11"]);
  expect(months[1]).toEqual({ period: "2024-02", from: "2024-02-01", to: "2024-02-29" });
});

it("offers what there is, also where nothing was closed or nothing is shown", () => {
  expect(monthsOf([], undefined)).toEqual([]);
  expect(monthsOf([], month("2024-03"))).toEqual([month("2024-03")]);
  expect(monthsOf([month("2024-03")], undefined)).toEqual([month("2024-03")]);
});
