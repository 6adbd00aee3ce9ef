import { catalogue } from "./i18n/catalogue";
import { type DeckAction, deckActions, type Settings } from "./settings";

type KeySettings = Pick<Settings, "keys" | "acceptsToTheRight">;

/** What keys do in the deck besides its actions; these can't be given to anything else. */
export const fixedKeys = { jump: "j", group: "g", help: "?", preview: "p", view: "v" } as const;
export type DeckView = keyof typeof fixedKeys;
export type DeckCommand = DeckAction | DeckView;

/** The keys that each action has while a person has chosen none. Arrows go where the card goes. */
export function usualKeys(acceptsToTheRight: boolean): Record<DeckAction, string[]> {
  const [accept, reject] = acceptsToTheRight ? ["ArrowRight", "ArrowLeft"] : ["ArrowLeft", "ArrowRight"];
  return {
    accept: [accept, "a"],
    reject: [reject, "x"],
    skip: ["ArrowUp", " "],
    undo: ["Backspace"],
    redo: ["Shift+Backspace", "y"],
    edit: ["e"],
    flag: ["f"],
  };
}

export function keysOf({ keys, acceptsToTheRight }: KeySettings): Record<DeckAction, string[]> {
  return { ...usualKeys(acceptsToTheRight), ...keys };
}

/** How a key is written in the settings: `a`, `ArrowLeft`, `Shift+Backspace`. Letters are the same in capitals. */
export function keyOf({ key, shiftKey }: Pick<KeyboardEvent, "key" | "shiftKey">): string {
  if (key.length === 1) return key.toLowerCase();
  return shiftKey ? `Shift+${key}` : key;
}

/** What a key does. Where two claim it, the one that a person gave it to. */
export function commandOf(key: string, settings: KeySettings): DeckCommand | null {
  const chosen = deckActions.find((action) => settings.keys[action]?.includes(key));
  if (chosen) return chosen;
  const usual = usualKeys(settings.acceptsToTheRight);
  return (
    deckActions.find((action) => !settings.keys[action] && usual[action].includes(key)) ??
    deckViews.find((view) => fixedKeys[view] === key) ??
    null
  );
}

export interface KeyConflict {
  key: string;
  commands: DeckCommand[];
}

/** Keys that more than one command has. */
export function keyConflicts(settings: KeySettings): KeyConflict[] {
  const claims = new Map<string, DeckCommand[]>();
  const claim = (key: string, command: DeckCommand) => claims.set(key, [...(claims.get(key) ?? []), command]);
  const keys = keysOf(settings);
  for (const action of deckActions) for (const key of new Set(keys[action])) claim(key, action);
  for (const view of deckViews) claim(fixedKeys[view], view);
  return [...claims].filter(([, by]) => by.length > 1).map(([key, commands]) => ({ key, commands }));
}

const deckViews = Object.keys(fixedKeys) as DeckView[];

const names = catalogue({
  en: { space: "Space", shift: "Shift" },
  de: { space: "Leertaste", shift: "Umschalt" },
});
const signs: Record<string, string> = {
  ArrowRight: "→",
  ArrowLeft: "←",
  ArrowUp: "↑",
  ArrowDown: "↓",
  Backspace: "⌫",
  Enter: "↵",
  Escape: "Esc",
};

/** A key as it is printed on keyboards. */
export function keyName(key: string): string {
  if (key.startsWith("Shift+")) return `${names.shift} ${keyName(key.slice("Shift+".length))}`;
  if (key === " ") return names.space;
  return signs[key] ?? (key.length === 1 ? key.toUpperCase() : key);
}

/** For `aria-keyshortcuts`, which separates alternatives by spaces. */
export function ariaKeys(keys: readonly string[]): string {
  return keys.map((key) => (key === " " ? "Space" : key)).join(" ");
}
