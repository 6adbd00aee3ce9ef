import { useSyncExternalStore } from "react";

export const languages = ["en", "de"] as const;
export type Language = (typeof languages)[number];

export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

export const deckActions = ["accept", "reject", "skip", "undo", "redo", "edit", "flag"] as const;
export type DeckAction = (typeof deckActions)[number];

/** What a person has set for themselves. It is kept on this device at once, and with the account when there is one. */
export interface Settings {
  /** Null: as the browser says. */
  language: Language | null;
  theme: Theme;
  /** Whether a swipe to the right accepts; to the left it does the other thing. */
  acceptsToTheRight: boolean;
  /** Keys that were given to an action instead of the usual ones, by `KeyboardEvent.key`. */
  keys: Partial<Record<DeckAction, string[]>>;
  haptics: boolean;
  /** The order of the deck: what settles the most first, or as one reads. */
  order: "smart" | "document";
}

export const usualSettings: Settings = {
  language: null,
  theme: "system",
  acceptsToTheRight: true,
  keys: {},
  haptics: true,
  order: "smart",
};

const storageKey = "swipereview.settings";
const listeners = new Set<() => void>();
let current = read();

export function settings(): Settings {
  return current;
}

export function changeSettings(change: Partial<Settings>): void {
  current = { ...current, ...change };
  try {
    localStorage.setItem(storageKey, JSON.stringify(current));
  } catch {
    // Storage is full or forbidden: the choice holds until the page is left.
  }
  for (const listener of listeners) listener();
}

export function onSettings(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useSettings(): Settings {
  return useSyncExternalStore(onSettings, settings, () => usualSettings);
}

/** What of an unknown object is a setting: it may come from another version of the app. */
export function readSettings(stored: unknown): Settings {
  const given = (typeof stored === "object" && stored !== null ? stored : {}) as Record<string, unknown>;
  const keys = (typeof given.keys === "object" && given.keys !== null ? given.keys : {}) as Record<
    string,
    unknown
  >;
  return {
    language: languages.find((language) => language === given.language) ?? null,
    theme: themes.find((theme) => theme === given.theme) ?? usualSettings.theme,
    acceptsToTheRight: given.acceptsToTheRight !== false,
    keys: Object.fromEntries(
      deckActions.flatMap((action) => {
        const own = keys[action];
        return Array.isArray(own)
          ? [[action, own.filter((key): key is string => typeof key === "string")]]
          : [];
      }),
    ),
    haptics: given.haptics !== false,
    order: given.order === "document" ? "document" : "smart",
  };
}

function read(): Settings {
  try {
    return readSettings(JSON.parse(localStorage.getItem(storageKey) ?? "null"));
  } catch {
    return usualSettings;
  }
}

// Another tab has changed them.
window.addEventListener("storage", ({ key }) => {
  if (key !== storageKey) return;
  current = read();
  for (const listener of listeners) listener();
});
