import type { ReactNode } from "react";
import { Badge } from "@/components/ui/Badge";
import { Notice } from "@/components/ui/Notice";
import { ProgressBar } from "@/components/ui/ProgressBar";
import { catalogue, count } from "@/lib/i18n/catalogue";
import { locale } from "@/lib/i18n/language";
import styles from "./DeckProgress.module.css";
import type { DeckModel } from "./useDeck";

const number = (value: number) => value.toLocaleString(locale());
const texts = catalogue({
  en: {
    of: (decided: number, total: number) => `${number(decided)} of ${number(total)}`,
    none: "none left",
    left: (left: number) => `${number(left)} left`,
    swipes: (swipes: number) => `about ${count(swipes, "swipe", "swipes")} left`,
    range: (from: number, to: number) => `about ${number(from)} to ${number(to)} swipes left`,
    kept: (decisions: number) => `${count(decisions, "decision", "decisions")} kept here`,
    more: "More on the way",
    decided: "Decided",
    refused: (why: string) => `Your last decision was not taken. ${why}`,
  },
  de: {
    of: (decided, total) => `${number(decided)} von ${number(total)}`,
    none: "keine mehr",
    left: (left) => `noch ${number(left)}`,
    swipes: (swipes) => `noch etwa ${count(swipes, "Wisch", "Wische")}`,
    range: (from, to) => `noch etwa ${number(from)}–${number(to)} Wische`,
    kept: (decisions) => `${count(decisions, "Entscheidung", "Entscheidungen")} hier verwahrt`,
    more: "Weitere kommen",
    decided: "Entschieden",
    refused: (why) => `Deine letzte Entscheidung wurde nicht angenommen. ${why}`,
  },
});

interface Props extends Pick<DeckModel, "counts" | "unsent" | "problem" | "refusal" | "plan"> {
  isWorking: boolean;
  children: ReactNode;
}

export function DeckProgress({ counts, isWorking, unsent, problem, refusal, plan, children }: Props) {
  return (
    <div className={styles.progress}>
      <div className={styles.row}>
        <p className={styles.count}>
          <strong>{texts.of(counts.decided, counts.total)}</strong>
          <span className={styles.left}>{leftWords(counts.left, plan?.swipesLeft ?? null)}</span>
        </p>
        <span className={styles.state}>
          {problem && unsent > 0 ? (
            <Badge tone="warn">{texts.kept(unsent)}</Badge>
          ) : (
            isWorking && <Badge tone="busy">{texts.more}</Badge>
          )}
        </span>
        {children}
      </div>
      <ProgressBar isThin label={texts.decided} value={counts.decided} max={counts.total} />
      {refusal && <Notice tone="bad">{texts.refused(refusal)}</Notice>}
    </div>
  );
}

/** Cards that are left, or swipes, where what was learned settles the rest: never more of these than of those. */
function leftWords(left: number, swipes: { from: number; to: number } | null): string {
  if (left === 0) return texts.none;
  if (!swipes || swipes.from >= left) return texts.left(left);
  const to = Math.min(swipes.to, left);
  return swipes.from >= to ? texts.swipes(to) : texts.range(swipes.from, to);
}
