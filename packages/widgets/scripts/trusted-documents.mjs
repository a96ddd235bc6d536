import { writeFileSync } from "node:fs";

/**
 * Writes what a server needs to know to answer nothing but the widgets' own questions: every document by the SHA-256 of
 * its text, and for each element the documents that it may send. These are what its module imports, also through
 * others and when it waits until it is needed, so that nobody keeps a list. For Vite's `plugins`.
 */
export const trustedDocuments = (file) => ({
  name: "trusted-documents",
  // In the script for pages a document is its hash alone: its text is loaded where a server asks for it.
  transform: {
    filter: { id: /\/src\/generated\/documents\// },
    handler: (code) => ({
      code: code.replace(/new TypedDocumentString\(`[^`]*`/g, 'new TypedDocumentString(""'),
      map: null,
    }),
  },
  generateBundle() {
    const modules = new Map([...this.getModuleIds()].map((id) => [id, this.getModuleInfo(id)]));
    const hashes = new Map([...modules].flatMap(([id, { code }]) => (isDocuments(id) ? hashesIn(code) : [])));
    const sent = new Map([...modules].map(([id, { code }]) => [id, isSource(id) ? namesIn(this.parse(code)) : []]));
    const elements = {};
    for (const id of modules.keys()) {
      const [, element] = /\/src\/elements\/([^/]+)\/\1\.ts$/.exec(id) ?? [];
      if (!element) continue;
      const names = [...reachedFrom(id, modules)].flatMap((reached) => sent.get(reached) ?? []);
      elements[element] = [...new Set(names.map((name) => hashes.get(name)))].sort();
    }
    const documents = textsIn(
      this.parse([...modules].find(([id]) => id.endsWith("/generated/document-texts.ts"))[1].code),
    );
    writeFileSync(file, `${JSON.stringify({ documents: sorted(documents), elements: sorted(elements) }, null, 2)}\n`);
  },
});

const isDocuments = (id) => id.includes("/src/generated/documents/");
const isSource = (id) => id.includes("/src/") && !id.includes("/src/generated/") && !id.includes("/node_modules/");

function hashesIn(code) {
  const found = code.matchAll(/const (\w+) = .*?new TypedDocumentString\("", \{ hash: "(\w+)" \}\)/g);
  return [...found].map(([, name, hash]) => [name, hash]);
}

function textsIn({ body }) {
  const { declaration } = body.find(({ type }) => type === "ExportNamedDeclaration");
  const { properties } = declaration.declarations[0].init;
  return Object.fromEntries(properties.map(({ key, value }) => [key.value ?? key.name, value.value]));
}

/** The documents that a module imports. */
function namesIn({ body }) {
  return body
    .filter(({ type, source }) => type === "ImportDeclaration" && source.value.endsWith("/generated/graphql.ts"))
    .flatMap(({ specifiers }) => specifiers.map(({ imported }) => imported.name));
}

/** The modules that one leads to. Those of the documents themselves pass on all of them, and so lead nowhere. */
function reachedFrom(id, modules, reached = new Set()) {
  if (reached.has(id) || !isSource(id)) return reached;
  reached.add(id);
  const { importedIds, dynamicallyImportedIds } = modules.get(id);
  for (const next of [...importedIds, ...dynamicallyImportedIds]) reachedFrom(next, modules, reached);
  return reached;
}

const sorted = (entries) =>
  Object.fromEntries(Object.entries(entries).sort(([left], [right]) => (left < right ? -1 : 1)));
