import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { elementKinds, kindOfFile } from "../../scripts/element-kinds.mjs";
import { localeLoaders, targetLocales } from "../generated/locales.ts";

const source = fileURLToPath(new URL("..", import.meta.url));
const files = readdirSync(source, { recursive: true, encoding: "utf8" })
  .map((name) => name.replaceAll("\\", "/"))
  .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts") && !name.startsWith("generated"));
const codeOf = (name: string): string => readFileSync(source + name, "utf8");
const groups = ["common", ...Object.keys(elementKinds)] as const;

/** Ids of all messages, with how many values each has, and the group that it belongs to. */
const messages = new Map<string, { values: number; group: string }>();
for (const file of files) {
  for (const [, , , text, id] of codeOf(file).matchAll(/\bmsg\(\s*(str)?([`"])([\s\S]*?)\2,\s*\{\s*id: "([^"]+)"/g)) {
    const group = kindOfFile(file) ?? "common";
    const other = messages.get(id!)?.group ?? group;
    const values = text!.match(/\$\{/g)?.length ?? 0;
    messages.set(id!, { values, group: group === other ? group : "common" });
  }
}

it("finds every message", () => {
  const code = files.map(codeOf).join("\n");
  expect(messages.size).toBeGreaterThan(50);
  expect(code.match(/\bmsg\(/g)!.length).toBe(code.match(/\bid: "[a-z-]+"/g)!.length);
});

for (const locale of targetLocales) {
  it.each(groups)(
    `${locale} has every message that %s elements say and no other, and leaves out no value`,
    async (group) => {
      const { templates } = await localeLoaders[locale]![group as keyof (typeof localeLoaders)[string]]();
      const ids = [...messages].filter(([, message]) => message.group === group).map(([id]) => id);
      expect(Object.keys(templates).sort()).toEqual(ids.sort());
      for (const [id, template] of Object.entries(templates)) {
        const values = typeof template === "string" ? [] : (template as { values: number[] }).values;
        const wanted = messages.get(id)!.values;
        expect([id, [...values].sort()]).toEqual([id, Array.from({ length: wanted }, (_, index) => index)]);
      }
    },
  );
}

it.each(Object.entries(elementKinds).flatMap(([kind, tags]) => tags.map((tag) => [tag, kind])))(
  "<%s> asks for the texts of %s",
  (tag, kind) => {
    expect(codeOf(`elements/${tag}/${tag}.ts`)).toContain(`words: WordGroup = "${kind}"`);
  },
);

it.each(Object.entries(elementKinds))("pages of %s load their elements and no other", (kind, tags) => {
  const loaded = [...codeOf(`kinds/${kind}.ts`).matchAll(/"\.\.\/elements\/([^/]+)\//g)].map(([, tag]) => tag);
  expect(loaded.sort()).toEqual([...tags].sort());
});
