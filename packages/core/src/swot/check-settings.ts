import type { Catalog } from "../metrics/catalog.ts";
import { shown } from "../metrics/own-sql.ts";
import { ruleFaults } from "../rules/check-rule.ts";
import { ruleSettingsFaults } from "../rules/check-settings.ts";
import { builtInMarketRules, builtInRules } from "./rules.ts";

const quadrants: readonly unknown[] = ["STRENGTH", "WEAKNESS", "OPPORTUNITY", "THREAT"];

/**
 * What is wrong with a company's own SWOT rules and thresholds, all of it, each with its place.
 *
 * @param catalog with the company's own metrics and dimensions
 * @example checkSwotSettings({ without: ["sales-up"] }, catalog) // ['without[0] is "sales-up", expected one of sales-rising, …']
 */
export function checkSwotSettings(settings: unknown, catalog: Catalog): string[] {
  return ruleSettingsFaults(settings, [...builtInRules, ...builtInMarketRules], ({ quadrant, ...rule }, taken) => {
    const faults = ruleFaults(rule, taken, catalog);
    if (quadrants.includes(quadrant)) return faults;
    return [...faults, `quadrant is ${shown(quadrant)}, expected one of ${quadrants.join(", ")}`];
  });
}
