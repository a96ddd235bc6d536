import type { Store } from "../store/store.ts";

/** How many alerts wait to be delivered to the webhook. */
export async function countWaiting(store: Store): Promise<number> {
  const [row] = await store.query<{ waiting: number }>(
    "select count(*)::integer as waiting from public.alert_delivery where delivered_at is null",
  );
  return row!.waiting;
}
