import type { SalesProvider } from "@salesglass/widgets";
import { languageOf, type TextKey, textOf } from "./texts.ts";

const kept = ["period", "where", "locale", "theme"] as const;

/**
 * Keeps what the reader has chosen in the page's address, so that a view can be sent as a link and the browser's Back
 * goes one choice back. The provider's attributes are the state; the address only mirrors them.
 */
export function keepState(provider: SalesProvider): void {
  const start = { ...defaults(), period: provider.period, where: provider.where };
  const read = () => {
    const address = new URLSearchParams(location.search);
    for (const name of kept) set(provider, name, address.get(name) ?? start[name]);
    showLanguageAndTheme(provider);
  };
  const write = () => {
    const address = new URLSearchParams();
    for (const name of kept) {
      const value = provider[name];
      if (value && value !== start[name]) address.set(name, value);
    }
    const search = address.size ? `?${address}` : location.pathname;
    history.pushState(null, "", search);
  };
  // The provider has made the change by the time that its events arrive here.
  provider.addEventListener("sales-period", write);
  provider.addEventListener("sales-filter", write);
  for (const name of ["locale", "theme"] as const) {
    document.querySelector(`#${name}`)?.addEventListener("change", ({ target }) => {
      set(provider, name, (target as HTMLSelectElement).value);
      showLanguageAndTheme(provider);
      write();
    });
  }
  addEventListener("popstate", read);
  read();
}

function defaults() {
  return { locale: languageOf(navigator.language), theme: "auto" };
}

/** By attribute, as in HTML: what is absent is removed. */
function set(provider: SalesProvider, name: (typeof kept)[number], value: string | undefined): void {
  if (value === undefined) provider.removeAttribute(name);
  else provider.setAttribute(name, value);
}

/** Brings the page around the elements into the provider's language and theme. */
function showLanguageAndTheme({ locale, theme }: SalesProvider): void {
  const language = languageOf(locale ?? "en");
  document.documentElement.lang = language;
  document.documentElement.dataset.theme = theme ?? "auto";
  for (const element of document.querySelectorAll<HTMLElement>("[data-text]")) {
    element.textContent = textOf(element.dataset.text as TextKey, language);
  }
  for (const element of document.querySelectorAll<HTMLElement>("[data-label]")) {
    element.setAttribute("label", textOf(element.dataset.label as TextKey, language));
  }
  document.title = textOf("title", language);
  for (const [id, value] of [
    ["locale", language],
    ["theme", theme ?? "auto"],
  ] as const) {
    document.querySelector<HTMLSelectElement>(`#${id}`)!.value = value;
  }
}
