import type { MetricDefinition, Text } from "../metrics/definition.ts";
import type { GoalStatus } from "./question.ts";
import type { SmartInput } from "./smart.ts";
import { valueText } from "./value-text.ts";

type Known = SmartInput & { readonly metric: MetricDefinition };

export function noMetricText(metric: string): Text {
  return {
    en: `The catalogue has no metric “${metric}” any more.`,
    "zh-CN": `指标目录中已没有指标“${metric}”。`,
  };
}

export function specificText({ goal, metric, ownerName }: Known): Text {
  return {
    en: `${metric.label.en} of ${ownerName ?? "the company"}${goal.filter ? ` where ${goal.filter}` : ""}.`,
    "zh-CN": `${ownerName ?? "公司"}的${metric.label["zh-CN"]}${goal.filter ? `（${goal.filter}）` : ""}。`,
  };
}

export function measurableText({ goal, metric, standing }: Known): Text {
  const { value, status, asOf } = standing;
  const [en, zh] = values(goal.target, metric);
  if (value === null) {
    return status === "NOT_STARTED"
      ? {
          en: `${en} to be reached; it begins on ${goal.startsOn}.`,
          "zh-CN": `目标 ${zh}，将于 ${goal.startsOn} 开始。`,
        }
      : { en: `${en} to be reached; there is nothing to measure yet.`, "zh-CN": `目标 ${zh}，尚无可衡量的数据。` };
  }
  const [valueEn, valueZh] = values(value, metric);
  const share = value / goal.target;
  return {
    en: `${valueEn} of ${en} on ${asOf}, ${percent(share)}.`,
    "zh-CN": `截至 ${asOf} 为 ${valueZh}，目标 ${zh}，达成 ${percent(share)}。`,
  };
}

export function achievableText({ metric, history }: Known): Text {
  const { periods, mean, zScore, reachedShare } = history;
  if (mean === null || reachedShare === null) {
    return { en: "There is no earlier period to compare with.", "zh-CN": "没有可比较的以往周期。" };
  }
  const [meanEn, meanZh] = values(mean, metric);
  const reached = Math.round(reachedShare * periods);
  const z = zScore === null ? undefined : Math.abs(zScore).toFixed(1);
  const side = (zScore ?? 0) >= 0 ? { en: "above", zh: "高于" } : { en: "below", zh: "低于" };
  return {
    en: `Reached in ${reached} of the ${periods} earlier ${periods === 1 ? "period" : "periods"} of the same length; ${periods === 1 ? "it came to" : "their mean is"} ${meanEn}${z ? `, the target lies ${z} standard deviations ${side.en} it` : ""}.`,
    "zh-CN": `以往 ${periods} 个等长周期中有 ${reached} 个达到该目标，平均为 ${meanZh}${z ? `，目标${side.zh}均值 ${z} 个标准差` : ""}。`,
  };
}

export function relevantText({ goal, metric, parent, parentName, parts }: Known): Text {
  const isTop = goal.repId === null && goal.teamId === null;
  const place: Text = parent
    ? { en: `Contributes to “${parentName}”.`, "zh-CN": `服务于“${parentName}”。` }
    : isTop
      ? { en: "A goal of the whole company.", "zh-CN": "公司层面的目标。" }
      : { en: "It is linked to no goal above.", "zh-CN": "未关联任何上级目标。" };
  if (parts.coverage === null) return place;
  const [en, zh] = values(parts.target, metric);
  return {
    en: `${place.en} Its ${parts.count} ${parts.count === 1 ? "part comes" : "parts come"} to ${en}, ${percent(parts.coverage)} of it.`,
    "zh-CN": `${place["zh-CN"]}${parts.count} 个下级目标合计 ${zh}，覆盖 ${percent(parts.coverage)}。`,
  };
}

export function timeBoundText({ goal, parentName }: Known, checks: number, outlives: boolean): Text {
  return {
    en: `From ${goal.startsOn} to ${goal.endsOn}, with ${checks} ${checks === 1 ? "check-point" : "check-points"}.${outlives ? ` It goes beyond the days of “${parentName}”.` : ""}`,
    "zh-CN": `从 ${goal.startsOn} 到 ${goal.endsOn}，设 ${checks} 个检查点。${outlives ? `超出了“${parentName}”的日期范围。` : ""}`,
  };
}

/** What people call a status. */
export function goalStatusText(status: GoalStatus): Text {
  return statusTexts[status];
}

const statusTexts: Readonly<Record<GoalStatus, Text>> = {
  NOT_STARTED: { en: "Not started", "zh-CN": "未开始" },
  ON_TRACK: { en: "On track", "zh-CN": "进展顺利" },
  AT_RISK: { en: "At risk", "zh-CN": "存在风险" },
  BEHIND: { en: "Behind", "zh-CN": "进度落后" },
  REACHED: { en: "Reached", "zh-CN": "已达成" },
  MISSED: { en: "Missed", "zh-CN": "未达成" },
};

/** What people call a letter of SMART. */
export const smartLetterTexts: Readonly<Record<SmartInputLetter, Text>> = {
  SPECIFIC: { en: "Specific", "zh-CN": "具体" },
  MEASURABLE: { en: "Measurable", "zh-CN": "可衡量" },
  ACHIEVABLE: { en: "Achievable", "zh-CN": "可实现" },
  RELEVANT: { en: "Relevant", "zh-CN": "相关" },
  TIME_BOUND: { en: "Time-bound", "zh-CN": "有时限" },
};

type SmartInputLetter = "SPECIFIC" | "MEASURABLE" | "ACHIEVABLE" | "RELEVANT" | "TIME_BOUND";

function values(value: number, metric: MetricDefinition): readonly [en: string, zh: string] {
  return [valueText(value, metric, "en"), valueText(value, metric, "zh-CN")];
}

function percent(share: number): string {
  return `${(100 * share).toFixed(0)} %`;
}
