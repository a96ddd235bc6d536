import type { Text } from "@salesglass/core";

/** What people call the ways in which a need becomes known. */
export const sourceTexts: Readonly<Record<string, Text>> = {
  COMMUNICATION: { en: "Communication", "zh-CN": "客户沟通" },
  MARKET_RESEARCH: { en: "Market research", "zh-CN": "市场调研" },
  SURVEY: { en: "Survey", "zh-CN": "问卷调查" },
};
