import { useState } from "react";
import { Button } from "@/components/ui/Button";
import { keyConflicts, keyName } from "@/lib/deckKeys";
import { catalogue } from "@/lib/i18n/catalogue";
import { changeSettings, type DeckAction, deckActions, useSettings } from "@/lib/settings";
import { commandNames } from "./commands";
import { KeyRow } from "./KeyRow";
import styles from "./KeySettings.module.css";

const texts = catalogue({
  en: {
    title: "Keys of the deck",
    taken: (key: string, by: string) => `${key} is taken: ${by}. Press another one.`,
    usual: "Back to the usual keys",
  },
  de: {
    title: "Tasten für die Karten",
    taken: (key, by) => `${key} ist schon vergeben: ${by}. Drücke eine andere.`,
    usual: "Zurück zu den üblichen Tasten",
  },
});

/** A key that does something already is refused, with what it does: nothing may be lost without being told. */
export function KeySettings() {
  const settings = useSettings();
  const [listening, setListening] = useState<DeckAction | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  const listen = (action: DeckAction | null) => {
    setListening(action);
    setProblem(null);
  };
  const give = (action: DeckAction, key: string) => {
    const keys = { ...settings.keys, [action]: [key] };
    const conflict = keyConflicts({ ...settings, keys }).find((one) => one.key === key);
    if (conflict) {
      const others = conflict.commands.filter((command) => command !== action);
      return setProblem(texts.taken(keyName(key), others.map((command) => commandNames[command]).join(", ")));
    }
    changeSettings({ keys });
    listen(null);
  };

  return (
    <section className={styles.keys} aria-labelledby="keys-title">
      <h2 id="keys-title" className={styles.title}>
        {texts.title}
      </h2>
      <ul>
        {deckActions.map((action) => (
          <KeyRow
            key={action}
            action={action}
            isListening={listening === action}
            problem={listening === action ? problem : null}
            onListen={(isOn) => listen(isOn ? action : null)}
            onKey={(key) => give(action, key)}
          />
        ))}
      </ul>
      {Object.keys(settings.keys).length > 0 && (
        <p>
          <Button onClick={() => changeSettings({ keys: {} })}>{texts.usual}</Button>
        </p>
      )}
    </section>
  );
}
