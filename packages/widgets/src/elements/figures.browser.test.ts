import { describe, expect, it } from "vitest";
import { userEvent } from "vitest/browser";
import "../all.define.ts";
import { axeFindings, show, textOf, until } from "../testing/page.ts";
import { serverOfEachTest } from "../testing/server-of-each-test.ts";

const server = serverOfEachTest();

const provider = (content: string, attributes = "") =>
  `<sales-provider endpoint="/graphql" period="2024" locale="en" ${attributes}>${content}</sales-provider>`;
const rootOf = (main: HTMLElement, name: string) => main.querySelector(name)!.shadowRoot!;
const lastVariables = () => server.received.at(-1)!.at(-1)!.variables;

const all = `
  <metric-chart metric="revenue" forecast></metric-chart>
  <metric-chart metric="revenue" by="category" type="doughnut"></metric-chart>
  <metric-chart metric="revenue" by="region" split="channel" type="stacked"></metric-chart>
  <metric-chart metric="revenue" split="category" type="area" drill></metric-chart>
  <metric-table metrics="revenue profitMargin" by="product" compare="previous-year"></metric-table>
  <metric-table metrics="revenue revenue:running" by="month"></metric-table>
  <driver-chart metric="revenue"></driver-chart>
  <driver-chart metric="orders" by="channel" as-table></driver-chart>`;

for (const [locale, theme] of [
  ["en", "light"],
  ["zh-CN", "dark"],
] as const) {
  it(`charts and tables give axe nothing to find in ${locale}, ${theme}`, async () => {
    document.documentElement.lang = locale;
    document.body.style.colorScheme = theme;
    document.body.style.background = theme === "dark" ? "#0f1215" : "#fff";
    const main = await show(
      `<sales-provider endpoint="/graphql" period="2024" locale="${locale}" theme="${theme}" download>${all}</sales-provider>`,
    );
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(await axeFindings(main)).toEqual([]);
  });
}

describe("<metric-chart>", () => {
  it("goes into a quarter and its months by Enter, and back up by Escape", async () => {
    const main = await show(provider(`<metric-chart metric="revenue" by="quarter" drill></metric-chart>`));
    const root = rootOf(main, "metric-chart");
    root.querySelector<HTMLElement>(".plot")!.focus();
    await userEvent.keyboard("{ArrowRight}{ArrowRight}{Enter}");
    await until(() => lastVariables().period === "2024-Q2");
    expect(lastVariables().by).toEqual(["MONTH"]);
    await until(() => root.querySelectorAll("tbody tr").length === 3);
    expect(textOf(root.querySelector("nav")!)).toMatch(/2024.*Apr.*Jun 2024/);
    await userEvent.keyboard("{ArrowRight}{Enter}");
    await until(() => lastVariables().period === "2024-04");
    await userEvent.keyboard("{Escape}{Backspace}");
    await until(() => root.querySelectorAll("tbody tr").length === 4 && !root.querySelector("nav"));
  });

  it("tells what was chosen and how to narrow to it", async () => {
    const main = await show(provider(`<metric-chart metric="revenue" by="channel"></metric-chart>`));
    const chosen: unknown[] = [];
    main.addEventListener("sales-select", (event) => chosen.push((event as CustomEvent).detail));
    rootOf(main, "metric-chart").querySelector<HTMLElement>(".plot")!.focus();
    await userEvent.keyboard("{ArrowRight}{Enter}");
    expect(chosen).toEqual([
      { dimension: "CHANNEL", key: "online", label: "online", where: { channel: { in: ["online"] } } },
    ]);
  });

  it("filters the others of a linking provider, and not itself", async () => {
    const main = await show(
      provider(
        `<metric-chart metric="revenue" by="channel"></metric-chart><kpi-card metric="orders"></kpi-card>`,
        "link",
      ),
    );
    const before = server.received.length;
    rootOf(main, "metric-chart").querySelector<HTMLElement>(".plot")!.focus();
    await userEvent.keyboard("{ArrowRight}{Enter}");
    await until(() => server.received.length > before);
    const asked = server.received.slice(before).flat();
    expect(asked.map(({ variables }) => [variables.id, variables.where])).toEqual([
      ["orders", { channel: { in: ["online"] } }],
    ]);
  });

  it("says how the forecast was made and how far off it has been", async () => {
    const main = await show(provider(`<metric-chart metric="revenue" forecast></metric-chart>`));
    expect(textOf(main)).toMatch(/Forecast for 2024: \$9\.40M.*80%.*Tested 12× .* off by 8% on average/);
  });

  it("refuses to make a whole of what can't be added up", async () => {
    const main = await show(provider(`<metric-chart metric="winRate" by="channel" type="doughnut"></metric-chart>`));
    await until(() => textOf(main).includes("Win rate can't be added up"));
  });

  it("names a metric that there is not, with those that there are", async () => {
    const main = await show(provider(`<metric-chart metric="revenu"></metric-chart>`));
    await until(() => textOf(main).includes('There is no metric "revenu"; it can be revenue, grossProfit'));
  });

  it("gives its figures as CSV", async () => {
    const main = await show(provider(`<metric-chart metric="revenue" by="month"></metric-chart>`));
    expect(main.querySelector("metric-chart")!.toCsv()).toMatch(/Month,Revenue \(USD\)\r?\n2024-01-01,698737/);
  });
});

