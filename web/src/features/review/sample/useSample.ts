import { useMemo, useState } from "react";
import { deriveDeck, firstView } from "../deck/deckState";
import type { Leaving } from "../deck/flight";
import type { Intent } from "../queue/intent";
import { sampleChanges } from "./sample";

interface Swipes {
  done: Intent[];
  undone: Intent[];
  returnedFrom: Leaving | null;
}

/** The sample's decisions, with a memory of their own instead of the queue. */
export function useSample() {
  const [{ done, undone, returnedFrom }, setSwipes] = useState<Swipes>({
    done: [],
    undone: [],
    returnedFrom: null,
  });
  const intents = useMemo(() => new Map(done.map((intent) => [intent.changeId, intent])), [done]);
  const { current, next } = useMemo(() => deriveDeck(sampleChanges, intents, firstView), [intents]);

  return {
    current,
    next,
    intents,
    returnedFrom,
    canUndo: done.length > 0,
    canRedo: undone.length > 0,
    decide: (action: Intent["action"], replacement?: string) => {
      if (!current) return;
      const decidedAt = new Date(done.length).toISOString();
      const text = replacement === undefined ? {} : { replacement };
      const intent = { id: current.id, changeId: current.id, action, decidedAt, ...text };
      setSwipes({ done: [...done, intent], undone: [], returnedFrom: null });
    },
    undo: () => {
      const last = done.at(-1);
      if (!last || last.action === "undo") return;
      setSwipes({ done: done.slice(0, -1), undone: [...undone, last], returnedFrom: last.action });
    },
    redo: () => {
      const last = undone.at(-1);
      if (last) setSwipes({ done: [...done, last], undone: undone.slice(0, -1), returnedFrom: null });
    },
  };
}
