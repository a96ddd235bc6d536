/** The header and the footer of every page: where the reader is, and the switches for language and theme. */
const pages = [
  ["./", "overview"],
  ["customers", "customers-page"],
  ["incentives", "incentives-page"],
  ["market", "market-page"],
  ["pipeline", "pipeline-page"],
  ["team", "team-page"],
  ["studio", "studio-page"],
];
const current = document.body.dataset.page;

document.body.prepend(header());
document.body.append(footer());

function header() {
  const links = pages.map(([href, text]) =>
    made("a", { href, "data-text": text, ...(text === current ? { "aria-current": "page" } : {}) }),
  );
  return made(
    "header",
    {},
    made("div", { class: "brand" }, made("h1", { "data-text": current }), made("p", { "data-text": "subtitle" })),
    made("nav", { "aria-label": "Pages", "data-label": "pages" }, ...links),
    made(
      "div",
      { class: "switches" },
      choice("language", [
        made("option", { value: "en", lang: "en" }, "English"),
        made("option", { value: "zh-CN", lang: "zh-CN" }, "简体中文"),
      ]),
      choice(
        "theme",
        ["auto", "light", "dark"].map((value) => made("option", { value, "data-text": value })),
      ),
    ),
  );
}

function footer() {
  return made(
    "footer",
    {},
    made("a", { href: "graphql", "data-text": "explore" }),
    made("span", { "data-text": "embed" }),
  );
}

function choice(name, options) {
  return made("label", {}, made("span", { "data-text": name }), made("select", { id: name }, ...options));
}

/** An element with attributes, and what stands in it. */
export function made(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}
