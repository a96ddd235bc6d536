import type { Text } from "../../metrics/definition.ts";
import { significanceLevel } from "../significance.ts";
import type { EconomicPhase, EconomicSignal, PhaseJudgement } from "./phase.ts";
import { economicThresholds } from "./readings.ts";
import { longestLag, type Sensitivity } from "./sensitivity.ts";
import type { Frequency } from "./series.ts";

/** The phase in words. */
export function economicPhaseText({ phase }: Pick<PhaseJudgement, "phase">): Text {
  return phase ? phases[phase] : noPhase;
}

const phases: Readonly<Record<EconomicPhase, Text>> = {
  EXPANSION: { en: "Expansion", "zh-CN": "扩张" },
  SLOWDOWN: { en: "Slowdown", "zh-CN": "放缓" },
  RECESSION: { en: "Recession", "zh-CN": "衰退" },
  RECOVERY: { en: "Recovery", "zh-CN": "复苏" },
};

const noPhase: Text = {
  en: "Not known: a recent series of monthly unemployment or of output is needed.",
  "zh-CN": "未知：需要近期的月度失业率或产出数据。",
};

/** What a rule says of a series, with the figure and the threshold that made it. */
export function economicSignalText(signal: EconomicSignal): Text {
  const { series, period, since, outdated } = signal;
  const { en, zh } = figureTexts[signal.rule](signal);
  const at = periodText(period, series.frequency);
  const from = periodText(since, series.frequency);
  const hasLasted = since !== period;
  return {
    en: `${series.name.en}, ${at.en}: ${en}${hasLasted ? `, so since ${from.en}` : ""}.${outdated ? " It is too old to count." : ""}`,
    "zh-CN": `${series.name["zh-CN"]}（${at["zh-CN"]}）：${zh}${hasLasted ? `，自 ${from["zh-CN"]}起如此` : ""}。${outdated ? "数据过旧，不计入判断。" : ""}`,
  };
}

type Figure = { readonly en: string; readonly zh: string };

const figureTexts: Readonly<Record<EconomicSignal["rule"], (signal: EconomicSignal) => Figure>> = {
  SAHM({ value, reading }) {
    const { recession, weakening } = economicThresholds.sahm;
    const points = number(value);
    const asked =
      reading === "RECESSION"
        ? { en: `a recession is ${recession} or more`, zh: `达到 ${recession} 即为衰退` }
        : { en: `weakening begins at ${weakening}`, zh: `达到 ${weakening} 即为走弱` };
    return {
      en: `the mean of three months is ${points} points above the low of the year before; ${asked.en}`,
      zh: `三个月均值比此前一年的低点高 ${points} 个百分点；${asked.zh}`,
    };
  },
  OUTPUT({ value, reading, series: { frequency } }) {
    const year = frequency === "YEAR";
    const said: Partial<Record<EconomicSignal["reading"], Figure>> = {
      RECESSION: year
        ? { en: "a year of decline is a recession", zh: "全年下降即为衰退" }
        : { en: "the second decline on end, which is a recession", zh: "连续第二期下降，即为衰退" },
      WEAKENING:
        value < 0
          ? { en: "one decline is weakening", zh: "一期下降即为走弱" }
          : { en: "less than half the mean of the four periods before", zh: "不到此前四期均值的一半" },
    };
    const { en, zh } = said[reading] ?? { en: "it is growing", zh: "保持增长" };
    return { en: `${percent(value)} on the period before; ${en}`, zh: `较上期 ${percent(value)}；${zh}` };
  },
  INFLATION({ value, reading }) {
    const { rising } = economicThresholds.inflation;
    const limit = percent(rising, false);
    const said: Partial<Record<EconomicSignal["reading"], Figure>> = {
      PRICES_RISING: { en: `more than ${limit}, prices rise fast`, zh: `高于 ${limit}，价格上涨较快` },
      PRICES_FALLING: { en: "prices fall", zh: "价格下降" },
    };
    const { en, zh } = said[reading] ?? {
      en: `between 0 % and ${limit}, prices are steady`,
      zh: `在 0 % 与 ${limit} 之间，价格平稳`,
    };
    return { en: `${percent(value)} in a year; ${en}`, zh: `一年内 ${percent(value)}；${zh}` };
  },
  INTEREST_RATE({ value, reading }) {
    const said: Partial<Record<EconomicSignal["reading"], Figure>> = {
      RATES_RISING: { en: "a point or more up, credit gets dearer", zh: "上升一个百分点及以上，信贷趋紧" },
      RATES_FALLING: { en: "a point or more down, credit gets cheaper", zh: "下降一个百分点及以上，信贷趋松" },
    };
    const { en, zh } = said[reading] ?? { en: "less than a point either way", zh: "变动不到一个百分点" };
    const points = `${value > 0 ? "+" : value < 0 ? "−" : ""}${number(Math.abs(value))}`;
    return { en: `${points} points in a year; ${en}`, zh: `一年内 ${points} 个百分点；${zh}` };
  },
};

