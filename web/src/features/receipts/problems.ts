import { ApiError } from "@/lib/api/errors";
import { messageOf } from "@/lib/api/messages";
import { catalogue } from "@/lib/i18n/catalogue";
import { language } from "@/lib/i18n/language";

const texts = catalogue({
  en: {
    tooLarge: "One of these files is over the 50 MB limit, so it can’t be the one that was reviewed here.",
    tooMany: "That was a lot of receipts. Wait a minute, then try again.",
    noReceipt: "This is no receipt. It is the .json file that came with the result.",
  },
  de: {
    tooLarge: "Eine dieser Dateien ist größer als 50 MB und kann also nicht hier durchgesehen worden sein.",
    tooMany: "Das waren viele Belege. Warte eine Minute und versuche es dann noch einmal.",
    noReceipt: "Das ist kein Beleg. Er ist die .json-Datei, die zum Ergebnis gehört.",
  },
});

/** What went wrong and what to do about it. */
export function verifyProblem(error: unknown): string {
  if (!(error instanceof ApiError)) return messageOf(error);
  switch (error.status) {
    case 413:
      return texts.tooLarge;
    case 429:
      return texts.tooMany;
    default:
      return language() === "en" ? error.message : error.status === 400 ? texts.noReceipt : messageOf(error);
  }
}
