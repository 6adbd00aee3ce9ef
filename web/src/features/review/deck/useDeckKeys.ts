import { useEffect, useEffectEvent } from "react";

export type DeckCommand = "accept" | "reject" | "skip" | "undo" | "edit";

const commands: Record<string, DeckCommand> = {
  ArrowRight: "accept",
  a: "accept",
  ArrowLeft: "reject",
  x: "reject",
  ArrowUp: "skip",
  " ": "skip",
  Backspace: "undo",
  e: "edit",
};

/** The deck by keyboard, wherever the focus is, except where keys mean something of their own. */
export function useDeckKeys(onCommand: (command: DeckCommand) => void): void {
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
  if (target.closest("input, textarea, select, [contenteditable], [role=menu], dialog")) return true;
  // Space on a focused button or link presses it.
  return key === " " && target.closest("button, a[href], summary") !== null;
}
