import { checkAlertSettings } from "../alerts/check-settings.ts";
import { suggest } from "../suggest.ts";
import { checkSwotSettings } from "../swot/check-settings.ts";
import { builtInCatalog, type Catalog, type CatalogExtension, createCatalog } from "./catalog.ts";
import { entriesOf, idFault, textFaults, unknownFields } from "./check-fields.ts";
import { checkSegments } from "./check-segments.ts";
import { type OwnDimension, type OwnFact, sourcesOfPlace } from "./extension.ts";
import { type Fact, factSources, facts, type OpenSource } from "./facts.ts";
import { type Formula, factsOf } from "./formula.ts";
import { faultIn, shown } from "./own-sql.ts";

const units = ["MONEY", "COUNT", "RATIO", "SCORE", "DAYS"];

/** Fields of rows and of filters that are no metric's and no dimension's. */
const reservedIds = ["from", "to", "cursor", "isRest", "team", "rep", "customer", "product", "true", "false", "null"];

const settings = ["metrics", "dimensions", "segments", "minimumResponses", "swot", "alerts", "companyTotals"];

/**
 * What is wrong with a company's own catalogue, all of it, each with its place: of a configuration that is plain
 * JavaScript, or that nobody's compiler has seen, nothing is sure.
 *
 * @example checkExtension({ metrics: [{ id: "x", … }] }) // ['metrics[0] "x": label is missing, expected …']
 */
export function checkExtension(extension: unknown): string[] {
  if (typeof extension !== "object" || extension === null || Array.isArray(extension)) {
    return [`the default export is ${shown(extension)}, expected defineConfig({ metrics, dimensions })`];
  }
  const { minimumResponses } = extension as CatalogExtension;
  const faults = unknownFields(extension, settings);
  if (minimumResponses !== undefined && !(Number.isInteger(minimumResponses) && minimumResponses >= 1)) {
    faults.push(`minimumResponses is ${shown(minimumResponses)}, expected a whole number, 1 or more`);
  }
  const taken = new Map(reservedIds.map((id) => [id, "a name that answers have for something else"]));
  for (const { id } of builtInCatalog.metrics) taken.set(id, "a built-in metric");
  for (const { id } of builtInCatalog.dimensions) taken.set(id, "a built-in dimension");
  const known = new Map<string, Fact>(Object.values(facts).map((fact) => [nameOf(fact), fact]));
  for (const { place, entry } of entriesOf(extension, "metrics", faults)) {
    const wrong = [...idFault(entry, place, taken), ...metricFaults(entry, known)];
    faults.push(...wrong.map((fault) => `${place}: ${fault}`));
  }
  for (const { place, entry } of entriesOf(extension, "dimensions", faults)) {
    const wrong = [...idFault(entry, place, taken), ...dimensionFaults(entry)];
    faults.push(...wrong.map((fault) => `${place}: ${fault}`));
  }
  const { segments } = extension as CatalogExtension;
  if (segments !== undefined) faults.push(...checkSegments(segments).map((fault) => `segments: ${fault}`));
  const { metrics, dimensions, swot, alerts, companyTotals } = extension as CatalogExtension;
  // Rules are over what is right otherwise.
  if (faults.length > 0) return faults;
  const catalog = createCatalog({ metrics, dimensions });
  if (swot !== undefined) faults.push(...checkSwotSettings(swot, catalog).map((fault) => `swot: ${fault}`));
  if (alerts !== undefined) faults.push(...checkAlertSettings(alerts, catalog).map((fault) => `alerts: ${fault}`));
  if (companyTotals !== undefined) faults.push(...companyTotalFaults(companyTotals, catalog));
  return faults;
}

function companyTotalFaults(ids: unknown, { metrics }: Catalog): string[] {
  const known = metrics.map(({ id }) => id);
  if (!Array.isArray(ids)) return [`companyTotals is ${shown(ids)}, expected a list of metrics such as ["revenue"]`];
  return ids.flatMap((id: unknown, index) => {
    if (known.includes(id as string)) return [];
    return `companyTotals[${index}] is ${shown(id)}, expected a metric such as ${suggest(String(id), known) ?? "revenue"}`;
  });
}

