import "./page.js";
import { token } from "./access.js";
import { controlFor, withCode } from "./studio-controls.js";
import { pageSnippets, serverSnippets } from "./studio-snippets.js";
import { hashOf, stateOf } from "./studio-state.js";
import { tabs } from "./studio-tabs.js";
import { kinds, texts, translated } from "./studio-texts.js";
import { namesIn, treeOf } from "./studio-tree.js";

/** Lets somebody try every element, and take away what puts it into their own page. */
const at = (id) => document.getElementById(id);
const provider = document.querySelector("sales-provider");
const filters = document.querySelector("filter-bar");
const [language, theme] = [at("language"), at("theme")];
const server = new URL("./", location.href).href;
const endpoint = `${server}graphql`;
/** Attributes of the page that have a place of their own here, or none. */
const placed = new Set(["endpoint", "token", "token-url", "period", "where"]);

const say = (key) => texts[key][language.value === "zh-CN" ? 1 : 0];
const elements = await readElements();
const catalog = { metrics: [], dimensions: [], firsts: {} };
const inLanguage = (text) => (language.value === "zh-CN" ? (translated[text] ?? text) : text);
const tell = (text) => {
  at("told").textContent = text;
};
const writeSnippets = tabs(at("snippets"), Object.keys(pageSnippets), { say, onCopy: tell });
const writeServers = tabs(at("servers"), Object.keys(serverSnippets), { say, onCopy: tell });

let state = stateOf(location.hash, elements);
let previewIsReady = false;
let waiting;

await readCatalog();
begin();
reveal();

addEventListener("hashchange", () => {
  if (location.hash === hashOf(state)) return;
  state = stateOf(location.hash, elements);
  begin();
});
addEventListener("message", ({ source, origin, data }) => {
  if (source !== at("preview").contentWindow || origin !== location.origin || data !== "ready") return;
  previewIsReady = true;
  // The frame is as high as what it shows.
  new ResizeObserver(fit).observe(at("preview").contentDocument.body);
  preview();
});
at("preview").src = "studio-preview";

language.addEventListener("change", async () => {
  await readCatalog();
  begin();
});
theme.addEventListener("change", change);
at("search").addEventListener("input", list);
at("width").addEventListener("input", ({ target }) => change({ width: Number(target.value) }));
at("signed").addEventListener("input", ({ target }) => change({ signed: target.checked }));
at("hide").addEventListener("input", ({ target }) => change({ hide: target.checked }));
for (const name of ["origin", "scope", "keys"]) {
  at(name).addEventListener("input", ({ target }) => change({ [name]: target.value.trim() }));
}
at("where").addEventListener("input", ({ target }) => {
  if (faultOfWhere(target.value) === "") provider.setAttribute("where", target.value.trim());
  sayFaults();
});
// What the picker and the filters choose are attributes of the provider.
new MutationObserver(() => {
  const { period = "", where = "" } = attributesOf(provider);
  if (period === (state.page.period ?? "") && where === (state.page.where ?? "")) return;
  if (document.activeElement !== at("where")) at("where").value = where;
  change({ page: { ...state.page, period, where } });
}).observe(provider, { attributeFilter: ["period", "where"] });
new ResizeObserver(() => {
  const { offsetWidth } = at("frame");
  at("pixels").textContent = `${offsetWidth} px`;
  if (state.width && Math.abs(offsetWidth - state.width) > 1) change({ width: offsetWidth });
  at("width").value = offsetWidth;
}).observe(at("frame"));

/** Shows all of a state: after a change of the address, of the language or of what the catalogue has. */
function begin() {
  for (const element of document.querySelectorAll("[data-say]")) {
    element.replaceChildren(...withCode(say(element.dataset.say)));
  }
  for (const element of document.querySelectorAll("[data-hint]")) {
    const text = say(element.dataset.hint);
    if (element.localName === "iframe") element.title = text;
    else element.setAttribute("aria-label", text);
    if (element.type === "search") element.placeholder = text;
  }
  const { period = attributesOf(provider).period, where = "" } = state.page;
  state.page = { ...state.page, period, where };
  provider.setAttribute("period", period);
  if (where === "" || faultOfWhere(where) === "") provider.setAttribute("where", where);
  at("where").value = where;
  for (const name of ["signed", "hide"]) at(name).checked = state[name];
  for (const name of ["origin", "scope", "keys"]) at(name).value = state[name];
  list();
  settings();
  change({});
}

