import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Store } from "../store/store.ts";
import { testRecords } from "../testing/records.ts";
import { runImport } from "./import.ts";

const files = {
  "company.csv": "name,currency,time_zone\nLakeside,CNY,Asia/Shanghai\n",
  "indicators.csv":
    "id,name,name_zh,kind,unit,frequency,source\nunrate,Unemployment,失业率,unemployment,%,,BLS\ngdp,Output,,OUTPUT,,QUARTER,\n",
  "indicator_values.csv":
    "series,period,value\nunrate,2024-01,3.7\nunrate,2024-02-01,3.9\ngdp,2024-Q1,27957\ngdp,2024q2,28269.2\n",
  "competitors.csv": "id,name,own\nus,Lakeside,true\nhill,Hill Tea,\npeak,Peak,no\n",
  "competitor_figures.csv":
    "id,competitor,topic,name,value,text,day,source\nS1,us,SHARE,tea,0.4,,2024-05-01,Study\nS2,hill,SHARE,tea,0.35,,2024-05-01,Study\nF1,hill,FEATURE,delivery,,same day,2024-04-01,\n",
  "competitor_moves.csv": "id,competitor,day,kind,name,category\nM1,hill,2024-03-01,CAMPAIGN,Spring sale,Tea\n",
  "demand_signals.csv": "id,topic,category,source,day,weight,sentiment\nD1,cold brew,Tea,SEARCH,2024-05-02,,0.5\n",
  "technology_signals.csv":
    "id,name,stage,since,channel,process\nT1,Mini program,trial,2024-01-10,online,\nT2,Mini program,ADOPT,2024-04-08,online,\n",
};
const tables = [
  "indicators",
  "indicator_values",
  "competitors",
  "competitor_figures",
  "competitor_moves",
  "demand_signals",
  "technology_signals",
];

