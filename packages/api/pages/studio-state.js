/** What is chosen, and the page's address that says it. A token is never part of it. */

export const fresh = () => ({
  element: "kpi-card",
  own: {},
  page: {},
  width: 0,
  signed: false,
  origin: "https://intranet.example.com",
  scope: "company",
  keys: "",
  hide: false,
});

/** @example hashOf({ ...fresh(), element: "kpi-card", own: { metric: "revenue" } }) // "#element=kpi-card&own.metric=revenue" */
export function hashOf(state) {
  const words = new URLSearchParams({ element: state.element });
  for (const part of ["own", "page"]) {
    for (const [name, value] of Object.entries(state[part])) {
      if (value !== "") words.set(`${part}.${name}`, value === true ? "" : String(value));
    }
  }
  const usual = fresh();
  for (const name of ["width", "signed", "origin", "scope", "keys", "hide"]) {
    if (state[name] !== usual[name]) words.set(name, String(state[name]));
  }
  return `#${words}`;
}

/**
 * Reads such an address; what it says that isn't known here is left out.
 *
 * @param elements as /elements.json lists them
 */
export function stateOf(hash, elements) {
  const words = new URLSearchParams(hash.slice(1));
  const state = fresh();
  const named = new Map(elements.map((element) => [element.name, element]));
  if (named.has(words.get("element"))) state.element = words.get("element");
  const known = { own: named.get(state.element).attributes, page: named.get("sales-provider").attributes };
  for (const [word, value] of words) {
    const [part, name] = word.split(".");
    const attribute = Object.hasOwn(known, part) ? known[part].find((other) => other.name === name) : undefined;
    if (attribute && name !== "token") state[part][name] = typed(value, attribute.type);
  }
  state.width = Math.min(Math.max(Number(words.get("width")) || 0, 0), 1200);
  for (const name of ["signed", "hide"]) state[name] = words.get(name) === "true";
  for (const name of ["origin", "scope", "keys"]) state[name] = words.get(name) ?? state[name];
  if (!["company", "teams", "rep"].includes(state.scope)) state.scope = "company";
  return state;
}

function typed(text, type) {
  if (type === "boolean") return true;
  return type === "number" && text !== "" ? Number(text) : text;
}
