import { Button } from "@/components/ui/Button";
import { Sheet } from "@/components/ui/Sheet";
import type { Change } from "@/lib/api/types";
import { catalogue } from "@/lib/i18n/catalogue";
import { ChangeInPlace } from "../card/ChangeInPlace";
import { becauseOf, spokenText } from "../card/words";
import styles from "./CardList.module.css";

const texts = catalogue({
  en: {
    title: "Hidden",
    note: "You rejected these before, here or in an earlier version, or by a rule of yours. They stay rejected unless you bring them back.",
    none: "None any more.",
    known: "You rejected the same before.",
    restore: "Bring back",
    restoreAll: "Bring all back",
  },
  de: {
    title: "Verborgen",
    note: "Diese hast du schon abgelehnt, hier oder in einer früheren Fassung, oder durch eine deiner Regeln. Sie bleiben abgelehnt, bis du sie zurückholst.",
    none: "Keine mehr.",
    known: "Dasselbe hast du schon einmal abgelehnt.",
    restore: "Zurückholen",
    restoreAll: "Alle zurückholen",
  },
});

interface Props {
  hidden: readonly Change[];
  onRestore: (ids: string[]) => void;
  onClose: () => void;
}

/** What was rejected without being shown: each with its reason, and the way back into the deck. */
export function HiddenCards({ hidden, onRestore, onClose }: Props) {
  return (
    <Sheet title={texts.title} onClose={onClose}>
      <div className={styles.body}>
        <p className={styles.note}>{hidden.length === 0 ? texts.none : texts.note}</p>
        <ul>
          {hidden.map((change) => (
            <li key={change.id} className={styles.row}>
              <span className={styles.what}>
                <ChangeInPlace {...change} />
                <span className={styles.reason}>{becauseOf(change.decision) ?? texts.known}</span>
              </span>
              <Button look="quiet" onClick={() => onRestore([change.id])}>
                <span>
                  {texts.restore} <span className="visually-hidden">{spokenText(change)}</span>
                </span>
              </Button>
            </li>
          ))}
        </ul>
        {hidden.length > 1 && (
          <p className={styles.actions}>
            <Button onClick={() => onRestore(hidden.map(({ id }) => id))}>{texts.restoreAll}</Button>
          </p>
        )}
      </div>
    </Sheet>
  );
}
