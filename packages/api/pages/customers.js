/** A customer who is chosen anywhere is shown in the card, a product in the list of who may want it; the rest stays whole. */
const provider = document.querySelector("sales-provider");
const card = document.querySelector("customer-card");
const takers = document.querySelector("#takers");
const offers = document.querySelector("#offers-segment");
const shownSegment = offers.getAttribute("segment");

const asked = new URLSearchParams(location.search).get("customer");
if (asked) show(card, "customer", asked);

// Until somebody is chosen: the first of each list.
document.querySelector("customer-list").addEventListener("sales-load", ({ detail }) => {
  if (card.hidden) show(card, "customer", detail.data.customers.edges[0]?.node.id);
});
offers.addEventListener("sales-load", ({ detail }) => {
  if (takers.hidden) show(takers, "product", detail.data[0]?.edges[0]?.node.productId);
});

// Heard before the provider does, which would narrow everything to the one customer or product.
for (const part of provider.children) {
  part.addEventListener("sales-select", (event) => {
    const { dimension, key, selected } = event.detail;
    if (dimension === "SEGMENT") offers.setAttribute("segment", selected === false ? shownSegment : key);
    if (dimension !== "CUSTOMER" && dimension !== "PRODUCT") return;
    event.stopPropagation();
    if (dimension === "CUSTOMER") show(card, "customer", key);
    else show(takers, "product", key);
  });
}

function show(element, attribute, key) {
  if (!key) return;
  element.setAttribute(attribute, key);
  element.hidden = false;
}
