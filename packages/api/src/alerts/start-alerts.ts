import { builtInCatalog, type Catalog } from "@salesglass/core";
import { companySettings } from "../company-settings.ts";
import { companyCalendar } from "../context.ts";
import type { Logger } from "../server.ts";
import type { Store } from "../store/store.ts";
import type { WarehouseService } from "../warehouse/warehouse.ts";
import { deliverAlerts } from "./deliver-alerts.ts";
import { keepEvaluating } from "./keep-evaluating.ts";
import type { WebhookSettings } from "./webhook.ts";

export interface AlertsOptions {
  readonly store: Store;
  readonly warehouse: WarehouseService;
  readonly catalog: Catalog | undefined;
  readonly logger: Logger;
  /** The company's today, for data that ends in the past. */
  readonly today: string | undefined;
  readonly webhook: WebhookSettings | undefined;
}

/** Evaluates alerts for as long as the server runs, and tells the webhook where there is one. Answers what stops both. */
export function startAlerts(options: AlertsOptions): () => Promise<void> {
  const { store, warehouse, catalog = builtInCatalog, logger, today, webhook } = options;
  const clock = () => new Date();
  const settings = companySettings(store, warehouse, clock);
  const deliveries = webhook && deliverAlerts({ store, webhook, logger, clock });
  const stopEvaluating = keepEvaluating({
    store,
    warehouse,
    catalog,
    logger,
    calendar: async () => companyCalendar(await settings(), clock(), today),
    notify: deliveries !== undefined,
    onRaised: () => deliveries?.wake(),
  });
  return async () => {
    await stopEvaluating();
    await deliveries?.stop();
  };
}
