import type { Text } from "../metrics/definition.ts";
import type { CareerConditionKind, CareerReadiness } from "./career.ts";

export function attainmentText(required: number, actual: number | null, months: number): Text {
  const asked = percent(required);
  const time = months === 1 ? "over the last whole month" : `over the last ${months} whole months`;
  const zh = `近 ${months} 个整月`;
  if (actual === null) {
    return {
      en: `There was no quota ${time}, so attainment isn't known; ${asked} is asked for.`,
      "zh-CN": `${zh}没有配额，无法计算目标达成率；要求 ${asked}。`,
    };
  }
  if (actual >= required) {
    return {
      en: `Attainment of ${percent(actual)} ${time}; ${asked} is asked for.`,
      "zh-CN": `${zh}目标达成率 ${percent(actual)}，要求 ${asked}。`,
    };
  }
  return {
    en: `Attainment of ${percent(actual)} ${time}, ${points(required - actual)} percentage points short of ${asked}.`,
    "zh-CN": `${zh}目标达成率 ${percent(actual)}，距要求的 ${asked} 还差 ${points(required - actual)} 个百分点。`,
  };
}

export function tenureText(required: number, actual: number | null): Text {
  const [months, asked] = [plural(actual ?? 0, "month"), plural(required, "month")];
  if (actual === null) {
    return {
      en: `The day of hiring isn't recorded; ${asked} with the company are asked for.`,
      "zh-CN": `未记录入职日期；要求入职满 ${required} 个月。`,
    };
  }
  return actual >= required
    ? {
        en: `${months} with the company; ${required} are asked for.`,
        "zh-CN": `入职已 ${actual} 个月，要求 ${required} 个月。`,
      }
    : {
        en: `${months} with the company, ${required - actual} short of ${required}.`,
        "zh-CN": `入职 ${actual} 个月，距要求的 ${required} 个月还差 ${required - actual} 个月。`,
      };
}

export function coursesText(
  count: number,
  missing: readonly { readonly name: Text; readonly isEnrolled: boolean }[],
): Text {
  if (missing.length === 0) {
    return {
      en: count === 1 ? "The course asked for is completed." : `All ${count} courses asked for are completed.`,
      "zh-CN": `要求的 ${count} 门课程已全部完成。`,
    };
  }
  const named = (locale: keyof Text, begun: string) =>
    missing.map(({ name, isEnrolled }) => `${name[locale]}${isEnrolled ? begun : ""}`);
  return {
    en: `Still to be completed: ${named("en", " (begun)").join(", ")}.`,
    "zh-CN": `尚待完成：${named("zh-CN", "（已报名）").join("、")}。`,
  };
}

export function reviewText(required: number, actual: number | null): Text {
  if (actual === null) {
    return { en: `There is no review yet; ${required} is asked for.`, "zh-CN": `尚无考评；要求 ${required} 分。` };
  }
  return actual >= required
    ? {
        en: `The latest review is ${score(actual)}; ${required} is asked for.`,
        "zh-CN": `最近一次考评 ${score(actual)} 分，要求 ${required} 分。`,
      }
    : {
        en: `The latest review is ${score(actual)}, ${score(required - actual)} below ${required}.`,
        "zh-CN": `最近一次考评 ${score(actual)} 分，比要求的 ${required} 分低 ${score(required - actual)} 分。`,
      };
}

/** What people call a condition. */
export function careerConditionLabel(kind: CareerConditionKind): Text {
  return conditionLabels[kind];
}

const conditionLabels: Readonly<Record<CareerConditionKind, Text>> = {
  ATTAINMENT: { en: "Attainment", "zh-CN": "目标达成率" },
  TENURE: { en: "Tenure", "zh-CN": "任职时间" },
  COURSES: { en: "Training", "zh-CN": "培训课程" },
  REVIEW: { en: "Review", "zh-CN": "考评" },
};

/** What people call a readiness. */
export function careerReadinessText(readiness: CareerReadiness): Text {
  return readinessTexts[readiness];
}

const readinessTexts: Readonly<Record<CareerReadiness, Text>> = {
  READY: { en: "Ready", "zh-CN": "可以晋升" },
  CLOSE: { en: "Close", "zh-CN": "接近晋升" },
  NOT_YET: { en: "Not yet", "zh-CN": "尚未达到" },
};

/** Rounded down to a tenth, so that what falls short never looks like enough. */
function percent(share: number): string {
  return `${tenths(Math.floor(1_000 * share + 1e-6))}%`;
}

/** Rounded up to a tenth, for the same reason. */
function points(share: number): string {
  return tenths(Math.ceil(1_000 * share - 1e-6));
}

function tenths(count: number): string {
  return String(count / 10);
}

function score(value: number): string {
  return String(Math.round(100 * value) / 100);
}

function plural(count: number, noun: string): string {
  return `${count} ${count === 1 ? noun : `${noun}s`}`;
}
