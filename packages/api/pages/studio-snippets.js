import { namesIn } from "./studio-tree.js";

/** What somebody pastes to have in their own page what the studio shows: pure functions from a tree to text. */
export const pageSnippets = {
  /** @example pageSnippets.HTML(tree, "https://sales.example.com/") */
  HTML: (tree, server) =>
    `<script type="module" src="${escaped(server)}widgets.js"></script>\n\n${markup(tree, { attribute: htmlAttribute, isClosed: false })}`,

  React: (tree) =>
    `${imports(tree)}\n\nexport function Sales() {\n  return (\n${indented(markup(tree, { attribute: jsxAttribute, isClosed: true }), 4)}\n  );\n}`,

  Vue: (tree) =>
    `<script setup>\n${imports(tree)}\n</script>\n\n<template>\n${indented(markup(tree, { attribute: htmlAttribute, isClosed: true }), 2)}\n</template>`,
};

/** The function that says what a token may show, as the examples of token servers have it, by language. */
export const serverSnippets = {
  Node: (claims) => `function claimsFor(user) {\n  return ${indented(script(claims), 2).trim()};\n}`,
  Python: (claims) => `def claims_for(user):\n    return ${indented(python(claims), 4).trim()}`,
  PHP: (claims) => `function claimsFor(array $user): array\n{\n    return ${indented(php(claims), 4).trim()};\n}`,
  Java: (claims) =>
    `static String claimsFor(User user) {\n    return """\n${indented(members(claims), 8).replaceAll("\\", "\\\\").replaceAll('"""', '\\"""')}\n        """;\n}`,
};

function markup({ name, attributes, children }, way) {
  const words = attributes.map(way.attribute);
  const line = [`<${name}`, ...words].join(" ");
  const open = line.length <= 110 ? line : `${[`<${name}`, ...words.map((word) => `  ${word}`)].join("\n")}\n`;
  if (children.length === 0) return open + (way.isClosed ? `${open.endsWith("\n") ? "" : " "}/>` : `></${name}>`);
  const inner = children.map((child) => markup(child, way)).join("\n");
  return `${open}>\n${indented(inner, 2)}\n</${name}>`;
}

const htmlAttribute = ([name, value]) => (value === "" ? name : `${name}="${escaped(String(value))}"`);

/** React knows an element's properties, which have the attributes' names in camel case. */
function jsxAttribute([name, value]) {
  const property = name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
  if (value === "") return property;
  if (typeof value === "number") return `${property}={${value}}`;
  return /["\\&{}<>]/.test(value) ? `${property}={${JSON.stringify(value)}}` : `${property}="${value}"`;
}

function imports(tree) {
  return ["sales-provider", ...namesIn(tree)]
    .map((name) => `import "@salesglass/widgets/elements/${name}/${name}.define.js";`)
    .join("\n");
}

const entities = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escaped(text) {
  return text.replace(/[&<>"]/g, (letter) => entities[letter]);
}

function indented(text, spaces) {
  return text.replace(/^(?=.)/gm, " ".repeat(spaces));
}

const quoted = (text) => JSON.stringify(text);
const single = (text) => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;

/** A value as JavaScript writes it. */
function script(value) {
  if (Array.isArray(value)) return `[${value.map(script).join(", ")}]`;
  if (typeof value !== "object") return quoted(value);
  return block(value, "{", "}", (key, inner) => `${/^[a-z]\w*$/i.test(key) ? key : quoted(key)}: ${inner}`, script);
}

function python(value) {
  if (value === true) return "True";
  if (Array.isArray(value)) return `[${value.map(python).join(", ")}]`;
  if (typeof value !== "object") return quoted(value);
  return block(value, "{", "}", (key, inner) => `${quoted(key)}: ${inner}`, python);
}

function php(value) {
  if (Array.isArray(value)) return `[${value.map(php).join(", ")}]`;
  if (typeof value !== "object") return typeof value === "string" ? single(value) : quoted(value);
  return block(value, "[", "]", (key, inner) => `${single(key)} => ${inner}`, php);
}

/** The members of a JSON object without its braces. */
function members(claims) {
  return Object.entries(claims)
    .map(([key, value]) => `${quoted(key)}: ${JSON.stringify(value)}`)
    .join(",\n");
}

function block(value, open, close, entry, write) {
  const lines = Object.entries(value).map(([key, inner]) => `${indented(entry(key, write(inner)), 2)},`);
  return `${open}\n${lines.join("\n")}\n${close}`;
}
