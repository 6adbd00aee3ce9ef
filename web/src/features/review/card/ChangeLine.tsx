import type { Change } from "@/lib/api/types";
import styles from "./ChangeLine.module.css";
import { visibleSpaces } from "./words";

/** A change in one line: old struck, new after it. */
export function ChangeLine({ original, replacement }: Pick<Change, "original" | "replacement">) {
  return (
    <span className={styles.line}>
      {original && <del>{visibleSpaces(original)}</del>}{" "}
      {replacement && <ins>{visibleSpaces(replacement)}</ins>}
    </span>
  );
}
