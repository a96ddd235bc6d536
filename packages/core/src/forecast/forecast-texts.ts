import type { Text } from "../metrics/definition.ts";
import type { Forecast } from "./forecast.ts";

/** The method in words, with what it was reckoned from and why it was chosen. */
export function forecastMethodText(forecast: Forecast): Text {
  const { method, asOf, growth, days, compared } = forecast;
  const known = { en: `Facts up to ${asOf}; each later day as `, "zh-CN": `截至 ${asOf} 为实际值；此后每一天` };
  const weeks = days % 7 === 0 && days >= 14 ? days / 7 : null;
  const rule: Text =
    method === "SEASONAL_RUN_RATE"
      ? {
          en: `the same weekday 52 weeks before × ${growth!.toFixed(2)}, which is how the last ${days} days compare with those 52 weeks before.`,
          "zh-CN": `按 52 周前同一星期几的值 × ${growth!.toFixed(2)} 估计，该系数为最近 ${days} 天与 52 周前同期之比。`,
        }
      : weeks
        ? {
            en: `the mean of its weekday over the last ${weeks} weeks.`,
            "zh-CN": `按最近 ${weeks} 周同一星期几的平均值估计。`,
          }
        : { en: `the mean of the last ${days} days.`, "zh-CN": `按最近 ${days} 天的日均值估计。` };
  const own = compared?.[method];
  const other = compared?.[method === "RUN_RATE" ? "SEASONAL_RUN_RATE" : "RUN_RATE"];
  const errors =
    compared && own !== undefined && other !== undefined
      ? {
          en: ` In ${compared.tests} earlier periods it was off by ${percent(own)} on average, ${otherName[method].en} by ${percent(other)}.`,
          "zh-CN": `在此前 ${compared.tests} 个周期中平均误差为 ${percent(own)}，${otherName[method]["zh-CN"]}为 ${percent(other)}。`,
        }
      : reasons[forecast.reason];
  return {
    en: known.en + rule.en + errors.en,
    "zh-CN": known["zh-CN"] + rule["zh-CN"] + errors["zh-CN"],
  };
}

const otherName: Readonly<Record<Forecast["method"], Text>> = {
  SEASONAL_RUN_RATE: { en: "the run rate of the last weeks", "zh-CN": "最近数周的平均水平" },
  RUN_RATE: { en: "the same days last year", "zh-CN": "去年同期" },
};

const reasons: Readonly<Record<Forecast["reason"], Text>> = {
  HISTORY: { en: "", "zh-CN": "" },
  SMALLER_ERROR: { en: "", "zh-CN": "" },
  NO_YEAR: {
    en: " There is no full year of history before the period to follow.",
    "zh-CN": "该周期之前不足一整年历史，无法参照去年。",
  },
  NOTHING_THEN: {
    en: " There is nothing in the same days last year to follow.",
    "zh-CN": "去年同期没有可参照的数据。",
  },
};

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
