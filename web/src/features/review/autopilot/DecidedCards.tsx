import { Button } from "@/components/ui/Button";
import type { Change } from "@/lib/api/types";
import { catalogue } from "@/lib/i18n/catalogue";
import { ChangeInPlace } from "../card/ChangeInPlace";
import { stateName } from "../card/StandingMark";
import { becauseOf, spokenText } from "../card/words";
import styles from "./Autopilot.module.css";

const texts = catalogue({
  en: { title: "What it decided, and why", look: "Look" },
  de: { title: "Was er entschieden hat, und warum", look: "Ansehen" },
});

/** Each card that the autopilot decided, with its reason and the way to decide it oneself. */
export function DecidedCards({
  changes,
  onOpen,
}: {
  changes: readonly Change[];
  onOpen: (changeId: string) => void;
}) {
  const decided = changes.filter(({ decision }) => decision?.by === "autopilot");
  if (decided.length === 0) return null;
  return (
    <details>
      <summary className={styles.summary}>{texts.title}</summary>
      <ul>
        {decided.map((change) => (
          <li key={change.id} className={styles.row}>
            <span className={styles.what}>
              <ChangeInPlace {...change} />
              <span className={styles.small}>
                {stateName(change.state)}. {becauseOf(change.decision)}
              </span>
            </span>
            <Button look="quiet" onClick={() => onOpen(change.id)}>
              <span>
                {texts.look} <span className="visually-hidden">{spokenText(change)}</span>
              </span>
            </Button>
          </li>
        ))}
      </ul>
    </details>
  );
}
