import type { Job } from "@/lib/api/types";
import { catalogue } from "@/lib/i18n/catalogue";
import { language } from "@/lib/i18n/language";

const texts = catalogue({
  en: {
    unknown: "Something went wrong while we read your file. Upload it again, or try another one.",
    VALIDATION_ERROR: "This file can’t be read as it is.",
    NO_MODEL: "No model here can do this task.",
    UNSUPPORTED_MEDIA_TYPE: "Files of this kind can’t be edited here.",
    GONE: "The file was deleted before it was read.",
    TIMEOUT: "This took too long, several times. Try again later.",
    UPSTREAM_FAILED: "A part of the system could not be reached, several times. Try again later.",
    INTERNAL: "Something went wrong on our side, several times. Nothing is charged.",
  },
  de: {
    unknown:
      "Beim Lesen deiner Datei ist etwas schiefgegangen. Lade sie noch einmal hoch oder nimm eine andere.",
    VALIDATION_ERROR:
      "Diese Datei lässt sich so nicht lesen. Vielleicht ist sie beschädigt, leer oder verschlüsselt.",
    NO_MODEL: "Kein Modell hier kann diese Aufgabe.",
    UNSUPPORTED_MEDIA_TYPE: "Dateien dieser Art lassen sich hier nicht bearbeiten.",
    GONE: "Die Datei wurde gelöscht, bevor sie gelesen war.",
    TIMEOUT: "Das hat mehrmals zu lange gedauert. Versuche es später wieder.",
    UPSTREAM_FAILED: "Ein Teil des Systems war mehrmals nicht zu erreichen. Versuche es später wieder.",
    INTERNAL: "Bei uns ist mehrmals etwas schiefgegangen. Berechnet wird nichts.",
  },
});

/** Why a job failed. The server's words say it for the very file; they are English. */
export function failureOf({ error }: Pick<Job, "error">): string {
  if (error?.message && language() === "en") return error.message;
  const code = error?.code ?? "unknown";
  return code in texts ? texts[code as keyof typeof texts] : error?.message || texts.unknown;
}
