import type { Store } from "../store/store.ts";

/** Whether nobody has put anything into the record yet. */
export async function isEmpty(store: Store): Promise<boolean> {
  const [row] = await store.query<{ empty: boolean }>(
    "select not exists (select from customer) and not exists (select from product) and not exists (select from team) as empty",
  );
  return row?.empty === true;
}
