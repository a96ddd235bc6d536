import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createCatalog, defineMetric, facts } from "@salesglass/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Store } from "../store/store.ts";
import { testRecords } from "../testing/records.ts";
import { runImport } from "./import.ts";

const files = {
  "company.csv": "name,currency,time_zone\nLakeside,CNY,Asia/Shanghai\n",
  "reps.csv": "id,name\nR1,Ann\nR2,Bo\n",
  "courses.csv": "id,name,name_zh,hours\nC-NEG,Negotiation,谈判技巧,16\nC-KEY,Key accounts,,\n",
  "enrolments.csv":
    "id,rep,course,enrolled_on,completed_on,score\nE1,R1,C-NEG,2024-01-10,2024-01-12,91\nE2,R2,C-KEY,2024-06-10,,\n",
  "career_levels.csv":
    "id,rank,name,min_attainment,attainment_months,courses,min_review\nL1,1,Junior,,,,\nL2,2,Senior,0.9,6,C-NEG|C-KEY|C-NEG,4\n",
  "career_steps.csv": "id,rep,level,since\nS1,R1,L1,2023-01-01\n",
  "reviews.csv": "id,rep,reviewed_on,score,note\nV1,R1,2024-06-01,4,Well done\n",
  "honour_rules.csv":
    "id,name,name_zh,metric,every,given_to,minimum,tie_break,filter\nSTAR,Sales Star,销售之星,,month,,1000,orders,channel = web;category=Tea\n",
};
const tables = ["courses", "enrolments", "career_levels", "career_steps", "reviews", "honour_rules"];

describe.each(testRecords())("honours, careers and training from files into $name", ({ open }) => {
  let store: Store;
  let folder: string;
  beforeAll(async () => {
    store = await open();
    folder = await mkdtemp(join(tmpdir(), "salesglass-careers-"));
  });
  afterAll(async () => {
    await store?.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function put(given: Record<string, string>, more: object = {}) {
    const source = await mkdtemp(join(folder, "in-"));
    for (const [name, content] of Object.entries(given)) await writeFile(join(source, name), content);
    const rejectedFile = join(folder, "rejected.csv");
    const done = await runImport({
      store,
      folder: source,
      rejectedFile,
      today: "2024-06-30",
      actor: "a test",
      ...more,
    });
    const lines = done.rejectedFile ? (await readFile(rejectedFile, "utf8")).trimEnd().split("\n").slice(1) : [];
    return { lines, of: (name: string) => done.tables.find(({ table }) => table === name) };
  }

  it("takes them all at once, in whatever order they refer to each other, and the same again changes nothing", async () => {
    const first = await put(files);
    expect(first.lines).toEqual([]);
    expect(tables.map((name) => first.of(name)!.new)).toEqual([2, 2, 2, 1, 1, 1]);
    expect(
      await store.query("select track, rank, attainment_months as months, courses from career_level order by rank"),
    ).toEqual([
      { track: "sales", rank: 1, months: 12, courses: null },
      { track: "sales", rank: 2, months: 6, courses: "C-KEY|C-NEG" },
    ]);
    expect(await store.query("select metric, every, given_to, filter from honour_rule")).toEqual([
      { metric: "revenue", every: "MONTH", given_to: "REP", filter: "category=Tea; channel=web" },
    ]);
    const again = await put(files);
    expect(tables.map((name) => again.of(name)!.unchanged)).toEqual([2, 2, 2, 1, 1, 1]);
  });

  it("looks at what the record has, where the files say nothing of it", async () => {
    const { lines, of } = await put({
      "career_levels.csv":
        "id,rank,name,courses\nL2,2,Senior,C-NEG|C-NEW\nL3,1,Lead,\nL4,4,Head,C-KEY\nL5,5,Chief,C-OLD\n",
      "courses.csv": "id,name\nC-NEW,New\n",
      "enrolments.csv":
        "id,rep,course,enrolled_on,completed_on\nE1,R1,C-NEG,2024-01-10,2024-01-09\nE3,R2,C-NONE,2024-01-10,\n",
      "honour_rules.csv": "id,name,every,metric\nDEAR,Dear,WEEK,revenue\nOWN,Own,YEAR,ownRevenue\n",
    });
    expect(of("career_levels")).toMatchObject({ new: 1, changed: 1, rejected: 2 });
    expect(lines).toEqual([
      expect.stringContaining('career_levels.csv,3,rank,1,"is the rank of level ""L1"" on the ladder sales, too'),
      expect.stringContaining(
        'career_levels.csv,5,courses,C-OLD,"names course ""C-OLD"", which is neither in the files',
      ),
      expect.stringContaining("enrolments.csv,2,completed_on,2024-01-09,is before enrolled_on (2024-01-10)"),
      expect.stringContaining('enrolments.csv,3,course,C-NONE,"course ""C-NONE"" is neither in the files'),
      expect.stringContaining('honour_rules.csv,2,every,WEEK,"must be one of MONTH, QUARTER, YEAR"'),
      expect.stringContaining("honour_rules.csv,3,metric,ownRevenue"),
    ]);
    const own = defineMetric({
      id: "ownRevenue",
      label: { en: "Own", "zh-CN": "自有" },
      description: { en: "Own.", "zh-CN": "自有。" },
      formula: { en: "Own", "zh-CN": "自有" },
      unit: "MONEY",
      better: "HIGHER",
      value: facts.revenue,
    });
    const catalog = async () => createCatalog({ metrics: [own] });
    const known = await put({ "honour_rules.csv": "id,name,every,metric\nOWN,Own,YEAR,ownRevenue\n" }, { catalog });
    expect(known.of("honour_rules")).toMatchObject({ new: 1, rejected: 0 });
  });
});
