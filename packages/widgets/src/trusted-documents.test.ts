import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import * as generated from "./generated/graphql.ts";

type Manifest = { documents: Record<string, string>; elements: Record<string, string[]> };

const manifest = JSON.parse(
  readFileSync(new URL("../dist/trusted-documents.json", import.meta.url), "utf8"),
) as Manifest;
const { documents, elements } = manifest;
const hashOf = (text: string) => createHash("sha256").update(text).digest("hex");

it("names every document by the hash of the very text that is sent", () => {
  const sent = Object.values(generated).map(String);
  expect(sent.length).toBeGreaterThan(30);
  expect(documents).toEqual(Object.fromEntries(sent.map((text) => [hashOf(text), text])));
  for (const document of Object.values(generated)) expect(document.__meta__?.hash).toBe(hashOf(String(document)));
});

it("lists every element with documents that exist, and no document that no element sends", () => {
  const folders = readdirSync(new URL("elements/", import.meta.url), { withFileTypes: true });
  const tags = folders.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  expect(Object.keys(elements)).toEqual(tags.sort());
  const sent = new Set(Object.values(elements).flat());
  expect([...sent].sort()).toEqual(Object.keys(documents));
});

it("knows what an element sends through modules that it shares, or that wait until they are needed", () => {
  const names = (element: string) => elements[element]!.map((hash) => /^\w+ (\w+)/.exec(documents[hash]!)?.[1]).sort();
  expect(names("metric-table")).toContain("MetricTable");
  expect(names("kpi-card")).toEqual(["CompanyCard", "KpiCard", "MetricCatalogue", "WarehouseChanged"]);
});
