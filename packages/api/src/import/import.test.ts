import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Store } from "../store/store.ts";
import { testRecords } from "../testing/records.ts";
import { runImport } from "./import.ts";

type Files = Record<string, string | Buffer>;

/** A Parquet file with the rows of a query. */
async function parquet(rows: string): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), "salesglass-parquet-"));
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  await connection.run(`copy (${rows}) to '${join(folder, "rows.parquet")}' (format parquet)`);
  connection.closeSync();
  instance.closeSync();
  const content = await readFile(join(folder, "rows.parquet"));
  await rm(folder, { recursive: true });
  return content;
}

const base: Files = {
  "company.csv": "name,currency,time_zone\nLakeside,CNY,Asia/Shanghai\n",
  "teams.csv": "id,name,parent\nT1,Sales,\nT2,East,T1\n",
  "reps.csv": "id,name,team\nR1,Ann,T2\nR2,Bo,T2\n",
  "products.csv": "id,name,category,list_price\nP1,Tea,Drinks,10\nP2,Cup,Ware,5.5\n",
  "customers.csv": "id,name,email,referred_by\nC1,王伟,w@x.example,C2\nC2,Ada,,\n",
  "orders.csv": "id,customer,rep,ordered_at\nO1,C1,R1,2024-03-01\nO2,C2,R2,2024-03-31T23:30:00Z\n",
  "order_lines.csv": "order,product,quantity,unit_price,discount\nO1,P1,2,10,1\nO1,P2,1,5.5,\nO2,P1,-1,10,\n",
};

