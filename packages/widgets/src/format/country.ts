import { intl } from "./intl.ts";

/** A country by its name in the reader's language where the record holds an ISO code, else as recorded. */
export function formatCountry(country: string | null | undefined, locale: string): string {
  if (!country) return "";
  if (!/^[A-Z]{2}$/.test(country)) return country;
  return intl(Intl.DisplayNames, locale, { type: "region", fallback: "code" }).of(country) ?? country;
}
