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

const elements = "economy-panel, competitor-grid, demand-trends, channel-shift";
const all = `<economy-panel></economy-panel><economy-panel country="none"></economy-panel><competitor-grid></competitor-grid>
  <competitor-grid period="1999"></competitor-grid><demand-trends></demand-trends><demand-trends period="1999"></demand-trends>
  <channel-shift></channel-shift><channel-shift grain="year"></channel-shift><channel-shift period="1999"></channel-shift>`;

describe("the market", () => {
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
        `<sales-provider endpoint="/graphql" period="2024" locale="${locale}" theme="${theme}" download link>${all}</sales-provider>`,
      );
      await until(() => textOf(main).includes(locale === "en" ? "What they did" : "竞争对手的举动"));
      expect(textOf(main)).not.toContain(locale === "en" ? "渠道" : "Channel");
      for (const details of rootOf(main, "economy-panel").querySelectorAll("details")) details.open = true;
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

  it("shows hostile names as text", async () => {
    const main = await show(provider(all));
    for (const element of [...main.querySelectorAll(elements)].filter((_, place) => [0, 2, 4, 6].includes(place))) {
      expect(textOf(element), element.localName).toContain("<img src=x onerror=alert(1)>");
      expect(element.shadowRoot!.querySelector("img")).toBeNull();
    }
  });

  it("says what is missing, and what attributes can be", async () => {
    const main = await show(
      provider(`<economy-panel country="none"></economy-panel><competitor-grid period="1999"></competitor-grid>
        <demand-trends period="1999"></demand-trends><channel-shift period="1999"></channel-shift>
        <competitor-grid topic="price size"></competitor-grid><demand-trends origin="rumour"></demand-trends>
        <channel-shift grain="week"></channel-shift>`),
    );
    const said = [...main.querySelectorAll(elements)].map((one) => textOf(one));
    expect(said[0]).toContain("No series of the economy is recorded.");
    expect(said[1]).toContain("Nothing is recorded of competitors, or nothing that matches.");
    expect(said[2]).toContain("No signals of demand in this period or the one before.");
    expect(said[3]).toContain("Nothing was sold in this period.");
    expect(said[4]).toContain('topic="size" is not known; it can be feature, price, share, review.');
    expect(said[5]).toContain(
      'origin="rumour" is not known; it can be survey, feedback, research, search, need, comment.',
    );
    expect(said[6]).toContain('grain="week" is not known; it can be month, quarter, year.');
  });
});

describe("<economy-panel>", () => {
  it("names the phase, what made it, how sales have followed, and what that suggests with its reasons", async () => {
    const main = await show(provider(`<economy-panel country="US"></economy-panel>`, `today="2024-12-31"`));
    const root = rootOf(main, "economy-panel");
    expect(textOf(root.querySelector('[part="phase"]')!).trim()).toBe("Recession");
    expect(textOf(root.querySelector("[aria-current]")!).trim()).toBe("Recession");
    expect(textOf(root)).toContain("When Unemployment rose, sales have fallen 2 months later.");
    expect(root.querySelectorAll(".lags rect.sure")).toHaveLength(1);
    expect(root.querySelectorAll(".lags circle")).toHaveLength(1);
    const details = root.querySelector("details")!;
    expect(details.open).toBe(false);
    details.querySelector("summary")!.focus();
    await userEvent.keyboard("{Enter}");
    expect(details.open).toBe(true);
    expect(asked("EconomyPanel")[0]).toEqual({ country: "US", asOf: "2024-12-31", locale: "en" });
    const lines = main.querySelector("economy-panel")!.toCsv().split("\r\n");
    expect(lines[0]).toMatch(/Series,Period,Figure,Reading,Since$/);
    expect(lines[1]).toContain("Unemployment,2024-12-01,0.6,");
  });
});

