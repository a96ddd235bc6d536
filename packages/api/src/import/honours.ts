import { dimensionsOf } from "@salesglass/core";
import { reject } from "./check-rows.ts";
import { type Duck, literal } from "./duck.ts";
import { faultOfMetric, rejectMetrics } from "./metric-columns.ts";
import type { Settings } from "./settings.ts";

/** Rejects honours for a metric that reps or teams have no figures of, be it what decides or what breaks ties. */
export async function checkHonourRules(duck: Duck, { catalog }: Settings): Promise<void> {
  const faultOf = (metric: string) => {
    return faultOfMetric(metric, catalog, (one) => {
      const ids = dimensionsOf(catalog, one).map(({ id }) => id);
      return ids.includes("repId") && ids.includes("teamId");
    });
  };
  await rejectMetrics(duck, "honour_rules", catalog, faultOf);
  const pairs = await duck.rows<{ tie_break: string }>(
    "select distinct tie_break from whole_honour_rules where tie_break is not null",
  );
  for (const { tie_break: metric } of pairs) {
    const fault = faultOf(metric);
    if (!fault) continue;
    await reject(
      duck,
      "honour_rules",
      `select _row, 'tie_break', tie_break, ${literal(fault)} from whole_honour_rules where tie_break = ${literal(metric)}`,
    );
  }
}
