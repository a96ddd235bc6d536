/** What all pages share: what the reader has chosen (language, theme, period and filters), remembered in this browser and settable by URL. */
const texts = {
  overview: ["Sales overview", "销售概览"],
  "customers-page": ["Customers", "客户"],
  subtitle: ["Intranet · Sales", "内部网 · 销售"],
  language: ["Language", "语言"],
  theme: ["Theme", "主题"],
  auto: ["As the system", "跟随系统"],
  light: ["Light", "浅色"],
  dark: ["Dark", "深色"],
  figures: ["Key figures", "关键指标"],
  course: ["How sales are doing", "销售情况"],
  reasons: ["Why", "变化原因"],
  buyers: ["Customers", "客户"],
  base: ["Who they are", "客户构成"],
  loyalty: ["Do they come back, and are they content?", "客户是否回购，是否满意"],
  offers: ["Customer by customer, and what to offer", "逐个客户与推荐"],
  pages: ["Pages", "页面"],
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
};

const apply = {
  language(value) {
    document.documentElement.lang = value;
    provider.setAttribute("locale", value);
    for (const element of document.querySelectorAll("[data-text]")) {
      const [english, chinese] = texts[element.dataset.text];
      element.textContent = value === "zh-CN" ? chinese : english;
    }
    for (const element of document.querySelectorAll("[data-label]")) {
      element.setAttribute("aria-label", texts[element.dataset.label][value === "zh-CN" ? 1 : 0]);
    }
    document.title = document.querySelector("h1").textContent;
  },
  theme(value) {
    document.documentElement.dataset.theme = value;
    provider.setAttribute("theme", value);
  },
};

const asked = new URLSearchParams(location.search);
const fallbacks = {
  language: navigator.language.startsWith("zh") ? "zh-CN" : "en",
  theme: "auto",
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

// The provider's attributes are what its picker and filters have chosen.
for (const name of ["period", "where"]) {
  const wanted = asked.get(name) ?? recall(name);
  if (wanted) provider.setAttribute(name, wanted);
}
new MutationObserver(() => {
  for (const name of ["period", "where"]) remember(name, provider.getAttribute(name) ?? "");
}).observe(provider, { attributeFilter: ["period", "where"] });

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
