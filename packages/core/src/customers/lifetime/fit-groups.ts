import type { Pause } from "./minimise.ts";
import { fitPurchases, type PurchaseFit } from "./purchase-model.ts";
import type { LifetimeGroups } from "./query-groups.ts";
import type { LifetimeGap } from "./question.ts";
import { fitSpend, type SpendFit } from "./spend-model.ts";

/** Both models, or why one of them can't be fitted. */
export async function fitGroups(
  { histories, spend }: LifetimeGroups,
  pause: Pause | undefined,
): Promise<{ purchases: PurchaseFit; spend: SpendFit } | LifetimeGap> {
  const purchases = await fitPurchases(histories, { pause });
  if (typeof purchases === "string") return purchases;
  const fitted = await fitSpend(spend, { pause });
  return typeof fitted === "string" ? fitted : { purchases, spend: fitted };
}
