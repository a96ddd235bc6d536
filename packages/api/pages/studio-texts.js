/** What the studio says, in English and Chinese. */
export const texts = {
  elements: ["Elements", "组件"],
  search: ["Search elements", "搜索组件"],
  "nothing-found": ["No element is called that.", "没有这样的组件。"],
  "no-elements": [
    "The list of elements could not be loaded. Load the page again.",
    "无法加载组件列表，请重新加载页面。",
  ],
  "no-catalog": [
    "This token runs the elements’ own questions only, so there are no suggestions: type the ids.",
    "此令牌只能运行组件自身的查询，因此没有候选项：请直接输入标识。",
  ],
  "whole-page": ["The whole page", "整个页面"],
  where: ["Filter as JSON", "筛选条件（JSON）"],
  "bad-where": [
    'this is no filter; expected JSON such as {"region":{"in":["North"]}}',
    '不是有效的筛选条件；应为 JSON，例如 {"region":{"in":["North"]}}',
  ],
  default: ["as usual", "默认"],
  preview: ["Preview", "预览"],
  width: ["Width", "宽度"],
  snippet: ["Put it into your page", "放进您的网页"],
  copy: ["Copy", "复制"],
  copied: ["Copied", "已复制"],
  "copy-yourself": ["Selected: press Ctrl+C", "已选中：请按 Ctrl+C"],
  signing: ["Who sees it", "谁能看到"],
  signed: ["The page’s own server signs tokens", "由网页自己的服务器签发令牌"],
  "signing-help": [
    "This function goes into the example of a token server in your language (examples/token-server). The token then shows what is chosen here and nothing else.",
    "将此函数放入对应语言的令牌服务器示例（examples/token-server）。令牌只能显示此处所选的内容。",
  ],
  origin: ["Address of the page’s site", "网页所在站点的地址"],
  "bad-origin": [
    "expected scheme, host and port alone, such as https://intranet.example.com",
    "只能包含协议、主机和端口，例如 https://intranet.example.com",
  ],
  scope: ["What it shows of the company", "可见范围"],
  "scope-company": ["Everything", "全公司"],
  "scope-teams": ["Some teams", "部分团队"],
  "scope-rep": ["One sales rep", "一名销售人员"],
  keys: ["Their keys in the source system", "在源系统中的编号"],
  "no-keys": [
    "No key yet: a token without one is refused. Several teams are separated by spaces.",
    "尚未填写编号：没有编号的令牌会被拒绝。多个团队用空格分隔。",
  ],
  hide: ["Put the filter into the token, so that readers can’t remove it", "将筛选条件放进令牌，读者无法移除"],
};

/** The kinds of pages; what all of them share has none. */
export const kinds = {
  null: ["Basics", "基础"],
  sales: ["Sales", "销售"],
  customers: ["Customers", "客户"],
  incentives: ["Incentives", "激励"],
  market: ["Market", "市场"],
  team: ["Team and budget", "团队与预算"],
  pipeline: ["Pipeline", "销售管道"],
};

