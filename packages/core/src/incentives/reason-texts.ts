import type { Locale, Text } from "../metrics/definition.ts";
import type { ComponentKind } from "./plan.ts";
import type { LineReason, LineType } from "./statement.ts";

/**
 * A reason in words, with its figures, as one says it to the person who is paid.
 *
 * @example reasonText({ kind: "PRORATED", days: 15, of: 30 }, "EUR").en // "By days: 15 of 30."
 */
export function incentiveReasonText(reason: LineReason, currency: string): Text {
  const money = (amount: string) => moneyText(amount, currency);
  switch (reason.kind) {
    case "RATES":
      return ratesText(reason);
    case "ACCUMULATED":
      return {
        en: `${figure(reason.basis).en} since ${reason.from} counts towards the tiers.`,
        "zh-CN": `自 ${reason.from} 起累计 ${figure(reason.basis)["zh-CN"]}，按累计数定档。`,
      };
    case "RATED_ANEW":
      return {
        en: `All of it rated anew comes to ${money(reason.due).en}; ${money(reason.paid).en} was granted before.`,
        "zh-CN": `全部重新计算为 ${money(reason.due)["zh-CN"]}，此前已计 ${money(reason.paid)["zh-CN"]}。`,
      };
    case "HELD_BACK_UNTIL_NOW":
      return {
        en: `The threshold is reached, so ${money(reason.amount).en} for earlier sales is paid as well.`,
        "zh-CN": `已达到门槛，一并支付此前销售应得的 ${money(reason.amount)["zh-CN"]}。`,
      };
    case "ATTAINMENT":
      return {
        en: `${figure(reason.achieved).en} of ${figure(reason.target).en} is ${percent(reason.attainment)} attainment.`,
        "zh-CN": `完成 ${figure(reason.achieved)["zh-CN"]}，目标 ${figure(reason.target)["zh-CN"]}，完成率 ${percent(reason.attainment)}。`,
      };
    case "NO_QUOTA":
      return {
        en: "There is no quota or goal for this time, so attainment isn't known.",
        "zh-CN": "此期间没有配额或目标，无法计算完成率。",
      };
    case "BELOW_THRESHOLD":
      return thresholdText(reason, money);
    case "ACCELERATED":
      return {
        en: `Above ${percent(reason.above)} attainment the rate counts ${reason.factor} times.`,
        "zh-CN": `完成率超过 ${percent(reason.above)} 的部分按费率的 ${reason.factor} 倍计算。`,
      };
    case "CAP":
      return capText(reason, money);
    case "CARRIED":
      return {
        en: `Of ${money(reason.before).en} carried from above the cap; ${money(reason.left).en} is left.`,
        "zh-CN": `来自此前超出封顶的结转 ${money(reason.before)["zh-CN"]}，尚余 ${money(reason.left)["zh-CN"]}。`,
      };
    case "FLOOR":
      return {
        en: `At least ${money(reason.floor).en} is paid; ${money(reason.paid).en} was earned.`,
        "zh-CN": `保底 ${money(reason.floor)["zh-CN"]}，实际应得 ${money(reason.paid)["zh-CN"]}。`,
      };
    case "RETURNED":
      return {
        en: `${figure(reason.basis).en} of ${reason.period} came back, and had been paid at ${rateText(reason.rate)}.`,
        "zh-CN": `${reason.period} 的销售退回 ${figure(reason.basis)["zh-CN"]}，按当时的 ${rateText(reason.rate)} 收回。`,
      };
    case "PRORATED":
      return {
        en: `By days: ${reason.days} of ${reason.of}.`,
        "zh-CN": `按天折算：${reason.of} 天中的 ${reason.days} 天。`,
      };
    case "COUNT":
      return {
        en: `${figure(reason.count).en} × ${money(reason.amount).en} for each ${units[reason.per].en}.`,
        "zh-CN": `${figure(reason.count)["zh-CN"]} × 每${units[reason.per]["zh-CN"]} ${money(reason.amount)["zh-CN"]}。`,
      };
    case "GOAL_AMOUNT":
      return {
        en: `This attainment pays ${money(reason.amount).en}.`,
        "zh-CN": `此完成率对应 ${money(reason.amount)["zh-CN"]}。`,
      };
    case "GOAL_MISSED":
      return {
        en: `${percent(reason.needed)} attainment is needed.`,
        "zh-CN": `需要完成率达到 ${percent(reason.needed)}。`,
      };
    case "SHARED":
      return {
        en: `${percent(reason.share)} of the team's ${money(reason.total).en}, shared ${shares[reason.by].en} among ${reason.members}.`,
        "zh-CN": `团队 ${money(reason.total)["zh-CN"]} 由 ${reason.members} 人${shares[reason.by]["zh-CN"]}分配，占 ${percent(reason.share)}。`,
      };
    case "DRAWN":
      return drawnText(reason, money);
    case "RECOVERED":
      return {
        en: `${money(reason.earned).en} was earned, above the minimum of ${money(reason.minimum).en}; ${money(reason.balance).en} is still owed.`,
        "zh-CN": `应得 ${money(reason.earned)["zh-CN"]}，高于最低保障 ${money(reason.minimum)["zh-CN"]}；尚欠 ${money(reason.balance)["zh-CN"]}。`,
      };
    case "ADJUSTED":
      return {
        en: `By what is known now ${reason.period} should have paid ${money(reason.due).en}; it paid ${money(reason.paid).en}.`,
        "zh-CN": `按现有数据 ${reason.period} 应付 ${money(reason.due)["zh-CN"]}，已付 ${money(reason.paid)["zh-CN"]}。`,
      };
  }
}