describe("<competitor-grid>", () => {
  it("puts us first, with the gap of each price and share, the day and the source", async () => {
    const main = await show(provider("<competitor-grid></competitor-grid>"));
    const root = rootOf(main, "competitor-grid");
    expect([...root.querySelectorAll("thead th")].map((one) => textOf(one).trim())[0]).toBe("Lakeside");
    const prices = [...root.querySelectorAll("tbody")].find((one) => textOf(one).includes("Prices"))!;
    expect(textOf(prices)).toMatch(/\$12 Nov 30, 2024.*\$11\.40 -5\.0% Nov 30, 2024 · Study.*\$13\.20 \+10\.0%/);
    expect(textOf(root)).toContain("-10.0 pts");
    expect(textOf(root)).toContain(
      "tea: too little is known to say how concentrated (HHI 0.14 – 0.3; 60.0% of the market known, Nov 30, 2024)",
    );
    expect(textOf(root)).not.toContain("0.275");
  });

  it("tells own sales around each move with what can be chance, and why there are none", async () => {
    const main = await show(provider("<competitor-grid></competitor-grid>"));
    const moves = [...rootOf(main, "competitor-grid").querySelectorAll('[part="moves"] li')].map((one) => textOf(one));
    expect(moves[0]).toContain("The 28 days after it aren't over yet.");
    expect(moves[1]).toMatch(/\$5,000 → \$4,000 a day.*-20\.0% \(-30\.0% to -10\.0%\).*More than chance/);
    expect(moves[2]).toMatch(/\+10\.0% \(-5\.0% to \+25\.0%\).*Could be chance/);
  });

  it("asks by topic, days and the filter on the category, and gives its figures as CSV", async () => {
    const main = await show(
      provider(
        `<competitor-grid topic="price share" days="56"></competitor-grid>`,
        `where='{"category":{"in":["Tea"]},"channel":{"in":["web"]}}'`,
      ),
    );
    expect(asked("CompetitorGrid")[0]).toEqual({
      period: "2024",
      days: 56,
      topic: ["PRICE", "SHARE"],
      category: { in: ["Tea"] },
      locale: "en",
    });
    const lines = main.querySelector("competitor-grid")!.toCsv().split("\r\n");
    expect(lines[1]).toBe("Prices,Oolong 100 g,Tea 茶叶,Lakeside,12,,2024-11-30,");
  });
});

describe("<demand-trends>", () => {
  it("says what rises and falls, where own sales don't go along, and what isn't served", async () => {
    const main = await show(provider(`<demand-trends rows="3" origin="search need"></demand-trends>`));
    const root = rootOf(main, "demand-trends");
    const rows = [...root.querySelectorAll("tbody tr")].map((row) => textOf(row));
    expect(rows).toHaveLength(3);
    expect(rows[0]).toMatch(/Cold brew.*Own sales don't rise with it\..*Rising.*28\.0%.*\+8\.0 pts.*40.*-5\.0%/);
    expect(rows[1]).toMatch(/Own sales rise all the same\..*Falling/);
    expect(textOf(root)).toContain("Share of all signals, against 2023 · 3 of 4");
    expect(textOf(root.querySelector('[part="needs"]')!)).toContain("there is no such product");
    expect(asked("DemandTrends")[0]).toEqual({ period: "2024", origin: ["SEARCH", "NEED"], first: 3 });
    expect(main.querySelector("demand-trends")!.toCsv().trimEnd().split("\r\n")).toHaveLength(5);
  });
});

describe("<channel-shift>", () => {
  it("shows the mix of each month and the shift, and technologies with sales around their adoption", async () => {
    const main = await show(provider("<channel-shift></channel-shift>"));
    const root = rootOf(main, "channel-shift");
    expect(root.querySelectorAll(".bars rect")).toHaveLength(36);
    expect(root.querySelectorAll(".bars .partial")).toHaveLength(3);
    const rows = [...root.querySelectorAll("tbody tr")].map((row) => textOf(row));
    expect(rows[0]).toMatch(/online 网店.*50\.0%.*61\.0%.*\+11\.0 pts.*\$1\.00M/);
    expect(rows[2]).toContain("Not given");
    const technologies = [...root.querySelectorAll('[part="technologies"] li')].map((one) => textOf(one));
    expect(technologies[0]).toMatch(/Adopted.*Mini program.*since Jun 1, 2024 · online 网店.*\+10\.0%/);
    expect(technologies[1]).toMatch(/Trial.*Purchasing/);
    expect(technologies[1]).not.toContain("adopted");
    expect(asked("ChannelShift")[0]).toEqual({ period: "2024", grain: "MONTH", days: 28, locale: "en" });
  });

  it("tells which channel was chosen, by keyboard too, and that a shift needs two months", async () => {
    const main = await show(provider(`<channel-shift></channel-shift><channel-shift grain="year"></channel-shift>`));
    const chosen: unknown[] = [];
    main.addEventListener("sales-select", (event) => chosen.push((event as CustomEvent).detail));
    rootOf(main, "channel-shift").querySelector<HTMLButtonElement>("tbody button")!.focus();
    await userEvent.keyboard("{Enter}");
    expect(chosen[0]).toMatchObject({
      dimension: "CHANNEL",
      key: "online 网店",
      where: { channel: { in: ["online 网店"] } },
    });
    expect(textOf(main.querySelectorAll("channel-shift")[1]!)).toContain(
      "A shift needs two whole months in the period.",
    );
  });
});
