import { describe, expect, it } from "vitest";
import { userEvent } from "vitest/browser";
import "../all.define.ts";
import { axeFindings, settled, show, textOf, until } from "../testing/page.ts";
import { serverOfEachTest } from "../testing/server-of-each-test.ts";

const server = serverOfEachTest();

const provider = (content: string, attributes = "") =>
  `<sales-provider endpoint="/graphql" period="2024" locale="en" ${attributes}>${content}</sales-provider>`;
const rootOf = (main: HTMLElement, name: string) => main.querySelector(name)!.shadowRoot!;
const asked = (operation: string) =>
  server.received.flat().filter(({ query }) => query.includes(`query ${operation}(`));
const button = (root: ShadowRoot, text: string) =>
  [...root.querySelectorAll<HTMLElement>("button")].find((one) => textOf(one).includes(text))!;

const all = `<customer-card customer="acme"></customer-card><customer-card customer="newcomer"></customer-card>
  <recommendation-list customer="acme"></recommendation-list><recommendation-list segment="champions"></recommendation-list>
  <recommendation-list product="tea" download></recommendation-list>`;

for (const [locale, theme] of [
  ["en", "light"],
  ["zh-CN", "dark"],
] as const) {
  it(`the card and the list give axe nothing to find in ${locale}, ${theme}`, async () => {
    document.documentElement.lang = locale;
    document.body.style.colorScheme = theme;
    document.body.style.background = theme === "dark" ? "#0f1215" : "#fff";
    const main = await show(
      `<sales-provider endpoint="/graphql" locale="${locale}" theme="${theme}" link>${all}</sales-provider>`,
    );
    await until(() => rootOf(main, "customer-card").querySelector(".offers"));
    for (const details of rootOf(main, "customer-card").querySelectorAll("details")) details.open = true;
    await until(() => textOf(rootOf(main, "customer-card")).includes("Longjing"));
    expect(textOf(main)).toContain(locale === "en" ? "What to offer" : "推荐产品");
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await axeFindings(main)).toEqual([]);
  });
}

describe("<recommendation-list>", () => {
  it("says what, why, and how strong in bars and a word", async () => {
    const main = await show(provider(`<recommendation-list customer="acme"></recommendation-list>`));
    const root = rootOf(main, "recommendation-list");
    expect(textOf(root.querySelector(".label")!).trim()).toBe("What to offer Northwind Traders");
    const [first] = root.querySelectorAll(".offer");
    expect(textOf(first!)).toMatch(/Gaiwan Set.*strong.*Because of need 0\..*Also: SIMILAR_CUSTOMERS/);
    expect(first!.querySelectorAll(".meter .on").length).toBe(3);
    expect(root.querySelectorAll(".offer:last-child .meter .on").length).toBe(2);
    expect(root.querySelector("img")).toBeNull();
    expect(asked("Recommendations")[0]!.variables).toMatchObject({ customer: "acme", first: 10 });
  });

  it("shows more, and tells what was chosen by keyboard", async () => {
    const main = await show(provider(`<recommendation-list product="tea" page-size="5"></recommendation-list>`));
    const root = rootOf(main, "recommendation-list");
    expect(textOf(root)).toContain("5 of 13");
    const chosen: unknown[] = [];
    main.addEventListener("sales-select", (event) => chosen.push((event as CustomEvent).detail));
    button(root, "Show more").click();
    await until(() => textOf(root).includes("10 of 13"));
    root.querySelector<HTMLElement>("button.name")!.focus();
    await userEvent.keyboard("{Enter}");
    expect(chosen).toEqual([
      { dimension: "CUSTOMER", key: "c0", label: "Buyer 0", where: { customer: { in: ["c0"] } } },
    ]);
  });

  it("heeds of the provider's filter what says something of customers and products", async () => {
    const where = `{"region":{"in":["East"]},"category":{"in":["Tea"]},"channel":{"in":["online"]}}`;
    await show(
      provider(
        `<recommendation-list segment="loyal"></recommendation-list><recommendation-list customer="acme"></recommendation-list>`,
        `where='${where}'`,
      ),
    );
    expect(asked("Recommendations").map(({ variables }) => variables.where)).toEqual([
      { customers: { region: { in: ["East"] } }, category: { in: ["Tea"] } },
      { category: { in: ["Tea"] } },
    ]);
  });

  it("follows what is selected elsewhere, and says what to do before", async () => {
    const main = await show(
      provider(`<customer-list></customer-list><recommendation-list></recommendation-list>`, "link"),
    );
    const root = rootOf(main, "recommendation-list");
    expect(textOf(root)).toContain("Choose a customer, a segment or a product.");
    expect(asked("Recommendations")).toEqual([]);
    rootOf(main, "customer-list").querySelector<HTMLElement>("tbody button")!.click();
    await until(() => textOf(root).includes("What to offer Northwind Traders"));
    expect(asked("Recommendations")[0]!.variables.customer).toBe("c0");
  });

  it("says when there is nobody, and what is wrong with its attributes", async () => {
    const main = await show(provider(`<recommendation-list product="unwanted"></recommendation-list>`));
    expect(textOf(main)).toContain("Nobody is known who would want it");
    const both = await show(provider(`<recommendation-list product="tea" customer="acme"></recommendation-list>`));
    expect(textOf(both)).toContain("Set one of customer, segment and product; there are customer, product.");
    expect(textOf(await show(provider(`<recommendation-list></recommendation-list>`)))).toContain("No target");
  });

  it("gives a row for each recommendation as CSV, with all its reasons", async () => {
    const main = await show(provider(`<recommendation-list segment="loyal" page-size="2"></recommendation-list>`));
    const lines = main.querySelector("recommendation-list")!.toCsv().split("\r\n");
    expect(lines[0]).toContain("Customer,Product,Category,Score,Reasons");
    expect(lines[1]).toContain("Buyer 0,Gaiwan Set 盖碗套装,,1,");
    expect(lines[1]).toContain("Because of need 0. Because of similar_customers 0.");
  });
});

