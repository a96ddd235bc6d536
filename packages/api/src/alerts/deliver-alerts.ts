import type { Logger } from "../server.ts";
import type { Store } from "../store/store.ts";
import { sendWebhook, type WebhookSettings } from "./webhook.ts";

export interface Deliveries {
  /** Looks for what is due now rather than later. */
  wake(): void;
  /** Stops after what is being sent. */
  stop(): Promise<void>;
}

export interface DeliveryOptions {
  readonly store: Store;
  readonly webhook: WebhookSettings;
  readonly logger: Logger;
  readonly clock: () => Date;
  /** Pause between two looks; five seconds unless said. */
  readonly pollMilliseconds?: number | undefined;
}

const atOnce = 5;
/** Longer than a try can take: whoever died meanwhile has what it had taken tried again by another. */
const leaseSeconds = 60;
const firstPauseSeconds = 5;
const longestPauseSeconds = 3_600;

/**
 * Sends what is to be sent until it is delivered: after a failure again in 5 s, 20 s, 80 s, … and then each hour. What is taken is
 * marked before it is sent, outside of any transaction, so that a slow receiver delays nothing else, and a killed process loses
 * nothing: a message may come twice, with the same id.
 */
export function deliverAlerts({
  store,
  webhook,
  logger,
  clock,
  pollMilliseconds = 5_000,
}: DeliveryOptions): Deliveries {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let running: Promise<void> | undefined;
  let again = false;

  function look(): void {
    clearTimeout(timer);
    if (stopped) return;
    if (running) {
      again = true;
      return;
    }
    running = work()
      .catch((error) => logger.error({ error }, "alerts could not be sent"))
      .finally(() => {
        running = undefined;
        if (again) {
          again = false;
          look();
        } else if (!stopped) timer = setTimeout(look, pollMilliseconds).unref();
      });
  }

  async function work(): Promise<void> {
    for (;;) {
      const taken = stopped ? [] : await takeDue(store, clock());
      if (taken.length === 0) return;
      await Promise.all(taken.map((delivery) => send(delivery)));
    }
  }

  async function send({ id, attempts, ...alert }: Taken): Promise<void> {
    const at = clock();
    const body = JSON.stringify({ type: "alert.raised", timestamp: at.toISOString(), data: alert });
    const failure = await sendWebhook(webhook, { id: `alert_${alert.alertId}`, at, body }).then(
      () => undefined,
      (error: Error) => error.message,
    );
    if (failure === undefined) {
      await store.query("update public.alert_delivery set delivered_at = $2, last_error = null where id = $1", [
        id,
        at.toISOString(),
      ]);
      return;
    }
    const pause = pauseAfter(attempts);
    logger.warn({ alert: alert.alertId, attempts, pause, failure }, "the webhook was not reached; it is tried again");
    await store.query("update public.alert_delivery set next_at = $2, last_error = $3 where id = $1", [
      id,
      new Date(at.getTime() + pause * 1000).toISOString(),
      failure.slice(0, 500),
    ]);
  }

  look();
  return {
    wake: look,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

/** @example pauseAfter(1) // 5; pauseAfter(2) // 20; pauseAfter(9) // 3600 */
export function pauseAfter(attempts: number): number {
  return Math.min(longestPauseSeconds, firstPauseSeconds * 4 ** (attempts - 1));
}

interface Taken extends Record<string, unknown> {
  readonly id: number;
  readonly attempts: number;
  readonly alertId: number;
}

async function takeDue(store: Store, now: Date): Promise<Taken[]> {
  return store.query<Taken>(
    `update public.alert_delivery d set attempts = d.attempts + 1, next_at = $1::timestamptz + interval '${leaseSeconds} seconds'
     from public.alert a left join public.customer c on c.id = a.customer_id
     where a.id = d.alert_id and d.id in (
       select id from public.alert_delivery where delivered_at is null and next_at <= $1::timestamptz
       order by next_at, id limit ${atOnce} for update skip locked)
     returning d.id, d.attempts, a.id as "alertId", a.rule, a.text,
       coalesce(a.subject, case when c.id is not null then jsonb_build_object('en', c.name, 'zh-CN', c.name) end) as subject,
       c.external_id as customer, a.figures, to_char(a.raised_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "raisedAt"`,
    [now.toISOString()],
  );
}
