// After the code generator: makes each document one line, and lets a page's build leave out those that it doesn't use,
// which the generator's own `pureMagicComment` does only for documents that are no strings.

import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const file = fileURLToPath(new URL("../src/generated/graphql.ts", import.meta.url));
const compact = (text) =>
  text
    .replace(/\s+/g, " ")
    .replace(/ ?([{}()[\]:,]) ?/g, "$1")
    .trim();
writeFileSync(
  file,
  readFileSync(file, "utf8").replace(
    /= (?:\/\*#__PURE__\*\/ )?new TypedDocumentString\(`([^`]*)`/g,
    (_, text) => `= /*#__PURE__*/ new TypedDocumentString(\`${compact(text)}\``,
  ),
);