/** What the elements' reference says, in Chinese, by its English text. */
export const translated = {
  "Endpoint, token, period, filters, locale and theme for what is inside it.":
    "为其中的组件提供地址、令牌、期间、筛选、语言和主题。",
  "Changes the provider's period.": "更改页面的期间。",
  "Changes the provider's filters.": "更改页面的筛选条件。",
  "One metric: value, comparison, sparkline.": "一个指标：数值、对比和走势。",
  "Metrics over time or by a dimension: line, bar, stacked, area, doughnut.":
    "按时间或维度显示指标：折线、柱状、堆叠、面积、环形。",
  "Rows × metrics: sorting, totals, comparison.": "行 × 指标：排序、合计、对比。",
  "What changed a metric: a waterfall of price, volume, mix, or of a dimension.":
    "指标变化的原因：价格、数量、结构或某一维度的瀑布图。",
  "The R × F grid with segments; a click lists the customers.": "带分群的 R × F 矩阵；点击列出客户。",
  "Retention by the month of the first purchase.": "按首次购买月份的留存。",
  "A table of customers with activity and segment: search, filters, sorting, paging.":
    "带活跃度和分群的客户表：搜索、筛选、排序、分页。",
  "One customer: figures, history, needs, satisfaction, recommendations.": "单个客户：指标、历史、需求、满意度、推荐。",
  "What to offer to whom, and why.": "向谁推荐什么，为什么。",
  "NPS, CSAT or CES with its margin of error.": "带误差范围的 NPS、CSAT 或 CES。",
  "Customers to win back, by value at stake.": "待挽回的客户，按可能损失的金额排序。",
  "Goals: how far they are, how far they should be, and whether they are SMART.":
    "目标：进度、应有进度，以及是否符合 SMART。",
  "A ranking of reps or teams, with movement.": "销售人员或团队的排行及名次变化。",
  "A pay statement that explains itself, or the list of all.": "逐项说明依据的激励结算单，或全部列表。",
  "What a deal that isn't made yet would pay, and how far the next tier is.":
    "尚未成交的商机能带来多少激励，以及离下一档还有多远。",
  "Honours by period: who was given which title.": "按期间的荣誉：谁获得了哪个称号。",
  "Career levels, who is ready for the next one, and what is missing.": "职业级别，谁可以晋升，还缺什么。",
  "SWOT by stated rules, with evidence.": "按明示规则得出的 SWOT，附依据。",
  "Alerts by rules, to be acknowledged.": "按规则产生、待确认的提醒。",
  "The phase of the economy, and what follows from it.": "经济所处阶段及其影响。",
  "Us and our competitors, and what they did.": "我们与竞争对手，以及对手的动作。",
  "What is asked for more and less, and what isn't served.": "需求的上升与下降，以及尚未满足的需求。",
  "The mix of channels over time, and technologies.": "渠道结构的变化与技术。",
  "The sales funnel with rates and time in each stage.": "销售漏斗，含各阶段转化率与停留时间。",
  "The pipeline: open deals by stage, coverage, forecast, reasons of losses.":
    "销售管道：各阶段商机、覆盖率、预测、输单原因。",
  "Budgets against spending, by category, team or month.": "按类别、团队或月份对比预算与支出。",
  "Scorecards of reps beside their peers.": "销售人员的记分卡，与同伴对照。",

  "The language and number format, a BCP 47 tag such as `en-GB` or `zh-CN`.":
    "语言和数字格式，BCP 47 标签，例如 `en-GB` 或 `zh-CN`。",
  "How all elements inside look: `plain` (default), `compact` (denser), `contrast` (stronger colours and lines), and `light`, `dark` or `auto` for the page's own. Several go together, such as `compact dark`.":
    "组件的外观：`plain`（默认）、`compact`（更紧凑）、`contrast`（颜色和线条更明显），以及 `light`、`dark` 或跟随网页的 `auto`。可组合使用，例如 `compact dark`。",
  "The day to look from, `YYYY-MM-DD`, for data that ends in the past.":
    "以哪一天为“今天”，`YYYY-MM-DD`，用于截至过去的数据。",
  "Seconds after which the elements ask again.": "每隔多少秒重新查询。",
  "The elements ask again whenever the server says that its data changed.": "服务器通知数据变化时重新查询。",
  "What is selected in one element filters the others.": "在一个组件中选中的内容会筛选其他组件。",
  "All elements inside offer their figures as CSV, and drawings as PNG.": "所有组件都可下载 CSV 数据和 PNG 图片。",
  "CSV files begin with lines that say what the figures are of.": "CSV 文件开头注明数据的内容。",

  "The periods on offer, such as `this-month last-month FY2024`; without it the usual ones.":
    "可选的期间，例如 `this-month last-month FY2024`；不填则为常用期间。",
  "The dimensions to filter by, such as `channel region team`.": "用于筛选的维度，例如 `channel region team`。",
  "The metric that values are ordered by and shown with; default `revenue`.":
    "用于排序并随值显示的指标；默认 `revenue`。",
  "The metric's id, such as `revenue` or `profitMargin`.": "指标标识，例如 `revenue` 或 `profitMargin`。",
  "What to compare with: `previous-period` (default), `previous-year` or `none`.":
    "对比对象：`previous-period`（默认）、`previous-year` 或 `none`。",
  "A name of your own; without it the catalogue's.": "自定义名称；不填则用目录中的名称。",
  "Say where a running period is heading.": "说明进行中的期间预计达到多少。",
  "Show the company's figure, without the page's filters, also to who sees a part of it.":
    "显示全公司的数值，不受页面筛选影响，只能看到一部分的人也能看到。",
  "The metric's id, or several separated by spaces; `revenue:share` reads one in its own way. At most two units fit.":
    "指标标识，多个用空格分隔；`revenue:share` 表示以占比读取。最多两种单位。",
  "`day`, `week`, `month` (default), `quarter`, `year`, `fiscal-month`, `fiscal-quarter`, `fiscal-year`; or a dimension of the catalogue: `channel`, `region`, `country`, `customer-kind`, `industry`, `segment`, `source`, `category`, `new-or-returning`, `team`, `rep`, `customer`, `product`.":
    "`day`、`week`、`month`（默认）、`quarter`、`year`、`fiscal-month`、`fiscal-quarter`、`fiscal-year`；或目录中的维度：`channel`、`region`、`country`、`customer-kind`、`industry`、`segment`、`source`、`category`、`new-or-returning`、`team`、`rep`、`customer`、`product`。",
  "With one metric: a second dimension, each value of which has a series of its own. The largest six, then others.":
    "仅一个指标时：第二个维度，其每个值为一条序列。显示最大的六个，其余合并。",
  "`line` (default over time), `bar` (default by a dimension), `stacked` bars, `area`, or `doughnut`.":
    "`line`（按时间时的默认）、`bar`（按维度时的默认）、`stacked` 堆叠柱、`area` 面积或 `doughnut` 环形。",
  "How to read the metrics: `value` (default), `share`, `running`, `moving` or `moving-6`, `change`, `difference`.":
    "指标的读法：`value`（默认）、`share` 占比、`running` 累计、`moving` 或 `moving-6` 移动平均、`change` 变化率、`difference` 差额。",
  "Also show, or read changes against, `previous-period` or `previous-year`.":
    "同时显示 `previous-period` 或 `previous-year`，或以其为基准计算变化。",
  "How many values of a dimension to show before the others; default 8, in a ring and for `split` at most 6.":
    "除“其他”外显示多少个维度值；默认 8，环形图和 `split` 最多 6。",
  "Over time: a click or Enter goes into a point, down to its days.": "按时间时：点击或按回车可逐级下钻到天。",
  "With one metric over time: how the running period is likely to go on.": "单个指标按时间时：进行中的期间的可能走势。",
  "A heading of your own.": "自定义标题。",
  "Show the table in place of the drawing.": "以表格代替图形。",
  "The metrics' ids, separated by spaces; each may say how it is read: `revenue revenue:share orders:moving-6`.":
    "指标标识，用空格分隔；可注明读法：`revenue revenue:share orders:moving-6`。",
  "The dimension that the rows are of, or several: `product`, `team rep`, `month`.":
    "行的维度，可多个：`product`、`team rep`、`month`。",
  "Also show each metric in the `previous-period` or `previous-year`, and how it changed.":
    "同时显示各指标在 `previous-period` 或 `previous-year` 的值及变化。",
  "The column to sort by, such as `revenue`, `revenue:change`, `product`; a leading `-` turns it round.":
    "排序的列，例如 `revenue`、`revenue:change`、`product`；前加 `-` 则倒序。",
  "Rows on a page; default 20.": "每页行数；默认 20。",
  "Leave the total out.": "不显示合计。",
  "The metric's id; `revenue` unless said.": "指标标识；默认 `revenue`。",
  "The dimension that the change is followed through; `product` unless said.": "分解变化所用的维度；默认 `product`。",
  "What to compare with: `previous-period` (default) or `previous-year`.":
    "对比对象：`previous-period`（默认）或 `previous-year`。",
  "`effects` (price, volume, mix …; the default by product or category) or `contributions` of the dimension's values.":
    "`effects`（价格、数量、结构等；按产品或类别时的默认）或各维度值的 `contributions`。",
  "How many contributions to show before the others; default 10.": "除“其他”外显示多少项贡献；默认 10。",
  "What the colours stand for: `customers` (default), `revenue` or `average-spend`.":
    "颜色表示：`customers`（默认）、`revenue` 或 `average-spend`。",
  "Scores from 1 to 3, 4 or 5; those of the company's own segments, else 5, unless said.":
    "评分为 1 至 3、4 或 5；默认按公司自己的分群，否则为 5。",
  "Shows who has moved between segments since this day, `YYYY-MM-DD`; set but empty, since three months ago.":
    "显示自该日（`YYYY-MM-DD`）以来在分群间移动的客户；设为空值则自三个月前起。",
  "What is followed: `customers` (default), their `revenue`, or their `orders`.":
    "跟踪的内容：`customers`（默认）、其 `revenue` 或其 `orders`。",
  "The steps: `month` (default), `quarter` or `year`.": "步长：`month`（默认）、`quarter` 或 `year`。",
  "What the cells say: the `share` of the first step (default), or the `value` itself.":
    "单元格内容：占首期的 `share`（默认），或 `value` 本身。",
  "How many steps after the first to show; all there are unless said.": "首期之后显示多少步；默认全部。",
  "What to search for in names.": "在名称中搜索的内容。",
  "The column to sort by: `name`, `activity`, `revenue`, `orders`, `last-order`; a leading `-` turns it round. Default `-revenue`.":
    "排序的列：`name`、`activity`、`revenue`、`orders`、`last-order`；前加 `-` 则倒序。默认 `-revenue`。",
  "Only customers of this activity: `active`, `cooling`, `dormant`, `lost` or `prospect`.":
    "仅此活跃度的客户：`active`、`cooling`、`dormant`、`lost` 或 `prospect`。",
  "Only customers of this RFM segment, by its id such as `at-risk`.": "仅此 RFM 分群的客户，填标识，例如 `at-risk`。",
  "Rows on a page; default 10.": "每页行数；默认 10。",
  "The customer, by the source system's own key or the global id.": "客户，填源系统编号或全局标识。",
  "A customer, by the source system's own key or the global id: what to offer them.":
    "客户，填源系统编号或全局标识：向其推荐什么。",
  "An RFM segment, such as `champions`: what to offer to whom in it.":
    "RFM 分群，例如 `champions`：向其中的谁推荐什么。",
  "A product, by the source system's own key or the global id: whom to offer it.":
    "产品，填源系统编号或全局标识：向谁推荐它。",
  "Which survey: `nps` (default), `csat` or `ces`.": "哪种调查：`nps`（默认）、`csat` 或 `ces`。",
  "A dimension whose values are rows, those with the most answers first: `region`, `team`, `customer-kind` …":
    "以其值为行的维度，回答多的在前：`region`、`team`、`customer-kind` 等。",
  "What to compare with: `previous-period`, `previous-year` (default) or `none`.":
    "对比对象：`previous-period`、`previous-year`（默认）或 `none`。",
  "At most so many rows; default 8.": "最多行数；默认 8。",
  "Only those whom nobody has been in touch with since.": "仅此后无人联系过的客户。",
  "Only those with at least this value at stake, in the reporting currency.":
    "仅可能损失不低于此金额（报表货币）的客户。",
  "How many days back an answer still counts; default 365.": "多少天以内的回答仍然有效；默认 365。",
  "One goal, by the source system's own key; it is open from the start.": "一个目标，填源系统编号；一开始即展开。",
  "Only the tops of trees: goals that contribute to no other; each opens into those that contribute to it.":
    "仅树的顶层：不再支撑其他目标的目标；可逐层展开其下级。",
  "Only goals that count for this team or its sub-teams, by the source system's own key.":
    "仅计入该团队及其下级团队的目标，填源系统编号。",
  "Only this rep's goals, by the source system's own key.": "仅该销售人员的目标，填源系统编号。",
  "Only goals of these metrics, by id, separated by spaces.": "仅这些指标的目标，填标识，用空格分隔。",
  "Only goals that stand like this: `not-started`, `on-track`, `at-risk`, `behind`, `reached`, `missed`; several separated by spaces.":
    "仅处于这些状态的目标：`not-started`、`on-track`、`at-risk`、`behind`、`reached`、`missed`；多个用空格分隔。",
  "Goals on a page; default 10.": "每页目标数；默认 10。",
  "Who is ranked: `rep` (default) or `team`.": "排行对象：`rep`（默认）或 `team`。",
  "How many ranks, 1 to 500; default 10. Equals of the last one come too.":
    "名次数，1 至 500；默认 10。与末位并列者一并显示。",
  "The rep or team whose row is marked, by its global id, which `sales-select` tells as `key`.":
    "标出其所在行的销售人员或团队，填全局标识，即 `sales-select` 给出的 `key`。",
  "Whose, by the source system's own key or the global id; without it the list of all.":
    "谁的结算单，填源系统编号或全局标识；不填则列出全部。",
  "Statements on a page of the list; default 20.": "列表每页结算单数；默认 20。",
  "Whose pay, by the source system's own key or the global id.": "谁的激励，填源系统编号或全局标识。",
  "The amount to begin with.": "起始金额。",
  "Only this rep's honours, by the source system's own key or the global id.":
    "仅该销售人员的荣誉，填源系统编号或全局标识。",
  "Only honours of this team and of its reps at the time, by the source system's own key or the global id.":
    "仅该团队及其当时成员的荣誉，填源系统编号或全局标识。",
  "Honours on a page; default 12.": "每页荣誉数；默认 12。",
  "Whose career, by the source system's own key or the global id; without it a list.":
    "谁的职业发展，填源系统编号或全局标识；不填则为列表。",
  "In the list, only who is in this team or its sub-teams today, by the source system's own key or the global id.":
    "列表中仅今天属于该团队及其下级团队的人，填源系统编号或全局标识。",
  "In the list, only who is `ready`, `close` or `not-yet`; several separated by spaces.":
    "列表中仅 `ready`、`close` 或 `not-yet` 的人；多个用空格分隔。",
  "Reps on a page of the list; default 10.": "列表每页人数；默认 10。",
  'Where to look closer, as JSON by topic: `{"SALES": "/sales", "CUSTOMERS": "/customers", "PIPELINE": …, "TEAM": …, "MARKET": …}`.':
    '进一步查看的网址，按主题的 JSON：`{"SALES": "/sales", "CUSTOMERS": "/customers", "PIPELINE": …, "TEAM": …, "MARKET": …}`。',
  "Show also what is over.": "同时显示已解除的提醒。",
  "Only alerts of these rules, by their ids, separated by spaces.": "仅这些规则的提醒，填标识，用空格分隔。",
  "Alerts on a page; default 10.": "每页提醒数；默认 10。",
  "Only series of this country, as they name it; all unless said.": "仅该国家的序列，按序列中的写法；默认全部。",
  "Only these, separated by spaces: `feature`, `price`, `share`, `review`; all unless said.":
    "仅这些，用空格分隔：`feature`、`price`、`share`、`review`；默认全部。",
  "Days before and after a move that are compared, 14 to 365; default 28.": "对比动作前后的天数，14 至 365；默认 28。",
  "Only signals from these, separated by spaces: `survey`, `feedback`, `research`, `search`, `need`, `comment`; all unless said.":
    "仅来自这些来源的信号，用空格分隔：`survey`、`feedback`、`research`、`search`、`need`、`comment`；默认全部。",
  "At most so many topics beside those that rise or fall, and so many needs; default 8.":
    "除上升或下降者外最多显示的主题数和需求数；默认 8。",
  "The steps: `month`, `quarter` or `year`; by the period's length unless said.":
    "步长：`month`、`quarter` 或 `year`；默认由期间长度决定。",
  "Days before and after an adoption that are compared, 14 to 365; default 28.":
    "对比采用前后的天数，14 至 365；默认 28。",
  "What the bars are as long as: the number of `deals` (default), or their `amount`.":
    "条形长度表示：商机数 `deals`（默认）或金额 `amount`。",
  "How many deals each stage names, 0 to 100; default 6.": "每个阶段列出的商机数，0 至 100；默认 6。",
  "Leaves coverage and forecast out.": "不显示覆盖率和预测。",
  "Leaves out why and to whom deals were lost.": "不显示输单原因和对手。",
  "What bars are one of: `category` (default), `team` or `month`.": "条形按：`category`（默认）、`team` 或 `month`。",
  "Only budgets of this team and its sub-teams, by the source system's own key or the global id.":
    "仅该团队及其下级团队的预算，填源系统编号或全局标识。",
  "Only budgets of this category.": "仅该类别的预算。",
  "Leaves out what was spent in all, where another element beside it says so.":
    "不显示总支出，适合旁边已有组件显示的情况。",
  "Only this rep's card, by the source system's own key or the global id.":
    "仅该销售人员的记分卡，填源系统编号或全局标识。",
  "Only who is in this team or its sub-teams today.": "仅今天属于该团队及其下级团队的人。",
  "With whom they are compared: `company` (default) or `team`.": "与谁比较：`company`（默认）或 `team`。",
  "Reps on a page; default 10.": "每页人数；默认 10。",
};