describe.each(testRecords())("import into $name", ({ open }) => {
  let store: Store;
  let folder: string;
  beforeAll(async () => {
    store = await open();
  });
  afterAll(() => store.close());
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "salesglass-import-test-"));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
    await store.exec(
      "truncate company, team, rep, product, customer, sales_order, opportunity, tombstone restart identity cascade",
    );
  });

  async function put(files: Files, map?: Files, more: { dryRun?: boolean } = {}) {
    await rm(join(folder, "in"), { recursive: true, force: true });
    await rm(join(folder, "map"), { recursive: true, force: true });
    await rm(join(folder, "rejected.csv"), { force: true });
    for (const [name, group] of [
      ["in", files],
      ["map", map ?? {}],
    ] as const) {
      await mkdir(join(folder, name));
      for (const [file, content] of Object.entries(group)) await writeFile(join(folder, name, file), content);
    }
    return runImport({
      store,
      folder: join(folder, "in"),
      rejectedFile: join(folder, "rejected.csv"),
      today: "2024-06-30",
      actor: "a test",
      ...(map ? { map: join(folder, "map") } : {}),
      ...more,
    });
  }
  const rejected = async () => (await readFile(join(folder, "rejected.csv"), "utf8")).trimEnd().split("\n").slice(1);
  const counts = (summary: Awaited<ReturnType<typeof put>>, table: string) => {
    const found = summary.tables.find((one) => one.table === table)!;
    return [found.read, found.new, found.changed, found.unchanged, found.rejected];
  };
  const count = async (table: string) =>
    (await store.query<{ n: number }>(`select count(*)::int as n from ${table}`))[0]!.n;

  it("takes our own files, with days in the company's time zone and amounts worked out", async () => {
    const summary = await put(base);
    expect(summary.faults).toBe(0);
    expect(counts(summary, "order_lines")).toEqual([3, 3, 0, 0, 0]);
    expect(
      await store.query(
        `select o.external_id as id, o.day, o.net_amount, o.currency, t.external_id as team, c.name
         from sales_order o join team t on t.id = o.team_id join customer c on c.id = o.customer_id order by 1`,
      ),
    ).toEqual([
      { id: "O1", day: "2024-03-01", net_amount: "24.5000", currency: "CNY", team: "T2", name: "王伟" },
      { id: "O2", day: "2024-04-01", net_amount: "-10.0000", currency: "CNY", team: "T2", name: "Ada" },
    ]);
    expect(await store.query("select r.name from customer c join customer r on r.id = c.referred_by_id")).toEqual([
      { name: "Ada" },
    ]);
    expect(await store.query("select time_zone from company")).toEqual([{ time_zone: "Asia/Shanghai" }]);
  });

  it("takes the pattern of the fiscal months, keeps it where the file is silent, and names the possible ones", async () => {
    const pattern = () => store.query("select fiscal_pattern as pattern from company");
    await put(base);
    expect(await pattern()).toEqual([{ pattern: "MONTHS" }]);
    await put({ "company.csv": "name,fiscal_pattern\nLakeside,4-5-4\n" });
    expect(await pattern()).toEqual([{ pattern: "4-5-4" }]);
    const summary = await put({ "company.csv": "name,currency\nLakeside,CNY\n" });
    expect(counts(summary, "company")).toEqual([1, 0, 0, 1, 0]);
    expect(await pattern()).toEqual([{ pattern: "4-5-4" }]);
    await put({ "company.csv": "name,fiscal_pattern\nLakeside,4-4-4\n" });
    expect(await rejected()).toEqual([
      'company.csv,2,fiscal_pattern,4-4-4,"must be one of MONTHS, 4-4-5, 4-5-4, 5-4-4"',
    ]);
    expect(await pattern()).toEqual([{ pattern: "4-5-4" }]);
    await put({ "company.csv": "name,fiscal_pattern\nLakeside,\n" });
    expect(await pattern()).toEqual([{ pattern: "MONTHS" }]);
  });

  it("changes nothing the second time and moves no mark", async () => {
    await put(base);
    const marks = () =>
      store.query(
        "select changed::text from (select changed from sales_order union all select changed from customer union all select changed from team) t order by 1",
      );
    const before = await marks();
    const summary = await put(base);
    expect(summary.tables.every((table) => table.new + table.changed + table.rejected + table.removed === 0)).toBe(
      true,
    );
    expect(await marks()).toEqual(before);
  });

  it("writes nothing in a dry run, but says what it would do", async () => {
    const summary = await put(base, undefined, { dryRun: true });
    expect(counts(summary, "orders")).toEqual([2, 2, 0, 0, 0]);
    expect(await count("customer")).toBe(0);
    expect(await count("company")).toBe(0);
  });

  it("changes what changed, leaves absent columns alone and empties empty ones", async () => {
    await put(base);
    const one = await put({ "customers.csv": "id,name\nC1,王芳\nC2,Ada\n" });
    expect(counts(one, "customers")).toEqual([2, 0, 1, 1, 0]);
    expect(
      await store.query(
        "select name, email, referred_by_id is not null as referred from customer where external_id = 'C1'",
      ),
    ).toEqual([{ name: "王芳", email: "w@x.example", referred: true }]);
    await put({ "customers.csv": "id,name,email\nC1,王芳,\n" });
    expect(await store.query("select email from customer where external_id = 'C1'")).toEqual([{ email: null }]);
  });

  it("judges a row together with what the record has of columns that the file lacks", async () => {
    await put(base);
    await put({ "opportunities.csv": "id,stage,status,created_on\nD1,Offer,OPEN,2024-02-01\n" });
    await put({
      "opportunities.csv": "id,stage,status,closed_on\nD1,Offer,WON,2024-01-31\nD2,Offer,LOST,2024-01-31\n",
    });
    expect(await rejected()).toEqual(["opportunities.csv,2,closed_on,2024-01-31,is before created_on (2024-02-01)"]);
    await put({ "opportunities.csv": "id,stage,status\nD1,Offer,WON\n" });
    expect(await rejected()).toEqual(['opportunities.csv,2,closed_on,,"is required, since the opportunity is WON"']);
  });

  it("replaces the lines of an order as a whole, sums it and marks it, and only it", async () => {
    await put(base);
    const marks = () =>
      store.query<{ id: string; changed: string }>(
        "select external_id as id, changed::text from sales_order order by 1",
      );
    const before = await marks();
    const summary = await put({ "order_lines.csv": "order,line,product,quantity,unit_price\nO1,2,P2,3,5.5\n" });
    expect(summary.tables[0]).toMatchObject({ read: 1, changed: 1, removed: 1 });
    expect(
      await store.query(
        "select l.line, l.net_amount from order_line l join sales_order o on o.id = l.order_id where external_id = 'O1'",
      ),
    ).toEqual([{ line: 2, net_amount: "16.5000" }]);
    expect(await store.query("select net_amount from sales_order where external_id = 'O1'")).toEqual([
      { net_amount: "16.5000" },
    ]);
    const after = await marks();
    expect(after[0]!.changed).not.toBe(before[0]!.changed);
    expect(after[1]).toEqual(before[1]);
  });

  it("deletes no line of an order of which a line was rejected", async () => {
    await put(base);
    const summary = await put({
      "order_lines.csv": "order,line,product,quantity,unit_price\nO1,1,P1,5,10\nO1,2,P9,1,1\n",
    });
    expect(summary.tables[0]).toMatchObject({ read: 2, changed: 1, rejected: 1, removed: 0 });
    expect(await store.query("select net_amount from sales_order where external_id = 'O1'")).toEqual([
      { net_amount: "55.5000" },
    ]);
  });

  it("moves an order with its lines to another customer", async () => {
    await put(base);
    await put({ "orders.csv": "id,customer,ordered_at\nO1,C2,2024-03-01\n" });
    expect(
      await store.query(
        "select count(*)::int as n from order_line l join sales_order o on o.id = l.order_id and o.customer_id = l.customer_id",
      ),
    ).toEqual([{ n: 3 }]);
    expect(await store.query("select count(*)::int as n from sales_order where rep_id is null")).toEqual([{ n: 0 }]);
  });

  const bad: [what: string, files: Files, rows: string[]][] = [
    [
      "an order for an unknown customer",
      { "orders.csv": "id,customer,ordered_at\nO1,C9,2024-01-01\n" },
      ['orders.csv,2,customer,C9,"customer ""C9"" is neither in the files nor in the record"'],
    ],
    [
      "a line for an unknown product",
      { "order_lines.csv": "order,product,quantity,unit_price\nO1,P9,1,1\n" },
      ['order_lines.csv,2,product,P9,"product ""P9"" is neither in the files nor in the record"'],
    ],
    [
      "a line of an order that was rejected",
      {
        "orders.csv": "id,customer,ordered_at\nO8,C1,2024-02-30\n",
        "order_lines.csv": "order,product,quantity,unit_price\nO8,P1,1,1\n",
      },
      [
        'order_lines.csv,2,order,O8,"order ""O8"" was rejected"',
        'orders.csv,2,ordered_at,2024-02-30,"is not a date or time: write 2024-03-31, 2024-03-31 17:45:00 or 2024-03-31T17:45:00+08:00"',
      ],
    ],
    [
      "a duplicate key with different content, while identical rows collapse",
      { "products.csv": "id,name\nP1,Tea\nP7,A\nP7,B\nP1,Tea\n" },
      [
        "products.csv,3,id,P7,this key is there 2 times with different content: keep one",
        "products.csv,4,id,P7,this key is there 2 times with different content: keep one",
      ],
    ],
    [
      "a date that is none",
      { "customers.csv": "id,name,acquired_on\nC7,X,31.12.2023\n" },
      ['customers.csv,2,acquired_on,31.12.2023,"is not a date: write YYYY-MM-DD, such as 2024-03-31"'],
    ],
    [
      "amounts that are no number, too exact, too large or negative",
      {
        "products.csv":
          'id,name,list_price,unit_cost\nP3,a,"1,5",\nP4,b,1.23456,\nP5,c,123456789012345,\nP6,d,1.50000,-1\n',
      },
      [
        'products.csv,2,list_price,"1,5","is not an amount: write digits with a decimal point and nothing else, such as 1234.56"',
        "products.csv,3,list_price,1.23456,has more than four decimal places: round it to four",
        "products.csv,4,list_price,123456789012345,is out of range: at most 14 digits before the decimal point",
        "products.csv,5,unit_cost,-1,must not be negative",
      ],
    ],
    [
      "credits that don't sum to 1",
      { "order_credits.csv": "order,rep,share\nO1,R1,0.5\nO1,R2,0.4\nO2,R1,1\n" },
      [
        'order_credits.csv,2,share,0.50000000,"the shares of order ""O1"" sum to 0.9, but must sum to exactly 1"',
        'order_credits.csv,3,share,0.40000000,"the shares of order ""O1"" sum to 0.9, but must sum to exactly 1"',
      ],
    ],
    [
      "a lost opportunity with a later stage",
      {
        "opportunities.csv": "id,stage,status,closed_on\nD1,Lost,LOST,2024-02-01\n",
        "opportunity_stages.csv": "opportunity,stage,entered_on\nD1,Proposal,2024-01-05\nD1,Negotiation,2024-02-02\n",
      },
      ['opportunity_stages.csv,3,entered_on,2024-02-02,"is after opportunity ""D1"" was lost (2024-02-01)"'],
    ],
    [
      "teams in a circle",
      { "teams.csv": "id,name,parent\nT1,Sales,T2\n" },
      ["teams.csv,2,parent,T2,makes a circle: T1 → T2 → T1"],
    ],
    [
      "customers who referred each other in a circle, through the record, and each only who is in it",
      { "customers.csv": "id,name,referred_by\nC2,Ada,C3\nC3,Cy,C1\nC4,Di,C2\nC5,Ed,C5\n" },
      [
        "customers.csv,2,referred_by,C3,makes a circle: C2 → C3 → C1 → C2",
        "customers.csv,3,referred_by,C1,makes a circle: C3 → C1 → C2 → C3",
        "customers.csv,5,referred_by,C5,a customer can't have referred itself",
      ],
    ],
    [
      "what took place after tomorrow, in the company's time zone",
      {
        "interactions.csv":
          "id,customer,kind,at\nI1,C1,CALL,2024-07-01 23:59\nI2,C1,CALL,2024-07-01T15:59:00Z\nI3,C1,CALL,2024-07-01T16:00:00Z\n",
        "service_cases.csv": "id,customer,kind,opened_on,resolved_on\nX1,C1,PRAISE,2024-07-01,2024-07-02\n",
        "needs.csv": "id,customer,topic,recorded_on,expected_on\nN1,C1,t,2024-06-01,2030-01-01\nN2,C1,t,2204-06-01,\n",
      },
      [
        "interactions.csv,4,at,2024-07-01T16:00:00Z,lies in the future: today is 2024-06-30",
        "needs.csv,3,recorded_on,2204-06-01,lies in the future: today is 2024-06-30",
        "service_cases.csv,2,resolved_on,2024-07-02,lies in the future: today is 2024-06-30",
      ],
    ],
    [
      "a need wanted before it was recorded, and a case resolved before it was opened",
      {
        "needs.csv": "id,customer,topic,recorded_on,expected_on\nN1,C1,t,2024-06-02,2024-06-01\n",
        "service_cases.csv": "id,customer,kind,opened_on,resolved_on\nX1,C1,PRAISE,2024-06-02,2024-06-01\n",
      },
      [
        "needs.csv,2,expected_on,2024-06-01,is before recorded_on (2024-06-02)",
        "service_cases.csv,2,resolved_on,2024-06-01,is before opened_on (2024-06-02)",
      ],
    ],
    [
      "another currency",
      { "orders.csv": "id,customer,ordered_at,currency\nO9,C1,2024-01-01,EUR\n" },
      ['orders.csv,2,currency,EUR,"must be the company\'s currency, CNY: convert the amounts"'],
    ],
    [
      "survey answers outside the scale, and before the order",
      {
        "survey_responses.csv":
          "id,customer,order,kind,score,responded_on\nS1,C1,,CSAT,6,2024-05-01\nS4,C1,,NPS,11,2024-05-01\nS2,C1,O1,NPS,9,2024-02-01\nS3,C2,O1,NPS,9,2024-05-01\n",
      },
      [
        "survey_responses.csv,2,score,6,is out of range: CSAT goes from 1 to 5",
        'survey_responses.csv,3,score,11,"is out of range: NPS goes from 0 to 10, CSAT from 1 to 5, CES from 1 to 7"',
        "survey_responses.csv,4,responded_on,2024-02-01,is before the order's day (2024-03-01)",
        'survey_responses.csv,5,order,O1,"is an order of another customer than ""C2"""',
      ],
    ],
    [
      "one of several, a missing value and a return with the wrong sign",
      {
        "orders.csv": "id,customer,ordered_at,status\nO7,,2024-01-01,DONE\n",
        "order_lines.csv": "order,product,quantity,unit_price,net_amount\nO1,P1,-1,10,10\n",
      },
      [
        "order_lines.csv,2,net_amount,10.0000,is positive although the quantity is negative: a return has both negative",
        "orders.csv,2,customer,,is required",
        'orders.csv,2,status,DONE,"must be one of COMPLETED, OPEN, CANCELLED"',
      ],
    ],
    [
      "records that are no rows, on the lines that an editor shows, also after quoted line breaks",
      {
        "products.csv":
          '\uFEFFid,name,category\r\nP3,"two\r\nlines",\r\n\r\nP4,b\r\nP5,c,d,e\r\nP6,"x"y,z\r\nP7,g,\0\r\n',
      },
      [
        'products.csv,5,,"P4,b",has 2 of 3 fields: the header has 3',
        'products.csv,6,,"P5,c,d,e","has more fields than the header, which has 3: is a field with the separator in it not in quotes?"',
        'products.csv,7,,"P6,""x""y,z","has a quote that is not closed or not doubled: write ""a """"b"""" c"""',
        'products.csv,8,category,\0,"has a NUL character, which no text may have"',
      ],
    ],
  ];

  it.each(bad)("names and refuses %s", async (_what, files, rows) => {
    await put(base);
    const summary = await put(files);
    expect(await rejected()).toEqual(rows);
    expect(summary.faults).toBe(rows.length);
    expect(summary.rejectedFile).toBe(join(folder, "rejected.csv"));
    expect(
      summary.tables.every((table) => table.read === table.new + table.changed + table.unchanged + table.rejected),
    ).toBe(true);
  });

  const refused: [what: string, files: Files, map: Files | undefined, message: RegExp][] = [
    [
      "unknown columns",
      { "products.csv": "id,name,categroy\n1,a,b\n" },
      undefined,
      /file products.csv: unknown column "categroy" \(did you mean "category"\?\)/,
    ],
    [
      "missing columns",
      { "products.csv": "id\n1\n" },
      undefined,
      /file products.csv: column "name" of products must be there/,
    ],
    [
      "a misspelt table",
      { "order_line.csv": "x\n" },
      undefined,
      /there is no table "order_line"; did you mean order_lines.csv\?/,
    ],
    [
      "GBK",
      { "products.csv": Buffer.concat([Buffer.from("id,name\n1,"), Buffer.from([0xb2, 0xe8]), Buffer.from("\n")]) },
      undefined,
      /file products.csv is not UTF-8 \(byte 0xB2 at position 10, line 2\)/,
    ],
    [
      "UTF-16",
      { "products.csv": Buffer.from("\uFEFFid,name\n1,a\n", "utf16le") },
      undefined,
      /file products.csv is not UTF-8 but UTF-16/,
    ],
    [
      "a truncated gz",
      { "products.csv.gz": gzipSync("id,name\n1,a\n".repeat(500)).subarray(0, 40) },
      undefined,
      /file products.csv.gz is cut off/,
    ],
    [
      "two files for one table",
      { "products.csv": "id,name\n", "products.json": "[]" },
      undefined,
      /products.csv and products.json both hold products/,
    ],
    ["an empty folder", {}, undefined, /has no file to import/],
    [
      "SQL with a fault",
      { "x.csv": "a\n1\n" },
      { "products.sql": "select b from x" },
      /products.sql: .*"b" not found/s,
    ],
    [
      "SQL that isn't a SELECT",
      { "x.csv": "a\n1\n" },
      { "products.sql": "create table y as select 1" },
      /products.sql: must be one SELECT/,
    ],
    [
      "SQL that reads elsewhere",
      { "x.csv": "a\n1\n" },
      { "products.sql": "select content as id, filename as name from read_text('/etc/hostname')" },
      /products.sql: .*Cannot access file/s,
    ],
    [
      "helpers that write",
      { "x.csv": "a\n1\n" },
      { "_prepare.sql": "attach ':memory:' as y", "products.sql": "select a as id, a as name from x" },
      /_prepare.sql: may only hold CREATE/,
    ],
  ];

  it.each(refused)("refuses %s as a whole, with nothing written", async (_what, files, map, message) => {
    await expect(put(files, map)).rejects.toThrow(message);
    expect(await count("product")).toBe(0);
    expect(await readdir(folder)).not.toContain("rejected.csv");
  });

  it("reads every form of file alike", async () => {
    for (const [name, content] of [
      ["products.csv", "id,name,list_price\n1,茶,9.9\n2,b,\n"],
      ["products.csv", "id;name;list_price\n1;茶;9.9\n2;b;\n"],
      ["products.tsv", "id\tname\tlist_price\n1\t茶\t9.9\n2\tb\t\n"],
      ["products.csv.gz", gzipSync("id,name,list_price\n1,茶,9.9\n2,b,\n")],
      ["products.json", '[{"id":1,"name":"茶","list_price":9.9},{"id":"2","name":"b"}]'],
      ["products.ndjson", '{"id":1,"name":"茶","list_price":"9.9"}\n{"id":"2","name":"b","list_price":null}\n'],
      [
        "products.parquet",
        await parquet(
          "from (values (1::bigint, '茶', 9.9::decimal(18, 4)), (2, 'b', null)) as t(id, name, list_price)",
        ),
      ],
    ] as const) {
      await put({ [name]: content });
      expect(
        await store.query("select external_id as id, name, list_price as price from product order by 1"),
        name,
      ).toEqual([
        { id: "1", name: "茶", price: "9.9000" },
        { id: "2", name: "b", price: null },
      ]);
      await store.exec("truncate product restart identity cascade");
    }
  });

  it("leaves nothing behind when it is stopped while it writes, and the next import works", async () => {
    const stop = new AbortController();
    await mkdir(join(folder, "in"));
    for (const [file, content] of Object.entries(base)) await writeFile(join(folder, "in", file), content);
    const options = {
      store,
      folder: join(folder, "in"),
      rejectedFile: join(folder, "rejected.csv"),
      today: "2024-06-30",
      actor: "a test",
    };
    await expect(
      runImport({
        ...options,
        signal: stop.signal,
        onProgress: ({ step, table }) => {
          if (step === "writing" && table === "order_lines") stop.abort();
        },
      }),
    ).rejects.toThrow();
    expect([await count("company"), await count("customer"), await count("sales_order")]).toEqual([0, 0, 0]);
    expect((await runImport(options)).faults).toBe(0);
    expect(await count("order_line")).toBe(3);
  });

  it("maps a foreign source, and traces what it rejects to the source's own file and line", async () => {
    const summary = await put(
      { "goods.csv": 'no,"what, long",price\n1,"Tea\ngreen",3.5\n2,Cup,x\n3,Pot\n', "notes.txt": "…" },
      {
        "_macros.sql": "create macro clean(t) as replace(t, chr(10), ' ');",
        "products.sql": `select no as id, clean("what, long") as name, price as list_price, _file, _line from goods;`,
      },
    );
    expect(await rejected()).toEqual([
      'goods.csv,4,list_price,x,"is not an amount: write digits with a decimal point and nothing else, such as 1234.56"',
      'goods.csv,5,,"3,Pot",has 2 of 3 fields: the header has 3',
    ]);
    expect(await store.query("select external_id as id, name from product")).toEqual([{ id: "1", name: "Tea green" }]);
    expect(summary.ignored).toEqual(["notes.txt"]);
  });
});
