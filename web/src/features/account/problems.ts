import { ApiError } from "@/lib/api/errors";
import { messageOf } from "@/lib/api/messages";
import { catalogue } from "@/lib/i18n/catalogue";
import { language } from "@/lib/i18n/language";
import { texts as shared } from "./texts";

const texts = catalogue({
  en: {
    mfa: "This account asks for a second factor, which this page can’t take yet.",
    mismatch: "Email and password don’t match. Check both and try again.",
    minutes: (number: number) => `${number} min`,
    someMinutes: "a few minutes",
    tooMany: (wait: string) => `Too many attempts. Wait ${wait}, then try again.`,
    email: "This is not an email address that mail can be sent to.",
    taken: "There is an account with this email already. Log in instead, or have a new password sent.",
    name: "A name has at most 100 characters, all of which can be shown.",
    current: "This is not your password.",
  },
  de: {
    mfa: "Dieses Konto verlangt einen zweiten Faktor, den diese Seite noch nicht annimmt.",
    mismatch: "E-Mail und Passwort passen nicht zusammen. Prüfe beides und versuche es noch einmal.",
    minutes: (number) => `${number} min`,
    someMinutes: "ein paar Minuten",
    tooMany: (wait) => `Zu viele Versuche. Warte ${wait} und versuche es dann noch einmal.`,
    email: "An diese Adresse lässt sich keine E-Mail senden.",
    taken: "Zu dieser E-Mail gibt es schon ein Konto. Melde dich an oder lass dir ein neues Passwort senden.",
    name: "Ein Name hat höchstens 100 Zeichen, die sich alle darstellen lassen.",
    current: "Das ist nicht dein Passwort.",
  },
});

export interface FormProblem {
  /** The field that the API named, if any. */
  field: string | null;
  message: string;
}

export function problemOf(error: unknown): FormProblem | null {
  if (!error) return null;
  if (error instanceof ApiError && error.status === 429) return { field: null, message: tooMany(error) };
  const named = error instanceof ApiError ? error.details.field : null;
  const field = typeof named === "string" ? named.toLowerCase() : null;
  return { field, message: ofField(field, error) ?? messageOf(error) };
}

/** The API says in English what is wrong with a field; we know it from the field, too. */
function ofField(field: string | null, error: unknown): string | null {
  if (error instanceof ApiError && error.code === "CONFLICT" && field === "email") return texts.taken;
  if (language() === "en") return null;
  switch (field) {
    case "email":
      return texts.email;
    case "displayname":
      return texts.name;
    case "current":
      return texts.current;
    case "password":
    case "new":
      return shared.passwordWeak;
    default:
      return null;
  }
}

function tooMany({ retryAfter }: ApiError): string {
  return texts.tooMany(retryAfter ? texts.minutes(Math.ceil(retryAfter / 60)) : texts.someMinutes);
}

export function logInProblem(error: unknown): string | null {
  if (error instanceof ApiError && error.status === 401)
    return error.details.mfaRequired ? texts.mfa : texts.mismatch;
  return problemOf(error)?.message ?? null;
}
