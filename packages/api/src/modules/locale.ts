import type { Text } from "@salesglass/core";

/** The text in the caller's language: Chinese for any `zh…`, else English. */
export function inLocale(text: Text, locale: string | null | undefined): string {
  return locale?.toLowerCase().startsWith("zh") ? text["zh-CN"] : text.en;
}

/** The argument of a field that is a text. */
export const localeArgument = { defaultValue: "en", description: "`en` or `zh-CN`." } as const;
