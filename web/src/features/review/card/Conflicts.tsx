import type { Conflict } from "@/lib/api/types";
import { plural } from "@/lib/format";
import { ChangeLine } from "./ChangeLine";
import styles from "./Conflicts.module.css";
import { spokenText } from "./words";

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
    <section className={styles.conflicts} aria-label={isChoice ? "Alternatives" : "In conflict"}>
      <p className={styles.title}>Accepting this rejects:</p>
      <ul className={styles.list}>
        {excluded.map((conflict) => (
          <li key={conflict.changeId} className={styles.row}>
            {/* Alternatives are about the same words, which the card shows already. */}
            <ChangeLine {...conflict} original={conflict.kind === "alternatives" ? "" : conflict.original} />
            <button type="button" className={styles.choose} onClick={() => onChoose(conflict.changeId)}>
              Use <span className="visually-hidden">{spokenText(conflict)} </span>instead
            </button>
          </li>
        ))}
      </ul>
      {open.length > most && <p className={styles.more}>and {plural(open.length - most, "other")}</p>}
    </section>
  );
}
