import { describe, expect, it } from "vitest";
import { userEvent } from "vitest/browser";
import "../all.define.ts";
import { axeFindings, settled, show, textOf, until } from "../testing/page.ts";
import { serverOfEachTest } from "../testing/server-of-each-test.ts";

const server = serverOfEachTest();

const provider = (content: string, attributes = "") =>
  `<sales-provider endpoint="/graphql" period="2024" locale="en" ${attributes}>${content}</sales-provider>`;

const all = `
  <kpi-card metric="revenue" compare="previous-year"></kpi-card>
  <metric-chart metric="revenue" by="month" compare="previous-year"></metric-chart>
  <metric-chart metric="revenue" by="channel"></metric-chart>
  <metric-chart metric="revenue" by="month" split="category"></metric-chart>
  <metric-chart metric="revenue" by="channel" as-table></metric-chart>
  <rfm-matrix movement-from></rfm-matrix>
  <cohort-grid></cohort-grid>
  <customer-list></customer-list>`;

const failing =
  (code: string, message: string, status = 200) =>
  () =>
    Response.json({ errors: [{ message, extensions: { code } }] }, { status });

describe("every element", () => {
  for (const [locale, theme] of [
    ["en", "light"],
    ["en", "dark"],
    ["zh-CN", "light"],
    ["zh-CN", "dark"],
  ] as const) {
    it(`gives axe nothing to find in ${locale}, ${theme}`, async () => {
      document.documentElement.lang = locale;
      document.body.style.colorScheme = theme;
      document.body.style.background = theme === "dark" ? "#0f1215" : "#fff";
      const main = await show(
        `<sales-provider endpoint="/graphql" period="2024" locale="${locale}" theme="${theme}">${all}</sales-provider>`,
      );
      main.querySelector("rfm-matrix")!.shadowRoot!.querySelector<HTMLElement>(".segments button")!.click();
      await until(() => textOf(main).includes("Member 0"));
      await until(() => main.querySelector("rfm-matrix")!.shadowRoot!.querySelector(".stale") === null);
      await new Promise((resolve) => setTimeout(resolve, 500));
      expect(await axeFindings(main)).toEqual([]);
    });
  }

  it("asks together with the others of its moment, in one HTTP request", async () => {
    await show(provider(all));
    expect(server.received[0]!.length).toBeGreaterThan(5);
    expect(server.received.length).toBe(1);
  });

  it("speaks the provider's language, with the server's labels, from the first answer on", async () => {
    const main = await show(
      `<sales-provider endpoint="/graphql" period="2024" locale="zh-CN"><kpi-card metric="revenue"></kpi-card></sales-provider>`,
    );
    expect(textOf(main)).toContain("销售额");
    expect(textOf(main)).toMatch(/上升|下降/);
    expect(server.received.length).toBe(1);
    main.querySelector("sales-provider")!.setAttribute("locale", "en");
    await until(() => textOf(main).includes("Revenue"));
    expect(textOf(main)).toMatch(/higher|lower/);
  });

  it("loads the texts of elements that come later, which no one said before", async () => {
    const main = await show(
      `<sales-provider endpoint="/graphql" period="2024" locale="zh-CN"><kpi-card metric="revenue"></kpi-card></sales-provider>`,
    );
    main.querySelector("sales-provider")!.append(document.createElement("hall-of-fame"));
    await until(() => textOf(main).includes("荣誉榜"));
    expect(textOf(main)).toMatch(/销售额.*(上升|下降)/);
  });

  it("works alone with its own endpoint and period", async () => {
    const main = await show(`<kpi-card endpoint="/graphql" period="2023" metric="orders"></kpi-card>`);
    expect(textOf(main)).toContain("Orders");
    expect(server.received[0]![0]!.variables.period).toBe("2023");
  });

  it("joins its filter with the provider's", async () => {
    await show(
      provider(
        `<kpi-card metric="orders" where='{"channel":{"in":["online"]}}'></kpi-card>`,
        `where='{"region":{"in":["North"]}}'`,
      ),
    );
    expect(server.received[0]![0]!.variables.where).toEqual({ region: { in: ["North"] }, channel: { in: ["online"] } });
  });

  it("names a filter that is no JSON, and asks nothing", async () => {
    const main = await show(provider(`<kpi-card metric="orders" where="online"></kpi-card>`));
    expect(textOf(main)).toContain('where is no JSON object such as {"channel":{"in":["online"]}}: online');
    expect(server.received).toEqual([]);
  });

  it.each([
    [
      'period="last-forever"',
      'period "last-forever" is not understood, expected one of 2024',
      /“last-forever”.*this-quarter/,
    ],
    ['metric="revenu"', 'Value "revenu" does not exist in "MetricId" enum.', /“revenu”.*revenue, grossProfit/],
    [
      `where='{"chanel":{"in":["x"]}}'`,
      'Variable "$where": Field "chanel" is not defined',
      /“chanel”.*channel, region/,
    ],
    [`where='{"channel":"online"}'`, 'invalid value "online" at "where.channel"', /“channel”不能是 "online"/],
    ['today="tomorrow"', 'Date: "tomorrow" is not a date', /today="tomorrow".*2024-02-29/],
  ])("says in the reader's language what would be right instead of %s", async (attribute, refusal, right) => {
    const refuse = failing("BAD_USER_INPUT", refusal);
    server.reply = (requests, init) => (requests[0]!.query.includes("KpiCard") ? refuse(requests, init) : undefined);
    const main = await show(
      `<sales-provider endpoint="/graphql" locale="zh-CN"><kpi-card metric="revenue" ${attribute}></kpi-card></sales-provider>`.replace(
        attribute.startsWith("metric") ? 'metric="revenue" ' : "none",
        "",
      ),
    );
    expect(textOf(main)).toContain("此组件的设置有误");
    expect(textOf(main)).toMatch(right);
  });

  it.each([
    '<kpi-card metric="revenue" compare="last-year"></kpi-card>',
    '<metric-chart metric="revenue" compare="last-year"></metric-chart>',
    '<metric-chart metric="revenue" limit="few"></metric-chart>',
    '<metric-table metrics="revenue" by="product" sort="profit"></metric-table>',
    '<driver-chart view="bars"></driver-chart>',
    '<rfm-matrix bins="9"></rfm-matrix>',
    '<customer-list sort="profit"></customer-list>',
  ])("asks nothing for %s, and names the attribute", async (markup) => {
    const main = await show(provider(markup));
    const [attribute] = /(compare|limit|sort|view|bins)(?==)/.exec(markup)!;
    expect(textOf(main)).toMatch(new RegExp(`not set up correctly.*${attribute}.* it can be `));
    expect(server.received).toEqual([]);
  });

  it("shows the server's message with a way to try again", async () => {
    server.reply = failing("BAD_USER_INPUT", 'period "2024" is too long ago');
    const main = await show(provider(`<kpi-card metric="revenue"></kpi-card>`));
    expect(textOf(main)).toContain('period "2024" is too long ago');
    server.reply = () => undefined;
    main.querySelector("kpi-card")!.shadowRoot!.querySelector("button")!.click();
    await until(() => textOf(main).includes("$12.3M"));
  });

  it("says that there is no access, without a button that can't help", async () => {
    server.reply = failing("FORBIDDEN", "Company totals are not yours to see.");
    const main = await show(provider(`<kpi-card metric="revenue"></kpi-card>`));
    expect(textOf(main)).toContain("You have no access");
    expect(main.querySelector("kpi-card")!.shadowRoot!.querySelector("button")).toBeNull();
  });

  it("says that the access has expired", async () => {
    server.reply = failing("UNAUTHENTICATED", "expired", 401);
    const main = await show(provider(`<kpi-card metric="revenue"></kpi-card>`));
    expect(textOf(main)).toContain("Your access has expired");
  });

  it("keeps the last answer when a refresh fails, and says how old it is", async () => {
    const main = await show(provider(`<kpi-card metric="revenue" refresh="0.2"></kpi-card>`));
    server.reply = failing("INTERNAL", "down");
    await until(() => textOf(main).includes("Could not be refreshed"));
    expect(textOf(main)).toContain("$12.3M");
    server.reply = () => undefined;
    await until(() => !textOf(main).includes("Could not be refreshed"));
  });

  it("refreshes from the moment that it is told to", async () => {
    const main = await show(provider(`<kpi-card metric="revenue"></kpi-card>`));
    expect(server.received.length).toBe(1);
    main.querySelector("kpi-card")!.setAttribute("refresh", "0.2");
    await until(() => server.received.length > 2);
  });

  it("does not show the figures of another period when the new one fails", async () => {
    const main = await show(provider(`<kpi-card metric="revenue"></kpi-card>`));
    server.reply = failing("INTERNAL", "down");
    main.querySelector("sales-provider")!.setAttribute("period", "2023");
    await until(() => textOf(main).includes("down"));
    expect(textOf(main)).not.toContain("$12.3M");
  });

  it("keeps its size between the skeleton and the figures", async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    server.reply = async () => {
      await held;
      return undefined as never;
    };
    const shown = show(provider(`<kpi-card metric="revenue"></kpi-card>`));
    await until(() => document.querySelector("kpi-card")?.shadowRoot?.querySelector(".bone"));
    const before = document.querySelector("kpi-card")!.offsetHeight;
    release();
    await shown;
    expect(document.querySelector("kpi-card")!.offsetHeight).toBe(before);
  });

  it("cancels its request when it leaves", async () => {
    let signal: AbortSignal | null | undefined;
    server.reply = (_, init) => {
      signal = init.signal;
      return new Promise<Response>(() => {});
    };
    void show(provider(`<kpi-card metric="revenue"></kpi-card>`)).catch(() => {});
    await until(() => signal);
    document.body.replaceChildren();
    await until(() => signal?.aborted);
  });

  it("shows hostile names as text", async () => {
    const main = await show(provider(`<customer-list></customer-list>`));
    expect(textOf(main)).toContain("<img src=x onerror=alert(1)>");
    expect(main.querySelector("customer-list")!.shadowRoot!.querySelector("img")).toBeNull();
  });
});

