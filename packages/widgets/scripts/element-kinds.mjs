/**
 * The kinds of pages, and the elements that stand on each beside the provider and `<kpi-card>`, which all of them share.
 * Code and words of a kind come together, and only to the pages that show it.
 */
export const elementKinds = {
  sales: ["period-picker", "filter-bar", "metric-chart", "metric-table", "driver-chart"],
  customers: [
    "rfm-matrix",
    "cohort-grid",
    "customer-list",
    "customer-card",
    "recovery-list",
    "satisfaction-meter",
    "recommendation-list",
  ],
  incentives: [
    "goal-progress",
    "leader-board",
    "incentive-statement",
    "payout-simulator",
    "hall-of-fame",
    "career-ladder",
  ],
  market: ["swot-board", "economy-panel", "competitor-grid", "demand-trends", "channel-shift"],
  team: ["alert-list", "budget-bars", "team-scorecard"],
  pipeline: ["sales-funnel", "pipeline-board"],
};

/** What lies outside the elements' folders and is shared by those of one kind only. */
const sharedWithin = { incentives: ["disclosure"], market: ["market/around", "market/figures"] };

/** The kind that a source file belongs to, by its path below `src`; undefined for what every page loads. */
export function kindOfFile(path) {
  const [, element] = /^elements\/([^/]+)\//.exec(path) ?? [];
  const stem = path.replace(/\.[^/]*$/, "");
  return Object.keys(elementKinds).find(
    (kind) => elementKinds[kind].includes(element) || sharedWithin[kind]?.includes(stem),
  );
}
