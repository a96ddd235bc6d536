import { type RawBuilder, sql } from "kysely";

/** A column of values that are ours: they stand in the statement as they are. */
export interface TableColumn {
  readonly name: string;
  readonly type: "date" | "integer" | "boolean";
  readonly values: readonly (string | number | boolean)[];
}

/**
 * A table of values, as a select. Each column is an array, which is parsed and cast as one: a question by day has
 * thousands of rows, and as `values (…), (…)` to read them takes the engine longer than to answer it.
 *
 * @example columnsTable([{ name: "day", type: "date", values: ["2024-01-01", "2024-01-02"] }])
 *   // select unnest(array['2024-01-01','2024-01-02']::date[]) as "day"
 */
export function columnsTable(columns: readonly TableColumn[]): RawBuilder<unknown> {
  const arrays = columns.map(({ name, type, values }) => {
    const written = type === "date" ? values.map((day) => `'${day}'`) : values;
    return `unnest(array[${written.join(",")}]::${type}[]) as "${name}"`;
  });
  return sql.raw(`select ${arrays.join(", ")}`);
}
