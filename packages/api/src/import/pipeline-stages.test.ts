import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { everything, queryFunnel } from "@salesglass/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Store } from "../store/store.ts";
import { testRecords } from "../testing/records.ts";
import { openWarehouse } from "../warehouse/warehouse.ts";
import { runImport } from "./import.ts";

const stages =
  "id,name,name_zh,rank,kind,probability\nlead,Lead,线索,1,,0.2\noffer,Offer,报价,2,OPEN,\nwon,Won,赢单,3,WON,\nlost,Lost,输单,4,LOST,\n";

describe.each(testRecords())("stages of the pipeline from files into $name", ({ open }) => {
  let store: Store;
  let warehouse: Awaited<ReturnType<typeof openWarehouse>>;
  let folder: string;
  beforeAll(async () => {
    store = await open();
    folder = await mkdtemp(join(tmpdir(), "salesglass-stages-"));
    warehouse = await openWarehouse({ store, engine: "duckdb" });
  });
  afterAll(async () => {
    await warehouse?.close();
    await store?.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function put(given: Record<string, string>) {
    const source = await mkdtemp(join(folder, "in-"));
    const files = { "company.csv": "name,currency,time_zone\nLakeside,CNY,Asia/Shanghai\n", ...given };
    for (const [name, content] of Object.entries(files)) await writeFile(join(source, name), content);
    const rejectedFile = join(folder, "rejected.csv");
    const done = await runImport({ store, folder: source, rejectedFile, today: "2024-06-30", actor: "a test" });
    const lines = done.rejectedFile ? (await readFile(rejectedFile, "utf8")).trimEnd().split("\n").slice(1) : [];
    return { lines, of: (name: string) => done.tables.find(({ table }) => table === name)! };
  }

  it("takes any stage while the company lists none", async () => {
    const { lines } = await put({ "opportunities.csv": "id,stage,created_on\nD0,anything,2024-01-01\n" });
    expect(lines).toEqual([]);
    await store.exec("truncate opportunity, opportunity_stage cascade");
  });

  it("takes the list with deals in it, and the same again changes nothing", async () => {
    const files = {
      "pipeline_stages.csv": stages,
      "opportunities.csv":
        "id,stage,status,created_on,closed_on,loss_reason,lost_to,source\nD1,offer,OPEN,2024-01-01,,,,fair\nD2,lost,LOST,2024-01-01,2024-02-01,price,Hill,web\nD3,lead,LOST,2024-01-01,2024-02-01,,,\n",
      "opportunity_stages.csv":
        "opportunity,stage,entered_on\nD1,lead,2024-01-01\nD2,lead,2024-01-01\nD2,lost,2024-02-01\n",
    };
    const first = await put(files);
    expect(first.lines).toEqual([]);
    expect(first.of("pipeline_stages")).toMatchObject({ new: 4 });
    const again = await put(files);
    for (const name of ["pipeline_stages", "opportunities", "opportunity_stages"]) {
      expect(again.of(name), name).toMatchObject({ new: 0, changed: 0 });
    }
    expect(await store.query("select lost_to, source from opportunity where external_id = 'D2'")).toEqual([
      { lost_to: "Hill", source: "web" },
    ]);
  });

  it("refuses deals and history in stages that aren't listed, naming those that are", async () => {
    const { lines, of } = await put({
      "opportunities.csv":
        "id,stage,status,closed_on,lost_to\nD4,Proposal,OPEN,,\nD5,won,LOST,2024-03-01,\nD6,won,OPEN,,\nD7,won,WON,2024-03-01,Hill\n",
      "opportunity_stages.csv": "opportunity,stage,entered_on\nD1,lead,2024-01-01\nD1,Offer,2024-01-05\n",
    });
    expect(of("opportunities")).toMatchObject({ new: 0, rejected: 4 });
    const text = lines.join("\n");
    for (const said of [
      'opportunities.csv,2,stage,Proposal,"is no stage of the pipeline, expected one of lead, offer, won, lost"',
      'opportunities.csv,3,stage,won,"is the stage of deals that are won, but the opportunity is LOST"',
      'opportunities.csv,4,stage,won,"is the stage of deals that are won, but the opportunity is OPEN"',
      'opportunities.csv,5,lost_to,Hill,"must be empty, since the opportunity is WON"',
      'opportunity_stages.csv,3,stage,Offer,"is no stage of the pipeline, expected one of lead, offer, won, lost"',
    ])
      expect(text).toContain(said);
    expect(lines).toHaveLength(5);
  });

  it("refuses two stages of one rank, and a chance of what is decided", async () => {
    const { lines } = await put({
      "pipeline_stages.csv": "id,name,rank,kind,probability\nterms,Terms,2,OPEN,\ngone,Gone,9,LOST,0.1\n",
    });
    expect(lines).toEqual([
      expect.stringContaining('rank,2,"is the rank of stage ""offer"", too: each stage has a rank of its own"'),
      expect.stringContaining('probability,0.1000,"must be empty: deals in the stage are lost, not open"'),
    ]);
  });

  it("lets the warehouse follow where only a deal's history changes, whichever way it is written", async () => {
    const calendar = { today: "2024-06-30", fiscalYearStart: 1, weekStart: 1 };
    const year = { text: "2024", from: "2024-01-01", to: "2024-12-31", shape: { kind: "range" as const } };
    const reached = async () => {
      await warehouse.sync();
      const funnel = await queryFunnel(warehouse.db, everything, { period: year, calendar });
      return funnel.stages.map(({ entered }) => entered);
    };
    expect(await reached()).toEqual([3, 0]);
    await put({
      "opportunity_stages.csv": "opportunity,stage,entered_on\nD1,lead,2024-01-01\nD1,offer,2024-01-09\n",
    });
    expect(await reached()).toEqual([3, 1]);
    await store.exec(
      "insert into opportunity_stage (opportunity_id, stage, entered_on) select id, 'offer', '2024-01-20' from opportunity where external_id = 'D2'",
    );
    expect(await reached()).toEqual([3, 2]);
    await store.exec("delete from opportunity_stage where stage = 'offer' and entered_on = '2024-01-20'");
    expect(await reached()).toEqual([3, 1]);
    await store.exec("update opportunity_stage set stage = 'lead' where stage = 'offer'");
    expect(await reached()).toEqual([3, 0]);
    await store.exec("truncate opportunity_stage");
    await warehouse.sync();
    const { stages: last } = await queryFunnel(warehouse.db, everything, { period: year, calendar });
    // Without a history a deal stands in the stage that it is recorded in.
    expect(last.map(({ entered }) => entered)).toEqual([3, 1]);
  });
});
