import type { Text } from "../metrics/definition.ts";
import type { CustomerActivity } from "./activity.ts";
import type { ActivityState } from "./activity-sql.ts";

const labels: Readonly<Record<ActivityState, Text>> = {
  ACTIVE: { en: "Active", "zh-CN": "活跃" },
  COOLING: { en: "Cooling", "zh-CN": "降温" },
  DORMANT: { en: "Dormant", "zh-CN": "沉睡" },
  LOST: { en: "Lost", "zh-CN": "流失" },
  PROSPECT: { en: "Prospect", "zh-CN": "潜在客户" },
};

/** What people call a state. */
export function activityLabel(state: ActivityState): Text {
  return labels[state];
}

/**
 * Why a customer is in their state, in words and figures.
 *
 * @example activityReason(activity).en // "Last bought 45 days ago, 1.5 times the usual gap of 30 days."
 */
export function activityReason({ recencyDays, usualGapDays, hasOwnGap }: CustomerActivity): Text {
  if (recencyDays === null) return { en: "Has not bought yet.", "zh-CN": "尚未购买。" };
  const ago = `${recencyDays} ${recencyDays === 1 ? "day" : "days"} ago`;
  if (usualGapDays === null) {
    return {
      en: `Bought on one day, ${ago}; no customer has bought again yet, so there is no usual gap.`,
      "zh-CN": `仅在一天购买过，距今 ${recencyDays} 天；尚无客户再次购买，因此没有通常间隔。`,
    };
  }
  const gap = rounded(usualGapDays);
  const times = rounded(recencyDays / usualGapDays);
  const days = gap === "1" ? "1 day" : `${gap} days`;
  if (hasOwnGap) {
    return {
      en: `Last bought ${ago}, ${times} times the usual gap of ${days}.`,
      "zh-CN": `距上次购买 ${recencyDays} 天，为其通常间隔 ${gap} 天的 ${times} 倍。`,
    };
  }
  return {
    en: `Bought on one day, ${ago}, ${times} times the gap of ${days} that is usual among the customers.`,
    "zh-CN": `仅在一天购买过，距今 ${recencyDays} 天，为客户通常间隔 ${gap} 天的 ${times} 倍。`,
  };
}

function rounded(value: number): string {
  return String(Math.round(value * 10) / 10);
}
