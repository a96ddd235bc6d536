import type { Join, OpenSource } from "./facts.ts";

/** The joined tables that an author may name. */
const joins: readonly Join[] = ["buyer", "item", "owner"];

/** SQL in which literals hold nothing, so that words and parentheses in it are SQL's own. */
function withoutLiterals(text: string): string {
  return String(text).replace(/'(?:[^']|'')*'/g, "''");
}

/** Whether it counts, and so is a whole number and no amount. */
export function isCount(text: string): boolean {
  return /^-? ?count( filter)?( [-+] count( filter)?)*$/.test(outline(text));
}

/** Whether it is a sum or a count, or some of these added and subtracted; a distinct count is not. */
export function isSum(text: string): boolean {
  const isAdded = /^-? ?(sum|count)( filter)?( [-+] (sum|count)( filter)?)*$/.test(outline(text));
  return isAdded && !/\bdistinct\b/i.test(withoutLiterals(text));
}

/** The expression without what its parentheses hold. */
function outline(text: string): string {
  let left = withoutLiterals(text).toLowerCase();
  for (let before = ""; before !== left; ) [before, left] = [left, left.replace(/\([^()]*\)/g, " ")];
  return left.replace(/[-+]/g, " $& ").replace(/\s+/g, " ").trim();
}

/** What has to be joined for it: the tables whose columns it names. */
export function joinsIn(text: string): Join[] {
  const words = withoutLiterals(text);
  return joins.filter((join) => names(words, join));
}

function names(words: string, table: string): boolean {
  return new RegExp(`(?<![\\w.])${table}\\s*\\.`, "i").test(words);
}

/**
 * What can't be done in a fact's or a dimension's SQL whatever the engine says; undefined where nothing is wrong.
 * It guards against accidents: who writes the configuration may read everything anyway.
 */
export function faultIn(text: unknown, source: OpenSource | "customer" | "product"): string | undefined {
  if (typeof text !== "string" || text.trim() === "") return `is ${shown(text)}, expected SQL over the source's rows f`;
  const words = withoutLiterals(text);
  if (words.replaceAll("''", "").includes("'")) return "has a quote that does not end";
  if (/;|--|\/\*/.test(words)) return "holds a semicolon or a comment, expected one expression";
  if (!isBalanced(words)) return "has parentheses that do not match";
  if (/\bselect\b|\btable\b|\(\s*(from|values)\b/i.test(words)) {
    return "reads a table of its own, which would pass by what a viewer may see; expected the source's rows f only";
  }
  const changing = /\b(now|today|random|current_date|current_time|current_timestamp|localtimestamp|clock_timestamp)\b/i;
  const clock = changing.exec(words)?.[0];
  if (clock)
    return `uses ${clock}, by which the same question would have two answers; expected what the data tells alone`;
  const known = tablesOf(source);
  const named = ["f", "buyer", "item", "owner"].filter((table) => names(words, table));
  const strange = named.find((table) => !known.includes(table));
  return strange && `names ${strange}, which ${source} does not have, expected ${known.join(", ")}`;
}

/** The tables whose columns the SQL of a source may name. */
function tablesOf(source: OpenSource | "customer" | "product"): readonly string[] {
  switch (source) {
    case "customer":
      return ["buyer", "owner"];
    case "product":
      return ["item"];
    case "buyer":
      return ["f"];
    case "sale":
    case "deal":
    case "pipeline":
      return ["f", "buyer", "item", "owner"];
    default:
      return ["f", "buyer", "owner"];
  }
}

function isBalanced(words: string): boolean {
  let depth = 0;
  for (const letter of words) {
    if (letter === "(") depth += 1;
    if (letter === ")") depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}

/** A value as an error shows it. */
export function shown(value: unknown): string {
  if (value === undefined) return "missing";
  if (typeof value === "function") return "a function";
  return JSON.stringify(value) ?? String(value);
}
