/**
 * What the demo company knows of its market: an economy that has been slowing down for some months, three competitors
 * with their prices, shares and moves, what people ask for (cold brew, an own label and parcels without plastic more and
 * more, boxes less), and technologies that it looks at, tries and uses.
 */
export const prepareMarket: readonly string[] = [
  "create macro quarter_begin(back) as (date_trunc('quarter', last_day() + 1) - (3 * back) * interval 1 month)::date",

  // The last five years of months that are over, the latest first.
  `create table demo_month as
   select n, (date_trunc('month', last_day() + 1) - (n + 1) * interval 1 month)::date as start from generate_series(0, 59) as s(n)`,

  `create table demo_competitor as select * from (values
     ('US', 'Lakeside Trading 湖畔商贸', true), ('HILL', 'Hillside Tea 山畔茶', false), ('HARBOUR', 'Harbour Coffee 港湾咖啡', false),
     ('HOME', 'Everyday Home 每日家居', false)) as c(id, name, own)`,

  // A topic of which so many signals come in a month: at the beginning of two years, and at their end.
  `create table demo_topic as select * from (values
     (1, 'Cold brew 冷萃', 'Coffee 咖啡', 3, 15, 0.5), (2, 'Own label 贴牌', 'Tea 茶叶', 2, 7, 0.2),
     (3, 'Parcels without plastic 无塑包装', null, 2, 6, -0.4), (4, 'Holiday gift boxes 节日礼盒', 'Gifts 礼品', 9, 3, 0.3),
     (5, 'Tea tasting 茶叶品鉴', 'Tea 茶叶', 5, 5, 0.7), (6, 'Tableware for guests 待客餐具', 'Ceramics 陶瓷', 5, 5, 0.1))
   as t(number, topic, category, at_first, at_last, mood)`,
];

