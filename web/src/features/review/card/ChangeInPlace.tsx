import type { Change } from "@/lib/api/types";
import { ChangeLine } from "./ChangeLine";
import styles from "./ChangeLine.module.css";

/** As much of the text around a change as tells where it is. */
const around = 36;

/** A change in a line or two, with a few words of its sentence. */
export function ChangeInPlace(change: Pick<Change, "original" | "replacement" | "before" | "after">) {
  const { before, after } = change;
  return (
    <span className={styles.inPlace}>
      <span className={styles.context}>{before.length > around ? `…${before.slice(-around)}` : before}</span>
      <ChangeLine original={change.original} replacement={change.replacement} />
      <span className={styles.context}>{after.length > around ? `${after.slice(0, around)}…` : after}</span>
    </span>
  );
}
