import type { KeyboardEvent } from "react";
import { Button } from "@/components/ui/Button";
import { keyName, keyOf, keysOf } from "@/lib/deckKeys";
import { catalogue } from "@/lib/i18n/catalogue";
import { type DeckAction, useSettings } from "@/lib/settings";
import { commandNames } from "./commands";
import styles from "./KeySettings.module.css";

const texts = catalogue({
  en: {
    change: "Change",
    changeKey: (action: string) => `Change the key for ${action}`,
    press: "Press a key",
    pressFor: (action: string) => `Press a key for ${action}, or Escape to leave it`,
  },
  de: {
    change: "Ändern",
    changeKey: (action) => `Taste für ${action} ändern`,
    press: "Taste drücken",
    pressFor: (action) => `Taste drücken für ${action}, oder Escape, um sie zu lassen`,
  },
});

interface Props {
  action: DeckAction;
  isListening: boolean;
  problem: string | null;
  onListen: (isListening: boolean) => void;
  onKey: (key: string) => void;
}

const modifiers = ["Shift", "Control", "Alt", "AltGraph", "Meta", "Fn"];

export function KeyRow({ action, isListening, problem, onListen, onKey }: Props) {
  const keys = keysOf(useSettings())[action];
  const name = commandNames[action];

  const hear = (event: KeyboardEvent) => {
    // Tab goes on as ever: nobody may be caught here.
    if (!isListening || event.key === "Tab" || modifiers.includes(event.key)) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    if (event.key === "Escape") onListen(false);
    else onKey(keyOf(event));
  };

  return (
    <li className={styles.row}>
      <span>{name}</span>
      <span className={styles.held}>
        {keys.map((key) => (
          <kbd key={key}>{keyName(key)}</kbd>
        ))}
      </span>
      <Button
        aria-label={isListening ? texts.pressFor(name) : texts.changeKey(name)}
        aria-pressed={isListening}
        onClick={() => onListen(!isListening)}
        onKeyDown={hear}
        // The press of the space bar that it has just heard is no click.
        onKeyUp={(event) => isListening && event.preventDefault()}
        onBlur={() => isListening && onListen(false)}
      >
        {isListening ? texts.press : texts.change}
      </Button>
      {problem && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
    </li>
  );
}
