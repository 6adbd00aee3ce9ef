import { memo } from "react";
import { SegmentedChoice } from "@/components/ui/SegmentedChoice";
import { Sheet } from "@/components/ui/Sheet";
import type { Change } from "@/lib/api/types";
import { catalogue } from "@/lib/i18n/catalogue";
import type { Scene, View } from "./compose";
import styles from "./Preview.module.css";
import { PreviewText } from "./PreviewText";
import type { PreviewPanel } from "./usePreviewPanel";

interface Props extends Pick<Scene, "standings" | "intents"> {
  jobId: string;
  changes: readonly Change[];
  current: Change | null;
  panel: PreviewPanel;
}

const texts = catalogue({
  en: {
    preview: "Preview",
    legend: "Show the text",
    original: "Original",
    current: "As it stands",
    all: "All accepted",
  },
  de: {
    preview: "Vorschau",
    legend: "Den Text zeigen",
    original: "Original",
    current: "Jetziger Stand",
    all: "Alles angenommen",
  },
});
const views: View[] = ["original", "current", "all"];

/** The document while its cards are judged. */
export const Preview = memo(function Preview({ panel, ...text }: Props) {
  const body = (
    <div className={styles.body} data-preview="">
      <SegmentedChoice
        legend={texts.legend}
        isLegendHidden
        name="preview-view"
        keys="v"
        value={panel.view}
        options={views.map((value) => ({ value, label: texts[value] }))}
        onChange={panel.setView}
      />
      <PreviewText {...text} view={panel.view} />
    </div>
  );
  if (panel.isBeside) {
    return (
      <aside className={styles.beside} aria-label={texts.preview}>
        {body}
      </aside>
    );
  }
  return (
    <Sheet title={texts.preview} isFull onClose={panel.toggle}>
      {body}
    </Sheet>
  );
});
