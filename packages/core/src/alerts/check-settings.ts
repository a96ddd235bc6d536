import type { Calendar } from "../calendar.ts";
import type { Catalog } from "../metrics/catalog.ts";
import { shown } from "../metrics/own-sql.ts";
import { parsePeriod } from "../period.ts";
import { ruleFaults } from "../rules/check-rule.ts";
import { ruleSettingsFaults } from "../rules/check-settings.ts";
import { builtInAlerts } from "./rules.ts";

const anyDay: Calendar = { today: "2024-06-30", fiscalYearStart: 1, weekStart: 1 };

/**
 * What is wrong with a company's own alerts and thresholds, all of it, each with its place.
 *
 * @param catalog with the company's own metrics and dimensions
 * @example checkAlertSettings({ without: ["late"] }, catalog) // ['without[0] is "late", expected one of plan-behind, …']
 */
export function checkAlertSettings(settings: unknown, catalog: Catalog): string[] {
  return ruleSettingsFaults(settings, builtInAlerts, ({ period, ...rule }, taken) => [
    ...ruleFaults(rule, taken, catalog),
    ...periodFaults(period),
  ]);
}

function periodFaults(period: unknown): string[] {
  if (typeof period !== "string") return [`period is ${shown(period)}, expected one such as "this-month"`];
  try {
    parsePeriod(period, anyDay);
    return [];
  } catch (error) {
    return [`period: ${(error as Error).message}`];
  }
}
