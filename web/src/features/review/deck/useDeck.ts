import { useCallback, useMemo, useState } from "react";
import type { Change, DecisionAction } from "@/lib/api/types";
import { useDecisionQueue } from "../queue/useDecisionQueue";
import { type DeckState, deriveDeck } from "./deckState";

const nobody: ReadonlySet<string> = new Set();

/** The deck over a job's changes: what is in front, what was decided, and the four things one can do. */
export function useDeck(jobId: string, changes: readonly Change[]) {
  const { queue, intents, unsent, problem, refusal } = useDecisionQueue(jobId);
  const [focus, setFocus] = useState<string | null>(null);
  const [revisiting, setRevisiting] = useState(nobody);
  /** How the card in front came back, so that it can come from where it went. */
  const [returned, setReturned] = useState<{ changeId: string; from: DecisionAction } | null>(null);

  const deck = useMemo(
    () => deriveDeck(changes, intents, { focus, revisiting }),
    [changes, intents, focus, revisiting],
  );
  const { current, upcoming, lastDecided, standings } = deck;
  if (current && current.id !== focus) setFocus(current.id);

  /** Decides a change, the one in front or another, and answers with the deck as it is then. */
  const decide = useCallback(
    (changeId: string, action: Exclude<DecisionAction, "undo">, replacement?: string): DeckState => {
      queue.decide(changeId, action, replacement);
      const rest = new Set([...revisiting].filter((id) => id !== changeId));
      // The next card is looked for with the decision made: it may have settled the one that was to come.
      const view = { focus: current?.id === changeId ? (upcoming[0]?.id ?? null) : focus, revisiting: rest };
      const next = deriveDeck(changes, queue.snapshot().intents, view);
      setFocus(next.current?.id ?? null);
      setReturned(null);
      if (revisiting.has(changeId)) setRevisiting(rest);
      return next;
    },
    [changes, current, upcoming, focus, revisiting, queue],
  );

  const undo = useCallback(() => {
    if (!lastDecided) return;
    queue.decide(lastDecided.change.id, "undo");
    // What lay under the undone decision may be an earlier skip: the card is looked at again all the same.
    setRevisiting((ids) => new Set([...ids, lastDecided.change.id]));
    setFocus(lastDecided.change.id);
    setReturned({ changeId: lastDecided.change.id, from: lastDecided.action });
  }, [lastDecided, queue]);

  const revisitSkipped = useCallback(() => {
    const skipped = [...standings].filter(([, { state }]) => state === "skipped");
    setRevisiting(new Set(skipped.map(([id]) => id)));
  }, [standings]);

  return { ...deck, intents, returned, unsent, problem, refusal, decide, undo, revisitSkipped };
}

export type DeckModel = ReturnType<typeof useDeck>;
