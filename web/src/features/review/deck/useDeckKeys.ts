import { useEffectEvent, useLayoutEffect } from "react";
import { commandOf, type DeckCommand, keyOf } from "@/lib/deckKeys";
import { settings } from "@/lib/settings";

/** The deck by keyboard, wherever the focus is, except where keys mean something of their own. */
export function useDeckKeys(onCommand: (command: DeckCommand) => void): void {
  const handle = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const command = commandOf(keyOf(event), settings());
    if (!command || isBusy(event.target, event.key, command)) return;
    event.preventDefault();
    onCommand(command);
  });

  // Who sees a card can press a key.
  useLayoutEffect(() => {
    const listener = (event: KeyboardEvent) => handle(event);
    window.addEventListener("keydown", listener);
    return () => window.removeEventListener("keydown", listener);
  }, []);
}

function isBusy(target: EventTarget | null, key: string, command: DeckCommand): boolean {
  if (!(target instanceof Element)) return false;
  const dialog = target.closest("dialog");
  if (dialog)
    return !(dialog.querySelector("[data-preview]") && (command === "preview" || command === "view"));
  if (target.closest("input:not([type=radio]), textarea, select, [contenteditable], [role=menu]"))
    return true;
  // Arrows move through a choice and scroll what scrolls; space presses a focused button or link.
  if (key.startsWith("Arrow")) return target.closest("input, [data-scrolls-by-keys]") !== null;
  return key === " " && target.closest("button, a[href], summary, input, [data-scrolls-by-keys]") !== null;
}
