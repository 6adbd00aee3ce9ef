import { catalogue, count } from "@/lib/i18n/catalogue";

/** What the parts of this feature say in common. */
export const texts = catalogue({
  en: {
    file: "File",
    invitation: "Drop files here, or choose them",
    dropAnywhere: "Drop to add them to the review",
    kinds: (size: string) => `Word, PDF, Markdown, HTML, TeX, text or source code, up to ${size} each`,
    start: (files: number) => (files > 1 ? `Review ${count(files, "file", "files")}` : "Start review"),
    private: "Private",
    privateHint: "Only models on this machine may read the file.",
    leftOut: (files: number) =>
      `${count(files, "file", "files")} of a folder can’t be reviewed and were left out.`,
    notStarted: (name: string, why: string) => `“${name}” was not started. ${why}`,
    rejected: "This file did not pass our safety scan and was deleted.",
    notReviewable: "This kind of file can’t be reviewed yet. Choose another.",
  },
  de: {
    file: "Datei",
    invitation: "Dateien hier ablegen oder auswählen",
    dropAnywhere: "Ablegen, um sie hinzuzufügen",
    kinds: (size) => `Word, PDF, Markdown, HTML, TeX, Text oder Quelltext, je bis ${size}`,
    start: (files) => (files > 1 ? `${count(files, "Datei", "Dateien")} durchsehen` : "Durchsicht beginnen"),
    private: "Vertraulich",
    privateHint: "Nur Modelle auf diesem Rechner dürfen die Datei lesen.",
    leftOut: (files) =>
      `${count(files, "Datei", "Dateien")} aus einem Ordner: von einer Art, die sich nicht durchsehen lässt, und deshalb weggelassen.`,
    notStarted: (name, why) => `„${name}“ wurde nicht gestartet. ${why}`,
    rejected: "Diese Datei hat die Sicherheitsprüfung nicht bestanden und wurde gelöscht.",
    notReviewable: "Dateien dieser Art lassen sich noch nicht durchsehen. Bitte eine andere wählen.",
  },
});