describe("<metric-table>", () => {
  it("lets the server sort by the column that was asked for, and turns the order round", async () => {
    const main = await show(provider(`<metric-table metrics="revenue orders" by="product"></metric-table>`));
    const root = rootOf(main, "metric-table");
    expect(lastVariables().orderBy).toEqual([{ by: "m0", direction: "DESC" }]);
    const button = (text: string) =>
      [...root.querySelectorAll<HTMLElement>("thead button")].find((one) => one.textContent?.includes(text))!;
    button("Orders").click();
    await until(() => JSON.stringify(lastVariables().orderBy) === '[{"by":"m1","direction":"DESC"}]');
    await until(() => root.querySelector('th[aria-sort="descending"]')?.textContent?.includes("Orders"));
    button("Orders").click();
    await until(() => root.querySelector('th[aria-sort="ascending"]')?.textContent?.includes("Orders"));
  });

  it("goes on page by page and keeps the total of all", async () => {
    const main = await show(provider(`<metric-table metrics="revenue" by="product" page-size="5"></metric-table>`));
    const root = rootOf(main, "metric-table");
    const total = textOf(root.querySelector("tfoot")!);
    expect(root.querySelectorAll("tbody tr").length).toBe(5);
    root.querySelector<HTMLElement>(".foot button")!.click();
    await until(() => root.querySelectorAll("tbody tr").length === 10);
    expect(textOf(root.querySelector("tfoot")!)).toBe(total);
  });

  it("tells changes by arrow, sign and word, and stays inside its box", async () => {
    const main = await show(
      provider(`<metric-table metrics="revenue orders" by="product" compare="previous-year"></metric-table>`),
    );
    const cell = rootOf(main, "metric-table").querySelector("td.change")!;
    expect(cell.querySelector("svg")).not.toBeNull();
    expect(textOf(cell)).toMatch(/[+-][\d.]+%.*(higher|lower)/);
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(innerWidth);
  });
});

describe("<driver-chart>", () => {
  it("moves over the bars and says what each means", async () => {
    const main = await show(provider(`<driver-chart metric="revenue"></driver-chart>`));
    const root = rootOf(main, "driver-chart");
    root.querySelector<HTMLElement>(".plot")!.focus();
    await userEvent.keyboard("{ArrowDown}{ArrowDown}");
    await until(() => textOf(root.querySelector('[role="status"]')!).includes("Price: +$182,000. What was sold"));
  });

  it("shows contributions where a metric has no causes", async () => {
    const main = await show(provider(`<driver-chart metric="orders" by="channel" as-table></driver-chart>`));
    const text = textOf(rootOf(main, "driver-chart").querySelector("table")!);
    expect(text).toMatch(/Channel.*Before.*Now.*Difference.*partner/);
  });
});