/** What people call a kind of component. */
export function componentKindLabel(kind: ComponentKind): Text {
  return kindLabels[kind];
}

/** What people call a type of line. */
export function lineTypeLabel(type: LineType): Text {
  return typeLabels[type];
}

const kindLabels: Readonly<Record<ComponentKind, Text>> = {
  COMMISSION: { en: "Commission", "zh-CN": "提成" },
  OVERRIDE: { en: "Manager override", "zh-CN": "团队提成" },
  BONUS: { en: "Bonus", "zh-CN": "奖金" },
  ALLOWANCE: { en: "Allowance", "zh-CN": "补贴" },
  SPIFF: { en: "Spiff", "zh-CN": "单项奖励" },
  DRAW: { en: "Draw", "zh-CN": "预支保底" },
};

const typeLabels: Readonly<Record<LineType, Text>> = {
  EARNED: { en: "Earned", "zh-CN": "应得" },
  CLAWBACK: { en: "Clawback", "zh-CN": "退货收回" },
  CAPPED: { en: "Above the cap", "zh-CN": "超出封顶" },
  CARRIED: { en: "Carried over", "zh-CN": "结转支付" },
  FLOOR: { en: "Up to the floor", "zh-CN": "补足保底" },
  DRAW: { en: "Draw", "zh-CN": "预支" },
  RECOVERY: { en: "Draw paid back", "zh-CN": "归还预支" },
  ADJUSTMENT: { en: "Adjustment", "zh-CN": "调整" },
};

const units: Readonly<Record<"ORDER" | "UNIT" | "FIRST_ORDER", Text>> = {
  ORDER: { en: "order", "zh-CN": "单" },
  UNIT: { en: "unit", "zh-CN": "件" },
  FIRST_ORDER: { en: "first order of a customer", "zh-CN": "个客户首单" },
};

const shares: Readonly<Record<"EQUAL" | "BY_SALES" | "BY_SALARY", Text>> = {
  EQUAL: { en: "by days in the team", "zh-CN": "按在队天数" },
  BY_SALES: { en: "by sales", "zh-CN": "按销售额" },
  BY_SALARY: { en: "by salary", "zh-CN": "按工资" },
};

type Reason<K extends LineReason["kind"]> = Extract<LineReason, { kind: K }>;
type Money = (amount: string) => Text;

