import { describe, expect, it } from "vitest";
import { userEvent } from "vitest/browser";
import "../all.define.ts";
import { axeFindings, settled, show, textOf, until } from "../testing/page.ts";
import { serverOfEachTest } from "../testing/server-of-each-test.ts";

const server = serverOfEachTest();

const provider = (content: string, attributes = "") =>
  `<sales-provider endpoint="/graphql" period="2024" locale="en" ${attributes}>${content}</sales-provider>`;
const rootOf = (main: ParentNode, name: string) => main.querySelector(name)!.shadowRoot!;
const button = (root: ParentNode, text: string) =>
  [...root.querySelectorAll<HTMLButtonElement>("button")].find((one) => textOf(one).trim().startsWith(text))!;
const asked = (operation: string) =>
  server.received
    .flat()
    .filter(({ query }) => new RegExp(`^(query|mutation) ${operation}\\b`).test(query))
    .map(({ variables }) => variables);

const all = `<goal-progress tree></goal-progress><goal-progress status="behind missed" page-size="2"></goal-progress>
  <goal-progress goal="G-2024"></goal-progress><goal-progress goal="G-0"></goal-progress>
  <leader-board></leader-board><leader-board metric="winRate" by="team" period="1999"></leader-board>
  <leader-board metric="orders" by="team" highlight="team-1"></leader-board>
  <incentive-statement rep="Anna Berg" period="2024-11"></incentive-statement><incentive-statement></incentive-statement>
  <incentive-statement rep="Nobody"></incentive-statement>
  <hall-of-fame></hall-of-fame><career-ladder rep="Li Na"></career-ladder><career-ladder></career-ladder>
  <payout-simulator rep="Li Na" amount="12000"></payout-simulator><payout-simulator rep="Nobody"></payout-simulator>`;

const elements = "goal-progress, leader-board, incentive-statement, hall-of-fame, career-ladder, payout-simulator";