/** The elements that the search finds, by the kind of page that they are for. */
function list() {
  const sought = at("search").value.trim().toLowerCase();
  const found = elements.filter(({ name, summary }) =>
    [name, summary, inLanguage(summary)].some((text) => text.toLowerCase().includes(sought)),
  );
  const parts = [...new Set(elements.map(({ kind }) => kind))].flatMap((kind) => {
    const ofKind = found.filter((element) => element.kind === kind);
    if (ofKind.length === 0) return [];
    const heading = document.createElement("h3");
    heading.textContent = kinds[kind]?.[language.value === "zh-CN" ? 1 : 0] ?? kind;
    return [heading, ...ofKind.map(choice)];
  });
  const nothing = document.createElement("p");
  nothing.className = "help";
  nothing.textContent = say("nothing-found");
  at("list").replaceChildren(...(parts.length > 0 ? parts : [nothing]));
}

function choice({ name, summary }) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = name;
  button.title = inLanguage(summary);
  if (name === state.element) button.setAttribute("aria-current", "true");
  button.addEventListener("click", () => {
    state = { ...state, element: name, own: {} };
    list();
    settings();
    change({}, 0);
    [...at("list").querySelectorAll("button")].find((other) => other.textContent === name)?.focus();
  });
  return button;
}

/** The controls of the chosen element, and of the page around it. */
function settings() {
  const { name, summary, attributes } = elements.find((element) => element.name === state.element);
  at("chosen").textContent = `<${name}>`;
  at("summary").textContent = inLanguage(summary);
  if (Object.keys(state.own).length === 0) state.own = startOf(name);
  const own = name === "sales-provider" ? [] : attributes;
  at("attributes").replaceChildren(...own.map((attribute) => control(attribute, "own")));
  const page = elements.find((element) => element.name === "sales-provider").attributes;
  const shown = page.filter((attribute) => !placed.has(attribute.name));
  at("page-attributes").replaceChildren(...shown.map((attribute) => control(attribute, "page")));
}

function control(attribute, part) {
  return controlFor(attribute, {
    value: state[part][attribute.name],
    catalog,
    say,
    help: inLanguage(attribute.text),
    onChange: (value) => change({ [part]: { ...state[part], [attribute.name]: value } }),
  });
}

/** What an element needs to be told to show anything. */
function startOf(name) {
  const { customer = "", rep = "" } = catalog.firsts;
  const starts = {
    "kpi-card": { metric: "revenue" },
    "metric-chart": { metric: "revenue", by: "month" },
    "metric-table": { metrics: "revenue orders profitMargin", by: "category" },
    "filter-bar": { dimensions: "region channel" },
    "customer-card": { customer },
    "recommendation-list": { segment: "champions" },
    "payout-simulator": { rep },
  };
  return { ...starts[name] };
}

/** Takes a change, and shows what comes of it; the preview follows when the typing pauses. */
function change(changed, pause = 250) {
  if (!(changed instanceof Event)) state = { ...state, ...changed };
  history.replaceState(null, "", hashOf(state));
  at("signing").hidden = !state.signed;
  at("keys-field").hidden = state.scope === "company";
  at("frame").style.width = state.width ? `${state.width}px` : "";
  sayFaults();
  const isHidden = state.signed && state.hide;
  const page = {
    ...filled(state.page),
    ...(isHidden ? { where: "" } : {}),
    locale: state.page.locale || language.value,
  };
  const tree = treeOf({ ...state, page }, { endpoint, tokenUrl: state.signed ? "/sales-token" : undefined });
  writeSnippets(
    Object.fromEntries(Object.entries(pageSnippets).map(([name, write]) => [name, write(tree, server)])),
    say("snippet"),
  );
  const claims = claimsOf(tree);
  writeServers(
    Object.fromEntries(Object.entries(serverSnippets).map(([name, write]) => [name, write(claims)])),
    say("signing"),
  );
  clearTimeout(waiting);
  waiting = setTimeout(preview, pause);
}

