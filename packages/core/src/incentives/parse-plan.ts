import { badInput } from "../errors.ts";
import { readComponent } from "./parse-components.ts";
import type { Component, Plan } from "./plan.ts";
import {
  type Fields,
  fault,
  fieldsOf,
  optional,
  readChoice,
  readDay,
  readKey,
  readNote,
  readText,
} from "./read-fields.ts";

const planFields = ["id", "version", "label", "note", "currency", "year", "from", "to", "components"];

/**
 * Reads a plan that somebody wrote as JSON or YAML. Amounts and rates may be numbers or texts, rates also `"5%"`;
 * they are taken as they are written, never as binary fractions. What is left out has its default; a plan that was
 * read can be read again, and is the same.
 *
 * @throws badInput naming every fault with its path, such as
 *   `components[1].rates.tiers[2].from: 3000, expected 2000, where the tier before it ends: between them is a gap`
 * @example
 * parsePlan({
 *   id: "starter", version: 1, label: { en: "Starter", "zh-CN": "起步" }, currency: "EUR", from: "2024-01-01",
 *   components: [{ id: "sales", kind: "COMMISSION", label: { en: "Sales", "zh-CN": "销售" }, basis: "REVENUE", rate: "5%" }],
 * })
 */
export function parsePlan(value: unknown): Plan {
  const faults: string[] = [];
  const plan = readPlan(value, faults);
  if (faults.length === 0) return plan;
  const name = plan.id === "" ? "the plan" : `plan ${JSON.stringify(plan.id)}`;
  throw badInput(`${name} can't be used:\n${faults.map((each) => `- ${each}`).join("\n")}`);
}

/** Everything that is wrong with a plan, each with its path; nothing where `parsePlan` would answer. */
export function planFaults(value: unknown): string[] {
  const faults: string[] = [];
  readPlan(value, faults);
  return faults;
}

function readPlan(value: unknown, faults: string[]): Plan {
  const fields = fieldsOf(value, "", planFields, faults);
  const plan: Plan = {
    id: readKey(fields, "id"),
    version: readVersion(fields),
    label: readText(fields, "label"),
    note: readNote(fields),
    currency: readCurrency(fields),
    year: readChoice(fields, "year", ["CALENDAR", "FISCAL"]),
    from: readDay(fields, "from"),
    to: optional(fields, "to", readDay),
    components: readComponents(fields),
  };
  if (plan.from && plan.to && plan.to < plan.from) fault(fields, "to", `a day from ${plan.from} on, or nothing`);
  return plan;
}

function readVersion(fields: Fields): number {
  const { version } = fields.values;
  if (version === undefined) return 1;
  if (Number.isInteger(version) && (version as number) >= 1) return version as number;
  fault(fields, "version", "a whole number, 1 or more");
  return 1;
}

function readCurrency(fields: Fields): string {
  const { currency } = fields.values;
  if (typeof currency === "string" && Intl.supportedValuesOf("currency").includes(currency)) return currency;
  fault(fields, "currency", "a currency's code such as EUR or CNY");
  return "EUR";
}

function readComponents(fields: Fields): Component[] {
  const { components } = fields.values;
  if (!Array.isArray(components) || components.length === 0) {
    fault(fields, "components", "a list of what the plan pays, at least one");
    return [];
  }
  const read = components.map((component, index) => readComponent(component, `components[${index}]`, fields.faults));
  checkTogether(read, fields.faults);
  return read.filter((component) => component !== undefined);
}

/** What is wrong only beside the others. */
function checkTogether(components: readonly (Component | undefined)[], faults: string[]): void {
  const places = new Map<string, number>();
  components.forEach((component, index) => {
    if (!component || component.id === "") return;
    const { id } = component;
    const first = places.get(id);
    if (first === undefined) places.set(id, index);
    else
      faults.push(`components[${index}].id: ${JSON.stringify(id)} is that of components[${first}], expected another`);
  });
  const draws = components.flatMap((component, index) => (component?.kind === "DRAW" ? [{ component, index }] : []));
  for (const { index } of draws.slice(1)) {
    faults.push(`components[${index}].kind: a second DRAW, expected one: a person owes one balance`);
  }
  for (const { component, index } of draws) {
    for (const key of component.against ?? []) {
      const other = components[places.get(key) ?? -1];
      if (other && other.kind !== "DRAW") continue;
      const others = components.flatMap((one) => (one && one.kind !== "DRAW" ? [one.id] : []));
      faults.push(
        `components[${index}].against: there is no component ${JSON.stringify(key)}, expected one of ${others.join(", ")}`,
      );
    }
  }
}
