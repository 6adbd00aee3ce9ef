import { Icon } from "@/components/ui/Icon";
import { ariaKeys, keyName, keysOf } from "@/lib/deckKeys";
import { catalogue } from "@/lib/i18n/catalogue";
import { type DeckAction, useSettings } from "@/lib/settings";
import styles from "./DeckControls.module.css";
import { commandNames } from "./texts";

const texts = catalogue({ en: { decide: "Decide" }, de: { decide: "Entscheiden" } });

const usual: DeckAction[] = ["reject", "skip", "accept", "undo", "redo", "flag", "edit"];
const swapped: DeckAction[] = ["accept", "skip", "reject", "undo", "redo", "flag", "edit"];

interface Props {
  canUndo: boolean;
  canRedo: boolean;
  hasCard: boolean;
  /** The card in front is flagged already. */
  isFlagged?: boolean;
  onCommand: (command: DeckAction) => void;
  /** What else there is to do here; by default everything. */
  only?: DeckAction[];
}

export function DeckControls({ canUndo, canRedo, hasCard, isFlagged, onCommand, only = usual }: Props) {
  const settings = useSettings();
  const keys = keysOf(settings);
  const isReady = (action: DeckAction) =>
    action === "undo" ? canUndo : action === "redo" ? canRedo : hasCard;
  return (
    <div className={styles.controls} role="toolbar" aria-label={texts.decide}>
      {(settings.acceptsToTheRight ? usual : swapped)
        .filter((action) => only.includes(action))
        .map((action) => (
          <button
            key={action}
            type="button"
            className={`${styles.control} ${styles[action] ?? ""}`}
            aria-keyshortcuts={ariaKeys(keys[action])}
            aria-pressed={action === "flag" ? isFlagged === true : undefined}
            disabled={!isReady(action)}
            // A click must not move the focus here: the next space would press this button instead of skipping.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onCommand(action)}
          >
            <Icon name={action} size={22} />
            <span>{commandNames[action]}</span>
            <span className={styles.key} aria-hidden="true">
              {keys[action].slice(0, 1).map(keyName)}
            </span>
          </button>
        ))}
    </div>
  );
}
