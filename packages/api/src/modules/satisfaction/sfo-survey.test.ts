import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runImport } from "../../import/import.ts";
import type { Store } from "../../store/store.ts";
import { testServer } from "../../testing/ask.ts";
import { testRecords } from "../../testing/records.ts";

const root = fileURLToPath(new URL("../../../../..", import.meta.url));
const data = join(process.env.SALESGLASS_TEST_DATA ?? join(root, "../shared/data"), "sfo-survey");

interface Figures {
  readonly responses: number;
  readonly positive: number;
  readonly neutral: number;
  readonly negative: number;
  readonly score: number | null;
  readonly margin: number | null;
}
interface Answer {
  readonly satisfaction: {
    readonly figures: Figures;
    readonly comparison: Figures;
    readonly change: { readonly difference: number; readonly margin: number; readonly significant: boolean };
    readonly rows: { readonly key: string; readonly figures: Figures }[];
  };
}

const figures = "responses positive neutral negative score margin";
const survey = `query ($kind: SurveyKind!, $period: Period!) {
  satisfaction(kind: $kind, period: $period, versus: SAME_PERIOD_LAST_YEAR, by: REGION) {
    figures { ${figures} } comparison { ${figures} } change { difference margin significant } rows { key figures { ${figures} } }
  } }`;

/** Real answers of some 5,600 people; the figures were computed from the files by a script of its own. */
describe.skipIf(!existsSync(data))("the SFO customer survey (needs the data of SALESGLASS_TEST_DATA)", () => {
  let store: Store;
  let scratch: string;
  beforeAll(async () => {
    scratch = await mkdtemp(join(tmpdir(), "salesglass-sfo-"));
    store = await testRecords()
      .find(({ name }) => name === "postgres")!
      .open();
    const map = join(root, "examples/import/sfo-survey");
    const summary = await runImport({
      store,
      folder: data,
      map,
      rejectedFile: join(scratch, "rejected.csv"),
      today: "2024-01-01",
      actor: "a test",
    });
    expect(summary.faults).toBe(0);
  }, 240_000);
  afterAll(async () => {
    await store?.close();
    await rm(scratch, { recursive: true, force: true });
  });

  describe.each(["duckdb", "postgres"] as const)("engine %s", (engine) => {
    let server: Awaited<ReturnType<typeof testServer>>;
    beforeAll(async () => {
      server = await testServer(store, engine, { today: "2018-12-31" });
    });
    afterAll(() => server?.close());
    const ask = async (kind: string, period: string) => {
      return (await server.ask<Answer>(survey, { kind, period })).satisfaction;
    };

    it("has an NPS of 31.0 in 2018 and 39.8 in 2017, which is more than chance", async () => {
      const nps = await ask("NPS", "2018");
      expect(nps.figures).toMatchObject({ responses: 2650, positive: 1268, neutral: 935, negative: 447 });
      expect(nps.figures.score).toBeCloseTo(30.9811320754717, 9);
      expect(nps.figures.margin).toBeCloseTo(2.8267182419450347, 9);
      expect(nps.comparison).toMatchObject({ responses: 2746, positive: 1436, neutral: 968, negative: 342 });
      expect(nps.comparison.score).toBeCloseTo(39.839766933721776, 9);
      expect(nps.comparison.margin).toBeCloseTo(2.6149087816345524, 9);
      expect(nps.change.difference).toBeCloseTo(-8.858634858, 6);
      expect(nps.change).toMatchObject({ margin: expect.closeTo(3.850725, 6), significant: true });
      const { metrics } = await server.ask<{ metrics: object[] }>(`{ metrics(period: "2018") { nps csat ces } }`);
      expect(metrics).toEqual([{ nps: expect.closeTo(31, 1), csat: expect.closeTo(0.78438, 5), ces: null }]);
    });

    it("is as sure in each language as it had answers", async () => {
      const { rows } = await ask("NPS", "2018");
      expect(rows.map(({ key, figures }) => [key, figures.responses])).toEqual([
        ["English", 2496],
        ["Chinese", 67],
        ["Spanish", 65],
        ["Japanese", 22],
      ]);
      for (const [index, score, margin] of [
        [0, 31.08974358974359, 2.894544591668641],
        [1, 17.91044776119403, 20.23604452530213],
        [2, 60, 15.84153480102452],
        [3, -27.272727272727273, 31.326112419334617],
      ] as const) {
        expect(rows[index]!.figures.score).toBeCloseTo(score, 9);
        expect(rows[index]!.figures.margin).toBeCloseTo(margin, 9);
      }
      // Four answered in Japanese in 2017.
      const before = (await ask("NPS", "2017")).rows.find(({ key }) => key === "Japanese");
      expect(before!.figures).toMatchObject({ responses: 4, score: null, margin: null });
    });

    it("has a CSAT of 78.4 % in 2018 and 82.1 % in 2017", async () => {
      const csat = await ask("CSAT", "2018");
      expect(csat.figures).toMatchObject({ responses: 2625, positive: 2059, neutral: 514, negative: 52 });
      expect(csat.figures.score).toBeCloseTo(0.7843809523809524, 12);
      expect(csat.figures.margin).toBeCloseTo(0.015732527467120585, 12);
      expect(csat.comparison).toMatchObject({ responses: 2688, score: expect.closeTo(0.8206845238095238, 12) });
      expect(csat.change.significant).toBe(true);
      expect((await ask("CES", "2018")).figures).toMatchObject({ responses: 0, score: null });
    });
  });
});
