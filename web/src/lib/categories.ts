import { sentenceCase } from "./format";
import { catalogue } from "./i18n/catalogue";

const german: Record<string, string> = {
  agreement: "Kongruenz",
  article: "Artikel",
  capitalization: "Großschreibung",
  clarity: "Klarheit",
  "confused-words": "Verwechslung",
  formatting: "Formatierung",
  grammar: "Grammatik",
  "passive-voice": "Passiv",
  punctuation: "Zeichensetzung",
  repetition: "Wiederholung",
  spelling: "Rechtschreibung",
  style: "Stil",
  tone: "Ton",
  translation: "Übersetzung",
  whitespace: "Leerraum",
  "word-choice": "Wortwahl",
  wordiness: "Weitschweifigkeit",
};
const names = catalogue({
  en: { name: (category: string) => sentenceCase(category) },
  de: { name: (category) => german[category] ?? sentenceCase(category) },
});

/** What a category of changes is called; new ones by their own word. */
export function categoryName(category: string): string {
  return names.name(category);
}
