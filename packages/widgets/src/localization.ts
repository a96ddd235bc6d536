import { configureLocalization } from "@lit/localize";
import { localeLoaders, targetLocales } from "./generated/locales.ts";

const sourceLocale = "en";

const { getLocale, setLocale } = configureLocalization({
  sourceLocale,
  targetLocales,
  loadLocale: (locale) => localeLoaders[locale]!(),
});

/** The language that the page's widgets speak at the moment: one a page. */
export const activeLanguage = getLocale;

/**
 * Makes the page's widgets speak the language nearest to `locale` (a BCP 47 tag). Resolves when its texts are there.
 *
 * @example await useLocale("zh-Hans-CN") // the texts of zh-CN
 */
export function useLocale(locale: string): Promise<void> {
  return setLocale(languageOf(locale));
}

/** The nearest language with texts: the tag itself, else one of the same main language, else English. */
export function languageOf(locale: string, available: readonly string[] = targetLocales): string {
  const exact = available.find((other) => other.toLowerCase() === locale.toLowerCase());
  const main = locale.toLowerCase().split("-")[0];
  return exact ?? available.find((other) => other.toLowerCase().split("-")[0] === main) ?? sourceLocale;
}

/** The tag that numbers and dates are written in: as asked for, where its language is the one being spoken. */
export function formatLocaleOf(locale: string, spoken: string): string {
  if (languageOf(locale) !== spoken) return spoken;
  try {
    return Intl.getCanonicalLocales(locale)[0] ?? spoken;
  } catch {
    return spoken;
  }
}
