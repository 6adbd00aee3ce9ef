import type { ReactNode } from "react";
import type { PreviewPanel } from "../preview/usePreviewPanel";
import styles from "./DeckTools.module.css";

interface Props {
  panel: PreviewPanel;
  settled: number;
  onSettled: () => void;
  children: ReactNode;
}

/** What stands beside the count: what other cards settled, the preview, and the way on. */
export function DeckTools({ panel, settled, onSettled, children }: Props) {
  return (
    <div className={styles.tools}>
      {settled > 0 && (
        <button type="button" className={styles.tool} aria-haspopup="dialog" onClick={onSettled}>
          {settled.toLocaleString()} settled
        </button>
      )}
      <button
        type="button"
        className={styles.tool}
        aria-keyshortcuts="p"
        aria-pressed={panel.isOpen}
        onClick={panel.toggle}
      >
        Preview
        <span className={styles.key} aria-hidden="true">
          P
        </span>
      </button>
      {children}
    </div>
  );
}
