import type { Calendar, Catalog } from "@salesglass/core";
import { traced } from "../operation/tracing.ts";
import type { Logger } from "../server.ts";
import type { Store } from "../store/store.ts";
import type { WarehouseService } from "../warehouse/warehouse.ts";
import { evaluateAlerts } from "./evaluate-alerts.ts";

export interface KeepEvaluating {
  readonly store: Store;
  readonly warehouse: WarehouseService;
  readonly catalog: Catalog;
  readonly calendar: () => Promise<Calendar>;
  readonly notify: boolean;
  readonly logger: Logger;
  /** Hears that something was raised. */
  readonly onRaised: () => void;
  /** How long to wait after a sync, since one seldom comes alone; a second unless said. */
  readonly pauseMilliseconds?: number | undefined;
  /** How long to wait after an evaluation that failed; ten seconds unless said. */
  readonly retryMilliseconds?: number | undefined;
}

const minute = 60_000;

/**
 * Evaluates the alerts at the start, after each sync that changed anything, and when a new day begins: waiting grows by days, not
 * by data. Answers what stops it, after the evaluation that is under way.
 */
export function keepEvaluating(options: KeepEvaluating): () => Promise<void> {
  const { warehouse, calendar, logger, onRaised, pauseMilliseconds = 1_000, retryMilliseconds = 10_000 } = options;
  let running = Promise.resolve();
  let waiting: NodeJS.Timeout | undefined;
  let again: NodeJS.Timeout | undefined;
  let day = "";
  let rest = 0;

  function plan(): void {
    waiting ??= setTimeout(() => {
      waiting = undefined;
      running = running.then(evaluate);
    }, pauseMilliseconds + rest).unref();
  }

  async function evaluate(): Promise<void> {
    const start = performance.now();
    clearTimeout(again);
    try {
      const now = await calendar();
      day = now.today;
      const evaluation = () => evaluateAlerts({ ...options, calendar: now });
      const { raised, cleared } = await traced("alerts", {}, evaluation);
      if (raised + cleared > 0) logger.info({ raised, cleared }, "alerts");
      if (raised > 0) onRaised();
    } catch (error) {
      // It is tried again, also when nothing changes; what is open stays open.
      logger.error({ error }, "alerts could not be evaluated");
      again = setTimeout(plan, retryMilliseconds).unref();
    }
    // However often data come, a fifth of the time is for alerts at most.
    rest = 4 * (performance.now() - start);
  }

  const unsubscribe = warehouse.onChange(plan);
  const clock = setInterval(async () => {
    const now = await calendar().catch(() => undefined);
    if (now && now.today !== day) plan();
  }, minute).unref();
  plan();
  return async () => {
    unsubscribe();
    clearInterval(clock);
    clearTimeout(waiting);
    await running;
    clearTimeout(again);
  };
}