describe("<kpi-card>", () => {
  it("tells the comparison by arrow, sign and word", async () => {
    const main = await show(provider(`<kpi-card metric="revenue" compare="previous-year"></kpi-card>`));
    const comparison = main.querySelector("kpi-card")!.shadowRoot!.querySelector(".comparison")!;
    expect(comparison.querySelector("svg")).not.toBeNull();
    expect(textOf(comparison)).toMatch(/[+-][\d.]+% (higher|lower)/);
    expect(server.received[0]![0]!.variables.versus).toBe("SAME_PERIOD_LAST_YEAR");
  });

  it("shows the company's figure beside the page's, whatever that filters by", async () => {
    const main = await show(
      provider(
        `<kpi-card metric="revenue"></kpi-card><kpi-card metric="revenue" company></kpi-card>`,
        `csv-notes where='{"channel":{"in":["online"]}}'`,
      ),
    );
    const [page, company] = [...main.querySelectorAll("kpi-card")].map((card) => textOf(card));
    expect(page).not.toContain("company");
    expect(company).toContain("2024 · company");
    const asked = server.received.flat();
    expect(asked.map(({ query }) => query.includes("companyTotal"))).toEqual([false, true]);
    expect(asked.map(({ variables }) => variables.where)).toEqual([{ channel: { in: ["online"] } }, undefined]);
    const taken = [...main.querySelectorAll("kpi-card")].map((card) => card.toCsv());
    expect(taken.map((csv) => csv.includes("# Filters"))).toEqual([true, false]);
  });

  it("says what is missing when there is no metric", async () => {
    expect(textOf(await show(provider("<kpi-card></kpi-card>")))).toContain("No metric");
  });
});

