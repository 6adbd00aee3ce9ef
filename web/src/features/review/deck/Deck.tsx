import { type ReactNode, useState } from "react";
import { Spinner } from "@/components/ui/Spinner";
import type { Change } from "@/lib/api/types";
import { Conflicts } from "../card/Conflicts";
import { Preview } from "../preview/Preview";
import { usePreviewPanel } from "../preview/usePreviewPanel";
import { CardStage } from "./CardStage";
import styles from "./Deck.module.css";
import { DeckControls } from "./DeckControls";
import { DeckDone } from "./DeckDone";
import { DeckProgress } from "./DeckProgress";
import { DeckTools } from "./DeckTools";
import { openConflicts } from "./deckState";
import { SettledCards } from "./SettledCards";
import { useDeck } from "./useDeck";
import { useDeckCommands } from "./useDeckCommands";
import { useDeckKeys } from "./useDeckKeys";

interface Props {
  jobId: string;
  changes: readonly Change[];
  /** More cards may come. */
  isWorking: boolean;
  /** The way on: quiet while there are cards, loud when there are none. */
  finish: (look: "primary" | "secondary") => ReactNode;
}

export function Deck({ jobId, changes, isWorking, finish }: Props) {
  const deck = useDeck(jobId, changes);
  const { current, counts, settled, standings } = deck;
  const commands = useDeckCommands(deck);
  const panel = usePreviewPanel();
  const [showsSettled, setShowsSettled] = useState(false);
  useDeckKeys((command) => {
    if (command === "preview") panel.toggle();
    else if (command === "view") panel.nextView();
    else commands.run(command);
  });

  return (
    <div className={styles.table} data-beside={panel.isBeside || undefined}>
      <div className={styles.deck}>
        <DeckProgress {...deck} isWorking={isWorking}>
          <DeckTools panel={panel} settled={settled.length} onSettled={() => setShowsSettled(true)}>
            {current && finish("secondary")}
          </DeckTools>
        </DeckProgress>
        {current ? (
          <CardStage
            stage={commands.stage}
            change={current}
            next={deck.upcoming[0]}
            returnedFrom={deck.returned?.changeId === current.id ? deck.returned.from : null}
            isEditing={commands.isEditing}
            conflicts={<Conflicts open={openConflicts(current, standings)} onChoose={commands.choose} />}
            onDecide={commands.decide}
            onEditEnd={commands.endEdit}
          />
        ) : isWorking ? (
          <div className={styles.waiting} role="status">
            <Spinner size={32} />
            <p>You are faster than the reader. The next card is on its way.</p>
          </div>
        ) : (
          <DeckDone counts={counts} onRevisit={deck.revisitSkipped} finish={finish("primary")} />
        )}
        <DeckControls
          canUndo={deck.lastDecided !== null}
          hasCard={current !== null && !commands.isEditing}
          onCommand={commands.run}
        />
      </div>
      {panel.isOpen && <Preview jobId={jobId} changes={changes} deck={deck} panel={panel} />}
      {showsSettled && (
        <SettledCards settled={settled} onChoose={commands.choose} onClose={() => setShowsSettled(false)} />
      )}
      <p className="visually-hidden" aria-live="assertive" aria-atomic="true">
        {commands.announcement}
      </p>
    </div>
  );
}
