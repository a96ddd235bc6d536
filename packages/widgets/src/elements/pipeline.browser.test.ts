import { describe, expect, it } from "vitest";
import "../all.define.ts";
import { axeFindings, show, textOf } from "../testing/page.ts";
import { serverOfEachTest } from "../testing/server-of-each-test.ts";

const server = serverOfEachTest();

const provider = (content: string, attributes = "") =>
  `<sales-provider endpoint="/graphql" period="2024" locale="en" ${attributes}>${content}</sales-provider>`;
const rootOf = (main: ParentNode, name: string) => main.querySelector(name)!.shadowRoot!;
const asked = (operation: string) =>
  server.received
    .flat()
    .filter(({ query }) => query.startsWith(`query ${operation}`))
    .map(({ variables }) => variables);

const all = `<sales-funnel></sales-funnel><sales-funnel measure="amount"></sales-funnel><sales-funnel period="1999"></sales-funnel>
  <pipeline-board></pipeline-board><pipeline-board deals="2" period="2023"></pipeline-board><pipeline-board period="1999"></pipeline-board>`;

describe("the pipeline", () => {
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
      expect(textOf(main)).toContain(locale === "en" ? "Most worth improving" : "最值得改进");
      expect(textOf(main)).not.toContain(locale === "en" ? "停滞" : "Stuck");
      for (const width of [240, 480, 960]) {
        main.style.width = `${width}px`;
        await new Promise((resolve) => setTimeout(resolve, 100));
        expect(await axeFindings(main)).toEqual([]);
        for (const element of main.querySelectorAll("sales-funnel, pipeline-board")) {
          const card = element.shadowRoot!.querySelector(".card")!;
          expect(card.scrollWidth, `${element.localName} at ${width}`).toBeLessThanOrEqual(card.clientWidth);
        }
      }
    });
  }

  it("shows hostile names as text", async () => {
    const main = await show(provider(all));
    expect(textOf(main)).toContain("<img src=x onerror=alert(1)>");
    for (const element of main.querySelectorAll("sales-funnel, pipeline-board")) {
      expect(element.shadowRoot!.querySelector("img")).toBeNull();
    }
  });
});

describe("<sales-funnel>", () => {
  it("says of each stage how many came, went on, were lost, and how long it took, and marks the one worth improving", async () => {
    const main = await show(provider("<sales-funnel></sales-funnel>"));
    const root = rootOf(main, "sales-funnel");
    const steps = [...root.querySelectorAll('[part="step"]')].map((step) => textOf(step).trim());
    expect(steps).toHaveLength(4);
    expect(steps[0]).toMatch(
      /^Lead 297 deals ?\$2\.70M 80\.1% went on 57 lost 10 still here half within 19 days, four in five within 30 days$/,
    );
    expect(steps[2]).toMatch(
      /^Terms 180 .* Most worth improving ?: at the rate of North .* \(72\.0%\) \$199K more would have been won$/,
    );
    expect(steps[3]).toMatch(/^Won 114 deals ?\$1\.04M$/);
    expect(root.querySelectorAll('[part="worth"]')).toHaveLength(1);
    expect(asked("SalesFunnel")).toEqual([{ period: "2024", locale: "en" }]);
  });

  it("says what is missing, what is wrong, and gives its figures away", async () => {
    const main = await show(
      provider(`<sales-funnel period="1999"></sales-funnel><sales-funnel measure="weight"></sales-funnel>`),
    );
    const [empty, wrong] = [...main.querySelectorAll("sales-funnel")];
    expect(textOf(empty!)).toContain("No deal was created in this period");
    expect(textOf(wrong!)).toMatch(/measure="weight".*deals, amount/);
    const shown = await show(provider("<sales-funnel></sales-funnel>"));
    const [head, first] = shown.querySelector("sales-funnel")!.toCsv().split("\r\n");
    expect(head).toMatch(/^\ufeff?Stage,Deals,Amount \(USD\),Went on,Lost here/);
    expect(first).toMatch(/^Lead,297,2702700,230,57,10,0\.80/);
  });
});

describe("<pipeline-board>", () => {
  it("shows open deals by stage, marks the stuck ones in words, and says what they reach for and will bring", async () => {
    const main = await show(provider("<pipeline-board deals='3'></pipeline-board>"));
    const root = rootOf(main, "pipeline-board");
    const figures = textOf(root.querySelector('[part="outlook"]')!);
    expect(figures).toMatch(/Coverage 75\.0% \$90,000 weighted, \$120K missing to the target of \$300K/);
    expect(figures).toMatch(
      /Won by the end of the period \$65,000 \$40,000 so far, \$25,000 from open deals; off by 14\.2% on average at 12 past month ends/,
    );
    expect(figures).toMatch(/Stuck 2 deals \$23,600 at stake/);
    const columns = [...root.querySelectorAll('[part="column"]')];
    expect(columns.map((column) => textOf(column.querySelector("h3 span")!).trim())).toEqual([
      "Lead",
      "Offer",
      "Terms",
      "In no stage of the list",
    ]);
    const deals = [...columns[0]!.querySelectorAll('[part="deal"]')].map((deal) => textOf(deal).trim());
    expect(deals).toHaveLength(3);
    expect(deals[1]).toMatch(/^Customer 2 of a long name \$11,100 Li Na stuck for 70 days$/);
    expect(deals[2]).toMatch(/^Annual supply 3 .* 15 days$/);
    expect(textOf(columns[0]!)).toContain("and 6 more");
    const losses = textOf(root.querySelector('[part="losses"]')!);
    expect(losses).toMatch(/Why deals were lost Deals Amount price 65 \$533K .* not given 12/);
    expect(textOf(root)).toContain("win rate 41.6% ± 5.8%");
  });

  it("says why there is no forecast, leaves out what isn't wanted, and doesn't ask for it", async () => {
    const main = await show(
      provider(
        `<pipeline-board period="2023"></pipeline-board><pipeline-board without-outlook without-losses></pipeline-board>`,
      ),
    );
    const [over, plain] = [...main.querySelectorAll("pipeline-board")].map((board) => board.shadowRoot!);
    expect(textOf(over!)).toContain("The period is over.");
    expect(textOf(plain!)).not.toMatch(/Coverage|Why deals were lost/);
    expect(asked("PipelineBoard").at(-1)).toMatchObject({ withOutlook: false, withLosses: false, deals: 6 });
    const empty = await show(provider(`<pipeline-board period="1999"></pipeline-board>`));
    expect(textOf(empty)).toContain("No deal is open");
  });
});
