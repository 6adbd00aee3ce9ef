import type { DeckCommand } from "@/lib/deckKeys";
import { catalogue } from "@/lib/i18n/catalogue";

/** What keys do in the deck, in words. */
export const commandNames = catalogue({
  en: {
    accept: "Accept",
    reject: "Reject",
    skip: "Skip",
    undo: "Undo",
    redo: "Redo",
    edit: "Edit",
    flag: "Flag for later",
    jump: "Jump to a card",
    group: "Decide a group",
    help: "Help",
    preview: "Preview",
    view: "The preview’s view",
  },
  de: {
    accept: "Annehmen",
    reject: "Ablehnen",
    skip: "Überspringen",
    undo: "Rückgängig",
    redo: "Wiederholen",
    edit: "Bearbeiten",
    flag: "Für später merken",
    jump: "Zu einer Karte springen",
    group: "Eine Gruppe entscheiden",
    help: "Hilfe",
    preview: "Vorschau",
    view: "Ansicht der Vorschau",
  },
}) satisfies Record<DeckCommand, string>;
