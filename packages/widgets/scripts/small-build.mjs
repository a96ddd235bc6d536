/** What makes the browser's script smaller than its source: for Vite's `plugins`. */
export const smallBuild = [
  {
    name: "compact-styles",
    enforce: "pre",
    transform: {
      filter: { id: /\/src\/.*\.ts$/, code: "css`" },
      // Style sheets hold no strings with braces, commas or runs of spaces in them.
      handler: (code) => ({ code: code.replace(/\bcss`([^`]*)`/g, (_, text) => `css\`${compact(text)}\``), map: null }),
    },
  },
  {
    // Vite's own helper loads styles before modules; the elements bring theirs along.
    name: "plain-imports",
    enforce: "pre",
    load: {
      filter: { id: /vite\/preload-helper/ },
      handler: () => "export const __vitePreload = (load) => load();",
    },
  },
];

function compact(text) {
  return text
    .replace(/\/\*.*?\*\//gs, "")
    .replace(/\s+/g, " ")
    .replace(/ ?([{};,]) ?/g, "$1");
}
