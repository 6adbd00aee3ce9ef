import type { ReactNode } from "react";
import { Badge } from "@/components/ui/Badge";
import { Notice } from "@/components/ui/Notice";
import { ProgressBar } from "@/components/ui/ProgressBar";
import { plural } from "@/lib/format";
import styles from "./DeckProgress.module.css";
import type { DeckModel } from "./useDeck";

interface Props extends Pick<DeckModel, "counts" | "unsent" | "problem" | "refusal"> {
  isWorking: boolean;
  children: ReactNode;
}

export function DeckProgress({ counts, isWorking, unsent, problem, refusal, children }: Props) {
  return (
    <div className={styles.progress}>
      <div className={styles.row}>
        <p className={styles.count}>
          <strong>
            {counts.decided} of {counts.total}
          </strong>
          <span className={styles.left}>
            {counts.left === 0 ? "none left" : `${counts.left.toLocaleString()} left`}
          </span>
        </p>
        <span className={styles.state}>
          {problem && unsent > 0 ? (
            <Badge tone="warn">{plural(unsent, "decision")} kept here</Badge>
          ) : (
            isWorking && <Badge tone="busy">More on the way</Badge>
          )}
        </span>
        {children}
      </div>
      <ProgressBar isThin label="Decided" value={counts.decided} max={counts.total} />
      {refusal && <Notice tone="bad">Your last decision was not taken. {refusal}</Notice>}
    </div>
  );
}
