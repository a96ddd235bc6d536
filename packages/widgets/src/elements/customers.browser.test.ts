import { describe, expect, it } from "vitest";
import { userEvent } from "vitest/browser";
import "../all.define.ts";
import { axeFindings, settled, show, textOf, until } from "../testing/page.ts";
import { serverOfEachTest } from "../testing/server-of-each-test.ts";

const server = serverOfEachTest();

async function element(markup: string, attributes = ""): Promise<ShadowRoot> {
  const main = await show(
    `<sales-provider endpoint="/graphql" period="2024" locale="en" ${attributes}>${markup}</sales-provider>`,
  );
  return main.querySelector("rfm-matrix, cohort-grid, customer-list")!.shadowRoot!;
}

const asked = (name: string) =>
  server.received
    .flat()
    .filter(({ query }) => query.includes(`query ${name}`))
    .map(({ variables }) => variables);

describe("<rfm-matrix movement-from>", () => {
  it("tells who moved, the most first, and counts those who stayed", async () => {
    const root = await element(`<rfm-matrix movement-from="2024-06-30"></rfm-matrix>`);
    expect(asked("RfmMatrix")).toMatchObject([{ withMovement: true, from: "2024-06-30" }]);
    const movement = root.querySelector(".movement")!;
    expect(textOf(movement)).toContain("Moved since Jun 30, 2024");
    expect(textOf(movement)).toContain("800 stayed where they were");
    const counts = [...movement.querySelectorAll("tbody tr")].map((row) =>
      Number(row.querySelector(".end")!.textContent),
    );
    expect(counts).toEqual([...counts].sort((one, other) => other - one));
    expect(counts).toHaveLength(8);
    movement.querySelector<HTMLElement>("button[aria-expanded]")!.click();
    await until(() => movement.querySelectorAll("tbody tr").length === 20);
  });

  it("lists the customers of a move from the keyboard, says so, and goes back to where it was opened", async () => {
    const root = await element(`<rfm-matrix movement-from></rfm-matrix>`);
    expect(asked("RfmMatrix")).toMatchObject([{ withMovement: true }]);
    const chosen: unknown[] = [];
    root.host.addEventListener("sales-select", (event) => chosen.push((event as CustomEvent).detail));
    const button = root.querySelector<HTMLElement>(".movement tbody button")!;
    const name = textOf(button).replace(/\s+/g, " ");
    button.focus();
    await userEvent.keyboard("{Enter}");
    await until(() => textOf(root.querySelector(".members")!).includes("Mover 1"));
    expect(asked("RfmMovers")).toMatchObject([{ first: 50 }]);
    expect(chosen).toEqual([{ from: asked("RfmMovers")[0]!.from, to: asked("RfmMovers")[0]!.to }]);
    expect(name).toContain("→");
    [...root.querySelectorAll<HTMLElement>(".members button")].find((one) => textOf(one).includes("Close"))!.click();
    await until(() => !root.querySelector(".members"));
    expect(root.activeElement).toBe(button);
  });

  it("asks for no movement unless it is told to, and names a day that is none", async () => {
    const without = await element(`<rfm-matrix></rfm-matrix>`);
    expect(asked("RfmMatrix")).toMatchObject([{ withMovement: false }]);
    expect(asked("RfmMatrix")[0]!.bins).toBeUndefined();
    expect(without.querySelector(".movement")).toBeNull();
    const wrong = await element(`<rfm-matrix movement-from="2024-02-30"></rfm-matrix>`);
    expect(textOf(wrong)).toContain('movement-from="2024-02-30" is no day; it can be 2024-02-29.');
  });
});

