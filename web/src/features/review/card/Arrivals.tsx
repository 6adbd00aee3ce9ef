import { Badge } from "@/components/ui/Badge";
import type { Change } from "@/lib/api/types";
import { sentenceCase } from "@/lib/format";
import styles from "./Arrivals.module.css";
import { visibleSpaces } from "./words";

/** The newest cards, a line each, as they come in. */
export function Arrivals({ changes }: { changes: readonly Change[] }) {
  const newest = changes.slice(-5).reverse();
  if (newest.length === 0) return null;
  return (
    <ul className={styles.arrivals} aria-label="Newest cards">
      {newest.map(({ id, before, category, original, replacement }) => (
        <li key={id} className={styles.arrival}>
          <span className={styles.text}>
            {original.trim() === "" && lastWord(before)}
            {original && <del>{visibleSpaces(original)}</del>}{" "}
            {replacement && <ins>{visibleSpaces(replacement)}</ins>}
          </span>
          <Badge tone="busy">{sentenceCase(category)}</Badge>
        </li>
      ))}
    </ul>
  );
}

/** A lone comma says nothing without the word that it follows. */
function lastWord(text: string): string {
  return text.trimEnd().split(/\s/).at(-1) ?? "";
}
