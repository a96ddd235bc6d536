import { type Catalog, dimensionsOf } from "../metrics/catalog.ts";
import { textFaults, unknownFields } from "../metrics/check-fields.ts";
import { shown } from "../metrics/own-sql.ts";
import { builtInMarketRules, builtInRules } from "./rules.ts";

type Entry = Readonly<Record<string, unknown>>;

const quadrants = ["STRENGTH", "WEAKNESS", "OPPORTUNITY", "THREAT"];
const readings = ["VALUE", "CHANGE", "DIFFERENCE", "SHARE"];
const comparisons = ["PREVIOUS_PERIOD", "SAME_PERIOD_LAST_YEAR"];
const entities: Readonly<Record<string, string>> = {
  team: "teamId",
  rep: "repId",
  customer: "customerId",
  product: "productId",
};

/**
 * What is wrong with a company's own rules and thresholds, all of it, each with its place.
 *
 * @param catalog with the company's own metrics and dimensions
 * @example checkSwotSettings({ without: ["sales-up"] }, catalog) // ['without[0] is "sales-up", expected one of "sales-rising", …']
 */
export function checkSwotSettings(settings: unknown, catalog: Catalog): string[] {
  if (!isEntry(settings)) return [`is ${shown(settings)}, expected { rules, thresholds, without }`];
  const { rules, thresholds, without } = settings;
  const faults = unknownFields(settings, ["rules", "thresholds", "without"]);
  const known = [...builtInRules, ...builtInMarketRules].map(({ id }) => id);
  const expected = `expected one of ${known.join(", ")}`;
  if (without !== undefined && !Array.isArray(without)) faults.push(`without is ${shown(without)}, expected a list`);
  for (const [index, id] of (Array.isArray(without) ? without : []).entries()) {
    if (!known.includes(id)) faults.push(`without[${index}] is ${shown(id)}, ${expected}`);
  }
  if (thresholds !== undefined && !isEntry(thresholds)) {
    faults.push(`thresholds is ${shown(thresholds)}, expected an object such as { "sales-rising": 0.1 }`);
  }
  for (const [id, value] of Object.entries(isEntry(thresholds) ? thresholds : {})) {
    const rule = builtInMarketRules.find((one) => one.id === id);
    if (!known.includes(id)) faults.push(`thresholds: ${shown(id)} is no rule, ${expected}`);
    else if (rule && rule.threshold === null) faults.push(`thresholds: ${id} has none to set`);
    else if (typeof value !== "number" || !Number.isFinite(value)) {
      faults.push(`thresholds: ${id} is ${shown(value)}, expected a number such as 0.1 for 10 %`);
    }
  }
  if (rules !== undefined && !Array.isArray(rules)) return [...faults, `rules is ${shown(rules)}, expected a list`];
  const taken = new Set(known);
  for (const [index, rule] of (rules ?? []).entries()) {
    const place = `rules[${index}]${isEntry(rule) && typeof rule.id === "string" ? ` "${rule.id}"` : ""}`;
    const wrong = isEntry(rule) ? ruleFaults(rule, taken, catalog) : [`is ${shown(rule)}, expected a rule`];
    faults.push(...wrong.map((fault) => `${place}: ${fault}`));
  }
  return faults;
}

function ruleFaults(rule: Entry, taken: Set<string>, catalog: Catalog): string[] {
  const { id, quadrant, text, when, by, minimumShare } = rule;
  const faults = unknownFields(rule, ["id", "quadrant", "text", "when", "by", "minimumShare"]);
  if (typeof id !== "string" || !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id)) {
    faults.push(`id is ${shown(id)}, expected words such as "online-rising"`);
  } else if (taken.has(id)) faults.push(`id is ${shown(id)}, which another rule has`);
  else taken.add(id);
  if (!quadrants.includes(quadrant as string)) {
    faults.push(`quadrant is ${shown(quadrant)}, expected one of ${quadrants.join(", ")}`);
  }
  faults.push(...textFaults("text", text));
  if (minimumShare !== undefined && !(typeof minimumShare === "number" && minimumShare >= 0 && minimumShare <= 1)) {
    faults.push(`minimumShare is ${shown(minimumShare)}, expected a share from 0 to 1`);
  }
  if (!Array.isArray(when) || when.length === 0) {
    return [
      ...faults,
      `when is ${shown(when)}, expected a list of conditions such as { metric: "revenue", as: "CHANGE", atLeast: 0.1 }`,
    ];
  }
  const dimension = by === undefined ? undefined : (entities[by as string] ?? (by as string));
  return [
    ...faults,
    ...when.flatMap((condition, index) =>
      conditionFaults(condition, dimension, catalog).map((fault) => `when[${index}]: ${fault}`),
    ),
  ];
}

function conditionFaults(condition: unknown, dimension: string | undefined, catalog: Catalog): string[] {
  if (!isEntry(condition)) return [`is ${shown(condition)}, expected a condition`];
  const { metric, as = "VALUE", versus, atLeast, atMost } = condition;
  const faults = unknownFields(condition, ["metric", "as", "versus", "atLeast", "atMost"]);
  if (!readings.includes(as as string)) faults.push(`as is ${shown(as)}, expected one of ${readings.join(", ")}`);
  if (versus !== undefined && !comparisons.includes(versus as string)) {
    faults.push(`versus is ${shown(versus)}, expected one of ${comparisons.join(", ")}`);
  }
  const bounds = [atLeast, atMost].filter((bound) => bound !== undefined);
  if (bounds.length !== 1 || typeof bounds[0] !== "number" || !Number.isFinite(bounds[0])) {
    faults.push(`atLeast is ${shown(atLeast)} and atMost ${shown(atMost)}, expected a number for one of them`);
  }
  const definition = catalog.metrics.find(({ id }) => id === metric);
  if (!definition) {
    return [...faults, `metric is ${shown(metric)}, expected one of ${catalog.metrics.map(({ id }) => id).join(", ")}`];
  }
  if (definition.readAs && as !== definition.readAs)
    faults.push(`${definition.id} is read as ${definition.readAs} only`);
  if (as === "SHARE" && definition.unit === "RATIO") faults.push(`${definition.id} is a rate and has no shares`);
  if (dimension === undefined) return faults;
  const possible = dimensionsOf(catalog, definition).filter(({ grain }) => !grain);
  if (possible.some(({ id }) => id === dimension)) return faults;
  const names = possible.filter(({ id }) => !id.endsWith("Name")).map(({ id }) => id.replace(/Id$/, ""));
  return [...faults, `by: ${definition.id} can't be split by ${shown(dimension)}, expected one of ${names.join(", ")}`];
}

function isEntry(value: unknown): value is Entry {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