describe("incentives", () => {
  for (const [locale, theme] of [
    ["en", "light"],
    ["en", "dark"],
    ["zh-CN", "light"],
    ["zh-CN", "dark"],
  ] as const) {
    it(`give axe nothing to find in ${locale}, ${theme}, at any width`, async () => {
      document.documentElement.lang = locale;
      document.body.style.colorScheme = theme;
      document.body.style.background = theme === "dark" ? "#0f1215" : "#fff";
      const main = await show(
        `<sales-provider endpoint="/graphql" period="2024" locale="${locale}" theme="${theme}" download>${all}</sales-provider>`,
      );
      await until(() => textOf(main).includes(locale === "en" ? "Is it SMART?" : "是否符合 SMART"));
      expect(textOf(main)).not.toContain(locale === "en" ? "检查点" : "Check-points");
      for (const element of main.querySelectorAll("incentive-statement, career-ladder")) {
        for (const one of element.shadowRoot!.querySelectorAll<HTMLElement>(".disclosure, .dispute")) one.click();
      }
      for (const width of [240, 480, 960]) {
        main.style.width = `${width}px`;
        await new Promise((resolve) => setTimeout(resolve, 100));
        expect(await axeFindings(main)).toEqual([]);
        for (const element of main.querySelectorAll(elements)) {
          const card = element.shadowRoot!.querySelector(".card")!;
          expect(card.scrollWidth, `${element.localName} at ${width}`).toBeLessThanOrEqual(card.clientWidth);
        }
      }
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

describe("<goal-progress>", () => {
  it("says how far each goal is, should be and is expected to be, how it stands, and what is left", async () => {
    const main = await show(provider("<goal-progress></goal-progress>"));
    const goals = [...rootOf(main, "goal-progress").querySelectorAll(".goal")].map((goal) => textOf(goal));
    expect(goals[0]).toMatch(
      /Sales 2024 销售额 Company · Revenue \$10\.9M of \$12\.0M 90\.8% Should stand at \$11\.4M today\. ?expected \$11\.8M 19 days left At risk/,
    );
    expect(goals.find((goal) => goal.includes("Fewer complaints"))).toMatch(
      /North · Complaint rate 2\.1% of at most 3\.0% 70\.0%/,
    );
    expect(goals[2]).toMatch(/\$5\.21M of \$5\.00M 104\.2% +19 days left Reached/);
    expect(goals.find((goal) => goal.includes("2024-Q3"))).toMatch(/Li Na · Revenue .* ended Sep 30, 2024 Missed/);
    expect(rootOf(main, "goal-progress").querySelectorAll(".goal .due")).toHaveLength(7);
  });

  it("opens a goal by keyboard into its reasons, check-points and what contributes to it, and closes it", async () => {
    const main = await show(provider("<goal-progress tree></goal-progress>"));
    const root = rootOf(main, "goal-progress");
    const top = button(root, "Sales 2024 销售额");
    expect(top.getAttribute("aria-expanded")).toBe("false");
    expect(asked("GoalDetail")).toEqual([]);
    top.focus();
    await userEvent.keyboard("{Enter}");
    await until(() => root.querySelector('[part="smart"]'));
    expect(textOf(root.querySelector('[part="smart"]')!)).toMatch(
      /Specific as it should be Revenue of North\..*Achievable worth a look Reached in 1 of the 8/,
    );
    expect(textOf(root.querySelector('[part="check-points"]')!)).toMatch(/Dec 31, 2024 \$12\.0M –/);
    const parts = root.querySelector('[part="parts"]')!;
    expect(textOf(parts)).toMatch(/together \$9\.00M, 75\.0% of the target · \$9\.10M so far/);
    button(parts, "Sales 2024 North").focus();
    await userEvent.keyboard(" ");
    await until(() => parts.querySelectorAll(':scope [part="parts"] .goal').length === 5);
    await userEvent.keyboard(" ");
    await until(() => parts.querySelectorAll(':scope [part="parts"] .goal').length === 0);
    expect(root.querySelectorAll('[part="smart"]')).toHaveLength(1);
  });

  it("asks by period, team, rep, metric and status, with the provider's team and rep", async () => {
    await show(
      provider(
        `<goal-progress metric="revenue orders" status="at-risk behind" period="2024-Q4"></goal-progress>
         <goal-progress tree rep="Li Na"></goal-progress>`,
        `where='{"team":{"in":["T North"]},"channel":{"in":["web"]}}' today="2024-11-01"`,
      ),
    );
    const [one, other] = asked("GoalProgress");
    expect(one).toEqual({
      period: "2024-Q4",
      where: { team: { in: ["T North"] }, metric: ["revenue", "orders"], status: ["AT_RISK", "BEHIND"] },
      asOf: "2024-11-01",
      first: 10,
      locale: "en",
    });
    expect(other).toMatchObject({
      period: "2024",
      where: { team: { in: ["T North"] }, rep: { in: ["Li Na"] }, hasParent: false },
    });
  });

  it("shows one goal opened, and stays closed once the reader has closed it", async () => {
    const main = await show(provider(`<goal-progress goal="Q4-1" refresh="1"></goal-progress>`));
    const root = rootOf(main, "goal-progress");
    await until(() => textOf(root).includes("Only channel=online; category=Bikes|Helmets · Pays $4,801 when reached"));
    button(root, "Quota 2024-Q4").click();
    await until(() => !root.querySelector('[part="smart"]'));
    const before = asked("SingleGoal").length;
    await until(() => asked("SingleGoal").length > before);
    await settled(main);
    expect(root.querySelector('[part="smart"]')).toBeNull();
    expect(asked("SingleGoal")[0]).toEqual({ externalId: "Q4-1", locale: "en" });
  });

  it("pages, from the first page on where the filter changes", async () => {
    const main = await show(provider(`<goal-progress page-size="4"></goal-progress>`));
    const root = rootOf(main, "goal-progress");
    button(root, "Next").click();
    await until(() => textOf(root).includes("5–8 of 11"));
    main.querySelector("goal-progress")!.status = "behind on-track";
    await until(() => textOf(root).includes("1–4 of 5"));
  });

  it("says what is missing, what attributes can be, and why an open goal has no detail", async () => {
    const main = await show(
      provider(`<goal-progress period="1999"></goal-progress><goal-progress period="1999" status="missed"></goal-progress>
        <goal-progress goal="none"></goal-progress><goal-progress status="late"></goal-progress>`),
    );
    const said = [...main.querySelectorAll("goal-progress")].map((one) => textOf(one));
    expect(said[0]).toContain("No goals are set for this period.");
    expect(said[1]).toContain("No goal of this period meets these conditions.");
    expect(said[2]).toContain("There is no such goal.");
    expect(said[3]).toContain(
      'status="late" is not known; it can be not-started, on-track, at-risk, behind, reached, missed.',
    );
    server.reply = (requests) =>
      requests.some(({ query }) => query.includes("GoalDetail"))
        ? Response.json({ errors: [{ message: "It is being rebuilt." }] })
        : undefined;
    const broken = await show(provider(`<goal-progress goal="Q4-1"></goal-progress>`));
    await until(() => textOf(broken).includes("It is being rebuilt."));
    server.reply = () => undefined;
    button(rootOf(broken, "goal-progress"), "Try again").click();
    await until(() => textOf(broken).includes("Is it SMART?"));
  });

  it("gives its page as CSV", async () => {
    const main = await show(provider("<goal-progress></goal-progress>"));
    const lines = main.querySelector("goal-progress")!.toCsv().split("\r\n");
    expect(lines[0]).toMatch(/Goal,Owner,Metric,From,To,Currency,Target,Value,Should be,Attainment,Expected,Status$/);
    expect(lines[2]).toBe(
      "Recommended 净推荐值,Company,Net promoter score,2024-01-01,2024-12-31,,45,38.4,45,0.8533333333333333,38.4,Behind",
    );
    expect(lines).toHaveLength(12);
  });
});

describe("<leader-board>", () => {
  it("ranks with ties shared, and says in words how each has moved", async () => {
    const main = await show(provider("<leader-board first='5'></leader-board>"));
    const root = rootOf(main, "leader-board");
    const rows = [...root.querySelectorAll("tbody tr")].map((row) => textOf(row).trim());
    expect(rows[0]).toMatch(/^1 – ?unchanged Li Na \$840,000$/);
    expect(rows[1]).toMatch(/^2 2 ?up 2 Anna Berg \$420,000$/);
    expect(rows[2]).toMatch(/^2 1 ?down 1 王小明 \$420,000$/);
    expect(rows[3]).toMatch(/^4 new Josephine .* \$210,000$/);
    expect(textOf(root)).toMatch(/Revenue leaderboard 2024[\s\S]*Places moved since 2023 · 5 of 24/);
    expect(asked("LeaderBoard")[0]).toMatchObject({ metric: "revenue", by: "REP", period: "2024", first: 5 });
  });

  it("tells who was chosen, by key too, and filters others", async () => {
    const main = await show(
      provider(`<leader-board by="team" metric="orders"></leader-board><goal-progress></goal-progress>`, "link"),
    );
    const selected: unknown[] = [];
    main.addEventListener("sales-select", (event) => selected.push((event as CustomEvent).detail));
    const second = rootOf(main, "leader-board").querySelectorAll<HTMLElement>("tbody button")[1]!;
    second.focus();
    await userEvent.keyboard("{Enter}");
    expect(selected).toEqual([
      { dimension: "TEAM", key: "team-1", label: "South", where: { team: { in: ["team-1"] } } },
    ]);
    await until(() => asked("GoalProgress").some(({ where }) => (where as { team?: unknown }).team));
    expect(second.getAttribute("aria-pressed")).toBe("true");
    expect(asked("LeaderBoard")).toHaveLength(1);
  });

  it("says when nobody has a figure, and what attributes can be", async () => {
    const main = await show(
      provider(`<leader-board period="1999"></leader-board><leader-board by="region"></leader-board>`),
    );
    expect(textOf(main)).toContain("Nobody has a figure in this period");
    expect(textOf(main)).toContain('by="region" is not known; it can be rep, team.');
  });

  it("gives its rows as CSV", async () => {
    const main = await show(provider(`<leader-board first="2"></leader-board>`));
    expect(main.querySelector("leader-board")!.toCsv().split("\r\n")).toEqual([
      "\uFEFFRank,Sales rep,Revenue (USD),Rank before",
      "1,Li Na,840000,1",
      "2,Anna Berg,420000,4",
      "",
    ]);
  });
});

describe("<incentive-statement>", () => {
  const one = (attributes = "") =>
    provider(`<incentive-statement rep="Anna Berg" ${attributes}></incentive-statement>`);
  const lines = (root: ParentNode) => [...root.querySelectorAll('[part="line"]')];

  it("says what is paid to the cent, by component, on what and at which rate", async () => {
    const main = await show(one());
    const root = rootOf(main, "incentive-statement");
    expect(textOf(root)).toMatch(/Anna Berg December 2024 Draft ?\$12,345\.67/);
    expect(
      [...root.querySelectorAll('[part="group"]')].map((group) => textOf(group.querySelector(".label")!).trim()),
    ).toEqual([
      "Commission on sales Commission · Field sales 2024",
      "Launch of the e-bike Spiff · Field sales 2024",
      "Bonus of the quarter Bonus · Field sales 2024",
    ]);
    expect(lines(root).map((line) => textOf(line.querySelector(".line")!).trim())).toEqual([
      "Earned 182,345.68 $11,587.65",
      "Clawback · 2024-09 -2,000 × 5% -$100.00",
      "Earned 12 × $50.00 $600.00",
      "Earned $258.02",
    ]);
    expect(asked("IncentiveStatement")[0]).toEqual({ rep: "Anna Berg", locale: "en" });
  });

  it("opens each line into its reasons, tiers and orders, by keyboard", async () => {
    const main = await show(one());
    const root = rootOf(main, "incentive-statement");
    const [line, , , bonus] = lines(root);
    const why = line!.querySelector<HTMLElement>(".why")!;
    expect(why.hidden).toBe(true);
    button(line!, "Earned").focus();
    await userEvent.keyboard("{Enter}");
    await until(() => !why.hidden);
    expect(textOf(why)).toContain("182,345.68 since 2024-10-01 counts towards the tiers. 91 % attainment");
    const table = textOf(why.querySelector('[part="portions"]')!);
    expect(table).toMatch(/0 – 100,000 100,000 5% \$5,000\.00 from 100,000 82,345\.68 8% \$6,587\.65/);
    expect(table).toMatch(/Total \$11,587\.65/);
    expect(asked("StatementLineOrders")).toEqual([]);
    button(why, "Show the orders").click();
    await until(() => textOf(why).includes("10 of 23"));
    expect(textOf(why)).toMatch(/SO-1 Nov 12, 2024 Northwind 上海 50\.0% 7,928\.07/);
    expect(textOf(why)).toContain("Nov 12, 2024, returned of 2024-09");
    expect(textOf(why)).toContain("not yours to see");
    button(why, "Show more").click();
    await until(() => textOf(why).includes("20 of 23"));
    expect(asked("StatementLineOrders").at(-1)).toEqual({ rep: "Anna Berg", period: "2024-12", line: 1, after: "10" });
    expect(button(bonus!, "Show the orders")).toBeUndefined();
  });

  it("shows another month, with its status and who approved it", async () => {
    const main = await show(one(`period="2024-10"`));
    const root = rootOf(main, "incentive-statement");
    expect(textOf(root)).toMatch(/October 2024 Approved by 王小明, Nov 6, 2024/);
    const months = root.querySelector<HTMLSelectElement>("select")!;
    expect([...months.options].map(({ text }) => text)).toEqual(["December 2024", "November 2024", "October 2024"]);
    await userEvent.selectOptions(months, "November 2024");
    await until(() => textOf(root).includes("Closed"));
    expect(main.querySelector("incentive-statement")!.getAttribute("period")).toBe("2024-11");
  });

  it("sends a dispute, shows what is wrong with it, and what was answered before", async () => {
    const main = await show(one(`period="2024-11"`));
    const root = rootOf(main, "incentive-statement");
    const [line, clawback] = lines(root);
    expect(textOf(clawback!)).toMatch(/Anna Berg · Dec 4, 2024 The goods came back .* rejected 王小明 · Dec 5, 2024/);
    button(line!, "Earned").click();
    button(line!, "Dispute this line").click();
    await until(() => root.activeElement?.localName === "textarea");
    await userEvent.keyboard("{Escape}");
    await until(() => root.activeElement?.classList.contains("dispute"));
    await userEvent.keyboard("{Enter}");
    await until(() => root.activeElement?.localName === "textarea");
    await userEvent.keyboard("SO-3 is missing");
    server.reply = (requests) =>
      requests.some(({ query }) => query.startsWith("mutation"))
        ? Response.json({
            errors: [{ message: "line: 1 is disputed already", extensions: { code: "BAD_USER_INPUT" } }],
          })
        : undefined;
    button(line!, "Send").click();
    await until(() => line!.querySelector(".fault"));
    expect(textOf(line!.querySelector(".fault")!).trim()).toBe("line: 1 is disputed already");
    expect(line!.querySelector("textarea")!.value).toBe("SO-3 is missing");
    server.reply = () => undefined;
    const before = asked("IncentiveStatement").length;
    button(line!, "Send").click();
    await until(() => !line!.querySelector("form"));
    expect(asked("DisputeStatementLine").at(-1)).toEqual({
      rep: "Anna Berg",
      period: "2024-11",
      line: 1,
      reason: "SO-3 is missing",
    });
    await until(() => asked("IncentiveStatement").length > before);
    await until(() => root.activeElement?.classList.contains("disclosure"));
  });

  it("lets nobody dispute a draft, which can still change", async () => {
    const main = await show(one());
    expect(rootOf(main, "incentive-statement").querySelector(".dispute")).toBeNull();
  });

  it("lists everybody's without a rep, opens one by keyboard, and leads back to where it was opened", async () => {
    const main = await show(provider("<incentive-statement page-size='3'></incentive-statement>"));
    const root = rootOf(main, "incentive-statement");
    expect(textOf(root)).toMatch(/Anna Berg North Draft \$12,345\.67 Li Na .* 1–3 of 5/);
    button(root, "Li Na").focus();
    await userEvent.keyboard("{Enter}");
    await until(() => root.activeElement?.getAttribute("part") === "back");
    expect(textOf(root)).toContain("Li Na December 2024");
    await userEvent.keyboard("{Enter}");
    await until(() => root.activeElement?.textContent === "Li Na");
  });

  it("approves everybody's of a closed month, asking first, and says what was wrong", async () => {
    const main = await show(
      provider(
        `<incentive-statement period="2024-11"></incentive-statement><incentive-statement></incentive-statement>`,
      ),
    );
    const root = rootOf(main, "incentive-statement");
    // A draft can't be approved.
    expect(button(main.querySelectorAll("incentive-statement")[1]!.shadowRoot!, "Approve all")).toBeUndefined();
    button(root, "Approve all").focus();
    await userEvent.keyboard("{Enter}");
    await until(() => root.activeElement?.textContent === "Approve");
    expect(textOf(root)).toContain("Approve every closed statement of November 2024 that you see?");
    server.reply = (requests) =>
      requests.some(({ query }) => query.startsWith("mutation"))
        ? Response.json({ errors: [{ message: "period: is not closed", extensions: { code: "BAD_USER_INPUT" } }] })
        : undefined;
    await userEvent.keyboard("{Enter}");
    await until(() => textOf(root).includes("period: is not closed"));
    server.reply = () => undefined;
    const before = asked("StatementList").length;
    button(root, "Approve").click();
    await until(() => asked("StatementList").length > before);
    expect(asked("ApproveStatements").at(-1)).toEqual({ period: "2024-11" });
    await until(() => !textOf(root).includes("It can't be taken back"));
  });

  it("says when there is no statement, and keeps the box for another month", async () => {
    const main = await show(
      provider(`<incentive-statement rep="Nobody"></incentive-statement>
        <incentive-statement period="1999-01"></incentive-statement>`),
    );
    expect(textOf(main)).toContain("There is no statement for this period.");
    expect(textOf(main)).toContain("There are no statements for this period.");
    expect(rootOf(main, "incentive-statement").querySelector("select")).not.toBeNull();
  });

  it("gives its lines, and the list, as CSV", async () => {
    const main = await show(one() + provider("<incentive-statement></incentive-statement>"));
    const [lines, list] = [...main.querySelectorAll("incentive-statement")].map((one) => one.toCsv().split("\r\n"));
    expect(lines![0]).toBe("\uFEFFComponent,Line,Basis,Rate,Amount (USD),Reasons");
    expect(lines![2]).toBe(
      'Commission on sales,Clawback · 2024-09,-2000,0.05,-100,"2,000 of 2024-09 came back, and had been paid at 5%."',
    );
    expect(list![1]).toBe("Anna Berg,North,Draft,12345.67");
  });
});

describe("<hall-of-fame>", () => {
  it("shows who was given what, period by period, and the value only where it is told", async () => {
    const main = await show(provider("<hall-of-fame></hall-of-fame>"));
    const periods = [...rootOf(main, "hall-of-fame").querySelectorAll('[part="period"]')].map((one) => textOf(one));
    expect(periods[0]).toMatch(/Q4 2024 Li Na Sales Star Revenue \$840,000 · North/);
    expect(periods[1]).toMatch(/Dec 2024 North Best Team 王小明 Sales Star Revenue \$312,000 · North · shared/);
    // Honours stay: the provider's period doesn't narrow them.
    expect(asked("HallOfFame")[0]).toEqual({ first: 12, locale: "en" });
  });

  it("tells which winner was chosen, pages, and says when there is none", async () => {
    const main = await show(provider(`<hall-of-fame page-size="2"></hall-of-fame>`));
    const root = rootOf(main, "hall-of-fame");
    const selected: unknown[] = [];
    main.addEventListener("sales-select", (event) => selected.push((event as CustomEvent).detail));
    button(root, "North").focus();
    await userEvent.keyboard("{Enter}");
    expect(selected).toEqual([
      { dimension: "TEAM", key: "team-0", label: "North", where: { team: { in: ["team-0"] } } },
    ]);
    button(root, "Next").click();
    await until(() => textOf(root).includes("3–4 of 5"));
    const none = await show(
      provider(`<hall-of-fame period="1999"></hall-of-fame><hall-of-fame page-size="x"></hall-of-fame>`),
    );
    expect(textOf(none)).toContain("No honour was given that meets these conditions.");
    expect(textOf(none)).toContain("page-size is no number");
  });
});

describe("<career-ladder>", () => {
  it("shows where a rep stands, and what is met and missing for the next level", async () => {
    const main = await show(provider(`<career-ladder rep="Li Na"></career-ladder>`));
    const root = rootOf(main, "career-ladder");
    expect(root.querySelector('[aria-current="step"]')!.textContent).toMatch(/Sales rep\s*since May 1, 2023/);
    expect(textOf(root)).not.toContain("Team lead");
    expect(textOf(root)).toMatch(/Career Li Na Close/);
    expect(textOf(root.querySelector('[part="conditions"]')!)).toMatch(
      /For Senior rep Attainment met Attainment of 104% .* Training missing Still to be completed: Negotiation/,
    );
    expect(asked("CareerLadder")[0]).toMatchObject({ rep: ["Li Na"] });
  });

  it("lists who is ready, opens by keyboard, and says when the highest level is reached", async () => {
    const main = await show(provider("<career-ladder></career-ladder>"));
    const root = rootOf(main, "career-ladder");
    const rows = [...root.querySelectorAll('[part="person"]')];
    expect(rows.map((row) => textOf(row).trim())).toEqual([
      "Anna Berg Sales rep → Senior rep Ready",
      "Li Na Sales rep → Senior rep Close",
      "王小明 no level yet → Junior rep Not yet",
      "<img src=x onerror=alert(1)> Principal",
    ]);
    button(rows[3]!, "<img").focus();
    await userEvent.keyboard("{Enter}");
    await until(() => textOf(rows[3]!).includes("The highest level is reached."));
  });

  it("asks by team and readiness, and says what attributes can be", async () => {
    const main = await show(
      provider(`<career-ladder team="north" readiness="ready close"></career-ladder>
        <career-ladder readiness="soon"></career-ladder><career-ladder rep="Nobody"></career-ladder>`),
    );
    expect(asked("CareerLadder")[0]).toMatchObject({ team: ["north"], readiness: ["READY", "CLOSE"], first: 10 });
    expect(textOf(main)).toContain('readiness="soon" is not known; it can be ready, close, not-yet.');
    expect(textOf(main)).toContain("There is no such sales rep");
  });

  it("gives each condition as a row of CSV", async () => {
    const main = await show(provider(`<career-ladder rep="Li Na"></career-ladder>`));
    const lines = main.querySelector("career-ladder")!.toCsv().split("\r\n");
    expect(lines[3]).toBe(
      "Li Na,Sales rep,2023-05-01,Senior rep,Close,Training,missing,Still to be completed: Negotiation (begun).",
    );
  });
});

describe("<payout-simulator>", () => {
  it("says how far the next tier is, and what a deal would pay, by keyboard alone", async () => {
    const main = await show(provider(`<payout-simulator rep="Anna Berg"></payout-simulator>`));
    const root = rootOf(main, "payout-simulator");
    expect(textOf(root)).toMatch(
      /Commission on sales 91,000 \/ 100,000 9,000 more to the next tier · 5% now, 8% from there · getting there pays \$450\.00/,
    );
    expect(textOf(root)).toContain("87,654.32 more until anything is paid");
    expect(textOf(root)).toContain("Enter the amount of a deal");
    root.querySelector<HTMLElement>("input[name=amount]")!.focus();
    await userEvent.keyboard("10000{Enter}");
    await until(() => textOf(root).includes("$530.00"));
    expect(textOf(root)).toMatch(
      /\$530\.00 This month \$4,550\.00 without it, \$5,080\.00 with it Commission on sales \$530\.00/,
    );
    expect(asked("PayoutOfDeal")).toEqual([
      { rep: "Anna Berg", deal: { amount: "10000", isNewCustomer: false }, locale: "en" },
    ]);
  });

  it("knows of a product its key and category, and takes what else was entered", async () => {
    const main = await show(
      provider(`<payout-simulator rep="Anna Berg" amount="900" period="2024-12"></payout-simulator>`),
    );
    const root = rootOf(main, "payout-simulator");
    await until(() => textOf(root).includes("$45.00"));
    await until(() => root.querySelectorAll("select[name=product] option").length === 3);
    await userEvent.selectOptions(root.querySelector("select[name=product]")!, "Mountain bike");
    await userEvent.selectOptions(root.querySelector("select[name=channel]")!, "online");
    await userEvent.fill(root.querySelector("input[name=quantity]")!, "3");
    await userEvent.click(root.querySelector("input[name=isNewCustomer]")!);
    button(root, "What would it pay?").click();
    await until(() => textOf(root).includes("Launch of the e-bike $50.00"));
    expect(asked("PayoutOfDeal").at(-1)).toMatchObject({
      period: "2024-12",
      deal: {
        amount: "900",
        quantity: "3",
        product: "P-7",
        category: "Bikes",
        channel: "online",
        isNewCustomer: true,
      },
    });
    expect(main.querySelector("payout-simulator")!.toCsv()).toContain("Launch of the e-bike,50");
  });

  it("says when there is no plan, what was wrong with a deal, and that it needs a rep", async () => {
    const main = await show(
      provider(`<payout-simulator rep="Nobody" amount="10"></payout-simulator><payout-simulator></payout-simulator>`),
    );
    await until(() => textOf(main).includes("There is no plan for this month that would pay it."));
    expect(textOf(main)).toContain("Nothing: every tier is reached, or there is none.");
    expect(textOf(main)).toContain("No rep: set rep to the sales rep's key.");
    server.reply = (requests) =>
      requests.some(({ query }) => query.includes("PayoutOfDeal"))
        ? Response.json({ errors: [{ message: "period: 2024-10 is closed", extensions: { code: "BAD_USER_INPUT" } }] })
        : undefined;
    const closed = await show(provider(`<payout-simulator rep="Li Na" amount="10"></payout-simulator>`));
    await until(() => textOf(closed).includes("period: 2024-10 is closed"));
  });
});
