import { shown } from "./own-sql.ts";

type Entry = Readonly<Record<string, unknown>>;

/** The entries of a list with their places, such as `metrics[1] "onlineShare"`; what is no entry is a fault. */
export function entriesOf(
  extension: object,
  list: "metrics" | "dimensions",
  faults: string[],
): { readonly place: string; readonly entry: Entry }[] {
  const entries: unknown = (extension as Entry)[list];
  if (entries === undefined) return [];
  if (!Array.isArray(entries)) {
    faults.push(`${list} is ${shown(entries)}, expected a list`);
    return [];
  }
  const define = list === "metrics" ? "defineMetric" : "defineDimension";
  return entries.flatMap((entry: unknown, index) => {
    if (typeof entry === "object" && entry !== null)
      return [{ place: placeOf(list, index, entry), entry: entry as Entry }];
    faults.push(`${list}[${index}] is ${shown(entry)}, expected ${define}({ … })`);
    return [];
  });
}

/** Where an entry stands: its place in its list, and its id. */
export function placeOf(list: "metrics" | "dimensions", index: number, { id }: { readonly id?: unknown }): string {
  return typeof id === "string" ? `${list}[${index}] ${shown(id)}` : `${list}[${index}]`;
}

const longestId = 30;

/** An id's fault; one that is right is taken by its place from now on. */
export function idFault({ id }: Entry, place: string, taken: Map<string, string>): string[] {
  if (typeof id !== "string" || !/^[a-z][a-zA-Z0-9]*$/.test(id) || id.length > longestId) {
    return [
      `id is ${shown(id)}, expected lower camel case such as onlineShare, at most ${longestId} letters and digits`,
    ];
  }
  const owner = taken.get(id);
  if (owner) return [`id is ${shown(id)}, which is ${owner}, expected one of its own`];
  taken.set(id, `that of ${place}`);
  return [];
}

/** A text has to be there in both languages. */
export function textFaults(name: string, text: unknown): string[] {
  const example = `${name}: { en: "…", "zh-CN": "…" }`;
  if (typeof text !== "object" || text === null) return [`${name} is ${shown(text)}, expected ${example}`];
  return ["en", "zh-CN"].flatMap((locale) => {
    const given = (text as Entry)[locale];
    if (typeof given === "string" && given.trim() !== "") return [];
    return [`${name}[${shown(locale)}] is ${shown(given)}, expected a text, as in ${example}`];
  });
}

export function unknownFields(entry: object, fields: readonly string[]): string[] {
  return Object.keys(entry)
    .filter((name) => !fields.includes(name))
    .map((name) => `${name}: there is no such field, expected one of ${fields.join(", ")}`);
}
