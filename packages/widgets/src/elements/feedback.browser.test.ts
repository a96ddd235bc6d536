import { describe, expect, it } from "vitest";
import { userEvent } from "vitest/browser";
import "../all.define.ts";
import { axeFindings, settled, show, textOf, until } from "../testing/page.ts";
import { serverOfEachTest } from "../testing/server-of-each-test.ts";

const server = serverOfEachTest();

const provider = (content: string, attributes = "") =>
  `<sales-provider endpoint="/graphql" period="2024" locale="en" ${attributes}>${content}</sales-provider>`;
const partOf = (main: ParentNode, element: string, part: string) =>
  main.querySelector(element)!.shadowRoot!.querySelector<HTMLElement>(`[part="${part}"]`);
const asked = () => server.received.flat().map(({ variables }) => variables);

const all = `<satisfaction-meter by="region"></satisfaction-meter><satisfaction-meter kind="csat"></satisfaction-meter>
  <satisfaction-meter kind="ces" compare="none"></satisfaction-meter><satisfaction-meter period="2000"></satisfaction-meter>
  <recovery-list></recovery-list><recovery-list minimum-value="1000000"></recovery-list>`;

describe("what customers say", () => {
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
      const main = await show(
        `<sales-provider endpoint="/graphql" period="2024" locale="${locale}" theme="${theme}" download>${all}</sales-provider>`,
      );
      expect(textOf(main)).not.toContain(locale === "en" ? "推荐者" : "Promoters");
      for (const width of [240, 480, 960]) {
        main.style.width = `${width}px`;
        await new Promise((resolve) => setTimeout(resolve, 100));
        expect(await axeFindings(main)).toEqual([]);
        for (const element of main.querySelectorAll("satisfaction-meter, recovery-list")) {
          const card = element.shadowRoot!.querySelector(".card")!;
          expect(card.scrollWidth, `${element.localName} at ${width}`).toBeLessThanOrEqual(card.clientWidth);
        }
      }
    });
  }

  it("shows hostile names as text", async () => {
    const main = await show(provider(all));
    expect(textOf(main)).toContain("<img src=x onerror=alert(1)>");
    expect(main.querySelectorAll("img").length).toBe(0);
  });
});

describe("<satisfaction-meter>", () => {
  it("shows the score, its margin, the groups in words and figures, and the change", async () => {
    const main = await show(provider("<satisfaction-meter></satisfaction-meter>"));
    const text = textOf(main);
    expect(text).toMatch(/Net promoter score/);
    expect(text).toMatch(/± \d+(\.\d)? · 509 answers/);
    for (const group of ["Detractors", "Passives", "Promoters"])
      expect(text).toMatch(new RegExp(`${group} \\d+ \\d+\\.\\d%`));
    expect(text).toMatch(/[+-][\d.]+ (higher|lower) than [\d.]+ a year before More than chance/);
    expect(text).toMatch(/Between -?[\d.]+ \(\w+ 2024\) and [\d.]+ \(\w+ 2024\)/);
    expect(asked()[0]).toMatchObject({ kind: "NPS", period: "2024", versus: "SAME_PERIOD_LAST_YEAR", series: "MONTH" });
  });

  it("says when a change could be chance, and compares with nothing where told so", async () => {
    const main = await show(provider(`<satisfaction-meter kind="ces"></satisfaction-meter>`));
    expect(textOf(main)).toContain("Could be chance");
    const alone = await show(provider(`<satisfaction-meter kind="csat" compare="none"></satisfaction-meter>`));
    expect(textOf(alone)).toMatch(/\d+\.\d% ± \d\.\d pts · 509 answers/);
    expect(textOf(alone)).not.toContain("chance");
    expect(asked().at(-1)).toMatchObject({ kind: "CSAT", versus: null });
  });

  it("gives no score of few answers, and says how many it needs", async () => {
    const main = await show(provider(`<satisfaction-meter period="2000"></satisfaction-meter>`));
    expect(partOf(main, "satisfaction-meter", "value")!.textContent).toBe("–");
    expect(textOf(main)).toContain("4 answers");
    expect(textOf(main)).toContain("A score needs 5 answers.");
    expect(partOf(main, "satisfaction-meter", "scale")).toBeNull();
  });

  it("says when nobody answered, and what attributes can be", async () => {
    const main = await show(provider(`<satisfaction-meter period="1999"></satisfaction-meter>`));
    expect(textOf(main)).toContain("Nobody answered in this time");
    const wrong = await show(provider(`<satisfaction-meter kind="mood"></satisfaction-meter>`));
    expect(textOf(wrong)).toContain('kind="mood" is not known; it can be nps, csat, ces.');
  });

  it("has a row for each value of a dimension, and tells which one was chosen", async () => {
    const main = await show(provider(`<satisfaction-meter by="region" rows="4"></satisfaction-meter>`));
    expect(asked()[0]).toMatchObject({ by: "REGION", first: 4 });
    const rows = [...partOf(main, "satisfaction-meter", "table")!.querySelectorAll("tbody tr")];
    expect(rows).toHaveLength(4);
    expect(rows[3]!.textContent).toMatch(/Not given\s+–/);
    const selected: unknown[] = [];
    main.addEventListener("sales-select", (event) => selected.push((event as CustomEvent).detail));
    rows[0]!.querySelector("button")!.focus();
    await userEvent.keyboard("{Enter}");
    expect(selected).toEqual([
      { dimension: "REGION", key: "North", label: "North", where: { region: { in: ["North"] } } },
    ]);
  });

  it("gives its rows, or its course, as CSV", async () => {
    const main = await show(
      provider(`<satisfaction-meter by="region"></satisfaction-meter><satisfaction-meter></satisfaction-meter>`),
    );
    const [rows, course] = [...main.querySelectorAll("satisfaction-meter")].map((meter) => meter.toCsv().split("\r\n"));
    expect(rows![0]).toMatch(/Region,Answers,Net promoter score,±,Detractors,Passives,Promoters$/);
    expect(rows![1]).toMatch(/^North,220,/);
    expect(course![0]).toMatch(/From,To,Answers/);
    expect(course).toHaveLength(14);
  });
});

