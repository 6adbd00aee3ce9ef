import { type ReactNode, useMemo, useRef, useState } from "react";
import type { DecisionAction } from "@/lib/api/types";
import { CardStage, sendOff } from "../deck/CardStage";
import { DeckControls } from "../deck/DeckControls";
import { deriveDeck } from "../deck/deckState";
import type { DeckCommand } from "../deck/useDeckKeys";
import type { Intent } from "../queue/intent";
import { standingsOf } from "../queue/standing";
import styles from "./SampleDeck.module.css";
import { sampleChanges, sampleText } from "./sample";

const nobody: ReadonlySet<string> = new Set();

/** The real deck over a sample text, with a memory of its own instead of the queue. */
export function SampleDeck({ children }: { children: ReactNode }) {
  const [intents, setIntents] = useState<ReadonlyMap<string, Intent>>(new Map());
  const [returnedFrom, setReturnedFrom] = useState<DecisionAction | null>(null);
  const [isEditing, setEditing] = useState(false);
  const stage = useRef<HTMLDivElement>(null);
  const clock = useRef(0);
  const { current, upcoming, lastDecided } = useMemo(
    () => deriveDeck(sampleChanges, intents, { focus: null, revisiting: nobody }),
    [intents],
  );

  const put = (changeId: string, action: DecisionAction, replacement?: string) => {
    const rest = [...intents].filter(([id]) => id !== changeId);
    const intent = {
      id: changeId,
      changeId,
      action,
      decidedAt: new Date(clock.current++).toISOString(),
      ...(replacement === undefined ? {} : { replacement }),
    };
    setIntents(new Map([...rest, [changeId, intent]]));
    setReturnedFrom(action === "undo" ? (lastDecided?.action ?? null) : null);
    setEditing(false);
  };
  const decide = (action: Exclude<DecisionAction, "undo">, replacement?: string) => {
    if (!current) return;
    sendOff(stage.current, action);
    put(current.id, action, replacement);
  };
  const run = (command: DeckCommand) => {
    if (command === "edit") setEditing(true);
    else if (command !== "undo") decide(command);
    else if (lastDecided) put(lastDecided.change.id, "undo");
  };

  return (
    <section className={styles.sample} aria-label="Try it on a sample">
      <div className={styles.stage}>
        {current ? (
          <CardStage
            stage={stage}
            change={current}
            next={upcoming[0]}
            returnedFrom={returnedFrom}
            isEditing={isEditing}
            onDecide={decide}
            onEditEnd={() => setEditing(false)}
          />
        ) : (
          <div className={styles.result}>
            <h2>Your text, your call</h2>
            <p className={styles.text}>{resultOf(intents)}</p>
            {children}
          </div>
        )}
      </div>
      <DeckControls canUndo={lastDecided !== null} hasCard={current !== null && !isEditing} onCommand={run} />
    </section>
  );
}

function resultOf(intents: ReadonlyMap<string, Intent>): string {
  const standings = standingsOf(sampleChanges, intents);
  const accepted = sampleChanges.filter(({ id }) => standings.get(id)?.state === "accepted");
  return accepted.reduceRight(
    (text, { id, start, end, replacement }) =>
      text.slice(0, start) + (intents.get(id)?.replacement ?? replacement) + text.slice(end),
    sampleText,
  );
}
