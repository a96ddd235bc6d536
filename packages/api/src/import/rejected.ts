import { createWriteStream } from "node:fs";
import { copyFile, mkdir, open, rename, rm } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { recordStarts } from "./csv-records.ts";
import { type Duck, literal, quoted } from "./duck.ts";
import type { CsvSource, Loaded } from "./source.ts";

/** Gathers the records that are no rows: too many or too few fields, a quote in the wrong place. */
export async function gatherBroken(duck: Duck, csv: readonly CsvSource[]): Promise<void> {
  await duck.run("create table broken (file varchar, tbl varchar, position bigint, value varchar, reason varchar)");
  for (const source of csv) {
    const header = `the header has ${source.columns}`;
    await duck.run(
      `insert into broken select ${literal(source.file)}, ${source.table ? literal(source.table) : "null"}, line_byte_position, left(trim(csv_line, chr(10) || chr(13)), 200),
         case any_value(error_type)
           when 'TOO MANY COLUMNS' then 'has more fields than the header, which has ${source.columns}: is a field with the separator in it not in quotes?'
           when 'MISSING COLUMNS' then 'has ' || any_value(column_idx) || ${literal(` of ${source.columns} fields: ${header}`)}
           when 'UNQUOTED VALUE' then 'has a quote that is not closed or not doubled: write "a ""b"" c"'
           else any_value(error_message) end
       from ${source.broken} group by all`,
    );
    if (source.table) {
      await duck.run(
        `insert into fault select tbl, null, '', null, 'unreadable' from broken where file = ${literal(source.file)} limit 1`,
      );
    }
  }
}

/** The rejected rows beside the place where they belong, until it is known whether the import holds. */
export type Rejected = {
  readonly faults: number;
  /** Gives the file its name; without faults, removes the one that an earlier import left under it. */
  publish(): Promise<void>;
  /** Removes it: nothing was imported. */
  discard(): Promise<void>;
};

/** Writes what was rejected, one row a fault, with the line on which an editor shows it. */
export async function writeRejected(duck: Duck, loaded: Loaded, file: string): Promise<Rejected> {
  await duck.run("create table report (file varchar, line bigint, col varchar, value varchar, reason varchar)");
  await duck.run("create table traced (file varchar, ordinal bigint, col varchar, value varchar, reason varchar)");
  for (const { table, file: name, traced } of loaded.tables) {
    const [from, ordinal] = traced
      ? [`coalesce(r._file, ${literal(name)})`, "coalesce(try_cast(r._line as bigint), r.rowid + 1)"]
      : [literal(name), "r.rowid + 1"];
    await duck.run(
      `insert into traced select ${from}, ${ordinal}, f.col, f.value, f.reason from fault f join raw_${table.name} r on r.rowid = f.row where f.tbl = ${literal(table.name)}`,
    );
  }
  for (const source of loaded.csv) await findLines(duck, source);
  await duck.run(
    `insert into report select * from traced where file not in (select unnest([${[...loaded.csv.map(({ file }) => literal(file)), "''"].join(", ")}]))`,
  );
  const faults = await duck.count("select count(*) from report");
  if (faults === 0) {
    return { faults, publish: async () => ((await isReport(file)) ? rm(file) : undefined), discard: async () => {} };
  }
  const made = join(duck.folder, "rejected.csv");
  await duck.run(
    `copy (select file, line, col as "column", value, reason from report order by file, line, "column", reason) to ${literal(made)} (format csv, header true)`,
  );
  const part = `${file}.${process.pid}.part`;
  await mkdir(dirname(resolve(file)), { recursive: true });
  await copyFile(made, part);
  return { faults, publish: () => rename(part, file), discard: () => rm(part, { force: true }) };
}

const header = "file,line,column,value,reason\n";

/** Whether a file is one of ours: nothing else may be removed. */
async function isReport(path: string): Promise<boolean> {
  try {
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(header.length), position: 0 });
      return buffer.toString("utf8", 0, bytesRead) === header;
    } finally {
      await file.close();
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
    throw error;
  }
}

async function findLines(duck: Duck, source: CsvSource): Promise<void> {
  const file = literal(source.file);
  const faults = await duck.count(
    `select (select count(*) from traced where file = ${file}) + (select count(*) from broken where file = ${file})`,
  );
  if (faults === 0) return;
  const starts = join(duck.folder, "starts.csv");
  await pipeline(Readable.from(recordStarts(source.path)), createWriteStream(starts));
  const records = quoted(`record_${source.broken}`);
  await duck.run(
    `create table ${records} as select * from read_csv(${literal(starts)}, auto_detect = false, header = false, delim = ',', columns = {'position': 'BIGINT', 'line': 'BIGINT'})`,
  );
  await duck.run(
    `create or replace temp table unreadable as select r.position, r.line, b.value, b.reason
     from (select * from broken where file = ${file}) b asof join ${records} r on b.position - 1 <= r.position`,
  );
  await duck.run(`insert into report select ${file}, line, null, value, reason from unreadable`);
  await duck.run(
    `insert into report select ${file}, r.line, t.col, t.value, t.reason from traced t
     join (select line, row_number() over (order by position) as ordinal from ${records} where position not in (select position from unreadable)) r using (ordinal)
     where t.file = ${file}`,
  );
}
