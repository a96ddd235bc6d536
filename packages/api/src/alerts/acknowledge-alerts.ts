import { badInput } from "@salesglass/core";
import type { Store } from "../store/store.ts";

const longestNote = 2_000;
const mostAtOnce = 500;

/**
 * Notes who has seen alerts, once: what was acknowledged before keeps whose it is. `inScope` is the viewer's condition on `a`.
 *
 * @returns how many were not acknowledged before
 * @throws badInput for an id that is none of those the viewer sees, a note that is too long, more than 500
 */
export async function acknowledgeAlerts(
  store: Store,
  ids: readonly number[],
  { note, actor, inScope }: { readonly note: string | null; readonly actor: string; readonly inScope: string },
): Promise<number> {
  if (ids.length === 0 || ids.length > mostAtOnce) {
    throw badInput(`ids: ${ids.length} are given, expected 1 to ${mostAtOnce}`);
  }
  if (note !== null && note.length > longestNote) {
    throw badInput(`note: has ${note.length} characters, expected at most ${longestNote}`);
  }
  return store.transaction(async (sql) => {
    const seen = await sql.query<{ id: number }>(
      `select id from public.alert a where id = any($1::integer[]) and ${inScope} order by id for update`,
      [ids],
    );
    const unknown = ids.find((id) => !seen.some((alert) => alert.id === id));
    if (unknown !== undefined) throw badInput("ids: there is no such alert among those that you may see");
    const changed = await sql.query(
      `update public.alert set acknowledged_at = now(), acknowledged_by = $2, note = $3
       where id = any($1::integer[]) and acknowledged_at is null returning id`,
      [ids, actor, note],
    );
    return changed.length;
  });
}
