import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createCatalog, defineMetric, facts } from "@salesglass/core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Store } from "../store/store.ts";
import { testRecords } from "../testing/records.ts";
import { runImport } from "./import.ts";

const base = {
  "company.csv": "name,currency,time_zone\nLakeside,CNY,Asia/Shanghai\n",
  "teams.csv": "id,name,parent\nT1,Sales,\nT2,East,T1\n",
  "reps.csv": "id,name,team\nR1,Ann,T2\nR2,Bo,T2\n",
};

describe.each(testRecords())("goals from files into $name", ({ open }) => {
  let store: Store;
  let folder: string;
  beforeAll(async () => {
    store = await open();
  });
  afterAll(() => store.close());
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "salesglass-goals-"));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
    await store.exec("truncate company, team, rep, goal, tombstone restart identity cascade");
  });

  async function put(files: Record<string, string>, more: object = {}) {
    const source = await mkdtemp(join(folder, "in-"));
    for (const [name, content] of Object.entries(files)) await writeFile(join(source, name), content);
    const rejectedFile = join(folder, "rejected.csv");
    const done = await runImport({
      store,
      folder: source,
      rejectedFile,
      today: "2024-06-30",
      actor: "a test",
      ...more,
    });
    const rejected = done.rejectedFile ? (await readFile(rejectedFile, "utf8")).trimEnd().split("\n").slice(1) : [];
    return { ...done, goals: done.tables.find(({ table }) => table === "goals"), lines: rejected };
  }
  const read = (columns: string) => store.query(`select external_id as id, ${columns} from goal g order by 1`);

  it("takes a file of quotas with little in it, and fills in the rest", async () => {
    const quotas = "id,name,target,starts_on,ends_on,rep\nQ1,Q1,250000,2024-01-01,2024-03-31,R1\n";
    const done = await put({ ...base, "goals.csv": quotas });
    expect(done.goals).toMatchObject({ new: 1, rejected: 0 });
    expect(
      await read(
        "metric, filter, quota::float8, created_on::text, (select external_id from team where id = team_id) as team",
      ),
    ).toEqual([{ id: "Q1", metric: "revenue", filter: null, quota: 250_000, created_on: "2024-06-30", team: "T2" }]);
    const again = await put({ "goals.csv": quotas });
    expect(again.goals).toMatchObject({ new: 0, changed: 0, unchanged: 1 });
  });

  it("keeps the team of a rep's goal when the rep moves, and takes another rep's with the rep", async () => {
    const quotas =
      "id,name,target,starts_on,ends_on,rep,team\nQ1,Q1,5,2024-01-01,2024-03-31,R1,\nG1,G,9,2024-01-01,2024-12-31,,T1\n";
    await put({ ...base, "goals.csv": quotas });
    const team = "(select external_id from team where id = team_id) as team";
    expect(await read(team)).toEqual([
      { id: "G1", team: "T1" },
      { id: "Q1", team: "T2" },
    ]);
    await put({ "reps.csv": "id,name,team\nR1,Ann,T1\n", "goals.csv": quotas });
    expect(await read(team)).toEqual([
      { id: "G1", team: "T1" },
      { id: "Q1", team: "T2" },
    ]);
    await put({ "reps.csv": "id,name,team\nR2,Bo,T1\n", "goals.csv": quotas.replace("R1", "R2") });
    expect((await read(team))[1]).toEqual({ id: "Q1", team: "T1" });
  });

  it("counts once what a team, its reps and shorter goals have together, also when the team moves", async () => {
    const goals = `id,name,target,starts_on,ends_on,rep,team
C,Company,100,2024-01-01,2024-12-31,,
T,East,60,2024-01-01,2024-12-31,,T2
R,Ann,40,2024-01-01,2024-12-31,R1,
Q,Ann Q1,15,2024-01-01,2024-03-31,R1,
`;
    await put({ ...base, "goals.csv": goals });
    const counted = async () =>
      Object.fromEntries((await read("quota::float8 as quota")).map(({ id, quota }) => [id, quota]));
    expect(await counted()).toEqual({ C: 40, Q: 15, R: 25, T: 20 });
    await put({ "goals.csv": goals.replace("East,60", "East,20") });
    expect(await counted()).toEqual({ C: 60, Q: 15, R: 25, T: 0 });
  });

  it("rejects with file, line and reason", async () => {
    const goals = `id,name,metric,filter,target,starts_on,ends_on,rep,parent
a,x,Revenues,,5,2024-01-01,2024-03-31,,
b,x,revenue,,-5,2024-01-01,2024-03-31,R1,
c,x,revenue,,5,2024-04-01,2024-03-31,R1,
d,x,revenue,,5,2024-01-01,2024-03-31,R2,
e,x,revenue,,6,2024-01-01,2024-03-31,R2,
f,x,orders,,5,2024-01-01,2024-03-31,R1,g
g,x,volume,,5,2024-01-01,2024-03-31,R1,f
h,x,revenue,colour=red,5,2025-01-01,2025-03-31,R1,
i,x,revenue,channel = shop;category=Tea,5,2025-01-01,2025-03-31,R1,
j,x,revenue,category=Tea; channel=shop,5,2025-01-01,2025-03-31,R1,
k,x,revenue,,5,2024-01-01,2024-03-31,R9,
l,x,revenue,,0,2024-01-01,2024-03-31,,
m,x,revenue,,1e3,2024-01-01,2024-03-31,,
`;
    const { lines, goals: counts } = await put({ ...base, "goals.csv": goals });
    expect(counts).toMatchObject({ new: 0, rejected: 13 });
    const reasons = Object.fromEntries(lines.map((line) => [line.split(",")[1], line]));
    expect(reasons[2]).toContain('is no metric; did you mean ""revenue""?');
    expect(reasons[3]).toContain("must be positive");
    expect(reasons[4]).toContain("is before starts_on (2024-04-01)");
    expect(reasons[5]).toContain(
      'contradicts goal ""e"", which has the same owner, metric and days and the target 6: keep one',
    );
    expect(reasons[6]).toContain('contradicts goal ""d""');
    expect(reasons[7]).toContain("makes a circle: f → g → f");
    expect(reasons[9]).toContain('names ""colour"", which is no part of revenue; expected one of customerName');
    expect(reasons[10]).toContain('is set twice: goal ""j"" has the same owner, metric and days: keep one');
    expect(reasons[12]).toContain('rep ""R9"" is neither in the files nor in the record');
    expect(reasons[13]).toContain("must be positive");
    expect(reasons[14]).toContain("is not an amount");
  });

  it("rejects what contradicts the record, and lets a goal be moved out of the way", async () => {
    const goals = "id,name,target,starts_on,ends_on,rep\na,x,5,2024-01-01,2024-03-31,R1\n";
    await put({ ...base, "goals.csv": goals });
    const other = `${goals.split("\n")[0]}\nb,x,7,2024-01-01,2024-03-31,R1\n`;
    expect((await put({ "goals.csv": other })).lines[0]).toContain('contradicts goal ""a""');
    const both = `${other}a,x,5,2024-04-01,2024-06-30,R1\n`;
    expect((await put({ "goals.csv": both })).goals).toMatchObject({ new: 1, changed: 1, rejected: 0 });
  });

  it("warns of a part that goes beyond its whole, and writes it", async () => {
    const goals = `id,name,target,starts_on,ends_on,team,parent
a,x,5,2024-01-01,2024-12-31,,
b,x,5,2024-12-01,2025-01-31,T1,a
`;
    const done = await put({ ...base, "goals.csv": goals });
    expect(done.goals).toMatchObject({ new: 2, rejected: 0 });
    expect(done.warningCount).toBe(1);
    expect(done.warnings).toEqual([
      {
        table: "goals",
        key: "b",
        column: "parent",
        value: "a",
        reason:
          "is a goal from 2024-01-01 to 2024-12-31, but this one goes from 2024-12-01 to 2025-01-31: a part should lie within its whole",
      },
    ]);
  });

  it("knows a company's own metrics where it is told of them", async () => {
    const goals = "id,name,metric,target,starts_on,ends_on\na,x,tips,5,2024-01-01,2024-12-31\n";
    expect((await put({ ...base, "goals.csv": goals })).lines[0]).toContain("is no metric");
    const text = { en: "Tips", "zh-CN": "小费" };
    const tips = defineMetric({
      id: "tips",
      label: text,
      description: text,
      formula: text,
      unit: "MONEY",
      value: facts.revenue,
    });
    const catalog = async () => createCatalog({ metrics: [tips] });
    expect((await put({ "goals.csv": goals }, { catalog })).goals).toMatchObject({ new: 1 });
  });
});
