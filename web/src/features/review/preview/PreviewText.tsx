import { useMemo, useRef } from "react";
import { LoadFailed, Loading } from "@/components/ui/Blank";
import type { Change } from "@/lib/api/types";
import { catalogue } from "@/lib/i18n/catalogue";
import { usePreview } from "../api/preview";
import { type Scene, signatureOf } from "./compose";
import { MoreBlocks } from "./MoreBlocks";
import styles from "./Preview.module.css";
import { PreviewBlock } from "./PreviewBlock";
import { useFollowCurrent } from "./useFollowCurrent";
import { useSteadyScroll } from "./useSteadyScroll";

interface Props extends Omit<Scene, "currentId"> {
  jobId: string;
  changes: readonly Change[];
  current: Change | null;
}

const texts = catalogue({
  en: {
    original: "Text as it was",
    current: "Text as it stands now",
    all: "Text with all changes that are not rejected",
    fetching: "Fetching the text",
    earlier: "Show earlier text",
    later: "Show later text",
  },
  de: {
    original: "Text, wie er war",
    current: "Text, wie er jetzt steht",
    all: "Text mit allen Änderungen, die nicht abgelehnt sind",
    fetching: "Der Text wird geholt",
    earlier: "Früheren Text zeigen",
    later: "Späteren Text zeigen",
  },
});
const none: readonly Change[] = [];

export function PreviewText({ jobId, changes, current, view, standings, intents }: Props) {
  const preview = usePreview(jobId, current?.blockId);
  const { blocks, hasPreviousPage, hasNextPage } = preview;
  const scroller = useRef<HTMLElement>(null);
  const byBlock = useMemo(() => groupByBlock(changes), [changes]);
  const scene = { view, standings, intents, currentId: current?.id ?? null };

  // In this order: what was loaded above must not move the text, then the text moves to the card in front.
  useSteadyScroll(scroller, blocks);
  useFollowCurrent(scroller, { blocks, currentId: scene.currentId, view, canGrowUp: hasPreviousPage });

  if (preview.isPending) return <Loading what={texts.fetching} />;
  if (preview.isError && blocks.length === 0) {
    return <LoadFailed error={preview.error} retry={() => void preview.refetch()} />;
  }
  return (
    <section
      ref={scroller}
      className={styles.scroller}
      aria-label={texts[view]}
      data-scrolls-by-keys=""
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
    >
      {hasPreviousPage && (
        <MoreBlocks
          label={texts.earlier}
          isBusy={preview.isFetchingPreviousPage}
          hasFailed={preview.isFetchPreviousPageError}
          onWanted={preview.fetchPreviousPage}
        />
      )}
      {blocks.map((block) => {
        const own = byBlock.get(block.blockId) ?? none;
        return (
          <PreviewBlock
            key={block.blockId}
            block={block}
            changes={own}
            scene={scene}
            signature={signatureOf(own, scene)}
          />
        );
      })}
      {hasNextPage && (
        <MoreBlocks
          label={texts.later}
          isBusy={preview.isFetchingNextPage}
          hasFailed={preview.isFetchNextPageError}
          onWanted={preview.fetchNextPage}
        />
      )}
    </section>
  );
}

function groupByBlock(changes: readonly Change[]): ReadonlyMap<string, Change[]> {
  const groups = new Map<string, Change[]>();
  for (const change of changes) {
    const group = groups.get(change.blockId);
    if (group) group.push(change);
    else groups.set(change.blockId, [change]);
  }
  return groups;
}
