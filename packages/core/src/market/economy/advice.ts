import type { Text } from "../../metrics/definition.ts";
import { economicPhaseText, economicSignalText, sensitivityText } from "./economy-texts.ts";
import type { EconomicPhase, EconomicSignal, PhaseJudgement } from "./phase.ts";
import type { EconomicReading } from "./readings.ts";
import type { Sensitivity } from "./sensitivity.ts";

/** What advice is about: what is asked for goods, or what is offered. */
export type AdviceTopic = "PRICING" | "OFFER";

/** What an economy suggests, and why. */
export interface EconomicAdvice {
  readonly topic: AdviceTopic;
  readonly text: Text;
  /** The figures from which it follows. */
  readonly reasons: readonly Text[];
}

/**
 * What the phase, prices and interest rates suggest for pricing and for the offer, each with its reasons; of the phase
 * first. The signals that made the phase are its reasons, and what own sales have followed. Without a phase, and with prices
 * and rates steady, there is nothing to advise.
 */
export function adviseOn(judgement: PhaseJudgement, sensitivities: readonly Sensitivity[]): EconomicAdvice[] {
  const { phase, signals, decisive } = judgement;
  const followed = sensitivities.filter(({ strongest }) => strongest !== null).map(sensitivityText);
  const ofPhase = phase
    ? topics.map((topic) => {
        const reasons = [economicPhaseText({ phase }), ...decisive.map(economicSignalText), ...followed];
        return { topic, text: phaseAdvice[phase][topic], reasons };
      })
    : [];
  const current = signals.filter(({ outdated }) => !outdated);
  const ofSignals = Object.entries(signalAdvice).flatMap(([reading, advice]) => {
    const saying = current.filter((signal) => signal.reading === reading);
    return saying.length === 0 ? [] : [{ ...advice, reasons: reasonsOf(saying) }];
  });
  return [...ofPhase, ...ofSignals];
}

function reasonsOf(signals: readonly EconomicSignal[]): Text[] {
  return signals.map(economicSignalText);
}

const topics: readonly AdviceTopic[] = ["PRICING", "OFFER"];

const phaseAdvice: Readonly<Record<EconomicPhase, Readonly<Record<AdviceTopic, Text>>>> = {
  EXPANSION: {
    PRICING: {
      en: "There is room for prices: try small rises where margins are thin, and give fewer discounts.",
      "zh-CN": "价格有上调空间：可在毛利偏低处小幅提价，并减少折扣。",
    },
    OFFER: {
      en: "Offer premium products and larger bundles, and win new customers while they spend.",
      "zh-CN": "主推高端产品与更大的组合，趁需求旺盛拓展新客户。",
    },
  },
  SLOWDOWN: {
    PRICING: {
      en: "Hold prices, and tie discounts to volume or to prompt payment instead of giving them freely.",
      "zh-CN": "稳住价格，折扣与采购量或及时付款挂钩，不随意让利。",
    },
    OFFER: {
      en: "Keep the customers that you have: look at who buys less, and have a smaller offer ready beside the usual one.",
      "zh-CN": "优先留住现有客户：关注采购下降者，在常规方案之外准备小规格方案。",
    },
  },
  RECESSION: {
    PRICING: {
      en: "Value for money counts: have an entry price, and keep the list price rather than cutting it for all.",
      "zh-CN": "客户看重性价比：设置入门价位，维持标价，不全面降价。",
    },
    OFFER: {
      en: "Lead with what saves the customer money: essentials, smaller sizes, longer terms for the reliable.",
      "zh-CN": "突出为客户省钱的产品：必需品、小规格，并给信用良好者更长账期。",
    },
  },
  RECOVERY: {
    PRICING: {
      en: "Take back what was given in the downturn step by step: let discounts end before prices rise.",
      "zh-CN": "逐步收回低谷期的让利：先结束折扣，再考虑提价。",
    },
    OFFER: {
      en: "Win back who stopped buying, and bring the premium offer forward again.",
      "zh-CN": "挽回停止采购的客户，重新推出高端产品。",
    },
  },
};

const signalAdvice: Readonly<Partial<Record<EconomicReading, { readonly topic: AdviceTopic; readonly text: Text }>>> = {
  PRICES_RISING: {
    topic: "PRICING",
    text: {
      en: "Costs are rising: look at margins by product each month, and agree on price clauses in long contracts.",
      "zh-CN": "成本上升：逐月检查各产品毛利，长期合同约定调价条款。",
    },
  },
  PRICES_FALLING: {
    topic: "PRICING",
    text: {
      en: "Prices are falling: avoid long price promises on purchases, and keep stocks low.",
      "zh-CN": "价格下行：避免长期锁定采购价，保持低库存。",
    },
  },
  RATES_RISING: {
    topic: "OFFER",
    text: {
      en: "Credit is dearer: offer rent or instalments for large orders, and look at who pays late.",
      "zh-CN": "信贷成本上升：大额订单提供租赁或分期，并关注逾期付款。",
    },
  },
  RATES_FALLING: {
    topic: "OFFER",
    text: {
      en: "Credit is cheaper: large purchases that were put off can be offered again.",
      "zh-CN": "信贷成本下降：可重新推动被推迟的大额采购。",
    },
  },
};
