import { sentenceCase } from "@/lib/format";
import { catalogue } from "@/lib/i18n/catalogue";

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