describe("<cohort-grid>", () => {
  it("is a table of cohorts by steps, shorter to the end, with the mean below", async () => {
    const root = await element("<cohort-grid></cohort-grid>");
    expect(asked("CohortGrid")).toMatchObject([{ period: "2024", grain: "MONTH", measure: "CUSTOMERS" }]);
    const rows = [...root.querySelectorAll("tbody tr")];
    expect(rows.map((row) => row.querySelectorAll(".cell").length)).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
    expect(textOf(rows[0]!)).toContain("Jan 2024");
    expect(textOf(root.querySelector("tfoot")!)).toMatch(/Mean.*100%.*33%/);
    // An empty cohort has no share, which is not zero.
    expect(rows[5]!.querySelector(".cell")!.textContent).toBe("–");
  });

  it("moves over the cells with arrow keys, enters shorter rows at their end, and says what is there", async () => {
    const root = await element("<cohort-grid></cohort-grid>");
    root.querySelector<HTMLElement>('.cell[tabindex="0"]')!.focus();
    await userEvent.keyboard("{ArrowRight}");
    await until(() => textOf(root.querySelector(".hint")!).includes("in Feb 2024"));
    expect(textOf(root.querySelector(".hint")!)).toMatch(/customers who first bought in Jan 2024/);
    await userEvent.keyboard("{End}{ArrowDown}");
    expect(root.activeElement!.getAttribute("aria-label")).toMatch(/in Dec 2024, of .* in Feb 2024 \(not over yet\)/);
    await userEvent.keyboard("{Home}{ArrowUp}{ArrowUp}{ArrowLeft}");
    expect(root.activeElement).toBe(root.querySelector(".cell"));
    expect(root.querySelectorAll('.cell[tabindex="0"]')).toHaveLength(1);
  });

  it("follows another measure, in values of its unit", async () => {
    const root = await element(`<cohort-grid grain="quarter" display="value" span="3"></cohort-grid>`);
    const select = root.querySelector("select")!;
    select.value = "revenue";
    select.dispatchEvent(new Event("change"));
    await until(() => textOf(root.querySelector("tbody")!).includes("$"));
    expect(asked("CohortGrid").at(-1)).toMatchObject({ grain: "QUARTER", measure: "REVENUE", span: 3 });
    expect(textOf(root.querySelector("tbody")!)).toContain("Q1 2024");
  });

  it("is taken away as it is shown: CSV with days and fractions, and a picture", async () => {
    const root = await element(`<cohort-grid download></cohort-grid>`);
    const grid = root.host as HTMLElement & { toCsv(): string; toPng(): Promise<Blob> };
    const lines = grid.toCsv().trim().split("\r\n");
    expect(lines[0]).toBe("First purchase,Customers,0,1,2,3,4,5,6,7,8,9,10,11");
    expect(lines).toHaveLength(13);
    expect(lines[1]).toMatch(/^2024-01-01,\d+,1,0\.\d+/);
    // The future is empty.
    expect(lines[12]).toMatch(/^2024-12-01,\d+,1,{11}$/);
    expect((await grid.toPng()).size).toBeGreaterThan(5000);
  });

  it("says what is missing, and what an attribute can be", async () => {
    server.reply = () =>
      Response.json({
        data: {
          cohorts: {
            period: { from: "2024-01-01", to: "2024-12-31" },
            asOf: "2024-12-12",
            currency: "USD",
            cohorts: [],
            cells: [],
            curve: [],
          },
        },
      });
    expect(textOf(await element("<cohort-grid></cohort-grid>"))).toContain("Nobody bought for the first time");
    const wrong = await element(`<cohort-grid measure="profit"></cohort-grid>`);
    expect(textOf(wrong)).toContain('measure="profit" is not known; it can be customers, revenue, orders.');
  });
});

describe("<customer-list>", () => {
  it("tells activity and segment of each, with the reason for those who listen", async () => {
    const root = await element("<customer-list></customer-list>");
    const row = root.querySelector("tbody tr")!;
    expect(textOf(row)).toContain("Champions");
    expect(textOf(row.querySelector(".activity")!)).toContain("Active : Last bought 45 days ago.");
  });

  it("filters by what is chosen in it, from the first page on", async () => {
    const root = await element("<customer-list></customer-list>");
    const [activity, segment] = root.querySelectorAll("select");
    activity!.value = "cooling";
    activity!.dispatchEvent(new Event("change"));
    await until(() => textOf(root).includes("of 9"));
    expect(asked("CustomerList").at(-1)).toMatchObject({ where: { activity: { in: ["COOLING"] } } });
    segment!.value = "LOYAL";
    segment!.dispatchEvent(new Event("change"));
    await until(
      () => asked("CustomerList").at(-1)!.where && JSON.stringify(asked("CustomerList").at(-1)).includes("LOYAL"),
    );
    await settled();
    expect(asked("CustomerList").at(-1)!.where).toEqual({ activity: { in: ["COOLING"] }, segment: { in: ["LOYAL"] } });
    activity!.value = "";
    activity!.dispatchEvent(new Event("change"));
    await until(() => JSON.stringify(asked("CustomerList").at(-1)!.where) === '{"segment":{"in":["LOYAL"]}}');
  });

  it("takes a segment that is filtered by around it, and sorts by activity", async () => {
    const root = await element(
      `<customer-list sort="activity"></customer-list>`,
      `where='{"segment":{"in":["AT_RISK"]},"channel":{"in":["online"]}}'`,
    );
    expect(asked("CustomerList")).toMatchObject([
      { where: { segment: { in: ["AT_RISK"] } }, orderBy: [{ by: "ACTIVITY", direction: "ASC" }] },
    ]);
    expect(root.querySelector('th[aria-sort="ascending"]')!.textContent).toContain("Activity");
  });

  it("says that nobody matches what is chosen, and keeps the choice", async () => {
    const root = await element(`<customer-list activity="lost" search="zzz"></customer-list>`);
    expect(textOf(root)).toContain("No customer matches “zzz”");
    const chosen = await element(`<customer-list activity="lost" segment="nobody"></customer-list>`);
    expect(textOf(chosen)).toContain("No customer matches what is chosen.");
    expect(chosen.querySelector("select")!.value).toBe("lost");
  });
});

it("gives axe nothing to find in a narrow page either", async () => {
  const main = await show(`<div style="width: 240px"><sales-provider endpoint="/graphql" period="2024" locale="zh-CN">
    <rfm-matrix movement-from></rfm-matrix><cohort-grid></cohort-grid><customer-list></customer-list>
  </sales-provider></div>`);
  expect(await axeFindings(main)).toEqual([]);
  for (const one of main.querySelectorAll<HTMLElement>("rfm-matrix, cohort-grid, customer-list")) {
    expect(one.shadowRoot!.querySelector<HTMLElement>(".card")!.scrollWidth, one.localName).toBeLessThanOrEqual(240);
  }
});
