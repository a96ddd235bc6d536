/** What makes the browser's script smaller than its source: for Vite's `plugins`. */
export const smallBuild = [
  {
    name: "compact-templates",
    transform: {
      filter: { id: /\/src\/.*\.ts$/, code: /\b(css|html|svg)`/ },
      handler(code) {
        // From the end on, so that the places of what is still to be done hold.
        const parts = templatesIn(this.parse(code)).sort((left, right) => right.start - left.start);
        for (const { tag, start, end } of parts) {
          const text = code.slice(start, end);
          code = code.slice(0, start) + (tag === "css" ? compactStyles(text) : compactMarkup(text)) + code.slice(end);
        }
        return { code, map: null };
      },
    },
  },
  {
    // Chart.js reads names of colours; it is given rgb() alone here (chart/colours.ts), and "transparent", which is no
    // entry of the table. Whoever shares this build's Chart.js is nobody: it is in the script for pages without a build.
    name: "no-colour-names",
    transform: {
      filter: { id: /@kurkle\/color\/dist\/color\.esm\.js/ },
      handler(code) {
        const without = code.replace(/^const names\$1 = \{[^}]*\};$/m, "const names$1 = {};");
        if (without === code) throw new Error("@kurkle/color keeps its names elsewhere now: see small-build.mjs");
        return { code: without, map: null };
      },
    },
  },
  {
    // Finds more to leave out than Vite's own minifier, in Chart.js above all: a ninth of it.
    name: "terser",
    config: () => ({
      build: {
        minify: "terser",
        terserOptions: { module: true, ecma: 2022, compress: { passes: 2 } },
      },
    }),
  },
];

/** The texts of tagged templates, wherever they stand in a program. */
function templatesIn(node) {
  if (typeof node !== "object" || node === null) return [];
  if (Array.isArray(node)) return node.flatMap(templatesIn);
  const inner = Object.values(node).flatMap(templatesIn);
  const tag = node.type === "TaggedTemplateExpression" ? node.tag.name : undefined;
  if (!["css", "html", "svg"].includes(tag)) return inner;
  return [...node.quasi.quasis.map(({ start, end }) => ({ tag, start, end })), ...inner];
}

/** Style sheets here hold no strings with braces, commas or runs of spaces in them. */
function compactStyles(text) {
  return text
    .replace(/\/\*.*?\*\//gs, "")
    .replace(/\s+/g, " ")
    .replace(/ ?([{};,>]) ?/g, "$1")
    .replace(/: /g, ":")
    .replace(/([ :(,-])0\./g, "$1.")
    .replace(/;}/g, "}");
}

/** A browser shows a run of white space as one space. */
function compactMarkup(text) {
  return text.replace(/\s*\n\s*/g, " ");
}
