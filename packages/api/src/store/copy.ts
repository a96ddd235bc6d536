/** The COPY statement that loads CSV from `source`, for example `STDIN`. */
export function copyInStatement(table: string, columns: readonly string[], source: string): string {
  return `copy ${quoteTable(table)} (${columns.map(quoteName).join(", ")}) from ${source} with (format csv)`;
}

/** The COPY statement that writes a query's answer to `target` as CSV with a header line. */
export function copyOutStatement(query: string, target: string): string {
  return `copy (${query}) to ${target} with (format csv, header)`;
}

/** `warehouse.sale` → `"warehouse"."sale"` */
function quoteTable(table: string): string {
  return table.split(".").map(quoteName).join(".");
}

function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/**
 * Cuts CSV into pieces of about `size` bytes, each of them whole records: a line break within quotes is no end.
 */
export async function* csvSlices(csv: AsyncIterable<Buffer | string>, size: number): AsyncGenerator<Buffer> {
  let parts: Buffer[] = [];
  let length = 0;
  let quoted = false;
  for await (const data of csv) {
    const chunk = typeof data === "string" ? Buffer.from(data) : data;
    let start = 0;
    let end = 0;
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at];
      if (byte === quote) quoted = !quoted;
      else if (byte === lineFeed && !quoted) {
        end = at + 1;
        if (length + end - start >= size) {
          yield Buffer.concat([...parts, chunk.subarray(start, end)]);
          parts = [];
          length = 0;
          start = end;
        }
      }
    }
    if (start < chunk.length) {
      parts.push(chunk.subarray(start));
      length += chunk.length - start;
    }
  }
  if (length > 0) yield Buffer.concat(parts);
}

const quote = 0x22;
const lineFeed = 0x0a;
