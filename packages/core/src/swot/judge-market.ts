import { daysBetween, earlier } from "../calendar.ts";
import { queryGrid } from "../market/competitors/query-grid.ts";
import { queryMoves } from "../market/competitors/query-moves.ts";
import { type MarketShare, queryShares } from "../market/competitors/query-shares.ts";
import { queryDemandTrends } from "../market/demand/query-trends.ts";
import { queryUnmetNeeds } from "../market/demand/query-unmet.ts";
import type { DemandDirection } from "../market/demand/question.ts";
import { economicPhaseText, economicSignalText } from "../market/economy/economy-texts.ts";
import { queryEconomy } from "../market/economy/query-economy.ts";
import type { Text } from "../metrics/definition.ts";
import type { ValueFilter } from "../metrics/question.ts";
import { type MetricsJudged, queryTotals } from "../rules/judge-metrics.ts";
import type { RuleEvidence, RuleFigure } from "../rules/metric-rule.ts";
import type { Scope } from "../scope.ts";
import type { WarehouseDb } from "../warehouse.ts";
import type { MarketRule, MarketRuleId, SwotRules } from "./rules.ts";
import type { SwotStatement } from "./statement.ts";

interface Own {
  /** Own revenue of the period. */
  readonly revenue: number | null;
  readonly conversionRate: number | null;
  /** Days of the period that are over. */
  readonly days: number;
}

/** The statements that the market's record raises: shares, prices, conversion, moves, demand, needs, the economy. */
export async function judgeMarket(
  db: WarehouseDb,
  scope: Scope,
  rules: SwotRules["marketRules"],
  judged: MetricsJudged,
): Promise<SwotStatement[]> {
  const { period, calendar, where } = judged;
  const asOf = earlier(judged.asOf ?? calendar.today, period.to);
  const category = where?.category as ValueFilter<string> | null | undefined;
  const [values, shares, grid, moves, demand, unmet, economy] = await Promise.all([
    queryTotals(
      db,
      scope,
      ["revenue", "conversionRate"].map((metric) => ({ key: metric, metric })),
      judged,
    ),
    queryShares(db, { period, asOf, category }),
    queryGrid(db, { calendar, asOf, category }),
    queryMoves(db, scope, { calendar, period, asOf, category }),
    queryDemandTrends(db, scope, { calendar, period, asOf }),
    queryUnmetNeeds(db, scope, { calendar, asOf }),
    queryEconomy(db, scope, { calendar, asOf }),
  ]);
  const own: Own = {
    revenue: values.revenue ?? null,
    conversionRate: values.conversionRate ?? null,
    days: daysBetween(period.from, asOf) + 1,
  };
  const raise = (id: MarketRuleId, evidenceOf: (rule: MarketRule) => readonly RuleEvidence[]): SwotStatement[] => {
    const rule = rules[id];
    const evidence = rule ? evidenceOf(rule) : [];
    if (!rule || evidence.length === 0) return [];
    const known = evidence.flatMap(({ share }) => (share === null ? [] : [share]));
    const size =
      known.length === 0
        ? null
        : Math.min(
            1,
            known.reduce((sum, share) => sum + share, 0),
          );
    const ordered = [...evidence].sort((a, b) => (b.share ?? -1) - (a.share ?? -1));
    const { quadrant, text } = rule;
    return [{ rule: id, quadrant, text, size, figures: [], evidence: ordered, topic: "MARKET" }];
  };
  const demanded = (direction: DemandDirection) => (rule: MarketRule) =>
    demand.topics
      .filter((topic) => topic.direction === direction && inFilter(topic.category, category))
      .map(({ topic, change, share, shareBefore, revenue }) => ({
        ...named(topic),
        figures: [figure(rule, labels.demand, "DIFFERENCE", change!, share, shareBefore)],
        share: partOf(revenue, own),
      }));
  const phase = (wanted: readonly string[]) => () =>
    economy.phase && wanted.includes(economy.phase)
      ? economy.decisive.map((signal) => ({
          ...named(signal.series.name.en, signal.series.name),
          detail: joined(economicPhaseText(economy), economicSignalText(signal)),
        }))
      : [];
  return [
    ...raise("own-share-rising", (rule) => shareChanges(rule, shares, true, 1)),
    ...raise("own-share-falling", (rule) => shareChanges(rule, shares, true, -1)),
    ...raise("competitor-share", (rule) => shareChanges(rule, shares, false, 1)),
    ...raise("competitor-price", (rule) => lowerPrices(rule, grid)),
    ...raise("competitor-conversion", (rule) => higherConversion(rule, grid, own)),
    ...raise("competitor-move", () =>
      moves
        .filter(({ significant, difference }) => significant && difference! < 0)
        .map(({ competitorName, name, day, before, after, difference, low, high }) => ({
          ...named(`${competitorName}: ${name}, ${day}`),
          figures: [
            { ...figure(undefined, labels.dailyRevenue, "DIFFERENCE", difference!, after, before), unit: "MONEY" },
          ],
          share: own.revenue && own.revenue > 0 ? Math.min(1, (-difference! * own.days) / own.revenue) : null,
          detail: {
            en: `Own sales a day in the 28 days after it; 95 % interval ${Math.round(low!)} … ${Math.round(high!)}`,
            "zh-CN": `其后 28 天本公司日均销售；95 % 区间 ${Math.round(low!)} … ${Math.round(high!)}`,
          },
        })),
    ),
    ...raise("demand-rising", demanded("RISING")),
    ...raise("demand-falling", demanded("FALLING")),
    ...raise("unmet-needs", (rule) =>
      unmet
        .filter(({ customers, category: of }) => customers >= rule.threshold! && inFilter(of, category))
        .map(({ topic, customers, reason }) => ({
          ...named(topic),
          figures: [{ ...figure(rule, rule.thresholdOf!, "VALUE", customers, null, null), unit: "COUNT" }],
          detail:
            reason === "NOT_OFFERED"
              ? { en: "We offer nothing of this kind", "zh-CN": "目前没有此类产品" }
              : { en: "These customers haven't bought it", "zh-CN": "这些客户尚未购买" },
        })),
    ),
    ...raise("economy-up", phase(["EXPANSION", "RECOVERY"])),
    ...raise("economy-down", phase(["SLOWDOWN", "RECESSION"])),
  ];
}

