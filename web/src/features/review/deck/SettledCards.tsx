import { Button } from "@/components/ui/Button";
import { Sheet } from "@/components/ui/Sheet";
import { ChangeLine } from "../card/ChangeLine";
import { spokenText } from "../card/words";
import type { DeckState } from "./deckState";
import styles from "./SettledCards.module.css";

interface Props {
  settled: DeckState["settled"];
  onChoose: (changeId: string) => void;
  onClose: () => void;
}

/** The cards that a decision on another one settled: why, and the way back. */
export function SettledCards({ settled, onChoose, onClose }: Props) {
  return (
    <Sheet title="Settled by other cards" onClose={onClose}>
      <div className={styles.body}>
        {settled.length === 0 && <p>None any more.</p>}
        <ul className={styles.list}>
          {settled.map(({ change, reason }) => (
            <li key={change.id} className={styles.row}>
              <span className={styles.what}>
                <ChangeLine {...change} />
                <span className={styles.reason}>{reason}</span>
              </span>
              <Button look="quiet" onClick={() => onChoose(change.id)}>
                <span>
                  Use <span className="visually-hidden">{spokenText(change)} </span>instead
                </span>
              </Button>
            </li>
          ))}
        </ul>
      </div>
    </Sheet>
  );
}
