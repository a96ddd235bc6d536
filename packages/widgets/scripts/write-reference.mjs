// Writes docs/reference/elements.md and the VS Code custom data from dist/custom-elements.json.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { elementKinds } from "./element-kinds.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const docs = fileURLToPath(new URL("../../../docs/reference/", import.meta.url));
const manifest = JSON.parse(readFileSync(`${root}dist/custom-elements.json`, "utf8"));
const declarations = manifest.modules.flatMap((module) => module.declarations ?? []);
const order = [
  "sales-provider",
  "period-picker",
  "filter-bar",
  "kpi-card",
  "metric-chart",
  "metric-table",
  "driver-chart",
  "rfm-matrix",
  "cohort-grid",
  "customer-list",
  "customer-card",
  "recommendation-list",
  "satisfaction-meter",
  "recovery-list",
  "goal-progress",
  "leader-board",
  "incentive-statement",
  "payout-simulator",
  "hall-of-fame",
  "career-ladder",
  "swot-board",
  "alert-list",
  "economy-panel",
  "competitor-grid",
  "demand-trends",
  "channel-shift",
  "sales-funnel",
  "pipeline-board",
  "budget-bars",
  "team-scorecard",
];
const elements = declarations
  .filter((declaration) => declaration.tagName)
  .sort((left, right) => order.indexOf(left.tagName) - order.indexOf(right.tagName));
const base = declarations.find((declaration) => declaration.name === "SalesElement");

/** The attributes of an element, its own first; what all elements share comes from the base class. */
function attributesOf(element) {
  const members = element.superclass?.name === base.name ? [...element.members, ...base.members] : element.members;
  const named = new Map();
  for (const member of members) {
    if (member.kind !== "field" || member.static || member.privacy !== "public" || !member.description) continue;
    if (member.description.includes("@internal") || member.name.startsWith("#")) continue;
    const attribute = member.name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    if (!named.has(attribute))
      named.set(attribute, {
        attribute,
        type: typeOf(member),
        text: oneLine(member.description),
        isShared: isShared(member),
      });
  }
  return [...named.values()];
}

/** Whether all elements have it, and say the same of it. */
const isShared = ({ name, description }) =>
  base.members.some((member) => member.name === name && member.description === description);
const typeOf = (member) => (member.type?.text ?? "string").replace(" | undefined", "").replaceAll('"', "`");
const oneLine = (text) => (text ?? "").replace(/\s+/g, " ").trim();
const cell = (text) => oneLine(text).replaceAll("|", "\\|");

function table(heads, rows) {
  if (rows.length === 0) return "";
  const line = (cells) => `| ${cells.map(cell).join(" | ")} |`;
  return [line(heads), `|${heads.map(() => "---").join("|")}|`, ...rows.map(line)].join("\n");
}

function sectionOf(element) {
  const parts = [
    `## \`<${element.tagName}>\``,
    element.description,
    table(
      ["attribute", "type", "meaning"],
      attributesOf(element).map(({ attribute, type, text }) => [`\`${attribute}\``, type, text]),
    ),
    table(
      ["slot", "content"],
      (element.slots ?? []).map(({ name, description }) => [name || "(default)", description]),
    ),
    table(
      ["event", "when"],
      (element.events ?? [])
        .filter(({ name, description }) => name && description)
        .map(({ name, description }) => [`\`${name}\``, description]),
    ),
    table(
      ["part", "what"],
      (element.cssParts ?? []).map(({ name, description }) => [`\`${name}\``, description]),
    ),
  ];
  return parts.filter(Boolean).join("\n\n");
}

const properties = new Map(
  elements.flatMap((element) => element.cssProperties ?? []).map((property) => [property.name, property]),
);
const text = [
  "# Elements",
  "Written from the elements' doc comments by `npm run build` in `packages/widgets`; change it there.",
  ...elements.map(sectionOf),
  "## Custom properties",
  "Set them on an element, on `<sales-provider>` or on the page. Colours have a light and a dark default.",
  table(
    ["property", "default", "meaning"],
    [...properties.values()].map(({ name, default: value, description }) => [
      `\`${name}\``,
      value ? `\`${value}\`` : "",
      description,
    ]),
  ),
].join("\n\n");

mkdirSync(docs, { recursive: true });
writeFileSync(`${docs}elements.md`, `${text}\n`);

const customData = {
  version: 1.1,
  tags: elements.map((element) => ({
    name: element.tagName,
    description: oneLine(element.summary ?? element.description),
    attributes: attributesOf(element).map(({ attribute, type, text: description }) => {
      const values = [...type.matchAll(/`([^`]+)`/g)].map(([, name]) => ({ name }));
      return { name: attribute, description, ...(values.length ? { values } : {}) };
    }),
  })),
};
writeFileSync(`${root}dist/vscode.html-custom-data.json`, `${JSON.stringify(customData, null, 2)}\n`);

// What a page needs to know to let somebody try every element; it is served beside the script. What all elements share
// is the provider's as well.
const described = elements.map((element) => ({
  name: element.tagName,
  kind: Object.keys(elementKinds).find((kind) => elementKinds[kind].includes(element.tagName)) ?? null,
  summary: oneLine(element.summary ?? element.description),
  attributes: attributesOf(element)
    .filter(({ isShared }) => element.tagName === "sales-provider" || !isShared)
    .map(({ attribute: name, type, text }) => ({ name, type, text })),
}));
writeFileSync(`${root}dist/browser/elements.json`, JSON.stringify(described));
