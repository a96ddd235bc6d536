import type { Text } from "../metrics/definition.ts";

/**
 * - HIGH_RATE: more than half of revenue, or more than all of the gross profit
 * - DECELERATOR: a higher tier pays less than the one before it; SLOWING_ACCELERATOR: a factor below 1
 * - CAP_BELOW_QUOTA: who reaches the quota already earns more than the cap
 * - NOTHING_ABOVE: the last tier ends; PAYS_NOTHING: all rates are 0
 * - MAY_FALL: more sales can pay less in total
 * - RETROACTIVE_IN_PERIOD: has no effect; NO_QUOTA: tiers are parts of none
 * - HIGH_ATTAINMENT: above 1,000 %; SPIFF_OUTSIDE_PLAN: its days are none of the plan's
 */
export type WarningKind = keyof typeof texts;

/** A warning in words. */
export function warningText(kind: WarningKind, figures: readonly string[]): Text {
  return texts[kind](...(figures as [string, string, string]));
}

const bases: Readonly<Record<string, Text>> = {
  REVENUE: { en: "revenue", "zh-CN": "销售额" },
  GROSS_PROFIT: { en: "gross profit", "zh-CN": "毛利" },
  WON_AMOUNT: { en: "the amount won", "zh-CN": "赢单金额" },
  VOLUME: { en: "the volume", "zh-CN": "销售量" },
};

const texts = {
  HIGH_RATE: (rate: string, basis: string, meant: string): Text => ({
    en: `${rate} % of ${bases[basis]!.en} is paid. Was ${meant} % meant?`,
    "zh-CN": `按${bases[basis]!["zh-CN"]}的 ${rate}% 支付。是否应为 ${meant}%？`,
  }),
  DECELERATOR: (before: string, after: string): Text => ({
    en: `Tier ${after} pays less than tier ${before}: selling more pays less for each sale.`,
    "zh-CN": `第 ${after} 档低于第 ${before} 档：卖得越多，单位报酬越低。`,
  }),
  SLOWING_ACCELERATOR: (factor: string): Text => ({
    en: `Above the quota sales are paid at ${factor} times their rate, which is less, not more.`,
    "zh-CN": `超过配额的部分按费率的 ${factor} 倍支付，这是降低而不是加速。`,
  }),
  CAP_BELOW_QUOTA: (cap: string, pays: string): Text => ({
    en: `The cap of ${cap} is below the ${pays} that reaching the quota pays.`,
    "zh-CN": `封顶 ${cap} 低于完成配额应得的 ${pays}。`,
  }),
  NOTHING_ABOVE: (end: string): Text => ({
    en: `What lies above ${end} earns nothing: the last tier ends there.`,
    "zh-CN": `最后一档止于 ${end}，超出部分不计报酬。`,
  }),
  PAYS_NOTHING: (): Text => ({ en: "All rates are 0.", "zh-CN": "所有费率均为 0。" }),
  MAY_FALL: (): Text => ({
    en: "Sales are rated anew over a longer time than this limits: more sales in one period can pay less in total.",
    "zh-CN": "追溯计提的时间长于此限额的时间：某一期多卖，总额反而可能减少。",
  }),
  RETROACTIVE_IN_PERIOD: (): Text => ({
    en: "Retroactive has no effect: nothing is accumulated beyond the period.",
    "zh-CN": "追溯无效：没有跨期累计。",
  }),
  NO_QUOTA: (): Text => ({
    en: "It goes by attainment, and the quota is 0: nothing would be reached.",
    "zh-CN": "按完成率计算，但配额为 0，无法达到任何档位。",
  }),
  HIGH_ATTAINMENT: (attainment: string, meant: string): Text => ({
    en: `${attainment} % attainment is asked for. Was ${meant} % meant? 1 is 100 %.`,
    "zh-CN": `要求完成率达到 ${attainment}%。是否应为 ${meant}%？1 表示 100%。`,
  }),
  SPIFF_OUTSIDE_PLAN: (from: string, to: string): Text => ({
    en: `The plan is in force on none of its days, ${from} to ${to}.`,
    "zh-CN": `其日期 ${from} 至 ${to} 均不在方案有效期内。`,
  }),
};