describe("<recovery-list>", () => {
  it("says whom to win back, why, what is at stake, and whether anybody has been in touch", async () => {
    const main = await show(provider("<recovery-list></recovery-list>"));
    const text = textOf(main);
    expect(text).toMatch(/23 customers, \$\d+K a year at stake, \d+ not in touch yet/);
    const [first, second] = [...partOf(main, "recovery-list", "table")!.querySelectorAll("tbody tr")];
    expect(first!.textContent).toMatch(
      /Northwind Traders 1[\s\S]*NPS 0[\s\S]*Late again[\s\S]*\$98,765[\s\S]*39[\s\S]*Not yet/,
    );
    expect(second!.textContent).toMatch(/NPS 1 · Complaint open[\s\S]*Broken on arrival[\s\S]*Nov 20, 2024/);
  });

  it("leaves only those whom nobody has been in touch with, from the first page on", async () => {
    const main = await show(provider(`<recovery-list page-size="5"></recovery-list>`));
    const list = main.querySelector("recovery-list")!;
    const button = (name: string) =>
      [...list.shadowRoot!.querySelectorAll("button")].find(({ textContent }) => textContent!.includes(name))!;
    button("Next").click();
    await until(() => textOf(main).includes("6–10 of 23"));
    await settled(main);
    expect(asked().at(-1)).toMatchObject({ first: 5, after: "5" });
    button("Next").click();
    await until(() => textOf(main).includes("11–15 of 23"));
    await settled(main);
    button("Previous").click();
    await until(() => textOf(main).includes("6–10 of 23"));
    expect(asked().at(-1)).toMatchObject({ last: 5, before: "10" });
    list.shadowRoot!.querySelector<HTMLInputElement>("input[type=checkbox]")!.focus();
    await userEvent.keyboard(" ");
    await until(() => textOf(main).includes("1–5 of 15"));
    expect(asked().at(-1)).toMatchObject({ untouched: true, first: 5 });
    expect(asked().at(-1)!.after).toBeUndefined();
    expect(list.hasAttribute("untouched")).toBe(true);
  });

  it("asks with the provider's filter, a minimum value and days", async () => {
    await show(
      provider(
        `<recovery-list minimum-value="5000" days="90"></recovery-list>`,
        `where='{"rep":{"in":["r1"]},"channel":{"in":["web"]}}'`,
      ),
    );
    expect(asked()[0]).toMatchObject({ where: { owner: { in: ["r1"] } }, minimumValue: 5000, days: 90 });
  });

  it("tells which customer was chosen, by key too", async () => {
    const main = await show(provider("<recovery-list></recovery-list>"));
    const selected: unknown[] = [];
    main.addEventListener("sales-select", (event) => selected.push((event as CustomEvent).detail));
    partOf(main, "recovery-list", "table")!.querySelector<HTMLElement>("tbody button")!.focus();
    await userEvent.keyboard("{Enter}");
    expect(selected).toEqual([expect.objectContaining({ id: "c0", where: { customer: { in: ["c0"] } } })]);
  });

  it("takes nobody on the list for good news", async () => {
    server.reply = (requests) =>
      Response.json(
        requests.map(() => ({
          data: {
            recoveryList: {
              totalCount: 0,
              untouchedCount: 0,
              totalValue: 0,
              currency: "USD",
              asOf: "2024-12-12",
              pageInfo: {},
              edges: [],
            },
          },
        }))[0],
      );
    const main = await show(provider("<recovery-list></recovery-list>"));
    expect(textOf(main)).toContain("Nobody to win back");
    expect(textOf(main)).toContain("no severe case is open");
    expect(main.querySelector("recovery-list")!.shadowRoot!.querySelector("[role=alert]")).toBeNull();
    server.reply = () => undefined;
    const filtered = await show(provider(`<recovery-list minimum-value="1000000"></recovery-list>`));
    expect(textOf(filtered)).toContain("No customer on the list meets these conditions.");
  });

  it("gives its page as CSV, with formulas made harmless by the quote", async () => {
    const main = await show(provider("<recovery-list></recovery-list>"));
    await settled(main);
    const lines = main.querySelector("recovery-list")!.toCsv().split("\r\n");
    expect(lines[0]).toMatch(/Name,Account owner,Reason,In their words,At stake \(USD\),Since,Days,In touch$/);
    expect(lines[2]).toMatch(
      /^上海长江贸易有限公司 2,王小明,NPS 1 · Complaint open,Broken on arrival 到货破损,49382.715,2024-11-03,40,2024-11-20$/,
    );
    expect(lines).toHaveLength(12);
  });
});
