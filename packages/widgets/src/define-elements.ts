import { SalesProvider } from "./elements/sales-provider/sales-provider.ts";

type Element = CustomElementConstructor;

/** Where the class of each element is. The provider is there from the start: the others look for it. */
const classes: Readonly<Record<string, () => Element | Promise<Element>>> = {
  "sales-provider": () => SalesProvider,
  "period-picker": async () => (await import("./elements/period-picker/period-picker.ts")).PeriodPicker,
  "filter-bar": async () => (await import("./elements/filter-bar/filter-bar.ts")).FilterBar,
  "kpi-card": async () => (await import("./elements/kpi-card/kpi-card.ts")).KpiCard,
  "metric-chart": async () => (await import("./elements/metric-chart/metric-chart.ts")).MetricChart,
  "metric-table": async () => (await import("./elements/metric-table/metric-table.ts")).MetricTable,
  "driver-chart": async () => (await import("./elements/driver-chart/driver-chart.ts")).DriverChart,
  "rfm-matrix": async () => (await import("./elements/rfm-matrix/rfm-matrix.ts")).RfmMatrix,
  "cohort-grid": async () => (await import("./elements/cohort-grid/cohort-grid.ts")).CohortGrid,
  "customer-list": async () => (await import("./elements/customer-list/customer-list.ts")).CustomerList,
  "customer-card": async () => (await import("./elements/customer-card/customer-card.ts")).CustomerCard,
  "recommendation-list": async () =>
    (await import("./elements/recommendation-list/recommendation-list.ts")).RecommendationList,
  "recovery-list": async () => (await import("./elements/recovery-list/recovery-list.ts")).RecoveryList,
  "satisfaction-meter": async () =>
    (await import("./elements/satisfaction-meter/satisfaction-meter.ts")).SatisfactionMeter,
  "goal-progress": async () => (await import("./elements/goal-progress/goal-progress.ts")).GoalProgress,
  "leader-board": async () => (await import("./elements/leader-board/leader-board.ts")).LeaderBoard,
  "career-ladder": async () => (await import("./elements/career-ladder/career-ladder.ts")).CareerLadder,
  "hall-of-fame": async () => (await import("./elements/hall-of-fame/hall-of-fame.ts")).HallOfFame,
  "payout-simulator": async () => (await import("./elements/payout-simulator/payout-simulator.ts")).PayoutSimulator,
  "sales-funnel": async () => (await import("./elements/sales-funnel/sales-funnel.ts")).SalesFunnel,
  "pipeline-board": async () => (await import("./elements/pipeline-board/pipeline-board.ts")).PipelineBoard,
  "incentive-statement": async () =>
    (await import("./elements/incentive-statement/incentive-statement.ts")).IncentiveStatement,
  "swot-board": async () => (await import("./elements/swot-board/swot-board.ts")).SwotBoard,
  "alert-list": async () => (await import("./elements/alert-list/alert-list.ts")).AlertList,
  "economy-panel": async () => (await import("./elements/economy-panel/economy-panel.ts")).EconomyPanel,
  "competitor-grid": async () => (await import("./elements/competitor-grid/competitor-grid.ts")).CompetitorGrid,
  "demand-trends": async () => (await import("./elements/demand-trends/demand-trends.ts")).DemandTrends,
  "channel-shift": async () => (await import("./elements/channel-shift/channel-shift.ts")).ChannelShift,
  "budget-bars": async () => (await import("./elements/budget-bars/budget-bars.ts")).BudgetBars,
  "team-scorecard": async () => (await import("./elements/team-scorecard/team-scorecard.ts")).TeamScorecard,
};

const tags = Object.keys(classes);

/**
 * Defines the elements that stand in a document or a shadow root, and those that come into it later, so that a page
 * loads the code of what it shows and no more. What is found together is defined together: then its questions travel
 * as one request. The returned function stops looking.
 *
 * @example defineElements(document)
 */
export function defineElements(root: Document | ShadowRoot): () => void {
  const look = (places: Iterable<ParentNode>) => {
    const found = new Set<string>();
    for (const place of places) {
      if (place instanceof HTMLElement) found.add(place.localName);
      for (const element of place.querySelectorAll(tags.join())) found.add(element.localName);
    }
    void define(tags.filter((tag) => found.has(tag) && !customElements.get(tag)));
  };
  look([root]);
  const observer = new MutationObserver((records) => {
    look(records.flatMap(({ addedNodes }) => [...addedNodes].filter((node) => node instanceof HTMLElement)));
  });
  observer.observe(root, { childList: true, subtree: true });
  return () => observer.disconnect();
}

async function define(wanted: readonly string[]): Promise<void> {
  const loaded = await Promise.all(wanted.map(async (tag) => [tag, await classes[tag]!()] as const));
  for (const [tag, element] of loaded) if (!customElements.get(tag)) customElements.define(tag, element);
}
