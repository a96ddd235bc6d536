/** The words that the demo company's people, customers and products are named with. */

export const surnames =
  "王 李 张 刘 陈 杨 黄 赵 吴 周 徐 孙 马 朱 胡 郭 何 林 罗 高 梁 宋 郑 谢 韩 唐 冯 于 董 萧".split(" ");
export const givenNames =
  "伟 芳 娜 敏 静 丽 强 磊 洋 艳 勇 军 杰 娟 涛 明 超 秀英 霞 平 刚 桂英 子涵 雨桐 浩然 欣怡 梓萱 思远 嘉怡 俊杰 晨曦 若曦".split(
    " ",
  );
export const firstNames =
  "Emma Liam Olivia Noah Ava Oliver Sophia Jack Mia Leo Grace Henry Ella George Lucy Oscar Chloe Arthur Ruby Theo Alice Max Freya Samuel Daisy Felix Nora Hugo".split(
    " ",
  );
export const lastNames =
  "Smith Jones Taylor Brown Walker Hughes Green Hall Wood Clarke Turner Hill Cooper Ward Morris Bell Murphy Bailey Fisher Schmidt Weber Lim Tan Nguyen Reid Grant Marsh Doyle".split(
    " ",
  );

export const chineseCities: Record<string, readonly string[]> = {
  East: ["杭州", "上海", "苏州", "南京", "宁波"],
  North: ["北京", "天津", "青岛", "沈阳", "大连"],
  South: ["深圳", "广州", "厦门", "东莞", "长沙"],
  West: ["成都", "重庆", "西安", "昆明", "兰州"],
};
export const chineseWords =
  "云帆 湖心 青禾 鼎盛 海川 明德 和润 金桥 晨光 远景 瑞丰 天和 百川 松涛 竹里 锦程 恒信 新源 春晓 南山".split(" ");
export const chineseBusinesses =
  "贸易有限公司 餐饮管理有限公司 酒店 超市 礼品有限公司 百货 食品有限公司 文化传播有限公司".split(" ");
export const englishWords =
  "Harbour Meadow Northgate Silver Juniper Oakfield Bluebell Summit Kingsway Ember Willow Granite Lantern Orchard Riverside Sterling Maple Beacon".split(
    " ",
  );
export const englishBusinesses = [
  "Trading Ltd",
  "Hotels",
  "Foods",
  "Stores",
  "Cafés",
  "Gifts Co.",
  "& Sons",
  "Imports",
];

/** Name, category, list price and unit cost in CNY before the price rise. */
export const products: readonly (readonly [name: string, category: string, price: number, cost: number])[] = [
  ["West Lake Longjing 西湖龙井", "Tea 茶叶", 168, 84],
  ["Biluochun 碧螺春", "Tea 茶叶", 148, 77],
  ["Da Hong Pao 大红袍", "Tea 茶叶", 228, 112],
  ["Jasmine Pearls 茉莉龙珠", "Tea 茶叶", 96, 45],
  ["Aged Pu'er 陈年普洱", "Tea 茶叶", 318, 168],
  ["White Peony 白牡丹", "Tea 茶叶", 138, 68],
  ["Breakfast Tea 早餐红茶", "Tea 茶叶", 58, 26],
  ["Oolong Bags 乌龙茶包", "Tea 茶叶", 42, 17],
  ["Yunnan Arabica 云南小粒咖啡", "Coffee 咖啡", 88, 46],
  ["House Espresso 招牌意式", "Coffee 咖啡", 98, 55],
  ["Cold Brew Packs 冷萃咖啡", "Coffee 咖啡", 68, 34],
  ["Drip Bags 挂耳咖啡", "Coffee 咖啡", 49, 23],
  ["Decaf Blend 低因咖啡", "Coffee 咖啡", 92, 53],
  ["Single Origin Sidamo 西达摩", "Coffee 咖啡", 128, 79],
  ["Celadon Teapot 青瓷茶壶", "Ceramics 陶瓷", 268, 118],
  ["Gaiwan Set 盖碗套装", "Ceramics 陶瓷", 158, 66],
  ["Porcelain Mug 白瓷马克杯", "Ceramics 陶瓷", 49, 16],
  ["Travel Tea Set 旅行茶具", "Ceramics 陶瓷", 198, 88],
  ["Dinner Plate 骨瓷餐盘", "Ceramics 陶瓷", 79, 33],
  ["Rice Bowl Pair 对碗", "Ceramics 陶瓷", 56, 21],
  ["Vase 青花瓶", "Ceramics 陶瓷", 388, 196],
  ["Electric Kettle 电热水壶", "Kitchen 厨具", 199, 138],
  ["Hand Grinder 手摇磨豆机", "Kitchen 厨具", 159, 104],
  ["Pour-over Kit 手冲套装", "Kitchen 厨具", 239, 158],
  ["Bamboo Tray 竹茶盘", "Kitchen 厨具", 129, 72],
  ["Thermos 保温杯", "Kitchen 厨具", 119, 74],
  ["Milk Frother 奶泡器", "Kitchen 厨具", 89, 61],
  ["Knife Set 刀具套装", "Kitchen 厨具", 299, 212],
  ["Osmanthus Cake 桂花糕", "Snacks 零食", 36, 15],
  ["Walnut Crisps 核桃酥", "Snacks 零食", 32, 14],
  ["Lotus Seeds 莲子", "Snacks 零食", 45, 22],
  ["Dark Chocolate 黑巧克力", "Snacks 零食", 39, 19],
  ["Almond Biscotti 杏仁脆饼", "Snacks 零食", 34, 16],
  ["Dried Persimmon 柿饼", "Snacks 零食", 42, 20],
  ["Mixed Nuts 混合坚果", "Snacks 零食", 69, 41],
  ["Spring Festival Box 新春礼盒", "Gifts 礼品", 368, 189],
  ["Mid-Autumn Box 中秋礼盒", "Gifts 礼品", 328, 171],
  ["Tea Sampler 茶叶品鉴盒", "Gifts 礼品", 188, 86],
  ["Corporate Hamper 企业礼篮", "Gifts 礼品", 588, 322],
  ["Wedding Tea Set 喜茶套装", "Gifts 礼品", 428, 214],
  ["Gift Card 礼品卡", "Gifts 礼品", 200, 182],
  ["Coffee Sampler 咖啡品鉴盒", "Gifts 礼品", 168, 84],
];

