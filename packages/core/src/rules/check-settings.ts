import { unknownFields } from "../metrics/check-fields.ts";
import { shown } from "../metrics/own-sql.ts";
import { isEntry } from "./check-rule.ts";

type Entry = Readonly<Record<string, unknown>>;

/** A rule that is there unless it isn't wanted; null where it has no threshold to set. */
export interface BuiltInRule {
  readonly id: string;
  readonly threshold?: number | null | undefined;
}

/**
 * What is wrong with a company's own rules and thresholds, all of it, each with its place.
 *
 * @param faultsOf what is wrong with an own rule; an id that is right is taken from now on
 */
export function ruleSettingsFaults(
  settings: unknown,
  builtIn: readonly BuiltInRule[],
  faultsOf: (rule: Entry, taken: Set<string>) => string[],
): string[] {
  if (!isEntry(settings)) return [`is ${shown(settings)}, expected { rules, thresholds, without }`];
  const { rules, thresholds, without } = settings;
  const faults = unknownFields(settings, ["rules", "thresholds", "without"]);
  const known = builtIn.map(({ id }) => id);
  const expected = `expected one of ${known.join(", ")}`;
  if (without !== undefined && !Array.isArray(without)) faults.push(`without is ${shown(without)}, expected a list`);
  for (const [index, id] of (Array.isArray(without) ? without : []).entries()) {
    if (!known.includes(id)) faults.push(`without[${index}] is ${shown(id)}, ${expected}`);
  }
  if (thresholds !== undefined && !isEntry(thresholds)) {
    faults.push(`thresholds is ${shown(thresholds)}, expected an object such as { "${known[0]}": 0.1 }`);
  }
  for (const [id, value] of Object.entries(isEntry(thresholds) ? thresholds : {})) {
    const rule = builtIn.find((one) => one.id === id);
    if (!known.includes(id)) faults.push(`thresholds: ${shown(id)} is no rule, ${expected}`);
    else if (rule?.threshold === null) faults.push(`thresholds: ${id} has none to set`);
    else if (typeof value !== "number" || !Number.isFinite(value)) {
      faults.push(`thresholds: ${id} is ${shown(value)}, expected a number such as 0.1 for 10 %`);
    }
  }
  if (rules !== undefined && !Array.isArray(rules)) return [...faults, `rules is ${shown(rules)}, expected a list`];
  const taken = new Set(known);
  for (const [index, rule] of (rules ?? []).entries()) {
    const place = `rules[${index}]${isEntry(rule) && typeof rule.id === "string" ? ` "${rule.id}"` : ""}`;
    const wrong = isEntry(rule) ? faultsOf(rule, taken) : [`is ${shown(rule)}, expected a rule`];
    faults.push(...wrong.map((fault) => `${place}: ${fault}`));
  }
  return faults;
}
