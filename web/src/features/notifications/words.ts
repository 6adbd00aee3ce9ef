import type { Notification } from "@/lib/api/types";
import { catalogue, count } from "@/lib/i18n/catalogue";

const texts = catalogue({
  en: {
    cards: (cards: number, file: string) => `${count(cards, "card is", "cards are")} ready: ${file}`,
    noCards: (file: string) => `${file} needs no changes`,
    swipe: "Swipe to accept or to reject.",
    nothingFound: "Nothing was found to change.",
    failed: (file: string) => `${file} could not be worked on`,
    failedBody: "Its page says why, and what can be done.",
    ready: (what: string) => `Your ${what} is ready`,
    readyBody: "Download it from the page of the result.",
    notBuilt: (what: string) => `Your ${what} could not be built`,
    notBuiltBody: "Nothing is lost; try again on the page of the result.",
    file: "file",
    patch: "patch",
    report: "report",
    receipt: "receipt",
  },
  de: {
    cards: (cards, file) => `${count(cards, "Karte ist", "Karten sind")} bereit: ${file}`,
    noCards: (file) => `${file} braucht keine Änderungen`,
    swipe: "Wische, um anzunehmen oder abzulehnen.",
    nothingFound: "Es fand sich nichts zu ändern.",
    failed: (file) => `${file} ließ sich nicht durchsehen`,
    failedBody: "Auf der Seite steht, warum und was jetzt geht.",
    ready: (what) => `Bereit: ${what}`,
    readyBody: "Auf der Seite des Ergebnisses kannst du herunterladen.",
    notBuilt: (what) => `Ließ sich nicht herstellen: ${what}`,
    notBuiltBody: "Nichts ist verloren; versuche es auf der Seite des Ergebnisses noch einmal.",
    file: "deine Datei",
    patch: "dein Patch",
    report: "dein Bericht",
    receipt: "dein Beleg",
  },
});

interface Words {
  title: string;
  body: string;
}

/** From the facts, in the person's language. The server's own words, which are English, where it gave no facts. */
export function wordsOf({ kind, title, body, fileName, changes, format }: Notification): Words {
  switch (kind) {
    case "cardsReady":
      if (!fileName || typeof changes !== "number") break;
      return changes === 0
        ? { title: texts.noCards(fileName), body: texts.nothingFound }
        : { title: texts.cards(changes, fileName), body: texts.swipe };
    case "jobFailed":
      if (!fileName) break;
      return { title: texts.failed(fileName), body: texts.failedBody };
    case "resultReady":
      return { title: texts.ready(nounOf(format)), body: texts.readyBody };
    case "resultFailed":
      return { title: texts.notBuilt(nounOf(format)), body: texts.notBuiltBody };
  }
  return { title, body };
}

function nounOf(format: string | null | undefined): string {
  return format === "patch" || format === "report" || format === "receipt" ? texts[format] : texts.file;
}
