import { type DecimalText, Exact } from "./decimals.ts";
import type { AmountTier, RateTable, RateTier, TierMeasure } from "./plan.ts";
import { type Fields, fault, fieldsOf, join, readChoice, readMoney, readRatio } from "./read-fields.ts";

const measures: readonly [TierMeasure, ...TierMeasure[]] = ["AMOUNT", "ATTAINMENT"];
const methods = ["FLAT", "STEP", "INTERPOLATED"] as const;

/** The field `rates`, or `rate` in its place: one rate on everything. */
export function readRates(fields: Fields): RateTable {
  const { values, path, faults } = fields;
  if (values.rate !== undefined) {
    if (values.rates !== undefined) fault(fields, "rate", "either rate or rates, not both");
    return { by: "AMOUNT", method: "FLAT", tiers: [{ from: "0", to: null, rate: readRatio(fields, "rate") }] };
  }
  const place = join(path, "rates");
  if (values.rates === undefined) {
    faults.push(`${place}: missing, expected { "by", "method", "tiers" }, or rate in its place, such as "rate": 0.05`);
    return { by: "AMOUNT", method: "FLAT", tiers: [] };
  }
  const table = fieldsOf(values.rates, place, ["by", "method", "tiers"], faults);
  const by = readChoice(table, "by", measures);
  const method = readChoice(table, "method", methods, { required: true });
  const readBound = by === "ATTAINMENT" ? readRatio : readMoney;
  if (method !== "INTERPOLATED") {
    return { by, method, tiers: readTiers(table, { readBound, mustTile: true, pays: "rate" }) as RateTier[] };
  }
  return { by, method, tiers: readTiers(table, { readBound, mustTile: true, pays: "amount", ends: true }) };
}

/** The field `table` of a bonus. */
export function readBonusTable(fields: Fields): { method: "FLAT" | "INTERPOLATED"; tiers: AmountTier[] } {
  const table = fieldsOf(fields.values.table, join(fields.path, "table"), ["method", "tiers"], fields.faults);
  const method = readChoice(table, "method", ["FLAT", "INTERPOLATED"]);
  const ends = method === "INTERPOLATED";
  return { method, tiers: readTiers(table, { readBound: readRatio, mustTile: false, pays: "amount", ends }) };
}

interface TierForm {
  readonly readBound: (fields: Fields, name: string) => DecimalText;
  /** Whether the tiers begin at 0. */
  readonly mustTile: boolean;
  readonly pays: "rate" | "amount";
  /** Whether the last one has to end, since its amount is for all of it. */
  readonly ends?: boolean;
}

type Tier = AmountTier & { readonly rate?: DecimalText };

function readTiers(table: Fields, form: TierForm): Tier[] {
  const { tiers } = table.values;
  if (!Array.isArray(tiers) || tiers.length === 0) {
    fault(table, "tiers", `a list such as [{ "from": 0, "to": 1000, "${form.pays}": … }, { "from": 1000, … }]`);
    return [];
  }
  const before = table.faults.length;
  const read = tiers.map((tier: unknown, index) => {
    const fields = fieldsOf(tier, `${join(table.path, "tiers")}[${index}]`, ["from", "to", form.pays], table.faults);
    const pays = form.pays === "rate" ? readRatio(fields, "rate") : readMoney(fields, "amount");
    const { to } = fields.values;
    return {
      fields,
      from: form.readBound(fields, "from"),
      // An end that isn't given is where the next tier begins; one that is given as null is none.
      to: to === undefined || to === null ? to : form.readBound(fields, "to"),
      pays,
    };
  });
  // What has no right figures can't be compared.
  if (table.faults.length === before)
    for (const [index, tier] of read.entries()) checkPlace(tier, read[index - 1], form);
  const last = read.at(-1)!;
  if (form.ends && last.to == null) fault(last.fields, "to", "an end: the tier's amount is for filling all of it");
  return read.map(({ from, to, pays }, index) => {
    const next = read[index + 1];
    return { from, to: to ?? next?.from ?? null, [form.pays]: pays } as unknown as Tier;
  });
}

interface ReadTier {
  readonly fields: Fields;
  readonly from: DecimalText;
  readonly to: DecimalText | null | undefined;
}

/** Tiers ascend, and each begins where the one before it ends. */
function checkPlace(tier: ReadTier, previous: ReadTier | undefined, { mustTile }: TierForm): void {
  const { fields, to } = tier;
  const from = new Exact(tier.from);
  const at = (name: string, text: string) => fields.faults.push(`${join(fields.path, name)}: ${text}`);
  if (to != null && from.gte(to)) at("to", `${to}, expected more than its from, ${tier.from}: nothing is inside it`);
  if (!previous) {
    if (mustTile && !from.isZero()) at("from", `${tier.from}, expected 0: what lies below has no tier`);
    return;
  }
  if (previous.to === null) {
    at("from", `${tier.from} is never reached: the tier before it has no end, expected one`);
  } else if (from.lte(previous.from)) {
    at("from", `${tier.from}, expected more than ${previous.from}, where the tier before it begins`);
  } else if (previous.to !== undefined && !from.eq(previous.to)) {
    const wrong = from.lt(previous.to) ? "the two overlap" : "between them is a gap";
    at("from", `${tier.from}, expected ${previous.to}, where the tier before it ends: ${wrong}`);
  }
}