describe("<metric-chart>", () => {
  it("draws, and has all figures in a table", async () => {
    const main = await show(
      provider(`<metric-chart metric="revenue" by="month" compare="previous-year"></metric-chart>`),
    );
    const root = main.querySelector("metric-chart")!.shadowRoot!;
    await until(() => root.querySelector("canvas")!.width > 300);
    expect(root.querySelectorAll("tbody tr").length).toBe(12);
    expect(textOf(root.querySelector("thead")!)).toContain("Year before");
    expect(textOf(root)).toContain("Incomplete: December 2024.");
  });

  it("moves over the points with arrow keys and says what is there", async () => {
    const main = await show(provider(`<metric-chart metric="revenue" by="month"></metric-chart>`));
    const root = main.querySelector("metric-chart")!.shadowRoot!;
    root.querySelector<HTMLElement>(".plot")!.focus();
    await userEvent.keyboard("{ArrowRight}{ArrowRight}");
    await until(() => textOf(root.querySelector('[role="status"]')!).includes("February 2024, Revenue: $"));
  });

  it("asks for the rest of a dimension as a whole", async () => {
    const main = await show(provider(`<metric-chart metric="profitMargin" by="channel" limit="3"></metric-chart>`));
    expect(server.received.at(-1)![0]!.variables.top).toEqual({ first: 3, by: "m0", rest: true });
    expect(textOf(main)).toContain("Others");
  });

  it("is drawn anew in the colours of a theme that the page switches", async () => {
    document.documentElement.style.colorScheme = "light";
    const main = await show(provider(`<metric-chart metric="revenue" by="month" type="bar"></metric-chart>`));
    const canvas = main.querySelector("metric-chart")!.shadowRoot!.querySelector("canvas")!;
    const paints = () => {
      const { data } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height);
      const colours = new Set<string>();
      for (let at = 0; at < data.length; at += 4) colours.add(`${data[at]},${data[at + 1]},${data[at + 2]}`);
      return colours;
    };
    await until(() => paints().has("37,87,167"));
    document.documentElement.style.colorScheme = "dark";
    await until(() => paints().has("127,171,240"));
    document.documentElement.style.colorScheme = "";
  });

  it("switches to the table and back", async () => {
    const main = await show(provider(`<metric-chart metric="revenue" by="channel"></metric-chart>`));
    const root = main.querySelector("metric-chart")!.shadowRoot!;
    const button = root.querySelector<HTMLElement>(".head button")!;
    button.click();
    await until(() => root.querySelector<HTMLElement>(".drawing")!.hidden);
    expect(root.querySelector("table")!.getBoundingClientRect().height).toBeGreaterThan(100);
    button.click();
    await until(() => !root.querySelector<HTMLElement>(".drawing")!.hidden);
  });

  it("names a dimension that it does not know", async () => {
    const main = await show(provider(`<metric-chart metric="revenue" by="moon"></metric-chart>`));
    expect(textOf(main)).toContain('There is no dimension "moon"; it can be day, week');
  });
});

