import { configureLocalization, LOCALE_STATUS_EVENT } from "@lit/localize";
import { localeLoaders, targetLocales } from "./generated/locales.ts";

const sourceLocale = "en";

const { getLocale, setLocale } = configureLocalization({
  sourceLocale,
  targetLocales,
  loadLocale: (locale) => localeLoaders[locale]!(),
});

let loading = false;
addEventListener(LOCALE_STATUS_EVENT, (event) => {
  loading = event.detail.status === "loading";
});

/** Whether the words of another language are on their way. */
export const languageIsLoading = (): boolean => loading;

/** The language that the page's widgets speak at the moment: one a page. */
export const activeLanguage = getLocale;

/**
 * Makes the page's widgets speak the language nearest to `locale` (a BCP 47 tag). Resolves when its texts are there.
 *
 * @example await useLocale("zh-Hans-CN") // the texts of zh-CN
 */
export async function useLocale(locale: string): Promise<void> {
  const language = languageOf(locale);
  try {
    await setLocale(language);
  } catch {
    // A file that could not be loaded must not leave the page waiting for its words.
    missing.add(language);
    await setLocale(sourceLocale);
  }
}

const missing = new Set<string>();

/** The nearest language with texts: the tag itself, else one of the same main language, else English. */
function languageOf(locale: string): string {
  const usable = targetLocales.filter((other) => !missing.has(other));
  const exact = usable.find((other) => other.toLowerCase() === locale.toLowerCase());
  const main = locale.toLowerCase().split("-")[0];
  return exact ?? usable.find((other) => other.toLowerCase().split("-")[0] === main) ?? sourceLocale;
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
