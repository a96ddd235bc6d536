#!/usr/bin/env node
import { existsSync } from "node:fs";

const main = new URL("../dist/main.js", import.meta.url);
if (!existsSync(main)) {
  console.error("salesglass: not built yet; run `npm run build` first");
  process.exit(2);
}
// Libraries look at this once, when they are loaded; without it GraphQL's checks for developers cost every field.
process.env.NODE_ENV ??= "production";
await import(main.href);
