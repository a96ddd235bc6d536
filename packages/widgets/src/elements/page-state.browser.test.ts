import { describe, expect, it } from "vitest";
import { userEvent } from "vitest/browser";
import "./sales-provider/sales-provider.define.ts";
import "./period-picker/period-picker.define.ts";
import "./filter-bar/filter-bar.define.ts";
import "./kpi-card/kpi-card.define.ts";
import "./customer-list/customer-list.define.ts";
import "./rfm-matrix/rfm-matrix.define.ts";
import { axeFindings, show, textOf, until } from "../testing/page.ts";
import { serverOfEachTest } from "../testing/server-of-each-test.ts";

const server = serverOfEachTest();

const provider = (content: string, attributes = "") =>
  `<sales-provider endpoint="/graphql" period="this-month" locale="en" ${attributes}>${content}</sales-provider>`;
const rootOf = (main: ParentNode, name: string) => main.querySelector(name)!.shadowRoot!;
const button = (root: ParentNode, text: string) =>
  [...root.querySelectorAll<HTMLButtonElement>("button")].find((one) => textOf(one).trim().startsWith(text))!;
const variablesOf = (operation: string) =>
  server.received.flat().findLast(({ query }) => query.includes(`query ${operation}`))!.variables;

describe("<period-picker>", () => {
  it("says the days, picks for the whole provider, and tells the page", async () => {
    const main = await show(provider(`<period-picker></period-picker><kpi-card metric="orders"></kpi-card>`));
    const root = rootOf(main, "period-picker");
    await until(() => textOf(root).includes("November 2024"));
    const told: unknown[] = [];
    document.addEventListener("sales-period", (event) => told.push((event as CustomEvent).detail), { once: true });
    root.querySelector<HTMLElement>(".current")!.click();
    await until(() => root.activeElement?.textContent === "This month");
    await userEvent.keyboard("{ArrowRight}{Enter}");
    const outer = main.querySelector("sales-provider")!;
    expect(outer.getAttribute("period") ?? outer.period).toBe("last-month");
    expect(told).toEqual([{ period: "last-month", from: "2024-10-01", to: "2024-10-31" }]);
    await until(() => variablesOf("KpiCard").period === "last-month");
    expect(root.querySelector("[popover]")!.matches(":popover-open")).toBe(false);
  });

  it("gives the focus back to its button after Escape", async () => {
    const main = await show(provider("<period-picker></period-picker>"));
    const root = rootOf(main, "period-picker");
    await until(() => textOf(root).includes("November 2024"));
    root.querySelector<HTMLElement>(".current")!.click();
    await until(() => root.activeElement?.textContent === "This month");
    await userEvent.keyboard("{Escape}");
    await until(() => root.activeElement?.classList.contains("current"));
  });

  it("steps to the neighbours, but not into the future", async () => {
    const main = await show(provider("<period-picker></period-picker>"));
    const root = rootOf(main, "period-picker");
    const [previous, next] = [".step:first-child", ".step:last-child"].map(
      (one) => () => root.querySelector<HTMLButtonElement>(one)!,
    );
    await until(() => !previous!().disabled);
    expect(next!().disabled).toBe(true);
    previous!().click();
    await until(() => main.querySelector("sales-provider")!.period === "2024-10");
    await until(() => !next!().disabled);
  });

  it("refuses a range that ends before it starts, and says so", async () => {
    const main = await show(provider("<period-picker></period-picker>"));
    const root = rootOf(main, "period-picker");
    await until(() => textOf(root).includes("November 2024"));
    root.querySelector<HTMLElement>(".current")!.click();
    await until(() => root.activeElement?.textContent === "This month");
    root.querySelector<HTMLInputElement>('[name="from"]')!.value = "2024-05-02";
    root.querySelector<HTMLInputElement>('[name="to"]')!.value = "2024-05-01";
    button(root, "Apply").click();
    await until(() => textOf(root).includes("ends before it starts"));
    expect(main.querySelector("sales-provider")!.period).toBe("this-month");
    root.querySelector<HTMLInputElement>('[name="to"]')!.value = "2024-05-31";
    button(root, "Apply").click();
    await until(() => main.querySelector("sales-provider")!.period === "2024-05-02..2024-05-31");
  });

  it("works alone, and lets a page decide for itself", async () => {
    const main = await show(`<period-picker endpoint="/graphql" period="2024"></period-picker>`);
    const picker = main.querySelector("period-picker")!;
    await until(() => !rootOf(main, "period-picker").querySelector<HTMLButtonElement>(".step")!.disabled);
    rootOf(main, "period-picker").querySelector<HTMLElement>(".step")!.click();
    expect(picker.period).toBe("2023");
    main.addEventListener("sales-period", (event) => event.preventDefault());
    await picker.updateComplete;
    rootOf(main, "period-picker").querySelector<HTMLElement>(".step")!.click();
    expect(picker.period).toBe("2023");
  });
});

