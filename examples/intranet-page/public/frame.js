// The script as a module, for elements in a shadow root of the page's own: there it has to be told where to look.
const { sales } = document.body.dataset;
const { defineElements } = await import(`${sales}/widgets.js`);

const panel = document.createElement("section");
const provider = document.createElement("sales-provider");
provider.setAttribute("endpoint", `${sales}/graphql`);
provider.setAttribute("token-url", "/sales-token");
provider.setAttribute("period", "year-to-date");
for (const metric of ["revenue", "orders"]) {
  const card = document.createElement("kpi-card");
  card.setAttribute("metric", metric);
  provider.append(card);
}
panel.attachShadow({ mode: "open" }).append(provider);
document.body.append(panel);
defineElements(panel.shadowRoot);
