import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addMonths } from "../../calendar.ts";
import { falseDiscovery, twoSidedP } from "../significance.ts";
import { adviseOn } from "./advice.ts";
import { economicPhaseText, economicSignalText, sensitivityText } from "./economy-texts.ts";
import { judgePhase } from "./phase.ts";
import { readingsOf } from "./readings.ts";
import { sensitivityOf } from "./sensitivity.ts";
import type { Frequency, IndicatorKind, Series } from "./series.ts";

function series(kind: IndicatorKind, frequency: Frequency, from: string, values: readonly number[]): Series {
  const months = { MONTH: 1, QUARTER: 3, YEAR: 12 }[frequency];
  return {
    id: 1,
    externalId: "x",
    name: { en: "X", "zh-CN": "某" },
    kind,
    frequency,
    values: values.map((value, index) => ({ period: addMonths(from, index * months), value })),
  };
}

/** The US unemployment rate, seasonally adjusted, January 2000 to December 2001 and January 2007 to December 2008 (BLS). */
const unemployment2000 = [
  4.0, 4.1, 4.0, 3.8, 4.0, 4.0, 4.0, 4.1, 3.9, 3.9, 3.9, 3.9, 4.2, 4.2, 4.3, 4.4, 4.3, 4.5, 4.6, 4.9, 5.0, 5.3, 5.5,
  5.7,
];
const unemployment2007 = [
  4.6, 4.5, 4.4, 4.5, 4.4, 4.6, 4.7, 4.6, 4.7, 4.7, 4.7, 5.0, 5.0, 4.9, 5.1, 5.0, 5.4, 5.6, 5.8, 6.1, 6.1, 6.5, 6.8,
  7.3,
];
const firstRecession = (one: Series) => readingsOf(one).find(({ reading }) => reading === "RECESSION");