describe("<filter-bar>", () => {
  it("filters the provider by what is chosen with the keyboard, and clears", async () => {
    const main = await show(
      provider(
        `<filter-bar dimensions="channel rep"></filter-bar><kpi-card metric="orders"></kpi-card>`,
        `where='{"region":{"in":["North"]}}'`,
      ),
    );
    const root = rootOf(main, "filter-bar");
    await until(() => button(root, "Channel"));
    button(root, "Channel").focus();
    await userEvent.keyboard("{Enter}");
    await until(() => root.activeElement?.getAttribute("role") === "option");
    await userEvent.keyboard("{ArrowDown} ");
    const outer = main.querySelector("sales-provider")!;
    expect(JSON.parse(outer.where!)).toEqual({ region: { in: ["North"] }, channel: { in: ["retail"] } });
    await until(() => JSON.stringify(variablesOf("KpiCard").where).includes("retail"));
    expect(variablesOf("FilterValues").where).toEqual({ region: { in: ["North"] } });
    await until(() => root.querySelector(".chip"));
    root.querySelector<HTMLElement>(".chip")!.click();
    expect(JSON.parse(outer.where!)).toEqual({ region: { in: ["North"] } });
  });

  it("names what an address chose, and searches through all pages", async () => {
    const main = await show(
      provider(`<filter-bar dimensions="customer"></filter-bar>`, `where='{"customer":{"in":["customer-7"]}}'`),
    );
    const root = rootOf(main, "filter-bar");
    await until(() => textOf(root).includes("Customer number 7"));
    button(root, "Customer").click();
    await until(() => root.activeElement instanceof HTMLInputElement);
    expect(root.querySelectorAll(".option").length).toBe(100);
    await userEvent.keyboard("1199");
    await until(() => root.querySelectorAll(".option").length === 1);
    await userEvent.keyboard("x");
    await until(() => textOf(root).includes("Nothing matches “1199x”"));
  });

  it("names a dimension that can't be filtered by", async () => {
    const main = await show(provider(`<filter-bar dimensions="moon"></filter-bar><filter-bar></filter-bar>`));
    await until(() => textOf(main).includes('no dimension "moon"'));
    expect(textOf(main)).toContain("No dimensions");
  });
});

it("filters the others by what is selected in one, marks it there, and ends with its chip", async () => {
  const main = await show(
    provider(
      `<filter-bar dimensions="channel"></filter-bar><kpi-card metric="orders"></kpi-card><customer-list></customer-list>`,
      "link",
    ),
  );
  const list = rootOf(main, "customer-list");
  list.querySelector<HTMLElement>("tbody button")!.click();
  await until(() => JSON.stringify(variablesOf("KpiCard").where ?? {}).includes("c0"));
  expect(variablesOf("CustomerList").where).toBeUndefined();
  await until(() => list.querySelector('[aria-pressed="true"]'));
  const bar = rootOf(main, "filter-bar");
  await until(() => textOf(bar).includes("Northwind Traders 1"));
  bar.querySelector<HTMLElement>(".chip")!.click();
  await until(() => list.querySelector('[aria-pressed="true"]') === null);
  await until(() => variablesOf("KpiCard").where === undefined);
});

it("gives every element's figures as CSV, with notes when asked for, and a matrix as a picture", async () => {
  const main = await show(
    provider(
      `<kpi-card metric="revenue"></kpi-card><customer-list csv-notes></customer-list><rfm-matrix></rfm-matrix>`,
      "download",
    ),
  );
  expect(main.querySelector("kpi-card")!.toCsv()).toMatch(
    /^\uFEFFFrom,To,Revenue \(USD\),Before \(USD\)\r\n2024-01-01,/,
  );
  expect(main.querySelector("customer-list")!.toCsv()).toMatch(/^\uFEFF# Answered at: 20/);
  expect((await main.querySelector("rfm-matrix")!.toPng()).type).toBe("image/png");
  await expect(main.querySelector("kpi-card")!.toPng()).rejects.toThrow("no drawing");
  expect(rootOf(main, "kpi-card").querySelector('[part="download"]')!.getAttribute("aria-label")).toBe("Download CSV");
});

it("shows a forecast with its range, its method and how far off it has been, and nothing where there is none", async () => {
  const main = await show(
    provider(`<kpi-card metric="revenue" forecast></kpi-card><kpi-card metric="winRate" forecast></kpi-card>`),
  );
  const [first, second] = [...main.querySelectorAll("kpi-card")].map((card) => card.shadowRoot!);
  expect(textOf(first!.querySelector(".forecast button")!)).toMatch(
    /Forecast \$13.3M.*\$12.5M – \$14.2M.*by Dec 31, 2024/,
  );
  expect(first!.querySelector(".forecast button")!.getAttribute("aria-describedby")).toBe("method");
  expect(textOf(first!.querySelector("#method")!)).toContain("Tested 6× on past periods, it was off by 8.3%");
  expect(second!.querySelector(".forecast")).toBeNull();
});

for (const [locale, theme] of [
  ["en", "light"],
  ["zh-CN", "dark"],
] as const) {
  it(`gives axe nothing to find in ${locale}, ${theme}, open and closed`, async () => {
    document.documentElement.lang = locale;
    document.body.style.colorScheme = theme;
    document.body.style.background = theme === "dark" ? "#0f1215" : "#fff";
    const main = await show(
      `<sales-provider endpoint="/graphql" period="2024" locale="${locale}" theme="${theme}" download link where='{"channel":{"in":["online"]}}'>
        <period-picker></period-picker><filter-bar dimensions="channel rep"></filter-bar><kpi-card metric="revenue" forecast></kpi-card>
      </sales-provider>`,
    );
    await until(() => rootOf(main, "filter-bar").querySelector(".chip"));
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await axeFindings(main)).toEqual([]);
    for (const [name, opener] of [
      ["period-picker", ".current"],
      ["filter-bar", ".control:nth-of-type(2)"],
    ] as const) {
      rootOf(main, name).querySelector<HTMLElement>(opener)!.click();
      await new Promise((resolve) => setTimeout(resolve, 400));
      expect(await axeFindings(main)).toEqual([]);
      await userEvent.keyboard("{Escape}");
    }
  });
}
