/** The switches of the overview page: language, theme and period, remembered in this browser and settable by URL. */
const texts = {
  title: ["Sales overview", "销售概览"],
  subtitle: ["Intranet · Sales", "内部网 · 销售"],
  period: ["Period", "期间"],
  "last-12-months": ["Last 12 months", "最近 12 个月"],
  "year-to-date": ["This year so far", "今年至今"],
  "this-quarter": ["This quarter", "本季度"],
  "this-month": ["This month", "本月"],
  "last-quarter": ["Last quarter", "上季度"],
  "last-year": ["Last year", "去年"],
  language: ["Language", "语言"],
  theme: ["Theme", "主题"],
  auto: ["As the system", "跟随系统"],
  light: ["Light", "浅色"],
  dark: ["Dark", "深色"],
  figures: ["Key figures", "关键指标"],
  course: ["Where revenue comes from", "销售额来源"],
  buyers: ["Customers", "客户"],
  explore: ["Explore the data (GraphiQL)", "探索数据（GraphiQL）"],
  embed: [
    "Every figure here is a web component that works in any page.",
    "这里的每个图表都是可以放进任何网页的 Web 组件。",
  ],
};

const provider = document.querySelector("sales-provider");
const switches = {
  language: document.querySelector("#language"),
  theme: document.querySelector("#theme"),
  period: document.querySelector("#period"),
};

const apply = {
  language(value) {
    document.documentElement.lang = value;
    provider.setAttribute("locale", value);
    for (const element of document.querySelectorAll("[data-text]")) {
      const [english, chinese] = texts[element.dataset.text];
      element.textContent = value === "zh-CN" ? chinese : english;
    }
    document.title = document.querySelector("h1").textContent;
  },
  theme(value) {
    document.documentElement.dataset.theme = value;
    provider.setAttribute("theme", value);
  },
  period(value) {
    provider.setAttribute("period", value);
  },
};

const asked = new URLSearchParams(location.search);
const fallbacks = {
  language: navigator.language.startsWith("zh") ? "zh-CN" : "en",
  theme: "auto",
  period: "year-to-date",
};

for (const [name, select] of Object.entries(switches)) {
  const offered = [...select.options].map((option) => option.value);
  const wanted = [asked.get(name), recall(name), fallbacks[name]].find((value) => offered.includes(value));
  select.value = wanted;
  apply[name](wanted);
  select.addEventListener("change", () => {
    apply[name](select.value);
    remember(name, select.value);
  });
}

/** A browser may forbid storage; then the choice lasts as long as the page. */
function recall(name) {
  try {
    return localStorage.getItem(`sales-${name}`);
  } catch {
    return null;
  }
}

function remember(name, value) {
  try {
    localStorage.setItem(`sales-${name}`, value);
  } catch {}
}
