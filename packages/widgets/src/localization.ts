import { configureLocalization, LOCALE_STATUS_EVENT, type LocaleModule } from "@lit/localize";
import { localeLoaders, targetLocales, type WordGroup } from "./generated/locales.ts";

export type { WordGroup } from "./generated/locales.ts";

const sourceLocale = "en";

/** The groups of texts that the page's elements say: a page loads no others. */
const wanted = new Set<WordGroup>(["common"]);

/** The texts that are there, by language. */
const texts = new Map<string, { templates: LocaleModule["templates"]; groups: Set<WordGroup> }>();

const { getLocale, setLocale } = configureLocalization({ sourceLocale, targetLocales, loadLocale: loadTexts });

let loading = false;
addEventListener(LOCALE_STATUS_EVENT, (event) => {
  loading = event.detail.status === "loading";
});

/** Whether the words of another language are on their way. */
export const languageIsLoading = (): boolean => loading;

/** The language that the page's widgets speak at the moment: one a page. */
export const activeLanguage = getLocale;

/**
 * Makes the page's widgets speak the language nearest to `locale` (a BCP 47 tag). Resolves when its texts are there:
 * those that all elements share, and those of `words`.
 *
 * @example await useLocale("zh-Hans-CN") // the texts of zh-CN
 */
export async function useLocale(locale: string, words: WordGroup = "common"): Promise<void> {
  const language = languageOf(locale);
  wanted.add(words);
  try {
    await setLocale(language);
    if (missingGroups(language).length > 0) await addTexts(language);
  } catch {
    // A file that could not be loaded must not leave the page waiting for its words.
    missing.add(language);
    await setLocale(sourceLocale);
  }
}

/** An element has come that says more than those before it: all wait for its texts as they wait for a language. */
async function addTexts(language: string): Promise<void> {
  tell({ status: "loading", loadingLocale: language });
  await loadTexts(language);
  tell({ status: "ready", readyLocale: language });
}

async function loadTexts(language: string): Promise<LocaleModule> {
  const known = texts.get(language) ?? { templates: {}, groups: new Set() };
  texts.set(language, known);
  // More groups may come to be wanted while these are on their way.
  for (let groups = missingGroups(language); groups.length > 0; groups = missingGroups(language)) {
    const modules = await Promise.all(groups.map((group) => localeLoaders[language]![group]()));
    Object.assign(known.templates, ...modules.map(({ templates }) => templates));
    for (const group of groups) known.groups.add(group);
  }
  return known;
}

function missingGroups(language: string): WordGroup[] {
  return language === sourceLocale ? [] : [...wanted].filter((group) => !texts.get(language)?.groups.has(group));
}

function tell(detail: WindowEventMap[typeof LOCALE_STATUS_EVENT]["detail"]): void {
  dispatchEvent(new CustomEvent(LOCALE_STATUS_EVENT, { detail }));
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
