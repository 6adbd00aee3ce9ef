import type { Language } from "@/lib/settings";
import { language, locale } from "./language";

type Text = string | ((...values: never[]) => string);
type Texts<T> = { readonly [K in keyof T]: T[K] extends string ? string : T[K] };

/**
 * Messages of a feature in every language. A message is a text, or a function of what it tells; a language that lacks
 * one, or says it of other things, doesn't compile. Read when they are shown, and not kept: the language may change.
 *
 * @example const texts = catalogue({ en: { left: (n: number) => `${n} left` }, de: { left: (n) => `noch ${n}` } });
 */
export function catalogue<T extends Record<string, Text>>(
  by: { en: T } & Record<Exclude<Language, "en">, Texts<T>>,
): Texts<T> {
  const texts = {};
  for (const key of Object.keys(by.en))
    Object.defineProperty(texts, key, { enumerable: true, get: () => by[language()][key] });
  return texts as Texts<T>;
}

/** `3 cards`, `1 card`: the number as the language writes it, with the form that goes with it. */
export function count(number: number, one: string, other: string): string {
  const form = new Intl.PluralRules(locale()).select(number) === "one" ? one : other;
  return `${number.toLocaleString(locale())} ${form}`;
}
