/** What a customer may ask for: in a few words, of which category, by which product if one is named, and how it was said. */
interface DemoNeed {
  readonly topic: string;
  readonly category: string;
  /** The first words of the product's name. */
  readonly product?: string;
  readonly statement: string;
  /** How often, beside the others; and for whom it is more often so. */
  readonly weight: number;
  readonly rising?: boolean;
}

const demoNeeds: readonly DemoNeed[] = [
  {
    topic: "Holiday gift boxes 节日礼盒",
    category: "Gifts 礼品",
    statement: "Asked for boxes with their own card 想要可以附贺卡的礼盒",
    weight: 3,
  },
  {
    topic: "Client gifts 客户馈赠",
    category: "Gifts 礼品",
    product: "Corporate Hamper",
    statement: "Looks for hampers for some fifty clients 需要为约五十位客户准备礼篮",
    weight: 2,
  },
  {
    topic: "Cold brew 冷萃",
    category: "Coffee 咖啡",
    product: "Cold Brew Packs",
    statement: "Wants something cold for the summer 夏天想要冷饮",
    weight: 2,
  },
  {
    topic: "Monthly delivery 按月配送",
    category: "Coffee 咖啡",
    statement: "Would order beans every month if it came by itself 希望每月自动配送咖啡豆",
    weight: 2,
    rising: true,
  },
  {
    topic: "Tea tasting 茶叶品鉴",
    category: "Tea 茶叶",
    product: "White Peony",
    statement: "Liked the sample, wants to taste more 喜欢试饮，想多尝几种",
    weight: 2,
  },
  {
    topic: "Own label 贴牌",
    category: "Tea 茶叶",
    statement: "Asked whether tea comes with their own label 询问能否贴自有品牌",
    weight: 2,
    rising: true,
  },
  {
    topic: "Tableware for guests 待客餐具",
    category: "Ceramics 陶瓷",
    statement: "Plans to replace the tableware 计划更换餐具",
    weight: 3,
  },
  {
    topic: "Better coffee at work 办公室咖啡",
    category: "Kitchen 厨具",
    product: "Hand Grinder",
    statement: "The office wants to grind its own beans 办公室想自己磨豆",
    weight: 1,
  },
  {
    topic: "Snacks for meetings 会议茶点",
    category: "Snacks 零食",
    statement: "Needs small snacks for meetings 会议需要小点心",
    weight: 1,
  },
];

/**
 * The SELECT of needs: a third of the customers have one, and those of the last half year ask more and more for monthly
 * deliveries and their own label. What is older than four months has mostly been met or dropped; of what is open, some
 * is overdue.
 */
export const needsTable = `with asked as (
    select *, greatest(acquired_on, (last_day() - (power(rnd(115, i), 1.2) * 420)::integer)::date)::date as asked_on
    from demo_customer where rnd(117, i) < 0.38 and acquired_on <= last_day()),
  matched as (
    select a.*, n.need from asked a join (
      select need, sum(need.weight) over (order by need.place) - need.weight as low, sum(need.weight) over (order by need.place) as high,
        sum(need.weight) over () as total
      from (select unnest(${list()}) as need)) n
      on case when asked_on > last_day() - 180 and rnd(118, i) < 0.3 then need.rising and (rnd(119, i) < 0.5) = (need.category = 'Tea 茶叶')
              else rnd(111, i) * total >= low and rnd(111, i) * total < high end)
  select 'N' || substr(m.id, 2) as id, m.id as customer, need.topic as topic, need.category as category, p.id as product,
    need.statement as statement,
    pick(['COMMUNICATION', 'COMMUNICATION', 'MARKET_RESEARCH', 'SURVEY'], rnd(112, i)) as source,
    1 + floor(rnd(113, i) * 5)::integer as strength,
    case when asked_on > last_day() - 120 then pick(['OPEN', 'OPEN', 'OPEN', 'OPEN', 'MET'], rnd(114, i))
         else pick(['OPEN', 'MET', 'MET', 'DROPPED'], rnd(114, i)) end as status,
    asked_on as recorded_on, (asked_on + 30 + (rnd(116, i) * 150)::integer)::date as expected_on
  from matched m left join demo_product p on need.product <> '' and starts_with(p.name, need.product)`;

function list(): string {
  const rows = demoNeeds.map(({ topic, category, product = "", statement, weight, rising = false }, place) => {
    const texts = Object.entries({ topic, category, product, statement }).map(([name, text]) => `${name}: '${text}'`);
    return `{${texts.join(", ")}, weight: ${weight}, rising: ${rising}, place: ${place}}`;
  });
  return `[${rows.join(", ")}]`;
}
