import { ApiError } from "@/lib/api/errors";
import { messageOf } from "@/lib/api/messages";
import { catalogue } from "@/lib/i18n/catalogue";
import { language } from "@/lib/i18n/language";

const texts = catalogue({
  en: {
    tooLarge: "This file is over the 50 MB limit. Split it, or remove large pictures first.",
    tooMany: "That was a lot in a short time. Wait a minute, then try again.",
    full: "Your storage is full. Delete reviews that you no longer need, then try again.",
    tooManyUnfinished: "Too many uploads are unfinished. Finish or cancel some of them, then try again.",
    foreign:
      "We can't read this file: it may be damaged, protected or renamed. Save it again and choose the new copy.",
  },
  de: {
    tooLarge: "Diese Datei ist größer als 50 MB. Teile sie oder entferne erst große Bilder.",
    tooMany: "Das war viel in kurzer Zeit. Warte eine Minute und versuche es dann noch einmal.",
    full: "Dein Speicher ist voll. Lösche Durchsichten, die du nicht mehr brauchst, und versuche es dann noch einmal.",
    tooManyUnfinished:
      "Zu viele Uploads sind unfertig. Beende einige oder brich sie ab und versuche es dann noch einmal.",
    foreign:
      "Diese Datei ist nicht lesbar: vielleicht beschädigt, geschützt oder umbenannt. Speichere sie neu und wähle die neue Kopie.",
  },
});

/** What went wrong and what to do about it. */
export function uploadProblem(error: unknown): string {
  if (!(error instanceof ApiError)) return messageOf(error);
  switch (error.status) {
    case 409:
      if ("maxFiles" in error.details) return texts.full;
      return "maxBytes" in error.details ? texts.tooManyUnfinished : error.message;
    case 413:
      return texts.tooLarge;
    case 415:
      // The server knows more, and says it in English.
      return language() === "en" ? error.message : texts.foreign;
    case 429:
      return texts.tooMany;
    default:
      return error.message;
  }
}
