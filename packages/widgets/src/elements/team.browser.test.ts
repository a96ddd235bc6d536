import { describe, expect, it } from "vitest";
import { userEvent } from "vitest/browser";
import "../all.define.ts";
import { axeFindings, show, textOf, until } from "../testing/page.ts";
import { serverOfEachTest } from "../testing/server-of-each-test.ts";

const server = serverOfEachTest();

const provider = (content: string, attributes = "") =>
  `<sales-provider endpoint="/graphql" period="2024" locale="en" ${attributes}>${content}</sales-provider>`;
const rootOf = (main: ParentNode, name: string) => main.querySelector(name)!.shadowRoot!;
const asked = (operation: string) =>
  server.received
    .flat()
    .filter(({ query }) => new RegExp(`^query ${operation}\\b`).test(query))
    .map(({ variables }) => variables);

const elements = "budget-bars, team-scorecard";
const all = `<budget-bars></budget-bars><budget-bars by="team"></budget-bars><budget-bars by="month"></budget-bars>
  <budget-bars period="1999"></budget-bars><team-scorecard></team-scorecard><team-scorecard rep="Li Na"></team-scorecard>
  <team-scorecard peers="team"></team-scorecard><team-scorecard rep="Nobody"></team-scorecard>`;

describe("team and budget", () => {
  for (const [locale, theme] of [
    ["en", "light"],
    ["zh-CN", "dark"],
  ] as const) {
    it(`give axe nothing to find in ${locale}, ${theme}, at any width`, async () => {
      document.documentElement.lang = locale;
      document.body.style.colorScheme = theme;
      document.body.style.background = theme === "dark" ? "#0f1215" : "#fff";
      const main = await show(
        `<sales-provider endpoint="/graphql" period="2024" locale="${locale}" theme="${theme}" link download>${all}</sales-provider>`,
      );
      await until(() => textOf(main).includes(locale === "en" ? "Budget by category" : "各类别预算"));
      for (const width of [240, 480, 960]) {
        main.style.width = `${width}px`;
        await new Promise((resolve) => setTimeout(resolve, 100));
        expect(await axeFindings(main)).toEqual([]);
        for (const element of main.querySelectorAll(elements)) {
          const card = element.shadowRoot!.querySelector(".card")!;
          expect(card.scrollWidth, `${element.localName} at ${width}`).toBeLessThanOrEqual(card.clientWidth);
        }
      }
      expect(textOf(main)).not.toContain(locale === "en" ? "计分卡" : "Scorecards");
    });
  }

  it("show hostile names as text", async () => {
    const main = await show(provider(all));
    expect(textOf(main)).toContain("<img src=x onerror=alert(1)>");
    for (const element of main.querySelectorAll(elements)) {
      expect(element.shadowRoot!.querySelector("img")).toBeNull();
    }
  });
});

