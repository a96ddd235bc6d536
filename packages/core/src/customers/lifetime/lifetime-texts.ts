import type { Text } from "../../metrics/definition.ts";
import { shortestHistory } from "./hold-out.ts";
import { fewestRepeatCustomers } from "./purchase-model.ts";
import type { CustomerLifetime, LifetimeGap } from "./question.ts";

/**
 * Why a customer is worth what they are, in words and figures.
 *
 * @example
 * lifetimeReason(customer).en
 * // "Bought on 5 days, every 23 days on average; last 80 days ago, so 34 % likely to be still a customer; expected to spend about 45 at a purchase."
 */
export function lifetimeReason(customer: CustomerLifetime): Text {
  const { purchases, averageGapDays, daysSinceLast, probabilityAlive, expectedSpend } = customer;
  const likely = percent(probabilityAlive);
  const spend = { en: about(expectedSpend, "en"), "zh-CN": about(expectedSpend, "zh-CN") };
  if (averageGapDays === null) {
    return {
      en: `Bought on one day, ${ago(daysSinceLast)}; who has come only once has shown no sign of leaving. Expected to spend about ${spend.en} at a purchase, as customers do on average.`,
      "zh-CN": `仅在一天购买过，${before(daysSinceLast)}；只来过一次的客户尚无流失迹象。预计每次消费约 ${spend["zh-CN"]}，与客户平均水平相同。`,
    };
  }
  const gap = averageGapDays < 9.95 ? averageGapDays.toFixed(1).replace(".0", "") : averageGapDays.toFixed(0);
  return {
    en: `Bought on ${purchases} days, every ${gap === "1" ? "day" : `${gap} days`} on average; last ${ago(daysSinceLast)}, so ${likely.en} likely to be still a customer; expected to spend about ${spend.en} at a purchase.`,
    "zh-CN": `在 ${purchases} 天购买过，平均每 ${gap} 天一次；最近一次在 ${before(daysSinceLast)}，因此仍为客户的可能性为${likely["zh-CN"]}；预计每次消费约 ${spend["zh-CN"]}。`,
  };
}

/** Why there is no lifetime value. */
export function lifetimeGapText(gap: LifetimeGap): Text {
  return gaps[gap];
}

const gaps: Readonly<Record<LifetimeGap, Text>> = {
  NO_PURCHASES: {
    en: "Nobody has bought anything yet, so there is nothing to learn from.",
    "zh-CN": "尚无任何购买记录，无法估计。",
  },
  SHORT_HISTORY: {
    en: `The purchases go back less than ${shortestHistory} days. A value could not be tested on a quarter of them, so none is given.`,
    "zh-CN": `购买记录不足 ${shortestHistory} 天，无法留出四分之一用于检验，因此不给出数值。`,
  },
  TOO_FEW_REPEAT_CUSTOMERS: {
    en: `Fewer than ${fewestRepeatCustomers} customers have come back for another purchase (before the days that the value is tested on), which is too few to learn from.`,
    "zh-CN": `（在用于检验的时间段之前）再次购买的客户不足 ${fewestRepeatCustomers} 个，样本太少，无法估计。`,
  },
  NO_MAXIMUM: {
    en: "The purchases don't fit the model: no parameters are likelier than all others.",
    "zh-CN": "购买记录与模型不符：找不到最可能的参数。",
  },
  NO_MEAN_SPEND: {
    en: "A few customers spend so much more than all others that a mean spend would be theirs alone, so no value is given.",
    "zh-CN": "少数客户的消费远高于其他客户，平均消费没有意义，因此不给出数值。",
  },
};

function ago(days: number): string {
  if (days === 0) return "on the as-of day";
  return days === 1 ? "1 day ago" : `${days} days ago`;
}

function before(days: number): string {
  return days === 0 ? "截止日当天" : `${days} 天前`;
}

/** Nothing is certain: 0 and 100 % are never said. */
function percent(share: number): Text {
  const rounded = Math.round(100 * share);
  if (rounded === 100) return { en: "over 99 %", "zh-CN": " 99 % 以上" };
  if (rounded === 0) return { en: "under 1 %", "zh-CN": "不到 1 %" };
  return { en: `${rounded} %`, "zh-CN": ` ${rounded} %` };
}

/** Three figures are enough for what is expected. */
function about(amount: number, locale: keyof Text): string {
  return new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 }).format(amount);
}
