import { Sheet } from "@/components/ui/Sheet";
import { type DeckView, fixedKeys, keyName, keysOf } from "@/lib/deckKeys";
import { catalogue } from "@/lib/i18n/catalogue";
import { deckActions, useSettings } from "@/lib/settings";
import styles from "./KeyHelp.module.css";
import { commandNames } from "./texts";

const texts = catalogue({
  en: { title: "Keys", or: "or", note: "They can be changed in the settings." },
  de: { title: "Tasten", or: "oder", note: "Sie lassen sich in den Einstellungen ändern." },
});

const views = Object.keys(fixedKeys) as DeckView[];

/** All keys of the deck, as they are set. */
export function KeyHelp({ onClose }: { onClose: () => void }) {
  const keys = keysOf(useSettings());
  const rows = [
    ...deckActions.map((action) => ({ command: action, keys: keys[action] })),
    ...views.map((view) => ({ command: view, keys: [fixedKeys[view]] })),
  ];
  return (
    <Sheet title={texts.title} onClose={onClose}>
      <div className={styles.body}>
        <dl className={styles.keys}>
          {rows.map(({ command, keys }) => (
            <div key={command} className={styles.row}>
              <dt>{commandNames[command]}</dt>
              <dd>
                {keys.map((key, index) => (
                  <span key={key}>
                    {index > 0 && ` ${texts.or} `}
                    <kbd>{keyName(key)}</kbd>
                  </span>
                ))}
              </dd>
            </div>
          ))}
        </dl>
        <p className={styles.note}>{texts.note}</p>
      </div>
    </Sheet>
  );
}