describe("<rfm-matrix>", () => {
  it("moves over the cells with arrow keys, and Enter lists the customers", async () => {
    const main = await show(provider("<rfm-matrix></rfm-matrix>"));
    const root = main.querySelector("rfm-matrix")!.shadowRoot!;
    root.querySelector<HTMLElement>('.cell[tabindex="0"]')!.focus();
    await userEvent.keyboard("{ArrowRight}{ArrowDown}");
    expect(root.activeElement?.getAttribute("aria-label")).toMatch(/customers, revenue \$/);
    await userEvent.keyboard("{Enter}");
    await until(() => textOf(root).includes("Member 0"));
    expect(root.querySelector(".cell[aria-selected=true]")).toBe(root.activeElement);
    expect(textOf(root)).toContain("R4 F2");
  });

  it("lists a segment's customers page by page", async () => {
    const main = await show(provider("<rfm-matrix></rfm-matrix>"));
    const root = main.querySelector("rfm-matrix")!.shadowRoot!;
    root.querySelector<HTMLElement>(".segments button")!.click();
    await until(() => textOf(root).includes("Member 2"));
    [...root.querySelectorAll<HTMLElement>(".members button")].at(-1)!.click();
    await until(() => textOf(root).includes("Member 4"));
    expect(textOf(root)).toContain("Member 0");
  });

  it("is coloured by what was chosen", async () => {
    const main = await show(provider(`<rfm-matrix color-by="average-spend"></rfm-matrix>`));
    expect(main.querySelector("rfm-matrix")!.shadowRoot!.querySelector("select")!.value).toBe("average-spend");
    expect(textOf(main.querySelector("rfm-matrix")!.shadowRoot!.querySelector(".cell")!)).toContain("$");
  });
});

describe("<customer-list>", () => {
  it("sorts by a column, turns the order round, and begins at the first page", async () => {
    const main = await show(provider("<customer-list></customer-list>"));
    const root = main.querySelector("customer-list")!.shadowRoot!;
    const buttons = () => [...root.querySelectorAll<HTMLButtonElement>("button")];
    buttons()
      .find((button) => textOf(button).trim() === "Next")!
      .click();
    await until(() => textOf(root).includes("11–20 of 43"));
    buttons()
      .find((button) => textOf(button).trim() === "Orders")!
      .click();
    await until(() => textOf(root).includes("1–10 of 43"));
    await settled(main);
    expect(server.received.at(-1)![0]!.variables).toMatchObject({
      orderBy: [{ by: "ORDERS", direction: "DESC" }],
      first: 10,
    });
    expect(server.received.at(-1)![0]!.variables.after).toBeUndefined();
    expect(root.querySelector('th[aria-sort="descending"]')!.textContent).toContain("Orders");
  });

  it("searches after the last keystroke and says when nobody matches", async () => {
    const main = await show(provider("<customer-list></customer-list>"));
    const root = main.querySelector("customer-list")!.shadowRoot!;
    root.querySelector("input")!.focus();
    await userEvent.keyboard("zzz");
    await until(() => textOf(root).includes("No customer matches “zzz”"));
    expect(root.activeElement).toBe(root.querySelector("input"));
    expect(server.received.length).toBe(2);
  });

  it("tells which customer was chosen", async () => {
    const main = await show(provider("<customer-list></customer-list>"));
    const chosen: unknown[] = [];
    main.addEventListener("sales-select", (event) => chosen.push((event as CustomEvent).detail));
    main.querySelector("customer-list")!.shadowRoot!.querySelector<HTMLElement>("tbody button")!.click();
    expect(chosen).toMatchObject([
      { id: "c0", name: "Northwind Traders 1", dimension: "CUSTOMER", where: { customer: { in: ["c0"] } } },
    ]);
  });
});
