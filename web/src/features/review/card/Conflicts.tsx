import type { Conflict } from "@/lib/api/types";
import { catalogue, count } from "@/lib/i18n/catalogue";
import { ChangeLine } from "./ChangeLine";
import styles from "./Conflicts.module.css";
import { spokenText } from "./words";

const texts = catalogue({
  en: {
    alternatives: "Alternatives",
    inConflict: "In conflict",
    rejects: "Accepting this rejects:",
    use: "Use",
    instead: "instead",
    more: (others: number) => `and ${count(others, "other", "others")}`,
  },
  de: {
    alternatives: "Andere Fassungen",
    inConflict: "Im Widerspruch",
    rejects: "Wer dies annimmt, lehnt ab:",
    use: "Lieber",
    instead: "nehmen",
    more: (others) => `und ${count(others, "weitere", "weitere")}`,
  },
});

interface Props {
  /** Those of its conflicts that are not rejected yet. */
  open: readonly Conflict[];
  /** Accepts another change instead of the one in front. */
  onChoose: (changeId: string) => void;
}

/** More than these make the card a list. */
const most = 3;

/** What a change excludes, said before one accepts it. Where others do the same job, each can be taken instead. */
export function Conflicts({ open, onChoose }: Props) {
  const excluded = open.slice(0, most);
  if (excluded.length === 0) return null;
  const isChoice = open.every(({ kind }) => kind === "alternatives");
  return (
    <section className={styles.conflicts} aria-label={isChoice ? texts.alternatives : texts.inConflict}>
      <p className={styles.title}>{texts.rejects}</p>
      <ul className={styles.list}>
        {excluded.map((conflict) => (
          <li key={conflict.changeId} className={styles.row}>
            {/* Alternatives are about the same words, which the card shows already. */}
            <ChangeLine {...conflict} original={conflict.kind === "alternatives" ? "" : conflict.original} />
            <button type="button" className={styles.choose} onClick={() => onChoose(conflict.changeId)}>
              {texts.use} <span className="visually-hidden">{spokenText(conflict)} </span>
              {texts.instead}
            </button>
          </li>
        ))}
      </ul>
      {open.length > most && <p className={styles.more}>{texts.more(open.length - most)}</p>}
    </section>
  );
}
