import type { Text } from "../metrics/definition.ts";
import type { DriverEffect, DriverKind, OtherReason } from "./effects.ts";

/** What people call an effect. */
export function effectLabel(kind: DriverKind): Text {
  return labels[kind];
}

/** What an effect means; of OTHER also why it is one. */
export function effectDescription({ kind, reasons }: Pick<DriverEffect, "kind" | "reasons">): Text {
  const description = descriptions[kind];
  if (reasons.length === 0) return description;
  const listed = (locale: keyof Text, by: string) => reasons.map((reason) => reasonTexts[reason][locale]).join(by);
  return {
    en: `${description.en} Here: ${listed("en", "; ")}.`,
    "zh-CN": `${description["zh-CN"]}此处：${listed("zh-CN", "；")}。`,
  };
}

const labels: Readonly<Record<DriverKind, Text>> = {
  PRICE: { en: "Price", "zh-CN": "价格" },
  VOLUME: { en: "Volume", "zh-CN": "销量" },
  MIX: { en: "Mix", "zh-CN": "产品结构" },
  COST: { en: "Cost", "zh-CN": "成本" },
  NEW: { en: "New products", "zh-CN": "新增产品" },
  LOST: { en: "Lost products", "zh-CN": "流失产品" },
  OTHER: { en: "Other", "zh-CN": "其他" },
};

const descriptions: Readonly<Record<DriverKind, Text>> = {
  PRICE: {
    en: "The units sold now, at other prices than then.",
    "zh-CN": "本期售出的数量按价格变动计算的影响。",
  },
  VOLUME: {
    en: "More or fewer units in all, in the mix and at the prices of then (of gross profit, at the margins).",
    "zh-CN": "总销量增减的影响，按对比期的产品结构和价格（毛利则按单位毛利）计算。",
  },
  MIX: {
    en: "Relatively more of some products, less of others, at the prices of then (of gross profit, at the margins).",
    "zh-CN": "各产品销量占比变化的影响，按对比期的价格（毛利则按单位毛利）计算。",
  },
  COST: {
    en: "The units sold now, at other costs than then.",
    "zh-CN": "本期售出的数量按单位成本变动计算的影响。",
  },
  NEW: { en: "Products sold only now.", "zh-CN": "仅在本期售出的产品。" },
  LOST: { en: "Products sold only then.", "zh-CN": "仅在对比期售出的产品。" },
  OTHER: { en: "What has no price that can be compared.", "zh-CN": "没有可比价格的部分。" },
};

const reasonTexts: Readonly<Record<OtherReason, Text>> = {
  NO_QUANTITY: {
    en: "in one of the periods no more was sold than came back",
    "zh-CN": "其中一期的售出数量不多于退货数量",
  },
  ONLY_RETURNS: {
    en: "only returns of what was sold before or after",
    "zh-CN": "仅有对应其他时期销售的退货",
  },
};
