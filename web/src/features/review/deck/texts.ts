import type { DeckView } from "@/lib/deckKeys";
import { catalogue } from "@/lib/i18n/catalogue";
import type { DeckAction } from "@/lib/settings";

/** What the deck's actions and views are called, on buttons and in the list of keys. */
export const commandNames: Record<DeckAction | DeckView, string> = catalogue({
  en: {
    accept: "Accept",
    reject: "Reject",
    skip: "Skip",
    undo: "Undo",
    redo: "Redo",
    edit: "Edit",
    flag: "Flag",
    jump: "All cards",
    group: "More like this",
    help: "Keys",
    preview: "Preview",
    view: "Next view of the preview",
  },
  de: {
    accept: "Annehmen",
    reject: "Ablehnen",
    skip: "Auslassen",
    undo: "Zurück",
    redo: "Wieder",
    edit: "Ändern",
    flag: "Merken",
    jump: "Alle Karten",
    group: "Mehr davon",
    help: "Tasten",
    preview: "Vorschau",
    view: "Nächste Ansicht der Vorschau",
  },
});