describe.each(testRecords())("market data from files into $name", ({ open }) => {
  let store: Store;
  let folder: string;
  beforeAll(async () => {
    store = await open();
    folder = await mkdtemp(join(tmpdir(), "salesglass-market-"));
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

  it("takes several series from a plain file of period and value, and the same again changes nothing", async () => {
    const first = await put(files);
    expect(first.lines).toEqual([]);
    expect(tables.map((name) => first.of(name)!.new)).toEqual([2, 4, 3, 3, 1, 1, 2]);
    expect(
      await store.query(
        "select external_id as id, period::text, value::text from indicator_value order by external_id",
      ),
    ).toEqual([
      { id: "gdp/2024-01-01", period: "2024-01-01", value: "27957.0000" },
      { id: "gdp/2024-04-01", period: "2024-04-01", value: "28269.2000" },
      { id: "unrate/2024-01-01", period: "2024-01-01", value: "3.7000" },
      { id: "unrate/2024-02-01", period: "2024-02-01", value: "3.9000" },
    ]);
    const again = await put(files);
    expect(tables.map((name) => again.of(name)!.unchanged)).toEqual([2, 4, 3, 3, 1, 1, 2]);
  });

  it("takes a revised value from a later file, and lets a file bring only what is new", async () => {
    const { of, lines } = await put({
      "indicator_values.csv": "series,period,value\ngdp,2024-Q2,28300\nunrate,2024-03,3.8\n",
    });
    expect(lines).toEqual([]);
    expect(of("indicator_values")).toMatchObject({ new: 1, changed: 1 });
    expect(await store.query("select count(*)::integer as n from indicator_value")).toEqual([{ n: 5 }]);
  });

  it("refuses two values of one period, naming both", async () => {
    const { lines, of } = await put({
      "indicator_values.csv":
        "series,period,value\nunrate,2024-04,3.9\nunrate,2024-04-01,4.1\nunrate,2024-05,4\nunrate,2024-05,4.00\n",
    });
    expect(of("indicator_values")).toMatchObject({ new: 1, rejected: 2 });
    expect(lines).toEqual([
      expect.stringContaining(
        'indicator_values.csv,2,value,3.9,"contradicts 4.1, another value of series ""unrate"" for the same period: keep one"',
      ),
      expect.stringContaining("contradicts 3.9"),
    ]);
    const other = await put({ "indicator_values.csv": "id,series,period,value\nX1,unrate,2024-01,3.6\n" });
    expect(other.lines).toEqual([
      expect.stringContaining(
        'is the value of a period that has the value 3.7 under the id ""unrate/2024-01-01"": keep one',
      ),
    ]);
  });

  it("refuses periods of another frequency than the series', of the future, and no periods at all", async () => {
    const { lines } = await put({
      "indicator_values.csv":
        "series,period,value\nunrate,2023,3.9\nunrate,2024-Q1,4\ngdp,2024-02,5\ngdp,2024-05-01,5\nunrate,2024-13,1\nunrate,2024-09,1\nnone,2024-01,1\nunrate,2024-06-15,1\n",
    });
    expect(lines).toHaveLength(8);
    const text = lines.join("\n");
    for (const said of [
      'indicator_values.csv,2,period,2023,"must be a month, such as 2024-03',
      'indicator_values.csv,3,period,2024-Q1,"must be a month',
      'indicator_values.csv,4,period,2024-02,"must be a quarter, such as 2024-Q1',
      'indicator_values.csv,5,period,2024-05-01,"must be a quarter',
      'indicator_values.csv,6,period,2024-13,"is no period: write a month (2024-03)',
      "indicator_values.csv,7,period,2024-09,lies in the future: today is 2024-06-30",
      'indicator_values.csv,8,series,none,"series ""none"" is neither in the files',
      'indicator_values.csv,9,period,2024-06-15,"must be a month',
    ])
      expect(text).toContain(said);
    const changed = await put({ "indicators.csv": "id,name,frequency\ngdp,Output,YEAR\n" });
    expect(changed.lines).toEqual([expect.stringContaining("can't be changed: the series has been one of QUARTER")]);
  });

  it("refuses shares of one day that come to more than 100 %, together with what the record has", async () => {
    const { lines, of } = await put({
      "competitor_figures.csv":
        "id,competitor,topic,name,value,text,day\nS3,peak,SHARE,tea,0.2501,,2024-05-01\nS4,peak,SHARE,tea,0.25,,2024-04-01\nS5,peak,SHARE,coffee,1,,2024-05-01\n",
    });
    expect(of("competitor_figures")).toMatchObject({ new: 2, rejected: 1 });
    expect(lines).toEqual([
      expect.stringContaining(
        'competitor_figures.csv,2,value,0.2501,"is too much: the shares of ""tea"" on 2024-05-01 come to 100.01 % (S1 40 %, S2 35 %, S3 25.01 %), at most 100 % can be"',
      ),
    ]);
    const exact = await put({
      "competitor_figures.csv": "id,competitor,topic,name,value,day\nS3,peak,SHARE,tea,0.25,2024-05-01\n",
    });
    expect(exact.lines).toEqual([]);
  });

  it("refuses figures that say nothing or twice, shares in percent, two stages of a day, and a second company of our own", async () => {
    const { lines } = await put({
      "competitor_figures.csv":
        "id,competitor,topic,name,value,text,day\nA1,hill,SHARE,milk,35,,2024-05-01\nA2,hill,PRICE,oolong,,cheap,2024-05-01\nA3,hill,REVIEW,shop,,,2024-05-01\nA4,hill,FEATURE,delivery,,next day,2024-04-01\nA5,hill,PRICE,oolong,-1,,2024-05-01\n",
      "competitors.csv": "id,name,own\nother,Other us,yes\n",
      "demand_signals.csv":
        "id,topic,source,day,weight,sentiment\nD9,x,SEARCH,2024-05-02,0,\nD8,x,SEARCH,2024-05-02,1,-1.5\n",
      "technology_signals.csv":
        "id,name,stage,since\nT3,Mini program,HOLD,2024-04-08\nT4,Robots,USED,2024-04-08\nT5,Robots,HOLD,2024-09-08\n",
    });
    const text = lines.join("\n");
    for (const said of [
      'competitor_figures.csv,2,value,35.0000,"is out of range: a share goes from 0 to 1, 0.4 is 40 %"',
      "competitor_figures.csv,3,value,,is required: a price is a number",
      'competitor_figures.csv,4,value,,"is empty, and so is text: a figure says something"',
      'is said of the same competitor, name and day as figure ""F1"": keep one',
      "competitor_figures.csv,6,value,-1.0000,must not be negative: it is a price",
      'is the company itself, and so is ""us"": keep one',
      "must be positive: what weighs nothing is no signal",
      "demand_signals.csv,3,sentiment,-1.5000,is out of range: it goes from -1 (bad) to 1 (good)",
      'technology_signals.csv,2,since,2024-04-08,"is the day from which ""Mini program"" is ADOPT under the id ""T2"": keep one"',
      "technology_signals.csv,3,stage,USED,",
      "technology_signals.csv,4,since,2024-09-08,lies in the future",
    ])
      expect(text).toContain(said);
    expect(lines).toHaveLength(11);
  });
});
