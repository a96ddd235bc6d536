import { amount, boolean, choice, date, id, name, period, reference, text } from "./column-makers.ts";
import type { ImportTable } from "./column-types.ts";

const competitor = reference("competitor", "competitors", "Whose.", "竞争对手。", { required: true });
const category = text("category", "The product category that it is about.", "相关的产品类别。");
const source = text("source", "Where it was found.", "来源。");

/** What is known of the market: the economy, competitors, what people ask for, and technologies. */
export const marketColumns: readonly ImportTable[] = [
  {
    name: "indicators",
    noun: "series",
    record: "indicator",
    key: ["id"],
    description: { en: "Series of figures about the economy.", "zh-CN": "宏观经济指标。" },
    columns: [
      id(),
      name(),
      text("name_zh", "Name in Chinese.", "中文名称。"),
      choice(
        "kind",
        ["UNEMPLOYMENT", "OUTPUT", "PRICES", "INFLATION", "INTEREST_RATE", "OTHER"],
        "By which rules it is read: unemployment, inflation and interest in percent (4.2 is 4.2 %), output and prices as levels.",
        "判读规则：失业率、通货膨胀率、利率以百分数表示（4.2 即 4.2 %），产出与价格为水平值。",
        { fallback: "'OTHER'" },
      ),
      text("unit", "Unit of its values.", "数值的单位。"),
      choice("frequency", ["MONTH", "QUARTER", "YEAR"], "How often it has a value.", "频率。", { fallback: "'MONTH'" }),
      text("country", "Which economy it is of.", "所属经济体。"),
      source,
    ],
  },
  {
    name: "indicator_values",
    noun: "value",
    record: "indicator_value",
    key: ["id"],
    keyOf: ["series", "period"],
    description: {
      en: "The values of series, one a period; several series may be in one file.",
      "zh-CN": "各指标每一期的数值；一个文件可包含多个指标。",
    },
    columns: [
      text("id", "The source system's own key.", "来源系统中的主键。", {
        fallbackText: { en: "`series` and first day", "zh-CN": "`series` 与首日" },
      }),
      reference("series", "indicators", "Which series.", "指标。", { required: true }),
      period("period", "Which month, quarter or year.", "所属的月、季或年。", { required: true, past: true }),
      amount("value", "Its value.", "数值。", { required: true }),
    ],
  },
  {
    name: "competitors",
    noun: "competitor",
    record: "competitor",
    key: ["id"],
    description: {
      en: "Competitors, and the company itself beside them.",
      "zh-CN": "竞争对手；本公司也可列入以便比较。",
    },
    columns: [id(), name(), boolean("own", "Whether it is the company itself.", "是否为本公司。")],
  },
  {
    name: "competitor_figures",
    noun: "figure",
    record: "competitor_figure",
    key: ["id"],
    description: { en: "What was observed of competitors on a day.", "zh-CN": "对竞争对手的观察。" },
    columns: [
      id(),
      competitor,
      choice("topic", ["FEATURE", "PRICE", "SHARE", "REVIEW"], "What it is about.", "方面。", { required: true }),
      text(
        "name",
        "The feature, the product with a price, the market that is shared, the place of reviews.",
        "功能、定价的产品、所分的市场，或评价的出处。",
        { required: true },
      ),
      category,
      amount("value", "Its value; of SHARE 0 to 1, so 0.4 is 40 %.", "数值；SHARE 为 0 到 1，0.4 即 40 %。"),
      text("text", "Or in words.", "或以文字说明。"),
      date("day", "Day of the observation.", "观察日期。", { required: true, past: true }),
      source,
    ],
  },
  {
    name: "competitor_moves",
    noun: "move",
    record: "competitor_move",
    key: ["id"],
    description: { en: "What competitors did on a day.", "zh-CN": "竞争对手的举动。" },
    columns: [
      id(),
      competitor,
      date("day", "When.", "日期。", { required: true, past: true }),
      choice("kind", ["NEW_PRODUCT", "NEW_SERVICE", "CAMPAIGN", "PRICE_CHANGE"], "Of what kind.", "类型。", {
        required: true,
      }),
      text("name", "What.", "内容。", { required: true }),
      category,
      source,
    ],
  },
  {
    name: "demand_signals",
    noun: "signal",
    record: "demand_signal",
    key: ["id"],
    description: { en: "Signs of what the market wants.", "zh-CN": "市场需求的信号。" },
    columns: [
      id(),
      text("topic", "What is asked for, in a few words.", "主题。", { required: true }),
      category,
      choice("source", ["SURVEY", "FEEDBACK", "RESEARCH", "SEARCH"], "How it became known.", "来源。", {
        required: true,
      }),
      date("day", "When.", "日期。", { required: true, past: true }),
      amount("sentiment", "-1 (bad) to 1 (good).", "情绪：-1（负面）到 1（正面）。"),
      amount("weight", "How much it weighs beside others.", "权重。", { fallback: "1", minimum: 0 }),
    ],
  },
  {
    name: "technology_signals",
    noun: "technology",
    record: "technology_signal",
    key: ["id"],
    description: {
      en: "The stage that a technology has had from a day on: a row a stage.",
      "zh-CN": "技术自某日起所处的阶段，每个阶段一行。",
    },
    columns: [
      id(),
      text("name", "Which technology.", "技术名称。", { required: true }),
      choice(
        "stage",
        ["ASSESS", "TRIAL", "ADOPT", "HOLD"],
        "Looked at, tried, used, or put off.",
        "评估、试用、采用或搁置。",
        { required: true },
      ),
      date("since", "From which day on.", "起始日期。", { required: true, past: true }),
      text(
        "channel",
        "The channel of sales that it affects, as orders name it.",
        "受影响的销售渠道，与订单中的写法一致。",
      ),
      text("process", "Or the process.", "或受影响的流程。"),
      source,
    ],
  },
];
