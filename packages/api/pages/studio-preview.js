/** Shows the elements that the studio tells of. A document of its own, since a page speaks one language. */
const place = document.querySelector("#place");

addEventListener("message", ({ source, origin, data }) => {
  if (source === parent && origin === location.origin && data?.tree) show(data);
});
parent.postMessage("ready", location.origin);

function show({ tree, language, theme, token }) {
  document.documentElement.lang = language;
  document.documentElement.dataset.theme = theme;
  const provider = elementOf(tree);
  if (token) provider.token = token;
  place.replaceChildren(provider);
}

function elementOf({ name, attributes, children }) {
  const element = document.createElement(name);
  for (const [key, value] of attributes) element.setAttribute(key, value);
  element.append(...children.map(elementOf));
  return element;
}