describe("the rules of the economy", () => {
  it("finds the recession of 2008 in February by the Sahm rule, two months after it began", () => {
    const found = firstRecession(series("UNEMPLOYMENT", "MONTH", "2007-01-01", unemployment2007));
    expect(found!.period).toBe("2008-02-01");
    expect(found!.value).toBeCloseTo(0.5333, 4);
  });

  it("finds that of 2001 in June, where the rise is exactly half a point", () => {
    const found = firstRecession(series("UNEMPLOYMENT", "MONTH", "2000-01-01", unemployment2000));
    expect(found).toMatchObject({ period: "2001-06-01" });
    expect(found!.value).toBeCloseTo(0.5, 9);
  });

  it("needs the twelve months before, and lets one month that was never published be", () => {
    const whole = series("UNEMPLOYMENT", "MONTH", "2007-01-01", unemployment2007);
    expect(readingsOf(whole)[0]!.period).toBe("2007-12-01");
    const longer = series("UNEMPLOYMENT", "MONTH", "2006-10-01", [4.4, 4.5, 4.4, ...unemployment2007]);
    const gap = { ...longer, values: longer.values.filter(({ period }) => period !== "2007-10-01") };
    expect(firstRecession(gap)!.period).toBe("2008-02-01");
    const quarters = series("UNEMPLOYMENT", "QUARTER", "2000-01-01", unemployment2007);
    expect(readingsOf(quarters)).toEqual([]);
  });

  it("calls two quarters of decline on end a recession, one weakening, and a year of it a recession", () => {
    const quarters = series("OUTPUT", "QUARTER", "2020-01-01", [100, 102, 104, 106, 108, 108.5, 108, 107, 109]);
    expect(readingsOf(quarters).map(({ reading }) => reading)).toEqual([
      "STEADY",
      "STEADY",
      "STEADY",
      "STEADY",
      "WEAKENING",
      "WEAKENING",
      "RECESSION",
      "STEADY",
    ]);
    const years = series("OUTPUT", "YEAR", "2007-01-01", [100, 101, 99, 103]);
    expect(readingsOf(years).map(({ reading }) => reading)).toEqual(["STEADY", "RECESSION", "STEADY"]);
  });

  it("reads prices as their rise over a year, inflation as it stands, and rates by a point a year", () => {
    const level = (rise: number) => Array.from({ length: 13 }, (_, month) => (month === 12 ? 100 * (1 + rise) : 100));
    const last = (one: Series) => readingsOf(one).at(-1)!.reading;
    expect(last(series("PRICES", "MONTH", "2020-01-01", level(0.05)))).toBe("PRICES_RISING");
    expect(last(series("PRICES", "MONTH", "2020-01-01", level(0.04)))).toBe("STEADY");
    expect(last(series("PRICES", "MONTH", "2020-01-01", level(-0.01)))).toBe("PRICES_FALLING");
    expect(last(series("INFLATION", "YEAR", "2020-01-01", [4.1]))).toBe("PRICES_RISING");
    expect(last(series("INTEREST_RATE", "QUARTER", "2020-01-01", [1, 1, 1, 1, 2]))).toBe("RATES_RISING");
    expect(last(series("INTEREST_RATE", "QUARTER", "2020-01-01", [2, 2, 2, 2, 1.01]))).toBe("STEADY");
    expect(readingsOf(series("OTHER", "MONTH", "2020-01-01", level(1)))).toEqual([]);
  });

  const folder = process.env.SALESGLASS_TEST_DATA ?? new URL("../../../../../../shared/data", import.meta.url).pathname;
  const file = (name: string) => `${folder}/macro/${name}`;
  const rowsOf = (name: string) => readFileSync(file(name), "utf8").trim().split(/\r?\n/).slice(1);

  it.skipIf(!existsSync(file("gdp_gdp.csv")))(
    "macro: finds 2009 in the output of the United States, and no other year since 1961",
    () => {
      const values = rowsOf("gdp_gdp.csv")
        .map((row) => row.split(",").slice(-3))
        .filter(([code]) => code === "USA")
        .map(([, year, value]) => ({ period: `${year}-01-01`, value: Number(value) }));
      const readings = readingsOf({ kind: "OUTPUT", frequency: "YEAR", values });
      const falling = readings.filter(({ reading }) => reading === "RECESSION").map(({ period }) => period.slice(0, 4));
      expect(readings.length).toBeGreaterThan(50);
      expect(falling.filter((year) => year < "2020")).toEqual(["2009"]);
    },
  );

  it.skipIf(!existsSync(file("cpi-us_cpiai.csv")))(
    "macro: finds the months of high and of falling prices in the US index",
    () => {
      const values = rowsOf("cpi-us_cpiai.csv")
        .map((row) => row.split(","))
        .map(([period, index]) => ({ period: period!, value: Number(index) }));
      const readings = new Map(
        readingsOf({ kind: "PRICES", frequency: "MONTH", values }).map((one) => [one.period, one]),
      );
      // 296.311 ÷ 271.696 − 1: the 9.1 % of June 2022; prices fell from March to October 2009.
      expect(readings.get("2022-06-01")!.value).toBeCloseTo(0.0906, 4);
      expect(readings.get("2022-06-01")!.reading).toBe("PRICES_RISING");
      const fell = [...readings.values()].filter(
        ({ period, reading }) => period > "2009" && period < "2010" && reading === "PRICES_FALLING",
      );
      expect(fell.map(({ period }) => period.slice(0, 7))).toEqual([
        "2009-03",
        "2009-04",
        "2009-05",
        "2009-06",
        "2009-07",
        "2009-08",
        "2009-09",
        "2009-10",
      ]);
    },
  );
});

