/** What is chosen in the studio as a tree of elements: what the preview shows, and what the snippets are written from. */

/** Elements that change others are shown with one that they change. */
const companions = new Set(["sales-provider", "period-picker", "filter-bar"]);
const card = { name: "kpi-card", attributes: [["metric", "revenue"]], children: [] };

/**
 * @param state what is chosen
 * @param places `endpoint`, and `tokenUrl` where the page's own server signs tokens
 * @example treeOf({ element: "kpi-card", own: { metric: "revenue" }, page: { period: "2024" } }, { endpoint: "/graphql" })
 */
export function treeOf({ element, own, page }, { endpoint, tokenUrl }) {
  const chosen = Object.entries(own).filter(([, value]) => value !== "");
  const attributes = [["endpoint", endpoint], ...(tokenUrl ? [["token-url", tokenUrl]] : []), ...Object.entries(page)];
  const inside = element === "sales-provider" ? [] : [{ name: element, attributes: chosen.map(flag), children: [] }];
  return {
    name: "sales-provider",
    attributes: attributes.filter(([, value]) => value !== "").map(flag),
    children: [...inside, ...(companions.has(element) ? [card] : [])],
  };
}

/** The names of the elements in a tree but for the provider, which asks nothing itself. */
export function namesIn({ name, children }) {
  return [...new Set([...(name === "sales-provider" ? [] : [name]), ...children.flatMap(namesIn)])];
}

const flag = ([name, value]) => [name, value === true ? "" : value];
