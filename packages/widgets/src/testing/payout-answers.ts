import type {
  DealOptionsQuery,
  NextTiersQuery,
  PayoutOfDealQuery,
  PayoutOfDealQueryVariables,
} from "../generated/graphql.ts";
import type { Variables } from "./company.ts";

/** The plan of everybody but "Nobody", who has none: 5 %, and 8 % from 100,000 on, of which 91,000 are there. */
export function nextTiersAnswer({ rep, locale }: Variables): NextTiersQuery {
  const chinese = locale === "zh-CN";
  if (rep === "Nobody") return { nextTiers: [] };
  return {
    nextTiers: [
      {
        component: "sales",
        label: chinese ? "销售提成" : "Commission on sales",
        kind: "TIER",
        at: "100000",
        reached: "91000",
        missing: "9000",
        rate: "0.05",
        nextRate: "0.08",
        pays: { amount: "450.00", currency: "USD" },
      },
      {
        component: "quarter",
        label: chinese ? "季度奖金" : "Bonus of the quarter <img src=x onerror=alert(1)>",
        kind: "THRESHOLD",
        at: "300000",
        reached: "212345.678",
        missing: "87654.322",
        rate: null,
        nextRate: null,
        pays: null,
      },
    ],
  };
}

export function payoutAnswer(variables: Variables): PayoutOfDealQuery {
  const { rep, deal, locale } = variables as unknown as PayoutOfDealQueryVariables;
  if (rep === "Nobody") return { payoutOfDeal: null };
  const amount = Number(deal.amount);
  const commission = 0.05 * Math.min(amount, 9000) + 0.08 * Math.max(amount - 9000, 0);
  const spiff = deal.product === "P-7" ? 50 : 0;
  const money = (value: number) => ({ amount: value.toFixed(2) });
  const chinese = locale === "zh-CN";
  return {
    payoutOfDeal: {
      pays: { ...money(commission + spiff), currency: "USD" },
      before: money(4550),
      after: money(4550 + commission + spiff),
      components: [
        { label: chinese ? "销售提成" : "Commission on sales", pays: money(commission) },
        ...(spiff ? [{ label: chinese ? "电动车首发" : "Launch of the e-bike", pays: money(spiff) }] : []),
      ],
    },
  };
}

export function dealOptionsAnswer(): DealOptionsQuery {
  return {
    channels: { rows: ["online", "retail", null].map((key) => ({ keys: [key], labels: [key] })) },
    products: { rows: ["Mountain bike", "城市自行车"].map((name, index) => ({ keys: [`p${index}`], labels: [name] })) },
  };
}
