import { randomBytes } from "node:crypto";
import { note } from "../audit/note.ts";
import { candidateKey } from "../import/erased.ts";
import { lockWriters } from "../import/record-writes.ts";
import type { Store } from "../store/store.ts";
import { InvalidInput } from "../writing/invalid-input.ts";
import { checkCount, type WrittenRow } from "../writing/write-rows.ts";
import { keepHash } from "./erase-customer.ts";

/**
 * Makes candidates unknown for good: name and key go, the days of their stages stay, so that no figure changes. Of the key a
 * salted hash is kept, by which an import that would bring the candidate back is refused. The audit log never had either.
 *
 * @param today the day that it is done on, `YYYY-MM-DD`
 * @returns the rows under the keys by which they go on
 * @throws InvalidInput naming the keys that no candidate has
 */
export async function eraseCandidates(options: {
  readonly store: Store;
  readonly externalIds: readonly string[];
  readonly dryRun: boolean;
  readonly today: string;
  readonly actor: string;
}): Promise<WrittenRow[]> {
  const { store, dryRun, today, actor } = options;
  checkCount("externalIds", options.externalIds.length);
  const keys = options.externalIds.map((key) => key.trim());
  return store.transaction(async (sql) => {
    await lockWriters(sql);
    await sql.exec("set local salesglass.audit = 'off'");
    const found = await sql.query<{ id: number; key: string }>(
      `select id, external_id as key from public.candidate
       where external_id in (select json_array_elements_text($1::json)) for update`,
      [JSON.stringify(keys)],
    );
    const ids = new Map(found.map(({ id, key }) => [key, id]));
    const faults = keys.flatMap((value, index) =>
      ids.has(value)
        ? []
        : [{ path: `externalIds[${index}]`, value, message: "is no candidate's key: who was erased has another" }],
    );
    if (faults.length > 0) throw new InvalidInput(faults);
    const rows: WrittenRow[] = [];
    for (const [key, id] of ids) {
      const renamed = `erased-${randomBytes(8).toString("hex")}`;
      rows.push({ externalId: dryRun ? key : renamed, id, outcome: "CHANGED" });
      if (dryRun) continue;
      await sql.query("update public.candidate set name = null, external_id = $2 where id = $1::integer", [
        id,
        renamed,
      ]);
      await keepHash(sql, candidateKey(key), today);
    }
    if (!dryRun && rows.length > 0) {
      await note(sql, { actor, action: "ERASED", table: "candidate", after: { rows: rows.length } });
    }
    return rows;
  });
}
