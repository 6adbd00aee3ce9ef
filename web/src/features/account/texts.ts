import { catalogue } from "@/lib/i18n/catalogue";

/** What more than one form of the account says. */
export const texts = catalogue({
  en: {
    email: "Email",
    password: "Password",
    newPassword: "New password",
    passwordHint: "At least 10 characters. A few words in a row are fine.",
    passwordWeak: "This password is one of the first that anybody would try. Take another.",
    displayName: "Display name",
    displayNameHint: "Optional. How we address you.",
    logIn: "Log in",
    createAccount: "Create account",
    cancel: "Cancel",
    save: "Save",
  },
  de: {
    email: "E-Mail",
    password: "Passwort",
    newPassword: "Neues Passwort",
    passwordHint: "Mindestens 10 Zeichen. Ein paar Wörter hintereinander sind gut.",
    passwordWeak: "Dieses Passwort würde jeder als eines der ersten versuchen. Nimm ein anderes.",
    displayName: "Anzeigename",
    displayNameHint: "Freiwillig. So sprechen wir dich an.",
    logIn: "Anmelden",
    createAccount: "Konto anlegen",
    cancel: "Abbrechen",
    save: "Speichern",
  },
});
