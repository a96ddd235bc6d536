import { type Catalog, dimensionsOf } from "../metrics/catalog.ts";
import { textFaults, unknownFields } from "../metrics/check-fields.ts";
import { shown } from "../metrics/own-sql.ts";

type Entry = Readonly<Record<string, unknown>>;

const readings = ["VALUE", "CHANGE", "DIFFERENCE", "SHARE"];
const comparisons = ["PREVIOUS_PERIOD", "SAME_PERIOD_LAST_YEAR"];
const entities: Readonly<Record<string, string>> = {
  team: "teamId",
  rep: "repId",
  customer: "customerId",
  product: "productId",
};

/** What is wrong with a rule over metrics; an id that is right is taken from now on. */
export function ruleFaults(rule: Entry, taken: Set<string>, catalog: Catalog): string[] {
  const { id, text, when, by, minimumShare, beyondWhole } = rule;
  const faults = unknownFields(rule, ["id", "text", "when", "by", "minimumShare", "beyondWhole"]);
  if (typeof id !== "string" || !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id)) {
    faults.push(`id is ${shown(id)}, expected words such as "online-rising"`);
  } else if (taken.has(id)) faults.push(`id is ${shown(id)}, which another rule has`);
  else taken.add(id);
  faults.push(...textFaults("text", text));
  if (minimumShare !== undefined && !(typeof minimumShare === "number" && minimumShare >= 0 && minimumShare <= 1)) {
    faults.push(`minimumShare is ${shown(minimumShare)}, expected a share from 0 to 1`);
  }
  if (beyondWhole !== undefined && !(typeof beyondWhole === "number" && beyondWhole >= 0 && by !== undefined)) {
    faults.push(`beyondWhole is ${shown(beyondWhole)}, expected a number of 0 or more, of a rule that has by`);
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

export function isEntry(value: unknown): value is Entry {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
