import { type ReactNode, useRef, useState } from "react";
import { Spinner } from "@/components/ui/Spinner";
import type { Change, DecisionAction } from "@/lib/api/types";
import { doneWords, spoken } from "../card/words";
import { CardStage, sendOff } from "./CardStage";
import styles from "./Deck.module.css";
import { DeckControls } from "./DeckControls";
import { DeckDone } from "./DeckDone";
import { DeckProgress } from "./DeckProgress";
import { useDeck } from "./useDeck";
import { type DeckCommand, useDeckKeys } from "./useDeckKeys";

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
  const { current, counts } = deck;
  const [isEditing, setEditing] = useState(false);
  const [announcement, setAnnouncement] = useState("");
  const stage = useRef<HTMLDivElement>(null);

  const decide = (choice: Exclude<DecisionAction, "undo">, replacement?: string) => {
    if (!current) return;
    sendOff(stage.current, choice);
    deck.decide(choice, replacement);
    setEditing(false);
    const next = deck.upcoming[0];
    setAnnouncement(
      `${doneWords[choice]}. ${next ? `${counts.left - 1} left. ${spoken(next)}.` : "No cards left."}`,
    );
  };

  const run = (command: DeckCommand) => {
    if (command === "edit") setEditing(current !== null);
    else if (command !== "undo") decide(command);
    else if (deck.lastDecided) {
      setEditing(false);
      deck.undo();
      setAnnouncement(`${doneWords.undo}. ${spoken(deck.lastDecided.change)}.`);
    }
  };
  useDeckKeys(run);

  return (
    <div className={styles.deck}>
      <DeckProgress
        counts={counts}
        isWorking={isWorking}
        unsent={deck.unsent}
        problem={deck.problem}
        refusal={deck.refusal}
      >
        {current && finish("secondary")}
      </DeckProgress>
      {current ? (
        <CardStage
          stage={stage}
          change={current}
          next={deck.upcoming[0]}
          returnedFrom={deck.returned?.changeId === current.id ? deck.returned.from : null}
          isEditing={isEditing}
          onDecide={decide}
          onEditEnd={() => setEditing(false)}
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
        hasCard={current !== null && !isEditing}
        onCommand={run}
      />
      <p className="visually-hidden" aria-live="assertive" aria-atomic="true">
        {announcement}
      </p>
    </div>
  );
}
