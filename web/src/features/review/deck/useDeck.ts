import { useCallback, useMemo, useState } from "react";
import type { Change, DecisionAction } from "@/lib/api/types";
import { useDecisionQueue } from "../queue/useDecisionQueue";
import { deriveDeck, stateOf } from "./deckState";

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
  const { current, upcoming, lastDecided } = deck;
  if (current && current.id !== focus) setFocus(current.id);

  const decide = useCallback(
    (action: Exclude<DecisionAction, "undo">, replacement?: string) => {
      if (!current) return;
      queue.decide(current.id, action, replacement);
      setFocus(upcoming[0]?.id ?? null);
      setReturned(null);
      setRevisiting((ids) =>
        ids.has(current.id) ? new Set([...ids].filter((id) => id !== current.id)) : ids,
      );
    },
    [current, upcoming, queue],
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
    const skipped = changes.filter((change) => stateOf(change, intents) === "skipped");
    setRevisiting(new Set(skipped.map((change) => change.id)));
  }, [changes, intents]);

  return { ...deck, returned, unsent, problem, refusal, decide, undo, revisitSkipped };
}

export type DeckModel = ReturnType<typeof useDeck>;
