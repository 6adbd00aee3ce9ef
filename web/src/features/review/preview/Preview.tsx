import { SegmentedChoice } from "@/components/ui/SegmentedChoice";
import { Sheet } from "@/components/ui/Sheet";
import type { Change } from "@/lib/api/types";
import type { DeckModel } from "../deck/useDeck";
import type { View } from "./compose";
import styles from "./Preview.module.css";
import { PreviewText } from "./PreviewText";
import type { PreviewPanel } from "./usePreviewPanel";

interface Props {
  jobId: string;
  changes: readonly Change[];
  deck: DeckModel;
  panel: PreviewPanel;
}

const options: { value: View; label: string }[] = [
  { value: "original", label: "Original" },
  { value: "current", label: "As it stands" },
  { value: "all", label: "All accepted" },
];

/** The document while its cards are judged. */
export function Preview({ jobId, changes, deck, panel }: Props) {
  const body = (
    <div className={styles.body} data-preview="">
      <SegmentedChoice
        legend="Show the text"
        isLegendHidden
        name="preview-view"
        keys="v"
        value={panel.view}
        options={options}
        onChange={panel.setView}
      />
      <PreviewText
        jobId={jobId}
        changes={changes}
        current={deck.current}
        view={panel.view}
        standings={deck.standings}
        intents={deck.intents}
      />
    </div>
  );
  if (panel.isBeside) {
    return (
      <aside className={styles.beside} aria-label="Preview">
        {body}
      </aside>
    );
  }
  return (
    <Sheet title="Preview" isFull onClose={panel.toggle}>
      {body}
    </Sheet>
  );
}