function claimsOf(tree) {
  const keys = state.keys.split(/[\s,]+/).filter(Boolean);
  const scope = { company: { company: true }, teams: { teams: keys }, rep: { rep: state.keys } }[state.scope];
  const where =
    state.hide && state.page.where && faultOfWhere(state.page.where) === ""
      ? { where: JSON.parse(state.page.where) }
      : {};
  return { ...scope, widgets: namesIn(tree), ...where };
}

function preview() {
  if (!previewIsReady) return;
  const page = { locale: language.value, theme: theme.value, ...filled(state.page) };
  const message = {
    tree: treeOf({ ...state, page }, { endpoint }),
    language: page.locale,
    theme: /light|dark/.exec(page.theme)?.[0] ?? theme.value,
    token,
  };
  at("preview").contentWindow.postMessage(message, location.origin);
}

function fit() {
  const shown = at("preview").contentDocument.body;
  const height = Math.min(Math.max(Math.ceil(shown.getBoundingClientRect().height), 160), 1600);
  if (Math.abs(at("preview").offsetHeight - height) > 1) at("preview").style.height = `${height}px`;
}

function sayFaults() {
  at("where-fault").textContent = faultOfWhere(at("where").value);
  at("where").setAttribute("aria-invalid", String(at("where-fault").textContent !== ""));
  const { origin, scope, keys } = state;
  const isOrigin = URL.canParse(origin) && new URL(origin).origin === origin;
  const lacksKeys = scope !== "company" && keys === "";
  at("signing-fault").textContent = !isOrigin ? `${origin}: ${say("bad-origin")}` : lacksKeys ? say("no-keys") : "";
}

/** What is wrong with a filter, or nothing. */
function faultOfWhere(text) {
  if (text.trim() === "") return "";
  try {
    const filter = JSON.parse(text);
    if (filter && typeof filter === "object" && !Array.isArray(filter)) return "";
  } catch {}
  return `${text.slice(0, 60)}: ${say("bad-where")}`;
}

/** The studio is hidden until it is filled; what it can't be filled with it says. */
function reveal() {
  document.querySelector(".studio").removeAttribute("aria-busy");
}

async function readElements() {
  try {
    return await (await fetch("elements.json")).json();
  } catch (error) {
    at("fault").textContent = say("no-elements");
    reveal();
    throw error;
  }
}

async function readCatalog() {
  const question = `query ($locale: String!) {
    metricCatalog { id label(locale: $locale) }
    dimensionCatalog { dimension label(locale: $locale) kind }
    customer: metricTable(period: "last-12-months", by: [CUSTOMER], metrics: [{ metric: revenue }], orderBy: [{ by: "revenue", direction: DESC }], first: 3) { rows { keys } }
    rep: metricTable(period: "last-12-months", by: [REP], metrics: [{ metric: revenue }], orderBy: [{ by: "revenue", direction: DESC }], first: 3) { rows { keys } }
  }`;
  const { data, code, message } = await ask(question, { locale: language.value });
  at("fault").textContent = code === "FORBIDDEN" ? say("no-catalog") : (message ?? "");
  if (!data) return;
  catalog.metrics = data.metricCatalog;
  catalog.dimensions = data.dimensionCatalog.map(({ dimension, label, kind }) => ({
    id: hyphened(dimension),
    label,
    kind,
  }));
  for (const name of ["customer", "rep"])
    catalog.firsts[name] = data[name].rows.map(({ keys }) => keys[0]).find(Boolean) ?? "";
  for (const name of ["metrics", "dimensions"]) suggest(name);
  const listed = catalog.dimensions.filter(({ kind }) => kind === "TEXT");
  filters.setAttribute("dimensions", listed.map(({ id }) => id).join(" "));
}

async function ask(query, variables) {
  try {
    const response = await fetch(endpoint, {
      method: "POST",
      headers: { "content-type": "application/json", ...(token ? { authorization: `Bearer ${token}` } : {}) },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = await response.json();
    return { data, code: errors?.[0].extensions?.code, message: errors?.[0].message };
  } catch (error) {
    return { message: error.message };
  }
}

function suggest(name) {
  const options = document.createElement("datalist");
  options.id = name;
  options.append(...catalog[name].map(({ id, label }) => new Option(label, id)));
  at(name)?.remove();
  document.body.append(options);
}

function hyphened(id) {
  return id.toLowerCase().replaceAll("_", "-");
}

function filled(attributes) {
  return Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== ""));
}

function attributesOf(element) {
  return Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value]));
}
