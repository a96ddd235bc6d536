import { describe, expect, it } from "vitest";
import { userEvent } from "vitest/browser";
import "../all.define.ts";
import { axeFindings, show, textOf, until } from "../testing/page.ts";
import { serverOfEachTest } from "../testing/server-of-each-test.ts";

const server = serverOfEachTest();

const provider = (content: string, attributes = 'locale="en"') =>
  `<sales-provider endpoint="/graphql" period="2024" ${attributes}>${content}</sales-provider>`;
const rootOf = (main: ParentNode, name: string) => main.querySelector(name)!.shadowRoot!;
const all = `<swot-board pages='{"SALES": "/sales"}'></swot-board><swot-board period="1999"></swot-board><swot-board pages="x"></swot-board>
  <alert-list cleared></alert-list><alert-list rules="quiet"></alert-list>`;

describe("what rules say", () => {
  for (const [locale, theme] of [
    ["en", "light"],
    ["en", "dark"],
    ["zh-CN", "light"],
    ["zh-CN", "dark"],
  ] as const) {
    it(`gives axe nothing to find in ${locale}, ${theme}, at any width`, async () => {
      document.documentElement.lang = locale;
      document.body.style.colorScheme = theme;
      document.body.style.background = theme === "dark" ? "#0f1215" : "#fff";
      const main = await show(provider(all, `locale="${locale}" theme="${theme}" download`));
      await until(() => textOf(main).includes(locale === "en" ? "Opportunities" : "机会"));
      rootOf(main, "alert-list").querySelector<HTMLElement>("button.do")!.click();
      rootOf(main, "swot-board").querySelector("details")!.open = true;
      for (const width of [240, 480, 960]) {
        main.style.width = `${width}px`;
        await new Promise((resolve) => setTimeout(resolve, 100));
        expect(await axeFindings(main)).toEqual([]);
        for (const element of main.querySelectorAll("swot-board, alert-list")) {
          const card = element.shadowRoot!.querySelector(".card")!;
          expect(card.scrollWidth, `${element.localName} at ${width}`).toBeLessThanOrEqual(card.clientWidth);
        }
      }
    });
  }

  it("shows each statement in its field, with its figures, what is new and what has gone", async () => {
    const main = await show(
      provider(`<swot-board pages='{"SALES": "/sales", "MARKET": "javascript:alert(1)"}'></swot-board>`),
    );
    const root = rootOf(main, "swot-board");
    const [strength, weakness, opportunity, threat] = [...root.querySelectorAll("section")].map(textOf);
    expect(strength).toContain("Revenue +12.5% ($10.8M after $9.60M; threshold +5.0%)");
    expect(strength).toContain("11.1% of revenue at stake");
    expect(weakness).toContain(
      "<img src=x onerror=alert(1)> Profit margin 10.0% (threshold 15.0%) · Cost: a unit costs",
    );
    expect(opportunity).toMatch(/Products that grow fast ?new/);
    expect(opportunity).toContain("2 more");
    expect(threat).toContain("+3.0 pts (23.0% after 20.0%; threshold +1.0 pts)");
    expect(textOf(root)).toContain("No longer: More customers complain");
    const links = [...root.querySelectorAll("a")].map((link) => link.getAttribute("href"));
    expect(new Set(links)).toEqual(new Set(["/sales"]));
    expect(main.querySelector("swot-board")!.toCsv().split("\r\n")[1]).toContain("Products that grow fast");
  });

  it("says that nothing stands out, and what is wrong with its pages", async () => {
    const main = await show(provider(`<swot-board period="1999"></swot-board><swot-board pages="x"></swot-board>`));
    expect(textOf(main)).toContain("No rule has anything to say of this period");
    expect(textOf(main)).toContain("pages is “x”, expected JSON");
  });

  it("acknowledges an alert by keyboard, with a word on what is being done", async () => {
    const main = await show(provider("<alert-list></alert-list>"));
    const root = rootOf(main, "alert-list");
    const button = root.querySelector<HTMLElement>("button.do")!;
    expect(button.getAttribute("aria-label")).toBe(
      "Acknowledge Detractor without contact: Acme Trading Company of the Southern Provinces",
    );
    button.focus();
    await userEvent.keyboard("{Enter}");
    await until(() => root.activeElement?.localName === "input");
    await userEvent.keyboard("Ann calls");
    await userEvent.keyboard("{Enter}");
    const sent = () => server.received.flat().find(({ query }) => query.startsWith("mutation AcknowledgeAlerts"));
    await until(sent);
    expect(sent()!.variables).toEqual({ ids: ["alert-1"], note: "Ann calls" });
    await until(() => root.querySelector("form") === null);
  });

  it("keeps the form, and says why, when it can't be acknowledged", async () => {
    const main = await show(provider("<alert-list></alert-list>"));
    const root = rootOf(main, "alert-list");
    root.querySelector<HTMLElement>("button.do")!.click();
    await until(() => root.querySelector("form"));
    server.reply = (requests) =>
      requests[0]!.query.startsWith("mutation")
        ? Response.json({
            errors: [{ message: "ids: there is no such alert", extensions: { code: "BAD_USER_INPUT" } }],
          })
        : undefined;
    root.querySelector<HTMLElement>("form button.main")!.click();
    await until(() => textOf(root).includes("there is no such alert"));
    root.querySelector<HTMLElement>("form button.plain")!.click();
    await until(() => root.activeElement?.classList.contains("do"));
  });

  it("tells which customer was chosen, and says that all is well", async () => {
    const main = await show(provider(`<alert-list></alert-list><alert-list rules="quiet"></alert-list>`));
    const told: unknown[] = [];
    document.addEventListener("sales-select", (event) => told.push((event as CustomEvent).detail.key), { once: true });
    rootOf(main, "alert-list").querySelector<HTMLElement>(".said button")!.click();
    expect(told).toEqual(["customer-1"]);
    expect(textOf(main)).toContain("All is well");
  });
});
