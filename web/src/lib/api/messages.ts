import { catalogue } from "../i18n/catalogue";
import { language } from "../i18n/language";
import { ApiError } from "./errors";

/** What went wrong and what to do next, by the code of the refusal. */
const texts = catalogue({
  en: {
    network: "We could not reach the server. Check your connection and try again.",
    unknown: "Something went wrong. Try again; if it stays, reload the page.",
    VALIDATION_ERROR: "Something in it is not as it must be. Check what you entered and try again.",
    UNAUTHENTICATED: "Your session has ended. Log in again to go on.",
    PAYMENT_REQUIRED: "This has to be paid first. The price is on the page of the result.",
    FORBIDDEN: "You may not do this with this account.",
    NOT_FOUND: "This is not there any more, or it belongs to another account.",
    CONFLICT: "This has changed in the meantime. Load it again and look once more.",
    GONE: "This was kept for its time and is gone.",
    PAYLOAD_TOO_LARGE: "This is larger than allowed. Choose something smaller.",
    UNSUPPORTED_MEDIA_TYPE: "This kind of file can’t be read here. Choose another one.",
    IDEMPOTENCY_KEY_REUSED: "This was sent already, with other content. Reload the page and try again.",
    RATE_LIMITED: (wait: string) => `That was a lot at once. Wait ${wait}, then try again.`,
    INTERNAL: (id: string) => `Something went wrong on our side. Try again; if it stays, tell us ${id}.`,
    UPSTREAM_FAILED: "A part of the system did not answer. Nothing is lost; try again in a minute.",
    UNAVAILABLE: "We can’t do this right now. Nothing is lost; try again in a minute.",
    TIMEOUT: "That took too long. Nothing is lost; try again in a minute.",
    UNEXPECTED: (status: number) => `The server could not answer (${status}). Try again in a minute.`,
    seconds: (number: number) => `${number} s`,
    aWhile: "a minute",
    theTime: "what you did just before",
  },
  de: {
    network: "Der Server ist nicht zu erreichen. Prüfe deine Verbindung und versuche es noch einmal.",
    unknown: "Etwas ist schiefgegangen. Versuche es noch einmal; sonst lade die Seite neu.",
    VALIDATION_ERROR:
      "Etwas darin ist nicht, wie es sein muss. Prüfe deine Eingabe und versuche es noch einmal.",
    UNAUTHENTICATED: "Deine Sitzung ist zu Ende. Melde dich wieder an, um weiterzumachen.",
    PAYMENT_REQUIRED: "Das ist erst zu bezahlen. Der Preis steht auf der Seite des Ergebnisses.",
    FORBIDDEN: "Das darf dieses Konto nicht.",
    NOT_FOUND: "Das gibt es nicht mehr, oder es gehört zu einem anderen Konto.",
    CONFLICT: "Das hat sich inzwischen geändert. Lade es neu und sieh noch einmal hin.",
    GONE: "Das wurde so lange wie zugesagt aufbewahrt und ist jetzt gelöscht.",
    PAYLOAD_TOO_LARGE: "Das ist größer als erlaubt. Wähle etwas Kleineres.",
    UNSUPPORTED_MEDIA_TYPE: "Diese Art Datei kann hier nicht gelesen werden. Wähle eine andere.",
    IDEMPOTENCY_KEY_REUSED:
      "Das wurde schon gesendet, mit anderem Inhalt. Lade die Seite neu und versuche es noch einmal.",
    RATE_LIMITED: (wait) => `Das war viel auf einmal. Warte ${wait} und versuche es dann noch einmal.`,
    INTERNAL: (id) =>
      `Bei uns ist etwas schiefgegangen. Versuche es noch einmal; bleibt es so, nenne uns ${id}.`,
    UPSTREAM_FAILED:
      "Ein Teil des Systems hat nicht geantwortet. Nichts ist verloren; versuche es in einer Minute wieder.",
    UNAVAILABLE: "Das geht gerade nicht. Nichts ist verloren; versuche es in einer Minute wieder.",
    TIMEOUT: "Das hat zu lange gedauert. Nichts ist verloren; versuche es in einer Minute wieder.",
    UNEXPECTED: (status) =>
      `Der Server konnte nicht antworten (${status}). Versuche es in einer Minute wieder.`,
    seconds: (number) => `${number} s`,
    aWhile: "eine Minute",
    theTime: "was du gerade vorher getan hast",
  },
});

/** In the person's language. */
export function messageOf(error: unknown): string {
  if (error instanceof ApiError) return ofRefusal(error);
  if (error instanceof TypeError) return texts.network;
  // What this app throws itself is said in the language of the moment.
  return error instanceof Error ? error.message : texts.unknown;
}

function ofRefusal({ status, code, message, requestId, retryAfter }: ApiError): string {
  switch (code) {
    case "RATE_LIMITED":
      return texts.RATE_LIMITED(retryAfter === null ? texts.aWhile : texts.seconds(retryAfter));
    case "INTERNAL":
      return texts.INTERNAL(requestId ?? texts.theTime);
    case "UNEXPECTED":
      return texts.UNEXPECTED(status);
    // Their own words name the field, the file, the reason: they say more than ours, to who reads English.
    case "VALIDATION_ERROR":
    case "NOT_FOUND":
    case "CONFLICT":
    case "GONE":
    case "PAYLOAD_TOO_LARGE":
    case "UNSUPPORTED_MEDIA_TYPE":
      return language() === "en" ? message : texts[code];
    case "UNAUTHENTICATED":
    case "PAYMENT_REQUIRED":
    case "FORBIDDEN":
    case "IDEMPOTENCY_KEY_REUSED":
    case "UPSTREAM_FAILED":
    case "UNAVAILABLE":
    case "TIMEOUT":
      return texts[code];
    default:
      // A code of this app's own, in its words, or one that it does not know yet.
      return message || texts.unknown;
  }
}
