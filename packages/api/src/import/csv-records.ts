import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { badInput } from "@salesglass/core";

/** The dialect of a CSV file: its separator and the names in its header line. */
export type CsvHeader = { readonly delimiter: string; readonly names: readonly string[] };

/**
 * Reads the header line: the separator is the one of comma, semicolon, tab and bar that it has most of.
 *
 * @param known prefers the separator that yields most of these names
 */
export async function readCsvHeader(path: string, name: string, known: readonly string[] = []): Promise<CsvHeader> {
  const file = await open(path);
  let text: string;
  try {
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(1 << 20), position: 0 });
    text = buffer
      .subarray(0, bytesRead)
      .toString("utf8")
      .replace(/^\uFEFF/, "");
  } finally {
    await file.close();
  }
  const delimiters = /\.tsv(\.gz)?$/i.test(name) ? ["\t"] : [",", ";", "\t", "|"];
  const candidates = delimiters.map((delimiter) => ({ delimiter, names: splitRecord(text, delimiter) }));
  const score = ({ names }: CsvHeader) => names.filter((column) => known.includes(column)).length * 1000 + names.length;
  const best = candidates.reduce((a, b) => (score(b) > score(a) ? b : a));
  if (best.names.length === 1 && best.names[0] === "")
    throw badInput(`file ${name} is empty: its first line must name the columns`);
  best.names.forEach((column, index) => {
    if (column === "") throw badInput(`file ${name}: column ${index + 1} of the header has no name`);
    if (best.names.findIndex((other) => other.toLowerCase() === column.toLowerCase()) < index) {
      throw badInput(`file ${name}: column "${column}" is in the header twice`);
    }
  });
  return best;
}

function splitRecord(text: string, delimiter: string): string[] {
  const fields = [""];
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const letter = text[at]!;
    if (letter === '"') {
      if (quoted && text[at + 1] === '"') fields[fields.length - 1] += text[at++]!;
      else quoted = !quoted;
    } else if (!quoted && (letter === "\n" || letter === "\r")) break;
    else if (!quoted && letter === delimiter) fields.push("");
    else fields[fields.length - 1] += letter;
  }
  return fields.map((field) => field.trim());
}

/**
 * Where each record of a CSV file begins, as lines of CSV: byte, and line counted as an editor does. Quoted line
 * breaks end no record, blank lines are none; the header is left out.
 */
export async function* recordStarts(path: string): AsyncGenerator<string> {
  let quoted = false;
  let position = 0;
  let line = 1;
  let start = { position: 0, line: 1 };
  let blank = true;
  let header = true;
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    let lines = "";
    let at = position === 0 && chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf ? 3 : 0;
    for (; at < chunk.length; at++) {
      const byte = chunk[at];
      if (byte === 10) {
        line++;
        if (!quoted) {
          if (!blank && !header) lines += `${start.position},${start.line}\n`;
          if (!blank) header = false;
          start = { position: position + at + 1, line };
          blank = true;
        }
      } else if (byte !== 13) {
        blank = false;
        if (byte === 34) quoted = !quoted;
      }
    }
    position += chunk.length;
    if (lines) yield lines;
  }
  if (!blank && !header) yield `${start.position},${start.line}\n`;
}