const labels = {
  marketShare: { en: "Market share", "zh-CN": "市场份额" },
  price: { en: "Price", "zh-CN": "价格" },
  conversion: { en: "Conversion rate", "zh-CN": "客户转化率" },
  demand: { en: "Share of all signs of demand", "zh-CN": "占全部需求信号的比例" },
  dailyRevenue: { en: "Own revenue a day", "zh-CN": "本公司日均销售额" },
} as const;

function named(text: string, label: Text = { en: text, "zh-CN": text }): RuleEvidence {
  return { entity: null, key: text, label, figures: [], share: null, detail: null };
}

function figure(
  rule: MarketRule | undefined,
  label: Text,
  as: RuleFigure["as"],
  value: number,
  current: number | null,
  before: number | null,
): RuleFigure {
  return { label, unit: "RATIO", as, value, versus: null, current, before, threshold: rule?.threshold ?? null };
}

/** Who gained (or lost) at least so much of a market from the first to the last day of the period on which it was observed. */
function shareChanges(rule: MarketRule, shares: readonly MarketShare[], own: boolean, sign: 1 | -1): RuleEvidence[] {
  const courses = new Map<string, MarketShare[]>();
  for (const one of shares.filter((share) => share.own === own)) {
    const key = JSON.stringify([one.competitorId, one.market, one.category]);
    courses.set(key, [...(courses.get(key) ?? []), one]);
  }
  return [...courses.values()].flatMap((course) => {
    const [first, last] = [course[0]!, course.at(-1)!];
    const change = last.share - first.share;
    // Shares are decimals of four places: what they differ by is, too.
    if (course.length < 2 || Math.round(change * sign * 1e4) < Math.round(rule.threshold! * 1e4)) return [];
    const { competitorName, market, day } = last;
    return [
      {
        ...named(own ? market : `${competitorName} · ${market}`),
        figures: [figure(rule, labels.marketShare, "DIFFERENCE", change, last.share, first.share)],
        detail: { en: `${first.day} to ${day}`, "zh-CN": `${first.day} 至 ${day}` },
      },
    ];
  });
}

type Grid = Awaited<ReturnType<typeof queryGrid>>;

/** Competitors whose latest price is lower than the own one of the same name by at least so much. */
function lowerPrices(rule: MarketRule, grid: Grid): RuleEvidence[] {
  return grid
    .filter(({ topic, own }) => topic === "PRICE" && own?.value)
    .flatMap(({ name, own, figures }) =>
      figures.flatMap(({ competitorName, value, day }) => {
        const lower = value === null ? 0 : 1 - value / own!.value!;
        if (lower < rule.threshold!) return [];
        return [
          {
            ...named(`${competitorName} · ${name}`),
            figures: [
              figure({ ...rule, threshold: -rule.threshold! }, labels.price, "CHANGE", -lower, value, own!.value),
            ],
            detail: { en: `Observed on ${day}`, "zh-CN": `观察于 ${day}` },
          },
        ];
      }),
    );
}

const conversionNames = ["conversion rate", "conversion", "转化率", "客户转化率"];

/** Competitors with a figure of their conversion rate that is above the own one of the period by at least so much. */
function higherConversion(rule: MarketRule, grid: Grid, { conversionRate }: Own): RuleEvidence[] {
  if (conversionRate === null) return [];
  return grid
    .filter(({ name }) => conversionNames.includes(name.trim().toLowerCase()))
    .flatMap(({ figures }) =>
      figures.flatMap(({ competitorName, value, day }) => {
        if (value === null || value - conversionRate < rule.threshold!) return [];
        return [
          {
            ...named(competitorName),
            figures: [figure(rule, labels.conversion, "DIFFERENCE", value - conversionRate, value, conversionRate)],
            detail: { en: `Observed on ${day}`, "zh-CN": `观察于 ${day}` },
          },
        ];
      }),
    );
}

function inFilter(category: string | null, filter: ValueFilter<string> | null | undefined): boolean {
  if (!filter) return true;
  if (filter.in && !(category !== null && filter.in.includes(category))) return false;
  return !(filter.not && category !== null && filter.not.includes(category));
}

function partOf(amount: number | null, { revenue }: Own): number | null {
  return amount === null || !revenue || revenue <= 0 ? null : Math.max(0, Math.min(1, amount / revenue));
}

function joined(left: Text, right: Text): Text {
  return { en: `${left.en}: ${right.en}`, "zh-CN": `${left["zh-CN"]}：${right["zh-CN"]}` };
}
