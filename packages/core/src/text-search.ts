import { type RawBuilder, sql } from "kysely";

/**
 * Whether one of the columns holds the text as it stands, in any case.
 *
 * Both sides in lower case. A PostgreSQL with the locale C lowers only ASCII, so the search's other letters are lowered
 * by name; that way the engines and any locale agree.
 */
export function holdsText(columns: readonly RawBuilder<unknown>[], search: string): RawBuilder<boolean> {
  const lowered = search.toLowerCase();
  const others = [...new Set(lowered)].filter(
    (letter) => letter > "\u007f" && letter.toUpperCase().length === letter.length,
  );
  const letters = others.filter((letter) => letter.toUpperCase() !== letter).join("");
  const pattern = `%${lowered.replace(/[\\%_]/g, "\\$&")}%`;
  const conditions = columns.map((column) => {
    const text = sql`lower(${column})`;
    const folded = letters ? sql`translate(${text}, ${letters.toUpperCase()}, ${letters})` : text;
    return sql`${folded} like ${pattern} escape '\\'`;
  });
  return sql`(${sql.join(conditions, sql` or `)})`;
}
