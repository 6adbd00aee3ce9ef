import { memo } from "react";
import type { Change } from "@/lib/api/types";
import { diffWords } from "@/lib/diff";
import styles from "./ChangeText.module.css";
import { fromWholeWord, toWholeWord, visibleSpaces } from "./words";

type Props = Pick<Change, "before" | "after" | "original" | "replacement">;

/** From here on a rewrite reads better below the old text than behind it. */
const longText = 60;

/** The change where it stands: old struck, new written in, and the words around them. */
export const ChangeText = memo(function ChangeText({ before, after, original, replacement }: Props) {
  const segments = diffWords(original, replacement);
  const [ahead, behind] = [fromWholeWord(before), toWholeWord(after)];
  const isRewrite = segments.every(({ kind, text }) => kind !== "same" && text.length > longText);
  return (
    <p className={styles.text} data-rewrite={isRewrite || undefined}>
      <span className={styles.context}>{isRewrite ? ahead.trimEnd() : ahead}</span>
      {segments.map(({ kind, text }, index) => {
        // The segments of one diff have no identity but their place, and never move.
        const key = index;
        if (kind === "same") return <span key={key}>{text}</span>;
        const Tag = kind === "struck" ? "del" : "ins";
        return (
          <Tag key={key} className={styles[kind]}>
            {visibleSpaces(text)}
          </Tag>
        );
      })}
      <span className={styles.context}>{isRewrite ? behind.trimStart() : behind}</span>
    </p>
  );
});
