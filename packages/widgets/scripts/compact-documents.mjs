// After the code generator: makes each document one line, and gives those of each `.graphql` file a module of their own,
// so that a page loads the documents of the elements that it shows. `generated/graphql.ts` passes them on.
// Each document knows the SHA-256 of its text, by which a server that trusts it knows it. It is computed here, since
// browsers compute none in pages that came over plain HTTP.

import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../src/", import.meta.url));
const generated = `${root}generated/`;
const compact = (text) =>
  text
    .replace(/\s+/g, " ")
    .replace(/ ?([{}()[\]:,]) ?/g, "$1")
    .trim();
const hashOf = (text) => createHash("sha256").update(text).digest("hex");

let text = `${readFileSync(`${generated}graphql.ts`, "utf8")}\n`;

/** Takes the declaration of a name out of the text. */
function take(pattern, what) {
  const found = pattern.exec(text)?.[0];
  if (!found) throw new Error(`src/generated/graphql.ts has no ${what}`);
  text = text.replace(found, "");
  return found;
}

const imported = take(/^import type .*'@graphql-typed-document-node\/core';\n/m, "import of a document's type");
const documentClass = take(/^export class TypedDocumentString[\s\S]*?^}\n/m, "class of documents");
writeFileSync(`${generated}typed-document-string.ts`, `${imported}\n${documentClass}`);

const passedOn = [];
const texts = {};
rmSync(`${generated}documents`, { recursive: true, force: true });
const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".graphql"));
for (const file of files.sort()) {
  const operations = readFileSync(root + file, "utf8").matchAll(/^(?:query|mutation|subscription) (\w+)/gm);
  const names = [...operations].map(([, name]) => name);
  const declarations = names.map((name) =>
    take(new RegExp(`^export const ${name}Document = [\\s\\S]*?;\\n`, "m"), name).replace(
      /= (?:\/\*#__PURE__\*\/ )?new TypedDocumentString\(`([^`]*)`/,
      (_, document) => {
        const line = compact(document);
        texts[hashOf(line)] = line;
        return `= /*#__PURE__*/ new TypedDocumentString(\`${line}\`, { hash: "${hashOf(line)}" }`;
      },
    ),
  );
  const target = `${generated}documents/${file.replace(/\.graphql$/, ".ts")}`;
  const up = relative(dirname(target), generated);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(
    target,
    `import type * as types from "${up}/graphql.ts";\nimport { TypedDocumentString } from "${up}/typed-document-string.ts";\n\n${declarations
      .join("")
      .replace(/TypedDocumentString<(\w+), (\w+)>;/g, "TypedDocumentString<types.$1, types.$2>;")}`,
  );
  const documents = names.map((name) => `${name}Document`).join(", ");
  passedOn.push(`export { ${documents} } from "./${relative(generated, target)}";`);
}

// Fragments are in the documents that use them.
text = text.replace(/^export const \w+FragmentDoc = [\s\S]*?;\n/gm, "");
writeFileSync(`${generated}graphql.ts`, `${text}\n${passedOn.join("\n")}\n`);
writeFileSync(
  `${generated}document-texts.ts`,
  `/** The text of every document, by its hash. */\nexport const documentTexts: Readonly<Record<string, string>> = ${JSON.stringify(texts, null, 2)};\n`,
);
