import type { Text } from "../../metrics/definition.ts";
import type { RecommendationReason, SimilarReason } from "./question.ts";

/**
 * The reason in words, with its figures, as one says it to the rep.
 *
 * @example reasonText({ kind: "REPLENISHMENT", purchases: 5, usualGapDays: 30, ownGap: true, daysOver: 12, … }).en
 *   // "Buys it every 30 days or so, last on 2024-05-19: 12 days overdue."
 */
export function reasonText(reason: RecommendationReason): Text {
  switch (reason.kind) {
    case "NEED": {
      const { topic, needStrength, expectedOn, namesProduct } = reason;
      return {
        en: `Wants ${namesProduct ? "this product" : "something of this category"}: “${topic}” (${needStrength} of 5)${expectedOn ? `, by ${expectedOn}` : ""}.`,
        "zh-CN": `想要${namesProduct ? "此产品" : "此类产品"}：“${topic}”（强度 ${needStrength}/5）${expectedOn ? `，期望 ${expectedOn}` : ""}。`,
      };
    }
    case "REPLENISHMENT": {
      const { lastBoughtOn, usualGapDays, ownGap, daysOver } = reason;
      const gap = count(usualGapDays, "day");
      const due = daysOver === 0 ? "due today" : `${count(daysOver, "day")} overdue`;
      const dueZh = daysOver === 0 ? "今天到期" : `已超期 ${daysOver} 天`;
      return ownGap
        ? {
            en: `Buys it every ${gap} or so, last on ${lastBoughtOn}: ${due}.`,
            "zh-CN": `通常每 ${usualGapDays} 天购买一次，上次为 ${lastBoughtOn}，${dueZh}。`,
          }
        : {
            en: `Customers usually buy it again after ${gap}; this one bought it last on ${lastBoughtOn}: ${due}.`,
            "zh-CN": `客户一般隔 ${usualGapDays} 天再次购买；此客户上次购买为 ${lastBoughtOn}，${dueZh}。`,
          };
    }
    case "ASSOCIATION": {
      const { otherName, confidence, lift, baskets } = reason;
      return {
        en: `Bought ${otherName}; ${percent(confidence)} of those who did also bought this, ${times(lift)} times the usual share (${count(baskets, "customer")}).`,
        "zh-CN": `购买过${otherName}；购买它的客户中有 ${percent(confidence)} 也买了此产品，是一般比例的 ${times(lift)} 倍（${baskets} 位客户）。`,
      };
    }
    case "SIMILAR_CUSTOMERS": {
      const { share, buyers, peers } = reason;
      const whose = peersOf(reason);
      return {
        en: `${percent(share)} of the ${whose.en} buy it (${buyers} of ${peers}).`,
        "zh-CN": `${whose["zh-CN"]}中有 ${percent(share)} 购买此产品（${peers} 位中的 ${buyers} 位）。`,
      };
    }
  }
}

/** What people call a reason. */
export function reasonLabel(kind: RecommendationReason["kind"]): Text {
  return labels[kind];
}

const labels: Readonly<Record<RecommendationReason["kind"], Text>> = {
  NEED: { en: "Open need", "zh-CN": "潜在需求" },
  REPLENISHMENT: { en: "Due again", "zh-CN": "该补货了" },
  ASSOCIATION: { en: "Bought together", "zh-CN": "关联购买" },
  SIMILAR_CUSTOMERS: { en: "Similar customers", "zh-CN": "相似客户" },
};

function peersOf({ segmentLabel, customerKind, industry }: SimilarReason): Text {
  if (segmentLabel) {
    return {
      en: `other customers in the segment ${segmentLabel.en}`,
      "zh-CN": `同属“${segmentLabel["zh-CN"]}”的其他客户`,
    };
  }
  const who =
    customerKind === "COMPANY" ? { en: "companies", "zh-CN": "公司客户" } : { en: "people", "zh-CN": "个人客户" };
  if (!industry) return who;
  return { en: `${who.en} in ${industry}`, "zh-CN": `${industry}行业的${who["zh-CN"]}` };
}

function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}

function times(lift: number): string {
  return lift >= 10 ? String(Math.round(lift)) : (Math.round(lift * 10) / 10).toFixed(1);
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