/** One SELECT for each of our import tables of the market. */
export const marketTables: Readonly<Record<string, string>> = {
  indicators: `select * from (values
      ('UNEMPLOYMENT', 'Urban unemployment', '城镇失业率', 'UNEMPLOYMENT', '%', 'MONTH'),
      ('OUTPUT', 'Output of the economy', '经济产出', 'OUTPUT', 'index', 'QUARTER'),
      ('CPI', 'Consumer prices', '消费价格指数', 'PRICES', 'index', 'MONTH'),
      ('RATE', 'Lending rate', '贷款利率', 'INTEREST_RATE', '%', 'MONTH'),
      ('CONFIDENCE', 'Consumer confidence', '消费者信心指数', 'OTHER', 'index', 'MONTH'))
    as i(id, name, name_zh, kind, unit, frequency)`,

  indicator_values: `select 'UNEMPLOYMENT' as series, start as period, round(5.05 + 0.1 * sin(n / 7.0) + 0.12 * greatest(0, 4 - n), 2) as value from demo_month
    union all select 'CPI', start, round(100 * power(1.0018, 60 - n) + 0.3 * rnd(161, n), 2) from demo_month
    union all select 'RATE', start, round(3.1 + 0.01 * power(floor(n / 6), 2), 2) from demo_month
    union all select 'CONFIDENCE', start, round(100 + 6 * sin(n / 8.0) + 3 * rnd(162, n) - 0.8 * greatest(0, 5 - n), 1) from demo_month
    union all select 'OUTPUT', quarter_begin(n + 1), round(100 * power(1.0115, 20 - n) + 0.2 * rnd(163, n), 2) from generate_series(0, 19) as s(n)`,

  competitors: "select * from demo_competitor",

  competitor_figures: `with feature as (
      select * from (values ('US', 'Delivery 配送', 'two days 两天'), ('HILL', 'Delivery 配送', 'next day 次日'), ('HARBOUR', 'Delivery 配送', 'same day in cities 城区当日'),
          ('HOME', 'Delivery 配送', 'three days 三天'), ('US', 'Tastings 品鉴', 'in shops and at the office 门店与上门'), ('HILL', 'Tastings 品鉴', 'in shops 门店'),
          ('US', 'Returns 退货', '30 days 三十天'), ('HILL', 'Returns 退货', '14 days 十四天'), ('HOME', 'Returns 退货', '60 days 六十天')) as f(competitor, name, text)),
    price as (
      select * from (values ('US', 'Longjing 100 g 龙井 100 克', 'Tea 茶叶', 178.0), ('HILL', 'Longjing 100 g 龙井 100 克', 'Tea 茶叶', 159.0),
          ('US', 'Espresso 1 kg 意式 1 千克', 'Coffee 咖啡', 104.0), ('HARBOUR', 'Espresso 1 kg 意式 1 千克', 'Coffee 咖啡', 118.0),
          ('HOME', 'Espresso 1 kg 意式 1 千克', 'Coffee 咖啡', 89.0), ('US', 'Kettle 电热水壶', 'Kitchen 厨具', 211.0), ('HOME', 'Kettle 电热水壶', 'Kitchen 厨具', 169.0))
        as p(competitor, name, category, now)),
    share as (
      select * from (values ('US', 0.21, 0.006), ('HILL', 0.27, -0.004), ('HARBOUR', 0.11, 0.008), ('HOME', 0.08, 0.002)) as s(competitor, now, a_quarter)),
    review as (
      select * from (values ('US', 4.6, 0.02), ('HILL', 4.4, -0.03), ('HARBOUR', 4.7, 0.01), ('HOME', 4.1, 0)) as r(competitor, now, a_quarter)),
    observed as (
      select competitor, 'FEATURE' as topic, name, null as category, null::double as value, text, (last_day() - 60)::date as day, 'Their site 官网' as source from feature
      union all
      select competitor, 'PRICE', name, category, round(now * case when competitor = 'HILL' and back = 1 then 1.08 else 1 end, 2), null,
        (last_day() - 25 - back * 180)::date, 'Shelf check 门店巡查' from price, unnest([0, 1]) as s(back)
      union all
      select competitor, 'SHARE', 'Tea and coffee online 线上茶饮', null, round(now - back * a_quarter, 3), null, (quarter_begin(back) - 1)::date, 'Panel 消费者样本'
        from share, unnest(range(0, 8)) as s(back)
      union all
      select competitor, 'REVIEW', 'Marketplace, of 5 电商评分（5 分）', null, round(now - back * a_quarter, 2), null, (quarter_begin(back) - 1)::date, 'Marketplace 电商平台'
        from review, unnest(range(0, 4)) as s(back))
    select 'F' || lpad((row_number() over (order by day, topic, name, competitor))::varchar, 4, '0') as id, * from observed`,

  competitor_moves: `select id, competitor, (last_day() - back)::date as day, kind, name, category, source from (values
      ('V1', 'HILL', 330, 'NEW_SERVICE', 'Tea by subscription 茶叶订阅', 'Tea 茶叶', 'Press 媒体'),
      ('V2', 'HARBOUR', 255, 'NEW_PRODUCT', 'Bottled cold brew 瓶装冷萃', 'Coffee 咖啡', 'Press 媒体'),
      ('V3', 'HILL', 190, 'PRICE_CHANGE', 'Green tea 8 % cheaper 绿茶降价 8 %', 'Tea 茶叶', 'Shelf check 门店巡查'),
      ('V4', 'HOME', 130, 'CAMPAIGN', 'Kitchen week 厨具周', 'Kitchen 厨具', 'Their site 官网'),
      ('V5', 'HARBOUR', 70, 'CAMPAIGN', 'Free first box 首盒免费', 'Coffee 咖啡', 'Their site 官网'),
      ('V6', 'HOME', 15, 'NEW_SERVICE', 'Evening delivery 晚间配送', null, 'Press 媒体'))
    as m(id, competitor, back, kind, name, category, source)`,

  demand_signals: `select 'Q' || t.number || '-' || n || '-' || k as id, topic, category,
      pick(['SEARCH', 'SEARCH', 'SEARCH', 'FEEDBACK', 'RESEARCH'], rnd(164, hash(t.number, n, k))) as source,
      (last_day() - (30 * n)::integer - (rnd(165, hash(t.number, n, k)) * 29)::integer)::date as day,
      round(greatest(-1, least(1, mood + rnd(166, hash(t.number, n, k)) - 0.5)), 1) as sentiment
    from demo_topic t, unnest(range(0, 24)) as m(n), unnest(range(0, round(at_last + (at_first - at_last) * n / 23.0)::bigint)) as s(k)`,

  technology_signals: `select id, name, stage, (last_day() - back)::date as since, channel, process, source from (values
      ('H1', 'Mini program 小程序', 'ASSESS', 520, 'Online 网店', null, null), ('H2', 'Mini program 小程序', 'TRIAL', 430, 'Online 网店', null, null),
      ('H3', 'Mini program 小程序', 'ADOPT', 300, 'Online 网店', null, null), ('H4', 'Order app for the field 外勤下单', 'TRIAL', 200, 'Field 直销', null, null),
      ('H5', 'Order app for the field 外勤下单', 'ADOPT', 90, 'Field 直销', null, null), ('H6', 'Forecasts for purchasing 采购预测', 'TRIAL', 60, null, 'Purchasing 采购', null),
      ('H7', 'Live streaming 直播带货', 'ASSESS', 40, 'Online 网店', null, 'Fair 展会'), ('H8', 'Self-service kiosk 自助终端', 'TRIAL', 400, 'Shops 门店', null, null),
      ('H9', 'Self-service kiosk 自助终端', 'HOLD', 150, 'Shops 门店', null, null))
    as t(id, name, stage, back, channel, process, source)`,
};
