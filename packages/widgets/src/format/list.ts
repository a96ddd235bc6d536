import { intl } from "./intl.ts";

/**
 * Several names as one text. A single one is left alone: the language's rules for lists are large, and take long to load.
 *
 * @example formatList(["North", "South"], "en") // "North and South"
 * @example formatList(["Revenue", "Orders"], "en", "narrow") // "Revenue, Orders"
 */
export function formatList(names: readonly string[], locale: string, style: "long" | "narrow" = "long"): string {
  if (names.length < 2) return names[0] ?? "";
  return intl(Intl.ListFormat, locale, { type: "conjunction", style }).format(names);
}
