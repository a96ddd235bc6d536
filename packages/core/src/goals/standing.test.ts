import { describe, expect, it } from "vitest";
import type { Forecast } from "../forecast/forecast.ts";
import { builtInCatalog } from "../metrics/catalog.ts";
import { historyOf } from "./query-history.ts";
import { standingOf } from "./standing.ts";

const june = { target: 100, startsOn: "2024-06-01", endsOn: "2024-06-30" };
const forecast = (value: number, low: number | null = null, high: number | null = null) =>
  ({ value, low, high }) as unknown as Forecast;

function standing(
  metric: string,
  value: number | null,
  more: { asOf?: string; today?: string; forecast?: Forecast; target?: number } = {},
) {
  const { asOf = "2024-06-15", today = asOf, target = 100 } = more;
  const goal = { ...june, target };
  return standingOf({
    goal,
    metric: builtInCatalog.metric(metric),
    value,
    forecast: more.forecast ?? null,
    asOf,
    today,
  });
}

describe("how a goal stands", () => {
  it("has not started before its first day", () => {
    expect(standing("revenue", null, { asOf: "2024-05-31" })).toMatchObject({
      status: "NOT_STARTED",
      elapsed: 0,
      pace: null,
      value: null,
      due: null,
    });
    expect(standing("revenue", 0, { asOf: "2024-06-01" }).status).toBe("BEHIND");
  });

  it("is reached or missed when its last day has passed, and not on it", () => {
    const over = { asOf: "2024-06-30", today: "2024-07-01" };
    expect(standing("revenue", 100, over)).toMatchObject({ status: "REACHED", attainment: 1, expected: 100 });
    expect(standing("revenue", 99.99, over).status).toBe("MISSED");
    expect(standing("nps", null, over).status).toBe("MISSED");
    expect(standing("revenue", 99.99, { asOf: "2024-06-30" }).status).toBe("AT_RISK");
    expect(standing("revenue", 130, over).attainment).toBe(1.3);
  });

  it("is reached before its end where a sum has the target, and not where a rate may still fall", () => {
    expect(standing("revenue", 100).status).toBe("REACHED");
    expect(standing("customers", 100).status).toBe("REACHED");
    expect(standing("nps", 100).status).toBe("ON_TRACK");
  });

  it("goes by the forecast of a sum, and by its range", () => {
    expect(standing("revenue", 20, { forecast: forecast(100) }).status).toBe("ON_TRACK");
    expect(standing("revenue", 60, { forecast: forecast(99, 80, 100) }).status).toBe("AT_RISK");
    expect(standing("revenue", 60, { forecast: forecast(99, 80, 99.5) }).status).toBe("BEHIND");
    expect(standing("revenue", 60, { forecast: forecast(90) }).status).toBe("AT_RISK");
    expect(standing("revenue", 60, { forecast: forecast(89) }).status).toBe("BEHIND");
  });

  it("goes by its pace without a forecast, and where days don't add up", () => {
    expect(standing("revenue", 60)).toMatchObject({
      pace: 1.2,
      due: 50,
      expected: 120,
      status: "ON_TRACK",
      elapsed: 0.5,
    });
    expect(standing("customers", 45)).toMatchObject({ pace: 0.9, expected: 90, status: "AT_RISK" });
    expect(standing("customers", 44).status).toBe("BEHIND");
    // A stock stands anywhere on any day.
    expect(standing("pipelineValue", 60)).toMatchObject({ pace: 0.6, due: 100, expected: 60, status: "BEHIND" });
  });

  it("turns round where lower is better", () => {
    expect(standing("resolutionTime", 90)).toMatchObject({ status: "ON_TRACK", attainment: 0.9 });
    expect(standing("resolutionTime", 105).status).toBe("AT_RISK");
    expect(standing("resolutionTime", 111).status).toBe("BEHIND");
    expect(standing("cost", 101, { forecast: forecast(90) }).status).toBe("BEHIND");
    expect(standing("cost", 60, { forecast: forecast(105, 99, 120) }).status).toBe("AT_RISK");
    expect(standing("resolutionTime", 100, { asOf: "2024-06-30", today: "2024-07-01" }).status).toBe("REACHED");
  });

  it("is at risk while there is nothing to measure", () => {
    expect(standing("nps", null)).toMatchObject({ status: "AT_RISK", pace: null, expected: null });
  });
});

describe("what earlier periods say of a target", () => {
  it("is how many deviations it lies from their mean, and how often it was reached", () => {
    expect(historyOf(130, [120, 100, 110], { better: "HIGHER" })).toEqual({
      periods: 3,
      mean: 110,
      deviation: 10,
      zScore: 2,
      reachedShare: 0,
    });
    expect(historyOf(110, [120, 100, 110], { better: "LOWER" }).reachedShare).toBe(2 / 3);
  });

  it("begins with the owner's first value, and leaves out what is not known", () => {
    expect(historyOf(5, [10, 0, null, 20, 0, null, 0], { better: "HIGHER" })).toMatchObject({
      periods: 3,
      mean: 10,
      reachedShare: 2 / 3,
    });
    expect(historyOf(5, [0, null], { better: "HIGHER" })).toEqual({
      periods: 0,
      mean: null,
      deviation: null,
      zScore: null,
      reachedShare: null,
    });
  });

  it("has no deviation of fewer than three, and no z-score without any", () => {
    expect(historyOf(5, [10, 20], { better: "HIGHER" })).toMatchObject({ deviation: null, zScore: null });
    expect(historyOf(5, [10, 10, 10], { better: "HIGHER" })).toMatchObject({ deviation: 0, zScore: null });
  });
});
