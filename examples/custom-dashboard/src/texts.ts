/** The page's own words. The elements bring theirs, and the server names metrics, categories and the like. */
const texts = {
  title: { en: "Sales overview", "zh-CN": "销售总览" },
  language: { en: "Language", "zh-CN": "语言" },
  theme: { en: "Theme", "zh-CN": "主题" },
  auto: { en: "System", "zh-CN": "跟随系统" },
  light: { en: "Light", "zh-CN": "浅色" },
  dark: { en: "Dark", "zh-CN": "深色" },
  outlook: { en: "Revenue this quarter", "zh-CN": "本季度销售额" },
  mix: { en: "Sales mix by category", "zh-CN": "各类别销售占比" },
  loading: { en: "Loading…", "zh-CN": "正在加载…" },
  failed: { en: "The sales mix could not be loaded.", "zh-CN": "无法加载销售占比。" },
  retry: { en: "Try again", "zh-CN": "重试" },
  empty: { en: "No sales in this period.", "zh-CN": "此期间没有销售。" },
  gained: { en: "gained most:", "zh-CN": "占比提升最多：" },
  others: { en: "Others", "zh-CN": "其他" },
  none: { en: "No category", "zh-CN": "无类别" },
  category: { en: "Category", "zh-CN": "类别" },
  share: { en: "Share", "zh-CN": "占比" },
  change: { en: "Change", "zh-CN": "变化" },
  points: { en: "pts", "zh-CN": "个百分点" },
  compared: { en: "Change against", "zh-CN": "变化对比：" },
  filterBy: { en: "Show this category only", "zh-CN": "只看此类别" },
} as const;

export type Language = "en" | "zh-CN";
export type TextKey = keyof typeof texts;

export const textOf = (key: TextKey, language: Language): string => texts[key][language];

/** The language of ours that a tag such as `zh-Hans` stands for. */
export const languageOf = (tag: string): Language => (tag.toLowerCase().startsWith("zh") ? "zh-CN" : "en");
