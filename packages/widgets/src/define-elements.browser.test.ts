import { afterEach, expect, it } from "vitest";
import { defineElements } from "./define-elements.ts";

afterEach(() => document.body.replaceChildren());

const defined = (tag: string) => customElements.get(tag) !== undefined;

it("loads the elements that a page holds, also those that come later, and no others", async () => {
  document.body.innerHTML = "<sales-provider><kpi-card></kpi-card></sales-provider>";
  const stop = defineElements(document);
  await customElements.whenDefined("kpi-card");
  expect([defined("sales-provider"), defined("rfm-matrix")]).toEqual([true, false]);

  document.querySelector("sales-provider")!.innerHTML = "<div><period-picker></period-picker></div>";
  await customElements.whenDefined("period-picker");
  expect(defined("cohort-grid")).toBe(false);
  stop();
});

it("looks into a shadow root when told to", async () => {
  const host = document.body.appendChild(document.createElement("div"));
  const shadow = host.attachShadow({ mode: "open" });
  const stop = defineElements(shadow);
  shadow.innerHTML = "<recovery-list></recovery-list>";
  await customElements.whenDefined("recovery-list");
  expect(shadow.querySelector("recovery-list")?.shadowRoot).toBeTruthy();
  stop();
});

it("knows every element", async () => {
  const tags = Object.keys(import.meta.glob("./elements/*/*.define.ts")).map((file) => file.split("/")[2]!);
  expect(tags.length).toBeGreaterThan(10);
  document.body.innerHTML = tags.map((tag) => `<${tag}></${tag}>`).join("");
  const stop = defineElements(document);
  await Promise.all(tags.map((tag) => customElements.whenDefined(tag)));
  stop();
});