describe("the phase of an economy", () => {
  const rate = series("UNEMPLOYMENT", "MONTH", "2007-01-01", unemployment2007);
  const until = (asOf: string) => ({
    ...rate,
    values: rate.values.filter(({ period }) => addMonths(period, 1) <= asOf),
  });

  it("goes from expansion through slowdown into recession, and says since when", () => {
    expect(judgePhase([until("2008-01-01")], "2008-01-01").phase).toBe("SLOWDOWN");
    const { phase, decisive } = judgePhase([until("2008-06-01")], "2008-06-01");
    expect(phase).toBe("RECESSION");
    expect(decisive[0]).toMatchObject({ rule: "SAHM", period: "2008-05-01", since: "2008-02-01", outdated: false });
    const calm = series(
      "UNEMPLOYMENT",
      "MONTH",
      "2006-01-01",
      Array.from({ length: 24 }, () => 4.5),
    );
    expect(judgePhase([calm], "2008-01-10").phase).toBe("EXPANSION");
  });

  it("is a recovery within a year after a recession, and no longer", () => {
    const output = series("OUTPUT", "QUARTER", "2022-01-01", [100, 99, 98, 99, 100, 101, 102, 103, 104, 105, 106]);
    const to = (count: number) => ({ ...output, values: output.values.slice(0, count) });
    expect(judgePhase([to(5)], "2023-04-05").phase).toBe("RECOVERY");
    expect(judgePhase([to(8)], "2024-01-05").phase).toBe("EXPANSION");
  });

  it("is not known without unemployment or output, or when they are too old", () => {
    const rates = series(
      "INTEREST_RATE",
      "MONTH",
      "2023-01-01",
      Array.from({ length: 13 }, (_, month) => month),
    );
    expect(judgePhase([rates], "2024-02-01")).toMatchObject({ phase: null, decisive: [] });
    const old = judgePhase([rate], "2010-01-01");
    expect(old.phase).toBeNull();
    expect(old.signals[0]).toMatchObject({ outdated: true, reading: "RECESSION" });
    expect(economicPhaseText(old)["zh-CN"]).toContain("未知");
    expect(judgePhase([], "2024-01-01")).toEqual({ phase: null, signals: [], decisive: [] });
  });

  it("advises on pricing and on the offer with the figures as reasons, in both languages", () => {
    const judgement = judgePhase([until("2008-06-01")], "2008-06-01");
    const advice = adviseOn(judgement, []);
    expect(advice.map(({ topic }) => topic)).toEqual(["PRICING", "OFFER"]);
    expect(advice[0]!.text.en).toContain("Value for money");
    expect(advice[0]!.reasons.at(-1)).toEqual(economicSignalText(judgement.decisive[0]!));
    expect(economicSignalText(judgement.decisive[0]!)).toEqual({
      en: "X, 2008-05: the mean of three months is 0.73 points above the low of the year before; a recession is 0.5 or more, so since 2008-02.",
      "zh-CN":
        "某（2008 年 5 月）：三个月均值比此前一年的低点高 0.73 个百分点；达到 0.5 即为衰退，自 2008 年 2 月起如此。",
    });
    expect(adviseOn(judgePhase([], "2024-01-01"), [])).toEqual([]);
  });
});

