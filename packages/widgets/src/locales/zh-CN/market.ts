import { str } from "@lit/localize";

/** @public Loaded by its language and by the elements that say it. */
export const templates = {
  swot: "优势、劣势、机会、威胁",
  "swot-pages": str`pages 为“${0}”，应为 JSON，例如 {"SALES": "/sales"}。`,
  "swot-field": "象限",
  "swot-statement": "判断",
  "swot-seen-in": "体现于",
  "swot-figures": "数据",
  "swot-at-stake": "涉及销售额占比",
  "no-swot": "本期没有规则得出判断：变化不够大，或所知数据太少。",
  "swot-gone": str`不再成立：${0}`,
  "swot-none": "没有突出之处。",
  "swot-new": "新",
  "swot-stake": str`涉及 ${0} 的销售额`,
  "swot-look": "深入查看",
  "swot-more": str`另有 ${0} 项`,
  "swot-strengths": "优势",
  "swot-weaknesses": "劣势",
  "swot-opportunities": "机会",
  "swot-threats": "威胁",
};
