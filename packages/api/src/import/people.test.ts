import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Store } from "../store/store.ts";
import { testRecords } from "../testing/records.ts";
import { runImport } from "./import.ts";

const files = {
  "company.csv": "name,currency,time_zone\nLakeside,CNY,Asia/Shanghai\n",
  "teams.csv": "id,name\nT1,North\n",
  "budgets.csv":
    "id,team,category,month,amount,currency\nB1,T1,travel,2024-06,1000,CNY\nB2,T1,travel,2024-07-01,1200.5,cny\nB3,,travel,2024-06,300,\n",
  "expenses.csv":
    "id,team,category,day,amount,channel,campaign,note\nX1,T1,travel,2024-06-03,250,field,,Train\nX2,,events,2024-06-04,-20,,Fair,\n",
  "openings.csv":
    "id,team,title,headcount,opened_on,filled_on,closed_on\nO1,T1,Rep,2,2024-03-01,,\nO2,,Head,,2024-01-10,2024-02-10,\n",
  "candidates.csv":
    "id,opening,name,source,applied_on,screened_on,interviewed_on,offered_on,hired_on,rejected_on\nC1,O2,Kim,referral,2024-01-11,2024-01-12,2024-01-20,2024-02-01,2024-02-10,\nC2,O1,,website,2024-03-02,2024-03-03,,,,2024-03-05\n",
};
const tables = ["budgets", "expenses", "openings", "candidates"];

describe.each(testRecords())("budgets and hiring from files into $name", ({ open }) => {
  let store: Store;
  let folder: string;
  beforeAll(async () => {
    store = await open();
    folder = await mkdtemp(join(tmpdir(), "salesglass-people-"));
  });
  afterAll(async () => {
    await store?.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function put(given: Record<string, string>) {
    const source = await mkdtemp(join(folder, "in-"));
    for (const [name, content] of Object.entries(given)) await writeFile(join(source, name), content);
    const rejectedFile = join(folder, "rejected.csv");
    const done = await runImport({ store, folder: source, rejectedFile, today: "2024-06-30", actor: "a test" });
    const lines = done.rejectedFile ? (await readFile(rejectedFile, "utf8")).trimEnd().split("\n").slice(1) : [];
    return { lines, of: (name: string) => done.tables.find(({ table }) => table === name) };
  }

  it("takes months as they are written, and the same again changes nothing", async () => {
    const first = await put(files);
    expect(first.lines).toEqual([]);
    expect(tables.map((name) => first.of(name)!.new)).toEqual([3, 2, 2, 2]);
    expect(
      await store.query(
        "select external_id as id, month::text, currency, amount::text from budget order by external_id",
      ),
    ).toEqual([
      { id: "B1", month: "2024-06-01", currency: "CNY", amount: "1000.0000" },
      { id: "B2", month: "2024-07-01", currency: "CNY", amount: "1200.5000" },
      { id: "B3", month: "2024-06-01", currency: "CNY", amount: "300.0000" },
    ]);
    const again = await put(files);
    expect(tables.map((name) => again.of(name)!.unchanged)).toEqual([3, 2, 2, 2]);
  });

  it("refuses budgets in another currency, of no month, below zero, and a second one for the same", async () => {
    const { lines, of } = await put({
      "budgets.csv":
        "id,team,category,month,amount,currency\nA1,T1,events,2024-06,1,USD\nA2,T1,events,2024-06-15,1,\nA3,T1,events,2024-Q2,1,\nA4,T1,events,2024-06,-1,\nA5,T1,travel,2024-06,900,\nA6,,travel,2024-06,300,\nA7,T1,salaries,2024-06,5,\nA8,T1,salaries,2024-06,6,\nA9,T9,events,2024-06,1,\n",
      "expenses.csv":
        "id,category,day,amount,currency\nX9,travel,2024-07-09,1,\nX8,travel,2024-06-09,1,EUR\nX7,,2024-06-09,1,\n",
    });
    expect(of("budgets")).toMatchObject({ new: 0, rejected: 9 });
    const text = lines.join("\n");
    for (const said of [
      'budgets.csv,2,currency,USD,"must be the company\'s currency, CNY: convert the amounts"',
      'budgets.csv,3,month,2024-06-15,"is no month: write 2024-03, or its first day"',
      "budgets.csv,4,month,2024-Q2,",
      "budgets.csv,5,amount,-1,must not be negative",
      'budgets.csv,6,amount,900,"contradicts budget ""B1"", which has the same team, category and month and the amount 1000: keep one"',
      'budgets.csv,7,amount,300,"is there twice: budget ""B3"" has the same team, category, month and amount: keep one"',
      'budgets.csv,8,amount,5,"contradicts budget ""A8""',
      'budgets.csv,9,amount,6,"contradicts budget ""A7""',
      'budgets.csv,10,team,T9,"team ""T9"" is neither in the files',
      "expenses.csv,2,day,2024-07-09,lies in the future: today is 2024-06-30",
      "expenses.csv,3,currency,EUR,\"must be the company's currency, CNY",
      "expenses.csv,4,category,,is required",
    ])
      expect(text).toContain(said);
    expect(lines).toHaveLength(12);
  });

  it("takes a changed amount of the same budget, and moves it to a month that is free", async () => {
    const { lines, of } = await put({ "budgets.csv": "id,team,category,month,amount\nB1,T1,travel,2024-08,1100\n" });
    expect(lines).toEqual([]);
    expect(of("budgets")).toMatchObject({ changed: 1 });
  });

  it("refuses stages that are out of order, and ends that contradict each other", async () => {
    const { lines } = await put({
      "openings.csv":
        "id,title,headcount,opened_on,filled_on,closed_on\nO3,Rep,0,2024-01-01,,\nO4,Rep,1,2024-02-01,2024-01-01,\nO5,Rep,1,2024-02-01,2024-03-01,2024-03-01\n",
      "candidates.csv":
        "id,opening,applied_on,screened_on,interviewed_on,hired_on,rejected_on\nD1,O1,2024-03-02,2024-03-01,,,\nD2,O1,2024-03-02,,2024-03-05,2024-03-04,\nD3,O1,2024-03-02,,,2024-03-05,2024-03-06\nD4,O7,2024-03-02,,,,\nD5,O1,2024-03-02,,2024-03-05,,2024-03-03\n",
    });
    const text = lines.join("\n");
    for (const said of [
      "openings.csv,2,headcount,0,is out of range: must be from 1 to 10000",
      "openings.csv,3,filled_on,2024-01-01,is before opened_on (2024-02-01)",
      'openings.csv,4,closed_on,2024-03-01,"is given, and so is filled_on: an opening was filled or given up"',
      "candidates.csv,2,screened_on,2024-03-01,is before applied_on (2024-03-02)",
      "candidates.csv,3,hired_on,2024-03-04,is before interviewed_on (2024-03-05)",
      'candidates.csv,4,rejected_on,2024-03-06,"is given, and so is hired_on: a candidate is hired or not"',
      'candidates.csv,5,opening,O7,"opening ""O7"" is neither in the files',
      "candidates.csv,6,rejected_on,2024-03-03,is before interviewed_on (2024-03-05)",
    ])
      expect(text).toContain(said);
    expect(lines).toHaveLength(8);
  });
});