describe("the sensitivity of sales", () => {
  /** Numbers that look random, from a seed. */
  function noise(seed: number, count: number): number[] {
    let state = seed * 2654435761;
    return Array.from({ length: count }, () => {
      state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0;
      const mixed = Math.imul(state ^ (state >>> 13), 0x297a2d39);
      return ((mixed >>> 0) / 2 ** 32) * 2 - 1;
    });
  }
  const values = (from: string, numbers: readonly number[]) =>
    numbers.map((value, index) => ({ period: addMonths(from, index), value }));

  it("finds the lag by which sales follow, and its sign", () => {
    const x = noise(7, 72).map((value) => 5 + value);
    const indicator = series("UNEMPLOYMENT", "MONTH", "2018-01-01", x);
    const season = (month: number) => 1 + 0.5 * Math.sin((month * Math.PI) / 6);
    const own = x.map((_, month) => (1000 - 80 * (x[month - 3] ?? 5)) * season(month));
    const { strongest, lags } = sensitivityOf(indicator, values("2018-01-01", own));
    expect(strongest).toMatchObject({ lag: 3, pairs: 57, significant: true });
    expect(strongest!.correlation).toBeLessThan(-0.95);
    expect(strongest!.low).toBeLessThan(strongest!.correlation!);
    expect(strongest!.high).toBeGreaterThan(strongest!.correlation!);
    expect(lags.map(({ lag }) => lag)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(sensitivityText(sensitivityOf(indicator, values("2018-01-01", own))).en).toContain(
      "When X rose, sales have fallen 3 months later",
    );
  });

  it("gives no figure from too little data, and none where nothing changes", () => {
    const indicator = series(
      "OTHER",
      "MONTH",
      "2020-01-01",
      noise(1, 30).map((value) => 3 + value),
    );
    const few = sensitivityOf(
      indicator,
      values(
        "2020-01-01",
        noise(2, 23).map((value) => 3 + value),
      ),
    );
    expect(few.lags[0]).toEqual({
      lag: 0,
      pairs: 11,
      independentPairs: null,
      correlation: null,
      low: null,
      high: null,
      pValue: null,
      significant: null,
      tooFew: true,
    });
    expect(few.strongest).toBeNull();
    expect(sensitivityText(few).en).toContain("Too little data");
    const flat = sensitivityOf(
      indicator,
      values(
        "2020-01-01",
        Array.from({ length: 30 }, () => 5),
      ),
    );
    expect(flat.lags[0]).toMatchObject({ correlation: null, tooFew: false });
    expect(sensitivityOf(indicator, []).lags[6]).toMatchObject({ pairs: 0, tooFew: true });
  });

  it("rarely finds what isn't there, although changes over a year overlap", () => {
    const walk = (seed: number) => {
      let level = 100;
      return noise(seed, 96).map((step) => {
        level += step;
        return level;
      });
    };
    const found = Array.from({ length: 200 }, (_, run) => {
      const indicator = series("PRICES", "MONTH", "2016-01-01", walk(2 * run + 1));
      return sensitivityOf(indicator, values("2016-01-01", walk(2 * run + 2))).strongest !== null;
    }).filter(Boolean).length;
    expect(found).toBeLessThan(30);
  });

  it("has every correlation within its interval, and the interval within −1 and 1", () => {
    const numbers = fc.array(fc.double({ min: 1, max: 1000, noNaN: true }), { minLength: 24, maxLength: 60 });
    fc.assert(
      fc.property(numbers, numbers, (a, b) => {
        const { lags } = sensitivityOf(series("OTHER", "MONTH", "2015-01-01", a), values("2015-01-01", b));
        for (const { correlation, low, high, pValue } of lags) {
          if (correlation === null) continue;
          expect(low!).toBeLessThanOrEqual(correlation);
          expect(high!).toBeGreaterThanOrEqual(correlation);
          expect(low!).toBeGreaterThanOrEqual(-1);
          expect(high!).toBeLessThanOrEqual(1);
          expect(pValue!).toBeGreaterThanOrEqual(0);
          expect(pValue!).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});

describe("significance", () => {
  it("answers the tabulated tails of the normal distribution", () => {
    expect(twoSidedP(0)).toBeCloseTo(1, 6);
    expect(twoSidedP(1.959963985)).toBeCloseTo(0.05, 7);
    expect(twoSidedP(-2.575829304)).toBeCloseTo(0.01, 7);
    expect(twoSidedP(3.290526731)).toBeCloseTo(0.001, 8);
  });

  it("corrects the published example of Benjamini and Hochberg: four of fifteen are left", () => {
    const published = [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1,
    ];
    const corrected = falseDiscovery(published);
    expect(corrected.filter((p) => p < 0.05)).toHaveLength(4);
    expect(corrected[3]).toBeCloseTo(0.035625, 9);
    const reversed = falseDiscovery([...published].reverse()).reverse();
    expect(reversed).toEqual(corrected);
  });
});
