import "./frame.js";
import { showAccess } from "./access.js";

/** What all pages share: what the reader has chosen (language, theme, period and filters), remembered in this browser and settable by URL. */
const texts = {
  overview: ["Sales overview", "销售概览"],
  "customers-page": ["Customers", "客户"],
  "incentives-page": ["Incentives", "激励"],
  "market-page": ["Market", "市场"],
  "pipeline-page": ["Pipeline", "销售管道"],
  stages: ["Where deals are lost, and how long they take", "商机在哪里流失，需要多久"],
  "open-deals": ["What is open, and what it will bring", "进行中的商机与预计金额"],
  attention: ["What needs attention today", "今日需关注"],
  "team-page": ["Team and budget", "团队与预算"],
  "studio-page": ["Studio", "组件工作台"],
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
  view: ["View", "视角"],
  "rep-view": ["A sales rep’s", "销售人员"],
  "manager-view": ["A manager’s", "经理"],
  standing: ["Where you stand", "当前名次"],
  pay: ["What you are paid, and why", "收入与依据"],
  "own-goals": ["Your goals", "我的目标"],
  career: ["Your next step", "职业发展"],
  "team-goals": ["Goals", "目标"],
  ranking: ["Who does best", "排行"],
  statements: ["What is paid", "激励结算"],
  honours: ["Honours", "荣誉"],
  rivals: ["Us and the others", "竞争对手动态"],
  wishes: ["Demand and the economy", "需求与宏观经济"],
  ways: ["Channels and technology", "渠道与技术"],
  spending: ["What selling costs, and what comes of it", "销售花费与回报"],
  people: ["How each of the team does", "成员表现"],
  pages: ["Pages", "页面"],
  unguarded: [
    "No keys are configured: this server answers this machine only, and whoever uses it sees everything.",
    "尚未配置密钥：此服务器只响应本机，任何使用本机的人都能看到全部数据。",
  ],
  token: ["This server wants an access token", "此服务器需要访问令牌"],
  "token-refused": ["This access token doesn’t hold any more; give another", "访问令牌已失效，请输入新的令牌"],
  "token-help": [
    "It is kept while this tab is open, and sent to this server only. Whoever runs the server makes one by:",
    "令牌仅在此标签页打开期间保留，只发送给此服务器。服务器管理员可用以下命令生成：",
  ],
  open: ["Open", "打开"],
  "sign-out": ["Forget the token", "清除令牌"],
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
    speak(document);
    document.title = document.querySelector("h1").textContent;
  },
  theme(value) {
    document.documentElement.dataset.theme = value;
    provider.setAttribute("theme", value);
  },
};

/** Writes what a part of the page says in the chosen language. */
export function speak(root) {
  const place = switches.language.value === "zh-CN" ? 1 : 0;
  for (const element of root.querySelectorAll("[data-text]")) {
    element.textContent = texts[element.dataset.text][place];
  }
  for (const element of root.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", texts[element.dataset.label][place]);
  }
}

export const asked = new URLSearchParams(location.search);
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
export function recall(name) {
  try {
    return localStorage.getItem(`sales-${name}`);
  } catch {
    return null;
  }
}

export function remember(name, value) {
  try {
    localStorage.setItem(`sales-${name}`, value);
  } catch {}
}

showAccess(speak);
