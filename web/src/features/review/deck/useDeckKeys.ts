import { useEffect, useEffectEvent } from "react";

export type DeckCommand = "accept" | "reject" | "skip" | "undo" | "edit";
export type PanelCommand = "preview" | "view";

const commands: Record<string, DeckCommand | PanelCommand> = {
  ArrowRight: "accept",
  a: "accept",
  ArrowLeft: "reject",
  x: "reject",
  ArrowUp: "skip",
  " ": "skip",
  Backspace: "undo",
  e: "edit",
  p: "preview",
  v: "view",
};

/** The deck by keyboard, wherever the focus is, except where keys mean something of their own. */
export function useDeckKeys(onCommand: (command: DeckCommand | PanelCommand) => void): void {
  const handle = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const command = commands[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!command || isBusy(event.target, event.key)) return;
    event.preventDefault();
    onCommand(command);
  });

  useEffect(() => {
    const listener = (event: KeyboardEvent) => handle(event);
    window.addEventListener("keydown", listener);
    return () => window.removeEventListener("keydown", listener);
  }, []);
}

function isBusy(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof Element)) return false;
  const dialog = target.closest("dialog");
  if (dialog) return !(dialog.querySelector("[data-preview]") && /^[pv]$/i.test(key));
  if (target.closest("input:not([type=radio]), textarea, select, [contenteditable], [role=menu]"))
    return true;
  // Arrows move through a choice and scroll what scrolls; space presses a focused button or link.
  if (key.startsWith("Arrow")) return target.closest("input, [data-scrolls-by-keys]") !== null;
  return key === " " && target.closest("button, a[href], summary, input, [data-scrolls-by-keys]") !== null;
}