/** How sensitive own sales are to a series, in words. */
export function sensitivityText({ series, lags, strongest }: Sensitivity): Text {
  const [name, nameZh] = [series.name.en, series.name["zh-CN"]];
  const unit = units[series.frequency];
  if (lags.every(({ correlation }) => correlation === null)) {
    const most = Math.max(...lags.map(({ pairs }) => pairs));
    return lags.some(({ tooFew }) => tooFew)
      ? {
          en: `Too little data to say whether sales follow ${name}: ${most} ${unit.en} with a change over a year in both, and not enough of them independent.`,
          "zh-CN": `数据不足，无法判断销售是否受${nameZh}影响：两者同比变动均已知的只有 ${most} 个${unit.zh}，其中独立的不足。`,
        }
      : {
          en: `${name} or sales haven't changed, so nothing can go together.`,
          "zh-CN": `${nameZh}或销售没有变动，无从比较。`,
        };
  }
  if (!strongest) {
    return {
      en: `Sales haven't followed ${name} by more than chance, at any lag up to ${longestLag} ${unit.en} (at ${significanceLevel * 100} %).`,
      "zh-CN": `在滞后 0 至 ${longestLag} 个${unit.zh}的范围内，销售与${nameZh}没有超出偶然的关联（${significanceLevel * 100} % 水平）。`,
    };
  }
  const { lag, correlation, low, high, pairs } = strongest;
  const isRising = correlation! > 0;
  const figures = `r = ${number(correlation!)}, 95 % ${number(low!)} … ${number(high!)}, n = ${pairs}`;
  const after = lag === 0 ? "in the same period" : `${lag} ${lag === 1 ? unit.one : unit.en} later`;
  const zhAfter = lag === 0 ? "同期" : `${lag} 个${unit.zh}后`;
  return {
    en: `When ${name} rose, sales have ${isRising ? "risen" : "fallen"} ${after} (${figures}).`,
    "zh-CN": `${nameZh}上升时，销售${zhAfter}往往${isRising ? "上升" : "下降"}（${figures}）。`,
  };
}

const units: Readonly<Record<Frequency, { en: string; one: string; zh: string }>> = {
  MONTH: { en: "months", one: "month", zh: "月" },
  QUARTER: { en: "quarters", one: "quarter", zh: "季度" },
  YEAR: { en: "years", one: "year", zh: "年" },
};

/** @example periodText("2024-04-01", "QUARTER") // { en: "2024-Q2", "zh-CN": "2024 年第 2 季度" } */
function periodText(period: string, frequency: Frequency): Text {
  const [year, month] = [period.slice(0, 4), Number(period.slice(5, 7))];
  if (frequency === "YEAR") return { en: year, "zh-CN": `${year} 年` };
  if (frequency === "MONTH") return { en: period.slice(0, 7), "zh-CN": `${year} 年 ${month} 月` };
  const quarter = Math.ceil(month / 3);
  return { en: `${year}-Q${quarter}`, "zh-CN": `${year} 年第 ${quarter} 季度` };
}

function percent(value: number, signed = true): string {
  const sign = value < 0 ? "−" : value > 0 && signed ? "+" : "";
  return `${sign}${number(Math.abs(value) * 100)} %`;
}

function number(value: number): string {
  return value
    .toFixed(2)
    .replace(/\.?0+$/, "")
    .replace("-", "−");
}