describe("<customer-card>", () => {
  it("shows one customer at a glance", async () => {
    const main = await show(provider(`<customer-card customer="acme"></customer-card>`));
    const root = rootOf(main, "customer-card");
    await until(() => root.querySelector(".offers"));
    await until(() => textOf(root).includes("Expected in 12 months $43,210 87% likely to buy again"));
    const text = textOf(root);
    for (const said of [
      "Northwind Traders",
      "Company · Hospitality · East, China · owner Anna Berg · known since May 6, 2021",
      "Revenue, 12 months",
      "39 days ago",
      "Cooling",
      "usually every 21 days",
      "Loyal",
      "Gift boxes 礼盒",
      "overdue since Oct 1, 2024",
      "and 2 more",
      "wang@customer.example",
      "NPS 9",
      "Late delivery",
    ])
      expect(text).toContain(said);
    expect(text).not.toContain("Praise");
    expect(root.querySelector('a[href^="tel:"]')!.getAttribute("href")).toBe("tel:+860101234");
    expect(root.querySelectorAll(".history .bar").length).toBe(12);
    expect(root.querySelectorAll(".history tbody tr").length).toBe(12);
    // Recommendations and the lifetime value take longest: each is asked by itself, and holds up nothing else.
    expect(asked("Recommendations")[0]!.variables).toMatchObject({ customer: "id-acme", first: 5 });
    expect(server.received.length).toBe(3);
  });

  it("opens an order by keyboard and asks for its lines then", async () => {
    const main = await show(provider(`<customer-card customer="acme"></customer-card>`));
    const root = rootOf(main, "customer-card");
    expect(asked("CustomerCardLines")).toEqual([]);
    root.querySelector<HTMLElement>(".order summary")!.focus();
    await userEvent.keyboard("{Enter}");
    await until(() => textOf(root).includes("Longjing of o0"));
    root.querySelectorAll<HTMLElement>(".order summary")[1]!.click();
    await until(() => textOf(root).includes("Longjing of o1") && !textOf(root).includes("Longjing of o0"));
  });

  it("follows the customer who is selected in another element, by global id", async () => {
    const main = await show(provider(`<customer-list></customer-list><customer-card></customer-card>`, "link"));
    const root = rootOf(main, "customer-card");
    expect(textOf(root)).toContain("Choose a customer to see them here.");
    const list = main.querySelector("customer-list")!;
    const select = (key: string) =>
      list.dispatchEvent(
        new CustomEvent("sales-select", {
          detail: { dimension: "CUSTOMER", key, label: key, where: { customer: { in: [key] } } },
          bubbles: true,
          composed: true,
        }),
      );
    select(btoa("Customer:12"));
    await until(() => textOf(root).includes("Northwind Traders"));
    expect(asked("CustomerCard")[0]!.variables).toMatchObject({ id: btoa("Customer:12"), key: btoa("Customer:12") });
    select("C-13");
    await until(() => asked("CustomerCard").length === 2);
    expect(asked("CustomerCard")[1]!.variables).toMatchObject({ externalId: "C-13", key: "C-13" });
  });

  it("says what there is not", async () => {
    const main = await show(provider(`<customer-card customer="newcomer"></customer-card>`));
    const text = textOf(main);
    for (const said of ["has not bought yet", "No orders yet.", "None is known.", "No answers yet."])
      expect(text).toContain(said);
    expect(textOf(await show(provider(`<customer-card customer="nobody"></customer-card>`)))).toContain(
      "There is no such customer.",
    );
    expect(textOf(await show(provider(`<customer-card></customer-card>`)))).toContain("No customer: set customer");
  });

  it("keeps the last answer when a refresh fails", async () => {
    const main = await show(provider(`<customer-card customer="acme" refresh="0.2"></customer-card>`));
    server.reply = () => Response.json({ errors: [{ message: "down", extensions: { code: "INTERNAL" } }] });
    await until(() => textOf(main).includes("Could not be refreshed"));
    expect(textOf(main)).toContain("Northwind Traders");
    await settled(main);
  });
});