function ratesText({ method, by, tiers }: Reason<"RATES">): Text {
  if (tiers === 1 && method !== "INTERPOLATED")
    return { en: "One rate for all sales.", "zh-CN": "全部销售按同一费率。" };
  const measure =
    by === "AMOUNT"
      ? { en: "what was sold", "zh-CN": "销售数额" }
      : { en: "attainment of the quota", "zh-CN": "配额完成率" };
  const rules: Readonly<Record<typeof method, Text>> = {
    FLAT: {
      en: `The rate of the highest tier reached by ${measure.en}, on everything.`,
      "zh-CN": `按${measure["zh-CN"]}达到的最高档费率计算全部。`,
    },
    STEP: {
      en: `Tiers by ${measure.en}: each tier's rate on the part inside it.`,
      "zh-CN": `按${measure["zh-CN"]}分档：各档费率只计该档内的部分。`,
    },
    INTERPOLATED: {
      en: `Tiers by ${measure.en}: each pays its amount as far as it is filled.`,
      "zh-CN": `按${measure["zh-CN"]}分档：每档按填满比例支付其金额。`,
    },
  };
  return rules[method];
}

function thresholdText({ by, at, reached }: Reason<"BELOW_THRESHOLD">, money: Money): Text {
  if (by === "ATTAINMENT") {
    const so =
      reached === null
        ? { en: "", "zh-CN": "" }
        : { en: `; it is ${percent(reached)}`, "zh-CN": `，目前为 ${percent(reached)}` };
    return {
      en: `Nothing is paid below ${percent(at)} attainment${so.en}.`,
      "zh-CN": `完成率低于 ${percent(at)} 不予支付${so["zh-CN"]}。`,
    };
  }
  return {
    en: `Nothing is paid below ${money(at).en}; it is ${money(reached ?? "0").en}.`,
    "zh-CN": `低于 ${money(at)["zh-CN"]} 不予支付，目前为 ${money(reached ?? "0")["zh-CN"]}。`,
  };
}

function capText({ cap, earned, paidBefore, excess }: Reason<"CAP">, money: Money): Text {
  const had =
    Number(paidBefore) === 0
      ? { en: "", "zh-CN": "" }
      : { en: `, ${money(paidBefore).en} was paid before`, "zh-CN": `，此前已付 ${money(paidBefore)["zh-CN"]}` };
  const fate =
    excess === "LOST"
      ? { en: "What is above isn't paid.", "zh-CN": "超出部分不予支付。" }
      : { en: "What is above is paid when there is room.", "zh-CN": "超出部分结转至有余额时支付。" };
  return {
    en: `${money(earned).en} was earned and the cap is ${money(cap).en}${had.en}. ${fate.en}`,
    "zh-CN": `应得 ${money(earned)["zh-CN"]}，封顶 ${money(cap)["zh-CN"]}${had["zh-CN"]}。${fate["zh-CN"]}`,
  };
}

function drawnText({ minimum, earned, recoverable, balance }: Reason<"DRAWN">, money: Money): Text {
  const owed = recoverable
    ? { en: `${money(balance).en} is owed in all.`, "zh-CN": `累计尚欠 ${money(balance)["zh-CN"]}。` }
    : { en: "It need not be paid back.", "zh-CN": "无须归还。" };
  return {
    en: `${money(minimum).en} is guaranteed; ${money(earned).en} was earned. ${owed.en}`,
    "zh-CN": `最低保障 ${money(minimum)["zh-CN"]}，应得 ${money(earned)["zh-CN"]}。${owed["zh-CN"]}`,
  };
}

const formats = new Map<string, Intl.NumberFormat>();

function format(locale: Locale, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = JSON.stringify([locale, options]);
  const known = formats.get(key) ?? new Intl.NumberFormat(locale, options);
  formats.set(key, known);
  return known;
}

function inBoth(value: string, options: Intl.NumberFormatOptions): Text {
  const text = (locale: Locale) => format(locale, options).format(value as `${number}`);
  return { en: text("en"), "zh-CN": text("zh-CN") };
}

function moneyText(amount: string, currency: string): Text {
  return inBoth(amount, { style: "currency", currency });
}

/** A basis, which may be money or a volume. */
function figure(value: string): Text {
  return inBoth(value, { maximumFractionDigits: 2 });
}

function percent(ratio: string): string {
  return `${format("en", { maximumFractionDigits: 2, useGrouping: false }).format(100 * Number(ratio))}%`;
}

/** A rate below 1 is a share; of a volume it is money. */
function rateText(rate: string): string {
  return Number(rate) < 1 ? percent(rate) : rate;
}
