import { Button } from "@/components/ui/Button";
import { Sheet } from "@/components/ui/Sheet";
import { catalogue } from "@/lib/i18n/catalogue";
import { ChangeLine } from "../card/ChangeLine";
import { spokenText } from "../card/words";
import styles from "./CardList.module.css";
import type { DeckState } from "./deckState";

const texts = catalogue({
  en: { title: "Settled by other cards", none: "None any more.", use: "Use", instead: "instead" },
  de: { title: "Durch andere Karten erledigt", none: "Keine mehr.", use: "Lieber", instead: "nehmen" },
});

interface Props {
  settled: DeckState["settled"];
  onChoose: (changeId: string) => void;
  onClose: () => void;
}

/** The cards that a decision on another one settled: why, and the way back. */
export function SettledCards({ settled, onChoose, onClose }: Props) {
  return (
    <Sheet title={texts.title} onClose={onClose}>
      <div className={styles.body}>
        {settled.length === 0 && <p>{texts.none}</p>}
        <ul>
          {settled.map(({ change, reason }) => (
            <li key={change.id} className={styles.row}>
              <span className={styles.what}>
                <ChangeLine {...change} />
                <span className={styles.reason}>{reason}</span>
              </span>
              <Button look="quiet" onClick={() => onChoose(change.id)}>
                <span>
                  {texts.use} <span className="visually-hidden">{spokenText(change)} </span>
                  {texts.instead}
                </span>
              </Button>
            </li>
          ))}
        </ul>
      </div>
    </Sheet>
  );
}