describe("<budget-bars>", () => {
  it("says what was spent of what was planned, how it keeps to it, and what comes of it", async () => {
    const main = await show(provider("<budget-bars></budget-bars>"));
    const text = textOf(rootOf(main, "budget-bars"));
    expect(text).toMatch(/Budget by category 2024 +Spent \$1\.62M of \$1\.71M +Within budget/);
    expect(text).toMatch(/Cost of sales 14\.9% +Return on spend 97\.3%/);
    expect(text).toMatch(/Marketing 市场 +\$341K of \$320K +Over budget/);
    expect(text).toMatch(/\$12,346 +No budget/);
    expect(text).toContain("What was to be spent by Dec 12, 2024");
    expect(rootOf(main, "budget-bars").querySelectorAll(".bar .beyond")).toHaveLength(2);
  });

  it("filters by the team that is chosen by keyboard, and by no other", async () => {
    const main = await show(
      provider(`<budget-bars by="team"></budget-bars><budget-bars by="month" category="Travel"></budget-bars>`, "link"),
    );
    const root = rootOf(main, "budget-bars");
    const rows = [...root.querySelectorAll(".rows li")];
    expect(rows.map((row) => row.querySelector("button") !== null)).toEqual([true, true, false]);
    expect(textOf(rows[2]!)).toContain("The company’s own");
    rows[0]!.querySelector("button")!.focus();
    await userEvent.keyboard("{Enter}");
    await until(() => asked("BudgetBars").length === 3);
    expect(asked("BudgetBars").at(-1)).toMatchObject({
      by: "MONTH",
      team: { in: ["team-1"] },
      category: { in: ["Travel"] },
    });
    expect(root.querySelector(".chosen button")!.getAttribute("aria-pressed")).toBe("true");
  });

  it("says what is missing, and what is set up wrongly", async () => {
    const main = await show(provider(`<budget-bars period="1999"></budget-bars><budget-bars by="rep"></budget-bars>`));
    expect(textOf(main)).toContain("There are no budgets and no expenses in this period");
    expect(textOf(main)).toContain('by="rep" is not known; it can be category, team, month.');
  });

  it("takes the figures away as they are", async () => {
    const main = await show(provider("<budget-bars></budget-bars>"));
    const csv = main.querySelector("budget-bars")!.toCsv();
    expect(csv).toContain(
      "Category,Budget (USD),Due by now (USD),Spent (USD),Used,State,Cost of sales,Return on spend",
    );
    expect(csv).toContain("Marketing 市场,320000,304000,341200.5,");
  });
});

describe("<team-scorecard>", () => {
  it("says what each rep comes to, and where that is among their peers", async () => {
    const main = await show(provider("<team-scorecard></team-scorecard>"));
    const root = rootOf(main, "team-scorecard");
    expect(root.querySelectorAll(".people li")).toHaveLength(10);
    expect(textOf(root.querySelector(".people li")!)).toMatch(
      /Anna Berg +Attainment +64\.4% +above 0\.0% of 10 peers +median 92\.0%/,
    );
    expect(textOf(root)).toContain("1–10 of 11");
    const next = [...root.querySelectorAll("button")].find((one) => textOf(one).trim() === "Next")!;
    next.focus();
    await userEvent.keyboard(" ");
    await until(() => textOf(root).includes("11–11 of 11"));
  });

  it("shows one rep's card with the medians, asks for what it is told to, and compares with no few", async () => {
    const main = await show(
      provider(
        `<team-scorecard rep="Li Na"></team-scorecard><team-scorecard peers="team" team="T North"></team-scorecard>`,
        `today="2024-11-01"`,
      ),
    );
    const [one, other] = asked("TeamScorecard");
    expect(one).toMatchObject({ period: "2024", rep: ["Li Na"], peers: "COMPANY", asOf: "2024-11-01", first: 10 });
    expect(other).toMatchObject({ team: ["T North"], peers: "TEAM" });
    const [card, list] = [...main.querySelectorAll("team-scorecard")].map(({ shadowRoot }) => shadowRoot!);
    expect(card!.querySelector(".alone")).not.toBeNull();
    expect(textOf(list!)).toContain("Fewer than five peers have a figure: there is nobody to compare with.");
    expect(list!.querySelector(".place")).toBeNull();
  });

  it("tells which rep was chosen", async () => {
    const main = await show(provider("<team-scorecard></team-scorecard>"));
    const told: unknown[] = [];
    main.addEventListener("sales-select", (event) => told.push((event as CustomEvent).detail));
    rootOf(main, "team-scorecard").querySelector<HTMLButtonElement>(".people button")!.click();
    expect(told).toMatchObject([
      { dimension: "REP", key: "rep-0", label: "Anna Berg", where: { rep: { in: ["rep-0"] } } },
    ]);
  });

  it("says what is missing, and what is set up wrongly", async () => {
    const main = await show(
      provider(
        `<team-scorecard rep="Nobody"></team-scorecard><team-scorecard period="1999"></team-scorecard><team-scorecard peers="all"></team-scorecard>`,
      ),
    );
    expect(textOf(main)).toContain("There is no such sales rep in this period");
    expect(textOf(main)).toContain("Nobody was there in this period");
    expect(textOf(main)).toContain('peers="all" is not known; it can be team, company.');
  });
});
