import { catalogue } from "./i18n/catalogue";
import { language } from "./i18n/language";

/** A way in which a job's result can be had, as `formats` of files and jobs name it. */
export type OutputFormat = "clean" | "redline" | "patch" | "report" | "receipt";

const known: readonly OutputFormat[] = ["clean", "redline", "patch", "report", "receipt"];

/** The formats that this app has words for; a server that is ahead of it may name more. */
export function knownFormats(words: readonly string[]): OutputFormat[] {
  return known.filter((format) => words.includes(format));
}

/** A file that nothing can be written into, a PDF: what was accepted is marked in a copy of its text. */
export function isTextOnly(formats: readonly string[]): boolean {
  return formats.includes("redline") && !formats.includes("clean");
}

const texts = catalogue({
  en: {
    clean: "Your file",
    cleanText: "The same file, with what you accepted and nothing else changed.",
    redline: "Marked copy",
    redlineText: "Your file with every accepted change marked, for someone else to go through.",
    patch: "Patch",
    patchText: "Only the differences, as a unified diff for git or patch.",
    report: "Report",
    reportText: "What was proposed, what you decided, and which model proposed it.",
    receipt: "Receipt",
    receiptText: "A signed record that ties every difference to a change you accepted. Anyone can check it.",
    marked: "Marked text",
    markedText: "A copy of the PDF’s text with your changes marked, as a Markdown file.",
    alsoRedline: "a copy with the changes marked",
    alsoPatch: "a patch",
    alsoReport: "a report",
    alsoReceipt: "a signed receipt",
    comesBackAsText:
      "A PDF can’t be changed in place. You get a report and a copy of its text with your changes marked.",
    comesBack: (also: string) =>
      `You get your own file back in the same format, changed only where you accept it${also && `, and on request ${also}`}.`,
  },
  de: {
    clean: "Deine Datei",
    cleanText: "Dieselbe Datei mit dem, was du angenommen hast, und sonst unverändert.",
    redline: "Markierte Kopie",
    redlineText:
      "Deine Datei, in der jede angenommene Änderung markiert ist, damit jemand anders sie durchgehen kann.",
    patch: "Patch",
    patchText: "Nur die Unterschiede, als Unified Diff für git oder patch.",
    report: "Bericht",
    reportText: "Was vorgeschlagen wurde, was du entschieden hast und welches Modell es vorschlug.",
    receipt: "Beleg",
    receiptText:
      "Ein signierter Nachweis: Jeder Unterschied gehört zu einer angenommenen Änderung. Jeder kann ihn prüfen.",
    marked: "Markierter Text",
    markedText: "Eine Kopie des PDF-Textes, in der deine Änderungen markiert sind, als Markdown-Datei.",
    alsoRedline: "eine Kopie mit markierten Änderungen",
    alsoPatch: "einen Patch",
    alsoReport: "einen Bericht",
    alsoReceipt: "einen signierten Beleg",
    comesBackAsText:
      "Ein PDF lässt sich nicht selbst ändern. Du bekommst einen Bericht und eine Kopie seines Textes, in der deine Änderungen markiert sind.",
    comesBack: (also) =>
      `Du bekommst deine eigene Datei im selben Format zurück, nur dort geändert, wo du zustimmst${also && `, und auf Wunsch ${also}`}.`,
  },
});

export function describeFormat(format: OutputFormat, formats: readonly string[]) {
  return format === "redline" && isTextOnly(formats)
    ? { title: texts.marked, text: texts.markedText }
    : { title: texts[format], text: texts[`${format}Text`] };
}

/** What a person gets for a file with these formats, to be said before any work starts. Null when it is nothing. */
export function whatComesBack(formats: readonly string[]): string | null {
  const offered = knownFormats(formats);
  if (offered.length === 0) return null;
  if (isTextOnly(offered)) return texts.comesBackAsText;
  const extras = {
    clean: [],
    redline: [texts.alsoRedline],
    patch: [texts.alsoPatch],
    report: [texts.alsoReport],
    receipt: [texts.alsoReceipt],
  };
  const also = offered.flatMap<string>((format) => extras[format]);
  return texts.comesBack(new Intl.ListFormat(language(), { type: "conjunction" }).format(also));
}
