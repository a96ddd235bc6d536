import { shown } from "../metrics/own-sql.ts";
import { suggest } from "../suggest.ts";
import { Exact } from "./decimals.ts";
import { readBonusTable, readRates } from "./parse-rates.ts";
import type {
  Accumulation,
  Allowance,
  Basis,
  Bonus,
  BonusShare,
  Cap,
  Commission,
  Component,
  ComponentKind,
  CountedWhen,
  Draw,
  Override,
  SalesFilter,
  Spiff,
  Threshold,
} from "./plan.ts";
import {
  type Fields,
  fault,
  fieldsOf,
  isAbsent,
  join,
  optional,
  readChoice,
  readDay,
  readFlag,
  readKey,
  readMoney,
  readNote,
  readRatio,
  readText,
} from "./read-fields.ts";

const common = ["id", "kind", "label", "note"];
const rated = [
  ...["basis", "where", "when", "rate", "rates", "accumulate", "retroactive", "goal"],
  ...["threshold", "cap", "floor", "accelerator"],
];

const fieldsOfKind: Readonly<Record<ComponentKind, readonly string[]>> = {
  COMMISSION: [...common, ...rated],
  OVERRIDE: [...common, ...rated, "subTeams", "ownSales"],
  BONUS: [...common, "every", "goal", "amount", "at", "table", "share", "prorated"],
  ALLOWANCE: [...common, "amount", "prorated", "minimumAttainment", "goal"],
  SPIFF: [...common, "amount", "per", "where", "when", "from", "to"],
  DRAW: [...common, "minimum", "recoverable", "months", "against"],
};

const kinds = Object.keys(fieldsOfKind) as ComponentKind[];
const accumulations: readonly [Accumulation, ...Accumulation[]] = ["PERIOD", "QUARTER", "YEAR"];

/** One entry of `components`; undefined where its kind isn't known. */
export function readComponent(value: unknown, path: string, faults: string[]): Component | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    faults.push(`${path}: ${shown(value)}, expected an object with ${common.join(", ")} and what its kind has`);
    return undefined;
  }
  const { kind } = value as { readonly kind?: unknown };
  if (!kinds.includes(kind as ComponentKind)) {
    const near = typeof kind === "string" ? suggest(kind, kinds) : undefined;
    faults.push(
      `${join(path, "kind")}: ${shown(kind)}, expected one of ${kinds.join(", ")}${near ? `; did you mean ${near}?` : ""}`,
    );
    return undefined;
  }
  const fields = fieldsOf(value, path, fieldsOfKind[kind as ComponentKind], faults);
  return readers[kind as ComponentKind](fields);
}

const readers: Readonly<Record<ComponentKind, (fields: Fields) => Component>> = {
  COMMISSION: (fields): Commission => ({ kind: "COMMISSION", ...readCommon(fields), ...readRated(fields) }),
  OVERRIDE: (fields): Override => ({
    kind: "OVERRIDE",
    ...readCommon(fields),
    ...readRated(fields),
    subTeams: readFlag(fields, "subTeams", true),
    ownSales: readFlag(fields, "ownSales", false),
  }),
  BONUS: (fields): Bonus => ({
    kind: "BONUS",
    ...readCommon(fields),
    every: readChoice(fields, "every", ["MONTHLY", "QUARTERLY", "ANNUAL"], { required: true }),
    goal: readGoal(fields),
    table: readBonusAmount(fields),
    share: readChoice<BonusShare>(fields, "share", ["REP", "EQUAL", "BY_SALES", "BY_SALARY"]),
    prorated: readFlag(fields, "prorated", true),
  }),
  ALLOWANCE: (fields): Allowance => ({
    kind: "ALLOWANCE",
    ...readCommon(fields),
    amount: readMoney(fields, "amount"),
    prorated: readFlag(fields, "prorated", true),
    minimumAttainment: optional(fields, "minimumAttainment", readRatio),
    goal: readGoal(fields),
  }),
  SPIFF: (fields): Spiff => {
    const spiff: Spiff = {
      kind: "SPIFF",
      ...readCommon(fields),
      amount: readMoney(fields, "amount"),
      per: readChoice(fields, "per", ["ORDER", "UNIT", "FIRST_ORDER"], { required: true }),
      where: readFilter(fields),
      when: readWhen(fields),
      from: readDay(fields, "from"),
      to: readDay(fields, "to"),
    };
    if (spiff.from && spiff.to && spiff.to < spiff.from) fault(fields, "to", `a day from ${spiff.from} on`);
    return spiff;
  },
  DRAW: (fields): Draw => ({
    kind: "DRAW",
    ...readCommon(fields),
    minimum: readMoney(fields, "minimum"),
    recoverable: readRecoverable(fields),
    months: optional(fields, "months", readMonths),
    against: optional(fields, "against", readKeys),
  }),
};

function readCommon(fields: Fields) {
  return { id: readKey(fields, "id"), label: readText(fields, "label"), note: readNote(fields) };
}

