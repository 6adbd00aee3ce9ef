import type { ReactNode } from "react";
import { Button } from "@/components/ui/Button";
import { Icon, type IconName } from "@/components/ui/Icon";
import styles from "./DeckBar.module.css";

interface Props {
  icon?: IconName;
  /** The answer that does something, and the one that does nothing. */
  yes: ReactNode;
  /** Where it is no answer but only “not now”, a cross says as much. */
  no: string;
  noIsAnswer?: boolean;
  onYes: () => void;
  onNo: () => void;
  children: ReactNode;
}

/** One line above the cards: what was just done or could be done, and two ways to answer. It waits without pressing. */
export function DeckBar({ icon = "spark", yes, no, noIsAnswer = false, onYes, onNo, children }: Props) {
  return (
    <section className={styles.bar} aria-live="polite">
      <Icon name={icon} size={18} />
      <p className={styles.text}>{children}</p>
      <span className={styles.answers}>
        <Button onClick={onYes}>{yes}</Button>
        <Button look="quiet" onClick={onNo} aria-label={noIsAnswer ? undefined : no}>
          {noIsAnswer ? no : <Icon name="close" size={18} />}
        </Button>
      </span>
    </section>
  );
}