/** What is bought with a product, in the same order or later, by the first words of their names. */
export const companions: Readonly<Record<string, readonly string[]>> = {
  "West Lake Longjing": ["Gaiwan Set", "Celadon Teapot", "Osmanthus Cake"],
  Biluochun: ["Gaiwan Set", "Bamboo Tray", "Lotus Seeds"],
  "Da Hong Pao": ["Celadon Teapot", "Bamboo Tray", "Walnut Crisps"],
  "Jasmine Pearls": ["Travel Tea Set", "Osmanthus Cake"],
  "Aged Pu'er": ["Bamboo Tray", "Celadon Teapot", "Dried Persimmon"],
  "White Peony": ["Gaiwan Set", "Lotus Seeds"],
  "Breakfast Tea": ["Porcelain Mug", "Electric Kettle", "Almond Biscotti"],
  "Oolong Bags": ["Porcelain Mug", "Thermos"],
  "Yunnan Arabica": ["Hand Grinder", "Pour-over Kit", "Dark Chocolate"],
  "House Espresso": ["Milk Frother", "Hand Grinder", "Almond Biscotti"],
  "Cold Brew Packs": ["Thermos", "Dark Chocolate"],
  "Drip Bags": ["Porcelain Mug", "Almond Biscotti"],
  "Decaf Blend": ["Milk Frother", "Pour-over Kit"],
  "Single Origin Sidamo": ["Pour-over Kit", "Hand Grinder", "Dark Chocolate"],
  "Dinner Plate": ["Rice Bowl Pair", "Knife Set"],
  "Spring Festival Box": ["Mixed Nuts", "Walnut Crisps"],
  "Corporate Hamper": ["Tea Sampler", "Mixed Nuts"],
};

/** What a household buys once: kept for years, and used with what is bought again. */
export const durableCategories = ["Ceramics 陶瓷", "Kitchen 厨具"] as const;

/** First days of the Chinese New Year: trade swells before them and rests after. */
export const newYears =
  "2015-02-19 2016-02-08 2017-01-28 2018-02-16 2019-02-05 2020-01-25 2021-02-12 2022-02-01 2023-01-22 2024-02-10 2025-01-29 2026-02-17 2027-02-06 2028-01-26 2029-02-13 2030-02-03 2031-01-23 2032-02-11 2033-01-31 2034-02-19 2035-02-08".split(
    " ",
  );

/** Those that deals are lost to. */
export const competitors = ["Hilltop Tea 山顶茶业", "Harbour Coffee 海港咖啡", "Bluestone Supply 青石供应"];

/** Why deals are lost; in the first two a competitor may have a part. */
export const lossReasons = ["Price 价格", "Competitor 竞争对手", "No budget 没有预算", "No decision 迟迟未定"] as const;
