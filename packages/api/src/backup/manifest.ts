import { z } from "zod";

/** What a backup holds, by which it is checked before anything is replaced. */
export const manifestSchema = z.object({
  format: z.literal(1),
  /** When it was made, ISO 8601; it is the record of that moment. */
  at: z.iso.datetime(),
  /** The migrations that had been applied, in order: the version of the schema. */
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })).min(1),
  tables: z.array(
    z.object({
      name: z.string(),
      columns: z.array(z.string()),
      rows: z.number().int(),
      /** Files of rows (CSV with a header), each with the SHA-256 of its bytes. */
      parts: z.array(z.object({ file: z.string(), sha256: z.string() })),
    }),
  ),
  sequences: z.array(z.object({ name: z.string(), last: z.string().regex(/^\d+$/) })),
});

export type Manifest = z.infer<typeof manifestSchema>;

export const manifestFile = "manifest.json";

/** What is said of a backup that was made or restored. */
export interface BackupSummary {
  readonly file: string;
  readonly at: string;
  readonly schema: string;
  readonly rows: number;
  readonly tables: readonly { readonly name: string; readonly rows: number }[];
}

export function summaryOf(file: string, { at, migrations, tables }: Manifest): BackupSummary {
  return {
    file,
    at,
    schema: migrations.at(-1)!.name,
    rows: tables.reduce((sum, { rows }) => sum + rows, 0),
    tables: tables.map(({ name, rows }) => ({ name, rows })),
  };
}
