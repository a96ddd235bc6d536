import type {
  AlertListQuery,
  AlertListQueryVariables,
  SwotBoardQuery,
  SwotBoardQueryVariables,
} from "../generated/graphql.ts";
import type { RuleFigure } from "../rules/figure-text.ts";
import type { Variables } from "./company.ts";

const figure = (more: Partial<RuleFigure>): RuleFigure => ({
  label: "Revenue",
  unit: "MONEY",
  as: "CHANGE",
  value: 0.125,
  threshold: 0.05,
  versus: "SAME_PERIOD_LAST_YEAR",
  current: 10_800_000,
  before: 9_600_000,
  ...more,
});

/** What rules say of the test company; nothing of the period "1999". */
export function swotAnswer(variables: Variables): SwotBoardQuery {
  const { period, locale } = variables as unknown as SwotBoardQueryVariables;
  const chinese = locale === "zh-CN";
  const say = (english: string, translated: string) => (chinese ? translated : english);
  const statements: SwotBoardQuery["swot"]["statements"] = [
    {
      rule: "growing-products",
      quadrant: "OPPORTUNITY",
      topic: "SALES",
      text: say("Products that grow fast", "部分产品高速增长"),
      size: 0.42,
      isNew: true,
      figures: [],
      evidence: Array.from({ length: 5 }, (_, index) => ({
        label: index === 0 ? "Jasmine tea, whole leaf, in a tin of one hundred grams" : `Product ${index}`,
        share: 0.1,
        detail: null,
        figures: [figure({ value: 0.4 + index / 10, threshold: 0.3 })],
      })),
    },
    {
      rule: "sales-rising",
      quadrant: "STRENGTH",
      topic: "SALES",
      text: say("Revenue and volume are rising", "销售额与销售量持续上升"),
      size: 0.111,
      isNew: false,
      figures: [figure({}), figure({ label: "Volume", unit: "COUNT", current: 1080, before: 960 })],
      evidence: [],
    },
    {
      rule: "low-margin",
      quadrant: "WEAKNESS",
      topic: "SALES",
      text: say("Products with a low margin: cost or pricing", "部分产品利润率偏低：成本或定价问题"),
      size: 0.08,
      isNew: false,
      figures: [],
      evidence: [
        {
          label: "<img src=x onerror=alert(1)>",
          share: 0.08,
          detail: say("Cost: a unit costs +50.0% on last year", "成本：单位成本同比 +50.0%"),
          figures: [
            figure({
              label: say("Profit margin", "利润率"),
              unit: "RATIO",
              as: "VALUE",
              value: 0.1,
              threshold: 0.15,
              versus: null,
              current: null,
              before: null,
            }),
          ],
        },
      ],
    },
    {
      rule: "competitor-share",
      quadrant: "THREAT",
      topic: "MARKET",
      text: say("Competitors gain market share", "竞争对手份额上升"),
      size: null,
      isNew: false,
      figures: [],
      evidence: [
        {
          label: null,
          share: null,
          detail: null,
          figures: [
            figure({ unit: "RATIO", as: "DIFFERENCE", value: 0.03, threshold: 0.01, current: 0.23, before: 0.2 }),
          ],
        },
      ],
    },
  ];
  return {
    swot: {
      period: { from: "2024-01-01", to: "2024-12-31" },
      statements: period === "1999" ? [] : statements,
      gone:
        period === "1999"
          ? []
          : [{ rule: "complaints-rising", quadrant: "WEAKNESS", text: say("More customers complain", "投诉增多") }],
    },
    company: { currency: "USD" },
  };
}

/** Alerts of the test company; none of the rule "quiet". Those that were acknowledged here stay so until the page is left. */
export function alertListAnswer(variables: Variables): AlertListQuery {
  const { state, rule, locale, first } = variables as unknown as AlertListQueryVariables;
  const chinese = locale === "zh-CN";
  const all: AlertListQuery["alerts"]["edges"][number]["node"][] = [
    {
      id: "alert-1",
      rule: "detractor-waiting",
      text: chinese ? "贬损客户尚未联系" : "Detractor without contact",
      subject: "Acme Trading Company of the Southern Provinces",
      customer: { id: "customer-1" },
      state: "OPEN",
      raisedAt: "2024-11-20T08:00:00Z",
      clearedAt: null,
      acknowledgedAt: null,
      acknowledgedBy: null,
      note: null,
      figures: [
        figure({
          label: chinese ? "未联系天数" : "Days without contact",
          unit: "DAYS",
          as: "VALUE",
          value: 5,
          threshold: 3,
          versus: null,
          current: null,
          before: null,
        }),
      ],
    },
    {
      id: "alert-2",
      rule: "plan-behind",
      text: chinese ? "落后于计划" : "Behind plan",
      subject: chinese ? "公司：销售额" : "Company: Revenue",
      customer: null,
      state: "ACKNOWLEDGED",
      raisedAt: "2024-11-18T08:00:00Z",
      clearedAt: null,
      acknowledgedAt: "2024-11-19T08:00:00Z",
      acknowledgedBy: "Li Na",
      note: "<b>Campaign</b> next week",
      figures: [
        figure({
          label: chinese ? "低于当前应达成额的幅度" : "Below what is due by today",
          unit: "RATIO",
          as: "VALUE",
          value: 0.18,
          threshold: 0.1,
          versus: null,
          current: null,
          before: null,
        }),
      ],
    },
    {
      id: "alert-3",
      rule: "plan-behind",
      text: chinese ? "落后于计划" : "Behind plan",
      subject: null,
      customer: null,
      state: "CLEARED",
      raisedAt: "2024-10-18T08:00:00Z",
      clearedAt: "2024-10-19T08:00:00Z",
      acknowledgedAt: null,
      acknowledgedBy: null,
      note: null,
      figures: [],
    },
  ];
  const states: readonly string[] = [state].flat();
  const wanted = rule && [rule].flat().includes("quiet") ? [] : all.filter((alert) => states.includes(alert.state));
  return {
    alerts: {
      totalCount: wanted.length,
      pageInfo: { startCursor: "a", endCursor: "b" },
      edges: wanted.slice(0, first ?? 10).map((node) => ({ node })),
    },
    company: { currency: "USD" },
  };
}
