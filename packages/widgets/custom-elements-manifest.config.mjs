/** The manifest is made from the elements' doc comments: they are the reference. */
export default {
  globs: ["src/sales-element.ts", "src/elements/**/*.ts"],
  exclude: ["**/*.test.ts", "**/*.styles.ts"],
  outdir: "dist",
  litelement: true,
  packagejson: false,
};
