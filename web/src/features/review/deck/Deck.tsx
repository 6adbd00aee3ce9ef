import { type ReactNode, useDeferredValue, useMemo, useState } from "react";
import type { Change } from "@/lib/api/types";
import type { DeckCommand } from "@/lib/deckKeys";
import { Preview } from "../preview/Preview";
import { usePreviewPanel } from "../preview/usePreviewPanel";
import styles from "./Deck.module.css";
import { DeckControls } from "./DeckControls";
import { DeckFront } from "./DeckFront";
import { DeckOffers } from "./DeckOffers";
import { DeckProgress } from "./DeckProgress";
import { type DeckSheet, DeckSheets } from "./DeckSheets";
import { DeckTools } from "./DeckTools";
import { groupOf } from "./group";
import { useDeck } from "./useDeck";
import { isAction, useDeckCommands } from "./useDeckCommands";
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
  const { current, standings, plan } = deck;
  const group = useMemo(
    () => groupOf(current, changes, standings, plan),
    [current, changes, standings, plan],
  );
  const commands = useDeckCommands(deck);
  const panel = usePreviewPanel();
  const [sheet, setSheet] = useState<DeckSheet | null>(null);
  // The card goes first: the text beside it follows when that is drawn.
  const behindTheCards = useDeferredValue(
    useMemo(
      () => ({ changes, current, standings, intents: deck.intents }),
      [changes, current, standings, deck.intents],
    ),
  );
  const run = (command: DeckCommand) => {
    if (isAction(command)) commands.run(command);
    else if (command === "preview") panel.toggle();
    else if (command === "view") panel.nextView();
    else setSheet(command);
  };
  useDeckKeys(run);

  return (
    <div className={styles.table} data-beside={panel.isBeside || undefined}>
      <div className={styles.deck}>
        <div className={styles.top}>
          <DeckProgress {...deck} isWorking={isWorking}>
            {current && finish("secondary")}
          </DeckProgress>
          <DeckTools deck={deck} panel={panel} onOpen={setSheet} />
          <DeckOffers jobId={jobId} deck={deck} group={group} commands={commands} onOpen={setSheet} />
        </div>
        <DeckFront
          deck={deck}
          group={group}
          commands={commands}
          isWorking={isWorking}
          onOpen={setSheet}
          finish={finish}
        />
        <DeckControls
          {...deck}
          hasCard={current !== null && !commands.isEditing}
          isFlagged={current !== null && deck.flags.has(current.id)}
          onCommand={commands.run}
        />
      </div>
      {panel.isOpen && <Preview jobId={jobId} panel={panel} {...behindTheCards} />}
      <DeckSheets
        jobId={jobId}
        sheet={sheet}
        deck={deck}
        group={group}
        commands={commands}
        onClose={() => setSheet(null)}
      />
      <p className="visually-hidden" aria-live="assertive" aria-atomic="true">
        {commands.announcement}
      </p>
    </div>
  );
}