function readRated(fields: Fields): Omit<Commission, "kind" | "id" | "label" | "note"> {
  const basis = readChoice<Basis>(fields, "basis", ["REVENUE", "GROSS_PROFIT", "VOLUME", "WON_AMOUNT"], {
    required: true,
  });
  const read = {
    basis,
    where: readFilter(fields),
    when: readWhen(fields),
    rates: readRates(fields),
    accumulate: readChoice(fields, "accumulate", accumulations),
    retroactive: readFlag(fields, "retroactive", false),
    goal: readGoal(fields),
    threshold: optional(fields, "threshold", readThreshold),
    cap: optional(fields, "cap", readCap),
    floor: optional(fields, "floor", readMoney),
    accelerator: optional(fields, "accelerator", readAccelerator),
  };
  if (basis === "WON_AMOUNT" && read.when === "PAID") {
    fault(fields, "when", "ORDERED or nothing: opportunities count by their closing day");
  }
  if (read.goal !== null && read.rates.method !== "FLAT") {
    fault(fields, "goal", `nothing with ${read.rates.method} rates: sales don't lie in the tiers of another figure`);
  }
  if (read.goal !== null && read.accelerator) {
    fault(fields, "accelerator", "nothing with a goal; a table by ATTAINMENT can pay more above 1");
  }
  if (read.floor !== null && read.cap && new Exact(read.floor).gt(read.cap.amount)) {
    fault(fields, "floor", `at most the cap, ${read.cap.amount}`);
  }
  return read;
}

function readThreshold(fields: Fields, name: string): Threshold {
  const threshold = fieldsOf(fields.values[name], join(fields.path, name), ["by", "at"], fields.faults);
  const by = readChoice(threshold, "by", ["AMOUNT", "ATTAINMENT"]);
  return { by, at: by === "AMOUNT" ? readMoney(threshold, "at") : readRatio(threshold, "at") };
}

function readCap(fields: Fields, name: string): Cap {
  const cap = fieldsOf(fields.values[name], join(fields.path, name), ["amount", "per", "excess"], fields.faults);
  // What adds up over a year is limited over a year unless said.
  const per = isAbsent(cap, "per") ? readChoice(fields, "accumulate", accumulations) : undefined;
  return {
    amount: readMoney(cap, "amount"),
    per: per ?? readChoice(cap, "per", accumulations),
    excess: readChoice(cap, "excess", ["LOST", "CARRIED"], { required: true }),
  };
}

function readAccelerator(fields: Fields, name: string): Commission["accelerator"] {
  const accelerator = fieldsOf(fields.values[name], join(fields.path, name), ["above", "factor"], fields.faults);
  const above = isAbsent(accelerator, "above") ? "1" : readRatio(accelerator, "above");
  return { above, factor: readRatio(accelerator, "factor") };
}

/** `amount`, paid from the attainment `at` on (1 unless said), or a table. */
function readBonusAmount(fields: Fields): Bonus["table"] {
  if (isAbsent(fields, "table")) {
    const from = isAbsent(fields, "at") ? "1" : readRatio(fields, "at");
    return { method: "FLAT", tiers: [{ from, to: null, amount: readMoney(fields, "amount") }] };
  }
  for (const name of ["amount", "at"]) if (!isAbsent(fields, name)) fault(fields, name, `nothing beside a table`);
  return readBonusTable(fields);
}

const filterKeys = ["product", "category", "channel", "region"] as const;

function readFilter(fields: Fields): SalesFilter {
  const none = { product: null, category: null, channel: null, region: null, newOrReturning: null };
  if (isAbsent(fields, "where")) return none;
  const known = [...filterKeys, "newOrReturning"];
  const where = fieldsOf(fields.values.where, join(fields.path, "where"), known, fields.faults);
  const lists = filterKeys.map((name) => [name, optional(where, name, readKeys)]);
  const readCustomers = (of: Fields, name: string) =>
    readChoice<"NEW" | "RETURNING">(of, name, ["NEW", "RETURNING"], { required: true });
  return { ...none, ...Object.fromEntries(lists), newOrReturning: optional(where, "newOrReturning", readCustomers) };
}

function readWhen(fields: Fields): CountedWhen {
  return readChoice<CountedWhen>(fields, "when", ["ORDERED", "PAID"]);
}

function readGoal(fields: Fields): string | null {
  return optional(fields, "goal", (of, name) => {
    const value = of.values[name];
    if (typeof value === "string" && value.trim() !== "") return value;
    fault(of, name, "a goal's key, or nothing for the quota");
    return null;
  });
}

function readRecoverable(fields: Fields): boolean {
  // Whether somebody will owe money is nothing to leave unsaid.
  if (fields.values.recoverable === undefined) fault(fields, "recoverable", "true or false");
  return readFlag(fields, "recoverable", true);
}

function readMonths(fields: Fields, name: string): number {
  const value = fields.values[name];
  if (Number.isInteger(value) && (value as number) >= 1 && (value as number) <= 120) return value as number;
  fault(fields, name, "a whole number of months, 1 to 120");
  return 1;
}

/** A list of texts, none twice, in an order of its own so that it doesn't matter in which it was written. */
function readKeys(fields: Fields, name: string): string[] {
  const value = fields.values[name];
  const isList =
    Array.isArray(value) && value.length > 0 && value.every((key) => typeof key === "string" && key !== "");
  if (isList) return [...new Set(value as string[])].sort();
  fault(fields, name, 'a list of keys such as ["online"]');
  return [];
}
