import type { Change } from "@/lib/api/types";
import { useAutopilot } from "../api/autopilot";
import type { DeckState } from "./deckState";
import type { Choice } from "./flight";
import type { Act, Step } from "./steps";
import { useDeckTable } from "./useDeckTable";
import { useHistory } from "./useHistory";
import { usePlaces } from "./usePlaces";

/** The deck over a job's changes: what is seen, what was decided, and everything that one can do. */
export function useDeck(jobId: string, changes: readonly Change[]) {
  const table = useDeckTable(jobId, changes);
  const { queue, together, flagStore, ...shown } = table;
  const { deck, behind, pass, bringBack, ...places } = usePlaces(table);
  const history = useHistory(table);
  const autopilot = useAutopilot(jobId);

  const perform = (acts: readonly Act[]): Step => {
    const step: Step = { acts, at: Date.now(), behind };
    const [{ action } = { action: null }] = acts;
    if (acts.length > 1 && (action === "accept" || action === "reject")) {
      const ids = new Set(acts.map(({ changeId }) => changeId));
      const batch = together.decide(
        changes.filter(({ id }) => ids.has(id)),
        action,
      );
      return batch ? { ...step, batch } : step;
    }
    for (const act of acts) {
      if (act.action === "flag") flagStore.set(act.changeId, true);
      else queue.decide(act.changeId, act.action, act.replacement);
    }
    return step;
  };

  const act = (...acts: Act[]): DeckState => {
    history.did(perform(acts));
    return pass(acts.map(({ changeId }) => changeId));
  };

  const takeBack = ({ acts, batch, by }: Step): void => {
    const autopilotBatch = shown.plan?.autopilot.batch;
    if (by === "autopilot" && autopilotBatch) {
      autopilot.undo.mutate(autopilotBatch.id);
      return;
    }
    const decided = acts.filter(({ action }) => action !== "flag").map(({ changeId }) => changeId);
    for (const { changeId, action } of acts) if (action === "flag") flagStore.set(changeId, false);
    void together.undo(decided, batch);
  };

  return {
    ...deck,
    ...shown,
    ...places,
    autopilot,
    canUndo: history.canUndo,
    canRedo: history.canRedo,

    /** Decides a change, the one in front or another, and answers with the deck as it is then. */
    decide: (changeId: string, action: Choice, replacement?: string): DeckState =>
      act({ changeId, action, ...(replacement === undefined ? {} : { replacement }) }),
    decideAll: (ids: readonly string[], action: "accept" | "reject"): DeckState =>
      act(...ids.map((changeId) => ({ changeId, action }))),
    /** On to the next card; this one stays as it is. */
    leave: (changeId: string): DeckState => pass([changeId]),
    /** Puts a card off until the others are done, or takes that back. */
    flag: (changeId: string): DeckState => {
      if (!table.flags.has(changeId)) return act({ changeId, action: "flag" });
      flagStore.set(changeId, false);
      return deck;
    },
    undo: (): Step | null => {
      const step = history.takeBack();
      if (!step) return null;
      takeBack(step);
      bringBack(step);
      return step;
    },
    redo: (): { step: Step; after: DeckState } | null => {
      const step = history.takeForward();
      if (!step) return null;
      history.didAgain(perform(step.acts));
      return { step, after: pass(step.acts.map(({ changeId }) => changeId)) };
    },
    /** Undecided again, as what a rule had rejected. */
    restore: (ids: readonly string[]): void => {
      for (const id of ids) queue.decide(id, "undo");
    },
  };
}

export type DeckModel = ReturnType<typeof useDeck>;
