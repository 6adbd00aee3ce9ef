import type { Notification } from "@/lib/api/types";
import { catalogue } from "@/lib/i18n/catalogue";
import { language } from "@/lib/i18n/language";

/** The server tells in English, about this very file; other languages have these words for each kind. */
const texts = catalogue({
  en: {
    cardsReady: "",
    cardsReadyBody: "",
    jobFailed: "",
    jobFailedBody: "",
    resultReady: "",
    resultReadyBody: "",
    resultFailed: "",
    resultFailedBody: "",
  },
  de: {
    cardsReady: "Deine Karten sind bereit",
    cardsReadyBody: "Nach rechts wischen nimmt an, nach links lehnt ab.",
    jobFailed: "Eine Datei ließ sich nicht durchsehen",
    jobFailedBody: "Auf ihrer Seite steht, warum und was jetzt geht.",
    resultReady: "Dein Ergebnis ist bereit",
    resultReadyBody: "Es enthält genau, was du angenommen hast.",
    resultFailed: "Dein Ergebnis ließ sich nicht herstellen",
    resultFailedBody: "Nichts ist verloren; versuche es noch einmal.",
  },
});

export function wordsOf({ kind, title, body }: Notification): { title: string; body: string } {
  const key = kind as "cardsReady";
  return language() === "en" || !(key in texts)
    ? { title, body }
    : { title: texts[key], body: texts[`${key}Body`] };
}
