import type { Verdict } from "@/lib/api/types";
import { sentenceCase } from "@/lib/format";
import { catalogue } from "@/lib/i18n/catalogue";
import { language } from "@/lib/i18n/language";

const titles = catalogue({
  en: {
    envelope: "It says what was signed",
    key: "The key is one of ours",
    signature: "The signature is genuine",
    original: "The original is the file that was reviewed",
    changes: "The accepted changes fit the original",
    splices: "They touch just the places that are listed",
    parts: "Each part of the file is as listed",
    output: "The result is the file that was handed out",
    differences: "Every difference is an accepted change",
  },
  de: {
    envelope: "Er sagt, was signiert wurde",
    key: "Der Schlüssel ist einer von uns",
    signature: "Die Signatur ist echt",
    original: "Das Original ist die durchgesehene Datei",
    changes: "Die angenommenen Änderungen passen zum Original",
    splices: "Sie berühren nur die genannten Stellen",
    parts: "Jeder Teil der Datei ist wie genannt",
    output: "Das Ergebnis ist die ausgegebene Datei",
    differences: "Jeder Unterschied ist eine angenommene Änderung",
  },
});

/** What a check is about, in a sentence; a new kind is shown by its name. */
export function checkTitle(name: string): string {
  return name in titles ? titles[name as keyof typeof titles] : sentenceCase(name);
}

type Check = Verdict["checks"][number];

/** In German: what a check found that doesn't hold. */
const faults: Record<string, string> = {
  envelope: "Die Datei ist kein Beleg, oder was darin zu lesen ist, wurde nicht so signiert.",
  key: "Der genannte Schlüssel ist keiner von uns, oder er galt damals nicht mehr.",
  signature: "Der Beleg wurde verändert, oder wir haben ihn nie ausgegeben.",
  original: "Größe oder SHA-256 sind andere, als der Beleg nennt.",
  changes: "Die genannten Änderungen lassen sich auf das Original nicht anwenden.",
  splices: "Die Änderungen berühren andere Stellen, als der Beleg nennt.",
  parts: "Ein Teil der Datei hat vorher oder nachher einen anderen SHA-256, als der Beleg nennt.",
  output: "Größe oder SHA-256 sind andere, als der Beleg nennt.",
  differences: "Original und Ergebnis unterscheiden sich in mehr oder weniger als den Änderungen.",
};
const unchecked = {
  receipt: "Der Beleg ist nicht von uns oder wurde verändert.",
  noOriginal: "Das Original fehlt.",
  otherOriginal: "Das gegebene Original ist eine andere Datei.",
  unfit: "Die Änderungen lassen sich nicht anwenden.",
  noResult: "Das Ergebnis fehlt.",
};

/** What a check found: in the server's words, which name hashes and places; they are English, so others say it in German. */
export function checkDetail(check: Check, all: readonly Check[]): string | null {
  if (language() === "en") return check.detail;
  if (check.holds === null) return unchecked[whyUnchecked(check, all)];
  return check.holds ? null : (faults[check.name] ?? null);
}

function whyUnchecked({ name }: Check, all: readonly Check[]): keyof typeof unchecked {
  const found = (other: string) => all.find((check) => check.name === other)?.holds;
  if (["envelope", "key", "signature"].some((of) => found(of) !== true)) return "receipt";
  if (name === "output") return "noResult";
  if (found("original") !== true) return found("original") === false ? "otherOriginal" : "noOriginal";
  return found("changes") === false ? "unfit" : "noResult";
}
