import {
  DuckDBBigIntVector,
  type DuckDBDataChunk,
  type DuckDBDateValue,
  DuckDBDateVector,
  type DuckDBDecimalValue,
  type DuckDBListValue,
  type DuckDBMaterializedResult,
  DuckDBTypeId,
  type DuckDBValueConverter,
  type DuckDBVector,
  JSDuckDBValueConverter,
} from "@duckdb/node-api";

type Read = (index: number) => unknown;

/**
 * Reads a result into an object a row: dates as `YYYY-MM-DD`, whole numbers of any width and decimals as numbers, lists
 * as arrays. Column by column, for an answer may have 100 000 rows: what a type needs is looked up once a chunk.
 */
export function readRows(result: DuckDBMaterializedResult): Record<string, unknown>[] {
  const names = result.deduplicatedColumnNames();
  const rows: Record<string, unknown>[] = [];
  for (let chunk = 0; chunk < result.chunkCount; chunk++) appendRows(result.getChunk(chunk), names, rows);
  return rows;
}

function appendRows(chunk: DuckDBDataChunk, names: readonly string[], rows: Record<string, unknown>[]): void {
  const first = rows.length;
  const { rowCount } = chunk;
  for (let index = 0; index < rowCount; index++) rows.push({});
  for (const [column, name] of names.entries()) {
    const read = readerOf(chunk.getColumnVector(column));
    for (let index = 0; index < rowCount; index++) rows[first + index]![name] = read(index);
  }
}

function readerOf(vector: DuckDBVector): Read {
  if (vector instanceof DuckDBBigIntVector) {
    return (index) => {
      const value = vector.getItem(index);
      return value === null ? null : Number(value);
    };
  }
  if (vector instanceof DuckDBDateVector) {
    return (index) => {
      const value = vector.getItem(index);
      return value === null ? null : dayOf(value);
    };
  }
  const { type } = vector;
  if (plain.has(type.typeId)) return (index) => vector.getItem(index);
  return (index) => convert(vector.getItem(index), type, convert);
}

/** What the vectors hold as a caller wants it. */
const plain: ReadonlySet<DuckDBTypeId> = new Set([
  DuckDBTypeId.BOOLEAN,
  DuckDBTypeId.TINYINT,
  DuckDBTypeId.SMALLINT,
  DuckDBTypeId.INTEGER,
  DuckDBTypeId.UTINYINT,
  DuckDBTypeId.USMALLINT,
  DuckDBTypeId.UINTEGER,
  DuckDBTypeId.FLOAT,
  DuckDBTypeId.DOUBLE,
  DuckDBTypeId.VARCHAR,
]);

const convert: DuckDBValueConverter<unknown> = (value, type, converter) => {
  if (value === null) return null;
  switch (type.typeId) {
    case DuckDBTypeId.DATE:
      return dayOf(value as DuckDBDateValue);
    case DuckDBTypeId.BIGINT:
    case DuckDBTypeId.UBIGINT:
    case DuckDBTypeId.HUGEINT:
    case DuckDBTypeId.UHUGEINT:
      return Number(value);
    case DuckDBTypeId.DECIMAL:
      return (value as DuckDBDecimalValue).toDouble();
    case DuckDBTypeId.LIST: {
      const { valueType } = type as unknown as { valueType: Parameters<DuckDBValueConverter<unknown>>[1] };
      return (value as DuckDBListValue).items.map((item) => converter(item, valueType, converter));
    }
    default:
      return JSDuckDBValueConverter(value, type, JSDuckDBValueConverter);
  }
};

/** Days are few, and their texts dear. */
const texts = new Map<number, string>();
const mostTexts = 20_000;

function dayOf(value: DuckDBDateValue): string {
  const known = texts.get(value.days);
  if (known !== undefined) return known;
  if (texts.size >= mostTexts) texts.clear();
  const text = value.toString();
  texts.set(value.days, text);
  return text;
}
