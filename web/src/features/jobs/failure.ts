import type { Job } from "@/lib/api/types";
import { catalogue } from "@/lib/i18n/catalogue";
import { language } from "@/lib/i18n/language";

const texts = catalogue({
  en: {
    unknown: "Something went wrong while we read your file. Upload it again, or try another one.",
    VALIDATION_ERROR: "This file can’t be read as it is.",
    NO_MODEL: "No model here can do this task.",
    GONE: "The file was deleted before it was read.",
  },
  de: {
    unknown:
      "Beim Lesen deiner Datei ist etwas schiefgegangen. Lade sie noch einmal hoch oder nimm eine andere.",
    VALIDATION_ERROR:
      "Diese Datei lässt sich so nicht lesen. Vielleicht ist sie beschädigt, leer oder verschlüsselt.",
    NO_MODEL: "Kein Modell hier kann diese Aufgabe.",
    GONE: "Die Datei wurde gelöscht, bevor sie gelesen war.",
  },
});

/** Why a job failed. The server's words say it for the very file; they are English. */
export function failureOf({ error }: Pick<Job, "error">): string {
  if (error?.message && language() === "en") return error.message;
  switch (error?.code) {
    case "VALIDATION_ERROR":
    case "NO_MODEL":
    case "GONE":
      return texts[error.code];
    default:
      return texts.unknown;
  }
}