type Entry = Readonly<Record<string, unknown>>;

function metricFaults(metric: Entry, known: Map<string, Fact>): string[] {
  const { unit, better, readAs, value } = metric;
  const faults = [
    ...unknownFields(metric, ["id", "label", "description", "formula", "unit", "better", "value", "readAs"]),
    ...["label", "description", "formula"].flatMap((name) => textFaults(name, metric[name])),
  ];
  if (!units.includes(unit as string)) faults.push(`unit is ${shown(unit)}, expected one of ${units.join(", ")}`);
  if (better !== "HIGHER" && better !== "LOWER") faults.push(`better is ${shown(better)}, expected HIGHER or LOWER`);
  if (readAs !== undefined && readAs !== "CHANGE")
    faults.push(`readAs is ${shown(readAs)}, expected CHANGE or nothing`);
  if (typeof value !== "object" || value === null || !("kind" in value)) {
    return [
      ...faults,
      `value is ${shown(value)}, expected a fact or a formula such as divide(facts.revenue, facts.orders)`,
    ];
  }
  const formula = value as Formula;
  const used = factsOf(formula);
  if (used.length === 0) faults.push("value has no fact in it, expected one of facts or of your own by defineFact");
  if (!numbersIn(formula).every(Number.isFinite)) faults.push("value holds a number that is not finite");
  return [...faults, ...used.flatMap((fact) => factFaults(fact, known))];
}

function numbersIn(formula: Formula): number[] {
  switch (formula.kind) {
    case "fact":
      return [];
    case "number":
      return [formula.value];
    case "provided":
      return [...numbersIn(formula.value), ...Object.values(formula.bound)];
    default:
      return [...numbersIn(formula.left), ...numbersIn(formula.right)];
  }
}

function factFaults(fact: Fact, known: Map<string, Fact>): string[] {
  const other = known.get(nameOf(fact));
  if (other === fact) return [];
  const place = `fact ${shown(fact.id)}`;
  if (other) {
    return [`${place}: ${fact.source} has another fact of this id, expected one of its own, or the same one in both`];
  }
  known.set(nameOf(fact), fact);
  const faults = idFault({ id: fact.id }, place, new Map());
  const source = factSources.find((one) => one === fact.source);
  if (source === undefined) {
    faults.push(`source is ${shown(fact.source)}, expected one of ${factSources.join(", ")}`);
  } else {
    const fault = faultIn((fact as OwnFact).text, source);
    if (fault) faults.push(`sql ${fault}`);
  }
  return faults.map((fault) => `${place}: ${fault}`);
}

function nameOf({ source, id }: Fact): string {
  return `${source} ${id}`;
}

function dimensionFaults(dimension: Entry): string[] {
  const { texts, values } = dimension as Partial<OwnDimension>;
  const faults = [
    ...unknownFields(dimension, ["id", "label", "description", "values", "kind", "columns", "texts"]),
    ...["label", "description"].flatMap((name) => textFaults(name, dimension[name])),
    ...Object.entries(values ?? {}).flatMap(([value, label]) => textFaults(`values[${shown(value)}]`, label)),
  ];
  const places = Object.keys(sourcesOfPlace);
  if (typeof texts !== "object" || texts === null || Object.keys(texts).length === 0) {
    return [...faults, `sql is ${shown(texts)}, expected the text of each of its sources, of ${places.join(", ")}`];
  }
  for (const [place, text] of Object.entries(texts)) {
    if (!places.includes(place)) {
      faults.push(`sql.${place}: there is no such source, expected one of ${places.join(", ")}`);
      continue;
    }
    // A dimension's rows of buyers are those of their sales.
    const fault = faultIn(text, place === "buyer" ? "sale" : (place as OpenSource));
    if (fault) faults.push(`sql.${place} ${fault}`);
  }
  return faults;
}
