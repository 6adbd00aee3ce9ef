import { useSyncExternalStore } from "react";
import { type Language, languages, onSettings, settings } from "@/lib/settings";

/** The language that everything is said in now: the chosen one, else the first of the browser's that we speak. */
export function language(): Language {
  return settings().language ?? spoken() ?? "en";
}

export function useLanguage(): Language {
  return useSyncExternalStore(onSettings, language, language);
}

/** For `Intl`: the browser's own variety of the language where it has one, since a date in en-GB is none in en-US. */
export function locale(): string {
  const now = language();
  return navigator.languages.find((tag) => languageOf(tag) === now) ?? now;
}

/** Tells browser and screen reader which language the page is in. */
export function followLanguage(): void {
  const apply = () => document.documentElement.setAttribute("lang", language());
  apply();
  onSettings(apply);
}

function spoken(): Language | undefined {
  for (const tag of navigator.languages) {
    const known = languages.find((one) => one === languageOf(tag));
    if (known) return known;
  }
  return undefined;
}

const languageOf = (tag: string) => tag.split("-")[0]?.toLowerCase();
