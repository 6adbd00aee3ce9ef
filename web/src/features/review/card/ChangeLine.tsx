import type { Change } from "@/lib/api/types";
import styles from "./ChangeLine.module.css";
import { visibleSpaces } from "./words";

interface Props extends Pick<Change, "original" | "replacement"> {
  /** The text around it where that isn't shown: what is only put in then stands after the word that it follows. */
  before?: string;
}

/** A change in one line: old struck, new after it. */
export function ChangeLine({ before = "", original, replacement }: Props) {
  return (
    <span className={styles.line}>
      {original.trim() === "" && lastWord(before)}
      {original && <del>{visibleSpaces(original)}</del>}{" "}
      {replacement && <ins>{visibleSpaces(replacement)}</ins>}
    </span>
  );
}

/** A lone comma says nothing without the word that it follows. */
function lastWord(text: string): string {
  return text.trimEnd().split(/\s/).at(-1) ?? "";
}
