import { randomUUID } from "node:crypto";
import { basename, join } from "node:path";
import { badInput } from "@salesglass/core";
import { readCsvHeader } from "./csv-records.ts";
import { type Duck, literal, quoted } from "./duck.ts";
import { inspectFile } from "./inspect-file.ts";
import type { CsvSource } from "./source.ts";

/** The endings of files that can be read. */
export const readable = /\.(csv|tsv|csv\.gz|tsv\.gz|json|ndjson|jsonl|parquet)$/i;

/**
 * Reads a file into the DuckDB table `into`, every column as text, in the file's order.
 *
 * @param known the names that the columns should have, where that is known
 * @returns the names of the columns, and for CSV how to look up lines
 * @throws DomainError when the file as a whole can't be read
 */
export async function readFile(
  duck: Duck,
  path: string,
  into: string,
  options: {
    known?: readonly string[];
    table?: string;
    check?: (names: readonly string[]) => void;
    signal?: AbortSignal | undefined;
  },
): Promise<{ names: readonly string[]; csv?: CsvSource }> {
  const file = basename(path);
  const text = /\.parquet$/i.test(file)
    ? path
    : await inspectFile(path, join(duck.folder, randomUUID()), options.signal);
  if (/\.[ct]sv(\.gz)?$/i.test(file)) {
    const { delimiter, names } = await readCsvHeader(text, file, options.known);
    options.check?.(names);
    const broken = `broken_${randomUUID().replaceAll("-", "")}`;
    const columns = names.map((name) => `${literal(name)}: 'VARCHAR'`).join(", ");
    await explained(file, () =>
      duck.run(
        `create table ${quoted(into)} as select * from read_csv(${literal(text)}, auto_detect = false, header = true,
           columns = {${columns}}, delim = ${literal(delimiter)}, quote = '"', escape = '"', max_line_size = 16000000,
           store_rejects = true, rejects_limit = 0, rejects_table = '${broken}', rejects_scan = '${broken}_scan')`,
      ),
    );
    return { names, csv: { file, path: text, broken, columns: names.length, table: options.table } };
  }
  const source = /\.parquet$/i.test(file)
    ? `read_parquet(${literal(text)})`
    : `read_json(${literal(text)}, maximum_depth = 1, sample_size = -1, records = true, maximum_object_size = 67108864)`;
  const described = await explained(file, () => duck.rows<{ column_name: string }>(`describe select * from ${source}`));
  const names = described.map((column) => column.column_name);
  options.check?.(names);
  const value = (name: string) =>
    source.startsWith("read_json") ? `${quoted(name)} ->> '$'` : `cast(${quoted(name)} as VARCHAR)`;
  await explained(file, () =>
    duck.run(
      `create table ${quoted(into)} as select ${names.map((name) => `${value(name)} as ${quoted(name)}`).join(", ")} from ${source}`,
    ),
  );
  return { names };
}

async function explained<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw badInput(`file ${file} can't be read: ${String((error as Error).message).split("\n")[0]}`);
  }
}
