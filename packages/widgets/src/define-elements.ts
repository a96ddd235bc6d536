type Element = CustomElementConstructor;

/**
 * Where the class of each element is; the provider comes first, since the others look for it. What pages of a kind show
 * comes as one file.
 */
const classes: Readonly<Record<string, () => Promise<Element>>> = {
  "sales-provider": async () => (await import("./kinds/common.ts")).SalesProvider,
  "kpi-card": async () => (await import("./kinds/common.ts")).KpiCard,
  "period-picker": async () => (await import("./kinds/sales.ts")).PeriodPicker,
  "filter-bar": async () => (await import("./kinds/sales.ts")).FilterBar,
  "metric-chart": async () => (await import("./kinds/sales.ts")).MetricChart,
  "metric-table": async () => (await import("./kinds/sales.ts")).MetricTable,
  "driver-chart": async () => (await import("./kinds/sales.ts")).DriverChart,
  "rfm-matrix": async () => (await import("./kinds/customers.ts")).RfmMatrix,
  "cohort-grid": async () => (await import("./kinds/customers.ts")).CohortGrid,
  "customer-list": async () => (await import("./kinds/customers.ts")).CustomerList,
  "customer-card": async () => (await import("./kinds/customers.ts")).CustomerCard,
  "recovery-list": async () => (await import("./kinds/customers.ts")).RecoveryList,
  "satisfaction-meter": async () => (await import("./kinds/customers.ts")).SatisfactionMeter,
  "recommendation-list": async () => (await import("./kinds/customers.ts")).RecommendationList,
  "goal-progress": async () => (await import("./kinds/incentives.ts")).GoalProgress,
  "leader-board": async () => (await import("./kinds/incentives.ts")).LeaderBoard,
  "incentive-statement": async () => (await import("./kinds/incentives.ts")).IncentiveStatement,
  "payout-simulator": async () => (await import("./kinds/incentives.ts")).PayoutSimulator,
  "hall-of-fame": async () => (await import("./kinds/incentives.ts")).HallOfFame,
  "career-ladder": async () => (await import("./kinds/incentives.ts")).CareerLadder,
  "swot-board": async () => (await import("./kinds/market.ts")).SwotBoard,
  "economy-panel": async () => (await import("./kinds/market.ts")).EconomyPanel,
  "competitor-grid": async () => (await import("./kinds/market.ts")).CompetitorGrid,
  "demand-trends": async () => (await import("./kinds/market.ts")).DemandTrends,
  "channel-shift": async () => (await import("./kinds/market.ts")).ChannelShift,
  "alert-list": async () => (await import("./kinds/team.ts")).AlertList,
  "budget-bars": async () => (await import("./kinds/team.ts")).BudgetBars,
  "team-scorecard": async () => (await import("./kinds/team.ts")).TeamScorecard,
  "sales-funnel": async () => (await import("./kinds/pipeline.ts")).SalesFunnel,
  "pipeline-board": async () => (await import("./kinds/pipeline.ts")).PipelineBoard,
};

const tags = Object.keys(classes);

/**
 * Defines the elements that stand in a document or a shadow root, and those that come into it later, so that a page
 * loads the code of what it shows and no more. What is found together is defined together: then its questions travel
 * as one request. The returned function stops looking.
 *
 * @param before what has to be there before the first of them
 * @example defineElements(document)
 */
export function defineElements(root: Document | ShadowRoot, before?: Promise<unknown>): () => void {
  const look = (places: Iterable<ParentNode>) => {
    const found = new Set<string>();
    for (const place of places) {
      if (place instanceof HTMLElement) found.add(place.localName);
      for (const element of place.querySelectorAll(tags.join())) found.add(element.localName);
    }
    void define(
      tags.filter((tag) => found.has(tag) && !customElements.get(tag)),
      before,
    );
  };
  look([root]);
  const observer = new MutationObserver((records) => {
    look(records.flatMap(({ addedNodes }) => [...addedNodes].filter((node) => node instanceof HTMLElement)));
  });
  observer.observe(root, { childList: true, subtree: true });
  return () => observer.disconnect();
}

async function define(wanted: readonly string[], before?: Promise<unknown>): Promise<void> {
  const loaded = await Promise.all(wanted.map(async (tag) => [tag, await classes[tag]!()] as const));
  await before;
  for (const [tag, element] of loaded) if (!customElements.get(tag)) customElements.define(tag, element);
}
